# SPDX-License-Identifier: GPL-3.0-or-later
"""Lay pictures out without overlap: justified rows, columns, and free places beside what lies there.

Every function keeps the order it was given and returns one rectangle per ratio: none is ever lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from moodboard.domain.board import Rect

GUTTER = 14.0
TARGET_HEIGHT = 240.0
_LAST_ROW_GROWTH = 1.2
"""How far above the target a last row may go to end flush; beyond it stays at the target."""


def justified_rows(
    ratios: Sequence[float], width: float, gutter: float = GUTTER, target: float = TARGET_HEIGHT
) -> list[Rect]:
    """Lay pictures of these ratios in rows exactly ``width`` wide; the last row is not blown up.

    The breaks are those for which the rows' heights stay closest to ``target``, all rows taken
    together (a shortest path, as a paragraph is broken), so that no row is crushed to save another.
    """
    if not ratios:
        return []
    shapes = [_sane(ratio) for ratio in ratios]
    laid: list[Rect] = []
    y = 0.0
    breaks = _row_breaks(shapes, width, gutter, target)
    for start, end in pairwise(breaks):
        height = _row_height(shapes[start:end], width, gutter)
        if end == len(shapes) and height > target * _LAST_ROW_GROWTH:
            height = target
        laid += _row(shapes[start:end], height, y, gutter)
        y += height + gutter
    return laid


def rows_of_height(
    ratios: Sequence[float], width: float, height: float, gutter: float = GUTTER
) -> list[Rect]:
    """Lay pictures in rows of one height, each row at most ``width`` wide (a single one may be wider)."""
    laid: list[Rect] = []
    x = y = 0.0
    for ratio in map(_sane, ratios):
        if x and x + ratio * height > width:
            x, y = 0.0, y + height + gutter
        laid.append(Rect(x, y, ratio * height, height))
        x += ratio * height + gutter
    return laid


def columns(ratios: Sequence[float], width: float, count: int, gutter: float = GUTTER) -> list[Rect]:
    """Lay pictures in equally wide columns, each onto the column that is the shortest then."""
    count = max(1, count)
    each = max(1.0, (width - gutter * (count - 1)) / count)
    bottoms = [0.0] * count
    laid: list[Rect] = []
    for ratio in map(_sane, ratios):
        column = min(range(count), key=bottoms.__getitem__)
        height = each / ratio
        laid.append(Rect(column * (each + gutter), bottoms[column], each, height))
        bottoms[column] += height + gutter
    return laid


def bounds(rects: Iterable[Rect]) -> Rect | None:
    """Return the smallest rectangle around all of them, None for none."""
    around: Rect | None = None
    for rect in rects:
        around = rect if around is None else around.united(rect)
    return around


def moved(rects: Iterable[Rect], dx: float, dy: float) -> list[Rect]:
    """Return the rectangles moved by the same way."""
    return [Rect(rect.x + dx, rect.y + dy, rect.width, rect.height) for rect in rects]


def beside(existing: Rect | None, laid: Sequence[Rect], gap: float = GUTTER) -> list[Rect]:
    """Move a layout below what lies there, left edges shared; unmoved on an empty board."""
    around = bounds(laid)
    if existing is None or around is None:
        return list(laid)
    return moved(laid, existing.x - around.x, existing.bottom + gap - around.y)


laid_beside = beside


def width_for(ratios: Sequence[float], shape: float = 1.6, target: float = TARGET_HEIGHT) -> float:
    """Return the row width for which these pictures, in rows, fill about ``shape`` (width over height)."""
    area = sum(map(_sane, ratios)) * target * target
    return max(target * 2, math.sqrt(area * shape))


def free_spot(
    existing: Sequence[Rect],
    width: float,
    height: float,
    near: tuple[float, float] = (0.0, 0.0),
    gap: float = GUTTER,
) -> Rect:
    """Return a free place of this size, its centre as close to the point as one beside a pin can be.

    The place is the wished one, or it stands the gap away from something: only such places are tried.
    """
    wished = Rect(near[0] - width / 2, near[1] - height / 2, width, height)
    crowd = _Crowd(existing, max(width, height) + gap, gap)
    if crowd.leaves(wished):
        return wished
    best: Rect | None = None
    closest = math.inf
    half_diagonal = math.hypot(width, height) / 2 + 2 * gap
    for distance, rect in sorted(
        ((_distance(rect, near), rect) for rect in existing), key=lambda one: one[0]
    ):
        if distance - half_diagonal > closest:
            break
        for place in _places_beside(rect, wished, gap):
            away = math.hypot(place.x - wished.x, place.y - wished.y)
            if away < closest and crowd.leaves(place):
                best, closest = place, away
    if best is not None:
        return best
    around = bounds(existing) or wished
    return Rect(wished.x, around.bottom + gap, width, height)


def _sane(ratio: float) -> float:
    """Return the ratio, or a square's for one that no picture has."""
    return ratio if math.isfinite(ratio) and ratio > 0 else 1.0


