# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks on which board something is to be laid, where none is open: a menu at hand, no dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.services import boards
from moodboard.ui.near_focus import place_near_focus


def ask_board(window: QWidget, chosen: Callable[[int], object]) -> QMenu:
    """Offer the boards, the one changed last first; ``chosen`` gets the id, 0 for a new one."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(QCoreApplication.translate("boards", "On which board?"))
    for row in boards.list_boards():
        there = menu.addAction(row.title.replace("&", "&&"))
        there.triggered.connect(lambda _on=False, number=row.id: chosen(number))
    menu.addSeparator()
    fresh = menu.addAction(QCoreApplication.translate("boards", "New board"))
    fresh.triggered.connect(lambda _on=False: chosen(0))
    menu.popup(place_near_focus())
    return menu
