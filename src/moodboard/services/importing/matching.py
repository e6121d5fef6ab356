# SPDX-License-Identifier: GPL-3.0-or-later
"""Which film of the library a row means: by its numbers, by title and year, or by a near miss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from moodboard.domain.letterboxd_rows import FilmKey, FilmSaid, film_key
from moodboard.store import imports
from moodboard.store.imports import FilmState


@dataclass(slots=True)
class FilmIndex:
    """Films at hand, by each of the names they may be called."""

    by_uuid: dict[str, FilmState] = field(default_factory=dict)
    by_id: dict[int, FilmState] = field(default_factory=dict)
    by_address: dict[str, FilmState] = field(default_factory=dict)
    by_imdb: dict[str, FilmState] = field(default_factory=dict)
    by_tmdb: dict[int, FilmState] = field(default_factory=dict)
    by_key: dict[FilmKey, list[FilmState]] = field(default_factory=dict)
    by_fold: dict[str, list[FilmState]] = field(default_factory=dict)

    def add(self, state: FilmState) -> None:
        """Take a film in."""
        known = self.by_uuid.get(state.uuid)
        if known is None:
            self.by_uuid[state.uuid] = state
            self.by_id[state.id] = state
            self._call(state, state)
        # The films that turned out to be it are other names of it.
        for other in state.also:
            self.by_id.setdefault(other.id, known or state)
            self._call(known or state, other)

    def _call(self, state: FilmState, called: FilmState) -> None:
        for title in {called.title, called.original} - {""}:
            for there in (
                self.by_key.setdefault(film_key(title, called.year), []),
                self.by_fold.setdefault(imports.fold(title), []),
            ):
                if all(one is not state for one in there):
                    there.append(state)
        self.name(state, called)

    def name(self, state: FilmState, called: FilmState | None = None) -> None:
        """Take note of the addresses and numbers of a film, or of one that turned out to be it."""
        called = called or state
        if called.address:
            self.by_address.setdefault(called.address, state)
        if called.imdb:
            self.by_imdb.setdefault(called.imdb, state)
        if called.tmdb:
            self.by_tmdb.setdefault(called.tmdb, state)

    def by_numbers(self, said: FilmSaid) -> tuple[FilmState | None, str]:
        """Return the film that has one of the row's numbers, and which."""
        numbers: tuple[tuple[Any, Mapping[Any, FilmState], str], ...] = (
            (said.address, self.by_address, "Letterboxd address"),
            (said.imdb, self.by_imdb, "IMDb number"),
            (said.tmdb, self.by_tmdb, "TMDB number"),
        )
        for value, there, how in numbers:
            found = there.get(value) if value else None
            if found is not None:
                return found, how
        return None, ""

    def by_title(self, said: FilmSaid) -> FilmState | None:
        """Return the film of this very title (or original title) and year."""
        for title in filter(None, (said.title, said.original)):
            same = self.by_key.get(film_key(title, said.year), [])
            fits = [state for state in same if not contradict(state, said)]
            if fits:
                return min(fits, key=lambda state: state.binned)
        return None

    def near(self, said: FilmSaid) -> list[FilmState]:
        """Return the films of this title whose year is one off, or known on one side only."""
        found: dict[str, FilmState] = {}
        for title in filter(None, (said.title, said.original)):
            for state in self.by_fold.get(imports.fold(title), ()):
                if not state.binned and not contradict(state, said) and _years_near(state.year, said.year):
                    found[state.uuid] = state
        return sorted(found.values(), key=lambda state: (-state.entries, abs(state.id)))


def _years_near(one: int | None, other: int | None) -> bool:
    return one is None or other is None or abs(one - other) <= 1


def contradict(state: FilmState, said: FilmSaid) -> bool:
    """Tell whether a film and a row have different numbers of one service: then they are two films.

    A film that another one turned out to be has the numbers of both.
    """
    if any(not contradict(other, said) for other in state.also):
        return False
    return bool(
        (state.address and said.address and state.address != said.address)
        or (state.imdb and said.imdb and state.imdb != said.imdb)
        or (state.tmdb and said.tmdb and state.tmdb != said.tmdb)
    )


def said_key(said: FilmSaid) -> str:
    """Return what a film of an import is answered for by."""
    parts = (said.key[0], said.year or "", said.imdb, said.tmdb or "", said.address)
    return "|".join(str(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film that a row may mean."""

    answer: int | str
    """What to answer for it."""
    title: str
    year: int | None
    times: int
    """How many watches it has."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """A film of the import that may be one of the library."""

    key: str
    """What ``answers`` of the next run calls it by."""
    file: str
    line: int
    title: str
    year: int | None
    candidates: tuple[Candidate, ...]
    taken: int | str
    """What it is without an answer: the first candidate's, or ``new``."""
    of_watch: bool = False
    """It asks whether a watch is the one of the day before or after, not which film it is."""


@dataclass(frozen=True, slots=True)
class Match:
    """A film of the import that the library had already, and how that is known."""

    title: str
    year: int | None
    film_id: int
    film: str
    how: str


def candidate(state: FilmState) -> Candidate:
    """Return a film as one may answer for it; one that is new itself is called by its title."""
    answer: int | str = state.id if state.id > 0 else f"like:{state.title}|{state.year or ''}"
    return Candidate(answer, state.title, state.year, state.entries)


Exclude = Callable[[FilmState], bool]


def told_apart(states: Iterable[FilmState], same_service: Exclude) -> tuple[list[FilmState], list[FilmState]]:
    """Return the near films that may be taken, and those that the service itself tells apart."""
    may: list[FilmState] = []
    apart: list[FilmState] = []
    for state in states:
        (apart if same_service(state) else may).append(state)
    return may, apart
