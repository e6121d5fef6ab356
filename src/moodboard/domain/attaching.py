# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrows and lines attached to pins: where their ends lie, and how they follow.

An attached end aims at a point of its pin and stops a little before the pin's edge, on the straight
way to the other end. Where the pins leave no room for that the arrow stays long enough to be seen.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from moodboard.domain import strokes
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.drawing import CLOSED, MIDDLE, Drawing, Shape
from moodboard.domain.edits import BoardEdit, change_of
from moodboard.domain.transforms import point_on, turned_vector

Point = tuple[float, float]

GAP = 6.0
"""Board units between a pin's edge and an end attached to it."""
TO_MIDDLE = 0.12
"""An end dropped so near to a middle line (in fractions of the pin) aims at that line."""
_SAME = 1e-6

_SOLID = (PinKind.STILL, PinKind.LINE, PinKind.NOTE, PinKind.SWATCHES, PinKind.FRAME)


def may_hold(pin: Pin) -> bool:
    """Tell whether ends can be attached to the pin: to whatever has an edge all around."""
    if pin.kind is PinKind.DRAWING:
        return pin.drawing is not None and pin.drawing.shape in CLOSED
    return pin.kind in _SOLID


def least_length(width: float) -> float:
    """Return how long an arrow of a stroke's width stays when its pins leave no room."""
    return 2 * strokes.head_length(width)


def anchor_at(place: Place, x: float, y: float) -> Point:
    """Return what an end dropped at a board point aims at, in fractions of the pin's place."""
    cx, cy = place.rect.centre
    dx, dy = turned_vector(x - cx, y - cy, -place.turn)
    return _aimed(dx / max(strokes.LEAST, place.width)), _aimed(dy / max(strokes.LEAST, place.height))


def _aimed(from_middle: float) -> float:
    if abs(from_middle) < TO_MIDDLE:
        return 0.5
    return 0.5 + min(0.5, max(-0.5, from_middle))


def way_out(pin: Pin, start: Point, dx: float, dy: float) -> float:
    """Return how far it is from a point within a pin along a unit vector to its edge and the gap."""
    place = pin.place
    cx, cy = place.rect.centre
    x, y = turned_vector(start[0] - cx, start[1] - cy, -place.turn)
    dx, dy = turned_vector(dx, dy, -place.turn)
    half_x, half_y = place.width / 2 + GAP, place.height / 2 + GAP
    if pin.drawing is not None and pin.drawing.shape is Shape.ELLIPSE:
        return _out_of_ellipse(x / half_x, y / half_y, dx / half_x, dy / half_y)
    across = (math.copysign(half_x, dx) - x) / dx if abs(dx) > 1e-12 else math.inf
    down = (math.copysign(half_y, dy) - y) / dy if abs(dy) > 1e-12 else math.inf
    return max(0.0, min(across, down))


def _out_of_ellipse(x: float, y: float, dx: float, dy: float) -> float:
    """Return the way out of the unit circle."""
    a, b, c = dx * dx + dy * dy, x * dx + y * dy, x * x + y * y - 1
    root = b * b - a * c
    return max(0.0, (-b + math.sqrt(root)) / a) if root > 0 and a > 0 else 0.0


def aim_of(pin: Pin, anchor: Point) -> Point:
    """Return the board point that an end attached to the pin aims at."""
    if pin.drawing is not None and pin.drawing.shape is Shape.ELLIPSE:
        # A corner of the place is outside of the ellipse.
        dx, dy = anchor[0] - 0.5, anchor[1] - 0.5
        far = 2 * math.hypot(dx, dy)
        if far > 1:
            anchor = 0.5 + dx / far, 0.5 + dy / far
    return point_on(pin.place, *anchor)


def ends(drawing: Drawing, free: tuple[Point, Point], pins: Mapping[str, Pin]) -> tuple[Point, Point]:
    """Return where the two ends lie; ``free`` is where they lie when they are not attached."""
    one, other = pins.get(drawing.start), pins.get(drawing.end)
    a = free[0] if one is None else aim_of(one, drawing.start_at)
    b = free[1] if other is None else aim_of(other, drawing.end_at)
    far = math.dist(a, b)
    dx, dy = ((b[0] - a[0]) / far, (b[1] - a[1]) / far) if far > 1e-9 else (1.0, 0.0)
    begin = 0.0 if one is None else way_out(one, a, dx, dy)
    stop = far if other is None else far - way_out(other, b, -dx, -dy)
    begin, stop = _with_room(begin, stop, far, one is not None, other is not None, drawing.width)
    return (a[0] + dx * begin, a[1] + dy * begin), (a[0] + dx * stop, a[1] + dy * stop)


