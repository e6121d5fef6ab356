# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of shared edges, even gaps and frames around pins."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.aligning import Edge, aligned, distributed, frame_around, spaced
from moodboard.domain.arranging_blocks import Block
from moodboard.domain.board import Pin, PinKind, Place, Rect
from moodboard.domain.presets import PRESETS

SIZES = st.floats(20, 900)
BLOCKS = st.lists(
    st.tuples(st.floats(-900, 900), st.floats(-900, 900), SIZES, SIZES), min_size=2, max_size=9
).map(lambda places: [block(str(n), *place) for n, place in enumerate(places)])


def block(uuid: str, x: float, y: float, width: float, height: float) -> Block:
    place = Place(x, y, width, height)
    return Block(Pin(uuid, PinKind.STILL, place), place.bounds)


MEASURES = {
    Edge.LEFT: lambda rect: rect.x,
    Edge.CENTRE: lambda rect: rect.centre[0],
    Edge.RIGHT: lambda rect: rect.right,
    Edge.TOP: lambda rect: rect.y,
    Edge.MIDDLE: lambda rect: rect.centre[1],
    Edge.BOTTOM: lambda rect: rect.bottom,
}


@pytest.mark.parametrize("edge", list(Edge))
@given(BLOCKS)
def test_aligned_blocks_share_the_edge(edge: Edge, blocks: list[Block]) -> None:
    first, *others = aligned(blocks, edge).values()
    assert all(MEASURES[edge](other) == pytest.approx(MEASURES[edge](first)) for other in others)


def test_a_locked_pin_sets_the_edge_for_the_others() -> None:
    blocks = [block("a", 0, 0, 10, 10), block("b", 40, 0, 10, 10)]
    assert {rect.x for rect in aligned(blocks, Edge.LEFT, [Rect(70, 0, 5, 5)]).values()} == {70}


def test_gaps_become_even_and_the_outer_blocks_stay() -> None:
    blocks = [block(name, x, 0, 10, 10) for name, x in (("a", 0), ("b", 13), ("c", 90))]
    found = distributed(blocks, across=True)
    assert [found[name].x for name in "abc"] == pytest.approx([0, 45, 90])


@given(BLOCKS, st.booleans(), st.floats(0, 60))
def test_gutter_gaps_are_all_the_gutter_and_the_first_stays(
    blocks: list[Block], across: bool, gutter: float
) -> None:
    def side(r: Rect) -> tuple[float, float]:
        return (r.x, r.right) if across else (r.y, r.bottom)

    spans = sorted(side(rect) for rect in spaced(blocks, across, gutter).values())
    gaps = [later[0] - sooner[1] for sooner, later in itertools.pairwise(spans)]
    assert gaps == pytest.approx([gutter] * len(gaps), abs=1e-6)
    assert spans[0][0] == pytest.approx(min(side(b.bounds)[0] for b in blocks))


@pytest.mark.parametrize("preset", PRESETS)
def test_a_frame_has_its_presets_shape_and_holds_what_is_in_it(preset: str) -> None:
    frame = frame_around(preset, Rect(10, 20, 300, 100))
    assert frame.width / frame.height == pytest.approx(PRESETS[preset].width / PRESETS[preset].height)
    assert frame.x <= 10
    assert frame.bottom >= 120
