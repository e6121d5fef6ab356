# SPDX-License-Identifier: GPL-3.0-or-later
"""The eraser at a pen's other end: what it passes over is wiped away, if it is a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF

from moodboard.domain.board import PinKind
from moodboard.ui.board.gestures import Gesture, Modifiers

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas

_STEP = 3.0
"""Screen pixels between two looks along the way."""


class EraserGesture(Gesture):
    """Drawings under the way are let go of at once, as one undo step at the end."""

    def __init__(self, canvas: BoardCanvas, at: QPointF) -> None:
        super().__init__(canvas, at)
        self._last = QPointF(at)
        self.wiped: dict[str, None] = {}
        self._wipe(at)
        self._show()

    def move(self, at: QPointF, modifiers: Modifiers) -> None:
        self.is_running = True
        self.follow(at, modifiers)

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        way, before = at - self._last, len(self.wiped)
        steps = max(1, round((way.x() ** 2 + way.y() ** 2) ** 0.5 / _STEP))
        for n in range(1, steps + 1):
            self._wipe(self._last + way * (n / steps))
        self._last = QPointF(at)
        if len(self.wiped) > before:
            self._show()

    def _wipe(self, at: QPointF) -> None:
        canvas = self.canvas
        found = canvas.scene.at(
            *canvas.to_board(at),
            canvas.viewport.zoom,
            lambda pin: pin.kind is PinKind.DRAWING and pin.uuid not in self.wiped and canvas.walk.takes(pin),
        )
        if found is not None and not canvas.editor.is_locked(found.uuid):
            self.wiped[found.uuid] = None

    def _show(self) -> None:
        """Lifted and not shown in the air, they are gone already."""
        editor = self.canvas.editor
        if self.wiped:
            self.canvas.lift(editor.chosen(self.wiped))
            self.canvas.show_pins([])

    def finish(self) -> None:
        self.canvas.put_down()
        if self.wiped:
            self.canvas.editor.remove(self.wiped, QCoreApplication.translate("board", "Wipe away"))

    def cancel(self) -> None:
        self.canvas.put_down()
