# SPDX-License-Identifier: GPL-3.0-or-later
"""Arranging on the page: keys, undo, menus, the gutter, the grid, what attracts while resizing."""

import itertools
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from moodboard.domain.board import Pin, PinKind, Place, TextStyle
from moodboard.domain.edits import BoardEdit
from moodboard.qt.paint_grid import Grid
from moodboard.qt.settings import GRID_DOTS, GRID_SHOWN, GRID_STEP, GUTTER, SHAPE, Settings
from moodboard.ui.action_table.arranging import ACTIONS
from moodboard.ui.board.arranging.menus import quick_menu
from moodboard.ui.board.arranging.part import ArrangingPart
from open_board import Make, make_page

__all__ = ["make_page"]

COMMANDS = [spec.id for spec in ACTIONS if not spec.checkable]
KEYS = [(spec.id, keys) for spec in ACTIONS for keys in spec.shortcuts if spec.id != "arrange.grid"]


@pytest.fixture(autouse=True)
def usual_settings() -> Iterator[None]:
    yield
    kept = Settings()
    for setting in (GUTTER, GRID_STEP):
        kept.set(setting, setting.default)
    for switch in (GRID_SHOWN, GRID_DOTS):
        kept.set(switch, switch.default)
    kept.set(SHAPE, SHAPE.default)


def part(it: SimpleNamespace) -> ArrangingPart:
    return next(one for one in it.page.parts if isinstance(one, ArrangingPart))


def lay(it: SimpleNamespace, *pins: Pin) -> None:
    it.editor.push(BoardEdit(after=pins), "lay")


def still(uuid: str, x: float, y: float, width: float = 160, height: float = 90, **more: object) -> Pin:
    return Pin(uuid, PinKind.STILL, Place(x, y, width, height), **more)  # type: ignore[arg-type]


def strewn(it: SimpleNamespace) -> None:
    """A board with a bit of everything."""
    it.editor.add_note("Me too, now we know how.", -200, 400)
    lay(
        it,
        *(still(f"s{n}", n * 53 % 400, n * 31 % 300, 80 + n * 17, 60 + n * 23 % 90) for n in range(8)),
        still("turned", 500, 500),
        still("locked", 700, 40, locked=True),
        still("hidden", 0, 0, hidden=True),
        Pin("f", PinKind.FRAME, Place(900, 0, 300, 300)),
        still("in", 950, 50),
        Pin("g", PinKind.GROUP, Place(900, 500, 340, 90)),
        still("m", 900, 500, group="g"),
        still("n", 1080, 500, group="g"),
    )
    it.editor.place({"turned": Place(500, 500, 160, 90, 30)})


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("chosen", [False, True])
def test_every_command_is_one_step_undone_and_redone_exactly(
    make_page: Make, command: str, chosen: bool
) -> None:
    it = make_page()
    strewn(it)
    if chosen or not it.book.action(command).isEnabled():
        it.canvas.select([f"s{n}" for n in range(5)] + ["turned", "g", "f"])
    before, steps = dict(it.editor.pins), it.editor.undo_stack.count()
    it.book.action(command).trigger()
    after = dict(it.editor.pins)
    assert after != before or command == "arrange.scale"  # these pictures have no files to measure
    assert it.editor.undo_stack.count() <= steps + 1
    assert after.keys() == before.keys()
    assert [after[name] for name in ("locked", "hidden")] == [before[name] for name in ("locked", "hidden")]
    if after != before:
        it.editor.undo_stack.undo()
        assert it.editor.pins == before
        it.editor.undo_stack.redo()
        assert it.editor.pins == after


