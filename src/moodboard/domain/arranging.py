# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrange blocks where they are: packed tight, in rows, in columns, one section under the other.

Every function returns the new bounds of each block by its uuid. No two of them overlap, a picture
keeps its ratio, everything else its size; the top left corner stays (of a packed group, the centre).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heapreplace

from moodboard.domain.arrange import Piece, bounds, flowing_rows, free_spot
from moodboard.domain.arranging_blocks import Block, Targets, around
from moodboard.domain.arranging_pack import packed
from moodboard.domain.board import Rect

_Lay = Callable[[Sequence[Block], float, float, float], tuple[list[Rect], float]]
"""Lays blocks in a width; the rectangles, and how full the last row is."""
SHAPES: Mapping[str, float] = {"square": 1.0, "wide": 16 / 9, "tall": 2 / 3, "phone": 9 / 19.5}
"""The shapes that a layout may fill, width over height; ``window`` stands for the window's own."""
_WIDTHS = (1.0, 0.96, 1.04, 0.92, 1.08, 0.88, 1.13, 0.84, 1.18)
_MANY = 400
_LEAST_SECTION_GAP = 24.0


def pack(blocks: Sequence[Block], shape: float, gutter: float) -> Targets:
    """Lay blocks tight in about the wanted shape, in their own sizes, around their common centre."""
    whole = around(blocks)
    if whole is None:
        return {}
    spots = packed([(block.bounds.width, block.bounds.height) for block in blocks], shape, gutter)
    laid = [
        Rect(x, y, block.bounds.width, block.bounds.height)
        for block, (x, y) in zip(blocks, spots, strict=True)
    ]
    size = bounds(laid) or whole
    dx = round(whole.centre[0] - size.width / 2)
    dy = round(whole.centre[1] - size.height / 2)
    return _named(blocks, laid, dx, dy)


def rows(blocks: Sequence[Block], shape: float, gutter: float) -> Targets:
    """Lay pictures in justified rows in the given order, and below them what keeps its size."""
    return sections([blocks], shape, gutter)


def strip(blocks: Sequence[Block], shape: float, gutter: float) -> Targets:
    """Lay everything in rows in one order: words stand between the pictures where their time is."""
    return _in_widths([blocks], shape, gutter, _flowing)


def sections(groups: Sequence[Sequence[Block]], shape: float, gutter: float) -> Targets:
    """Lay each group in rows, one group under the other, with more room between them."""
    return _in_widths(groups, shape, gutter, _rows_and_shelves)


def in_columns(blocks: Sequence[Block], shape: float, gutter: float) -> Targets:
    """Lay pictures in equally wide columns, as many as the shape wants, and below them the rest."""
    whole = around(blocks)
    if whole is None:
        return {}
    pictures = [block for block in blocks if block.stretches]
    others = [block for block in blocks if not block.stretches]
    best: tuple[float, list[Rect]] | None = None
    for count, width in _column_counts(pictures, shape, gutter):
        laid = _balanced([block.ratio for block in pictures], width, count, gutter)
        height = max(rect.bottom for rect in laid)
        # Columns that end at very different heights leave holes above what stands below them.
        ragged = 1 - sum(rect.width * rect.height for rect in laid) / (width * height)
        laid += _shelves(others, width, height + gutter, gutter)
        cost = _misfit(laid, shape) + 2 * ragged
        if best is None or cost < best[0] - 1e-9:
            best = cost, laid
    laid = best[1] if best else _shelves(others, _ideal(others, shape, gutter), 0.0, gutter)
    return _named([*pictures, *others], laid, whole.x, whole.y)


def _column_counts(pictures: Sequence[Block], shape: float, gutter: float) -> Iterable[tuple[int, float]]:
    """Yield numbers of columns and the width of all together; the area stays about what it was."""
    if not pictures:
        return
    area = sum(block.bounds.width * block.bounds.height for block in pictures)
    each = math.sqrt(area / sum(1 / max(block.ratio, 1e-6) for block in pictures))
    near = min(len(pictures), max(1, round(_ideal(pictures, shape, gutter) / (each + gutter))))
    spread = 3 if len(pictures) <= _MANY else 1
    for count in range(max(1, near - spread), min(len(pictures), near + spread) + 1):
        yield count, count * (each + gutter) - gutter


def _balanced(ratios: Sequence[float], width: float, count: int, gutter: float) -> list[Rect]:
    """Lay pictures in columns that end about level, each column read downwards, left ones first."""
    each = max(1.0, (width - gutter * (count - 1)) / count)
    heights = [each / max(ratio, 1e-6) for ratio in ratios]
    piles: list[tuple[float, int, list[int]]] = [(0.0, column, []) for column in range(count)]
    for n in sorted(range(len(heights)), key=lambda n: (-heights[n], n)):  # the tall ones have no choice
        height, column, pile = piles[0]
        heapreplace(piles, (height + heights[n] + gutter, column, [*pile, n]))
    laid = [Rect(0, 0, 0, 0)] * len(ratios)
    ordered = sorted((sum(pile) / len(pile), sorted(pile)) for _, _, pile in piles if pile)
    for column, (_, pile) in enumerate(ordered):
        y = 0.0
        for n in pile:
            laid[n] = Rect(column * (each + gutter), y, each, heights[n])
            y += heights[n] + gutter
    return laid


