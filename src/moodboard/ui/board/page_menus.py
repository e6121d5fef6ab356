# SPDX-License-Identifier: GPL-3.0-or-later
"""The menus of the right button; the page's parts hang their entries into them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.board import Pin
from moodboard.ui.board.pin_menus import board_menu, more_menu
from moodboard.ui.menu_order import BOARD, PINS, put_in_order

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage


class PageMenus:
    """Make the menu of the chosen pins and that of the board."""

    def __init__(self, page: BoardPage) -> None:
        self._page = page
        self.pin_entries: list[Callable[[QMenu, Sequence[Pin]], None]] = []
        """What parts add to the menu of chosen pins."""
        self.board_entries: list[Callable[[QMenu], None]] = []
        """What parts add to the board's own menu."""

    def pins(self, parent: QWidget) -> QMenu:
        """Return a menu of what can be done with the chosen pins."""
        page = self._page
        chosen = page.verbs.chosen
        menu = more_menu(parent, page.book, chosen, page.inspector.do)
        for add in self.pin_entries:
            add(menu, chosen)
        put_in_order(menu, PINS)
        return menu

    def board(self, parent: QWidget) -> QMenu:
        """Return a menu of what can be done where nothing lies."""
        page = self._page
        menu = board_menu(parent, page.book, page.adding.frame)
        for add in self.board_entries:
            add(menu)
        put_in_order(menu, BOARD)
        return menu

    def open_at(self, at: QPoint) -> None:
        """Open the one that fits what is chosen, at a point of the canvas."""
        page = self._page
        menu = self.pins(page) if page.verbs.chosen else self.board(page)
        page.book.dress()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(page.canvas.mapToGlobal(at))
