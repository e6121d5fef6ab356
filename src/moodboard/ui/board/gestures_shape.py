# SPDX-License-Identifier: GPL-3.0-or-later
"""Gestures at the handles: scaling, turning, and moving one side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QTransform

from moodboard.domain import transforms
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.qt import pin_text
from moodboard.qt.board_lifted import LIVE
from moodboard.ui.board.gestures import Gesture, Modifiers
from moodboard.ui.board.handles import Handle, Hold, cursor_for

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas

_translate = QCoreApplication.translate

SNAP_DEGREES = 15.0


class ShapeGesture(Gesture):
    """A drag of a handle that makes other pins out of those at its beginning."""

    hold = Hold.CORNER
    label = ""

    def __init__(self, canvas: BoardCanvas, at: QPointF, box: Place, handle: Handle) -> None:
        super().__init__(canvas, at)
        self.box, self.handle = box, handle
        self.pins = self.chosen()
        self.shaped: list[Pin] | None = None
        self.cursor = cursor_for(self.hold, handle, box.turn)
        # The handle is a little outside of the pin, and was not taken at its very middle.
        hx, hy = transforms.point_on(box, *handle)
        px, py = canvas.to_board(at)
        self._offset = hx - px, hy - py

    def chosen(self) -> list[Pin]:
        """Return the pins that the gesture changes."""
        return self.canvas.chosen_pins()

    def begin(self) -> None:
        self.canvas.lift(self.pins)

    def point(self, at: QPointF) -> tuple[float, float]:
        """Return the board point at which the handle's corner of the box is to be."""
        x, y = self.canvas.to_board(at)
        return x + self._offset[0], y + self._offset[1]

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        change = self.aim(at, modifiers)
        if len(self.pins) <= LIVE:
            self.shaped = [self.shape(pin) for pin in self.pins]
            self.canvas.show_pins(self.shaped)
        else:
            self.canvas.show_change(change)

    def aim(self, at: QPointF, modifiers: Modifiers) -> QTransform:
        """Take the hand's position in; the change of the whole, in board units."""
        raise NotImplementedError

    def shape(self, pin: Pin) -> Pin:
        """Return what a pin has become."""
        raise NotImplementedError

    def finish(self) -> None:
        if self.is_running:
            self.canvas.put_down([self.shape(pin) for pin in self.pins], self.label)

    def cancel(self) -> None:
        self.canvas.put_down()


class ScaleGesture(ShapeGesture):
    """Scale from a corner, or with Alt from the centre; ratios stay, also those between pins."""

    def __init__(self, canvas: BoardCanvas, at: QPointF, box: Place, handle: Handle) -> None:
        super().__init__(canvas, at, box, handle)
        self.label = _translate("board", "Scale")
        self._factor = 1.0
        self._anchor = transforms.point_on(box, 1 - handle[0], 1 - handle[1])

    def aim(self, at: QPointF, modifiers: Modifiers) -> QTransform:
        from_centre = bool(modifiers & Modifiers.AltModifier)
        self._factor = transforms.corner_factor(self.box, self.handle, *self.point(at), from_centre)
        away = (0.5, 0.5) if from_centre else (1 - self.handle[0], 1 - self.handle[1])
        x, y = self._anchor = transforms.point_on(self.box, *away)
        return QTransform.fromTranslate(x, y).scale(self._factor, self._factor).translate(-x, -y)

    def shape(self, pin: Pin) -> Pin:
        scaled = transforms.scaled(pin, self._factor, self._anchor)
        if self._factor == 1.0:
            return pin
        return pin_text.rescaled(scaled, self.canvas.editor.words, pin)


class SideGesture(ShapeGesture):
    """Move one side: a still shows more or less, a line wraps elsewhere, a frame or strip stretches."""

    hold = Hold.SIDE

    def __init__(self, canvas: BoardCanvas, at: QPointF, box: Place, handle: Handle) -> None:
        super().__init__(canvas, at, box, handle)
        kind = self.pins[0].kind
        self.label = {
            PinKind.STILL: _translate("board", "Crop"),
            PinKind.LINE: _translate("board", "Change width"),
            PinKind.NOTE: _translate("board", "Change width"),
        }.get(kind, _translate("board", "Resize"))
        self._by = 0.0

    def aim(self, at: QPointF, modifiers: Modifiers) -> QTransform:
        self._by = transforms.side_offset(self.box, self.handle, *self.point(at))
        return QTransform()

    def shape(self, pin: Pin) -> Pin:
        if pin.kind is PinKind.STILL:
            return transforms.side_cropped(pin, self.handle, self._by)
        place = transforms.stretched(pin.place, self.handle, self._by)
        words = self.canvas.editor.words
        if pin.kind in (PinKind.LINE, PinKind.NOTE):
            place = transforms.stretched(
                pin.place, self.handle, max(self._by, pin_text.LEAST_WIDTH - pin.place.width)
            )
        return pin_text.fitted(transforms.placed(pin, place), words)


class TurnGesture(ShapeGesture):
    """Turn about the middle; Shift goes in steps of 15 degrees."""

    hold = Hold.TURN

    def __init__(self, canvas: BoardCanvas, at: QPointF, box: Place, handle: Handle) -> None:
        super().__init__(canvas, at, box, handle)
        self.label = _translate("board", "Turn")
        self._degrees = 0.0
        self._pivot = box.rect.centre
        self._from = self._angle(at)

    def chosen(self) -> list[Pin]:
        return [pin for pin in self.canvas.chosen_pins() if pin.kind is not PinKind.FRAME]

    def _angle(self, at: QPointF) -> float:
        x, y = self.canvas.to_board(at)
        return math.degrees(math.atan2(y - self._pivot[1], x - self._pivot[0]))

    def aim(self, at: QPointF, modifiers: Modifiers) -> QTransform:
        degrees = self._angle(at) - self._from
        if modifiers & Modifiers.ShiftModifier:
            start = self.box.turn
            degrees = round((start + degrees) / SNAP_DEGREES) * SNAP_DEGREES - start
        self._degrees = degrees
        x, y = self._pivot
        return QTransform.fromTranslate(x, y).rotate(degrees).translate(-x, -y)

    def shape(self, pin: Pin) -> Pin:
        return transforms.turned(pin, self._degrees, self._pivot)


def shape_gesture(hold: Hold, canvas: BoardCanvas, at: QPointF, box: Place, handle: Handle) -> ShapeGesture:
    """Return the gesture that a press on a handle begins."""
    kinds = {Hold.CORNER: ScaleGesture, Hold.SIDE: SideGesture, Hold.TURN: TurnGesture}
    return kinds[hold](canvas, at, box, handle)
