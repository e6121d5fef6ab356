# SPDX-License-Identifier: GPL-3.0-or-later
"""The geometry of drawings: where their strokes run on the board, and what touches them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from moodboard.domain.board import Pin, PinKind, Place, Rect
from moodboard.domain.drawing import CLOSED, Drawing, Shape
from moodboard.domain.transforms import point_on, turned_vector

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]
"""Two control points and the end."""

LEAST = 1.0
"""A drawing's place is at least so wide and so high: a level line has no height of its own."""
TOLERANCE = 0.75
"""Screen pixels by which a thinned stroke may leave the hand's."""
HEAD_ANGLE = 27.0
_STEPS = 6
"""Straight pieces for each curve of a pen when something is looked for on it."""


def framed(points: Sequence[Point]) -> tuple[Place, tuple[Point, ...]]:
    """Return the place around board points, and the points as fractions of it."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x, width = _span(min(xs), max(xs))
    y, height = _span(min(ys), max(ys))
    return Place(x, y, width, height), tuple(((px - x) / width, (py - y) / height) for px, py in points)


def _span(low: float, high: float) -> tuple[float, float]:
    length = max(LEAST, high - low)
    return (low + high - length) / 2, length


def laid(pin: Pin, points: Sequence[Point]) -> Pin:
    """Return the drawing running through these board points, upright."""
    assert pin.drawing is not None
    place, fractions = framed(points)
    return replace(pin, place=place, drawing=replace(pin.drawing, points=fractions))


def points_of(pin: Pin) -> tuple[Point, ...]:
    """Return the points of a drawing on the board; none for a rectangle or an ellipse."""
    if pin.drawing is None:
        return ()
    return tuple(point_on(pin.place, *point) for point in pin.drawing.points)


def is_linear(pin: Pin) -> bool:
    """Tell whether the pin is an arrow or a line with its two ends."""
    drawing = pin.drawing
    return drawing is not None and drawing.is_linear and len(drawing.points) > 1


def ends_of(pin: Pin) -> tuple[Point, Point]:
    """Return the two ends of an arrow or a line on the board."""
    assert pin.drawing is not None
    points = pin.drawing.points
    return point_on(pin.place, *points[0]), point_on(pin.place, *points[-1])


def thinned(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Return as few of the points as keep the course within the tolerance (Ramer, Douglas, Peucker)."""
    if len(points) < 3:
        return list(points)
    kept = [False] * len(points)
    kept[0] = kept[-1] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, at = tolerance, -1
        for n in range(first + 1, last):
            away = distance(points[n], points[first], points[last])
            if away > farthest:
                farthest, at = away, n
        if at >= 0:
            kept[at] = True
            spans += ((first, at), (at, last))
    return [point for point, keep in zip(points, kept, strict=True) if keep]


def curves(points: Sequence[Point]) -> tuple[Curve, ...]:
    """Return the smooth course through points, from the first on (Catmull and Rom).

    No handle is longer than a third of its piece, so that a sharp turn makes no loop.
    """
    found: list[Curve] = []
    for n in range(len(points) - 1):
        a, b = points[n], points[n + 1]
        before, after = points[n - 1] if n else a, points[n + 2] if n + 2 < len(points) else b
        length = math.dist(a, b) / 3
        out, into = _along(before, b, length), _along(a, after, length)
        found.append(((a[0] + out[0], a[1] + out[1]), (b[0] - into[0], b[1] - into[1]), b))
    return tuple(found)


