# SPDX-License-Identifier: GPL-3.0-or-later
"""Pack rectangles of fixed sizes tightly into a wanted shape."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence

_Size = tuple[float, float]
_Spot = tuple[float, float]
_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

SEARCHED_UP_TO = 150
"""More are laid in shelves of like heights only: with so many those are as tight, and much faster."""
_WORK = 40_000
"""Free places looked at in the search, about 40 ms."""
_SMALLER = (0.94, 0.985, 0.995)
_WIDTHS = tuple(0.86 + 0.02 * n for n in range(20))
_MANY_WIDTHS = (0.98, 1.0, 1.02, 1.04, 1.06)
_MANY = 1000
_HAIR = 1e-6

_ORDERS: tuple[Callable[[_Size], tuple[float, ...]], ...] = (
    lambda size: (-size[1], -size[0]),
    lambda size: (-size[0] * size[1], -size[1]),
    lambda size: (-max(size), -min(size)),
    lambda size: (-size[0], -size[1]),
    lambda size: (-size[0] - size[1], -size[1]),
)


def packed(sizes: Sequence[_Size], shape: float, gutter: float) -> list[_Spot]:
    """Return the top left corners at which the rectangles lie apart by the gutter, tight, about ``shape``.

    The best is what the smallest rectangle of the wanted shape holds; the same rectangles are always
    packed the same way.
    """
    if not sizes:
        return []
    grown = [(width + gutter, height + gutter) for width, height in sizes]
    found = list(_shelvings(grown, shape))
    if 1 < len(grown) <= SEARCHED_UP_TO:
        found += _searched(grown, min(_held(grown, spots, shape) for spots in found), shape)
    return min(found, key=lambda spots: _cost(grown, spots, shape))


def _held(grown: Sequence[_Size], spots: Sequence[_Spot], shape: float) -> float:
    """Return the height of the smallest rectangle of the shape that holds all."""
    right, bottom = _reach(grown, spots)
    return max(right / shape, bottom)


def _cost(grown: Sequence[_Size], spots: Sequence[_Spot], shape: float) -> float:
    """Return how bad a packing is: mostly how large the shape around it, a little how large itself."""
    right, bottom = _reach(grown, spots)
    held = max(right / shape, bottom)
    return round(4 * math.log(held) + math.log(right * bottom), 9)


def _reach(grown: Sequence[_Size], spots: Sequence[_Spot]) -> tuple[float, float]:
    return (
        max(x + width for (x, _), (width, _) in zip(spots, grown, strict=True)),
        max(y + height for (_, y), (_, height) in zip(spots, grown, strict=True)),
    )


# -- shelves -------------------------------------------------------------------------------------


def _shelvings(grown: Sequence[_Size], shape: float) -> Iterator[list[_Spot]]:
    area = sum(width * height for width, height in grown)
    ideal, widest = math.sqrt(area * shape), max(width for width, _ in grown)
    order = sorted(range(len(grown)), key=lambda n: _ORDERS[0](grown[n]))
    for factor in _WIDTHS if len(grown) < _MANY else _MANY_WIDTHS:
        yield _shelved(grown, order, max(widest, ideal * factor))


def _shelved(grown: Sequence[_Size], order: Sequence[int], room: float) -> list[_Spot]:
    """Lay from left to right in shelves as high as their first one."""
    spots: list[_Spot] = [(0.0, 0.0)] * len(grown)
    x = y = height = 0.0
    for n in order:
        width, own = grown[n]
        if x and x + width > room + _HAIR:
            x, y, height = 0.0, y + height, 0.0
        spots[n] = (x, y)
        x += width
        height = max(height, own)
    return spots


# -- the search ----------------------------------------------------------------------------------


def _searched(grown: Sequence[_Size], least: float, shape: float) -> list[list[_Spot]]:
    """Return what was found by fitting all into ever smaller rectangles of the shape."""
    found: list[list[_Spot]] = []
    floor = math.sqrt(sum(width * height for width, height in grown) / shape)
    work = _Work(_WORK)
    for order in _orders(grown):
        for smaller in _SMALLER:
            while least * smaller > floor:
                if work.left <= 0:
                    return found
                spots = _fitted(grown, order, least * smaller * shape, least * smaller, work)
                if spots is None:
                    break
                found.append(spots)
                least = _held(grown, spots, shape)
        if work.left <= 0:
            break
    return found


def _orders(grown: Sequence[_Size]) -> Iterator[list[int]]:
    """Yield the usual orders, and ever more of them with neighbours moved about a little."""
    orders = [sorted(range(len(grown)), key=lambda n, key=key: key(grown[n])) for key in _ORDERS]  # type: ignore[misc]
    yield from orders
    chance = random.Random(0)
    for turn in range(400):
        order = orders[turn % len(orders)]
        places = {n: at + chance.uniform(0, 3 + turn % 4) for at, n in enumerate(order)}
        yield sorted(order, key=places.__getitem__)


class _Work:
    """How much more may be tried."""

    def __init__(self, left: int) -> None:
        self.left = left


def _fitted(
    grown: Sequence[_Size], order: Iterable[int], width: float, height: float, work: _Work
) -> list[_Spot] | None:
    """Return places for all inside a rectangle, or None when this way does not find any.

    Each goes where it leaves the least room beside it; what stays free is kept as the largest
    rectangles that nothing covers (MAXRECTS).
    """
    spots: list[_Spot] = [(0.0, 0.0)] * len(grown)
    free: list[_Box] = [(0.0, 0.0, width, height)]
    for n in order:
        own_width, own_height = grown[n]
        best = (math.inf, math.inf, math.inf)
        work.left -= len(free)
        for left, top, right, bottom in free:
            spare_x, spare_y = right - left - own_width, bottom - top - own_height
            if spare_x < -_HAIR or spare_y < -_HAIR:
                continue
            score = (min(spare_x, spare_y), top, left)
            if score < best:
                best, spots[n] = score, (left, top)
        if best[0] == math.inf:
            return None
        x, y = spots[n]
        free = _left_over(free, (x, y, x + own_width, y + own_height))
        work.left -= len(free)
    return spots


def _left_over(free: Sequence[_Box], taken: _Box) -> list[_Box]:
    """Return the largest free rectangles when one more place is taken."""
    x, y, end, below = taken
    kept: list[_Box] = []
    cut: list[_Box] = []
    for box in free:
        left, top, right, bottom = box
        if x >= right - _HAIR or end <= left + _HAIR or y >= bottom - _HAIR or below <= top + _HAIR:
            kept.append(box)
            continue
        if x > left + _HAIR:
            cut.append((left, top, x, bottom))
        if end < right - _HAIR:
            cut.append((end, top, right, bottom))
        if y > top + _HAIR:
            cut.append((left, top, right, y))
        if below < bottom - _HAIR:
            cut.append((left, below, right, bottom))
    for n, one in enumerate(cut):
        if not any(_holds(other, one) for other in kept) and not any(
            _holds(other, one) and (other != one or m < n) for m, other in enumerate(cut) if m != n
        ):
            kept.append(one)
    return kept


def _holds(outer: _Box, inner: _Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]
