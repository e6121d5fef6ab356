# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours on the board: strips, the eyedropper, grounds, stills found by a colour."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from moodboard.domain.board import BoardView, PinKind, Rect
from moodboard.qt.tokens import DARK, LIGHT
from moodboard.services import stills
from moodboard.services.pictures import take_in_file
from moodboard.ui.board.colour.eyedropper import Eyedropper, pick, pixels_around
from moodboard.ui.board.colour.ground_popover import GroundPopover
from moodboard.ui.board.colour.part import ColourPart
from moodboard.ui.on_ground import tokens_on
from open_board import Make, make_page

__all__ = ["make_page"]

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
STRIP = ("#dd1f1f", "#2a66dd", "#f6e8b1")


def part_of(it: SimpleNamespace) -> ColourPart:
    return next(part for part in it.page.parts if isinstance(part, ColourPart))


def strip_on(it: SimpleNamespace) -> tuple[str, list[QPoint]]:
    """Lay a strip; its uuid, and the middle of each colour on the canvas."""
    it.canvas.set_view(BoardView(150, 100, 1.0))
    pin = it.editor.add_strip(STRIP, 0, 0, 300)
    return pin, [it.canvas.viewport.to_screen(50 + 100 * n, 15).toPoint() for n in range(3)]


def still_of(it: SimpleNamespace, tmp_path: Path, *colours: str, film: bool = True) -> str:
    image = Image.new("RGB", (320, 180), colours[0])
    for n, colour in enumerate(colours[1:], 1):
        image.paste(colour, (320 - 60 * n, 0, 380 - 60 * n, 180))
    file = tmp_path / f"{colours[0]}.png"
    image.save(file)
    (still,), _ = stills.add_stills([take_in_file(file)], it.film if film else None, [760.0])
    return still.uuid


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def kinds(it: SimpleNamespace) -> list[PinKind]:
    return [pin.kind for pin in it.editor.own_pins()]


# -- strips ------------------------------------------------------------------------------------------


