# SPDX-License-Identifier: GPL-3.0-or-later
"""To which pin an end held by the hand would be attached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from moodboard.domain import attaching, sketching, strokes
from moodboard.domain.board import Pin, PinKind, Rect
from moodboard.domain.drawing import MIDDLE
from moodboard.domain.strokes import Point

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas

Modifiers = Qt.KeyboardModifier
_EDGE = 6.0
"""Screen pixels around a pin, and along a frame's edge, that still belong to it."""


def target_at(
    canvas: BoardCanvas, x: float, y: float, modifiers: Modifiers, without: Collection[str] = ()
) -> Pin | None:
    """Return the foremost pin that an end at a board point attaches to; Ctrl leaves it free."""
    if modifiers & Modifiers.ControlModifier:
        return None
    slack = _EDGE / canvas.viewport.zoom
    near = Rect(x - slack, y - slack, 2 * slack, 2 * slack)
    for pin in reversed(canvas.scene.lying_in(near)):
        if pin.uuid not in without and attaching.may_hold(pin) and _is_over(pin, x, y, slack):
            return pin
    return None


def _is_over(pin: Pin, x: float, y: float, slack: float) -> bool:
    place = pin.place
    outer = replace(
        place,
        x=place.x - slack,
        y=place.y - slack,
        width=place.width + 2 * slack,
        height=place.height + 2 * slack,
    )
    if not outer.contains(x, y):
        return False
    if pin.kind is not PinKind.FRAME:
        return True
    inner = place.rect.grown(-slack)  # within a frame lie other things to point at
    return not (inner.x < x < inner.right and inner.y < y < inner.bottom)


def drawn(
    canvas: BoardCanvas, base: Pin, ends: tuple[Point, Point], held: tuple[Pin | None, Pin | None]
) -> Pin:
    """Return an arrow or a line between two board points, attached to these pins."""
    assert base.drawing is not None
    start, end = held
    if start is not None and end is not None and start.uuid == end.uuid:
        start = end = None  # drawn on one picture it belongs to none
    drawing = replace(
        base.drawing,
        start=start.uuid if start else "",
        start_at=attaching.anchor_at(start.place, *ends[0]) if start else MIDDLE,
        end=end.uuid if end else "",
        end_at=attaching.anchor_at(end.place, *ends[1]) if end else MIDDLE,
    )
    line = strokes.laid(replace(base, drawing=drawing), ends)
    return attaching.relaid(line, canvas.editor.pins)


def with_end(
    canvas: BoardCanvas, line: Pin, at_start: bool, point: Point, modifiers: Modifiers
) -> tuple[Pin, Pin | None]:
    """Return an arrow or a line with one end at a board point, and the pin that it is attached to."""
    assert line.drawing is not None
    drawing, pins = line.drawing, canvas.editor.pins
    start, end = strokes.ends_of(line)
    fixed = end if at_start else start
    if modifiers & Modifiers.ShiftModifier:
        point = sketching.snapped(fixed, point)
    other = drawing.end if at_start else drawing.start
    target = target_at(canvas, *point, modifiers, (line.uuid, other))
    anchor = attaching.anchor_at(target.place, *point) if target else MIDDLE
    uuid = target.uuid if target else ""
    if at_start:
        drawing, ends = replace(drawing, start=uuid, start_at=anchor), (point, fixed)
    else:
        drawing, ends = replace(drawing, end=uuid, end_at=anchor), (fixed, point)
    return attaching.relaid(strokes.laid(replace(line, drawing=drawing), ends), pins), target
