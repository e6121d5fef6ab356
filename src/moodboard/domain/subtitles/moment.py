# SPDX-License-Identifier: GPL-3.0-or-later
"""The words at a moment of the film."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from moodboard.domain.subtitles.cleaning import Spoken

FARTHEST = 30.0
"""Seconds from a moment beyond which nothing counts as said there."""
_BACK = 40  # lines before: one may be held under many others


def at(said: Sequence[Spoken], seconds: float, farthest: float = FARTHEST) -> int | None:
    """Return the place of what is being said, the newest of several; else of what is nearest in time."""
    place = bisect_right(said, seconds, key=lambda one: one.start)
    for number in range(place - 1, max(-1, place - 1 - _BACK), -1):
        if said[number].start <= seconds < said[number].end:
            return number
    near = range(max(0, place - _BACK), min(len(said), place + 1))
    best = min(near, key=lambda number: (_away(said[number], seconds), -number), default=None)
    return best if best is not None and _away(said[best], seconds) <= farthest else None


def _away(one: Spoken, seconds: float) -> float:
    return max(one.start - seconds, seconds - one.end, 0.0)
