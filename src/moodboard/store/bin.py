# SPDX-License-Identifier: GPL-3.0-or-later
"""The bin: what is in it, taken out of it, and taken away for good."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from moodboard.domain.bin import BinKind, Binned
from moodboard.store import database

TABLES = {
    BinKind.FILM: "film",
    BinKind.BOARD: "board",
    BinKind.STILL: "still",
    BinKind.LINE: "line",
    BinKind.OWN_LIST: "film_list",
    BinKind.SMART_LIST: "smart_list",
}
# A board in the bin holds nothing: it goes in the same moment.
_ON_A_BOARD = (
    "EXISTS (SELECT 1 FROM pin JOIN board ON board.id = pin.board_id"
    " WHERE pin.{0}_id = {0}.uuid AND board.binned IS NULL)"
)
_FILM = "coalesce((SELECT title FROM film WHERE film.id = {0}.film_id), '')"
# A film that turned out to be another one is that one's other name, and no rubbish.
_SELECTS = {
    BinKind.FILM: "SELECT uuid, title || coalesce(' (' || year || ')', ''), '', binned, 0, watch_count"
    " FROM film WHERE binned IS NOT NULL AND merged_into = ''",
    BinKind.BOARD: f"SELECT uuid, title, {_FILM.format('board')}, binned, 0, 0 FROM board"
    " WHERE binned IS NOT NULL",
    BinKind.STILL: f"SELECT uuid, name, {_FILM.format('still')}, binned, {_ON_A_BOARD.format('still')}, 0"
    " FROM still WHERE binned IS NOT NULL",
    BinKind.LINE: f"SELECT uuid, text, {_FILM.format('line')}, binned, {_ON_A_BOARD.format('line')}, 0"
    " FROM line WHERE binned IS NOT NULL",
    BinKind.OWN_LIST: "SELECT uuid, name, '', binned, 0, 0 FROM film_list WHERE binned IS NOT NULL",
    BinKind.SMART_LIST: "SELECT uuid, name, '', binned, 0, 0 FROM smart_list WHERE binned IS NOT NULL",
}


def binned() -> list[Binned]:
    """Return all that is in the bin, the newest first."""
    found = [
        Binned(kind, uuid, title, film, at, bool(held), watches)
        for kind, sql in _SELECTS.items()
        for uuid, title, film, at, held, watches in database.rows(sql)
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def count() -> int:
    """Return how many things are in it."""
    parts = [f"SELECT count(*) AS n FROM {table} WHERE binned IS NOT NULL" for table in TABLES.values()]
    parts[0] += " AND merged_into = ''"
    return int(database.rows(f"SELECT sum(n) FROM ({' UNION ALL '.join(parts)})")[0][0])


def take_out(kind: BinKind, refs: Iterable[str]) -> None:
    """Take things out of the bin."""
    table = TABLES[kind]
    database.many(f"UPDATE {table} SET binned = NULL WHERE uuid = ?", [(ref,) for ref in refs])


def ids(kind: BinKind, refs: Iterable[str]) -> list[int]:
    """Return the numbers of things by their uuids."""
    found: list[int] = []
    for chunk in database.in_chunks(list(refs)):
        marks = ",".join("?" * len(chunk))
        rows = database.rows(f"SELECT id FROM {TABLES[kind]} WHERE uuid IN ({marks})", chunk)
        found += [id_ for (id_,) in rows]
    return found


def films_of(kind: BinKind, refs: Iterable[str]) -> set[int]:
    """Return the films that shots or lines belong to."""
    found: set[int] = set()
    for chunk in database.in_chunks(list(refs)):
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT film_id FROM {TABLES[kind]} WHERE film_id IS NOT NULL AND uuid IN ({marks})"
        found |= {film for (film,) in database.rows(sql, chunk)}
    return found


def delete(kind: BinKind, refs: list[str]) -> list[str]:
    """Take things away for good; returns the pictures that nothing knows any more."""
    table = TABLES[kind]
    column = {BinKind.STILL: "picture", BinKind.FILM: "poster"}.get(kind)
    pictures: set[str] = set()
    if column:
        for chunk in database.in_chunks(refs):
            marks = ",".join("?" * len(chunk))
            sql = f"SELECT {column} FROM {table} WHERE {column} <> '' AND uuid IN ({marks})"
            pictures |= {path for (path,) in database.rows(sql, chunk)}
    database.many(f"DELETE FROM {table} WHERE uuid = ?", [(ref,) for ref in refs])
    return [path for path in sorted(pictures) if not is_known(path)]


def is_known(path: str) -> bool:
    """Tell whether a shot, or a film as its poster, shows a file, in the bin too."""
    sql = "SELECT 1 FROM still WHERE picture = ? UNION ALL SELECT 1 FROM film WHERE poster = ? LIMIT 1"
    return bool(database.rows(sql, (path, path)))


def loose_of_films(refs: list[str]) -> dict[BinKind, list[str]]:
    """Return the shots and lines that belong to these films and that no board shows: they go with them."""
    found: dict[BinKind, list[str]] = {}
    for kind in (BinKind.STILL, BinKind.LINE):
        table = TABLES[kind]
        held = _ON_A_BOARD.format(table)
        for chunk in database.in_chunks(refs):
            of = f"film_id IN (SELECT id FROM film WHERE uuid IN ({','.join('?' * len(chunk))}))"
            rows: list[tuple[Any, ...]] = database.rows(
                f"SELECT uuid FROM {table} WHERE {of} AND NOT {held}", chunk
            )
            found.setdefault(kind, []).extend(uuid for (uuid,) in rows)
    return found


def known_in(file: Path, pictures: list[str]) -> set[str]:
    """Return which of the files a backup shows; all of them when it cannot be asked."""
    found: set[str] = set()
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as backup:
            for chunk in database.in_chunks(pictures):
                sql = f"SELECT picture FROM still WHERE picture IN ({','.join('?' * len(chunk))})"
                found |= {path for (path,) in backup.execute(sql, chunk)}
    except sqlite3.Error:
        return set(pictures)
    return found
