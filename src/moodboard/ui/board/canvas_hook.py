# SPDX-License-Identifier: GPL-3.0-or-later
"""What a part of the page adds to the canvas: more gestures, wheels and something painted on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QWheelEvent

from moodboard.ui.board.gestures import Gesture

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas


class CanvasHook:
    """Asked before the canvas does what it does by itself; None and False leave it to that."""

    def press(self, canvas: BoardCanvas, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        """Answer the left button; the gesture returned lasts until its release."""
        return None

    def wheel(self, canvas: BoardCanvas, event: QWheelEvent) -> bool:
        """Take a turn of the wheel."""
        return False

    def cursor(self, canvas: BoardCanvas, at: QPointF) -> Qt.CursorShape | None:
        """Return the pointer's shape where a press would be answered."""
        return None

    def carries_out(self, canvas: BoardCanvas) -> bool:
        """Tell whether the chosen pins can leave the window as files."""
        return False

    def carry_out(self, canvas: BoardCanvas) -> None:
        """Let the chosen pins leave the window; no gesture runs any more."""

    def paint(self, canvas: BoardCanvas, painter: QPainter, exposed: QRect) -> None:
        """Paint on the board, under the frame of what is chosen, in the widget's own coordinates."""
