# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches: log, correct, take back.

A watch that is rated when it is the newest dated one of its film gives the film its current rating.
Logging a watch takes its film off the watchlist; taking that watch back puts it on again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Watch
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.rating import HIGHEST, LOWEST
from moodboard.store import changes, database, films
from moodboard.store import watches as store

MOST_TIMES = 10_000


@dataclass(frozen=True, slots=True)
class KeptWatch:
    """A watch with all that is kept of it, so that it can be put back to the letter."""

    watch: Watch
    rated: str
    """When it got its rating: the film's rating is the one that was given last."""
    leads: bool
    off_watchlist: bool


def _check(watch: Watch) -> None:
    if not 1 <= watch.times <= MOST_TIMES:
        raise KnownError(f"A watch counts for 1 to {MOST_TIMES:,} times.")
    if watch.rating is not None and not LOWEST <= watch.rating <= HIGHEST:
        raise KnownError("Give 0.5 to 5 stars, in halves.")
    if not films.exists(watch.film_id):
        raise NotFoundError(f"There is no film with the number {watch.film_id}.")


def log_watch(watch: Watch) -> tuple[Watch, Changes]:
    """Write a watch into the diary; returns it as stored."""
    now = utc_now()
    watch = replace(watch, uuid=watch.uuid or new_uuid(), logged=watch.logged or now)
    with database.write():
        return _insert(watch, now)


def _insert(watch: Watch, rated: str) -> tuple[Watch, Changes]:
    _check(watch)
    film = films.by_id(watch.film_id, binned=True)
    wanted = film is not None and film.watchlist
    has_rating = watch.rating is not None
    watch_id = store.insert(
        watch,
        rated=rated if has_rating else "",
        leads=has_rating and store.is_newest(watch),
        off_watchlist=wanted,
    )
    if wanted:
        films.set_columns(watch.film_id, watchlist=False)
    films.refresh([watch.film_id])
    return replace(watch, id=watch_id), changes.record(Changes(films=frozenset({watch.film_id})))


def edit_watch(watch: Watch) -> Changes:
    """Store the watch, known by its uuid, as it is now."""
    with database.write():
        before = _watch(watch.uuid)
        _check(watch)
        watch = replace(watch, id=before.id, logged=watch.logged or before.logged)
        rated: str | None = None
        leads: bool | None = None
        if watch.rating != before.rating:
            rated = utc_now() if watch.rating is not None else ""
        if (watch.rating, watch.date, watch.film_id) != (before.rating, before.date, before.film_id):
            leads = watch.rating is not None and store.is_newest(watch)
        store.update(watch, rated, leads)
        touched = frozenset({before.film_id, watch.film_id})
        films.refresh(touched)
        return changes.record(Changes(films=touched))


def remove_watch(uuid: str) -> Changes:
    """Take a watch out of the diary; its film's count, rating and watchlist follow."""
    with database.write():
        watch = _watch(uuid)
        was_wanted = store.delete(watch.id)
        if was_wanted:
            films.set_columns(watch.film_id, watchlist=True)
        films.refresh([watch.film_id])
        return changes.record(Changes(films=frozenset({watch.film_id})))


def restore_watch(watch: Watch) -> Changes:
    """Bring a removed watch back under its own uuid; nothing happens when it is there."""
    with database.write():
        if store.by_uuid(watch.uuid) is not None:
            return Changes()
        # Rated when it was logged: a rating that was set by itself since then stays.
        return _insert(watch, watch.logged or utc_now())[1]


def kept(uuid: str) -> KeptWatch:
    """Return a watch as it is kept now, for the way back; raises NotFoundError."""
    with database.read():
        watch = _watch(uuid)
        return KeptWatch(watch, *store.standing(watch.id))


def put_back(was: KeptWatch) -> Changes:
    """Make a watch what it was, as if it had not been edited; raises NotFoundError when it is gone."""
    with database.write():
        now = _watch(was.watch.uuid)
        _check(was.watch)
        store.update(replace(was.watch, id=now.id), was.rated, was.leads)
        touched = frozenset({now.film_id, was.watch.film_id})
        films.refresh(touched)
        return changes.record(Changes(films=touched))


def bring_back(was: KeptWatch) -> Changes:
    """Bring a removed watch back as it was; nothing happens when it is there."""
    with database.write():
        if store.by_uuid(was.watch.uuid) is not None:
            return Changes()
        _check(was.watch)
        film_id = was.watch.film_id
        store.insert(was.watch, was.rated, was.leads, was.off_watchlist)
        if was.off_watchlist:
            films.set_columns(film_id, watchlist=False)
        films.refresh([film_id])
        return changes.record(Changes(films=frozenset({film_id})))


def _watch(uuid: str) -> Watch:
    watch = store.by_uuid(uuid)
    if watch is None:
        raise NotFoundError("This watch is not in the diary any more.")
    return watch


def watches_of(film_id: int) -> tuple[Watch, ...]:
    """Return a film's watches, newest first, those of unknown date last."""
    with database.read():
        return tuple(reversed(store.of_films([film_id]).get(film_id, [])))
