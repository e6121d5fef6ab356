# SPDX-License-Identifier: GPL-3.0-or-later
"""The exported picture is the painted one."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtGui import QImage, QPainter

from export_world import World, make_world
from moodboard.domain.export import ExportPlan, ExportRequest, Format
from moodboard.qt import paint
from moodboard.qt.board_painter import BoardPainter, copied_image, image_of, look_of, planned
from moodboard.qt.export_source import ExportSource
from moodboard.qt.tokens import DARK, LIGHT
from moodboard.services import exporting, pictures

Pixels = NDArray[np.int16]
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def world(library: Path) -> World:
    return make_world()


def pixels_of(image: QImage) -> Pixels:
    made = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(made.constBits(), np.uint8).reshape(made.height(), made.width(), 4)
    return rows.astype(np.int16)


def exported(plan: ExportPlan, to: Path) -> Pixels:
    exporting.write(plan, BoardPainter(plan), to)
    with Image.open(to) as image:
        return np.asarray(image.convert("RGBA")).astype(np.int16)


def painted_on_screen(plan: ExportPlan) -> Pixels:
    """Paint as the board does: the painter in board units, all pins in one go."""
    image = QImage(plan.width, plan.height, QImage.Format.Format_RGB32)
    image.fill(plan.background or "#000000")
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(plan.scale, plan.scale)
    painter.translate(-plan.origin[0], -plan.origin[1])
    paint.paint_pins(painter, plan.pins, ExportSource(plan), look_of(plan))
    painter.end()
    return pixels_of(image)


@pytest.mark.parametrize("width", [333, 900, 1500])
def test_the_file_is_what_the_painter_paints_on_the_screen(world: World, tmp_path: Path, width: int) -> None:
    plan = planned(ExportRequest(world.board_id, width=width))
    apart = np.abs(exported(plan, tmp_path / "x.png") - painted_on_screen(plan))
    assert apart.max() <= 2


@pytest.mark.parametrize("asked", [{"width": 700}, {"preset": "story"}, {"width": 500, "background": None}])
def test_bands_are_one_piece(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: dict[str, object]
) -> None:
    plan = planned(ExportRequest(world.board_id, **asked))  # type: ignore[arg-type]
    whole = pixels_of(image_of(plan))
    monkeypatch.setattr(exporting, "_BAND_BYTES", plan.width * 4 * 37)
    apart = np.abs(exported(plan, tmp_path / "x.png") - whole)
    assert apart.max() <= 2


def test_tiff_and_png_hold_the_same_pixels(world: World, tmp_path: Path) -> None:
    plan = planned(ExportRequest(world.board_id, width=640))
    assert (exported(plan, tmp_path / "x.png") == exported(plan, tmp_path / "x.tif")).all()


def test_the_margin_is_background_all_around(world: World, tmp_path: Path) -> None:
    plan = planned(ExportRequest(world.board_id, width=900, margin=120, background="#336699"))
    rows = exported(plan, tmp_path / "x.png")[..., :3]
    assert (rows[:20] == (0x33, 0x66, 0x99)).all() and (rows[:, :20] == (0x33, 0x66, 0x99)).all()


def test_nothing_painted_means_clear_where_it_is_asked_for(world: World, tmp_path: Path) -> None:
    plan = planned(ExportRequest(world.board_id, width=600, margin=80, background=None))
    rows = exported(plan, tmp_path / "x.png")
    assert rows[2, 2, 3] == 0 and rows[..., 3].max() == 255


def test_lines_can_be_read_on_a_dark_background(world: World) -> None:
    plan = planned(ExportRequest(world.board_id, background="#101010"))
    assert look_of(plan).ink == DARK.ink
    assert look_of(planned(ExportRequest(world.board_id, background="#FFFFFF"))).ink == LIGHT.ink


def test_pictures_are_decoded_to_what_is_needed_and_let_go(world: World) -> None:
    plan = planned(ExportRequest(world.board_id, width=200))
    source = ExportSource(plan)
    painter = BoardPainter(plan, source)
    painter.paint_band(0, plan.height)
    assert 0 < source.held_bytes < 6 * 160 * 90 * 4
    source.passed(10_000)
    assert source.held_bytes == 0


def test_a_missing_picture_becomes_a_plate_and_is_reported(world: World) -> None:
    plan = planned(ExportRequest(world.board_id, width=400))
    pictures.original(plan.stills[world.pins[0].still].picture).unlink()
    painter = BoardPainter(plan)
    painter.paint_band(0, plan.height)
    assert len(painter.source.missing) == 1


def test_a_selection_can_be_copied(world: World) -> None:
    image = copied_image(ExportRequest(world.board_id, pins=(world.pins[0].uuid,), margin=0))
    assert (image.width(), image.height()) == (480, 288)


def test_a_copy_is_made_smaller_rather_than_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moodboard.qt.board_painter.CLIPBOARD_PIXELS", 90_000)
    image = copied_image(ExportRequest(world.board_id, Format.PNG))
    assert 60_000 < image.width() * image.height() <= 90_000
