# SPDX-License-Identifier: GPL-3.0-or-later
"""Editing many films at once: each edit is one transaction, and knows its exact way back.

Every function returns what changed and a callable that makes it as it was. What was the same before
is left alone, so that the way back brings no film back to anything but what it had.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from moodboard.domain.changes import Changes
from moodboard.domain.dates import VagueDate, tonight
from moodboard.domain.errors import KnownError
from moodboard.domain.film import FilmRow, Watch, named
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.query import FilmQuery
from moodboard.domain.rating import HIGHEST, LOWEST
from moodboard.domain.text_keys import one_line
from moodboard.services.watches import MOST_TIMES
from moodboard.store import changes, database, film_list, films
from moodboard.store import films_many as store

Undo = Callable[[], Changes]
Done = tuple[Changes, Undo]

NAMED_AT_MOST = 2_000
"""Films beyond which the change is told as one of everything: naming each would cost more."""

_LOOKED_AT = 8
"""Titles with the same beginning whose places in the list are looked up."""


def _told(ids: Sequence[int]) -> Changes:
    if not ids:
        return Changes()
    many = len(ids) > NAMED_AT_MOST
    return changes.record(Changes(everything=True) if many else Changes(films=frozenset(ids)))


def _put(ids: Sequence[int], words: bool, **values: object) -> Done:
    """Write columns of the films that have other ones; inside or outside of a transaction."""
    names = tuple(values)
    with database.write():
        before = store.columns_of(ids, names)
        stored = [store.stored(name, value) for name, value in values.items()]
        kept = [row for row in before if list(row[1:]) != stored]
        touched = [row[0] for row in kept]
        store.set_columns(touched, **values)
        if words:
            store.index_words(touched)
        told = _told(touched)

    def undo() -> Changes:
        with database.write():
            store.put_back(kept, names)
            if words:
                store.index_words(touched)
            return _told(touched)

    return told, undo


def rate(ids: Sequence[int], rating: int | None) -> Done:
    """Make this the films' current rating, None for none."""
    if rating is not None and not LOWEST <= rating <= HIGHEST:
        raise KnownError("Give 0.5 to 5 stars, in halves.")
    names = ("rating", "rating_own", "rating_set")
    with database.write():
        kept = [row for row in store.columns_of(ids, names) if row[1] != rating]
        touched = [row[0] for row in kept]
        now = utc_now()
        store.set_columns(touched, rating=rating, rating_own=rating, rating_set=now)
        store.follow_ratings(touched, now)
        told = _told(touched)

    def undo() -> Changes:
        with database.write():
            store.put_back(kept, names)
            return _told(touched)

    return told, undo


def set_heart(ids: Sequence[int], on: bool) -> Done:
    """Give the films a heart, or take it."""
    return _put(ids, False, liked=on)


def set_watchlist(ids: Sequence[int], on: bool) -> Done:
    """Put the films on the watchlist, or take them off."""
    return _put(ids, False, watchlist=on)


def set_directors(ids: Sequence[int], directors: Sequence[str]) -> Done:
    """Make these the films' directors; none takes them away."""
    names = tuple(dict.fromkeys(name for said in directors if (name := one_line(said))))
    return _put(ids, True, directors=names)


def set_year(ids: Sequence[int], year: int | None) -> Done:
    """Make this the films' year; raises KnownError when two films would have one title and year."""
    if year is not None and not 1800 <= year <= 2999:
        raise KnownError(f"{year} is not a year of a film. Give four digits, or leave it out.")
    with database.write():
        before = {fold for fold, _title in store.doubles(year)}
        done = _put(ids, True, year=year, year_key=year or 0)
        new = [title for fold, title in store.doubles(year) if fold not in before]
        if new:
            raise KnownError(f"{named(new[0], year)} would be there twice. Leave that one out.")
        return done


