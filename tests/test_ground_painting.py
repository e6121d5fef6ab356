# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies behind the pins looks the same on the screen, in pictures and in documents."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from export_world import World, make_world
from moodboard.domain.board import BoardView, Rect
from moodboard.domain.export import ExportPlan, ExportRequest, Format
from moodboard.domain.ground import parse
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.board_painter import BoardPainter, image_of, look_of, planned
from moodboard.qt.fonts import load_fonts
from moodboard.qt.paint_ground import TILE, grain_cell, grain_tile, paint_ground
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import DARK, LIGHT
from moodboard.services import boards, exporting
from moodboard.ui.board.canvas import BoardCanvas

GRADIENT = "#203a5c>#e8b27a@35"
Pixels = NDArray[np.int16]


def pixels(image: QImage) -> Pixels:
    made = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(made.constBits(), np.uint8).reshape(made.height(), made.width(), 4)
    return data[:, :, 2::-1].astype(np.int16)


def ground_image(said: str, width: int, height: int) -> Pixels:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_ground(painter, QRectF(0, 0, width, height), parse(said), grain_cell(width, height))
    painter.end()
    return pixels(image)


@pytest.fixture
def canvas(qtbot: QtBot, library: Path) -> Iterator[BoardCanvas]:
    load_fonts()
    editor, thumbs, made = BoardEditor(), Thumbs(), BoardCanvas()
    qtbot.addWidget(made)
    made.motion = 0
    made.resize(400, 300)
    made.set_editor(editor, thumbs)
    editor.open(boards.create_board("Board")[0].id)
    made.show()
    made.set_view(BoardView(200, 150, 1.0))
    yield made
    made.stop()
    thumbs.stop()


def shown(canvas: BoardCanvas, qtbot: QtBot) -> Pixels:
    qtbot.waitUntil(lambda: canvas.is_sharp)
    return pixels(canvas.grab().toImage())


@pytest.mark.parametrize("said", ["#203a5c", GRADIENT, "#203a5c+grain", GRADIENT + "+grain"])
def test_the_window_and_a_page_of_its_size_have_the_same_ground(
    canvas: BoardCanvas, qtbot: QtBot, said: str
) -> None:
    canvas.editor.set_background(said)
    apart = np.abs(shown(canvas, qtbot) - ground_image(said, 400, 300))
    assert apart.max() <= 2


