# SPDX-License-Identifier: GPL-3.0-or-later
"""A drag at the board's edge pushes the board along, so that what is held can go farther than is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTimer

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas

REACH = 28.0
"""Screen pixels inside the edge from which it pushes."""
FASTEST = 1100.0
"""Screen pixels per second, with the pointer at the edge or beyond."""
_STEP_MS = 16
_LONGEST_STEP = 0.05
"""Seconds: a program that was busy does not jump."""


def push_of(at: float, length: float, pressed: float) -> float:
    """Return how much the board is pushed along one axis, -1..1: positive shows what lies before 0.

    Who pressed inside the strip means it only beyond where the press was.
    """
    before = max(0.0, REACH - at) - max(0.0, REACH - pressed)
    after = max(0.0, at - length + REACH) - max(0.0, pressed - length + REACH)
    share = min(1.0, max(0.0, before) / REACH) - min(1.0, max(0.0, after) / REACH)
    return share * abs(share)  # gently at first


class EdgePan(QObject):
    """Runs only while a gesture that wants it is at the edge."""

    def __init__(self, canvas: BoardCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._at = QPointF()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time)

    @property
    def is_running(self) -> bool:
        """Whether the board is being pushed."""
        return self._timer.isActive()

    def follow(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Take notice of where the hand is."""
        self._at, self._modifiers = QPointF(at), modifiers
        gesture = self._canvas.gesture
        if gesture is None or not gesture.is_running or not gesture.pans_at_edge or self._push().isNull():
            self.stop()
        elif not self._timer.isActive():
            self._clock.start()
            self._timer.start()

    def stop(self) -> None:
        """Rest."""
        self._timer.stop()

    def step(self, seconds: float) -> None:
        """Push the board by so much time, and let the gesture follow the hand that stays."""
        canvas, gesture = self._canvas, self._canvas.gesture
        if gesture is None:
            self.stop()
            return
        way = self._push() * FASTEST * seconds
        canvas.pan(way.x(), way.y())
        gesture.move(self._at, self._modifiers)

    def _push(self) -> QPointF:
        canvas, gesture = self._canvas, self._canvas.gesture
        pressed = gesture.pressed if gesture is not None else self._at
        return QPointF(
            push_of(self._at.x(), canvas.width() - canvas.covered, pressed.x()),
            push_of(self._at.y(), canvas.height(), pressed.y()),
        )

    def _on_time(self) -> None:
        self.step(min(_LONGEST_STEP, self._clock.restart() / 1000))
