# SPDX-License-Identifier: GPL-3.0-or-later
"""The Arrange menu, and the quick one that the inspector opens for several pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from moodboard.ui.actions import ActionBook
    from moodboard.ui.board.arranging.choices import Choices

_EDGES = ("left", "centre", "right", "", "top", "middle", "bottom")
_GAPS = ("even_across", "even_down", "", "gutter_across", "gutter_down")
_SIZES = ("height", "width", "area", "scale")
_ORDERS = ("timecode", "colour", "film", "pinned", "added", "name", "random")


def _tr(text: str) -> str:
    return QCoreApplication.translate("arranging", text)


def add_actions(menu: QMenu, book: ActionBook, names: tuple[str, ...]) -> None:
    """Add arranging commands by their short names; an empty one is a line between."""
    for name in names:
        if name:
            menu.addAction(book.action(f"arrange.{name}"))
        else:
            menu.addSeparator()


def lay_out(menu: QMenu, book: ActionBook, choices: Choices) -> None:
    """Fill the Arrange menu: layouts first, then edges, gaps and sizes, then how it is done."""
    add_actions(menu, book, ("compose", "", "pack", "rows", "columns"))
    _submenu(menu, book, _tr("In order"), _ORDERS)
    menu.addSeparator()
    _submenu(menu, book, _tr("Align"), _EDGES)
    _submenu(menu, book, _tr("Gaps"), _GAPS)
    _submenu(menu, book, _tr("Same size"), _SIZES)
    menu.addSeparator()
    menu.addMenu(_listed(menu, _tr("Shape"), choices.shapes.actions()))
    menu.addMenu(_listed(menu, _tr("Gutter"), choices.gutters.actions()))
    menu.addSeparator()
    add_actions(menu, book, ("grid",))
    grid = _listed(menu, _tr("Look of the grid"), choices.looks.actions())
    grid.addSeparator()
    grid.addActions(choices.steps.actions())
    menu.addMenu(grid)


def quick_menu(parent: QWidget, book: ActionBook) -> QMenu:
    """Return the menu of the inspector's button: the edges and even gaps, and all the rest behind them."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    add_actions(menu, book, (*_EDGES, "", "even_across", "even_down", ""))
    menu.addMenu(book.menu("arrange", menu))
    return menu


def _submenu(menu: QMenu, book: ActionBook, title: str, names: tuple[str, ...]) -> None:
    made = QMenu(title, menu)
    made.setToolTipsVisible(True)
    add_actions(made, book, names)
    menu.addMenu(made)


def _listed(menu: QMenu, title: str, actions: list[QAction]) -> QMenu:
    made = QMenu(title, menu)
    made.addActions(actions)
    return made
