# SPDX-License-Identifier: GPL-3.0-or-later
"""Typing lines and notes in place."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from moodboard.domain.board import BoardView, PinKind
from moodboard.services import boards, lines
from open_board import Make, make_page

__all__ = ["make_page"]


def test_t_begins_a_line_and_enter_ends_it(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    qtbot.keyClick(it.canvas, Qt.Key.Key_T)
    words = it.page.words.words
    assert words.hasFocus()
    qtbot.keyClicks(words, "Now we know how.")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    (pin,) = boards.open_board(it.board.id).pins
    (line,) = lines.lines_of_film(it.film)
    assert pin.kind is PinKind.LINE
    assert (line.uuid, line.text) == (pin.line, "Now we know how.")
    assert it.canvas.selected() == (pin.uuid,)
    assert it.canvas.hasFocus()


def test_a_typed_line_is_one_undo_step(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.line").trigger()
    qtbot.keyClicks(it.page.words.words, "Stay on the line.")
    qtbot.keyClick(it.page.words.words, Qt.Key.Key_Return)
    assert it.editor.undo_stack.count() == 1
    it.book.action("edit.undo").trigger()
    assert not boards.open_board(it.board.id).pins
    assert not lines.lines_of_film(it.film)


def test_single_letters_are_words_while_typing(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.note").trigger()
    qtbot.keyClicks(it.page.words.words, "tnc12")
    qtbot.keyClick(it.page.words.words, Qt.Key.Key_Return)
    (pin,) = it.editor.own_pins()
    assert (pin.kind, pin.text) == (PinKind.NOTE, "tnc12")


def test_escape_keeps_what_was_just_written(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.line").trigger()
    qtbot.keyClicks(it.page.words.words, "kept")
    qtbot.keyClick(it.page.words.words, Qt.Key.Key_Escape)
    assert it.editor.text_of(it.editor.own_pins()[0].uuid) == "kept"
    assert not it.page.words.isVisible()


def test_escape_takes_back_what_was_changed(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin = it.editor.type_line("Stay on the line.", 0, 0)
    it.page.adding.edit(pin)
    qtbot.keyClicks(it.page.words.words, " gone")
    qtbot.keyClick(it.page.words.words, Qt.Key.Key_Escape)
    assert it.editor.text_of(pin) == "Stay on the line."
    assert it.editor.undo_stack.count() == 1


def test_escape_leaves_nothing_of_an_empty_line(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.line").trigger()
    qtbot.keyClick(it.page.words.words, Qt.Key.Key_Escape)
    assert not it.editor.own_pins()
    assert it.editor.undo_stack.count() == 0


def test_an_empty_new_line_vanishes(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.line").trigger()
    qtbot.keyClick(it.page.words.words, Qt.Key.Key_Return)
    assert not it.editor.own_pins()


def test_shift_enter_begins_a_new_line(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.line").trigger()
    words = it.page.words.words
    qtbot.keyClicks(words, "one")
    qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(words, "two")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert it.editor.text_of(it.editor.own_pins()[0].uuid) == "one\ntwo"


def test_a_click_elsewhere_keeps_what_was_typed(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.line").trigger()
    qtbot.keyClicks(it.page.words.words, "kept")
    qtbot.mouseClick(it.canvas, Qt.MouseButton.LeftButton, pos=QPoint(900, 700))
    assert it.editor.text_of(it.editor.own_pins()[0].uuid) == "kept"


def test_enter_on_a_chosen_line_edits_it_in_its_place(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin = it.editor.type_line("Stay on the line", 0, 0)
    it.canvas.select((pin,))
    qtbot.keyClick(it.canvas, Qt.Key.Key_Return)
    words = it.page.words.words
    qtbot.keyClicks(words, ".")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert it.editor.text_of(pin) == "Stay on the line."
    assert it.editor.undo_stack.count() == 2


def test_undo_inside_takes_back_letters_not_pins(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    pin = it.editor.add_note("kept", 0, 0)
    it.canvas.select((pin,))
    qtbot.keyClick(it.canvas, Qt.Key.Key_Return)
    words = it.page.words.words
    qtbot.keyClicks(words, "x")
    qtbot.keyClick(words, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(words, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert words.toPlainText() == "kept"
    assert pin in it.editor.pins


@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.0])
def test_words_are_typed_where_they_will_be_painted(make_page: Make, zoom: float) -> None:
    it = make_page()
    pin = it.editor.type_line("I kept the window open\nso the city could come in.", 40, 60)
    it.canvas.set_view(BoardView(100, 100, zoom))
    it.page.adding.edit(pin)
    editor, place = it.page.words, it.canvas.to_screen(it.editor.pins[pin].place.rect)
    baseline = editor.y() + editor.words.y() + editor._baseline()
    from moodboard.qt import text

    laid = text.laid(it.editor.text_of(pin), it.editor.pins[pin].style.text, it.editor.pins[pin].place.width)
    assert baseline == pytest.approx(place.y() + laid.baseline * zoom, abs=1)
    assert it.canvas._faded == {pin: 0.0}
    editor.finish(False)
    assert it.canvas._faded == {}


def test_the_boards_film_is_the_lines_film(qtbot: QtBot, make_page: Make) -> None:
    it = make_page(film="")
    it.book.action("add.line").trigger()
    qtbot.keyClicks(it.page.words.words, "of no film")
    qtbot.keyClick(it.page.words.words, Qt.Key.Key_Return)
    assert next(iter(it.editor.lines.values())).film_id is None


def test_a_click_before_the_first_letter_takes_the_line_there(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.line").trigger()
    qtbot.mouseClick(it.canvas, Qt.MouseButton.LeftButton, pos=QPoint(500, 420))
    assert it.page.words.is_active
    qtbot.keyClicks(it.page.words.words, "here")
    qtbot.keyClick(it.page.words.words, Qt.Key.Key_Return)
    (pin,) = it.editor.own_pins()
    x, y = it.canvas.to_board(QPointF(500, 420))
    assert abs(pin.place.x - x) < 2 and pin.place.y < y < pin.place.y + pin.place.height


def test_a_click_after_the_first_letter_ends_the_line(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.line").trigger()
    qtbot.keyClicks(it.page.words.words, "there")
    qtbot.mouseClick(it.canvas, Qt.MouseButton.LeftButton, pos=QPoint(500, 420))
    assert not it.page.words.is_active
    assert len(it.editor.own_pins()) == 1
