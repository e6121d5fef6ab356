# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar at the foot of the films' page while several films are chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui import theme
from moodboard.ui.buttons import Button, ghost_button, outline_button

HEIGHT = 56
SHORT = 760
"""Pixels below which what is used less goes into the menu."""


class ManyBar(QWidget):
    """Say how many films are chosen, and what can be done with all of them."""

    stars_wanted = Signal(QWidget)
    heart_wanted = Signal(bool)
    watchlist_wanted = Signal(bool)
    theme_wanted = Signal(QWidget, bool)
    year_wanted = Signal(QWidget)
    directors_wanted = Signal(QWidget)
    log_wanted = Signal(QWidget)
    bin_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("What can be done with the chosen films"))
        self.count = QLabel(self)
        self.count.setFont(ui_font("section"))
        self.stars = self._button(self.tr("Stars…"), self.tr("Give all of them stars"), "star")
        self.heart = self._button(self.tr("Heart"), self.tr("Give hearts, or take them"), "heart")
        self.watchlist = self._button(self.tr("Watchlist"), self.tr("Put on the watchlist, or take off it"))
        self.theme = self._button(self.tr("Theme…"), self.tr("Add a theme to all of them"))
        self.log = self._button(self.tr("Log…"), self.tr("Log a watch of each"), "check")
        self.more = self._button("", self.tr("More for the chosen films"), "more")
        self.bin = self._button(self.tr("Bin"), self.tr("Put all of them in the bin (Del)"), "trash")
        self.close_button = ghost_button(icon="close", tip=self.tr("Choose none (Esc)"), parent=self)
        self._both(self.heart, self.tr("Give hearts"), self.tr("Take hearts"), self.heart_wanted)
        self._both(
            self.watchlist,
            self.tr("Put on the watchlist"),
            self.tr("Take off the watchlist"),
            self.watchlist_wanted,
        )
        self.more.set_menu(self._more_menu(), arrow=False)
        self._lay_out()
        self.stars.clicked.connect(lambda: self.stars_wanted.emit(self.stars))
        self.theme.clicked.connect(lambda: self.theme_wanted.emit(self.theme, True))
        self.log.clicked.connect(lambda: self.log_wanted.emit(self.log))
        self.bin.clicked.connect(self.bin_wanted)
        self.close_button.clicked.connect(self.closed)
        theme.controller().changed.connect(self.update)
        self.hide()

    def _button(self, words: str, tip: str, icon: str = "") -> Button:
        button = outline_button(words, icon, tip, self)
        button.set_compact(32, 12)
        return button

    def _both(self, button: Button, give: str, take: str, wanted: object) -> None:
        menu = QMenu(button)
        for words, on in ((give, True), (take, False)):
            entry = QAction(words, menu)
            entry.triggered.connect(lambda _checked, on=on: wanted.emit(on))  # type: ignore[attr-defined]
            menu.addAction(entry)
        button.set_menu(menu)

    def _more_menu(self) -> QMenu:
        menu = QMenu(self.more)
        for words, act in (
            (self.tr("Take a theme away…"), lambda: self.theme_wanted.emit(self.more, False)),
            (self.tr("Set the year…"), lambda: self.year_wanted.emit(self.more)),
            (self.tr("Set the directors…"), lambda: self.directors_wanted.emit(self.more)),
        ):
            entry = QAction(words, menu)
            entry.triggered.connect(act)
            menu.addAction(entry)
        return menu

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        self._row = row
        row.setSpacing(8)
        row.addWidget(self.count)
        row.addSpacing(16)
        for button in (self.stars, self.heart, self.watchlist, self.theme, self.log, self.more):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.bin)
        row.addWidget(self.close_button)

    def set_margin(self, margin: int) -> None:
        """Begin and end where the films do."""
        self._row.setContentsMargins(margin, 0, margin - 8, 0)

    def show_count(self, count: int, busy: bool = False) -> None:
        """Say how many are chosen; while an edit of many is under way nothing else can be asked."""
        words = self.tr("Working on it…") if busy else self.tr("%n film(s) chosen", "", count)
        self.count.setText(words)
        for button in (self.stars, self.heart, self.watchlist, self.theme, self.log, self.more, self.bin):
            button.setEnabled(not busy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline above it."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.window))
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(tokens.line))
