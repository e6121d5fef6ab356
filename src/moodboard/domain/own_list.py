# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of films that a person keeps by hand, ranked or not, with a note for each film."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list without its films; ``uuid`` is empty until it is stored."""

    name: str
    description: str = ""
    ranked: bool = False
    tags: tuple[str, ...] = ()
    uuid: str = ""
    created: str = ""
    films: int = 0
    """How many stand on it, those in the bin aside."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A film's place on a list is its place among the others; this is the rest."""

    film_id: int
    note: str = ""


Entries = tuple[Listed, ...]


def added(entries: Entries, film_ids: Iterable[int], at: int | None = None) -> Entries:
    """Return the entries with these films put in at a place, at the end for None.

    A film that is on the list stays where it is: a list names each film once.
    """
    there = {one.film_id for one in entries}
    new = tuple(Listed(film_id) for film_id in dict.fromkeys(film_ids) if film_id not in there)
    place = len(entries) if at is None else max(0, min(at, len(entries)))
    return (*entries[:place], *new, *entries[place:])


def removed(entries: Entries, film_ids: Iterable[int]) -> Entries:
    """Return the entries without these films."""
    gone = frozenset(film_ids)
    return tuple(one for one in entries if one.film_id not in gone)


def moved(entries: Entries, film_ids: Iterable[int], to: int) -> Entries:
    """Return the entries with these films, in the order they had, standing before what was at ``to``."""
    going = frozenset(film_ids)
    place = max(0, min(to, len(entries)))
    before = tuple(one for one in entries[:place] if one.film_id not in going)
    after = tuple(one for one in entries[place:] if one.film_id not in going)
    return (*before, *(one for one in entries if one.film_id in going), *after)


def stepped(entries: Entries, film_ids: Sequence[int], step: int) -> Entries:
    """Return the entries with these films one place up (-1) or down (1), as one block."""
    places = [place for place, one in enumerate(entries) if one.film_id in frozenset(film_ids)]
    if not places:
        return entries
    return moved(entries, film_ids, max(0, places[0] - 1) if step < 0 else places[-1] + 2)


def noted(entries: Entries, film_id: int, note: str) -> Entries:
    """Return the entries with another note at a film."""
    return tuple(Listed(film_id, note.strip()) if one.film_id == film_id else one for one in entries)