@pytest.mark.parametrize(("command", "keys"), KEYS)
def test_every_shortcut_does_its_command(qtbot: QtBot, make_page: Make, command: str, keys: str) -> None:
    it = make_page()
    lay(it, still("a", 0, 0), still("b", 300, 40, 80, 140), still("c", 40, 330, 240, 200))
    it.canvas.select_all()
    done: list[bool] = []
    it.book.action(command).triggered.connect(lambda: done.append(True))
    *modifiers, key = keys.split("+")
    held = Qt.KeyboardModifier.NoModifier
    for name in modifiers:
        held |= {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier}.get(
            name, Qt.KeyboardModifier.ShiftModifier
        )
    qtbot.keyClick(it.canvas, getattr(Qt.Key, f"Key_{key}"), held)
    assert done == [True]


def test_a_layout_leaves_alone_what_was_not_chosen(make_page: Make) -> None:
    it = make_page()
    strewn(it)
    others = {uuid: pin for uuid, pin in it.editor.pins.items() if not uuid.startswith("s")}
    it.canvas.select([f"s{n}" for n in range(8)])
    it.book.action("arrange.pack").trigger()
    assert {uuid: it.editor.pins[uuid] for uuid in others} == others


def test_the_gutter_is_kept_and_used_by_layouts_and_neighbours(make_page: Make) -> None:
    it = make_page()
    lay(it, *(still(f"s{n}", n * 11, n * 7) for n in range(6)))
    part(it).choices.set_gutter(40)
    it.book.action("arrange.rows").trigger()
    rects = [pin.place.rect for pin in it.editor.pins.values()]
    assert not any(a.grown(39.9).meets(b) for a, b in itertools.combinations(rects, 2))
    assert any(a.grown(40.1).meets(b) for a, b in itertools.combinations(rects, 2))
    assert Settings().get(GUTTER) == 40
    assert it.canvas.snapping.gutter == 40


@pytest.mark.parametrize(("shape", "least", "most"), [("phone", 0.3, 0.75), ("wide", 1.3, 2.4)])
def test_a_layout_fills_the_wanted_shape(make_page: Make, shape: str, least: float, most: float) -> None:
    it = make_page()
    lay(it, *(still(f"s{n}", n * 11, n * 7) for n in range(24)))
    part(it).choices.set_shape(shape)
    for command in ("pack", "rows", "columns"):
        it.book.action(f"arrange.{command}").trigger()
        bounds = it.editor.bounds()
        assert least < bounds.width / bounds.height < most, command


def test_scaled_words_keep_their_shape_and_scale_their_type(make_page: Make) -> None:
    it = make_page()
    it.editor.type_line("Me too, now we know how.", 0, 0, style=TextStyle(size=20.0))
    it.editor.type_line("Where are you?", 0, 200, style=TextStyle(size=60.0))
    before = dict(it.editor.pins)
    it.book.action("arrange.height").trigger()
    after = it.editor.pins
    sizes = {after[uuid].style.text.size / before[uuid].style.text.size for uuid in before}
    assert min(sizes) < 1 < max(sizes)
    heights = [pin.place.height for pin in after.values()]
    assert heights[0] == pytest.approx(heights[1], rel=0.08)


def entries(menu: QMenu) -> set[QAction]:
    menu.aboutToShow.emit()
    found: set[QAction] = set()
    for action in menu.actions():
        sub = action.menu()
        found |= entries(sub) if isinstance(sub, QMenu) else {action}
    return found