def test_a_gradient_stays_while_the_board_is_panned_and_grain_goes_along(
    canvas: BoardCanvas, qtbot: QtBot
) -> None:
    canvas.editor.set_background(GRADIENT)
    before = shown(canvas, qtbot)
    canvas.pan(37, 11)
    assert np.array_equal(shown(canvas, qtbot), before)
    canvas.editor.set_background("#808080+grain")
    before = shown(canvas, qtbot)
    canvas.pan(TILE // 2, 0)
    after = shown(canvas, qtbot)
    assert np.array_equal(after[:, TILE // 2 :], before[:, : -TILE // 2])
    assert not np.array_equal(after, before)


def test_pins_lie_on_a_gradient_as_on_a_colour(canvas: BoardCanvas, qtbot: QtBot) -> None:
    canvas.editor.add_strip(("#dd1f1f", "#2a66dd"), 100, 100, 200)
    canvas.editor.set_background("#203a5c")
    plain = shown(canvas, qtbot)
    canvas.editor.set_background(GRADIENT)
    over = shown(canvas, qtbot)
    assert np.array_equal(over[102:128, 102:298], plain[102:128, 102:298])
    assert np.abs(over[20, 20] - ground_image(GRADIENT, 400, 300)[20, 20]).max() <= 2
    canvas.editor.undo_stack.undo()
    assert np.array_equal(shown(canvas, qtbot), plain)


def test_ink_can_be_read_on_the_middle_of_a_gradient(canvas: BoardCanvas) -> None:
    canvas.editor.set_background("#000000>#202020@90")
    assert canvas.look(1.0).ink == DARK.ink
    canvas.editor.set_background("#ffffff>#e0e0e0@90+grain")
    assert canvas.look(1.0).ink_colour == QColor(LIGHT.ink)


def test_grain_is_the_same_every_time_and_changes_no_colour_on_the_whole() -> None:
    grain_tile.cache_clear()
    first = pixels(grain_tile().copy())
    grain_tile.cache_clear()
    assert np.array_equal(pixels(grain_tile()), first)
    grey = ground_image("#808080+grain", 256, 256)
    assert np.abs(grey.mean() - 128) < 1.0
    assert 1.0 < grey.std() < 8.0


# -- exports -----------------------------------------------------------------------------------------


@pytest.fixture
def world(qapp: object, library: Path) -> World:
    load_fonts()
    return make_world()


def plan_on(world: World, said: str, kind: Format = Format.PNG) -> ExportPlan:
    boards.set_background(world.board_id, said)
    return planned(ExportRequest(world.board_id, kind, width=700, margin=60))


@pytest.mark.parametrize("said", [GRADIENT, GRADIENT + "+grain", "+grain"])
def test_an_exports_ground_spans_the_page_whatever_bands_it_is_painted_in(world: World, said: str) -> None:
    plan = plan_on(world, said)
    painter, rows = BoardPainter(plan), []
    for y in range(0, plan.height, 97):
        height = min(97, plan.height - y)
        data = np.frombuffer(painter.paint_band(y, height), np.uint8)
        rows.append(data.reshape(height, plan.width, 3).astype(np.int16))
    whole = pixels(image_of(plan))
    assert np.abs(np.concatenate(rows) - whole).max() <= 2
    page = ground_image(plan.background or "", plan.width, plan.height)
    assert np.abs(whole[:20] - page[:20]).max() <= 2
    assert np.abs(whole[-20:] - page[-20:]).max() <= 2


def test_the_plan_takes_the_themes_colour_under_grain(world: World) -> None:
    boards.set_background(world.board_id, "+grain")
    assert planned(ExportRequest(world.board_id)).background == "#ece4da+grain"
    assert planned(ExportRequest(world.board_id, dark=True)).background == "#14100e+grain"
    assert look_of(planned(ExportRequest(world.board_id, background="#000000>#101010@0"))).ink == DARK.ink


def test_an_svg_has_the_ground_too(world: World, tmp_path: Path) -> None:
    plan = plan_on(world, GRADIENT, Format.SVG)
    exporting.write(plan, BoardPainter(plan), tmp_path / "x.svg")
    image = QImage(plan.width, plan.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    QSvgRenderer(str(tmp_path / "x.svg")).render(painter)
    painter.end()
    page = ground_image(GRADIENT, plan.width, plan.height)
    assert np.abs(pixels(image)[:20] - page[:20]).max() <= 4


def test_an_svg_with_grain_holds_its_tile_once(world: World, tmp_path: Path) -> None:
    plan = plan_on(world, "#203a5c+grain", Format.SVG)
    exporting.write(plan, BoardPainter(plan), tmp_path / "x.svg")
    words = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert words.count('<pattern id="grain"') == 1
    assert 'fill="#203a5c"' in words and words.count("url(#grain)") == 1


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs poppler to look at a page")
@pytest.mark.parametrize("said", [GRADIENT, "#6a7a8a+grain"])
def test_a_pdf_has_the_ground_too(world: World, tmp_path: Path, said: str) -> None:
    plan = plan_on(world, said, Format.PDF)
    exporting.write(plan, BoardPainter(plan), tmp_path / "x.pdf")
    subprocess.run(
        ["pdftoppm", "-png", "-singlefile", "-r", str(plan.dpi), tmp_path / "x.pdf", tmp_path / "x"],
        check=True,
    )
    drawn, page = pixels(QImage(str(tmp_path / "x.png"))), ground_image(said, plan.width, plan.height)
    for corner in (np.s_[4:20, 4:20], np.s_[4:20, -20:-4], np.s_[-20:-4, 4:20]):
        assert np.abs(drawn[corner].mean(axis=(0, 1)) - page[corner].mean(axis=(0, 1))).max() <= 4
    assert (drawn[4:20, 4:20, 0].std() > 1.0) == (page[4:20, 4:20, 0].std() > 1.0)


def test_a_frames_ground_spans_the_frame(canvas: BoardCanvas, qtbot: QtBot) -> None:
    frame = canvas.editor.add_frame("Phone", Rect(50, 50, 200, 100))
    canvas.editor.restyle([frame], lambda style: replace(style, background="#000000>#ffffff@0"))
    row = shown(canvas, qtbot)[100, 55:245, 0]
    assert row[0] < 20 and row[-1] > 235
    assert (np.diff(row) >= 0).all()


def test_a_stored_ground_that_cannot_be_read_is_the_themes(canvas: BoardCanvas) -> None:
    board = canvas.editor.board
    assert board is not None
    canvas.editor._board = replace(board, background="from a later version")
    assert canvas.background == LIGHT.canvas.lower()
