# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrows stay at the edge of the pins that they are attached to, whatever happens to those."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain import attaching, strokes
from moodboard.domain.attaching import GAP
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.copying import copied
from moodboard.domain.drawing import Drawing, Shape
from moodboard.domain.edits import BoardEdit, applied, change_of
from moodboard.domain.settling import settled
from moodboard.domain.transforms import turned_vector

_SPOTS = st.floats(-2000, 2000)
_SIDES = st.floats(8, 900)
_PLACES = st.builds(Place, _SPOTS, _SPOTS, _SIDES, _SIDES, st.floats(0, 360))
_SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1))
_WIDTHS = st.sampled_from((1.0, 2.0, 4.0, 8.0))


def still(uuid: str, place: Place) -> Pin:
    return Pin(uuid, PinKind.STILL, place, still="s")


def ellipse(uuid: str, place: Place) -> Pin:
    return Pin(uuid, PinKind.DRAWING, place, drawing=Drawing(Shape.ELLIPSE))


def arrow(start: str = "", end: str = "", width: float = 2.0, **more: object) -> Pin:
    drawing = Drawing(Shape.ARROW, ((0, 0), (1, 1)), start, end, width=width, **more)  # type: ignore[arg-type]
    return Pin("arrow", PinKind.DRAWING, Place(0, 0, 100, 50), drawing=drawing)


def board(*pins: Pin) -> dict[str, Pin]:
    """Return the pins as they are after they were laid on an empty board."""
    return applied({}, settled({}, BoardEdit(after=pins)))


def pushed(pins: dict[str, Pin], *after: Pin) -> tuple[dict[str, Pin], BoardEdit]:
    """Return the pins after some of them became others, and the whole edit."""
    edit = settled(pins, change_of([pins[pin.uuid] for pin in after], after))
    return applied(pins, edit), edit


def off_edge(pin: Pin, point: tuple[float, float]) -> float:
    """Return how far a point is from the line around a pin at the gap."""
    place = pin.place
    cx, cy = place.rect.centre
    x, y = turned_vector(point[0] - cx, point[1] - cy, -place.turn)
    half_x, half_y = place.width / 2 + GAP, place.height / 2 + GAP
    if pin.drawing is not None:
        return abs(math.hypot(x / half_x, y / half_y) - 1) * min(half_x, half_y)
    return max(abs(x) - half_x, abs(y) - half_y)


def check_at_edges(pins: dict[str, Pin]) -> None:
    made = pins["arrow"]
    assert made.drawing is not None
    start, end = strokes.ends_of(made)
    least = attaching.least_length(made.drawing.width)
    length = math.dist(start, end)
    assert length >= least - 1e-6
    if length > least + 1e-6:  # pins that are nearer than that are entered by the arrow
        assert abs(off_edge(pins["a"], start)) < 1e-6
        assert abs(off_edge(pins["b"], end)) < 1e-6


@given(_PLACES, _PLACES, _PLACES, _SHARES, _SHARES, _WIDTHS, st.booleans())
def test_attached_ends_lie_at_their_pins_edges_after_any_change(
    a: Place, b: Place, other: Place, start_at: tuple[float, float], end_at: tuple[float, float],
    width: float, is_round: bool,
) -> None:  # fmt: skip
    made = arrow("a", "b", width, start_at=start_at, end_at=end_at)
    pins = board(still("a", a), (ellipse if is_round else still)("b", b), made)
    check_at_edges(pins)
    pins, _ = pushed(pins, replace(pins["a"], place=other))
    check_at_edges(pins)
    pins, _ = pushed(pins, replace(pins["b"], place=replace(b, turn=45.0, width=77.0)))
    check_at_edges(pins)


@given(_PLACES, _PLACES, st.tuples(_SPOTS, _SPOTS))
def test_a_free_end_stays_and_an_edit_undone_is_exact(
    a: Place, other: Place, free: tuple[float, float]
) -> None:
    made = strokes.laid(arrow("a"), ((0.0, 0.0), free))
    pins = board(still("a", a), made)
    after, edit = pushed(pins, replace(pins["a"], place=other))
    assert math.dist(strokes.ends_of(after["arrow"])[1], free) < 1e-6
    assert applied(after, edit.inverted()) == pins
    assert applied(pins, edit) == after


