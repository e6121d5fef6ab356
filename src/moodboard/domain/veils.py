# SPDX-License-Identifier: GPL-3.0-or-later
"""Which lines lie on which stills: under those words a soft gradient is painted."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from moodboard.domain.board import Pin, PinKind, Place, stacking_key

LEAST_SHARE = 0.6
"""How much of a line has to lie on a still."""
_CELL = 512.0

_Point = tuple[float, float]


def wants_veil(pin: Pin) -> bool:
    """Tell whether a gradient would be painted under the pin, if it lay on a still."""
    return pin.kind is PinKind.LINE and pin.style.text.veil and not pin.hidden


def stills_under(pins: Iterable[Pin], only: Collection[str] | None = None) -> dict[str, Pin]:
    """Return the still under each line that mostly lies on one: the foremost behind it.

    ``only`` asks about these lines alone. A shape that covers more than half of a rectangle covers
    its centre, so each still is compared with the lines whose centres it reaches, and no others.
    """
    pins = tuple(pins)
    lines = [pin for pin in pins if wants_veil(pin) and (only is None or pin.uuid in only)]
    if not lines:
        return {}
    near = _Centres(lines)
    found: dict[str, Pin] = {}
    still_kind = PinKind.STILL
    for still in pins:
        if still.kind is not still_kind:
            continue
        for line in near.in_reach(still.place):
            if line.frame == still.frame and not still.hidden:
                _compare(line, still, found)
    return found


def _compare(line: Pin, still: Pin, found: dict[str, Pin]) -> None:
    """Note the still if the line lies on it, and on none in front of it."""
    key, before = stacking_key(still), found.get(line.uuid)
    if key > stacking_key(line) or (before is not None and key < stacking_key(before)):
        return
    if share_on(line.place, still.place) >= LEAST_SHARE:
        found[line.uuid] = still


class _Centres:
    """The centres of lines in square cells, so that a still looks at few of them."""

    def __init__(self, lines: list[Pin]) -> None:
        self._lines = [(*pin.place.rect.centre, pin) for pin in lines]
        xs, ys = [x for x, _, _ in self._lines], [y for _, y, _ in self._lines]
        self._left, self._top, self._right, self._bottom = min(xs), min(ys), max(xs), max(ys)
        self._cells: dict[tuple[int, int], list[tuple[float, float, Pin]]] = {}
        for entry in self._lines:
            cell = int(entry[0] // _CELL), int(entry[1] // _CELL)
            self._cells.setdefault(cell, []).append(entry)

    def in_reach(self, place: Place) -> list[Pin]:
        """Return the lines whose centres lie in the box around a place."""
        left, top, width, height = place.x, place.y, place.width, place.height
        if place.turn:
            reach = math.hypot(width, height) / 2
            left, top = left + width / 2 - reach, top + height / 2 - reach
            width = height = 2 * reach
        right, bottom = left + width, top + height
        if left > self._right or right < self._left or top > self._bottom or bottom < self._top:
            return []
        first, last = int(left // _CELL), int(right // _CELL)
        above, below = int(top // _CELL), int(bottom // _CELL)
        entries: Iterable[tuple[float, float, Pin]] = self._lines
        if (last - first + 1) * (below - above + 1) <= len(self._cells):
            nowhere: list[tuple[float, float, Pin]] = []
            entries = [
                entry
                for across in range(first, last + 1)
                for down in range(above, below + 1)
                for entry in self._cells.get((across, down), nowhere)
            ]
        return [pin for x, y, pin in entries if left <= x <= right and top <= y <= bottom]


def share_on(place: Place, ground: Place) -> float:
    """Return how much of a place lies on another one, 0..1, whatever their turns."""
    area = place.width * place.height
    if area <= 0:
        return 0.0
    shape = _corners(place)
    edges = _corners(ground)
    for start, end in zip(edges, (*edges[1:], edges[0]), strict=True):
        shape = _cut(shape, start, end)
    return min(1.0, _area(shape) / area)


def lies_within(place: Place, ground: Place) -> bool:
    """Tell whether all of a place lies on another one."""
    return share_on(place, ground) > 1 - 1e-6


def _corners(place: Place) -> list[_Point]:
    """Return the corners of a turned rectangle, clockwise."""
    cx, cy = place.rect.centre
    angle = math.radians(place.turn)
    cosine, sine = math.cos(angle), math.sin(angle)
    across, down = place.width / 2, place.height / 2
    return [
        (cx + x * cosine - y * sine, cy + x * sine + y * cosine)
        for x, y in ((-across, -down), (across, -down), (across, down), (-across, down))
    ]


def _cut(shape: list[_Point], start: _Point, end: _Point) -> list[_Point]:
    """Return the part of a convex shape that lies on the right-hand side of an edge, y downwards."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    sides = [dx * (y - start[1]) - dy * (x - start[0]) for x, y in shape]
    kept: list[_Point] = []
    for n, (x, y) in enumerate(shape):
        before = n - 1
        if (sides[n] >= 0) != (sides[before] >= 0):
            part = sides[before] / (sides[before] - sides[n])
            px, py = shape[before]
            kept.append((px + (x - px) * part, py + (y - py) * part))
        if sides[n] >= 0:
            kept.append((x, y))
    return kept


def _area(shape: list[_Point]) -> float:
    doubled = sum(shape[n - 1][0] * y - x * shape[n - 1][1] for n, (x, y) in enumerate(shape))
    return abs(doubled) / 2
