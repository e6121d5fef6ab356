# SPDX-License-Identifier: GPL-3.0-or-later
"""What the hand holds instead of the arrow: a pen, an eyedropper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from moodboard.ui.board.gestures import Gesture

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas


class CanvasTool:
    """Takes the left button and the keys first until it is put down; panning and zooming go on.

    Esc puts it down (or first takes back what its gesture is doing).
    """

    cursor: Qt.CursorShape = Qt.CursorShape.CrossCursor

    def taken(self, canvas: BoardCanvas) -> None:
        """Begin: the canvas has it in hand."""

    def put_down(self, canvas: BoardCanvas) -> None:
        """End, whatever was under way."""

    def press(self, canvas: BoardCanvas, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        """Answer the left button; the gesture returned lasts until its release."""
        return None

    def hover(self, canvas: BoardCanvas, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer while no button is held."""

    def key(self, canvas: BoardCanvas, event: QKeyEvent) -> bool:
        """Take a key; False lets the canvas have it."""
        return False

    def paint(self, canvas: BoardCanvas, painter: QPainter) -> None:
        """Paint over the board, in the widget's own coordinates."""
