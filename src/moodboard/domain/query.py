# SPDX-License-Identifier: GPL-3.0-or-later
"""What a list of films is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FilmSort(StrEnum):
    """Orders of the film list; ties fall to the title."""

    LAST_SEEN = "last"
    REWATCHES = "rewatches"
    TITLE = "title"
    YEAR = "year"
    RATING = "rating"
    DUE = "due"
    """Longest since last seen, measured in the film's own usual gap."""


class FilmChip(StrEnum):
    """The filters above the list; they combine."""

    REWATCHED = "rewatched"
    DUE_AGAIN = "due"
    FIVE_STARS = "five-stars"


@dataclass(frozen=True, slots=True)
class FilmQuery:
    """Words (title, year, people, notes), chips, order."""

    text: str = ""
    chips: frozenset[FilmChip] = frozenset()
    sort: FilmSort = FilmSort.LAST_SEEN
