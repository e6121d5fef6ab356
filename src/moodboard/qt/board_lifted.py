# SPDX-License-Identifier: GPL-3.0-or-later
"""Pins that a gesture moves, painted once and drawn above the board at every step."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from moodboard.domain.board import Pin, Rect
from moodboard.qt.board_layer import device_rect
from moodboard.qt.board_task import PaintPins
from moodboard.qt.board_view import TIE

LIVE = 24
"""Up to so many pins are painted anew at every step of a scaling or turning, and look as they will."""
HANDFUL = 8


class Lifted:
    """A picture of the pins in the air, in the scale in which they were lifted."""

    def __init__(self, pins: list[Pin], extents: list[Rect], seen: Rect, scale: float) -> None:
        self.scale = scale
        self.pins = pins
        around: Rect | None = None
        for rect in extents:
            around = rect if around is None else around.united(rect)
        # What is far outside of the window is not painted: it could be any size.
        spare = max(seen.width, seen.height) / 2
        whole = device_rect(around or Rect(0, 0, 1, 1), scale)
        self.rect: QRect = whole.intersected(device_rect(seen.grown(spare), scale))
        self.image = QImage(self.rect.size(), QImage.Format.Format_ARGB32_Premultiplied)
        self.image.fill(0)
        self._next = 0

    @property
    def is_painted(self) -> bool:
        """Whether all pins are in the picture."""
        return self._next >= len(self.pins) or self.image.isNull()

    def paint_on(self, paint: PaintPins, seconds: float) -> None:
        """Paint pins for so long."""
        if self.is_painted:
            return
        deadline = perf_counter() + seconds
        painter = QPainter(self.image)
        painter.translate(TIE - self.rect.x(), TIE - self.rect.y())
        painter.scale(self.scale, self.scale)
        try:
            while self._next < len(self.pins) and perf_counter() < deadline:
                handful = self.pins[self._next : self._next + HANDFUL]
                self._next += len(handful)
                paint(painter, handful, self.scale, False)
        finally:
            painter.end()  # Qt dies when an image goes away under its painter

    def draw(self, painter: QPainter, to_screen: QTransform, change: QTransform) -> None:
        """Draw it where ``change`` (in board units) puts it; the painter is in logical pixels."""
        if self.image.isNull():
            return
        x, y = self.rect.x() / self.scale, self.rect.y() / self.scale
        painter.save()
        painter.setTransform(change * to_screen, True)
        only_moved = not (change.isScaling() or change.isRotating())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not only_moved)
        painter.drawImage(
            QRectF(x, y, self.rect.width() / self.scale, self.rect.height() / self.scale), self.image
        )
        painter.restore()

    def moved_rect(self, change: QTransform) -> Rect:
        """Return the board rectangle it covers after a change."""
        mapped = change.mapRect(
            QRectF(
                self.rect.x() / self.scale,
                self.rect.y() / self.scale,
                self.rect.width() / self.scale,
                self.rect.height() / self.scale,
            )
        )
        return Rect(mapped.x(), mapped.y(), mapped.width(), mapped.height())
