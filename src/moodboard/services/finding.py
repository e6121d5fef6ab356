# SPDX-License-Identifier: GPL-3.0-or-later
"""Find the film that somebody means by a few letters: mistyped, in another order, as initials."""

from __future__ import annotations

import re
from dataclasses import dataclass

from moodboard.domain import fuzzy
from moodboard.domain.film import FilmRow
from moodboard.store import database, films, title_search, titles

_LOOKED_AT = 60
"""Titles that answer to the letter and are put in order."""
_FORGIVEN_FROM = 3
"""Letters from which mistakes are forgiven; fewer fit too much."""
_YEAR = re.compile(r"(.+?)[\s,]*\(?((?:18|19|20)\d\d)\)?\s*")


@dataclass(frozen=True, slots=True)
class FoundFilm:
    """A film, and which letters of its title answered."""

    row: FilmRow
    spans: tuple[tuple[int, int], ...] = ()
    also: str = ""
    """The original title, when it is that one which answered."""
    is_near: bool = False
    """Letters were wrong, or it may be another film."""


class TitleFinder:
    """Answer one key after another. What forgives mistakes is ``warm``: all titles, read once and kept."""

    def __init__(self) -> None:
        self._heap: fuzzy.TitleHeap | None = None

    def is_warm(self) -> bool:
        """Whether mistakes are forgiven yet."""
        return self._heap is not None

    def warm(self) -> None:
        """Read all titles; a job's work in a large library."""
        with database.read():
            self._heap = fuzzy.TitleHeap(titles.all_folded())

    def find(self, typed: str, limit: int = 8) -> tuple[FoundFilm, ...]:
        """Return the films that may be meant, the likeliest first; the last seen for nothing typed."""
        typed = typed.strip()
        with database.read():
            if not fuzzy.words_of(typed):
                return tuple(FoundFilm(row) for row in films.rows(title_search.suggestions(typed, limit)))
            found = self._ranked(typed, title_search.suggestions(typed, _LOOKED_AT))
            dated = _YEAR.fullmatch(typed)
            if dated is not None and len(found) < limit:
                found |= self._of_year(dated[1], int(dated[2]))
            if len(found) < (1 if dated else limit) and len(typed) >= _FORGIVEN_FROM:
                found |= self._forgiven(typed, limit)
        best = sorted(found.values(), key=lambda one: one[0])[:limit]
        return tuple(film for _rank, film in best)

    def _forgiven(self, typed: str, limit: int) -> dict[int, _Ranked]:
        begun = titles.with_initials(typed.casefold(), limit) if typed.isalnum() else []
        return self._ranked(typed, [*begun, *self._near(typed)])

    def _of_year(self, typed: str, year: int) -> dict[int, _Ranked]:
        between = range(year - 1, year + 2)  # services disagree by a year
        found = self._ranked(typed, titles.of_years(typed, between, _LOOKED_AT))
        if not found:
            found = self._ranked(typed, self._near(typed))
        return {id_: one for id_, one in found.items() if one[1].row.year in between}

    def _near(self, typed: str) -> list[int]:
        return [] if self._heap is None else self._heap.near(typed)

    def _ranked(self, typed: str, ids: list[int]) -> dict[int, _Ranked]:
        ids = list(dict.fromkeys(ids))
        if not ids:
            return {}
        originals = titles.original(ids)
        found: dict[int, _Ranked] = {}
        for row in films.rows(ids):
            match, also = fuzzy.match(typed, row.title), ""
            other = originals.get(row.id, "")
            theirs = fuzzy.match(typed, other) if other else None
            if theirs is not None and (match is None or theirs.rank < match.rank):
                match, also = theirs, other
            if match is not None:
                near = match.kind is fuzzy.Kind.NEAR
                rank = (*match.rank, -row.times_seen, len(row.title), row.title, row.id)
                found[row.id] = (rank, FoundFilm(row, () if also else match.spans, also, near))
        return found


_Ranked = tuple[tuple[int, int, int, int, str, int], FoundFilm]