def test_the_menu_reaches_every_command_from_everywhere(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    lay(it, still("a", 0, 0), still("b", 300, 0))
    everything = {it.book.action(spec.id) for spec in ACTIONS}
    it.canvas.select_all()
    for menu in (
        it.book.menu("arrange", it.page),
        it.page.menus.pins(it.page),
        it.page.menus.board(it.page),
        quick_menu(it.page, it.book),
    ):
        assert everything <= entries(menu)


def test_edges_need_two_pins_and_say_so(make_page: Make) -> None:
    it = make_page()
    lay(it, still("a", 0, 0), still("b", 300, 0))
    assert not it.book.action("arrange.left").isEnabled()
    it.canvas.select_all()
    assert it.book.action("arrange.left").isEnabled()


# -- the grid ------------------------------------------------------------------------------------


def test_g_shows_the_grid_under_the_pins_and_it_is_remembered(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    before = it.canvas.grab().toImage()
    qtbot.keyClick(it.canvas, Qt.Key.Key_G)
    it.canvas.renderer.finish()
    assert it.canvas.grab().toImage() != before
    assert it.canvas.snapping.grid == GRID_STEP.default
    assert Settings().get(GRID_SHOWN)
    qtbot.keyClick(it.canvas, Qt.Key.Key_G)
    it.canvas.renderer.finish()
    assert it.canvas.grab().toImage() == before


@pytest.mark.parametrize(("scale", "is_seen"), [(1.0, True), (0.1, False)])
@pytest.mark.parametrize("dots", [False, True])
def test_the_grid_fades_out_from_far_away(scale: float, is_seen: bool, dots: bool) -> None:
    image = QImage(60, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    Grid(20, dots).paint(image, image.rect().translated(-7, -7), scale, QColor("white"))
    at_line = image.pixelColor(7, 7)
    assert (at_line != QColor("white")) is is_seen
    assert image.pixelColor(15, 15) == QColor("white")


def test_parts_of_the_grid_painted_apart_fit_together() -> None:
    def painted(x: int, width: int) -> QImage:
        image = QImage(width, 30, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("white"))
        Grid(14).paint(image, image.rect().translated(x, 3), 1.3, QColor("white"))
        return image

    whole, right = painted(-50, 100), painted(0, 50)
    assert whole.copy(50, 0, 50, 30) == right


def drag(it: SimpleNamespace, start: QPointF, way: tuple[int, int], held: Qt.KeyboardModifier) -> None:
    at = start.toPoint()
    QTest.mousePress(it.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    for share in (0.5, 1.0):
        to = at + QPoint(round(way[0] * share), round(way[1] * share))
        it.canvas._gesture.move(QPointF(to), held)
    it.canvas._gesture.finish()
    it.canvas._gesture = None


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_a_moved_pin_goes_to_the_grid_unless_ctrl_is_held(make_page: Make, held: Qt.KeyboardModifier) -> None:
    it = make_page()
    lay(it, still("a", 0, 0))
    part(it).choices.set_step(50)
    drag(it, it.canvas.viewport.to_screen(60, 40), (131, 77), held)
    place = it.editor.pins["a"].place
    assert (place.x % 50 == 0 and place.y % 50 == 0) is (held == Qt.KeyboardModifier.NoModifier)


@pytest.mark.parametrize(("held", "width"), [("", 200), ("Ctrl", 197)])
def test_a_resized_pins_edge_is_drawn_to_a_neighbours_edge(make_page: Make, held: str, width: float) -> None:
    it = make_page()
    lay(it, Pin("f", PinKind.SWATCHES, Place(0, 0, 160, 90)), still("b", 50, 300, 150))
    it.canvas.zoom_to(1.0)
    it.canvas.select(["f"])
    modifiers = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
    drag(it, it.canvas.viewport.to_screen(163, 45), (37, 0), modifiers)
    assert it.editor.pins["f"].place.width == pytest.approx(width, abs=0.01)


def test_a_corner_drag_is_drawn_to_a_gutter_and_shows_it(make_page: Make) -> None:
    it = make_page()
    lay(it, still("a", 0, 0), still("b", 300, 0, 100, 200))
    it.canvas.zoom_to(1.0)
    it.canvas.select(["a"])
    at = it.canvas.viewport.to_screen(163, 93).toPoint()
    QTest.mousePress(it.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    it.canvas._gesture.move(QPointF(at + QPoint(123, 69)), Qt.KeyboardModifier.NoModifier)
    assert any(guide.ticks for guide in it.canvas._guides)
    it.canvas._gesture.finish()
    it.canvas._gesture = None
    place = it.editor.pins["a"].place
    assert place.width == pytest.approx(286)
    assert place.width / place.height == pytest.approx(160 / 90)
