# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of putting chosen pins in order."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.aligning import Edge, aligned, distributed, frame_around, in_rows
from moodboard.domain.board import Pin, PinKind, Place, Rect
from moodboard.domain.presets import PRESETS

SIZES = st.floats(20, 900)
PINS = st.lists(
    st.tuples(st.floats(-900, 900), st.floats(-900, 900), SIZES, SIZES), min_size=1, max_size=9
).map(lambda places: [Pin(f"{n}", PinKind.STILL, Place(*place)) for n, place in enumerate(places)])


@pytest.mark.parametrize("edge", list(Edge))
def test_aligned_pins_share_the_edge(edge: Edge) -> None:
    pins = [Pin("a", PinKind.STILL, Place(0, 0, 10, 20)), Pin("b", PinKind.NOTE, Place(50, 70, 30, 5))]
    a, b = aligned(pins, edge).values()
    measure = {
        Edge.LEFT: lambda p: p.rect.x,
        Edge.CENTRE: lambda p: p.rect.centre[0],
        Edge.RIGHT: lambda p: p.rect.right,
        Edge.TOP: lambda p: p.rect.y,
        Edge.MIDDLE: lambda p: p.rect.centre[1],
        Edge.BOTTOM: lambda p: p.rect.bottom,
    }[edge]
    assert measure(a) == pytest.approx(measure(b))


def test_gaps_become_even_and_the_outer_pins_stay() -> None:
    pins = [Pin(name, PinKind.STILL, Place(x, 0, 10, 10)) for name, x in (("a", 0), ("b", 13), ("c", 90))]
    places = distributed(pins, across=True)
    assert [places[name].x for name in "abc"] == pytest.approx([0, 45, 90])


@given(PINS)
def test_rows_keep_every_pin_and_never_overlap(pins: list[Pin]) -> None:
    places = in_rows(pins)
    assert places.keys() == {pin.uuid for pin in pins}
    assert not any(a.rect.grown(-0.01).meets(b.rect) for a, b in itertools.combinations(places.values(), 2))


@given(PINS)
def test_rows_keep_the_shape_of_stills(pins: list[Pin]) -> None:
    places = in_rows(pins)
    for pin in pins:
        ratio = pin.place.width / pin.place.height
        if 0.05 < ratio < 20:
            assert places[pin.uuid].width / places[pin.uuid].height == pytest.approx(ratio)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_frame_has_its_presets_shape_and_holds_what_is_in_it(preset: str) -> None:
    frame = frame_around(preset, Rect(10, 20, 300, 100))
    assert frame.width / frame.height == pytest.approx(PRESETS[preset].width / PRESETS[preset].height)
    assert frame.x <= 10
    assert frame.bottom >= 120
