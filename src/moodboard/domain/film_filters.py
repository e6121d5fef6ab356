# SPDX-License-Identifier: GPL-3.0-or-later
"""What a list of films is narrowed by: every filter combines with every other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from moodboard.domain.text_keys import folded


class Facet(StrEnum):
    """Names by which films are found."""

    WITH = "with"
    WHERE = "where"
    MEDIUM = "medium"
    CUT = "cut"
    THEME = "theme"
    """Of the film or of one of its watches."""
    DIRECTOR = "director"


class FilmMark(StrEnum):
    """What is so of a film, or is not."""

    SHOTS = "shots"
    LINES = "lines"
    BOARD = "board"
    WATCHLIST = "watchlist"
    LIKED = "liked"
    UNFINISHED = "unfinished"
    """A watch of it was not finished."""
    UNDATED = "undated"
    """It was seen at a time that nobody knows: a watch without a date, or a bare number of earlier ones."""
    UNTOLD = "untold"
    """Seen more often than is told."""


NAMES_OF = {
    Facet.WITH: "people",
    Facet.WHERE: "places",
    Facet.MEDIUM: "media",
    Facet.CUT: "cuts",
    Facet.THEME: "themes",
    Facet.DIRECTOR: "directors",
}
"""The field of ``FilmFilters`` that holds a facet's names."""
ALL_OF = frozenset({Facet.WITH, Facet.THEME})
"""Of these a film has to have every name that is asked for; of the others any will do."""

ALL_OF = frozenset({Facet.WITH, Facet.THEME})
"""Of these, a film has to have every name that is asked for; of the others, any."""


@dataclass(frozen=True, slots=True)
class FilmFilters:
    """What has to be so of a film; what is left as it is asks nothing.

    Of people and themes all have to be there, of the other names any.
    """

    times_from: int | None = None
    times_to: int | None = None
    rating_from: int | None = None
    """Half stars, 1..10."""
    rating_to: int | None = None
    unrated: bool = False
    """With a range of ratings: films without one too; alone: only those."""
    year_from: int | None = None
    year_to: int | None = None
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    cuts: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    marks: frozenset[FilmMark] = field(default_factory=frozenset)
    """What has to be so."""
    unmarked: frozenset[FilmMark] = field(default_factory=frozenset)
    """What must not be so."""

    def __bool__(self) -> bool:
        return self != NO_FILTERS  # 0 times is asking, too

    def names(self, facet: Facet) -> tuple[str, ...]:
        """Return the names asked for of one kind."""
        found: tuple[str, ...] = getattr(self, NAMES_OF[facet])
        return found

    def naming(self, facet: Facet, names: Iterable[str]) -> FilmFilters:
        """Return them with these names of one kind; blank ones and doubles go."""
        wanted: dict[str, str] = {}
        for name in names:
            if fold := folded(name):
                wanted.setdefault(fold, " ".join(name.split()))
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return FilmFilters(**(values | {NAMES_OF[facet]: tuple(wanted.values())}))

    @property
    def decade(self) -> int | None:
        """The first year of the decade that is asked for exactly, None otherwise."""
        first = self.year_from
        return first if first is not None and first % 10 == 0 and self.year_to == first + 9 else None

    def within_decade(self, year: int) -> FilmFilters:
        """Return them asking for the ten years that a year stands in."""
        first = year // 10 * 10
        return replace(self, year_from=first, year_to=first + 9)

    def mark(self, mark: FilmMark) -> bool | None:
        """Return what is asked of a mark: True, False, None for nothing."""
        return True if mark in self.marks else False if mark in self.unmarked else None

    def marking(self, mark: FilmMark, wanted: bool | None) -> FilmFilters:
        """Return them asking that a mark be so, be not so, or (None) be either."""
        marks, unmarked = self.marks - {mark}, self.unmarked - {mark}
        return replace(
            self,
            marks=marks | {mark} if wanted is True else marks,
            unmarked=unmarked | {mark} if wanted is False else unmarked,
        )

    def without(self, *names: str) -> FilmFilters:
        """Return them without what these fields ask."""
        plain = FilmFilters()
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return FilmFilters(**(values | {name: getattr(plain, name) for name in names}))


NO_FILTERS = FilmFilters()
