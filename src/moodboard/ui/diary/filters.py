# SPDX-License-Identifier: GPL-3.0-or-later
"""What narrows the diary: words, a year, rewatches only, stars."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from moodboard.domain.diary import DiaryQuery
from moodboard.ui import keys
from moodboard.ui.buttons import Button, Chip, ghost_button

_PAUSE_MS = 120


class DiarySearch(QLineEdit):
    """Words to look for; Down goes to the list, Escape clears."""

    list_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(32)
        self.setMinimumWidth(150)
        self.setMaximumWidth(260)
        self.setPlaceholderText(self.tr("Search the diary"))
        self.setAccessibleName(self.tr("Search the diary"))
        self.setClearButtonEnabled(True)
        keys.follow(self, self.tr("Search the diary"), "search")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter go to the list, Escape clears."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class DiaryFilters(QWidget):
    """Say what of the diary is wanted."""

    changed = Signal(object)
    """The ``DiaryQuery``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = DiaryQuery()
        self.search = DiarySearch(self)
        self.rewatches = Chip(self.tr("Rewatches"), self)
        self.rewatches.setToolTip(self.tr("Only watches that were not a film’s first"))
        self.year_button = self._menu_button(self.tr("Any year"), self.tr("Only one year"))
        self.stars_button = self._menu_button(self.tr("Any stars"), self.tr("Only so many stars, or more"))
        self._years = QMenu(self)
        self.year_button.set_menu(self._years)
        self.stars_button.set_menu(self._stars_menu())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.search, self.rewatches, self.year_button, self.stars_button):
            layout.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_words)
        self.search.textChanged.connect(lambda _words: self._pause.start())
        self.rewatches.clicked.connect(lambda on: self._use(replace(self._query, rewatches=on)))

    def query(self) -> DiaryQuery:
        """What is wanted."""
        return self._query

    def clear(self) -> None:
        """Want everything."""
        self.search.clear()
        self._pause.stop()
        self.rewatches.setChecked(False)
        self._use(DiaryQuery())

    def offer_years(self, years: list[int]) -> None:
        """Offer the years that the diary has."""
        self._years.clear()
        group = QActionGroup(self._years)
        for year in (None, *years):
            action = QAction(self.tr("Any year") if year is None else str(year), self._years)
            action.setCheckable(True)
            action.setChecked(year == self._query.year)
            action.triggered.connect(lambda _on, chosen=year: self._use(replace(self._query, year=chosen)))
            group.addAction(action)
            self._years.addAction(action)

    def _menu_button(self, words: str, tip: str) -> Button:
        button = ghost_button(words, tip=tip, parent=self)
        button.setAccessibleName(tip)
        return button

    def _stars_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for stars in (None, 2, 4, 6, 8, 9, 10):
            action = QAction(self._stars_words(stars), menu)
            action.setCheckable(True)
            action.setChecked(stars is None)
            action.triggered.connect(lambda _on, chosen=stars: self._use(replace(self._query, stars=chosen)))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _stars_words(self, stars: int | None) -> str:
        if stars is None:
            return self.tr("Any stars")
        if stars == 10:
            return self.tr("5 stars")
        return self.tr("{stars} stars or more").format(stars=f"{stars / 2:g}")

    def _on_words(self) -> None:
        self._use(replace(self._query, text=self.search.text().strip()))

    def _use(self, query: DiaryQuery) -> None:
        if query == self._query:
            return
        self._query = query
        self.year_button.setText(self.tr("Any year") if query.year is None else str(query.year))
        self.stars_button.setText(self._stars_words(query.stars))
        for button in (self.year_button, self.stars_button):
            button.updateGeometry()
            button.update()
        self.changed.emit(query)
