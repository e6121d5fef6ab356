# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that hangs on films, as rows: written down before two become one, put back afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from moodboard.domain.ids import utc_now
from moodboard.store import database

Rows = tuple[tuple[Any, ...], ...]

_MOVED = ("still", "line", "board", "film_file", "watching")
"""Tables whose rows only name their film."""
_WHOLE = ("film_theme", "film_source", "film_list_entry", "watch")
"""Tables whose rows are altered or go when films become one."""


@dataclass(frozen=True, slots=True)
class Before:
    """Some films and what hangs on them, as it was at one moment."""

    films: tuple[int, ...]
    rows: tuple[tuple[str, tuple[str, ...], Rows], ...]
    """Table, its columns, its rows."""
    moved: tuple[tuple[str, Rows], ...]
    """Table, and id and film of its rows."""
    pins: Rows
    """Id and watch of the pins that were made during one of the films' watches."""


def remember(film_ids: Sequence[int]) -> Before:
    """Return how it is now."""
    marks = ",".join("?" * len(film_ids))
    rows = [_all("film", f"id IN ({marks})", film_ids)]
    rows += [_all(table, f"film_id IN ({marks})", film_ids) for table in _WHOLE]
    of_watches = f"watch_id IN (SELECT id FROM watch WHERE film_id IN ({marks}))"
    rows.append(_all("watch_theme", of_watches, film_ids))
    moved = tuple(
        (
            table,
            tuple(database.rows(f"SELECT id, film_id FROM {table} WHERE film_id IN ({marks})", [*film_ids])),
        )
        for table in _MOVED
    )
    pins = database.rows(
        f"SELECT id, watch FROM pin WHERE watch IN (SELECT uuid FROM watch WHERE film_id IN ({marks}))",
        [*film_ids],
    )
    return Before(tuple(film_ids), tuple(rows), moved, tuple(pins))


def _all(table: str, where: str, values: Sequence[Any]) -> tuple[str, tuple[str, ...], Rows]:
    names = tuple(row[1] for row in database.rows(f"PRAGMA table_info({table})"))
    listed = ", ".join(f'"{name}"' for name in names)
    return table, names, tuple(database.rows(f"SELECT {listed} FROM {table} WHERE {where}", [*values]))


def put_back(before: Before) -> None:
    """Make it as it was; what came since stays where it is."""
    for table, names, rows in before.rows:
        if table in ("film_theme", "film_source", "film_list_entry", "watch_theme"):
            _clear(table, before)
        listed = ", ".join(f'"{name}"' for name in names)
        marks = ",".join("?" * len(names))
        # Not INSERT OR REPLACE: replacing a film would take its watches along.
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
        database.many(
            f"INSERT INTO {table} ({listed}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}", [*rows]
        )
    for table, links in before.moved:
        database.many(f"UPDATE {table} SET film_id = ? WHERE id = ?", [(film, id_) for id_, film in links])
    database.many("UPDATE pin SET watch = ? WHERE id = ?", [(watch, id_) for id_, watch in before.pins])


def _clear(table: str, before: Before) -> None:
    marks = ",".join("?" * len(before.films))
    where = f"film_id IN ({marks})"
    if table == "watch_theme":
        where = f"watch_id IN (SELECT id FROM watch WHERE {where})"
    if table == "film_list_entry":
        # Lists that the films were put on since keep them.
        there = {id_ for name, _names, rows in before.rows if name == table for id_, *_rest in rows}
        database.many(f"DELETE FROM {table} WHERE id = ?", [(id_,) for id_ in there])
        return
    database.rows(f"DELETE FROM {table} WHERE {where}", [*before.films])


def move(table: str, ids: Iterable[int], film_id: int) -> None:
    """Let rows of watches, stills, lines or boards belong to a film."""
    database.many(f"UPDATE {table} SET film_id = ? WHERE id = ?", [(film_id, id_) for id_ in ids])


def ids_of(table: str, uuids: Sequence[str], film_id: int) -> list[int]:
    """Return the ids of rows that belong to a film, by their uuids."""
    found: list[int] = []
    for chunk in database.in_chunks(list(uuids)):
        sql = f"SELECT id FROM {table} WHERE film_id = ? AND uuid IN ({','.join('?' * len(chunk))})"
        found += [id_ for (id_,) in database.rows(sql, [film_id, *chunk])]
    return found


def move_all(gone: int, kept: int) -> None:
    """Let everything of one film belong to another; what that one has already is left out."""
    for table in (*_MOVED, "watch"):
        database.rows(f"UPDATE {table} SET film_id = ? WHERE film_id = ?", (kept, gone))
    database.rows(
        "INSERT OR IGNORE INTO film_theme (film_id, theme_id) SELECT ?, theme_id FROM film_theme"
        " WHERE film_id = ? ORDER BY id",
        (kept, gone),
    )
    database.rows(
        "UPDATE film_list_entry SET film_id = ? WHERE film_id = ? AND film_list_id NOT IN"
        " (SELECT film_list_id FROM film_list_entry WHERE film_id = ?)",
        (kept, gone, kept),
    )
    for own, own_note, note in database.rows(
        "SELECT mine.id, mine.note, other.note FROM film_list_entry mine JOIN film_list_entry other"
        " ON other.film_list_id = mine.film_list_id WHERE mine.film_id = ? AND other.film_id = ?"
        " AND other.note <> '' AND other.note <> mine.note",
        (kept, gone),
    ):
        joined = f"{own_note}\n\n{note}".strip()
        database.rows("UPDATE film_list_entry SET note = ? WHERE id = ?", (joined, own))
    database.rows("DELETE FROM film_list_entry WHERE film_id = ?", (gone,))


def move_sources(gone: int, kept: int, fields: Sequence[str]) -> None:
    """Let facts that were taken over say where they came from."""
    for name in fields:
        database.rows("DELETE FROM film_source WHERE film_id = ? AND field = ?", (kept, name))
        database.rows(
            "UPDATE film_source SET film_id = ? WHERE film_id = ? AND field = ?", (kept, gone, name)
        )


def replace_watch(gone: str, kept: str) -> None:
    """Let what was pinned or taken during one watch count for another, and take the first one away."""
    for table in ("pin", "still", "line"):
        database.rows(f"UPDATE {table} SET watch = ? WHERE watch = ?", (kept, gone))
    database.rows("DELETE FROM watch WHERE uuid = ?", (gone,))


def put_into(gone: int, kept: int) -> None:
    """Put a film into the bin as one that turned out to be another; so do those that were it before."""
    database.rows(
        "UPDATE film SET merged_into = (SELECT uuid FROM film WHERE id = ?), binned = ?, watchlist = 0,"
        " earlier_watches = 0 WHERE id = ?",
        (kept, utc_now(), gone),
    )
    database.rows(
        "UPDATE film SET merged_into = (SELECT uuid FROM film WHERE id = ?)"
        " WHERE merged_into = (SELECT uuid FROM film WHERE id = ?)",
        (kept, gone),
    )


def delete(film_id: int) -> None:
    """Take a film away for good."""
    database.rows("DELETE FROM film WHERE id = ?", (film_id,))