def test_a_colour_of_a_strip_is_named_under_the_pointer(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    _, middles = strip_on(it)
    qtbot.mouseMove(it.canvas, middles[0])
    qtbot.mouseMove(it.canvas, middles[1])
    assert part_of(it).strips.words == "blue  #2a66dd"
    qtbot.mouseMove(it.canvas, middles[1] + QPoint(0, 120))
    assert part_of(it).strips.words == ""


def test_a_click_on_a_strip_chooses_it_and_copies_that_colour(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin, middles = strip_on(it)
    qtbot.mouseClick(it.canvas, LEFT, pos=middles[1])
    assert (it.canvas.selected(), clipboard()) == ((pin,), "#2a66dd")
    it.canvas.setFocus()
    qtbot.mouseClick(it.canvas, LEFT, pos=middles[2])
    assert clipboard() == "#f6e8b1"
    assert it.page.bar.words == "Copied #f6e8b1, butter."


def test_dragging_a_chosen_strip_moves_it_and_copies_nothing(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin, middles = strip_on(it)
    it.canvas.select((pin,))
    QGuiApplication.clipboard().setText("before")
    qtbot.mousePress(it.canvas, LEFT, pos=middles[0])
    for step in (4, 20, 40):
        qtbot.mouseMove(it.canvas, middles[0] + QPoint(0, step))
    qtbot.mouseRelease(it.canvas, LEFT, pos=middles[0] + QPoint(0, 40))
    assert it.editor.pins[pin].place.y == pytest.approx(40)
    assert clipboard() == "before"


def test_colours_of_a_turned_strip_are_told_where_they_are(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin, _ = strip_on(it)
    place = it.editor.pins[pin].place
    it.editor.place({pin: type(place)(place.x, place.y, place.width, place.height, 90)})
    qtbot.mouseMove(it.canvas, it.canvas.viewport.to_screen(150, 15 - 100).toPoint())
    assert part_of(it).strips.words.endswith(STRIP[0])
    qtbot.mouseMove(it.canvas, it.canvas.viewport.to_screen(150, 15 + 100).toPoint())
    assert part_of(it).strips.words.endswith(STRIP[2])


def test_a_chosen_stills_colours_are_laid_under_it(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    still = still_of(it, tmp_path, "#2a66dd", "#dd1f1f")
    it.canvas.select(it.editor.add_stills([stills.still(still)], 0, 0))
    it.book.action("add.swatches").trigger()
    (strip,) = [pin for pin in it.editor.own_pins() if pin.kind is PinKind.SWATCHES]
    assert strip.colours == stills.still(still).palette
    assert strip.still == still


def test_several_stills_make_one_strip(make_page: Make, tmp_path: Path) -> None:
    it = make_page()
    uuids = [still_of(it, tmp_path, colour) for colour in ("#2a66dd", "#dd1f1f")]
    it.canvas.select(it.editor.add_stills(list(stills.stills(uuids).values()), 0, 0))
    it.book.action("add.swatches").trigger()
    (strip,) = [pin for pin in it.editor.own_pins() if pin.kind is PinKind.SWATCHES]
    assert strip.colours == ("#dd1f1f", "#2a66dd")
    it.editor.undo_stack.undo()
    assert PinKind.SWATCHES not in kinds(it)


def test_the_boards_and_the_films_colours_are_laid_below_everything(
    qtbot: QtBot, make_page: Make, tmp_path: Path
) -> None:
    it = make_page()
    on_board = still_of(it, tmp_path, "#2a66dd")
    still_of(it, tmp_path, "#239a45")
    it.editor.add_stills([stills.still(on_board)], 0, 0)
    it.book.action("colour.strip_board").trigger()
    qtbot.waitUntil(lambda: PinKind.SWATCHES in kinds(it))
    it.book.action("colour.strip_film").trigger()
    qtbot.waitUntil(lambda: kinds(it).count(PinKind.SWATCHES) == 2)
    board, film = (pin for pin in it.editor.own_pins() if pin.kind is PinKind.SWATCHES)
    assert board.colours == ("#2a66dd",)
    assert set(film.colours) == {"#2a66dd", "#239a45"}
    assert film.place.y > board.place.y > it.editor.own_pins()[0].place.y


def test_without_a_film_or_colours_a_sentence_says_so(qtbot: QtBot, make_page: Make) -> None:
    it = make_page(film="")
    it.book.action("colour.strip_film").trigger()
    assert it.page.bar.words == "Choose the board’s film first."
    it.book.action("colour.strip_board").trigger()
    qtbot.waitUntil(lambda: it.page.bar.words.startswith("No colours are known of this board"))


def test_the_menu_of_a_strip_copies_each_colour(make_page: Make) -> None:
    it = make_page()
    pin, _ = strip_on(it)
    it.canvas.select((pin,))
    menu = it.page.menus.pins(it.page)
    copying = next(sub for sub in menu.findChildren(QMenu) if sub.title() == "Copy a colour")
    assert [entry.text() for entry in copying.actions()][1] == "blue\t#2a66dd"
    copying.actions()[1].trigger()
    assert clipboard() == "#2a66dd"
    menu.deleteLater()


# -- the eyedropper ----------------------------------------------------------------------------------


def test_the_eyedropper_copies_the_painted_pixel(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    _, middles = strip_on(it)
    qtbot.waitUntil(lambda: it.canvas.is_sharp)
    qtbot.keyClick(it.canvas, Qt.Key.Key_S)
    tool = it.canvas.tool
    assert isinstance(tool, Eyedropper)
    qtbot.mouseMove(it.canvas, middles[1])
    assert tool.colour == "#2a66dd"
    qtbot.mouseClick(it.canvas, LEFT, pos=middles[0])
    assert clipboard() == "#dd1f1f"
    assert it.page.bar.words == "Copied #dd1f1f, red."
    assert it.canvas.tool is None
    assert it.canvas.selected() == ()


def test_held_down_it_is_not_taken_again_after_its_click(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    for held in (True, False):
        press = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "s", held
        )
        QApplication.sendEvent(it.canvas, press)
        it.book.action("colour.pick").trigger()
        assert isinstance(it.canvas.tool, Eyedropper) is not held


def test_esc_puts_it_down_and_gives_the_keyboard_back(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    got: list[str] = []
    it.page.header.status.setFocus()
    pick(it.page, got.append)
    assert it.canvas.hasFocus()
    qtbot.keyClick(it.canvas, Qt.Key.Key_Escape)
    assert (it.canvas.tool, got) == (None, [])
    assert it.page.header.status.hasFocus()


def test_keys_move_it_by_a_pixel_or_ten_and_pick(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    strip_on(it)
    qtbot.waitUntil(lambda: it.canvas.is_sharp)
    got: list[str] = []
    pick(it.page, got.append)
    edge = it.canvas.viewport.to_screen(100, 15)  # where red ends and blue begins
    it.canvas.tool.go_to(QPointF(edge.x() - 1, edge.y()))
    assert it.canvas.tool.colour == STRIP[0]
    qtbot.keyClick(it.canvas, Qt.Key.Key_Right)
    assert it.canvas.tool.colour == STRIP[1]
    qtbot.keyClick(it.canvas, Qt.Key.Key_Left, SHIFT)
    assert it.canvas.tool.colour == STRIP[0]
    for _ in range(11):
        qtbot.keyClick(it.canvas, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(it.canvas, Qt.Key.Key_Return)
    assert got == [STRIP[2]]
    assert it.canvas.tool is None


def test_shift_keeps_it_in_hand(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    _, middles = strip_on(it)
    qtbot.waitUntil(lambda: it.canvas.is_sharp)
    got: list[str] = []
    pick(it.page, got.append)
    for middle in middles[:2]:
        qtbot.mousePress(it.canvas, LEFT, SHIFT, middle)
        qtbot.mouseMove(it.canvas, middle + QPoint(1, 0))
        it.canvas.tool.take(keep=True)
        it.canvas.cancel_gesture()
    assert got == list(STRIP[:2])
    assert isinstance(it.canvas.tool, Eyedropper)


def test_the_loupe_never_leaves_the_page(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pick(it.page, lambda _colour: None)
    for x, y in ((0, 0), (it.canvas.width() - 1, it.canvas.height() - 1), (9999, -50)):
        it.canvas.tool.go_to(QPointF(x, y))
        assert it.page.rect().contains(it.canvas.tool.loupe.geometry())


def test_it_sees_the_board_and_not_the_frame_of_what_is_chosen(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin, _ = strip_on(it)
    qtbot.waitUntil(lambda: it.canvas.is_sharp)
    at = QPointF(it.canvas.viewport.to_screen(0, 15) + QPointF(-3, 0))
    before = pixels_around(it.canvas, at)
    it.canvas.select((pin,))
    assert pixels_around(it.canvas, at) == before


# -- the ground --------------------------------------------------------------------------------------


def opened_ground(it: SimpleNamespace) -> GroundPopover:
    it.book.action("colour.background").trigger()
    popover = it.page.findChild(GroundPopover)
    assert isinstance(popover, GroundPopover) and popover.isVisible()
    return popover


def test_all_that_is_tried_in_the_popover_is_one_step_back(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.editor.set_background("#102030")
    popover = opened_ground(it)
    qtbot.mouseClick(popover.colour.chips.dots[1], LEFT)
    assert it.editor.board.background == "#ffffff"
    qtbot.mouseClick(popover.gradient, LEFT)
    popover.other.hex.setText("")
    qtbot.keyClicks(popover.other.hex, "2a66dd")
    popover.angle.slider.setValue(45)
    qtbot.mouseClick(popover.grain, LEFT)
    assert it.editor.board.background == "#ffffff>#2a66dd@45+grain"
    it.editor.undo_stack.undo()
    assert it.editor.board.background == "#102030"
    it.editor.undo_stack.redo()
    assert it.editor.board.background == "#ffffff>#2a66dd@45+grain"


def test_the_theme_and_its_grain(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.editor.set_background("#102030")
    popover = opened_ground(it)
    qtbot.mouseClick(popover.colour.chips.dots[0], LEFT)
    qtbot.mouseClick(popover.grain, LEFT)
    assert it.editor.board.background == "+grain"
    qtbot.mouseClick(popover.reset, LEFT)
    assert (it.editor.board.background, popover.grain.isChecked()) == ("", False)


def test_the_boards_palette_is_offered_and_words_that_are_no_colour_are_not_taken(
    qtbot: QtBot, make_page: Make
) -> None:
    it = make_page()
    strip_on(it)
    popover = opened_ground(it)
    assert set(STRIP) <= {dot.colour for dot in popover.colour.chips.dots}
    popover.colour.hex.setText("")
    qtbot.keyClicks(popover.colour.hex, "red")
    qtbot.keyClick(popover.colour.hex, Qt.Key.Key_Return)
    assert it.editor.board.background == ""
    assert popover.colour.hex.text() == "#ece4da"


def test_its_eyedropper_takes_a_colour_off_the_board_and_leaves_it_open(
    qtbot: QtBot, make_page: Make
) -> None:
    it = make_page()
    _, middles = strip_on(it)
    qtbot.waitUntil(lambda: it.canvas.is_sharp)
    popover = opened_ground(it)
    qtbot.mouseClick(popover.colour.eyedropper, LEFT)
    it.canvas.tool.go_to(QPointF(middles[1]))
    qtbot.keyClick(it.canvas, Qt.Key.Key_Return)
    assert it.editor.board.background == "#2a66dd"
    assert popover.isVisible()


def test_the_title_can_be_read_on_any_ground_in_either_theme(make_page: Make) -> None:
    it = make_page()
    assert tokens_on(it.page.header.title) == LIGHT
    it.editor.set_background("#102030>#203040@0")
    assert tokens_on(it.page.header.title) == tokens_on(it.page.tools.undo) == DARK
    assert tokens_on(it.page.scrubber) == LIGHT
    it.editor.set_background("#102030>#f0e0d0@0")  # dark under the title, light under the tools
    assert (tokens_on(it.page.header.title), tokens_on(it.page.tools.undo)) == (DARK, LIGHT)
    it.editor.set_background("+grain")
    assert tokens_on(it.page.header.title) == LIGHT


def test_with_a_frame_chosen_it_is_about_the_frame(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    frame = it.editor.add_frame("Phone", Rect(0, 0, 200, 400), "phone")
    it.canvas.select((frame,))
    popover = opened_ground(it)
    qtbot.mouseClick(popover.grain, LEFT)
    qtbot.mouseClick(popover.colour.chips.dots[1], LEFT)
    assert it.editor.pins[frame].style.background == "#ffffff+grain"
    assert it.editor.board.background == ""
    it.editor.undo_stack.undo()
    assert it.editor.pins[frame].style.background == ""
