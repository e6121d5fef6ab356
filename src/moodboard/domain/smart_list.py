# SPDX-License-Identifier: GPL-3.0-or-later
"""A smart list: a query with a name, whose films are whatever answers it now."""

from __future__ import annotations

from dataclasses import dataclass

from moodboard.domain.query import FilmQuery


@dataclass(frozen=True, slots=True)
class SmartList:
    """One saved query."""

    uuid: str
    name: str
    query: FilmQuery
    position: int = 0
    created: str = ""
    unknown: tuple[str, ...] = ()
    """What a newer program asked in it and this one cannot: it may show more films than were meant."""
