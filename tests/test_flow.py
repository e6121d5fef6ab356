# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks flow over pages in their order, none cut, headings with what they head."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from moodboard.domain.flow import Block, Column, Paper, Region, end_of, flow, pages_of

PAPER = Paper(100.0, 10.0, 10.0, 40.0)
BLOCKS = st.lists(
    st.builds(Block, st.integers(), st.floats(1, 60), st.floats(0, 20), st.booleans()), max_size=30
)


def column(*blocks: Block[str]) -> Region[str]:
    return Region((Column(0.0, 50.0, blocks),))


@given(BLOCKS, BLOCKS)
def test_no_block_is_cut_or_lost_or_laid_on_another(left: list[Block[int]], right: list[Block[int]]) -> None:
    region = Region((Column(0.0, 40.0, tuple(left)), Column(60.0, 40.0, tuple(right))))
    laid = flow([region], PAPER)
    assert sorted(one.what for one in laid) == sorted(one.what for one in (*left, *right))
    for number, blocks in ((0.0, left), (60.0, right)):
        mine = [one for one in laid if one.left == number]
        assert [one.what for one in mine] == [block.what for block in blocks]
        places = [(one.page, one.top, one.top + one.height) for one in mine]
        assert all(end <= 90.001 for _, _, end in places)
        assert all(a[0] < b[0] or a[2] <= b[1] + 0.001 for a, b in itertools.pairwise(places))


def test_a_heading_goes_to_the_next_page_with_what_it_heads() -> None:
    laid = flow(
        [column(Block("words", 35.0), Block("heading", 10.0, holds=True), Block("first", 10.0))], PAPER
    )
    assert [one.page for one in laid] == [0, 1, 1]
    assert laid[1].top == PAPER.top


def test_what_holds_together_and_is_longer_than_a_page_is_parted() -> None:
    laid = flow([column(*(Block(str(n), 30.0, holds=True) for n in range(5)))], PAPER)
    assert pages_of(laid) == 3


def test_a_region_begins_under_the_longest_column_of_the_one_before() -> None:
    beside = Region((Column(0.0, 40.0, (Block("a", 5.0),)), Column(60.0, 40.0, (Block("b", 25.0),))))
    laid = flow([beside, Region((Column(0.0, 100.0, (Block("c", 5.0),)),), before=8.0)], PAPER)
    assert laid[-1].top == PAPER.first_top + 25.0 + 8.0


def test_an_empty_region_takes_no_room() -> None:
    laid = flow([column(), column(Block("a", 5.0))], PAPER)
    assert (laid[0].top, end_of(laid, 0, 0.0)) == (40.0, 45.0)