def _with_room(
    begin: float, stop: float, far: float, held: bool, held_too: bool, width: float
) -> tuple[float, float]:
    """Keep the arrow long enough to be seen: attached ends go back into their pins as far as needed."""
    least = least_length(width)
    if stop - begin >= least or not (held or held_too):
        return begin, stop
    if held and held_too:
        middle = (begin + stop) / 2
        return middle - least / 2, middle + least / 2
    if held:
        return min(begin, max(0.0, stop - least)), stop
    return begin, max(stop, min(far, begin + least))


def relaid(arrow: Pin, pins: Mapping[str, Pin]) -> Pin:
    """Return the arrow with its attached ends where they belong; pins that are gone let go of theirs."""
    drawing = arrow.drawing
    if drawing is None or not drawing.is_attached or not strokes.is_linear(arrow):
        return arrow
    drawing = without(drawing, [uuid for uuid in (drawing.start, drawing.end) if uuid not in pins])
    arrow = arrow if drawing is arrow.drawing else replace(arrow, drawing=drawing)
    before = strokes.ends_of(arrow)
    after = ends(drawing, before, pins) if drawing.is_attached else before
    # Computed twice it might differ in the last digit, and every edit would touch every arrow.
    if all(math.dist(a, b) < _SAME for a, b in zip(before, after, strict=True)):
        return arrow
    return strokes.laid(arrow, after)


def without(drawing: Drawing, uuids: Collection[str]) -> Drawing:
    """Return the drawing let go of by these pins; its ends stay where they are."""
    if drawing.start and drawing.start in uuids:
        drawing = replace(drawing, start="", start_at=MIDDLE)
    if drawing.end and drawing.end in uuids:
        drawing = replace(drawing, end="", end_at=MIDDLE)
    return drawing


def slid(before: Pin, after: Pin, pins: Mapping[str, Pin]) -> Pin:
    """Return an arrow that was pushed while its pins stayed: it aims at other points of them."""
    drawing = after.drawing
    dx, dy = after.place.x - before.place.x, after.place.y - before.place.y
    if drawing is None or drawing != before.drawing or not (dx or dy):
        return after
    if replace(after.place, x=before.place.x, y=before.place.y) != before.place:
        return after
    for name, at in (("start", drawing.start_at), ("end", drawing.end_at)):
        pin = pins.get(getattr(drawing, name))
        if pin is not None:
            moved = _pushed(pin.place, at, dx, dy)
            drawing = replace(drawing, **{f"{name}_at": moved})  # type: ignore[arg-type]
    return replace(after, drawing=drawing)


def _pushed(place: Place, anchor: Point, dx: float, dy: float) -> Point:
    dx, dy = turned_vector(dx, dy, -place.turn)
    x = anchor[0] + dx / max(strokes.LEAST, place.width)
    y = anchor[1] + dy / max(strokes.LEAST, place.height)
    return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))


def attached_to(pins: Iterable[Pin], uuids: Collection[str]) -> list[Pin]:
    """Return the arrows and lines that are themselves among the uuids or attached to one of them."""
    return [
        pin
        for pin in pins
        if (drawing := pin.drawing) is not None
        and (drawing.start or drawing.end)
        and not pin.frame
        and (pin.uuid in uuids or drawing.start in uuids or drawing.end in uuids)
    ]


def followed(arrow: Pin, before: Pin | None, pins: Mapping[str, Pin], changed: Collection[str]) -> Pin:
    """Return what an arrow becomes when these pins were changed; ``before`` is what it was itself."""
    drawing = arrow.drawing
    if drawing is None:
        return arrow
    if before is not None and drawing.start not in changed and drawing.end not in changed:
        arrow = slid(before, arrow, pins)
    return relaid(arrow, pins)


def follow(pins: Mapping[str, Pin], edit: BoardEdit) -> BoardEdit:
    """Return what an edit does to the attached arrows, a rule of settling."""
    before = {pin.uuid: pin for pin in edit.before}
    changed = before.keys() | {pin.uuid for pin in edit.after}
    arrows = attached_to(pins.values(), changed)
    if not arrows:
        return BoardEdit()
    return change_of(arrows, [followed(arrow, before.get(arrow.uuid), pins, changed) for arrow in arrows])
