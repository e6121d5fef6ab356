# SPDX-License-Identifier: GPL-3.0-or-later
"""Neighbours that attract what is moved or resized: their edges, centres, gutters and even gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from moodboard.domain.arrange import GUTTER
from moodboard.domain.board import Rect

_HOLDS = 1e-6
_MOST_LINES = 4
_MOST_GAPS = 12
"""So many different gaps between neighbours are offered once more."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A thin line that shows what attracted: upright at ``at`` on x, or level at ``at`` on y."""

    upright: bool
    at: float
    start: float
    end: float
    ticks: bool = False
    """It measures a gap: a small tick closes each end."""


@dataclass(frozen=True, slots=True)
class Snapping:
    """What the hand's moves are drawn to beside the neighbours themselves."""

    gutter: float = GUTTER
    grid: float = 0.0
    """The step of the grid that is shown; 0 for none."""


@dataclass(frozen=True, slots=True)
class Attraction:
    """By how much to correct a move, and the lines to show."""

    dx: float = 0.0
    dy: float = 0.0
    guides: tuple[Guide, ...] = ()


NONE = Attraction()
_Span = tuple[float, float, float, float]
"""From, to along the axis; from, to across it."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """What would hold if the span were moved by ``by``, and how to show it then."""

    by: float
    line: float | None = None
    """Where on the axis an edge or a centre is shared."""
    other: _Span = (0.0, 0.0, 0.0, 0.0)
    gaps: tuple[tuple[float, float], ...] = ()
    """Stretches of the axis that are gaps, all alike."""


def attraction(
    moving: Rect,
    neighbours: Iterable[Rect],
    reach: float,
    gutter: float = GUTTER,
    grid: float = 0.0,
    axes: tuple[bool, bool] = (True, True),
) -> Attraction:
    """Return how the neighbours pull a moved rectangle that is within ``reach`` of what they offer.

    An edge wants to be in line with a neighbour's edge, a centre with its centre; facing edges want
    to be a gutter apart, or as far as two neighbours are. Where nothing pulls, a grid does. ``axes``
    tells whether it may be pulled to the side, and up or down.
    """
    others = list(neighbours)
    dx = dy = 0.0
    if axes[0]:
        dx = _pull(_across(moving), [_across(rect) for rect in others], reach, gutter, grid)
    if axes[1]:
        dy = _pull(_down(moving), [_down(rect) for rect in others], reach, gutter, grid)
    return Attraction(dx, dy, marks(_shifted(moving, dx, dy), others, gutter, axes))


def marks(
    rect: Rect, neighbours: Sequence[Rect], gutter: float, axes: tuple[bool, bool] = (True, True)
) -> tuple[Guide, ...]:
    """Return the lines and measured gaps by which a rectangle lies in order where it is."""
    found: list[Guide] = []
    for upright in [upright for upright, wanted in zip((True, False), axes, strict=True) if wanted]:
        mine, others = _turned(rect, neighbours, upright)
        found += _shown(upright, mine, list(_offers(mine, others, gutter, _HOLDS)))
    return tuple(found)


def edge_pull(
    rect: Rect,
    upright: bool,
    at_end: bool,
    neighbours: Iterable[Rect],
    reach: float,
    gutter: float = GUTTER,
    grid: float = 0.0,
) -> float | None:
    """Return by how much one edge of a resized rectangle is pulled; None where nothing pulls it.

    ``upright`` edges are the left and the right one, the latter ``at_end``.
    """
    mine, others = _turned(rect, neighbours, upright)
    best = min((offer.by for offer in _edge_offers(mine, at_end, others, gutter)), key=abs, default=reach)
    if abs(best) < reach:
        return best
    at = mine[1] if at_end else mine[0]
    return round(at / grid) * grid - at if grid > 0 else None


def edge_marks(
    rect: Rect, upright: bool, at_end: bool, neighbours: Iterable[Rect], gutter: float
) -> tuple[Guide, ...]:
    """Return the lines and measured gaps by which one edge lies in order where it is."""
    mine, others = _turned(rect, neighbours, upright)
    offers = _edge_offers(mine, at_end, others, gutter)
    return tuple(_shown(upright, mine, [offer for offer in offers if abs(offer.by) < _HOLDS]))


def _turned(rect: Rect, neighbours: Iterable[Rect], upright: bool) -> tuple[_Span, list[_Span]]:
    turn = _across if upright else _down
    return turn(rect), [turn(other) for other in neighbours]


def _pull(mine: _Span, others: Sequence[_Span], reach: float, gutter: float, grid: float) -> float:
    best = min((offer.by for offer in _offers(mine, others, gutter, reach)), key=abs, default=None)
    if best is not None:
        return best
    return round(mine[0] / grid) * grid - mine[0] if grid > 0 else 0.0


def _offers(mine: _Span, others: Sequence[_Span], gutter: float, within: float) -> Iterator[_Offer]:
    """Yield what pulls by less than ``within``: with hundreds around, most of it is never made."""
    start, end, low, high = mine
    middle = (start + end) / 2
    for other in others:
        other_start, other_end, other_low, other_high = other
        centre = (other_start + other_end) / 2
        if -within < other_start - start < within:
            yield _Offer(other_start - start, other_start, other)
        if -within < other_end - end < within:
            yield _Offer(other_end - end, other_end, other)
        if -within < centre - middle < within:
            yield _Offer(centre - middle, centre, other)
        if -within < other_end - start < within:
            yield _Offer(other_end - start, other_end, other)
        if -within < other_start - end < within:
            yield _Offer(other_start - end, other_start, other)
        if gutter > 0 and low < other_high + gutter and other_low < high + gutter:
            if -within < other_end + gutter - start < within:
                yield _Offer(other_end + gutter - start, None, other, ((other_end, other_end + gutter),))
            if -within < other_start - gutter - end < within:
                yield _Offer(other_start - gutter - end, None, other, ((other_start - gutter, other_start),))
    yield from (offer for offer in _even(mine, others) if -within < offer.by < within)


def _even(mine: _Span, others: Sequence[_Span]) -> Iterator[_Offer]:
    """Offer the middle between two neighbours, and the gaps between others once more."""
    start, end, low, high = mine
    length = end - start
    beside = sorted(other for other in others if low < other[3] and other[2] < high)
    gaps = _gaps(beside)
    before = [other for other in beside if other[1] <= (start + end) / 2]
    after = [other for other in beside if other[0] >= (start + end) / 2]
    left = max(before, key=lambda other: other[1], default=None)
    right = min(after, key=lambda other: other[0], default=None)
    if left and right and right[0] - left[1] > length:
        gap = (right[0] - left[1] - length) / 2
        two = ((left[1], left[1] + gap), (right[0] - gap, right[0]))
        yield _Offer(left[1] + gap - start, None, left, two)
    for from_, to in gaps:
        gap = to - from_
        if left:
            yield _Offer(left[1] + gap - start, None, left, ((from_, to), (left[1], left[1] + gap)))
        if right:
            yield _Offer(right[0] - gap - end, None, right, ((from_, to), (right[0] - gap, right[0])))


def _gaps(beside: Sequence[_Span]) -> list[tuple[float, float]]:
    """Return the gaps between neighbours that follow each other."""
    found: list[tuple[float, float]] = []
    reached: float | None = None
    for start, end, _, _ in beside:
        if reached is not None and start > reached:
            found.append((reached, start))
        reached = end if reached is None else max(reached, end)
    return found[:_MOST_GAPS]


def _edge_offers(mine: _Span, at_end: bool, others: Sequence[_Span], gutter: float) -> Iterator[_Offer]:
    start, end, low, high = mine
    at = end if at_end else start
    for other in others:
        for line in (other[0], other[1], (other[0] + other[1]) / 2):
            yield _Offer(line - at, line, other)
        facing = other[0] if at_end else other[1]
        if gutter > 0 and low < other[3] + gutter and other[2] < high + gutter:
            yield _facing(at, facing, gutter, at_end)
    beside = sorted(other for other in others if low < other[3] and other[2] < high)
    if at_end:
        near = min((other[0] for other in beside if other[0] > start), default=None)
        behind = [(other[1], start) for other in beside if other[1] < start][-1:]
    else:
        near = max((other[1] for other in beside if other[1] < end), default=None)
        behind = [(end, other[0]) for other in beside if other[0] > end][:1]
    if near is not None:
        for gap in (*behind, *_gaps(beside)):
            yield _facing(at, near, gap[1] - gap[0], at_end, gap)


def _facing(
    at: float, facing: float, gap: float, at_end: bool, like: tuple[float, float] | None = None
) -> _Offer:
    """Offer an edge a place so far from the one it faces; ``like`` is a gap that is so wide already."""
    wanted = facing - gap if at_end else facing + gap
    own = (min(wanted, facing), max(wanted, facing))
    return _Offer(wanted - at, None, gaps=(own,) if like is None else (like, own))


def _shown(upright: bool, mine: _Span, offers: Sequence[_Offer]) -> Iterator[Guide]:
    """Yield what shows the offers that hold: shared lines joined to one, gaps with ticks."""
    low, high = mine[2], mine[3]
    lines: dict[float, tuple[float, float]] = {}
    measured: dict[tuple[float, float], None] = {}
    for offer in offers:
        if offer.line is not None:
            key = round(offer.line, 6)
            a, b = lines.get(key, (low, high))
            lines[key] = min(a, offer.other[2]), max(b, offer.other[3])
        for gap in offer.gaps:
            measured.setdefault((round(gap[0], 6), round(gap[1], 6)))
    for at, (a, b) in list(lines.items())[:_MOST_LINES]:
        yield Guide(upright, at, a, b)
    for a, b in list(measured)[: 2 * _MOST_LINES]:
        yield Guide(not upright, (low + high) / 2, a, b, ticks=True)


def _across(rect: Rect) -> _Span:
    return rect.x, rect.right, rect.y, rect.bottom


def _down(rect: Rect) -> _Span:
    return rect.y, rect.bottom, rect.x, rect.right


def _shifted(rect: Rect, dx: float, dy: float) -> Rect:
    return Rect(rect.x + dx, rect.y + dy, rect.width, rect.height)
