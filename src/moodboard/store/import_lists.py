# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that imports bring, found again by where they came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from moodboard.store import database, tables

_L, _E = tables.FilmList, tables.FilmListEntry


@dataclass(slots=True)
class ListState:
    """A list and its films: entry id, position and note by film id."""

    id: int
    uuid: str
    binned: bool
    words: str = ""
    """Its description."""
    entries: dict[int, tuple[int, int, str]] = field(default_factory=dict)


def find_list(source: str) -> ListState | None:
    """Return the list that was imported from this address."""
    columns = "id, uuid, binned IS NOT NULL, description"
    found = database.rows(f"SELECT {columns} FROM film_list WHERE source = ?", [source])
    if not found:
        return None
    sql = "SELECT film_id, id, position, note FROM film_list_entry WHERE film_list_id = ?"
    entries = {
        film: (entry, position, note) for film, entry, position, note in database.rows(sql, [found[0][0]])
    }
    return ListState(found[0][0], found[0][1], bool(found[0][2]), found[0][3], entries)


def add_list(uuid: str, source: str, name: str, description: str, tags: tuple[str, ...], created: str) -> int:
    """Store a new list without films; returns its id."""
    return int(
        _L.insert(
            uuid=uuid, source=source, name=name, description=description, tags=tags, created=created
        ).execute()
    )


def put_words(film_list: int, words: str) -> None:
    """Store other words about a list."""
    _L.update(description=words).where(_L.id == film_list).execute()


def put_entry(film_list: int, entry: int, film: int, position: int, note: str) -> int:
    """Store a film of a list, a new one when ``entry`` is 0; returns the entry's id."""
    values = {"film_list": film_list, "film": film, "position": position, "note": note}
    if not entry:
        return int(_E.insert(**values).execute())
    _E.update(**values).where(_E.id == entry).execute()
    return entry