def add_theme(ids: Sequence[int], theme: str) -> Done:
    """Give the films a theme."""
    name = _theme(theme)
    with database.write():
        was_new = not store.has_theme(name)
        has = {row[0] for row in store.links_of(ids, name)}
        there = {row[0] for row in store.columns_of(ids, ("id",))}
        touched = [film_id for film_id in ids if film_id in there and film_id not in has]
        store.link(touched, name)
        store.index_words(touched)
        told = _told(touched)

    def undo() -> Changes:
        with database.write():
            store.unlink(touched, name)
            if was_new:
                store.drop_unused_theme(name)
            store.index_words(touched)
            return _told(touched)

    return told, undo


def remove_theme(ids: Sequence[int], theme: str) -> Done:
    """Take a theme from the films."""
    name = _theme(theme)
    with database.write():
        links = store.links_of(ids, name)
        touched = [row[0] for row in links]
        store.unlink(touched, name)
        store.index_words(touched)
        told = _told(touched)

    def undo() -> Changes:
        with database.write():
            store.relink(links)
            store.index_words(touched)
            return _told(touched)

    return told, undo


def _theme(said: str) -> str:
    name = one_line(said)
    if not name:
        raise KnownError("Which theme? Type its name.")
    return name


def log_on(ids: Sequence[int], date: VagueDate, times: int = 1, uuids: Sequence[str] | None = None) -> Done:
    """Log one watch of each film on a date; those on the watchlist leave it.

    With ``uuids`` the watches get these names, so that logging again after an undo brings the same ones.
    """
    if not 1 <= times <= MOST_TIMES:
        raise KnownError(f"A watch counts for 1 to {MOST_TIMES:,} times.")
    names = list(uuids) if uuids is not None else [new_uuid() for _ in ids]
    now = utc_now()
    with database.write():
        wanted = {row[0]: bool(row[1]) for row in store.columns_of(ids, ("watchlist",))}
        told = [(film, uuid) for film, uuid in zip(ids, names, strict=True) if film in wanted]
        off = frozenset(film for film, on in wanted.items() if on)
        watches = [Watch(film, date, times, uuid=uuid, logged=now) for film, uuid in told]
        store.insert_watches(watches, off)
        store.set_columns(sorted(off), watchlist=False)
        touched = [film for film, _uuid in told]
        films.refresh(touched, words=False)
        recorded = _told(touched)

    def undo() -> Changes:
        with database.write():
            seen, back = store.delete_watches([uuid for _film, uuid in told])
            store.set_columns(back, watchlist=True)
            films.refresh(seen, words=False)
            return _told(seen)

    return recorded, undo


def put_in_bin(ids: Sequence[int]) -> Done:
    """Put the films into the bin, with their watches."""
    with database.write():
        touched = [row[0] for row in store.columns_of(ids, ("binned",)) if row[1] is None]
        store.set_columns(touched, binned=utc_now())
        told = _told(touched)

    def undo() -> Changes:
        with database.write():
            store.set_columns(touched, binned=None)
            return _told(touched)

    return told, undo


def ids_in(query: FilmQuery, ranges: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return the films in runs of rows (first and last) of a list."""
    found: list[int] = []
    with database.read():
        today = tonight(datetime.now())
        for first, last in ranges:
            found += film_list.ids(query, today, first, last - first + 1)
    return tuple(found)


def rows_of(film_ids: Sequence[int]) -> tuple[FilmRow, ...]:
    """Return the list rows of films whose order is known."""
    with database.read():
        return tuple(films.rows(film_ids))


def titled_from(query: FilmQuery, start: str, after: int = -1) -> int | None:
    """Return the row of a film of the list whose title begins so, below ``after`` before above it."""
    with database.read():
        today = tonight(datetime.now())
        found = (film_list.position(film_id, query, today) for film_id in store.titled(start, _LOOKED_AT))
        rows = [row for row in found if row is not None]
    return min(rows, key=lambda row: (row <= after, row), default=None)
