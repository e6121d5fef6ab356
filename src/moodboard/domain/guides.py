# SPDX-License-Identifier: GPL-3.0-or-later
"""Edges of neighbours that attract what is moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moodboard.domain.arrange import GUTTER
from moodboard.domain.board import Rect


@dataclass(frozen=True, slots=True)
class Guide:
    """A thin line that shows what attracted: upright at ``at`` on x, or level at ``at`` on y."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Attraction:
    """By how much to correct a move, and the lines to show."""

    dx: float = 0.0
    dy: float = 0.0
    guides: tuple[Guide, ...] = ()


NONE = Attraction()
_Span = tuple[float, float, float, float]
"""From, to along the axis; from, to across it."""


def attraction(moving: Rect, neighbours: Iterable[Rect], reach: float, gutter: float = GUTTER) -> Attraction:
    """Return how the edges of the neighbours pull a moved rectangle that is within ``reach`` of them.

    An edge wants to be in line with a neighbour's same edge, or a gutter away from its facing edge.
    """
    others = list(neighbours)
    dx, upright = _pull(
        (moving.x, moving.right, moving.y, moving.bottom),
        [(r.x, r.right, r.y, r.bottom) for r in others],
        reach,
        gutter,
    )
    dy, level = _pull(
        (moving.y, moving.bottom, moving.x, moving.right),
        [(r.y, r.bottom, r.x, r.right) for r in others],
        reach,
        gutter,
    )
    guides = [Guide(True, at, min(a, moving.y + dy), max(b, moving.bottom + dy)) for at, a, b in upright]
    guides += [Guide(False, at, min(a, moving.x + dx), max(b, moving.right + dx)) for at, a, b in level]
    return Attraction(dx, dy, tuple(guides))


def _pull(
    mine: _Span, others: Sequence[_Span], reach: float, gutter: float
) -> tuple[float, list[tuple[float, float, float]]]:
    start, end, low, high = mine
    best = reach
    pull = 0.0
    lines: list[tuple[float, float, float]] = []
    for other_start, other_end, other_low, other_high in others:
        beside = low < other_high + gutter and other_low < high + gutter
        offers = [(other_start - start, other_start), (other_end - end, other_end)]
        if beside:
            offers.append((other_end + gutter - start, other_end + gutter))
            offers.append((other_start - gutter - end, other_start - gutter))
        for offer, at in offers:
            distance = abs(offer)
            if distance < best - 1e-9:
                best, pull, lines = distance, offer, [(at, other_low, other_high)]
            elif lines and abs(offer - pull) < 1e-6 and len(lines) < 4:
                lines.append((at, other_low, other_high))
    return pull, lines
