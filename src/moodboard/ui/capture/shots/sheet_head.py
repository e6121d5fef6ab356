# SPDX-License-Identifier: GPL-3.0-or-later
"""The line above the contact sheet: how many shots, the colour to look for, what can be saved."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import DARK
from moodboard.ui import keys
from moodboard.ui.actions import ActionBook
from moodboard.ui.buttons import ghost_button
from moodboard.ui.capture.shots.colour_bar import ColourBar
from moodboard.ui.capture.shots.sheet_layout import EDGE
from moodboard.ui.menu_keys import keep_keys

_HEIGHT = 32


class Line(QWidget):
    """Words on one line, cut at the end where there is no room."""

    def __init__(self, font: str, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font, self._colour, self._words = ui_font(font), colour, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """What it says."""
        return self._words

    def say(self, words: str) -> None:
        """Say something else."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(QFontMetrics(self._font).horizontalAdvance(self._words) + 1, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It may be cut."""
        return QSize(0, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words on one base line with their neighbours."""
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(QColor(self._colour))
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(0, 21, shown)


class SheetHead(QWidget):
    """Says and offers; the sheet does."""

    sheet_wanted = Signal()
    barcode_wanted = Signal()
    barcode_pin_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, book: ActionBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self.title = Line("section", DARK.ink, self)
        self.title.say(self.tr("Shots"))
        self.count = Line("small", DARK.ink_2, self)
        self.colours = ColourBar(self)
        self.more = ghost_button("", "more", self.tr("Save or pin"), self)
        self.more.set_compact(28)
        self.menu = QMenu(self)
        keep_keys(self.menu)
        self.menu.setToolTipsVisible(True)
        self.more.set_menu(self.menu, arrow=False)
        self.close_button = ghost_button("", "close", self.tr("Close"), self)
        self.close_button.setAccessibleName(self.tr("Close the contact sheet"))
        self.close_button.set_compact(28)
        keys.follow(self.close_button, self.tr("Back to the film"), "capture.sheet")
        self.close_button.clicked.connect(self.close_wanted)
        self._sheet = self._entry(self.tr("Save the sheet as a picture…"), self.sheet_wanted)
        self._barcode = self._entry(self.tr("Save the barcode as a picture…"), self.barcode_wanted)
        self._pin = self._entry(self.tr("Pin the barcode"), self.barcode_pin_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 0, 0, 0)  # the words begin where the pictures do
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.colours)
        row.addWidget(self.more)
        row.addWidget(self.close_button)
        row.setSpacing(10)
        self.show_complete(False)

    def _entry(self, words: str, wish: object) -> QAction:
        entry = self.menu.addAction(words)
        entry.triggered.connect(wish)
        return entry

    def show_complete(self, complete: bool) -> None:
        """The barcode is whole when all of the film was looked through."""
        self._complete = complete
        why = "" if complete else self.tr("The film is still being looked through.")
        for entry in (self._barcode, self._pin):
            entry.setEnabled(complete)
            entry.setToolTip(why)

    def show_count(self, shots: int, chosen: int, colour: str) -> None:
        """Say how many shots are shown, and how many of them are chosen."""
        self._sheet.setEnabled(shots > 0)
        if colour:
            words = self.tr("%n with {colour}", "", shots).format(colour=colour)
            if not shots:
                words = self.tr("No shot with {colour}").format(colour=colour)
        elif not shots:
            words = self.tr("None found yet")
        else:
            words = f"{shots:,}" if self._complete else self.tr("{count} so far").format(count=f"{shots:,}")
        if chosen > 1:
            words = f"{words} · " + self.tr("{count} chosen").format(count=chosen)
        self.count.say(words)
