# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that a person keeps: rows <-> domain values."""

from __future__ import annotations

from typing import Any

from moodboard.domain.ids import utc_now
from moodboard.domain.own_list import Entries, Listed, OwnList
from moodboard.store import database, tables

_L = tables.FilmList
_ALIVE = "film.binned IS NULL"
_SELECT = (
    "SELECT film_list.uuid, name, description, ranked, tags, created, (SELECT count(*) FROM film_list_entry"
    f" JOIN film ON film.id = film_id WHERE film_list_id = film_list.id AND {_ALIVE}) FROM film_list"
)
# A film may stand on an imported list twice; here its first place counts.
_ENTRIES = (
    "SELECT film_id, min(position), note FROM film_list_entry WHERE film_list_id = ? GROUP BY film_id"
    " ORDER BY min(position), film_list_entry.id"
)


def _list(row: tuple[Any, ...]) -> OwnList:
    return OwnList(
        row[1], row[2], bool(row[3]), _L.tags.python_value(row[4]), row[0], created=row[5], films=row[6]
    )


def lists(binned: bool) -> list[OwnList]:
    """Return all lists by name, or those in the bin."""
    state = "NOT NULL" if binned else "NULL"
    found = database.rows(f"{_SELECT} WHERE film_list.binned IS {state}")
    return sorted(map(_list, found), key=lambda one: one.name.casefold())


def by_uuid(uuid: str) -> OwnList | None:
    """Return one list, in the bin too; None when there is none."""
    return next(map(_list, database.rows(f"{_SELECT} WHERE film_list.uuid = ?", (uuid,))), None)


def of_film(film_id: int) -> list[OwnList]:
    """Return the lists that a film stands on, by name."""
    on = "SELECT film_list_id FROM film_list_entry WHERE film_id = ?"
    found = database.rows(f"{_SELECT} WHERE film_list.binned IS NULL AND film_list.id IN ({on})", (film_id,))
    return sorted(map(_list, found), key=lambda one: one.name.casefold())


def entries(uuid: str) -> Entries:
    """Return a list's films in order, those in the bin too."""
    found = database.rows(_ENTRIES, (_id(uuid),))
    return tuple(Listed(film, note) for film, _position, note in found)


def _id(uuid: str) -> int:
    return int(database.rows("SELECT id FROM film_list WHERE uuid = ?", (uuid,))[0][0])


def insert(own: OwnList) -> None:
    """Store a new list without films."""
    _L.insert(
        uuid=own.uuid, name=own.name, description=own.description, ranked=own.ranked, tags=own.tags,
        created=own.created or utc_now(),
    ).execute()  # fmt: skip


def update(own: OwnList) -> None:
    """Store a list's name, words, tags, and whether it is ranked."""
    values = {"name": own.name, "description": own.description, "ranked": own.ranked, "tags": own.tags}
    _L.update(**values).where(_L.uuid == own.uuid).execute()


def set_binned(uuid: str, binned: bool) -> None:
    """Put a list into the bin or take it out."""
    _L.update(binned=utc_now() if binned else None).where(_L.uuid == uuid).execute()


def put_entries(uuid: str, entries: Entries) -> None:
    """Make these the films of a list, in this order; rows of films that stay are altered, not made anew."""
    own = _id(uuid)
    there: dict[int, tuple[int, int, str]] = {}
    surplus: list[tuple[Any, ...]] = []
    sql = "SELECT id, film_id, position, note FROM film_list_entry WHERE film_list_id = ? ORDER BY 3, 1"
    for entry, film, position, note in database.rows(sql, (own,)):
        if film in there:
            surplus.append((entry,))
        else:
            there[film] = entry, position, note
    wanted = {one.film_id: (position, one.note) for position, one in enumerate(entries, 1)}
    gone = [(entry,) for film, (entry, *_rest) in there.items() if film not in wanted]
    altered = [
        (*value, there[film][0])
        for film, value in wanted.items()
        if film in there and there[film][1:] != value
    ]
    new = [(own, film, *value) for film, value in wanted.items() if film not in there]
    for sql, values in (
        ("DELETE FROM film_list_entry WHERE id = ?", gone + surplus),
        ("UPDATE film_list_entry SET position = ?, note = ? WHERE id = ?", altered),
        ("INSERT INTO film_list_entry (film_list_id, film_id, position, note) VALUES (?, ?, ?, ?)", new),
    ):
        if values:
            database.many(sql, values)
