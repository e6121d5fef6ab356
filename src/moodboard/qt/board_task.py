# SPDX-License-Identifier: GPL-3.0-or-later
"""One rectangle of a board's picture being painted, a handful of pins at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from moodboard.domain.board import Pin, Rect
from moodboard.qt.board_layer import Layer, device_rect
from moodboard.qt.board_view import TIE
from moodboard.qt.paint_ground import WindowGround

PaintPins = Callable[[QPainter, Sequence[Pin], float, bool], None]
"""Paints pins in board units at a scale; the flag asks for a hurried picture that fetches nothing."""
_LONG, _SHORT = 0.003, 0.001
"""Seconds for a handful of pins, by which the next handful gets smaller or larger."""


class Task:
    """One rectangle of a layer being painted."""

    def __init__(
        self, layer: Layer, rect: QRect, pins: list[Pin], ground: WindowGround, hurried: bool
    ) -> None:
        self.layer = layer
        self.rect = rect
        self.image = ground.begin(rect, layer.scale)
        self.pins = pins
        self.hurried = hurried
        self.stale: list[Rect] = []
        """What changed in the meantime, to be painted again."""
        self._next = 0
        self._handful = 1

    def meets(self, rects: Iterable[Rect]) -> bool:
        """Tell whether any of the board rectangles is in it."""
        return any(device_rect(rect, self.layer.scale).intersects(self.rect) for rect in rects)

    def run(self, paint: PaintPins, deadline: float) -> bool:
        """Paint pins until the deadline, at least one; True when all are."""
        if self._next < len(self.pins):
            painter = QPainter(self.image)
            painter.translate(TIE - self.rect.x(), TIE - self.rect.y())
            painter.scale(self.layer.scale, self.layer.scale)
            try:
                self._paint(painter, paint, deadline)
            finally:
                painter.end()  # Qt dies when an image goes away under its painter
        return self._next >= len(self.pins)

    def _paint(self, painter: QPainter, paint: PaintPins, deadline: float) -> None:
        now = perf_counter()
        while self._next < len(self.pins):
            handful = self.pins[self._next : self._next + self._handful]
            self._next += len(handful)  # first: what cannot be painted is not tried for ever
            paint(painter, handful, self.layer.scale, self.hurried)
            before, now = now, perf_counter()
            if now >= deadline:
                break
            if now - before > _LONG:
                self._handful = max(1, self._handful // 2)
            elif now - before < _SHORT:
                self._handful *= 2
