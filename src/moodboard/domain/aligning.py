# SPDX-License-Identifier: GPL-3.0-or-later
"""Put blocks in order on the board: one edge for all, even gaps, gaps of the gutter; a frame around pins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from moodboard.domain.arrange import bounds
from moodboard.domain.arranging_blocks import Block, Targets, around
from moodboard.domain.board import Rect
from moodboard.domain.presets import PRESETS


class Edge(StrEnum):
    """The edge or the middle that pins come to share."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


_SHIFTS: dict[Edge, Callable[[Rect, Rect], tuple[float, float]]] = {
    Edge.LEFT: lambda all_, own: (all_.x - own.x, 0.0),
    Edge.CENTRE: lambda all_, own: (all_.centre[0] - own.centre[0], 0.0),
    Edge.RIGHT: lambda all_, own: (all_.right - own.right, 0.0),
    Edge.TOP: lambda all_, own: (0.0, all_.y - own.y),
    Edge.MIDDLE: lambda all_, own: (0.0, all_.centre[1] - own.centre[1]),
    Edge.BOTTOM: lambda all_, own: (0.0, all_.bottom - own.bottom),
}


def aligned(blocks: Sequence[Block], edge: Edge, locked: Sequence[Rect] = ()) -> Targets:
    """Return the bounds at which the blocks share an edge of the rectangle around them.

    Where locked pins were chosen too, theirs is the edge: they stay, and the others come to them.
    """
    whole = bounds(locked) or around(blocks)
    if whole is None:
        return {}
    return {block.uuid: _moved(block.bounds, *_SHIFTS[edge](whole, block.bounds)) for block in blocks}


def distributed(blocks: Sequence[Block], across: bool) -> Targets:
    """Return the bounds at which the gaps between the blocks are even; the outer two stay."""
    if len(blocks) < 3:
        return {}
    ordered = _along(blocks, across)
    first, last = ordered[0].bounds, ordered[-1].bounds
    span = _start(last, across) + _length(last, across) - _start(first, across)
    gap = (span - sum(_length(block.bounds, across) for block in ordered)) / (len(ordered) - 1)
    return _spread(ordered, across, gap)


def spaced(blocks: Sequence[Block], across: bool, gutter: float) -> Targets:
    """Return the bounds at which the blocks follow each other at the gutter; the first stays."""
    return _spread(_along(blocks, across), across, gutter)


def _along(blocks: Sequence[Block], across: bool) -> list[Block]:
    """Return the blocks from the left, or from the top."""
    return sorted(blocks, key=lambda block: (_start(block.bounds, across), block.uuid))


def _spread(ordered: Sequence[Block], across: bool, gap: float) -> Targets:
    found: Targets = {}
    at = _start(ordered[0].bounds, across) if ordered else 0.0
    for block in ordered:
        by = at - _start(block.bounds, across)
        found[block.uuid] = _moved(block.bounds, by if across else 0.0, 0.0 if across else by)
        at += _length(block.bounds, across) + gap
    return found


def _start(rect: Rect, across: bool) -> float:
    return rect.x if across else rect.y


def _length(rect: Rect, across: bool) -> float:
    return rect.width if across else rect.height


def _moved(rect: Rect, dx: float, dy: float) -> Rect:
    return Rect(rect.x + dx, rect.y + dy, rect.width, rect.height)


def frame_around(preset: str, around: Rect, margin: float = 24.0) -> Rect:
    """Return the smallest rectangle of the preset's shape around something and its margin."""
    shape = PRESETS[preset]
    ratio = shape.width / shape.height
    inner = around.grown(margin)
    width = max(inner.width, inner.height * ratio)
    height = width / ratio
    cx, cy = around.centre
    return Rect(cx - width / 2, cy - height / 2, width, height)
