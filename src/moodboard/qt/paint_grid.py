# SPDX-License-Identifier: GPL-3.0-or-later
"""The grid under the pins of the canvas; it is never part of a picture that leaves the program."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

_CLEAR, _FULL = 5.0, 14.0
"""Device pixels between lines at which they are gone, and from which on they are as strong as they get."""
_STRENGTH = 0.085
_DOTS_STRONGER = 2.4
"""A dot covers less than a line, and may be the stronger."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines, or dots where they would cross, a step of board units apart."""

    step: float
    dots: bool = False

    def paint(self, image: QImage, rect: QRect, scale: float, ground: QColor) -> None:
        """Paint it on the picture of a part of the board; ``rect`` is that part in device pixels."""
        apart = self.step * scale
        strength = min(1.0, (apart - _CLEAR) / (_FULL - _CLEAR)) * _STRENGTH
        if strength <= 0:
            return
        ink = QColor(Qt.GlobalColor.white if ground.lightnessF() < 0.45 else Qt.GlobalColor.black)
        ink.setAlphaF(min(1.0, strength * (_DOTS_STRONGER if self.dots else 1.0)))
        size = 2 if self.dots and apart >= 2 * _FULL else 1
        # One row of it, copied: a thousand upright lines drawn one by one took 60 ms.
        row = self._row(rect, apart, ink, size)
        painter = QPainter(image)
        if not self.dots:
            painter.fillRect(image.rect(), QBrush(row))
        for y in self._places(rect.top(), rect.bottom(), apart):
            if self.dots:
                painter.drawImage(0, y - rect.top(), row)
            else:
                painter.fillRect(0, y - rect.top(), rect.width(), 1, ink)
        painter.end()

    def _row(self, rect: QRect, apart: float, ink: QColor, size: int) -> QImage:
        row = QImage(rect.width(), size, QImage.Format.Format_ARGB32_Premultiplied)
        row.fill(0)
        painter = QPainter(row)
        for x in self._places(rect.left(), rect.right(), apart):
            painter.fillRect(x - rect.left(), 0, size, size, ink)
        painter.end()
        return row

    @staticmethod
    def _places(low: int, high: int, apart: float) -> list[int]:
        """Return the pixels on which lines fall, one more on either side."""
        first, last = math.floor(low / apart), math.ceil(high / apart)
        return [math.floor(n * apart + 1e-6) for n in range(first, last + 1)]
