# SPDX-License-Identifier: GPL-3.0-or-later
"""The magnified pixels beside the eyedropper, with the colour in the middle told in words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from moodboard.qt.colour_words import colour_name, colour_words
from moodboard.qt.fonts import ui_font
from moodboard.ui import theme
from moodboard.ui.card import Card

PIXELS = 11
"""Pixels shown across, the picked one in the middle."""
_CELL = 12
_PAD = 8
_WORDS = 44
_GAP = 22
"""From the picked pixel to the card."""


class Loupe(Card):
    """Follows the eyedropper; lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(PIXELS * _CELL + 2 * _PAD, PIXELS * _CELL + 2 * _PAD + _WORDS)
        self._pixels = QImage()
        self._colour = ""

    @property
    def colour(self) -> str:
        """The colour in the middle, "#rrggbb"."""
        return self._colour

    def show_pixels(self, pixels: QImage, at: QPoint) -> None:
        """Show these pixels beside a point of the parent."""
        self._pixels = pixels
        self._colour = pixels.pixelColor(PIXELS // 2, PIXELS // 2).name()
        self.setAccessibleName(colour_words(self._colour))
        self.move(self._beside(at))
        self.show()
        self.raise_()
        self.update()

    def _beside(self, at: QPoint) -> QPoint:
        room = (self.parentWidget() or self).rect()
        x, y = at.x() + _GAP, at.y() + _GAP
        if x + self.width() > room.right() - 4:
            x = at.x() - _GAP - self.width()
        if y + self.height() > room.bottom() - 4:
            y = at.y() - _GAP - self.height()
        return QPoint(max(4, x), max(4, y))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.tokens()
        painter = QPainter(self)
        grid = QRect(_PAD, _PAD, PIXELS * _CELL, PIXELS * _CELL)
        painter.drawImage(grid, self._pixels)
        middle = QRect(grid.x() + PIXELS // 2 * _CELL, grid.y() + PIXELS // 2 * _CELL, _CELL, _CELL)
        # A dark and a light ring: one of them is seen on every colour.
        painter.setPen(QColor(0, 0, 0, 190))
        painter.drawRect(middle.adjusted(-2, -2, 1, 1))
        painter.setPen(QColor(255, 255, 255))
        painter.drawRect(middle.adjusted(-1, -1, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = grid.bottom() + 9
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(QRectF(grid.x() + 0.5, top + 4.5, 29, 29), 2, 2)
        left = grid.x() + 40
        painter.setPen(QColor(tokens.ink))
        painter.setFont(ui_font("body"))
        name = painter.fontMetrics().elidedText(
            colour_name(self._colour), Qt.TextElideMode.ElideRight, grid.right() - left
        )
        painter.drawText(left, top + 16, name)
        painter.setPen(QColor(tokens.ink_2))
        painter.setFont(ui_font("timecode"))
        painter.drawText(left, top + 33, self._colour)
