# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows taken out again, and columns given back what was in them, when an import is undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from moodboard.store import database
from moodboard.store.tables import FilmList


def remove_lists(uuids: Sequence[str]) -> int:
    """Remove lists with their entries; returns how many there were."""
    found = 0
    for chunk in database.in_chunks(list(uuids)):
        found += FilmList.delete().where(FilmList.uuid.in_(chunk)).execute()
    return found


def restore_words(uuid: str, given: str, was: str) -> None:
    """Give a list the words back that were there when they are still as ``given``."""
    database.rows(
        "UPDATE film_list SET description = ? WHERE uuid = ? AND description = ?", [was, uuid, given]
    )


def remove_entries(refs: Iterable[str]) -> None:
    """Remove single entries of lists that stay (``list uuid/film uuid``)."""
    for ref in refs:
        list_uuid, film_uuid = ref.split("/")
        database.rows(
            "DELETE FROM film_list_entry WHERE film_list_id = (SELECT id FROM film_list WHERE uuid = ?)"
            " AND film_id = (SELECT id FROM film WHERE uuid = ?)",
            [list_uuid, film_uuid],
        )


def restore_entry(ref: str, given: list[Any], was: list[Any]) -> None:
    """Give a list's film its place and note back when they are still as ``given``."""
    list_uuid, film_uuid = ref.split("/")
    database.rows(
        "UPDATE film_list_entry SET position = ?, note = ? WHERE position = ? AND note = ?"
        " AND film_list_id = (SELECT id FROM film_list WHERE uuid = ?)"
        " AND film_id = (SELECT id FROM film WHERE uuid = ?)",
        [*was, *given, list_uuid, film_uuid],
    )


def restore_film(uuid: str, column: str, given: Any, was: Any) -> int | None:
    """Give a film's column back what was there when it is still ``given``; the film's id, if there is one."""
    columns = f"{column} = ?"
    if column == "rating_own" and was is None:
        columns += ", rating_set = ''"
    elif column == "year":
        columns += ", year_key = coalesce(?1, 0)"
    database.rows(f"UPDATE film SET {columns} WHERE uuid = ? AND {column} IS ?", [was, uuid, given])
    found = database.rows("SELECT id FROM film WHERE uuid = ?", [uuid])
    return found[0][0] if found else None


_TOLD = (
    "EXISTS (SELECT 1 FROM film_source WHERE film_id = film.id AND field = '{0}' AND value = json_quote({0}))"
)
"""What a service told of a film is nothing that a person built."""
_BUILT_ON = f"""
    (rating_own IS NOT NULL OR liked OR watchlist OR earlier_watches OR notes <> '' OR cover <> ''
        OR (runtime IS NOT NULL AND NOT {_TOLD.format("runtime")})
        OR (original_title <> '' AND NOT {_TOLD.format("original_title")}))
    OR EXISTS (SELECT 1 FROM watch WHERE film_id = film.id)
    OR EXISTS (SELECT 1 FROM still WHERE film_id = film.id)
    OR EXISTS (SELECT 1 FROM line WHERE film_id = film.id)
    OR EXISTS (SELECT 1 FROM board WHERE film_id = film.id)
    OR EXISTS (SELECT 1 FROM film_theme WHERE film_id = film.id)
    OR EXISTS (SELECT 1 FROM film_list_entry WHERE film_id = film.id)
"""


def remove_bare_films(uuids: Sequence[str]) -> list[int]:
    """Remove those of the films on which nothing was built; returns their ids."""
    gone: list[int] = []
    for chunk in database.in_chunks(list(uuids)):
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT id FROM film WHERE uuid IN ({marks}) AND NOT ({_BUILT_ON})"
        gone += [row[0] for row in database.rows(sql, chunk)]
    for chunk in database.in_chunks(gone):
        marks = ",".join("?" * len(chunk))
        database.rows(f"DELETE FROM film WHERE id IN ({marks})", chunk)
        database.rows(f"DELETE FROM film_search WHERE rowid IN ({marks})", chunk)
    return gone


_IN_USE = """
    (rating_own IS NOT NULL OR liked OR watchlist OR earlier_watches OR notes <> '' OR cover <> '')
    OR EXISTS (SELECT 1 FROM watch WHERE film_id = film.id)
    OR EXISTS (SELECT 1 FROM still WHERE film_id = film.id AND binned IS NULL)
    OR EXISTS (SELECT 1 FROM line WHERE film_id = film.id AND binned IS NULL)
    OR EXISTS (SELECT 1 FROM board WHERE film_id = film.id AND binned IS NULL)
    OR EXISTS (SELECT 1 FROM film_theme WHERE film_id = film.id)
    OR EXISTS (SELECT 1 FROM film_list_entry WHERE film_id = film.id)
"""


def unused_films(uuids: Sequence[str]) -> list[int]:
    """Return those of the films to which nothing outside the bin belongs."""
    found: list[int] = []
    for chunk in database.in_chunks(list(uuids)):
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT id FROM film WHERE uuid IN ({marks}) AND binned IS NULL AND NOT ({_IN_USE})"
        found += [row[0] for row in database.rows(sql, chunk)]
    return found


def unchanged_board(uuid: str, changed: str) -> int | None:
    """Return the board's id when nobody changed it since; None for one that was, or is in the bin."""
    sql = "SELECT id FROM board WHERE uuid = ? AND changed = ? AND binned IS NULL"
    found = database.rows(sql, [uuid, changed])
    return found[0][0] if found else None


def boards_there(uuids: Sequence[str]) -> int:
    """Return how many of the boards are not in the bin."""
    found = 0
    for chunk in database.in_chunks(list(uuids)):
        sql = f"SELECT count(*) FROM board WHERE binned IS NULL AND uuid IN ({','.join('?' * len(chunk))})"
        found += database.rows(sql, chunk)[0][0]
    return found


def laid_stills(uuids: Sequence[str]) -> set[str]:
    """Return those of the stills that lie on a board which is not in the bin."""
    found: set[str] = set()
    for chunk in database.in_chunks(list(uuids)):
        sql = (
            "SELECT DISTINCT still_id FROM pin JOIN board ON board.id = pin.board_id "
            f"WHERE board.binned IS NULL AND still_id IN ({','.join('?' * len(chunk))})"
        )
        found |= {row[0] for row in database.rows(sql, chunk)}
    return found
