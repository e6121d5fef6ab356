# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies in the bin: nothing that a person made goes away until the bin is emptied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BinKind(StrEnum):
    """What can be put into the bin."""

    FILM = "film"
    BOARD = "board"
    STILL = "still"
    LINE = "line"
    OWN_LIST = "list"
    SMART_LIST = "smart-list"


@dataclass(frozen=True, slots=True)
class Binned:
    """One thing in the bin."""

    kind: BinKind
    ref: str
    """Its uuid."""
    title: str
    """A film's or board's title, a line's words, a shot's file name; may be empty."""
    film: str
    """The title of the film it belongs to, empty for none and for films."""
    at: str
    """When it was put there, ISO 8601 in UTC."""
    held: bool = False
    """A board still shows it: it stays when the bin is emptied."""
    watches: int = 0
    """Diary entries that go with a film."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """What went for good, and what stayed because a board shows it."""

    gone: int
    held: int
