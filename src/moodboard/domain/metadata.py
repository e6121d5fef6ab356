# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts that a service tells of a film: what may be filled in, and when it is surely that film.

A person's own words win. A fact of a service fills what is blank, or what a service said before; what
the person wrote (or brought in from their own diaries) is replaced only when they tick it themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from moodboard.domain.film import Film
from moodboard.domain.text_keys import folded

Value: TypeAlias = int | str | tuple[str, ...] | None


class Service(StrEnum):
    """Who told a fact."""

    TMDB = "tmdb"
    IMDB = "imdb"
    """The catalogue on this machine, made of IMDb's files."""


NAMES = {Service.TMDB: "TMDB", Service.IMDB: "IMDb"}

YEAR, DIRECTORS, RUNTIME, ORIGINAL = "year", "directors", "runtime", "original_title"
IMDB, TMDB, POSTER = "imdb", "tmdb", "poster"
FIELDS = (YEAR, DIRECTORS, RUNTIME, ORIGINAL, IMDB, TMDB, POSTER)
"""A film's columns that may be filled in. Its title never is: it is what the person calls the film."""
IDS = (IMDB, TMDB)
LOOKED = "looked"
"""Stands among a film's sources, in the place of a field, when it was looked up."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film that a service found by title and year."""

    service: Service
    key: str
    """What the service calls it."""
    title: str
    year: int | None = None
    original_title: str = ""
    directors: tuple[str, ...] = ()
    """Empty while nobody asked; TMDB's search does not tell them."""
    poster: str = ""
    """Where its poster lies at the service, empty for none."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a service knows of one film; blank where it knows nothing."""

    service: Service
    title: str
    year: int | None = None
    directors: tuple[str, ...] = ()
    runtime: int | None = None
    """Minutes."""
    original_title: str = ""
    imdb: str = ""
    tmdb: int | None = None
    poster: str = ""
    """Where its poster lies at the service; once it was taken in, the picture inside the library."""


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where what stands in a field came from."""

    service: Service
    at: str
    """When, ISO 8601 in UTC."""


class State(StrEnum):
    """How a found fact stands to what is there."""

    SAME = "same"
    """It is there already, or the service knows nothing."""
    BLANK = "blank"
    """Nothing stands here: it may be filled in."""
    SERVICE = "service"
    """What stands here came from a service and differs: it may be brought up to date."""
    OWN = "own"
    """The person's own words differ: they stay, unless the person says otherwise."""
    TAKEN = "taken"
    """Another film of the library has this number."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field beside what was found for it."""

    field: str
    now: Value
    found: Value
    state: State
    source: FieldSource | None = None
    """Where what stands there came from; None for the person's own."""
    of: str = ""
    """The other film that has the number."""

    @property
    def may_fill(self) -> bool:
        """Whether it is filled in without asking again."""
        return self.state in (State.BLANK, State.SERVICE)

    @property
    def may_tick(self) -> bool:
        """Whether the person may have it filled in."""
        return self.may_fill or self.state is State.OWN


def value_of(film: Film, field: str) -> Value:
    """Return what stands in a field of the film."""
    value: Value = getattr(film, field)
    return value


def changed(before: Film, after: Film) -> list[str]:
    """Return what of a film's sources is over once a person made the one into the other."""
    over = [field for field in FIELDS if value_of(before, field) != value_of(after, field)]
    renamed = (before.title, before.year) != (after.title, after.year)
    return [*over, LOOKED] if renamed else over


def compared(
    film: Film, found: Found, sources: Mapping[str, FieldSource], taken: Mapping[str, str] | None = None
) -> tuple[FieldRow, ...]:
    """Lay what was found beside what stands there; ``taken`` names the films that have its numbers."""
    rows = []
    for field in FIELDS:
        now, new, source = value_of(film, field), _new(film, found, field), sources.get(field)
        of = (taken or {}).get(field, "")
        if not new or _same(field, now, new) or (field == POSTER and now and film.tmdb == found.tmdb):
            state = State.SAME
        elif of:
            state = State.TAKEN
        elif not now:
            state = State.BLANK
        else:
            state = State.OWN if source is None else State.SERVICE
        rows.append(FieldRow(field, now, new, state, source, of))
    return tuple(rows)


def _new(film: Film, found: Found, field: str) -> Value:
    value: Value = getattr(found, field)
    if field == ORIGINAL and folded(found.original_title) == folded(film.title):
        return ""  # the film goes by that name already
    return value


def _same(field: str, now: Value, new: Value) -> bool:
    if isinstance(now, tuple) and isinstance(new, tuple):
        return [folded(name) for name in now] == [folded(name) for name in new]
    if isinstance(now, str) and isinstance(new, str) and field != POSTER:
        return folded(now) == folded(new)
    return now == new


# Which of them it is


def key_of(title: str) -> str:
    """Return what two ways of writing a title have in common: no case, accents or signs."""
    fold = folded(title.replace("&", " and "))
    return "".join(letter for letter in fold if letter.isalnum()) or fold


def is_titled(film: Film, title: str, original_title: str) -> bool:
    """Tell whether a service's film goes by one of the film's names."""
    own = {key_of(name) for name in (film.title, film.original_title) if name}
    return bool(own & {key_of(name) for name in (title, original_title) if name})


def sure_of(film: Film, candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the one that is surely the film, None when it is any doubt.

    Its title must be the same. The year must be too, or one beside it where no other is nearer:
    services tell different premieres. Without a year there must be only one of that title.
    """
    titled = [one for one in candidates if is_titled(film, one.title, one.original_title)]
    if film.year is None:
        return titled[0] if len(titled) == 1 else None
    for away in (0, 1):
        near = [one for one in titled if one.year is not None and abs(one.year - film.year) <= away]
        if near:
            return near[0] if len(near) == 1 else None
    return None


def disagreement(film: Film, found: Found) -> str:
    """Return the field in which the film and what was found cannot be the same film; empty for none."""
    if not is_titled(film, found.title, found.original_title) and not _same_number(film, found):
        return "title"
    if film.year is not None and found.year is not None and abs(film.year - found.year) > 1:
        return YEAR
    for field in IDS:
        now, new = value_of(film, field), getattr(found, field)
        if now and new and now != new:
            return field
    own = {key_of(name) for name in film.directors}
    if own and found.directors and not own & {key_of(name) for name in found.directors}:
        return DIRECTORS
    return ""


def _same_number(film: Film, found: Found) -> bool:
    return any(value_of(film, field) and value_of(film, field) == getattr(found, field) for field in IDS)
