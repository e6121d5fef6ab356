# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of a title and a fact that lead elsewhere by one click: the boards of a film, its lists."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import theme
from moodboard.ui.film.cells import BLEED, Cells
from moodboard.ui.focus_ring import paint_ring

_ROW = 48
_TITLE_BASE, _FACTS_BASE = 20, 38


class TitledRows(Cells):
    """What inherits it says the title and the fact of a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aimed = -1
        """The row that what is dragged would be dropped on."""
        self.hover_moved.connect(self._on_hovered)

    def row_words(self, number: int) -> tuple[str, str]:
        """The title of a row, and the fact under it."""
        raise NotImplementedError

    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def lay(self, width: int) -> int:
        """Lay the rows in a width; the height they take."""
        count = self.row_count()
        self.set_rects(QRect(BLEED, BLEED + n * _ROW, width, _ROW - 4) for n in range(count))
        self.needed = count * _ROW + 2 * BLEED
        return self.needed

    def words_of(self, number: int) -> str:
        """Its title, and what is said of it."""
        return ", ".join(self.row_words(number))

    def paint_cell(self, painter: QPainter, number: int, rect: QRect) -> None:
        """Title and fact."""
        tokens = theme.tokens()
        title, fact = self.row_words(number)
        plate = QRectF(rect).adjusted(-10, -2, 10, 2)
        chosen = number == self.current and self.hasFocus()
        if chosen or number in (self.hovered, self._aimed):
            aimed = number == self._aimed
            edge = QPen(QColor(tokens.accent), 1.5, Qt.PenStyle.DashLine)
            painter.setPen(edge if aimed else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen or aimed else tokens.hover))
            painter.drawRoundedRect(plate, RADIUS_BUTTON, RADIUS_BUTTON)
        if self.has_ring(number):
            paint_ring(painter, plate, tokens.accent, RADIUS_BUTTON)
        font = make_font(SERIF, 17)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        shown = QFontMetricsF(font).elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(QPointF(rect.left(), rect.top() + _TITLE_BASE), shown)
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(QPointF(rect.left(), rect.top() + _FACTS_BASE), fact)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens it."""
        pressed = self._pressed_at is not None
        super().mouseReleaseEvent(event)
        number = self.at(event.position().toPoint())
        if pressed and number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(number)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A click was enough."""

    def _on_hovered(self, number: int) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
