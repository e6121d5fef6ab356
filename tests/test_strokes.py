# SPDX-License-Identifier: GPL-3.0-or-later
"""Where drawings run, and what touches them."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain import pin_json, sketching, strokes, transforms
from moodboard.domain.board import Pin, PinKind, Place, Rect
from moodboard.domain.drawing import Drawing, Shape
from moodboard.store import pins as stored

_POINTS = st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=1, max_size=60)


def drawn(shape: Shape, *points: tuple[float, float], **more: object) -> Pin:
    base = Pin("d", PinKind.DRAWING, Place(0, 0, 1, 1), drawing=Drawing(shape, **more))  # type: ignore[arg-type]
    return strokes.laid(base, points)


def boxed(shape: Shape, fill: str = "", turn: float = 0.0) -> Pin:
    return Pin("d", PinKind.DRAWING, Place(0, 0, 200, 100, turn), drawing=Drawing(shape, fill=fill))


@given(_POINTS)
def test_a_drawing_runs_where_the_hand_was(points: list[tuple[float, float]]) -> None:
    pin = drawn(Shape.PEN, *points)
    assert min(pin.place.width, pin.place.height) >= strokes.LEAST
    for point, again in zip(points, strokes.points_of(pin), strict=True):
        assert math.dist(point, again) < 1e-6


@given(_POINTS, st.floats(0.1, 50))
def test_a_thinned_stroke_stays_within_the_tolerance(
    points: list[tuple[float, float]], tolerance: float
) -> None:
    thin = strokes.thinned(points, tolerance)
    assert (thin[0], thin[-1]) == (points[0], points[-1])
    pieces = [(thin[n], thin[n + 1]) for n in range(len(thin) - 1)] or [(thin[0], thin[0])]
    for point in points:
        assert min(strokes.distance(point, a, b) for a, b in pieces) <= tolerance + 1e-6


@given(_POINTS, st.sampled_from(list(Shape)), st.floats(0, 360))
def test_nothing_of_a_drawing_is_outside_of_its_extent(
    points: list[tuple[float, float]], shape: Shape, turn: float
) -> None:
    pin = drawn(shape, *points) if shape in (Shape.PEN, Shape.ARROW) else boxed(shape)
    pin = replace(pin, place=replace(pin.place, turn=turn))
    extent = strokes.extent(pin).grown(1e-6)
    assert pin.drawing is not None
    for x, y in strokes.course(pin.place, pin.drawing):
        assert extent.x <= x <= extent.right and extent.y <= y <= extent.bottom


@pytest.mark.parametrize(("points"), [((0, 0), (100, 0)), ((0, 0), (0, 100)), ((5, 5), (5, 5))])
def test_a_level_line_has_a_place_that_can_be_worked_with(points: tuple[tuple[float, float], ...]) -> None:
    pin = drawn(Shape.LINE, *points)
    assert pin.place.width >= 1 and pin.place.height >= 1
    scaled = transforms.scaled(pin, 2.0, (0.0, 0.0))
    ends = strokes.ends_of(scaled)
    assert ends == tuple((2 * x, 2 * y) for x, y in points)
    factor = transforms.corner_factor(pin.place, (1, 1), *transforms.point_on(pin.place, 1, 1))
    assert factor == pytest.approx(1.0)


def test_a_level_stroke_widened_stays_level() -> None:
    place = transforms.stretched(drawn(Shape.PEN, (0, 0), (50, 0), (100, 0)).place, (1, 0.5), 40)
    assert (place.width, place.height) == (140, 1)


def test_a_line_is_hit_along_its_stroke_only() -> None:
    line = drawn(Shape.LINE, (0, 0), (100, 100))
    assert strokes.is_hit(line, 50, 54, 6)
    assert not strokes.is_hit(line, 80, 20, 6)


def test_an_arrow_is_hit_at_its_head() -> None:
    arrow = drawn(Shape.ARROW, (0, 0), (100, 0), width=8.0)
    wing = strokes.heads(arrow)[0][0]
    assert strokes.is_hit(arrow, *wing, 2)
    assert not strokes.is_hit(drawn(Shape.LINE, (0, 0), (100, 0), width=8.0), *wing, 2)


@pytest.mark.parametrize("shape", [Shape.RECTANGLE, Shape.ELLIPSE])
def test_the_inside_counts_when_it_is_filled(shape: Shape) -> None:
    assert not strokes.is_hit(boxed(shape), 100, 50, 6)
    assert strokes.is_hit(boxed(shape, "#ff0000"), 100, 50, 6)
    assert strokes.is_hit(boxed(shape), 0, 50, 6)
    assert strokes.is_hit(boxed(shape, "#ff0000"), 3, 3, 0) is (shape is Shape.RECTANGLE)


def test_a_band_takes_what_it_touches() -> None:
    line = drawn(Shape.LINE, (0, 0), (100, 100))
    assert strokes.meets(line, Rect(40, 40, 20, 20))
    assert not strokes.meets(line, Rect(60, 5, 20, 20))
    assert not strokes.meets(boxed(Shape.RECTANGLE), Rect(60, 30, 20, 20))
    assert strokes.meets(boxed(Shape.RECTANGLE, "#ff0000"), Rect(60, 30, 20, 20))


def test_heads_are_where_they_are_wanted() -> None:
    for heads, tips in (("end", [(100, 0)]), ("start", [(0, 0)]), ("both", [(0, 0), (100, 0)])):
        arrow = drawn(Shape.ARROW, (0, 0), (100, 0), heads=heads)
        assert [head[1] for head in strokes.heads(arrow)] == tips
    assert strokes.heads(drawn(Shape.LINE, (0, 0), (100, 0))) == ()


def test_shift_keeps_to_eight_directions_and_to_squares() -> None:
    assert sketching.snapped((0, 0), (100, 8)) == pytest.approx((100, 0))
    x, y = sketching.snapped((0, 0), (100, 90))
    assert x == pytest.approx(y)
    assert sketching.box((10, 10), (-30, 20), True, False) == Place(-30, 10, 40, 40)
    assert sketching.box((10, 10), (30, 20), False, True) == Place(-10, 0, 40, 20)


@given(_POINTS, st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_drawing_comes_back_from_disk_and_clipboard(
    points: list[tuple[float, float]], anchor: tuple[float, float]
) -> None:
    pin = drawn(Shape.ARROW, *points, start="a", start_at=anchor, heads="both", dashed=True, width=8.0)
    assert stored.drawing_from_json(stored.drawing_to_json(pin.drawing)) == pin.drawing
    assert pin_json.read(pin_json.written((pin,), ()))[0] == (pin,)
