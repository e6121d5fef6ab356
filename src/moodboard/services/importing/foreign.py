# SPDX-License-Identifier: GPL-3.0-or-later
"""What the readers of foreign boards share: what they hand over, and how much is too much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from moodboard.domain.foreign_board import ForeignBoard

MOST_ITEMS = 20_000
"""Items of one board; more lie on no board that a person made."""
MOST_OF_ONE = 256 * 1024**2
"""Bytes of one picture."""


@dataclass(frozen=True, slots=True)
class Found:
    """A foreign board whose file is open."""

    board: ForeignBoard
    data: Callable[[int], bytes]
    """The bytes of a source by its key; raises KnownError."""


def within_limits(name: str, count: int) -> list[str]:
    """Return what to say of a board with more items than Moodboard takes in."""
    if count <= MOST_ITEMS:
        return []
    return [f"{name} has {count:,} items; only {MOST_ITEMS:,} of them came in."]