def _along(start: Point, end: Point, length: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = math.hypot(dx, dy)
    return (dx / far * length, dy / far * length) if far > 1e-12 else (0.0, 0.0)


def head_length(width: float) -> float:
    """Return how long the head of an arrow is."""
    return 6 + 3 * width


def heads(pin: Pin) -> tuple[tuple[Point, Point, Point], ...]:
    """Return each head as its open outline: one wing, the tip, the other wing."""
    drawing = pin.drawing
    if drawing is None or not is_linear(pin):
        return ()
    start, end = ends_of(pin)
    at_start, at_end = drawing.heads_at
    found = []
    for wanted, tip, tail in ((at_start, start, end), (at_end, end, start)):
        back = _along(tip, tail, head_length(drawing.width))
        if wanted and back != (0.0, 0.0):
            one, other = turned_vector(*back, HEAD_ANGLE), turned_vector(*back, -HEAD_ANGLE)
            found.append(((tip[0] + one[0], tip[1] + one[1]), tip, (tip[0] + other[0], tip[1] + other[1])))
    return tuple(found)


def dashes(drawing: Drawing) -> tuple[float, float]:
    """Return the length of a dash and of the gap after it, before round ends make one longer."""
    return 4 + drawing.width, 4 + 2 * drawing.width


def extent(pin: Pin) -> Rect:
    """Return the bounds of all that is painted of a drawing."""
    drawing = pin.drawing
    if drawing is None:
        return pin.place.bounds
    room = drawing.width * 0.75 + 1  # the corner of a turned rectangle reaches out farthest
    if drawing.shape in CLOSED or not drawing.points:
        return pin.place.bounds.grown(room)
    points = list(points_of(pin))
    if drawing.shape is Shape.PEN:
        points += [point for curve in curves(points) for point in curve]
    points += [point for head in heads(pin) for point in head]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x, y = min(xs), min(ys)
    return Rect(x, y, max(xs) - x, max(ys) - y).grown(room)


# -- what touches --------------------------------------------------------------------------------


def distance(point: Point, a: Point, b: Point) -> float:
    """Return how far a point is from the straight line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    if not length:
        return math.dist(point, a)
    share = min(1.0, max(0.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length))
    return math.hypot(point[0] - a[0] - share * dx, point[1] - a[1] - share * dy)


@lru_cache(maxsize=1024)
def course(place: Place, drawing: Drawing) -> tuple[Point, ...]:
    """Return the stroke as one run of straight pieces on the board."""
    if drawing.shape is Shape.RECTANGLE:
        fractions: tuple[Point, ...] = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
    elif drawing.shape is Shape.ELLIPSE:
        turns = [math.tau * n / 48 for n in range(49)]
        fractions = tuple((0.5 + math.cos(turn) / 2, 0.5 + math.sin(turn) / 2) for turn in turns)
    else:
        fractions = drawing.points
    points = tuple(point_on(place, *fraction) for fraction in fractions)
    if drawing.shape is not Shape.PEN or len(points) < 3:
        return points
    found = [points[0]]
    for start, (c1, c2, end) in zip(points, curves(points), strict=False):
        found += [_on_curve(start, c1, c2, end, (n + 1) / _STEPS) for n in range(_STEPS)]
    return tuple(found)


def _on_curve(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    s = 1 - t
    p, q, r, w = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return p * a[0] + q * b[0] + r * c[0] + w * d[0], p * a[1] + q * b[1] + r * c[1] + w * d[1]


def is_hit(pin: Pin, x: float, y: float, slack: float) -> bool:
    """Tell whether a board point is on the stroke, or nearer to it than ``slack``, or in what is filled."""
    drawing = pin.drawing
    if drawing is None:
        return pin.place.contains(x, y)
    if drawing.fill and drawing.shape in CLOSED and _is_inside(pin, x, y):
        return True
    reach = max(slack, drawing.width / 2)
    point = x, y
    run = course(pin.place, drawing)
    if len(run) == 1:
        return math.dist(point, run[0]) <= reach
    pieces = [(run[n], run[n + 1]) for n in range(len(run) - 1)]
    pieces += [piece for wing, tip, other in heads(pin) for piece in ((wing, tip), (tip, other))]
    return any(distance(point, a, b) <= reach for a, b in pieces)


def _is_inside(pin: Pin, x: float, y: float) -> bool:
    place = pin.place
    if not place.contains(x, y):
        return False
    if pin.drawing is None or pin.drawing.shape is not Shape.ELLIPSE:
        return True
    cx, cy = place.rect.centre
    dx, dy = turned_vector(x - cx, y - cy, -place.turn)
    return math.hypot(dx / max(LEAST, place.width), dy / max(LEAST, place.height)) <= 0.5


def meets(pin: Pin, rect: Rect) -> bool:
    """Tell whether the stroke, or what is filled, shares something with a board rectangle."""
    drawing = pin.drawing
    if drawing is None or pin.kind is not PinKind.DRAWING:
        return pin.place.bounds.meets(rect)
    cx, cy = rect.centre
    if drawing.fill and drawing.shape in CLOSED and _is_inside(pin, cx, cy):
        return True
    run = course(pin.place, drawing)
    if len(run) == 1:
        return _crosses(run[0], run[0], rect)
    return any(_crosses(run[n], run[n + 1], rect) for n in range(len(run) - 1))


def _crosses(a: Point, b: Point, rect: Rect) -> bool:
    """Tell whether a straight line shares a point with a rectangle (Liang and Barsky)."""
    enter, leave = 0.0, 1.0
    for start, way, low, high in (
        (a[0], b[0] - a[0], rect.x, rect.right),
        (a[1], b[1] - a[1], rect.y, rect.bottom),
    ):
        if abs(way) < 1e-12:
            if not low <= start <= high:
                return False
            continue
        near, far = sorted(((low - start) / way, (high - start) / way))
        enter, leave = max(enter, near), min(leave, far)
    return enter <= leave
