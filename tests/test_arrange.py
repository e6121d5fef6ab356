# SPDX-License-Identifier: GPL-3.0-or-later
"""Layouts never overlap, keep every ratio and lose nothing."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain import arrange
from moodboard.domain.board import Rect

RATIOS = st.lists(st.floats(0.2, 5), max_size=30)
RECTS = st.lists(
    st.builds(Rect, st.floats(-900, 900), st.floats(-900, 900), st.floats(5, 400), st.floats(5, 400)),
    max_size=25,
)
CLOSE = 1e-6


def apart(one: Rect, other: Rect, gap: float) -> bool:
    """Tell whether the two are at least the gap apart."""
    return not one.grown(gap - CLOSE * 10).meets(other)


def is_whole(laid: list[Rect], ratios: list[float], gap: float) -> None:
    assert len(laid) == len(ratios)
    for rect, ratio in zip(laid, ratios, strict=True):
        assert rect.width / rect.height == pytest.approx(ratio)
    assert all(apart(one, other, gap) for one, other in combinations(laid, 2))


@given(RATIOS, st.floats(300, 3000), st.floats(0, 40), st.floats(60, 500))
def test_rows_never_overlap_and_keep_every_ratio(
    ratios: list[float], width: float, gap: float, target: float
) -> None:
    is_whole(arrange.justified_rows(ratios, width, gap, target), ratios, gap)


@given(RATIOS, st.floats(300, 3000))
def test_all_rows_but_the_last_end_flush(ratios: list[float], width: float) -> None:
    laid = arrange.justified_rows(ratios, width)
    ends = {}
    for rect in laid:
        ends[rect.y] = rect.right
    for y in sorted(ends)[:-1]:
        assert ends[y] == pytest.approx(width)
    assert all(end <= width + CLOSE * width for end in ends.values())


def test_the_last_row_is_not_blown_up() -> None:
    assert arrange.justified_rows([1.5], 2000, target=240)[0].height == 240


def test_rows_stay_close_to_the_height_asked_for() -> None:
    laid = arrange.justified_rows([1.78, 2.39, 0.56, 1.0, 1.33] * 20, 1600, target=240)
    assert all(180 < rect.height < 320 for rect in laid)


@given(RATIOS, st.floats(300, 3000), st.integers(1, 8))
def test_columns_never_overlap_and_keep_every_ratio(ratios: list[float], width: float, count: int) -> None:
    is_whole(arrange.columns(ratios, width, count), ratios, arrange.GUTTER)


@given(RATIOS, st.floats(300, 3000))
def test_rows_of_one_height_never_overlap(ratios: list[float], width: float) -> None:
    laid = arrange.rows_of_height(ratios, width, 100)
    is_whole(laid, ratios, arrange.GUTTER)
    assert all(rect.height == 100 for rect in laid)


@pytest.mark.parametrize("odd", [0.0, -1.0, math.nan, math.inf])
def test_a_ratio_that_no_picture_has_still_gets_its_place(odd: float) -> None:
    laid = arrange.justified_rows([1.5, odd, 1.5], 900)
    assert len(laid) == 3
    assert all(math.isfinite(rect.right) and rect.width > 0 for rect in laid)


@given(RECTS, RATIOS)
def test_a_layout_beside_others_lies_below_all_of_them(existing: list[Rect], ratios: list[float]) -> None:
    around = arrange.bounds(existing)
    laid = arrange.justified_rows(ratios, 900)
    moved = arrange.beside(around, laid, 14)
    assert len(moved) == len(laid)
    assert all(apart(one, other, 14) for one in moved for other in existing)


@given(RECTS, st.floats(10, 300), st.floats(10, 300), st.floats(-900, 900), st.floats(-900, 900))
def test_a_free_spot_is_free(existing: list[Rect], width: float, height: float, x: float, y: float) -> None:
    spot = arrange.free_spot(existing, width, height, (x, y))
    assert (spot.width, spot.height) == (width, height)
    assert all(apart(spot, other, arrange.GUTTER) for other in existing)


def test_a_free_spot_is_the_wished_one_on_an_empty_board() -> None:
    assert arrange.free_spot([], 100, 50, (10, 20)) == Rect(-40, -5, 100, 50)


def test_a_free_spot_is_beside_what_lies_in_the_way() -> None:
    spot = arrange.free_spot([Rect(-50, -50, 100, 100)], 100, 100, (5, 0))
    assert spot == Rect(64, -50, 100, 100)


def test_a_gap_among_thousands_is_found() -> None:
    grid = [Rect(x * 114.0, y * 114.0, 100, 100) for x in range(70) for y in range(70)]
    hole = grid.pop(35 * 70 + 30)
    assert arrange.free_spot(grid, 100, 100, (35 * 114.0, 33 * 114.0)) == hole


def test_a_wide_layout_is_as_broad_as_its_pictures_ask() -> None:
    few, many = arrange.width_for([1.78] * 4), arrange.width_for([1.78] * 100)
    assert few < many
