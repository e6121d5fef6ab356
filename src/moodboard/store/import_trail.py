# SPDX-License-Identifier: GPL-3.0-or-later
"""The trail of all imports that stand, found by a watch's key or a film's uuid while another one runs.

Only keys and numbers are held, in two tables of this connection's own: a history of hundreds of thousands
of watches must not lie in memory because a newer export comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from moodboard.store import database
from moodboard.store.imports import (
    ALIAS,
    FILM,
    LIBRARY,
    LIST,
    LIST_WORDS,
    WATCH,
    WATCH_FIELDS,
    WATCH_TWIN,
    Item,
)

_OF_WATCHES = (WATCH, WATCH_FIELDS, WATCH_TWIN)
_STANDS = "JOIN import_run ON import_run.id = run_id WHERE import_run.undone IS NULL AND import_run.kind <> ?"
_MARKS = ",".join("?" * len(_OF_WATCHES))
_KEYS = f"SELECT json_extract(before, '$.source'), import_item.id FROM import_item {{}} kind IN ({_MARKS})"
_REFS = "SELECT ref, import_item.id FROM import_item {} (kind IN (?, ?) OR kind LIKE 'film.%')"


def begin() -> None:
    """Make the two tables for this connection."""
    database.rows("DROP TABLE IF EXISTS temp.trail_key")
    database.rows("DROP TABLE IF EXISTS temp.trail_ref")
    for name in ("key", "ref"):
        database.rows(
            f"CREATE TEMP TABLE trail_{name} (place TEXT, id INTEGER, PRIMARY KEY (place, id)) WITHOUT ROWID"
        )
    stands = f"{_STANDS} AND import_item."
    database.rows(f"INSERT INTO temp.trail_key {_KEYS.format(stands)}", [LIBRARY, *_OF_WATCHES])
    stands = f"{_STANDS} AND"
    kinds = "(import_item.kind IN (?, ?) OR import_item.kind LIKE 'film.%')"
    database.rows(
        f"INSERT INTO temp.trail_ref SELECT ref, import_item.id FROM import_item {stands} {kinds}",
        [LIBRARY, FILM, WATCH_TWIN],
    )


def end() -> None:
    """Let go of them."""
    database.rows("DROP TABLE IF EXISTS temp.trail_key")
    database.rows("DROP TABLE IF EXISTS temp.trail_ref")


def last() -> int:
    """Return the number of the newest item, 0 for none."""
    return int(database.rows("SELECT coalesce(max(id), 0) FROM import_item")[0][0])


def follow(after: int) -> None:
    """Take in what was noted since the item numbered ``after``."""
    where = "WHERE import_item.id > ? AND"
    database.rows(f"INSERT INTO temp.trail_key {_KEYS.format(where)}", [after, *_OF_WATCHES])
    database.rows(f"INSERT INTO temp.trail_ref {_REFS.format(where)}", [after, FILM, WATCH_TWIN])


def of_keys(keys: Iterable[str]) -> list[Item]:
    """Return what was noted of the watches with these keys, oldest first."""
    return _found("key", keys)


def of_refs(uuids: Iterable[str]) -> list[Item]:
    """Return what was noted of these films, and of watches as another service's twins, oldest first."""
    return _found("ref", uuids)


def _found(table: str, places: Iterable[str]) -> list[Item]:
    found: list[tuple[int, Item]] = []
    for chunk in database.in_chunks(list(places)):
        sql = (
            "SELECT import_item.id, kind, ref, before FROM import_item WHERE import_item.id IN"
            f" (SELECT id FROM temp.trail_{table} WHERE place IN ({','.join('?' * len(chunk))}))"
        )
        found += [(row[0], _item(*row[1:])) for row in database.rows(sql, chunk)]
    return [item for _id, item in sorted(found, key=lambda pair: pair[0])]


def few() -> list[Item]:
    """Return what is asked for by neither: which lists came, and which film an unsure row was taken for."""
    sql = f"SELECT import_item.kind, ref, before FROM import_item {_STANDS} AND import_item.kind IN (?, ?, ?)"
    rows = database.rows(f"{sql} ORDER BY import_item.id", [LIBRARY, LIST, LIST_WORDS, ALIAS])
    return [_item(*row) for row in rows]


def of_watches_of(run_id: int) -> list[Item]:
    """Return what all imports that stand noted of the watches that one brought or met, oldest first."""
    sql = (
        f"SELECT import_item.kind, ref, before FROM import_item {_STANDS} AND import_item.kind IN ({_MARKS})"
        f" AND ref IN (SELECT ref FROM import_item WHERE run_id = ? AND kind IN ({_MARKS}))"
    )
    values = [LIBRARY, *_OF_WATCHES, run_id, *_OF_WATCHES]
    return [_item(*row) for row in database.rows(f"{sql} ORDER BY import_item.id", values)]


def _item(kind: str, ref: str, facts: str) -> Item:
    return Item(kind, ref, json.loads(facts) if facts else {})
