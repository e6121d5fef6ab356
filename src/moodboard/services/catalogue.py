# SPDX-License-Identifier: GPL-3.0-or-later
"""The film catalogue: made once from IMDb's files, then asked while a title is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from moodboard.domain import metadata
from moodboard.domain.catalogue import (
    CatalogueReport,
    CatalogueStatus,
    FilmFacts,
    film_of,
    imdb_number,
    with_year,
)
from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.ids import utc_now
from moodboard.services import films, library
from moodboard.store import catalogue as store
from moodboard.store import database, film_sources
from moodboard.store import films as film_store

Report = Callable[[int, int], None]
ENDINGS = (".tsv", ".gz", ".txt")

_TOLD = (metadata.YEAR, metadata.DIRECTORS, metadata.RUNTIME, metadata.ORIGINAL, metadata.IMDB)


def suggest(text: str, limit: int = 8) -> tuple[FilmFacts, ...]:
    """Return the films that the typed text may begin, the likeliest first; none without a catalogue."""
    try:
        return tuple(store.suggest(_file(), text, limit, with_year(text)))
    except KnownError:  # a field that is typed in says nothing of it; the catalogue's dialog does
        return ()


def facts(imdb: str) -> FilmFacts | None:
    """Return what the catalogue knows of IMDb's ``tt0118694``; None for nothing."""
    number = imdb_number(imdb)
    return None if number is None else store.facts(_file(), number)


def status() -> CatalogueStatus:
    """Return what catalogue there is; raises KnownError when it cannot be read."""
    return store.status(library.folder())


def remove() -> bool:
    """Take the catalogue away; films added from it stay. Tells whether there was one."""
    return store.remove(library.folder())


def film_in_library(found: FilmFacts) -> int | None:
    """Return the library's film that this is: of the same IMDb id, else of the same title and year."""
    with database.read():
        film_id = film_store.with_imdb(found.imdb)
        if film_id is not None:
            return film_id
        for name in filter(None, (found.title, found.original_title)):
            for row in film_store.named(name, found.year):
                known = film_store.by_id(row[0])
                if row[2] == found.year and known is not None and known.imdb in ("", found.imdb):
                    return row[0]
    return None


def add_film(found: FilmFacts) -> tuple[Film, Changes]:
    """Put a film of the catalogue into the library, with its facts; the one that is there, as it is."""
    known = film_in_library(found)
    if known is not None:
        return films.film(known), Changes()
    return keep_film(film_of(found), found)


def keep_film(film: Film, found: FilmFacts) -> tuple[Film, Changes]:
    """Put a new film into the library, and remember which of its facts came from the catalogue."""
    with database.write():
        film, changed = films.add_film(film)
        at = utc_now()
        told = {
            field: film_sources.Kept(metadata.Service.IMDB, at, film_sources.coded(getattr(film, field)))
            for field in _TOLD
            if getattr(film, field) and getattr(film, field) == getattr(found, field)
        }
        film_sources.put(film.id, told)
        return film, changed


def index(paths: Sequence[Path], report: Report = lambda _done, _total: None) -> CatalogueReport:
    """Make the catalogue of these files and folders; tables not given come from the one that is there.

    The old catalogue works until the new one is whole. Stopped, it goes on there the next time.
    """
    from moodboard.services import catalogue_index  # only who makes one pays for what makes it

    return catalogue_index.index(paths, report)


def holds_table(path: Path) -> bool:
    """Tell whether a file is one of IMDb's tables, or a folder has one."""
    if not path.is_dir() and not path.name.casefold().endswith(ENDINGS):
        return False
    from moodboard.services import catalogue_reading

    return catalogue_reading.holds_table(path)


def _file() -> Path:
    return library.folder() / store.FILE
