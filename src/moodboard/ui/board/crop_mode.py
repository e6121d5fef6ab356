# SPDX-License-Identifier: GPL-3.0-or-later
"""Crop mode: the whole picture is seen, its frame is moved, or the picture inside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from moodboard.domain import transforms
from moodboard.domain.board import WHOLE, Pin, Rect
from moodboard.ui.board import handles
from moodboard.ui.board.gestures import Gesture, Modifiers

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas

OUTSIDE = 0.35
"""How much of the picture outside of the frame is seen."""
_ROUNDING = 1e-9
_STEP = 10.0
"""Board units by which a key moves a side."""


class CropMode:
    """One still whose frame is being chosen; nothing is changed until it is accepted."""

    def __init__(self, canvas: BoardCanvas, pin: Pin) -> None:
        self._canvas = canvas
        self.before = pin
        self.pin = pin
        canvas.lift([pin], whole=self.whole_rect())
        # It is painted by this mode alone: what lies outside of the frame shall look faint.
        canvas.show_pins([])

    def whole(self) -> Pin:
        """Return the pin as it would be with all of its picture."""
        style = replace(self.pin.style, caption="", opacity=OUTSIDE)
        return replace(self.pin, crop=WHOLE, place=transforms.whole_place(self.pin), style=style)

    def whole_rect(self) -> Rect:
        """Return what all of the picture and the frame cover."""
        return transforms.whole_place(self.pin).bounds.united(self.pin.place.bounds).grown(40)

    def set_pin(self, pin: Pin) -> None:
        """Show another frame."""
        self.pin = pin
        self._canvas.update()

    def reset(self) -> None:
        """Let the frame show the whole picture."""
        self.set_pin(replace(self.pin, crop=WHOLE, place=transforms.whole_place(self.pin)))

    def zoom(self, factor: float, at: QPointF) -> None:
        """Enlarge the picture inside its frame about a point of the screen."""
        crop = transforms.zoomed_inside(self.pin, factor, *self._canvas.to_board(at))
        self.set_pin(replace(self.pin, crop=crop))

    def covers(self, at: QPointF) -> bool:
        """Tell whether a point of the screen lies on the picture, its faint part included."""
        return transforms.whole_place(self.pin).contains(*self._canvas.to_board(at))

    def nudge(self, dx: float, dy: float) -> None:
        """Push the picture inside its frame."""
        self.set_pin(replace(self.pin, crop=transforms.panned(self.pin, dx, dy)))

    def move_side(self, way: tuple[int, int], outwards: bool) -> None:
        """Move the side of the frame that lies that way by a step."""
        handle = (0.5 + way[0] / 2, 0.5 + way[1] / 2)
        self.set_pin(transforms.side_cropped(self.pin, handle, _STEP if outwards else -_STEP))

    @property
    def is_changed(self) -> bool:
        """Whether another part of the picture is shown; what only rounding moved is the same part."""
        now, before = (
            (pin.crop.x, pin.crop.y, pin.crop.width, pin.crop.height) for pin in (self.pin, self.before)
        )
        return any(abs(one - other) > _ROUNDING for one, other in zip(now, before, strict=True))

    def paint(self, painter: QPainter) -> None:
        """Paint the picture, its frame and the handles; the painter is in logical pixels."""
        canvas, viewport = self._canvas, self._canvas.viewport
        painter.save()
        painter.setTransform(viewport.transform(), True)
        plain = replace(self.pin, style=replace(self.pin.style, caption=""))
        canvas.paint_pins(painter, [self.whole()], viewport.scale, False, shadows=False)
        canvas.paint_pins(painter, [plain], viewport.scale, False, shadows=False)
        painter.restore()
        handles.paint_box(
            painter, self.pin.place, (*handles.CORNERS, *handles.SIDES), viewport, canvas.tokens
        )

    def handle_at(self, at: QPointF) -> handles.Handle | None:
        """Return the handle under a point of the screen."""
        for handle in (*handles.CORNERS, *handles.SIDES):
            point = handles.handle_point(self.pin.place, handle, self._canvas.viewport)
            if max(abs(point.x() - at.x()), abs(point.y() - at.y())) <= handles.GRIP:
                return handle
        return None

    def press(self, at: QPointF) -> Gesture | None:
        """Begin a drag; None for a press outside of the picture."""
        handle = self.handle_at(at)
        if handle is not None:
            return CropHandleGesture(self._canvas, at, self, handle)
        if self.pin.place.contains(*self._canvas.to_board(at)):
            return CropPanGesture(self._canvas, at, self)
        return None

    def cursor_at(self, at: QPointF) -> Qt.CursorShape:
        """Return the pointer's shape over a point of the screen."""
        handle = self.handle_at(at)
        if handle is not None:
            hold = handles.Hold.CORNER if handle in handles.CORNERS else handles.Hold.SIDE
            return handles.cursor_for(hold, handle, self.pin.place.turn)
        if self.pin.place.contains(*self._canvas.to_board(at)):
            return Qt.CursorShape.OpenHandCursor
        return Qt.CursorShape.ArrowCursor


class CropHandleGesture(Gesture):
    """Move a side or corner of the frame over the picture."""

    def __init__(self, canvas: BoardCanvas, at: QPointF, mode: CropMode, handle: handles.Handle) -> None:
        super().__init__(canvas, at)
        self._mode, self._handle, self._before = mode, handle, mode.pin
        self._start = canvas.to_board(at)
        self.cursor = mode.cursor_at(at)

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        x, y = self.canvas.to_board(at)
        turn = self._before.place.turn
        dx, dy = transforms.turned_vector(x - self._start[0], y - self._start[1], -turn)
        self._mode.set_pin(transforms.corner_cropped(self._before, self._handle, dx, dy))

    def cancel(self) -> None:
        self._mode.set_pin(self._before)


class CropPanGesture(Gesture):
    """Push the picture inside its frame."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, canvas: BoardCanvas, at: QPointF, mode: CropMode) -> None:
        super().__init__(canvas, at)
        self._mode, self._before = mode, mode.pin
        self._start = canvas.to_board(at)

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        x, y = self.canvas.to_board(at)
        crop = transforms.panned(self._before, x - self._start[0], y - self._start[1])
        self._mode.set_pin(replace(self._before, crop=crop))

    def cancel(self) -> None:
        self._mode.set_pin(self._before)


class CropDrawGesture(Gesture):
    """Draw the frame over the picture; with the release it is chosen."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: BoardCanvas, at: QPointF, mode: CropMode) -> None:
        super().__init__(canvas, at)
        self._mode, self._before = mode, mode.pin
        self._start = canvas.to_board(at)

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        self._mode.set_pin(transforms.cropped_to(self._before, self._start, self.canvas.to_board(at)))

    def finish(self) -> None:
        if self.is_running:
            self.canvas.end_crop()

    def cancel(self) -> None:
        self._mode.set_pin(self._before)
