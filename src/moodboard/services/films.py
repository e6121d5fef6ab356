# SPDX-License-Identifier: GPL-3.0-or-later
"""Films: add, find, list, edit, bin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from moodboard.domain import metadata
from moodboard.domain.changes import Changes
from moodboard.domain.dates import tonight
from moodboard.domain.errors import AmbiguousError, KnownError, NotFoundError
from moodboard.domain.film import Film, FilmPage, FilmRow, earlier_for_total, named
from moodboard.domain.film_filters import Facet
from moodboard.domain.found import FacetValue
from moodboard.domain.ids import new_uuid
from moodboard.domain.query import FilmQuery
from moodboard.domain.rating import HIGHEST, LOWEST
from moodboard.domain.text_keys import one_line
from moodboard.store import changes, database, facets, film_list, film_sources, search, title_search, watches
from moodboard.store import films as store

_EVERYTHING = FilmQuery()
MOST_TIMES = 100_000


def _today() -> date:
    return tonight(datetime.now())


def _checked(film: Film) -> Film:
    title = one_line(film.title)
    if not title:
        raise KnownError("A film needs a title.")
    if film.rating is not None and not LOWEST <= film.rating <= HIGHEST:
        raise KnownError("Give 0.5 to 5 stars, in halves.")
    if film.year is not None and not 1800 <= film.year <= 2999:
        raise KnownError(f"{film.year} is not a year of a film. Give four digits, or leave it out.")
    if not 0 <= film.earlier_watches <= MOST_TIMES:
        raise KnownError(f"Earlier watches are a number from 0 to {MOST_TIMES:,}.")
    return replace(film, title=title)


def add_film(film: Film) -> tuple[Film, Changes]:
    """Put a film into the library; raises KnownError when one of this title and year is there."""
    film = _checked(film)
    with database.write():
        same = [row for row in store.named(film.title) if row[2] == film.year]
        if same:
            raise KnownError(f"{named(same[0][1], same[0][2])} is there already.")
        film_id = store.insert(replace(film, uuid=film.uuid or new_uuid()))
        return _film(film_id), changes.record(Changes(films=frozenset({film_id})))


def _film(film_id: int, binned: bool = False) -> Film:
    film = store.by_id(film_id, binned)
    if film is None:
        raise NotFoundError(f"There is no film with the number {film_id}. See “moodboard films”.")
    return film


def film(film_id: int) -> Film:
    """Return one film."""
    with database.read():
        return _film(film_id)


def find_film(said: str) -> Film:
    """Return the film meant by ``Title``, ``Title (Year)``, an id or ``#id``."""
    said = said.strip()
    with database.read():
        found = {row[0]: row for row in store.named(said)}
        if not found and (parts := re.fullmatch(r"(.+?)\s*\((\d{4})\)", said)):
            found = {row[0]: row for row in store.named(parts[1], int(parts[2]))}
        if number := re.fullmatch(r"#?(\d{1,15})", said, re.ASCII):
            by_number = store.by_id(int(number[1]))
            if by_number is not None:
                found[by_number.id] = (by_number.id, by_number.title, by_number.year)
        if not found:
            raise NotFoundError(_not_found(said))
        if len(found) > 1:
            listed = ", ".join(f"{named(title, year)} [#{id_}]" for id_, title, year in found.values())
            raise AmbiguousError(f"{said!r} may be {listed}. Give the year, or the number with #.")
        return _film(next(iter(found)))


def _not_found(said: str) -> str:
    near = store.rows(title_search.suggestions(said, 3)) if said else []
    hint = ", ".join(named(row.title, row.year) for row in near)
    return f"No film is called {said!r}." + (f" Did you mean {hint}?" if hint else "")


def film_page(film_id: int) -> FilmPage:
    """Return one film whole, its watches newest first."""
    with database.read():
        film = _film(film_id)
        seen = tuple(reversed(watches.of_films([film_id]).get(film_id, [])))
        return FilmPage(film, store.rows([film_id])[0], seen)


def edit_film(film: Film) -> Changes:
    """Store the film as it is now; a rating other than the current one is set by itself.

    Its earlier watches stay as they are in the library: only ``set_times_seen`` changes them, or a
    dialog opened before a count was typed would take the count back.
    """
    film = _checked(film)
    with database.write():
        before = _film(film.id, binned=True)
        twins = [row for row in store.named(film.title) if row[2] == film.year and row[0] != film.id]
        if twins and (film.title, film.year) != (before.title, before.year):
            raise KnownError(f"{named(film.title, film.year)} is there already.")
        store.update(replace(film, uuid=before.uuid, earlier_watches=before.earlier_watches))
        film_sources.drop(film.id, metadata.changed(before, film))  # by hand: the person's own by now
        if before.title != film.title:
            search.index_lines_of(film.id)
        return changes.record(Changes(films=frozenset({film.id})))


def bin_film(film_id: int) -> Changes:
    """Put a film into the bin, with its watches; its shots and lines stay on their boards."""
    return _set_binned(film_id, True)


def restore_film(film_id: int) -> Changes:
    """Take a film out of the bin."""
    return _set_binned(film_id, False)


def _set_binned(film_id: int, binned: bool) -> Changes:
    with database.write():
        _film(film_id, binned=True)
        store.set_binned(film_id, binned)
        return changes.record(Changes(films=frozenset({film_id})))


def set_times_seen(film_id: int, total: int) -> Changes:
    """Make ×n say ``total``: earlier watches become what is not logged."""
    if not 0 <= total <= MOST_TIMES:
        raise KnownError(f"Times seen is a number from 0 to {MOST_TIMES:,}.")
    with database.write():
        film = _film(film_id)
        seen = tuple(watches.of_films([film_id]).get(film_id, []))
        store.set_columns(film_id, untold=store.TOLD)
        store.update(replace(film, earlier_watches=earlier_for_total(total, seen)))
        return changes.record(Changes(films=frozenset({film_id})))


def count_films(query: FilmQuery = _EVERYTHING) -> int:
    """Return how many films answer the query."""
    with database.read():
        return film_list.count(query, _today())


def film_rows(query: FilmQuery, offset: int = 0, limit: int = 128) -> tuple[FilmRow, ...]:
    """Return one page of the film list."""
    with database.read():
        return tuple(store.rows(film_list.ids(query, _today(), offset, limit)))


def film_row(film_id: int) -> FilmRow:
    """Return one row of the film list; raises NotFoundError."""
    with database.read():
        _film(film_id, binned=True)
        return store.rows([film_id])[0]


def position_of(film_id: int, query: FilmQuery) -> int | None:
    """Return the film's place in the list from 0, None when the query leaves it out."""
    with database.read():
        return film_list.position(film_id, query, _today())


def titles(film_ids: Iterable[int]) -> dict[int, str]:
    """Return the titles by id; ids without a film are left out."""
    with database.read():
        return store.titles(film_ids)


def suggest_titles(text: str, limit: int = 8) -> tuple[FilmRow, ...]:
    """Return the films whose title the typed text may begin, the likeliest first."""
    with database.read():
        return tuple(store.rows(title_search.suggestions(text, limit)))


def facet_values(facet: Facet, text: str = "", limit: int = 20) -> tuple[FacetValue, ...]:
    """Return the names of one kind in which words begin as typed, those with most films first."""
    with database.read():
        return tuple(facets.values([facet], text, limit)[0])
