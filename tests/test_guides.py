# SPDX-License-Identifier: GPL-3.0-or-later
"""What attracts a moved or resized rectangle, and what shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.board import Rect
from moodboard.domain.guides import Guide, attraction, edge_marks, edge_pull, marks

RECTS = st.builds(Rect, st.floats(-400, 400), st.floats(-400, 400), st.floats(10, 300), st.floats(10, 300))
BOX = Rect(0, 0, 100, 100)


@pytest.mark.parametrize(
    ("x", "wanted", "why"),
    [
        (4, 0, "left edges"),
        (27, 25, "centres"),
        (53, 50, "right edges"),
        (111, 114, "a gutter beside"),
        (-61, -64, "a gutter before"),
        (98, 100, "touching"),
        (70, 70, "nothing near"),
    ],
)
def test_a_moved_rectangle_is_drawn_to_a_neighbours_edges_centre_and_gutter(
    x: float, wanted: float, why: str
) -> None:
    assert attraction(Rect(x, 40, 50, 30), [BOX], 6, 14).dx == wanted - x, why


def test_the_middle_between_two_neighbours_attracts_and_shows_both_gaps() -> None:
    pull = attraction(Rect(148, 10, 60, 50), [BOX, Rect(250, 0, 100, 100)], 6, 14)
    assert pull.dx == -3
    gaps = [(guide.start, guide.end) for guide in pull.guides if guide.ticks and not guide.upright]
    assert gaps == [(100, 145), (205, 250)]


@pytest.mark.parametrize(("x", "wanted"), [(263, 260), (-81, -80)])
def test_the_gap_between_two_neighbours_is_offered_once_more_on_either_side(x: float, wanted: float) -> None:
    pull = attraction(Rect(x, 10, 50, 50), [BOX, Rect(130, 20, 100, 100)], 6, 14)
    assert pull.dx == wanted - x
    gaps = sorted(g.end - g.start for g in pull.guides if g.ticks and not g.upright)
    assert gaps == [30, 30]


def test_what_attracted_is_shown_where_it_lies() -> None:
    pull = attraction(Rect(3, 300, 50, 50), [BOX], 6)
    assert pull.guides == (Guide(True, 0, 0, 350),)


def test_an_axis_that_is_held_is_neither_pulled_nor_shown() -> None:
    pull = attraction(Rect(3, 2, 50, 50), [BOX], 6, axes=(False, True))
    assert (pull.dx, pull.dy) == (0, -2)
    assert not any(guide.upright and not guide.ticks for guide in pull.guides)


def test_the_grid_takes_what_no_neighbour_pulls() -> None:
    pull = attraction(Rect(503, 2, 50, 50), [BOX], 6, 14, grid=20)
    assert (503 + pull.dx, 2 + pull.dy) == (500, 0)


@given(RECTS, st.lists(RECTS, max_size=6), st.sampled_from([0.0, 14.0]))
def test_a_pull_is_never_farther_than_its_reach_and_always_shown(
    moving: Rect, others: list[Rect], gutter: float
) -> None:
    pull = attraction(moving, others, 6, gutter)
    assert abs(pull.dx) < 6
    assert abs(pull.dy) < 6
    there = Rect(moving.x + pull.dx, moving.y + pull.dy, moving.width, moving.height)
    assert pull.guides == marks(there, others, gutter)
    if abs(pull.dx) > 1e-3:
        assert any(guide.upright != guide.ticks for guide in pull.guides)


@pytest.mark.parametrize(("right", "wanted"), [(152, 150), (127, 125), (133, 136), (201, 200), (110, None)])
def test_an_edge_that_is_dragged_is_drawn_to_edges_centres_and_gutters(
    right: float, wanted: float | None
) -> None:
    other = Rect(150, 0, 100, 100)
    others = [other, Rect(100, 400, 50, 50)]
    found = edge_pull(Rect(0, 0, right, 80), True, True, others, 4, 14)
    assert found == (None if wanted is None else wanted - right)


def test_an_edge_is_drawn_to_the_gap_that_is_on_the_other_side_and_it_is_measured() -> None:
    left, right = Rect(-130, 0, 100, 100), Rect(200, 0, 100, 100)
    pulled = edge_pull(Rect(0, 0, 168, 80), True, True, [left, right], 6, 14)
    assert pulled == 2
    gaps = [(g.start, g.end) for g in edge_marks(Rect(0, 0, 170, 80), True, True, [left, right], 14)]
    assert gaps == [(-30, 0), (170, 200)]
