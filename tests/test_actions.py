# SPDX-License-Identifier: GPL-3.0-or-later
"""The one table of commands."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from moodboard.ui import icons
from moodboard.ui.actions import ACTIONS, MENUS, ActionBook, Needs, Where, tooltip


def test_ids_are_unique() -> None:
    assert max(Counter(spec.id for spec in ACTIONS).values()) == 1


def test_shortcuts_are_unique_and_readable(qtbot: QtBot) -> None:
    assert all(QKeySequence(keys).toString() for spec in ACTIONS for keys in spec.shortcuts)
    for page in (Where.BOARD, Where.CAPTURE):
        heard = [spec for spec in ACTIONS if spec.where in (Where.WINDOW, page)]
        keys = [QKeySequence(keys).toString() for spec in heard for keys in spec.shortcuts]
        assert max(Counter(keys).values()) == 1, page


def test_single_letters_are_heard_on_one_page_only() -> None:
    for spec in ACTIONS:
        if any(len(keys) == 1 for keys in spec.shortcuts) and spec.id != "view.fit_all":
            assert spec.where is not Where.WINDOW, spec.id


def test_every_action_has_a_menu_and_its_icon_exists() -> None:
    menus = {name for name, _ in MENUS}
    assert {spec.menu for spec in ACTIONS} <= menus
    assert {spec.icon for spec in ACTIONS if spec.icon} <= set(icons.names())


def test_tooltip_names_the_shortcut(qtbot: QtBot) -> None:
    book = ActionBook()
    book.provide(Needs)
    assert book.action("watch.log").toolTip() == "Log a watch (Ctrl+L)"
    assert tooltip(next(spec for spec in ACTIONS if spec.id == "app.about")) == "About Moodboard"


def test_an_action_that_cannot_be_used_says_why(qtbot: QtBot) -> None:
    book = ActionBook()
    book.provide({Needs.FILM})
    assert book.action("film.edit").isEnabled()
    assert not book.action("board.export").isEnabled()
    assert "Open a board first." in book.action("board.export").toolTip()


def test_main_menu_reaches_every_action(qtbot: QtBot) -> None:
    book = ActionBook()
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = book.main_menu(parent)
    reached = set(menu.actions())
    for action in menu.actions():
        sub = action.menu()
        if sub is not None:
            reached |= set(sub.actions())  # type: ignore[attr-defined]
    assert {book.action(spec.id) for spec in ACTIONS} <= reached


def test_a_letter_works_on_the_board_and_types_in_a_field(qtbot: QtBot) -> None:
    book = ActionBook()
    book.provide(Needs)
    window = QWidget()
    qtbot.addWidget(window)
    board, field = QWidget(window), QLineEdit(window)
    board.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(board)
    layout.addWidget(field)
    book.attach_window(window)
    book.attach_board(board)
    notes: list[str] = []
    book.connect_handler("add.note", lambda: notes.append("note"))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    board.setFocus()
    qtbot.waitUntil(board.hasFocus)
    qtbot.keyClick(board, Qt.Key.Key_N)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_N)
    assert notes == ["note"]
    assert field.text() == "n"
