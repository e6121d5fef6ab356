# SPDX-License-Identifier: GPL-3.0-or-later
"""Dragging one end of an arrow or a line, onto a pin or away from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QTransform

from moodboard.domain import strokes
from moodboard.domain.board import Pin, Place
from moodboard.ui.board.drawing.targets import with_end
from moodboard.ui.board.gestures import Modifiers
from moodboard.ui.board.gestures_shape import ShapeGesture
from moodboard.ui.board.handles import Handle, Hold

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas


class EndGesture(ShapeGesture):
    """Move an end; over a pin it is attached, with Ctrl it is not; Shift keeps to steps of 45 degrees."""

    hold = Hold.END

    def __init__(self, canvas: BoardCanvas, at: QPointF, box: Place, handle: Handle) -> None:
        super().__init__(canvas, at, box, handle)
        self.label = QCoreApplication.translate("board", "Move an end")
        self._line = self._now = self.pins[0]
        self._at_start = handle == (0, 0)
        end = strokes.ends_of(self._line)[0 if self._at_start else 1]
        px, py = canvas.to_board(at)
        self._offset = end[0] - px, end[1] - py

    def aim(self, at: QPointF, modifiers: Modifiers) -> QTransform:
        self._now, target = with_end(self.canvas, self._line, self._at_start, self.point(at), modifiers)
        self.canvas.show_target(target)
        return QTransform()

    def shape(self, pin: Pin) -> Pin:
        return self._now

    def finish(self) -> None:
        self.canvas.show_target(None)
        super().finish()

    def cancel(self) -> None:
        self.canvas.show_target(None)
        super().cancel()
