# SPDX-License-Identifier: GPL-3.0-or-later
"""Gestures at the handles: scaling, turning, and moving one side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QTransform

from moodboard.domain import transforms
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.drawing import CLOSED
from moodboard.domain.guides import Guide
from moodboard.qt import pin_text
from moodboard.qt.board_lifted import LIVE
from moodboard.ui.board.arranging.pulling import EdgePull
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
        editor = self.canvas.editor
        return editor.chosen(editor.unlocked(editor.with_members(self.canvas.selected())))

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
            self.canvas.show_pins(self.shaped, self.guides())
        else:
            self.canvas.show_change(change, self.guides())

    def aim(self, at: QPointF, modifiers: Modifiers) -> QTransform:
        """Take the hand's position in; the change of the whole, in board units."""
        raise NotImplementedError

    def shape(self, pin: Pin) -> Pin:
        """Return what a pin has become."""
        raise NotImplementedError

    def guides(self) -> tuple[Guide, ...]:
        """Return the lines that show what attracted."""
        return ()

    def finish(self) -> None:
        if self.is_running:
            self.canvas.put_down([self.shape(pin) for pin in self.pins], self.label)

    def cancel(self) -> None:
        self.canvas.put_down()


class ScaleGesture(ShapeGesture):
    """Scale from a corner, or with Alt from the centre; ratios stay, also those between pins.

    A frame is drawn wider or closer around what lies in it; with Shift from the first, that grows along.
    """

    def __init__(self, canvas: BoardCanvas, at: QPointF, box: Place, handle: Handle) -> None:
        super().__init__(canvas, at, box, handle)
        self.label = _translate("board", "Scale")
        self._factor = 1.0
        self._anchor = transforms.point_on(box, 1 - handle[0], 1 - handle[1])
        self._pull = EdgePull(canvas, box, handle, self.pins)
        self._shown: tuple[Guide, ...] = ()

    def move(self, at: QPointF, modifiers: Modifiers) -> None:
        if not self.is_running and modifiers & Modifiers.ShiftModifier:
            self._take_along()
        super().move(at, modifiers)

    def _take_along(self) -> None:
        editor = self.canvas.editor
        inside = editor.unlocked(editor.with_contents(pin.uuid for pin in self.pins))
        if len(inside) > len(self.pins):
            self.pins = editor.chosen(inside)
            self._pull = EdgePull(self.canvas, self.box, self.handle, self.pins)

    def aim(self, at: QPointF, modifiers: Modifiers) -> QTransform:
        from_centre = bool(modifiers & Modifiers.AltModifier)
        self._factor = transforms.corner_factor(self.box, self.handle, *self.point(at), from_centre)
        self._shown = ()
        if not modifiers & Modifiers.ControlModifier:
            self._factor = self._pull.factor(self._factor, from_centre)
            self._shown = self._pull.guides(self._pull.scaled(self._factor, from_centre))
        away = (0.5, 0.5) if from_centre else (1 - self.handle[0], 1 - self.handle[1])
        x, y = self._anchor = transforms.point_on(self.box, *away)
        return QTransform.fromTranslate(x, y).scale(self._factor, self._factor).translate(-x, -y)

    def guides(self) -> tuple[Guide, ...]:
        return self._shown

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
        self._pull = EdgePull(canvas, box, handle, self.pins)
        self._is_pulled = False

    def aim(self, at: QPointF, modifiers: Modifiers) -> QTransform:
        self._by = transforms.side_offset(self.box, self.handle, *self.point(at))
        self._is_pulled = not modifiers & Modifiers.ControlModifier
        if self._is_pulled:
            self._by = self._pull.side(self._by)
        return QTransform()

    def guides(self) -> tuple[Guide, ...]:
        # The picture may end before the hand does: what is shown is what came of it.
        return self._pull.guides(self.shaped[0].place.rect) if self._is_pulled and self.shaped else ()

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
        return [pin for pin in super().chosen() if pin.kind not in (PinKind.FRAME, PinKind.GROUP)]

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


def has_free_ratio(pins: list[Pin]) -> bool:
    """Tell whether a drawn rectangle or ellipse is chosen alone: it may take any ratio."""
    drawing = pins[0].drawing if len(pins) == 1 else None
    return drawing is not None and drawing.shape in CLOSED


def shape_gesture(hold: Hold, canvas: BoardCanvas, at: QPointF, box: Place, handle: Handle) -> ShapeGesture:
    """Return the gesture that a press on a handle begins."""
    if hold is Hold.END:
        from moodboard.ui.board.drawing.end_gesture import EndGesture

        return EndGesture(canvas, at, box, handle)
    if hold is Hold.CORNER and has_free_ratio(canvas.free_pins()):
        from moodboard.ui.board.drawing.corner_gesture import CornerGesture

        return CornerGesture(canvas, at, box, handle)
    kinds = {Hold.CORNER: ScaleGesture, Hold.SIDE: SideGesture, Hold.TURN: TurnGesture}
    return kinds[hold](canvas, at, box, handle)