def _ideal(blocks: Sequence[Block], shape: float, gutter: float) -> float:
    """Return the width at which blocks of this area fill the shape."""
    area = sum((b.bounds.width + gutter) * (b.bounds.height + gutter) for b in blocks)
    return max(1.0, math.sqrt(area * shape) - gutter)


def _misfit(laid: Iterable[Rect], shape: float) -> float:
    whole = bounds(laid)
    return abs(math.log(max(whole.width, 1) / max(whole.height, 1) / shape)) if whole else 0.0


def _in_widths(
    groups: Sequence[Sequence[Block]],
    shape: float,
    gutter: float,
    lay: _Lay,
) -> Targets:
    """Lay groups in the width that comes nearest to the shape with a full last row."""
    blocks = [block for group in groups for block in group]
    whole = around(blocks)
    if whole is None:
        return {}
    target = _row_height(blocks)
    ideal = max(_ideal(blocks, shape, gutter), target)
    best: tuple[float, list[Rect]] | None = None
    for factor in _WIDTHS if len(blocks) <= _MANY else _WIDTHS[:1]:
        laid: list[Rect] = []
        ragged = y = 0.0
        for group in groups:
            part, fill = lay(group, ideal * factor, target, gutter)
            laid += [Rect(rect.x, rect.y + y, rect.width, rect.height) for rect in part]
            ragged += (1 - fill) / len(groups)
            y = max(rect.bottom for rect in laid) + max(3 * gutter, _LEAST_SECTION_GAP)
        cost = _misfit(laid, shape) + 0.4 * ragged
        if best is None or cost < best[0] - 1e-9:
            best = cost, laid
    assert best is not None
    order = [block for group in groups for block in _as_laid(group, lay)]
    return _named(order, best[1], whole.x, whole.y)


def _row_height(blocks: Sequence[Block]) -> float:
    """Return how high rows are so that the pictures' area stays about what it was."""
    pictures = [block for block in blocks if block.stretches] or list(blocks)
    area = sum(block.bounds.width * block.bounds.height for block in pictures)
    return max(1.0, math.sqrt(area / max(sum(block.ratio for block in pictures), 1e-6)))


def _flowing(blocks: Sequence[Block], width: float, target: float, gutter: float) -> tuple[list[Rect], float]:
    pieces = [
        Piece(block.ratio, None if block.stretches else (block.bounds.width, block.bounds.height))
        for block in blocks
    ]
    laid = flowing_rows(pieces, width, gutter, target)
    return laid, _filled(laid, width)


def _rows_and_shelves(
    blocks: Sequence[Block], width: float, target: float, gutter: float
) -> tuple[list[Rect], float]:
    pictures = [block for block in blocks if block.stretches]
    laid, fill = _flowing(pictures, width, target, gutter) if pictures else ([], 1.0)
    below = max((rect.bottom + gutter for rect in laid), default=0.0)
    others = [block for block in blocks if not block.stretches]
    return laid + _shelves(others, width, below, gutter), fill


def _as_laid(blocks: Sequence[Block], lay: _Lay) -> list[Block]:
    """Return the blocks in the order in which they are laid."""
    if lay is _flowing:
        return list(blocks)
    return sorted(blocks, key=lambda block: not block.stretches)


def _filled(laid: Sequence[Rect], width: float) -> float:
    last = laid[-1]
    return 1.0 if last.y == laid[0].y else min(1.0, last.right / width)


def _shelves(blocks: Sequence[Block], width: float, y: float, gutter: float) -> list[Rect]:
    """Lay blocks in their own sizes in rows from ``y`` on down, top edges level."""
    laid: list[Rect] = []
    x = 0.0
    below = y
    for block in blocks:
        own = block.bounds
        if x and x + own.width > width:
            x, y = 0.0, below
        laid.append(Rect(x, y, own.width, own.height))
        x += own.width + gutter
        below = max(below, y + own.height + gutter)
    return laid


def _named(blocks: Sequence[Block], laid: Sequence[Rect], dx: float, dy: float) -> Targets:
    return {
        block.uuid: Rect(rect.x + dx, rect.y + dy, rect.width, rect.height)
        for block, rect in zip(blocks, laid, strict=True)
    }


def clear_of(targets: Targets, obstacles: Sequence[Rect], gutter: float) -> Targets:
    """Return the layout as it is, or moved as a whole to the nearest place clear of what is locked."""
    whole = bounds(targets.values())
    if whole is None or not any(
        rect.meets(obstacle) for obstacle in obstacles if whole.meets(obstacle) for rect in targets.values()
    ):
        return targets
    spot = free_spot(obstacles, whole.width, whole.height, whole.centre, gutter)
    dx, dy = spot.x - whole.x, spot.y - whole.y
    return {uuid: Rect(rect.x + dx, rect.y + dy, rect.width, rect.height) for uuid, rect in targets.items()}
