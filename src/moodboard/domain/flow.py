# SPDX-License-Identifier: GPL-3.0-or-later
"""Blocks of known heights laid on pages: in columns side by side, and on the next page where one ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Block(Generic[T]):
    """Something that is never cut in two."""

    what: T
    height: float
    before: float = 0.0
    """Room above it, but not at the top of a page."""
    holds: bool = False
    """It stays on the same page as the block after it: a heading, the first line of a paragraph."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """Blocks under each other."""

    left: float
    width: float
    blocks: tuple[Block[T], ...]


@dataclass(frozen=True, slots=True)
class Region(Generic[T]):
    """Columns beside each other; the next region begins under the longest of them."""

    columns: tuple[Column[T], ...]
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class Laid(Generic[T]):
    """Where a block lies."""

    what: T
    page: int
    left: float
    top: float
    width: float
    height: float
    room_above: float = 0.0
    """What is free above it up to the block before: nothing at the top of a page."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a page has room for: all measures in the units of the blocks."""

    height: float
    """Infinite for a page that is as long as it needs to be."""
    top: float
    bottom: float
    first_top: float
    """Where the first page begins, under its head."""


def flow(regions: Sequence[Region[T]], paper: Paper) -> list[Laid[T]]:
    """Lay the regions under each other, from page to page."""
    laid: list[Laid[T]] = []
    page, y, at_top = 0, paper.first_top, False
    for region in regions:
        if not any(column.blocks for column in region.columns):
            continue
        start = y if at_top else y + region.before
        ends = [(page, y)]
        for column in region.columns:
            placed = _column(column, paper, page, start, at_top)
            laid += placed
            if placed:
                last = placed[-1]
                ends.append((last.page, last.top + last.height))
        page, y = max(ends)
        at_top = False
    return laid


def pages_of(laid: Sequence[Laid[T]]) -> int:
    """Return how many pages were begun; one is there in any case."""
    return max((one.page for one in laid), default=0) + 1


def end_of(laid: Sequence[Laid[T]], page: int, otherwise: float) -> float:
    """Return where the lowest block of a page ends."""
    return max((one.top + one.height for one in laid if one.page == page), default=otherwise)


def _column(column: Column[T], paper: Paper, page: int, y: float, at_top: bool) -> list[Laid[T]]:
    laid: list[Laid[T]] = []
    end = paper.height - paper.bottom
    blocks = column.blocks
    n = 0
    first = True
    while n < len(blocks):
        last = n
        while blocks[last].holds and last + 1 < len(blocks):
            last += 1
        together = blocks[n : last + 1]
        needed = sum(one.height for one in together) + sum(one.before for one in together[1:])
        gap = 0.0 if at_top or first else together[0].before
        if y + gap + needed > end and not at_top and needed <= end - paper.top:
            page, y, at_top, gap = page + 1, paper.top, True, 0.0
        for place, one in enumerate(together):
            room = gap if place == 0 else one.before
            # What holds together and is longer than a page is parted after all.
            if y + room + one.height > end and not at_top:
                page, y, at_top, room = page + 1, paper.top, True, 0.0
            laid.append(Laid(one.what, page, column.left, y + room, column.width, one.height, room))
            y += room + one.height
            at_top = first = False
        n = last + 1
    return laid