@given(_PLACES, _PLACES)
def test_a_removed_pin_lets_go_and_the_arrow_stays(a: Place, b: Place) -> None:
    pins = board(still("a", a), still("b", b), arrow("a", "b"))
    before = strokes.ends_of(pins["arrow"])
    edit = settled(pins, BoardEdit(before=(pins["b"],)))
    after = applied(pins, edit)["arrow"]
    assert after.drawing is not None
    assert (after.drawing.start, after.drawing.end) == ("a", "")
    assert math.dist(strokes.ends_of(after)[1], before[1]) < 1e-6
    assert applied(applied(pins, edit), edit.inverted()) == pins


def test_what_does_not_concern_an_arrow_leaves_it_out_of_the_edit() -> None:
    pins = board(*(still(uuid, Place(n * 300, 0, 160, 90)) for n, uuid in enumerate("abc")), arrow("a", "b"))
    _, edit = pushed(pins, replace(pins["c"], place=Place(0, 700, 160, 90)))
    assert [pin.uuid for pin in edit.after] == ["c"]
    _, edit = pushed(pins, replace(pins["a"], z=5.0))
    assert [pin.uuid for pin in edit.after] == ["a"]


def test_an_arrow_between_neighbours_runs_from_edge_to_edge() -> None:
    pins = board(still("a", Place(0, 0, 100, 100)), still("b", Place(300, 0, 100, 100)), arrow("a", "b"))
    assert strokes.ends_of(pins["arrow"]) == ((106.0, 50.0), (294.0, 50.0))


def test_pins_at_a_gutter_have_an_arrow_that_can_be_seen() -> None:
    pins = board(still("a", Place(0, 0, 100, 100)), still("b", Place(114, 0, 100, 100)), arrow("a", "b"))
    (x1, _), (x2, _) = strokes.ends_of(pins["arrow"])
    assert (x1, x2) == (107 - 12, 107 + 12)


def test_pushing_the_arrow_slides_it_along_pins_that_stay() -> None:
    pins = board(still("a", Place(0, 0, 100, 100)), still("b", Place(300, 0, 100, 100)), arrow("a", "b"))
    made = pins["arrow"]
    moved = replace(made, place=replace(made.place, y=made.place.y + 30))
    pins, _ = pushed(pins, moved)
    assert strokes.ends_of(pins["arrow"]) == ((106.0, 80.0), (294.0, 80.0))
    moved = replace(pins["arrow"], place=replace(pins["arrow"].place, y=900.0))
    pins, _ = pushed(pins, moved)
    assert strokes.ends_of(pins["arrow"]) == ((106.0, 100.0), (294.0, 100.0))  # not beyond the edge


def test_moved_together_arrow_and_pins_keep_what_they_aim_at() -> None:
    pins = board(still("a", Place(0, 0, 100, 100)), still("b", Place(300, 0, 100, 100)), arrow("a", "b"))
    moved = [
        replace(pin, place=replace(pin.place, x=pin.place.x + 55, y=pin.place.y - 20))
        for pin in pins.values()
    ]
    after, _ = pushed(pins, *moved)
    assert after["arrow"].drawing == pins["arrow"].drawing
    assert strokes.ends_of(after["arrow"]) == ((161.0, 30.0), (349.0, 30.0))


def test_copies_are_attached_to_copies_only() -> None:
    both = copied(arrow("a", "b"), {"arrow": "x", "a": "y", "b": "z"}).drawing
    one = copied(arrow("a", "b"), {"arrow": "x", "a": "y"}).drawing
    assert both is not None and one is not None
    assert (both.start, both.end) == ("y", "z")
    assert (one.start, one.end) == ("y", "")


def test_an_arrow_to_a_pin_that_is_not_there_is_detached() -> None:
    made = board(still("a", Place(0, 0, 100, 100)), arrow("a", "elsewhere"))["arrow"]
    assert made.drawing is not None and made.drawing.end == ""


@pytest.mark.parametrize(
    ("x", "y", "anchor"), [(50, 52, (0.5, 0.5)), (90, 50, (0.9, 0.5)), (-9, 150, (0, 1))]
)
def test_an_end_aims_at_the_middle_when_it_is_dropped_near_it(
    x: float, y: float, anchor: tuple[float, float]
) -> None:
    assert attaching.anchor_at(Place(0, 0, 100, 100), x, y) == anchor


def test_only_what_has_an_edge_holds_an_end() -> None:
    place = Place(0, 0, 10, 10)
    assert attaching.may_hold(still("a", place)) and attaching.may_hold(ellipse("e", place))
    assert not attaching.may_hold(arrow())
    assert not attaching.may_hold(Pin("g", PinKind.GROUP, place))
