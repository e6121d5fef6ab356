# SPDX-License-Identifier: GPL-3.0-or-later
"""Short movements of the board's surroundings, and none for whoever asked for stillness."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

from moodboard.qt.settings import REDUCED_MOTION, Settings

LONGEST_REDUCED = 80
"""Milliseconds of a fade when motion is reduced."""


def is_reduced() -> bool:
    """Tell whether the person asked for less motion."""
    return Settings().get(REDUCED_MOTION)


class Glide(QVariantAnimation):
    """Call ``step`` with 0..1 over some milliseconds; a new start ends the run before."""

    def __init__(self, parent: QObject, milliseconds: int, step: Callable[[float], None]) -> None:
        super().__init__(parent)
        self._milliseconds = milliseconds
        self._step = step
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._on_value)

    def run(self, glides: bool = True) -> None:
        """Start anew; without gliding, or with reduced motion, be there at once."""
        self.stop()
        if not glides or is_reduced():
            self._step(1.0)
            return
        self.setDuration(self._milliseconds)
        self.start()

    @property
    def is_running(self) -> bool:
        return self.state() == QAbstractAnimation.State.Running

    def _on_value(self, value: object) -> None:
        if self.is_running or value == 1.0:
            self._step(float(value))  # type: ignore[arg-type]