def _row_height(shapes: Sequence[float], width: float, gutter: float) -> float:
    return max(1.0, width - gutter * (len(shapes) - 1)) / sum(shapes)


def _row(shapes: Sequence[float], height: float, y: float, gutter: float) -> list[Rect]:
    row: list[Rect] = []
    x = 0.0
    for shape in shapes:
        row.append(Rect(x, y, shape * height, height))
        x += shape * height + gutter
    return row


def _row_breaks(shapes: Sequence[float], width: float, gutter: float, target: float) -> list[int]:
    """Return where rows begin, and the end, so that the sum of the squared misfits is the least."""
    count = len(shapes)
    best = [0.0] + [math.inf] * count
    came_from = [0] * (count + 1)
    for end in range(1, count + 1):
        total = 0.0
        for start in range(end - 1, -1, -1):
            total += shapes[start]
            room = width - gutter * (end - start - 1)
            if room <= 0 and start < end - 1:
                break
            height = max(1.0, room) / total
            misfit = math.log(height / target)
            if end == count and misfit > 0:
                misfit *= 0.3  # the last row may stay short: it is set at the target height
            cost = best[start] + misfit * misfit
            if cost < best[end]:
                best[end], came_from[end] = cost, start
            if height < target / 4 and start < end - 1:
                break
    breaks = [count]
    while breaks[-1]:
        breaks.append(came_from[breaks[-1]])
    return breaks[::-1]


class _Crowd:
    """Rectangles sorted into cells, to tell quickly whether a place among them is free."""

    def __init__(self, rects: Iterable[Rect], cell: float, gap: float) -> None:
        self._cell = max(cell, 1.0)
        self._gap = gap - 1e-6  # a hair less, or rounding would refuse the places that just touch
        self._cells: dict[tuple[int, int], list[Rect]] = {}
        self._large: list[Rect] = []
        for rect in rects:
            cells = self._around(rect)
            if len(cells[0]) * len(cells[1]) > 400:
                self._large.append(rect)
                continue
            for column in cells[0]:
                for row in cells[1]:
                    self._cells.setdefault((column, row), []).append(rect)

    def leaves(self, place: Rect) -> bool:
        """Tell whether nothing is closer to the place than the gap."""
        grown = place.grown(self._gap)
        if any(rect.meets(grown) for rect in self._large):
            return False
        columns, rows = self._around(grown)
        cells = self._cells
        for column in columns:
            for row in rows:
                for rect in cells.get((column, row), ()):
                    if rect.meets(grown):
                        return False
        return True

    def _around(self, rect: Rect) -> tuple[range, range]:
        cell = self._cell
        return (
            range(math.floor(rect.x / cell), math.floor(rect.right / cell) + 1),
            range(math.floor(rect.y / cell), math.floor(rect.bottom / cell) + 1),
        )


def _distance(rect: Rect, point: tuple[float, float]) -> float:
    dx = max(rect.x - point[0], 0.0, point[0] - rect.right)
    dy = max(rect.y - point[1], 0.0, point[1] - rect.bottom)
    return math.hypot(dx, dy)


def _places_beside(rect: Rect, wished: Rect, gap: float) -> list[Rect]:
    """Return the places at the four sides: with an edge shared, or level with the wished one."""
    width, height = wished.width, wished.height
    lefts = (rect.x, rect.right - width, min(max(wished.x, rect.x - width), rect.right))
    tops = (rect.y, rect.bottom - height, min(max(wished.y, rect.y - height), rect.bottom))
    return [
        Rect(left, top, width, height) for left in (rect.right + gap, rect.x - gap - width) for top in tops
    ] + [
        Rect(left, top, width, height) for top in (rect.bottom + gap, rect.y - gap - height) for left in lefts
    ]
