# SPDX-License-Identifier: GPL-3.0-or-later
"""What a list of films is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from moodboard.domain.film_filters import NO_FILTERS, FilmFilters


class FilmSort(StrEnum):
    """Orders of the film list; ties fall to the title."""

    LAST_SEEN = "last"
    REWATCHES = "rewatches"
    TITLE = "title"
    YEAR = "year"
    RATING = "rating"
    ADDED = "added"
    GAP = "gap"
    """The usual pause between two watches."""
    DUE = "due"
    """Longest since last seen, measured in the film's own usual gap."""


class FilmChip(StrEnum):
    """The filters above the list; they combine."""

    REWATCHED = "rewatched"
    DUE_AGAIN = "due"
    FIVE_STARS = "five-stars"


@dataclass(frozen=True, slots=True)
class FilmQuery:
    """Words (title, year, people, notes, lines), chips, filters, order.

    Titles run from A to Z, all else from the most down; ``backwards`` turns that round. Films that lack
    what they are ordered by (never rated, never seen) come last both ways.
    """

    text: str = ""
    chips: frozenset[FilmChip] = frozenset()
    sort: FilmSort = FilmSort.LAST_SEEN
    backwards: bool = False
    filters: FilmFilters = NO_FILTERS

    @property
    def descending(self) -> bool:
        """Whether the most, the newest, or Z comes first."""
        return (self.sort is FilmSort.TITLE) == self.backwards

    @property
    def narrows(self) -> bool:
        """Whether any film may be left out."""
        return bool(self.text.strip() or self.chips or self.filters)
