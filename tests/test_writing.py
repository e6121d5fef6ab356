# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes are edited as they look, links are opened, and the popover of type changes the board at once."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from moodboard.ui.board.type_popover import TypePopover
from moodboard.ui.board.writing import part
from moodboard.ui.board.writing.ink_row import hex_of
from open_board import Make, make_page

__all__ = ["make_page"]

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def choose(words, start: int, end: int) -> None:  # type: ignore[no-untyped-def]
    cursor = words.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    words.setTextCursor(cursor)


@pytest.mark.parametrize(
    "markup",
    [
        "plain words",
        "**bold** and *italic* and ***both***",
        "- one\n- two **bold**\nthen\n1. first\n2. second",
        "3. third\n4. fourth",
        "see [the film](https://example.org/her) or https://example.org.",
    ],
)
def test_opening_and_closing_a_note_changes_nothing(make_page: Make, markup: str) -> None:
    it = make_page()
    pin = it.editor.add_note(markup, 0, 0)
    it.page.adding.edit(pin)
    assert it.page.words.words.said() == markup
    it.page.words.finish(True)
    assert it.editor.undo_stack.count() == 1


def test_control_b_and_i_make_words_bold_and_italic(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.note").trigger()
    words = it.page.words.words
    qtbot.keyClick(words, Qt.Key.Key_B, CONTROL)
    qtbot.keyClicks(words, "red")
    qtbot.keyClick(words, Qt.Key.Key_B, CONTROL)
    qtbot.keyClicks(words, " or ")
    qtbot.keyClick(words, Qt.Key.Key_I, CONTROL)
    qtbot.keyClicks(words, "blue")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert it.editor.own_pins()[0].text == "**red** or *blue*"


def test_chosen_words_become_bold_and_undo_inside_takes_it_back(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.page.adding.edit(it.editor.add_note("a red shirt", 0, 0))
    words = it.page.words.words
    choose(words, 2, 5)
    qtbot.keyClick(words, Qt.Key.Key_B, CONTROL)
    assert words.said() == "a **red** shirt"
    qtbot.keyClick(words, Qt.Key.Key_Z, CONTROL)
    assert words.said() == "a red shirt"


def test_a_hyphen_and_a_space_begin_a_list(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.note").trigger()
    words = it.page.words.words
    qtbot.keyClicks(words, "- one")
    qtbot.keyClick(words, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(words, "two")
    qtbot.keyClick(words, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(words, Qt.Key.Key_Return, SHIFT)  # an empty row leaves the list
    qtbot.keyClicks(words, "done")
    assert words.said() == "- one\n- two\ndone"


@pytest.mark.parametrize(("key", "sign"), [(Qt.Key.Key_8, "- "), (Qt.Key.Key_7, "1. ")])
def test_keys_make_lists_and_plain_rows_again(qtbot: QtBot, make_page: Make, key: Qt.Key, sign: str) -> None:
    it = make_page()
    it.page.adding.edit(it.editor.add_note("one", 0, 0))
    words = it.page.words.words
    qtbot.keyClick(words, key, CONTROL | SHIFT)
    assert words.said() == sign + "one"
    qtbot.keyClick(words, key, CONTROL | SHIFT)
    assert words.said() == "one"


def test_an_address_pasted_over_words_is_a_link(make_page: Make) -> None:
    it = make_page()
    it.page.adding.edit(it.editor.add_note("see the film", 0, 0))
    words = it.page.words.words
    choose(words, 4, 12)
    mime = QMimeData()
    mime.setText("https://example.org/her")
    words.insertFromMimeData(mime)
    assert words.said() == "see [the film](https://example.org/her)"


def test_the_bar_asks_for_an_address(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.page.adding.edit(it.editor.add_note("see the film", 0, 0))
    words, bar = it.page.words.words, it.page.words._bar
    choose(words, 4, 12)
    qtbot.keyClick(words, Qt.Key.Key_K, CONTROL | SHIFT)
    assert bar.address.hasFocus()
    assert it.page.words.is_active
    qtbot.keyClicks(bar.address, "example.org")
    qtbot.keyClick(bar.address, Qt.Key.Key_Return)
    assert words.hasFocus()
    assert words.said() == "see [the film](https://example.org)"


def test_single_lines_keep_their_stars(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    it.book.action("add.line").trigger()
    qtbot.keyClicks(it.page.words.words, "not *bold*")
    qtbot.keyClick(it.page.words.words, Qt.Key.Key_Return)
    assert it.editor.text_of(it.editor.own_pins()[0].uuid) == "not *bold*"


def test_control_and_a_click_open_a_link(
    qtbot: QtBot, make_page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(part.QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    it = make_page()
    uuid = it.editor.add_note("[the film](https://example.org/her) here", 0, 0)
    place = it.canvas.to_screen(it.editor.pins[uuid].place.rect)
    on_link = QPoint(round(place.x() + 25), round(place.y() + 18))
    QTest.mouseClick(it.canvas, Qt.MouseButton.LeftButton, CONTROL, on_link)
    QTest.mouseClick(it.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, on_link)
    assert opened == ["https://example.org/her"]
    it.canvas.select((uuid,))
    it.book.action("words.open_link").trigger()
    assert len(opened) == 2


def test_nothing_but_the_web_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part.QDesktopServices, "openUrl", lambda url: pytest.fail(url.toString()))
    assert not part.open_link("file:///etc/passwd")


# -- the popover of type ------------------------------------------------------------------------------


def type_popover(it, words: str = "Now we know how.") -> tuple[TypePopover, str]:  # type: ignore[no-untyped-def]
    uuid = it.editor.type_line(words, 0, 0)
    it.canvas.select((uuid,))
    it.book.action("words.type").trigger()
    popover = it.page.inspector.popover("type")
    assert isinstance(popover, TypePopover)
    assert popover.isVisible()
    return popover, uuid


def test_the_popover_is_small_enough(make_page: Make) -> None:
    popover, _ = type_popover(make_page())
    assert popover.width() <= 320
    assert popover.height() <= 600


def test_walking_the_faces_shows_each_and_is_one_step(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    popover, uuid = type_popover(it)
    popover.face.click()
    faces = popover._faces
    assert faces is not None and faces.search.hasFocus()
    qtbot.keyClicks(faces.search, "hanken")
    assert faces.names() == ["Hanken Grotesk"]
    assert it.editor.pins[uuid].style.text.face == "Hanken Grotesk"
    qtbot.keyClick(faces.search, Qt.Key.Key_Return)
    assert popover.face.text() == "Hanken Grotesk"
    assert it.editor.undo_stack.count() == 2


def test_escape_puts_the_face_back_and_leaves_no_step(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    popover, uuid = type_popover(it)
    before = it.editor.pins[uuid]
    popover.face.click()
    qtbot.keyClick(popover._faces.search, Qt.Key.Key_Down)
    assert it.editor.pins[uuid] != before
    qtbot.keyClick(popover._faces.search, Qt.Key.Key_Escape)
    assert it.editor.pins[uuid] == before
    assert popover.isVisible()
    assert it.editor.undo_stack.count() == 1


def test_ticks_and_buttons_change_the_line(make_page: Make) -> None:
    it = make_page()
    popover, uuid = type_popover(it, "Theodore: Hi.\nSamantha: Hello.")
    assert popover.exchange.isChecked()
    for control in (popover.exchange, popover.hanging, popover.veil, popover.attribution, popover.small_caps):
        control.click()
    style = it.editor.pins[uuid].style.text
    assert (style.exchange, style.hanging, style.veil) == ("off", False, False)
    assert style.attribution and style.small_caps


def test_the_weight_goes_where_the_face_goes(make_page: Make) -> None:
    it = make_page()
    popover, uuid = type_popover(it)
    assert (popover.weight.slider.minimum(), popover.weight.slider.maximum()) == (200, 800)
    popover.weight.slider.setValue(650)
    assert it.editor.pins[uuid].style.text.weight == 650


def test_a_colour_can_be_typed(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    popover, uuid = type_popover(it)
    popover.colours.number.setFocus()
    qtbot.keyClicks(popover.colours.number, "A63")
    qtbot.keyClick(popover.colours.number, Qt.Key.Key_Return)
    assert it.editor.pins[uuid].style.text.colour == "#aa6633"


@pytest.mark.parametrize(
    ("typed", "colour"), [("#A63D28", "#a63d28"), ("fff", "#ffffff"), ("red", ""), ("", "")]
)
def test_numbers_of_colours(typed: str, colour: str) -> None:
    assert hex_of(typed) == colour
