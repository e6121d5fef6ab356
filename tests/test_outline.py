# SPDX-License-Identifier: GPL-3.0-or-later
"""Stills shown as drawings in lines: what the lines are, and that every export has the same."""

import base64
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from moodboard.domain.board import Pin, PinKind, PinStyle, Place, Tone
from moodboard.domain.export import ExportPlan, Format, Mode
from moodboard.domain.still import Still, as_shown, file_and_frame, outline_of, outline_size
from moodboard.services import pictures, pictures_outline

PAPER, SHAPE = (205, 190, 170), (120, 40, 30)


def a_house(noise: float = 0.0) -> Image.Image:
    """Return a red rectangle on a pale ground, with grain when asked for."""
    image = Image.new("RGB", (800, 450), PAPER)
    ImageDraw.Draw(image).rectangle((250, 120, 550, 380), fill=SHAPE)
    if not noise:
        return image
    grain = np.random.default_rng(7).normal(0, noise, (450, 800, 1))
    return Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))


def lines_of(image: Image.Image, detail: float = 0.6) -> np.ndarray:
    return np.asarray(pictures_outline.outlined(image, (2400, 1350), detail))


def taken(image: Image.Image) -> Still:
    out = io.BytesIO()
    image.save(out, "PNG")
    made = pictures.take_in_bytes(out.getvalue(), "house.png")
    return Still("house", made.picture, made.width, made.height)


def test_an_outline_is_black_lines_on_white() -> None:
    lines = lines_of(a_house())
    assert ((lines < 40) | (lines > 215)).mean() > 0.99
    assert 0.003 < (lines < 40).mean() < 0.05


def test_the_line_runs_along_the_whole_edge() -> None:
    lines = lines_of(a_house())
    for x in range(800, 1600, 50):
        assert lines[330:400, x].min() < 40 and lines[1100:1180, x].min() < 40
    for y in range(420, 1080, 50):
        assert lines[y, 710:800].min() < 40 and lines[y, 1600:1700].min() < 40


def test_flat_parts_have_no_lines_even_with_grain() -> None:
    lines = lines_of(a_house(noise=9))
    assert (lines[:, :600] < 128).mean() < 0.002
    assert (lines[500:1000, 900:1500] < 128).mean() < 0.002
    assert lines[700, 710:800].min() < 40


def test_edges_in_the_dark_are_lines_too() -> None:
    night = Image.eval(a_house(), lambda value: value // 6)
    lines = lines_of(night)
    assert all(lines[y, 700:810].min() < 60 for y in range(420, 1080, 50))


def test_more_detail_has_more_ink() -> None:
    faint = a_house()
    draw = ImageDraw.Draw(faint)
    for x in range(20, 240, 40):
        draw.line((x, 40, x, 400), fill=(188, 172, 152), width=4)
    few, many = lines_of(faint, 0.2), lines_of(faint, 1.0)
    assert (many < 128).sum() > 1.2 * (few < 128).sum()


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3)])
def test_a_picture_of_any_size_has_an_outline(size: tuple[int, int]) -> None:
    made = pictures_outline.outlined(Image.new("RGB", size, PAPER), (40, 30), 0.6)
    assert made.size == (40, 30) and made.getextrema() == (255, 255)


def test_a_name_tells_the_frame_and_the_outline() -> None:
    still = Still("a", "pictures/ab/ab.gif", 400, 200)
    shown = as_shown(still, 3, 0.6)
    assert (file_and_frame(shown.picture), outline_of(shown.picture)) == (("pictures/ab/ab.gif", 3), 3)
    assert (shown.width, shown.height) == outline_size(400, 200) == (2400, 1200)
    assert as_shown(still, 0, 0.0) is still


def test_thumbnails_of_outlines_are_kept_without_smudges(library: Path) -> None:
    picture = as_shown(taken(a_house()), 0, 0.6).picture
    first = pictures.mip(picture, 512)
    assert pictures.mips((picture,), 512)[picture].data == first.data
    assert pictures.decode(picture, 512).width == 512
    assert np.frombuffer(first.data, np.uint8).max() == 255


def a_plan(kind: Format, still: Still) -> ExportPlan:
    style = PinStyle(tone=Tone(outline=0.6), corner=0.0, shadow=False)
    pin = Pin("p", PinKind.STILL, Place(0, 0, 400, 225), still=still.uuid, style=style)
    plan = ExportPlan("x", kind, 800, 450, 2.0, (0, 0), (pin,), "#ffffff", 96, 90, Mode.AS_LAID_OUT, False)
    object.__setattr__(plan, "stills", {still.uuid: still})
    return plan


def test_screen_and_svg_show_the_same_lines(qtbot: QtBot, library: Path, tmp_path: Path) -> None:
    from moodboard.qt.board_painter import BoardPainter

    still = taken(a_house())
    plan = a_plan(Format.PNG, still)
    rows = BoardPainter(plan).paint_band(0, 450)
    painted = np.frombuffer(rows, np.uint8).reshape(450, 800, 3)[:, :, 0].astype(int)
    file = tmp_path / "x.svg"
    BoardPainter(a_plan(Format.SVG, still)).write_document(file, lambda _done, _total: None)
    found = re.search(r'width="2400" height="1350"[^>]*base64,([^"]+)"', file.read_text())
    assert found is not None
    with Image.open(io.BytesIO(base64.b64decode(found[1]))) as image:
        stored = np.asarray(image.convert("L").resize((800, 450), Image.Resampling.BOX)).astype(int)
    assert np.abs(painted - stored).mean() < 2
    assert (painted < 60).any()


def test_an_outline_has_the_tone_too_and_casts_no_shadow_of_colour(qtbot: QtBot, library: Path) -> None:
    from moodboard.qt.paint_tone import toned

    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    assert toned(image, Tone(outline=0.6)) is image
    assert toned(image, Tone(outline=0.6, warmth=1.0)).pixelColor(0, 0).blue() < 240
