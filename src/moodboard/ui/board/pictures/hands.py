# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands on a picture: pushed and enlarged inside its frame, seen through, carried out of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from moodboard.domain import transforms
from moodboard.domain.board import Pin, PinKind
from moodboard.ui.board.canvas_hands import NOTCH
from moodboard.ui.board.canvas_hook import CanvasHook
from moodboard.ui.board.gestures import Gesture, Modifiers

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas

_translate = QCoreApplication.translate

SEEN_THROUGH_STEP = 0.05
"""What one notch of the wheel takes of the opacity."""
LEAST_OPACITY = 0.05
PAUSE = 0.7
"""Seconds after which the wheel begins another undo step."""
_OUT = Modifiers.ControlModifier | Modifiers.AltModifier


class PictureHands(CanvasHook):
    """V and a drag push the picture inside its frame, V and the wheel enlarge it there.

    Alt and the wheel change the opacity; Ctrl+Alt and a drag take the files out of the window.
    """

    def __init__(self, before: Callable[[], object]) -> None:
        self._before = before
        self._gesture = 0
        self._about: tuple[str, ...] = ()
        self._until = 0.0

    def press(self, canvas: BoardCanvas, at: QPointF, modifiers: Modifiers) -> Gesture | None:
        pin = canvas.pin_at(at)
        if pin is None or pin.kind is not PinKind.STILL:
            return None
        if canvas.is_held(Qt.Key.Key_V) and not modifiers:
            self._before()
            if not canvas.editor.may_change(pin.uuid):
                return Gesture(canvas, at)
            return PanInsideGesture(canvas, at, canvas.editor.pins.get(pin.uuid, pin))
        if modifiers & ~Modifiers.KeypadModifier == _OUT:
            meant = canvas.walk.meant(pin).uuid
            if meant not in canvas.selected():
                canvas.select((meant,))
            return LetOutGesture(canvas, at)
        return None

    def cursor(self, canvas: BoardCanvas, at: QPointF) -> Qt.CursorShape | None:
        if not canvas.is_held(Qt.Key.Key_V):
            return None
        pin = canvas.pin_at(at)
        return Qt.CursorShape.OpenHandCursor if pin is not None and pin.kind is PinKind.STILL else None

    def wheel(self, canvas: BoardCanvas, event: QWheelEvent) -> bool:
        # With Alt some platforms turn the wheel's axis.
        steps = (event.angleDelta().y() or event.angleDelta().x()) / 120
        pin, modifiers = canvas.pin_at(event.position()), event.modifiers()
        if canvas.is_held(Qt.Key.Key_V) and not modifiers:
            if pin is None or pin.kind is not PinKind.STILL:
                return False
            self._zoom_inside(canvas, pin, NOTCH**steps, event.position())
            return True
        if modifiers == Modifiers.AltModifier:
            chosen = canvas.selected() or ((pin.uuid,) if pin is not None else ())
            if chosen:
                self._see_through(canvas, chosen, steps)
            return bool(chosen)
        return False

    def _zoom_inside(self, canvas: BoardCanvas, pin: Pin, factor: float, at: QPointF) -> None:
        gesture = self._step(canvas, (pin.uuid, "inside"))
        pin = canvas.editor.pins[pin.uuid]
        crop = transforms.zoomed_inside(pin, factor, *canvas.to_board(at))
        canvas.editor.change(
            [replace(pin, crop=crop)], _translate("board", "Enlarge the picture in its frame"), gesture
        )

    def _see_through(self, canvas: BoardCanvas, uuids: tuple[str, ...], steps: float) -> None:
        gesture = self._step(canvas, (*uuids, "opacity"))
        by = steps * SEEN_THROUGH_STEP
        canvas.editor.restyle(
            uuids,
            lambda style: replace(style, opacity=min(1.0, max(LEAST_OPACITY, round(style.opacity + by, 3)))),
            _translate("board", "Change opacity"),
            gesture,
        )

    def _step(self, canvas: BoardCanvas, about: tuple[str, ...]) -> int:
        """Return the gesture to which a turn of the wheel belongs."""
        now = monotonic()
        if now > self._until or about != self._about:
            self._before()
            self._gesture, self._about = canvas.editor.new_gesture(), about
        self._until = now + PAUSE
        return self._gesture


class PanInsideGesture(Gesture):
    """Push the picture inside its frame, which stays where it is."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, canvas: BoardCanvas, at: QPointF, pin: Pin) -> None:
        super().__init__(canvas, at)
        self._pin = self._shown = pin
        self._start = canvas.to_board(at)

    def begin(self) -> None:
        self.canvas.lift([self._pin])

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        x, y = self.canvas.to_board(at)
        crop = transforms.panned(self._pin, x - self._start[0], y - self._start[1])
        self._shown = replace(self._pin, crop=crop)
        self.canvas.show_pins([self._shown])

    def finish(self) -> None:
        if self.is_running:
            changed = [self._shown] if self._shown != self._pin else None
            self.canvas.put_down(changed, _translate("board", "Move the picture in its frame"))

    def cancel(self) -> None:
        self.canvas.put_down()


class LetOutGesture(Gesture):
    """Begin to drag the chosen pictures' files to another program."""

    cursor = Qt.CursorShape.DragCopyCursor

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        self.canvas.let_out()
