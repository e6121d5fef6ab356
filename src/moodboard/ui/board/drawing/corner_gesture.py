# SPDX-License-Identifier: GPL-3.0-or-later
"""Dragging the corner of a rectangle or an ellipse that is drawn: it has no ratio to keep."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QTransform

from moodboard.domain import transforms
from moodboard.domain.board import Pin, Place
from moodboard.ui.board.gestures import Modifiers
from moodboard.ui.board.gestures_shape import ShapeGesture
from moodboard.ui.board.handles import Handle

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas


class CornerGesture(ShapeGesture):
    """Move a corner: Shift keeps the ratio, Alt the middle."""

    def __init__(self, canvas: BoardCanvas, at: QPointF, box: Place, handle: Handle) -> None:
        super().__init__(canvas, at, box, handle)
        self.label = QCoreApplication.translate("board", "Resize")
        self._place = box

    def aim(self, at: QPointF, modifiers: Modifiers) -> QTransform:
        x, y = self.point(at)
        centred = bool(modifiers & Modifiers.AltModifier)
        if modifiers & Modifiers.ShiftModifier:
            factor = transforms.corner_factor(self.box, self.handle, x, y, centred)
            anchor = (0.5, 0.5) if centred else (1 - self.handle[0], 1 - self.handle[1])
            pivot = transforms.point_on(self.box, *anchor)
            self._place = transforms.scaled(replace(self.pins[0], place=self.box), factor, pivot).place
            return QTransform()
        hx, hy = transforms.point_on(self.box, *self.handle)
        dx, dy = transforms.turned_vector(x - hx, y - hy, -self.box.turn)
        place = self.box
        for side, by in (
            ((self.handle[0], 0.5), dx * (2 * self.handle[0] - 1)),
            ((0.5, self.handle[1]), dy * (2 * self.handle[1] - 1)),
        ):
            place = transforms.stretched(place, side, by)
            if centred:
                place = transforms.stretched(place, (1 - side[0], 1 - side[1]), by)
        self._place = place
        return QTransform()

    def shape(self, pin: Pin) -> Pin:
        return replace(pin, place=self._place)
