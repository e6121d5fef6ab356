# SPDX-License-Identifier: GPL-3.0-or-later
"""Lay pictures out without overlap: justified rows, columns, and free places beside what lies there.

Every function keeps the order it was given and returns one rectangle per ratio: none is ever lost.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapreplace
from itertools import accumulate, pairwise

from moodboard.domain.board import Rect

GUTTER = 14.0
TARGET_HEIGHT = 240.0
DROPPED_WIDTH = 1200.0
"""How wide rows of pictures from outside get."""
_LAST_ROW_GROWTH = 1.2
"""How far above the target a last row may go to end flush; beyond it stays at the target."""
_TALLEST, _LOWEST = 3.0, 0.25
_TALLEST_OF_MANY, _LOWEST_OF_MANY, _MANY = 1.4, 0.75, 12
"""Rows beyond so many times the target are not looked at; rows of many can be closer to it."""
_NO_STRETCH = 1e-9
_WORDS_ALONE = 0.2
"""What a row of nothing but words costs, as the misfit of a row of pictures."""


def justified_rows(
    ratios: Sequence[float], width: float, gutter: float = GUTTER, target: float = TARGET_HEIGHT
) -> list[Rect]:
    """Lay pictures of these ratios in rows exactly ``width`` wide; the last row is not blown up.

    The breaks are those for which the rows' heights stay closest to ``target``, all rows taken
    together (a shortest path, as a paragraph is broken), so that no row is crushed to save another.
    """
    return flowing_rows([Piece(ratio) for ratio in ratios], width, gutter, target)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in a row: a picture as high as its row, or words of a size of their own."""

    ratio: float
    size: tuple[float, float] | None = None
    """Width and height of what keeps them; None for a picture."""

    @property
    def stretch(self) -> float:
        """By how much it grows in width when its row grows by one in height."""
        return 0.0 if self.size else _sane(self.ratio)

    @property
    def width(self) -> float:
        """The width that it has whatever the height of its row."""
        return self.size[0] if self.size else 0.0

    @property
    def height(self) -> float:
        """The height that it has whatever its row's."""
        return self.size[1] if self.size else 0.0


def flowing_rows(pieces: Sequence[Piece], width: float, gutter: float, target: float) -> list[Rect]:
    """Lay pictures and words in one order in rows ``width`` wide, the words in their own size."""
    laid: list[Rect] = []
    y = 0.0
    for start, end in pairwise(_row_breaks(pieces, width, gutter, target) if pieces else ()):
        row = pieces[start:end]
        stretch = sum(piece.stretch for piece in row)
        height = _row_height(row, width, gutter) if stretch else 0.0
        may_stay_short = end == len(pieces) or any(piece.size for piece in row)
        if may_stay_short and height > target * _LAST_ROW_GROWTH:
            height = target
        laid += _row(row, height, y, gutter)
        y += max(height, *(piece.height for piece in row)) + gutter
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
    bottoms = [(0.0, column) for column in range(count)]
    laid: list[Rect] = []
    for ratio in map(_sane, ratios):
        y, column = bottoms[0]
        height = each / ratio
        laid.append(Rect(column * (each + gutter), y, each, height))
        heapreplace(bottoms, (y + height + gutter, column))
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


def with_room_under(rects: Sequence[Rect], under: Sequence[float]) -> list[Rect]:
    """Return rows of rectangles moved apart so that each has so much room under it."""
    laid: list[Rect] = []
    down, room, top = 0.0, 0.0, None
    for rect, needed in zip(rects, under, strict=True):
        if rect.y != top:
            down, room, top = down + room, 0.0, rect.y
        room = max(room, needed)
        laid.append(Rect(rect.x, rect.y + down, rect.width, rect.height))
    return laid


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


def dropped(ratios: Sequence[float], at: tuple[float, float], taken: Sequence[Rect]) -> list[Rect]:
    """Return where pictures from outside land: in rows, as near to the point as there is room for them.

    What hovers is outlined by the same reckoning as what is laid.
    """
    laid = _in_dropped_rows(ratios)
    around = bounds(laid)
    if around is None:
        return []
    spot = free_spot(taken, around.width, around.height, near=at)
    return moved(laid, spot.x - around.x, spot.y - around.y)


def _in_dropped_rows(ratios: Sequence[float]) -> list[Rect]:
    natural = sum(map(_sane, ratios)) * TARGET_HEIGHT + GUTTER * (len(ratios) - 1)
    width = min(DROPPED_WIDTH, max(TARGET_HEIGHT, natural))
    return justified_rows(ratios, width) if ratios else []


def dropped_below(ratios: Sequence[float], taken: Rect | None) -> list[Rect]:
    """Return the same rows below what is there, for pictures that were dropped nowhere."""
    return beside(taken, _in_dropped_rows(ratios))


def _sane(ratio: float) -> float:
    """Return the ratio, or a square's for one that no picture has."""
    return ratio if math.isfinite(ratio) and ratio > 0 else 1.0


def _row_height(row: Sequence[Piece], width: float, gutter: float) -> float:
    room = width - gutter * (len(row) - 1) - sum(piece.width for piece in row)
    return max(1.0, room) / sum(piece.stretch for piece in row)


def _row(row: Sequence[Piece], height: float, y: float, gutter: float) -> list[Rect]:
    laid: list[Rect] = []
    x = 0.0
    for piece in row:
        laid.append(Rect(x, y, piece.width or piece.stretch * height, piece.height or height))
        x += laid[-1].width + gutter
    return laid


def _row_breaks(pieces: Sequence[Piece], width: float, gutter: float, target: float) -> list[int]:
    """Return where rows begin, and the end, so that the sum of the squared misfits is the least."""
    count = len(pieces)
    # What the first n pieces stretch by, and how much of the width they take in any case.
    stretches = [0.0, *accumulate(piece.stretch for piece in pieces)]
    taken = [0.0, *accumulate(piece.width + gutter for piece in pieces)]
    best = [0.0] + [math.inf] * count
    came_from = [0] * (count + 1)
    near = 0
    for end in range(1, count + 1):
        if end < count:  # rows of a few huge pictures are not looked at, where there is enough for more
            near = _last_start(stretches, taken, near, end, width + gutter, target)
        for start in range(near if end < count else end - 1, -1, -1):
            stretch = stretches[end] - stretches[start]
            room = width + gutter - taken[end] + taken[start]
            if room <= 0 and start < end - 1:
                break
            height = (room if room > 1 else 1.0) / stretch if stretch > _NO_STRETCH else target
            misfit = math.log(height / target) if stretch > _NO_STRETCH else _WORDS_ALONE
            if end == count and misfit > 0:
                misfit *= 0.3  # the last row may stay short: it is set at the target height
            cost = best[start] + misfit * misfit
            if cost < best[end]:
                best[end], came_from[end] = cost, start
            if height < target * (_LOWEST_OF_MANY if end - start > _MANY else _LOWEST) and start < end - 1:
                break
        if best[end] == math.inf:
            best[end], came_from[end] = best[end - 1] + 1.0, end - 1
    breaks = [count]
    while breaks[-1]:
        breaks.append(came_from[breaks[-1]])
    return breaks[::-1]


def _last_start(
    stretches: Sequence[float], taken: Sequence[float], near: int, end: int, width: float, target: float
) -> int:
    """Return the last piece with which a row that ends there is not far too high."""
    while near < end - 1:
        tallest = target * (_TALLEST_OF_MANY if end - near > _MANY else _TALLEST)
        room = width - taken[end] + taken[near + 1]
        if room > tallest * (stretches[end] - stretches[near + 1]):
            break
        near += 1
    return near


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
