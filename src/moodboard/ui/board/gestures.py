# SPDX-License-Identifier: GPL-3.0-or-later
"""What a hand does between press and release: panning, drawing a band, moving pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QTransform

from moodboard.domain import grouping, guides, strokes
from moodboard.domain.board import Pin, PinKind, Rect, bounds_of
from moodboard.domain.transforms import moved

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas

_translate = QCoreApplication.translate

Modifiers = Qt.KeyboardModifier
BEGIN = 3.0
"""Screen pixels before a press becomes a drag."""
REACH = 6.0
"""Screen pixels within which neighbours attract."""
LOOK_AROUND = 240.0
"""Screen pixels around what is moved in which neighbours count."""
MOST_NEIGHBOURS = 80


class Gesture:
    """A press that goes on until release or Esc."""

    cursor: Qt.CursorShape | None = None
    pans_at_edge = False
    """Whether the board is pushed along while the hand is at its edge."""

    def __init__(self, canvas: BoardCanvas, at: QPointF) -> None:
        self.canvas = canvas
        self.pressed = QPointF(at)
        self.is_running = False
        """Whether the hand has moved far enough to mean it."""

    def move(self, at: QPointF, modifiers: Modifiers) -> None:
        """Follow the hand."""
        if not self.is_running:
            way = at - self.pressed
            if abs(way.x()) < BEGIN and abs(way.y()) < BEGIN:
                return
            self.is_running = True
            self.begin()
            self.canvas.moving.emit(True)
        self.follow(at, modifiers)

    def begin(self) -> None:
        """Prepare for the first step."""

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        """Show where the hand is."""

    def finish(self) -> None:
        """Do what was shown, as one undo step."""

    def cancel(self) -> None:
        """Leave everything as it was before the press."""


class PanGesture(Gesture):
    """Push the board."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, canvas: BoardCanvas, at: QPointF) -> None:
        super().__init__(canvas, at)
        self._last = QPointF(at)
        self._view = canvas.view()

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        way, self._last = at - self._last, QPointF(at)
        self.canvas.pan(way.x(), way.y())

    def cancel(self) -> None:
        self.canvas.set_view(self._view)


class ZoomGesture(Gesture):
    """Zoom by dragging: upwards and to the right comes closer, the pressed point stays."""

    cursor = Qt.CursorShape.SizeVerCursor
    DOUBLES = 120.0
    """Screen pixels by which the zoom doubles."""

    def __init__(self, canvas: BoardCanvas, at: QPointF) -> None:
        super().__init__(canvas, at)
        self._view, self._last = canvas.view(), QPointF(at)

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        way, self._last = at - self._last, QPointF(at)
        self.canvas.zoom_now(2 ** ((way.x() - way.y()) / self.DOUBLES), self.pressed)

    def cancel(self) -> None:
        self.canvas.set_view(self._view)


class BandGesture(Gesture):
    """Choose what a rectangle touches."""

    pans_at_edge = True

    def __init__(self, canvas: BoardCanvas, at: QPointF, adding: bool) -> None:
        super().__init__(canvas, at)
        self._start = canvas.to_board(at)
        self._before = canvas.selected()
        self._kept = self._before if adding else ()

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        x, y = self.canvas.to_board(at)
        left, right = sorted((self._start[0], x))
        top, bottom = sorted((self._start[1], y))
        rect = Rect(left, top, right - left, bottom - top)
        found = self.canvas.walk.banded(p for p in self.canvas.scene.lying_in(rect) if _is_banded(p, rect))
        self.canvas.show_band(rect)
        self.canvas.select(dict.fromkeys((*self._kept, *found)))

    def finish(self) -> None:
        self.canvas.show_band(None)
        if not self.is_running and not self._kept:
            self.canvas.select(())

    def cancel(self) -> None:
        self.canvas.show_band(None)
        self.canvas.select(self._before)


def _is_banded(pin: Pin, rect: Rect) -> bool:
    if pin.kind is PinKind.DRAWING:
        return strokes.meets(pin, rect)
    if pin.kind is not PinKind.FRAME:
        return True
    place = pin.place
    return (
        rect.x <= place.x
        and rect.y <= place.y
        and rect.right >= place.x + place.width
        and rect.bottom >= place.y + place.height
    )


class MoveGesture(Gesture):
    """Move the chosen pins, or copies of them; Shift keeps one axis, Ctrl lets neighbours not attract."""

    cursor = Qt.CursorShape.SizeAllCursor
    pans_at_edge = True

    def __init__(self, canvas: BoardCanvas, at: QPointF, pressed: str, copying: bool, narrow: bool) -> None:
        super().__init__(canvas, at)
        self._start = canvas.to_board(at)
        self._pressed, self._copying, self._narrow = pressed, copying, narrow
        self._dx = self._dy = 0.0
        self._pins: list[Pin] = []
        self._around = Rect(0, 0, 0, 0)
        self._names: frozenset[str] = frozenset()
        if copying:
            self.cursor = Qt.CursorShape.DragCopyCursor

    def begin(self) -> None:
        editor = self.canvas.editor
        chosen = self.canvas.selected()
        names = editor.with_members(chosen)
        if not self._copying:
            names = editor.unlocked(editor.with_contents(chosen))
        self._pins = editor.chosen(names)
        # The groups around what moves reach as far as it does: they would hold it back.
        self._names = frozenset(names).union(*(grouping.above(editor.pins, uuid) for uuid in chosen))
        self._around = bounds_of(editor.chosen(chosen)) or self._around
        self.canvas.lift(self._pins, leave=self._copying)

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        if self.canvas.is_away(at) and self.canvas.let_out():
            return
        x, y = self.canvas.to_board(at)
        dx, dy = x - self._start[0], y - self._start[1]
        upright = level = True
        if modifiers & Modifiers.ShiftModifier:
            if abs(dx) >= abs(dy):
                dy, level = 0.0, False
            else:
                dx, upright = 0.0, False
        lines: tuple[guides.Guide, ...] = ()
        if not modifiers & Modifiers.ControlModifier:
            pull = self._attraction(dx, dy, (upright, level))
            dx, dy, lines = dx + pull.dx, dy + pull.dy, pull.guides
        self._dx, self._dy = dx, dy
        self.canvas.show_change(QTransform.fromTranslate(dx, dy), lines)

    def _attraction(self, dx: float, dy: float, axes: tuple[bool, bool]) -> guides.Attraction:
        zoom, snapping = self.canvas.viewport.zoom, self.canvas.snapping
        moving = Rect(self._around.x + dx, self._around.y + dy, self._around.width, self._around.height)
        without = () if self._copying else self._names
        rects = self.canvas.scene.neighbours(moving, LOOK_AROUND / zoom, MOST_NEIGHBOURS, without)
        return guides.attraction(moving, rects, REACH / zoom, snapping.gutter, snapping.grid, axes)

    def finish(self) -> None:
        canvas, editor = self.canvas, self.canvas.editor
        if not self.is_running:
            if self._narrow:
                canvas.select((self._pressed,))
            return
        if not (self._dx or self._dy):
            canvas.put_down()
        elif self._copying:
            canvas.put_down()
            canvas.select(editor.duplicate(canvas.selected(), self._dx, self._dy))
        else:
            canvas.put_down(
                [moved(pin, self._dx, self._dy) for pin in self._pins], _translate("board", "Move")
            )

    def cancel(self) -> None:
        self.canvas.put_down()
