# SPDX-License-Identifier: GPL-3.0-or-later
"""Words at the right of a row that give way where there is little room: their middle goes first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui import theme

_GAP = 18
"""Room before what stands at the right."""


class Elided(QWidget):
    """One row of words that ends at the right; the tool-tip has all of them where they do not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)

    def set_words(self, words: str) -> None:
        """Show these words."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.update()

    def words(self) -> str:
        """All of them."""
        return self._words

    def shown(self) -> str:
        """What there is room for."""
        metrics = QFontMetricsF(ui_font("body-strong"))
        return metrics.elidedText(self._words, Qt.TextElideMode.ElideMiddle, self.width() - _GAP)

    def sizeHint(self) -> QSize:
        """As wide as the words ask for."""
        return QSize(
            round(QFontMetricsF(ui_font("body-strong")).horizontalAdvance(self._words)) + _GAP + 2, 32
        )

    def event(self, event: QEvent) -> bool:
        """Tell all of the words where some are left out."""
        if isinstance(event, QHelpEvent):
            if self.shown() != self._words:
                QToolTip.showText(event.globalPos(), self._words, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, softer than what can be pressed."""
        painter = QPainter(self)
        font = ui_font("body-strong")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(theme.tokens().ink_2))
        shown = self.shown()
        x = self.width() - _GAP - metrics.horizontalAdvance(shown)
        painter.drawText(
            QPointF(x, round(self.height() / 2 + (metrics.ascent() - metrics.descent()) / 2)), shown
        )
