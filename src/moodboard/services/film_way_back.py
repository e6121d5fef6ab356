# SPDX-License-Identifier: GPL-3.0-or-later
"""A film as it is kept, with where its facts and its rating came from: the way back from an edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from moodboard.domain.changes import Changes
from moodboard.domain.film import Film
from moodboard.services import films
from moodboard.store import database, film_sources
from moodboard.store import films as store
from moodboard.store.film_sources import Kept


@dataclass(frozen=True, slots=True)
class KeptFilm:
    """A film with what an edit by hand takes away: its own rating's day, and the sources of its facts."""

    film: Film
    rating_own: int | None
    rating_set: str
    sources: Mapping[str, Kept]


def kept(film_id: int) -> KeptFilm:
    """Return a film as it is kept now; raises NotFoundError."""
    with database.read():
        film = films.film(film_id)
        sources = film_sources.kept_of(film_id, film_sources.of_film(film_id))
        return KeptFilm(film, *store.own_rating(film_id), sources)


def put_back(was: KeptFilm) -> Changes:
    """Make a film what it was, as if it had not been edited; raises KnownError."""
    with database.write():
        changes = films.edit_film(was.film)
        store.set_columns(was.film.id, rating_own=was.rating_own, rating_set=was.rating_set)
        film_sources.put(was.film.id, was.sources)
        store.refresh([was.film.id])
        return changes
