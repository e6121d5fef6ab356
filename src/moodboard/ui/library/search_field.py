# SPDX-License-Identifier: GPL-3.0-or-later
"""The search field of the library, with the order of the list at its end."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from moodboard.domain.query import FilmSort
from moodboard.ui import icons, keys, theme
from moodboard.ui.buttons import Button, ghost_button


class SearchField(QLineEdit):
    """Search as one types; Down goes to the list, Escape clears."""

    list_requested = Signal()
    """The person wants to go on in the list."""
    sort_chosen = Signal(object)
    """A ``FilmSort``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(32)
        self.setPlaceholderText(self.tr("Search films, people, notes"))
        self.setAccessibleName(self.tr("Search films"))
        keys.follow(self, self.tr("Search films"), "search")
        self.setTextMargins(24, 0, 28, 0)
        self._sort = ghost_button(icon="sort", tip=self.tr("Order of the list"), parent=self)
        self._sort.set_compact(26, 4)
        self._sort.resize(26, 26)
        self._sort.setCursor(Qt.CursorShape.ArrowCursor)
        self._menu = QMenu(self)
        self._sorts: dict[FilmSort, QAction] = {}
        group = QActionGroup(self._menu)
        for sort, words in (
            (FilmSort.LAST_SEEN, self.tr("Last seen")),
            (FilmSort.REWATCHES, self.tr("Most rewatched")),
            (FilmSort.DUE, self.tr("Due again")),
            (FilmSort.TITLE, self.tr("Title")),
            (FilmSort.YEAR, self.tr("Year")),
            (FilmSort.RATING, self.tr("Stars")),
        ):
            action = QAction(words, self._menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _on, chosen=sort: self.sort_chosen.emit(chosen))
            group.addAction(action)
            self._menu.addAction(action)
            self._sorts[sort] = action
        self._sort.set_menu(self._menu, arrow=False)

    def sort_button(self) -> Button:
        """Opens the orders."""
        return self._sort

    def sort_action(self, sort: FilmSort) -> QAction:
        """The menu's entry of one order."""
        return self._sorts[sort]

    def show_sort(self, sort: FilmSort) -> None:
        """Tick an order and name it on the button."""
        self._sorts[sort].setChecked(True)
        words = self.tr("Order: {order}").format(order=self._sorts[sort].text())
        self._sort.setToolTip(words)
        self._sort.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter go to the list, Escape clears."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The order's button keeps to the end."""
        super().resizeEvent(event)
        self._sort.move(self.width() - 29, 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the glass."""
        super().paintEvent(event)
        painter = QPainter(self)
        icons.paint(painter, "search", QRectF(11, 8, icons.SIZE, icons.SIZE), theme.tokens().ink_2)
