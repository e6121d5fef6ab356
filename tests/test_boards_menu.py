# SPDX-License-Identifier: GPL-3.0-or-later
"""All boards under the title."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moodboard.services import boards
from open_board import Make, make_page

__all__ = ["make_page"]


def titles() -> set[str]:
    return {row.title for row in boards.list_boards()}


@pytest.fixture
def opened(qtbot: QtBot, make_page: Make) -> SimpleNamespace:
    it = make_page()
    boards.create_board("Snow, later")
    qtbot.mouseClick(it.page.header.title, Qt.MouseButton.LeftButton, pos=QPoint(10, 15))
    it.menu = it.page.boards.menu
    return it


def test_a_click_on_the_title_opens_and_closes_it(qtbot: QtBot, opened: SimpleNamespace) -> None:
    assert opened.menu.isVisible()
    assert opened.menu.search.hasFocus()
    qtbot.mouseClick(opened.page.header.title, Qt.MouseButton.LeftButton, pos=QPoint(10, 15))
    assert not opened.menu.isVisible()


def test_the_open_board_is_marked(opened: SimpleNamespace) -> None:
    assert opened.menu.rows.current == opened.board.id
    assert opened.menu.rows.row_at(opened.menu.list.currentIndex()).id == opened.board.id


def test_a_board_named_so_comes_before_boards_of_a_film_named_so(
    qtbot: QtBot, opened: SimpleNamespace
) -> None:
    boards.create_board("Her")
    boards.create_board("Changed last", opened.film)
    opened.page.boards.refresh_menu()
    qtbot.keyClicks(opened.menu.search, "her")
    assert opened.menu.rows.rowCount() > 1
    qtbot.keyClick(opened.menu.search, Qt.Key.Key_Return)
    assert opened.editor.board.title == "Her"


def test_a_board_that_was_opened_has_the_keyboard(qtbot: QtBot, make_page: Make) -> None:
    it = make_page()
    boards.create_board("Snow, later")
    it.page.header.title.setFocus()
    qtbot.keyClick(it.page.header.title, Qt.Key.Key_Return)
    qtbot.keyClicks(it.page.boards.menu.search, "snow")
    qtbot.keyClick(it.page.boards.menu.search, Qt.Key.Key_Return)
    assert it.canvas.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_after_the_title_was_typed_over_the_board_has_the_keyboard(
    qtbot: QtBot, make_page: Make, key: Qt.Key
) -> None:
    it = make_page()
    it.page.header.title.rename()
    qtbot.keyClick(it.page.header.title.field, key)
    assert it.canvas.hasFocus()


def test_typing_searches_and_enter_opens(qtbot: QtBot, opened: SimpleNamespace) -> None:
    qtbot.keyClicks(opened.menu.search, "snow")
    assert opened.menu.rows.rowCount() == 1
    qtbot.keyClick(opened.menu.search, Qt.Key.Key_Return)
    assert opened.editor.board.title == "Snow, later"
    assert not opened.menu.isVisible()


def test_arrows_walk_the_list(qtbot: QtBot, opened: SimpleNamespace) -> None:
    first = opened.menu.list.currentIndex().row()
    qtbot.keyClick(opened.menu.search, Qt.Key.Key_Up if first else Qt.Key.Key_Down)
    qtbot.keyClick(opened.menu.search, Qt.Key.Key_Return)
    assert opened.editor.board.title == "Snow, later"


def test_a_new_board_is_about_the_chosen_film_and_its_title_is_typed_over(
    qtbot: QtBot, opened: SimpleNamespace
) -> None:
    opened.page.set_film(opened.film)
    opened.menu.new.click()
    assert opened.editor.board.film_id == opened.film
    assert opened.editor.board.title == "Her"
    assert opened.page.header.title.is_renaming
    qtbot.keyClick(opened.page.header.title.field, Qt.Key.Key_Escape)


def test_a_title_that_no_board_has_makes_it(qtbot: QtBot, opened: SimpleNamespace) -> None:
    qtbot.keyClicks(opened.menu.search, "Rain in films")
    qtbot.keyClick(opened.menu.search, Qt.Key.Key_Return)
    assert opened.editor.board.title == "Rain in films"


def test_a_board_from_the_selection_holds_copies(opened: SimpleNamespace) -> None:
    pin = opened.editor.add_note("a", 500, 500)
    opened.canvas.select((pin,))
    opened.page.boards.from_selection()
    (copy,) = opened.editor.own_pins()
    assert copy.text == "a"
    assert copy.uuid != pin
    assert len(boards.open_board(opened.board.id).pins) == 1


def test_a_board_is_duplicated(opened: SimpleNamespace) -> None:
    opened.editor.add_note("a", 0, 0)
    opened.menu.duplicate.click()
    assert opened.editor.board.title == "Now we know how copy"
    assert len(opened.editor.own_pins()) == 1


def test_a_board_is_renamed_in_its_row(qtbot: QtBot, opened: SimpleNamespace) -> None:
    qtbot.keyClick(opened.menu.search, Qt.Key.Key_F2)
    opened.menu.rename_field.selectAll()
    qtbot.keyClicks(opened.menu.rename_field, "Twelve times")
    qtbot.keyClick(opened.menu.rename_field, Qt.Key.Key_Return)
    assert titles() == {"Twelve times", "Snow, later"}
    assert opened.menu.isVisible()


def test_f2_in_the_popover_is_kept_from_the_film(opened: SimpleNamespace) -> None:
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    asked.ignore()
    QApplication.sendEvent(opened.menu.search, asked)
    assert asked.isAccepted()


def test_a_binned_board_has_a_way_back(qtbot: QtBot, opened: SimpleNamespace) -> None:
    qtbot.keyClick(opened.menu.search, Qt.Key.Key_Delete)
    assert titles() == {"Snow, later"}
    assert opened.editor.board.title == "Snow, later"
    assert opened.page.bar.words == "“Now we know how” is in the bin."
    opened.page.bar.ways[0].click()
    assert titles() == {"Now we know how", "Snow, later"}
    assert opened.editor.board.title == "Now we know how"


def test_binning_the_last_board_leaves_none_open(make_page: Make) -> None:
    it = make_page()
    it.book.action("board.bin").trigger()
    assert it.page.board_id == 0
    assert it.page.hint.words == "No board is open."
    assert not it.page.header.isVisible()


def test_escape_gives_the_keyboard_back_to_the_board(qtbot: QtBot, opened: SimpleNamespace) -> None:
    opened.menu.close_popover()
    opened.canvas.setFocus()
    opened.book.action("board.all").trigger()
    qtbot.keyClick(opened.menu.search, Qt.Key.Key_Escape)
    assert not opened.menu.isVisible()
    assert opened.canvas.hasFocus()
