# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts into films: what may be filled in, filling it in, taking that back, and where facts came from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.film import Film, named
from moodboard.domain.ids import utc_now
from moodboard.domain.metadata import (
    FIELDS,
    LOOKED,
    POSTER,
    YEAR,
    FieldRow,
    FieldSource,
    Found,
    Service,
    Value,
    compared,
    value_of,
)
from moodboard.services import library, pictures_files
from moodboard.store import changes, database, film_sources, films
from moodboard.store.film_sources import Kept


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled into one film, with what stood there before: the way back."""

    film_id: int
    title: str
    before: dict[str, Value]
    after: dict[str, Value]
    sources: dict[str, Kept]
    """Where what stood there before came from."""
    told: dict[str, Kept]
    """Where what stands there now came from."""


def sources(film_id: int) -> dict[str, FieldSource]:
    """Return where a film's facts came from, by field; those without are the person's own."""
    with database.read():
        return film_sources.of_film(film_id)


def compare(film_id: int, found: Found) -> tuple[FieldRow, ...]:
    """Lay what was found beside what stands in the film."""
    with database.read():
        return _rows(_film(film_id), found)


def fill(
    film_id: int, found: Found, fields: Collection[str] | None = None, poster: str = "", *, job: bool = False
) -> tuple[Filled, Changes]:
    """Fill in facts; without ``fields`` those that need no asking.

    ``poster`` is the picture inside the library that the poster became; without it there is none.
    Numbers that another film has stay with that one, whatever was ticked.
    """
    found = replace(found, poster=poster)
    with database.write(job=job):
        film = _film(film_id)
        rows = [row for row in _rows(film, found) if row.may_tick]
        wanted = {
            row.field: row.found for row in rows if (row.may_fill if fields is None else row.field in fields)
        }
        if YEAR in wanted:
            _refuse_double(film, wanted[YEAR])
        before = {field: value_of(film, field) for field in wanted}
        kept = film_sources.kept_of(film_id, [*wanted, LOOKED])
        if wanted:
            film_sources.set_facts(film_id, wanted)
        now = utc_now()
        told = {field: Kept(found.service, now, film_sources.coded(value)) for field, value in wanted.items()}
        told[LOOKED] = Kept(found.service, now, "")
        film_sources.put(film_id, told)
        filled = Filled(film_id, named(film.title, film.year), before, wanted, kept, told)
        changed = changes.record(Changes(films=frozenset({film_id}))) if wanted else Changes()
    _keep_posters([film.poster, poster])
    return filled, changed


def take_back(filled: Sequence[Filled]) -> Changes:
    """Give fields back what stood there, where what was filled in still does."""
    return _swapped(filled, back=True)


def fill_again(filled: Sequence[Filled]) -> Changes:
    """Fill in again what was taken back, where nothing else stands by now."""
    return _swapped(filled, back=False)


def _swapped(filled: Sequence[Filled], back: bool) -> Changes:
    changed: set[int] = set()
    for one in filled:
        given, wanted = (one.after, one.before) if back else (one.before, one.after)
        rows = one.sources if back else one.told
        with database.write(job=len(filled) > 1):
            film = films.by_id(one.film_id, binned=True)
            if film is None:
                continue
            same = {field: value for field, value in wanted.items() if value_of(film, field) == given[field]}
            if same:
                film_sources.set_facts(one.film_id, same)
            film_sources.drop(one.film_id, [*same, LOOKED])
            film_sources.put(one.film_id, {f: kept for f, kept in rows.items() if f in same or f == LOOKED})
            changed.add(one.film_id)
            changes.record(Changes(films=frozenset({one.film_id})))
        _keep_posters([str(part.get(POSTER) or "") for part in (one.before, one.after)])
    return Changes(films=frozenset(changed))


def without(service: Service) -> list[int]:
    """Return the films that lack a year, directors, runtime or poster and that the service was not asked of.

    Those seen most come first; the sample's are left out.
    """
    with database.read():
        return film_sources.without_facts(service)


def _film(film_id: int) -> Film:
    film = films.by_id(film_id)
    if film is None:
        raise NotFoundError("That film is not in the library any more.")
    return film


def _rows(film: Film, found: Found) -> tuple[FieldRow, ...]:
    there = {field: getattr(found, field) for field in FIELDS}
    return compared(film, found, film_sources.of_film(film.id), film_sources.others_with(film.id, there))


def _refuse_double(film: Film, year: Value) -> None:
    twins = [row for row in films.named(film.title) if row[2] == year and row[0] != film.id]
    if twins and isinstance(year, int):
        raise KnownError(
            f"{named(film.title, year)} is in the library already. Leave the year out, or make the two one."
        )


def _keep_posters(pictures: Sequence[str]) -> None:
    """Mark the posters that films show as known, and those that none shows any more as nobody's."""
    if database.is_writing():
        return  # what is stored here may still be rolled back
    folder = library.folder()
    there = [picture for picture in pictures if picture]
    with database.read():
        unused = film_sources.unused(there)
    for picture in there:
        if picture in unused:
            pictures_files.doubt(folder, picture)
        else:
            pictures_files.confirm(folder, picture)
