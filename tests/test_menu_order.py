# SPDX-License-Identifier: GPL-3.0-or-later
"""Menus are short, in order, and lose nothing that anybody put into them."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from moodboard.domain.board import NOTE_STYLE
from moodboard.ui.actions import ACTIONS, MENUS, ActionBook
from moodboard.ui.menu_order import BOARD, BY_MENU, PINS, REST, Sub, put_in_order
from open_board import make_page

__all__ = ["make_page"]
MOST = 18
"""Rows of the longest right-button menu: it fits on a screen of 700 pixels."""


def _all(menu: QMenu) -> list[QAction]:
    found = []
    for entry in menu.actions():
        inner = entry.menu()
        if isinstance(inner, QMenu):
            found += _all(inner)
        elif not entry.isSeparator():
            found.append(entry)
    return found


def _rows(menu: QMenu) -> list[QAction]:
    return [entry for entry in menu.actions() if not entry.isSeparator()]


@pytest.mark.parametrize("name", [name for name, _title in MENUS if name != "app"])
def test_a_menu_in_order_still_has_every_command(qtbot: QtBot, name: str) -> None:
    book = ActionBook()
    menu = book.menu(name)
    qtbot.addWidget(menu)
    menu.aboutToShow.emit()
    assert {entry.objectName() for entry in _all(menu)} == {spec.id for spec in ACTIONS if spec.menu == name}


def test_every_order_has_one_place_for_what_it_does_not_name() -> None:
    for order in (PINS, BOARD, *BY_MENU.values()):
        assert sum(one == REST for group in order for one in group) == 1


def test_every_command_named_by_an_order_exists() -> None:
    known = {spec.id for spec in ACTIONS}
    for order in (PINS, BOARD, *BY_MENU.values()):
        for group in order:
            for one in group:
                for name in one.entries if isinstance(one, Sub) else (one,):
                    assert name in known or name == REST or name.startswith("menu."), name


def test_a_submenu_of_one_is_no_submenu(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    for name in ("b", "a", "own"):
        menu.addAction(QAction(name, menu, objectName=name))
    put_in_order(menu, ((Sub("Several", ("a", "c")),), ("b", REST)))
    assert [entry.text() for entry in menu.actions()] == ["a", "", "b", "own"]


def test_the_right_button_menus_are_short_and_say_their_keys(
    make_page: Callable[..., SimpleNamespace],
) -> None:
    it = make_page()
    one = it.editor.add_note("A note", 0, 0, NOTE_STYLE)
    other = it.editor.add_note("Another", 300, 0, NOTE_STYLE)
    for chosen in ((), (one,), (one, other)):
        it.canvas.select(chosen)
        menu = it.page.menus.pins(it.page) if chosen else it.page.menus.board(it.page)
        known = it.book.keys()
        assert len(_rows(menu)) <= MOST
        for entry in _all(menu):
            if entry.objectName() in known:
                assert entry is it.book.action(entry.objectName())
