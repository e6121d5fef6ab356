# SPDX-License-Identifier: GPL-3.0-or-later
"""Put rows of a library's file into the open library; inside ``write()``, in batches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from moodboard.domain.ids import new_uuid
from moodboard.domain.text_keys import folded
from moodboard.store import database, films, library_rows, search
from moodboard.store.library_rows import Row, Sheet

_TOUCHING = ("watch", "still", "line")
"""Tables whose rows a film's kept columns come from."""


class Loader:
    """The way in for many rows; the numbers of themes stay at hand."""

    def __init__(self, keep_ids: bool = False) -> None:
        self._keep_ids = keep_ids
        self._themes: dict[str, int] = {}

    def missing(self, sheet: Sheet, rows: Sequence[Row], coming: Collection[str] = ()) -> dict[int, str]:
        """Return which of the rows, by their place, name what is neither there nor coming, and what that is.

        A name that may be blank is blanked instead: a shot without a film is a shot.
        """
        lost: dict[int, str] = {}
        for column in sheet.taken:
            if not column.to:
                continue
            there = existing(column.to, (row[column.name] for row in rows if row[column.name]))
            for place, row in enumerate(rows):
                named = row[column.name]
                if named is None or named in there or named in coming:
                    continue
                if column.null and (column.kind == "ref" or sheet.name == "still"):
                    row[column.name] = None
                else:
                    lost[place] = column.to
        return lost

    def insert(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        """Store rows whose refs are there; a row that another one of its table forbids is left out."""
        if not rows:
            return
        stored = [column.stored for column in sheet.taken]
        blank = dict(sheet.blank)
        blank |= {name: None for name in rows[0] if name in library_rows.KEPT.get(sheet.name, ())}
        names = [*stored, *blank, *(["id"] if self._keep_ids and sheet.has_id else [])]
        ids = {
            column.name: existing(column.to, (row[column.name] for row in rows if row[column.name]))
            for column in sheet.taken
            if column.kind == "ref"
        }
        values = []
        for row in rows:
            own = [
                ids[column.name].get(row[column.name]) if column.kind == "ref" else row[column.name]
                for column in sheet.taken
            ]
            own += [row.get(name, value) for name, value in blank.items()]
            values.append((*own, *([row["id"] or None] if len(names) > len(own) else [])))
        marks = ",".join("?" * len(names))
        listed = ", ".join(f'"{name}"' for name in names)
        # Two rows of one natural key cannot be both: what is there stays.
        database.many(
            f'INSERT INTO "{sheet.name}" ({listed}) VALUES ({marks}) ON CONFLICT DO NOTHING', values
        )
        if sheet.of is not None:
            self._link(sheet, rows)

    def _link(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        assert sheet.of is not None
        themed = [row for row in rows if row["themes"]]
        if not themed:
            return
        table, column = sheet.of.value
        owners = existing(sheet.name, (row["uuid"] for row in themed))
        links = [
            (owners[row["uuid"]], self.theme(name))
            for row in themed
            if row["uuid"] in owners
            for name in row["themes"]
        ]
        database.many(f"INSERT OR IGNORE INTO {table} ({column}, theme_id) VALUES (?, ?)", links)

    def theme(self, name: str, uuid: str = "") -> int:
        """Return the number of a theme, made when it is new."""
        name = " ".join(name.split())
        fold = folded(name)
        if fold not in self._themes:
            sql = "INSERT OR IGNORE INTO theme (uuid, name, fold) VALUES (?, ?, ?)"
            database.rows(sql, (uuid or new_uuid(), name, fold))
            self._themes[fold] = database.rows("SELECT id FROM theme WHERE fold = ?", (fold,))[0][0]
        return self._themes[fold]


def existing(table: str, uuids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of those of the rows that are there."""
    found: dict[str, int] = {}
    for chunk in database.in_chunks(sorted(set(uuids))):
        marks = ",".join("?" * len(chunk))
        found.update(database.rows(f'SELECT uuid, id FROM "{table}" WHERE uuid IN ({marks})', chunk))
    return found


def stored(sheet: Sheet, uuids: Iterable[str]) -> dict[str, Row]:
    """Return those of the rows that are there, as ``checked`` has them, by uuid."""
    found: dict[str, Row] = {}
    for chunk in database.in_chunks(sorted(set(uuids))):
        marks = ",".join("?" * len(chunk))
        rows = database.rows(f"{library_rows.selecting(sheet)} WHERE t.uuid IN ({marks})", chunk)
        themes: dict[int, list[str]] = {}
        if sheet.of is not None and rows:
            for owner, name in database.rows(
                library_rows.themes_sql(sheet, len(rows)), [row[0] for row in rows]
            ):
                themes.setdefault(owner, []).append(name)
        for row in rows:
            one = library_rows.plain(sheet, row, themes.get(row[0]))
            found[one["uuid"]] = library_rows.as_checked(sheet, one)
    return found


def pins_of(boards: Iterable[str]) -> dict[str, list[Row]]:
    """Return the pins by their board's uuid, in the order of their own."""
    sheet = library_rows.sheet("pin")
    found: dict[str, list[Row]] = {}
    for chunk in database.in_chunks(sorted(set(boards))):
        marks = ",".join("?" * len(chunk))
        where = f"WHERE t.board_id IN (SELECT id FROM board WHERE uuid IN ({marks})) ORDER BY t.uuid"
        for row in database.rows(f"{library_rows.selecting(sheet)} {where}", chunk):
            one = library_rows.as_checked(sheet, library_rows.plain(sheet, row))
            found.setdefault(one["board"], []).append(one)
    return found


def mark_of(sheet: Sheet, row: Row, pins: Sequence[Row] = ()) -> str:
    """Return what tells a checked row (and the pins of a board) from the same one after a change."""
    said = [list(library_rows.own_values(sheet, row))]
    pin_sheet = library_rows.sheet("pin")
    said += [list(library_rows.own_values(pin_sheet, pin)) for pin in pins]
    words = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


def count(sheet: Sheet) -> int:
    """Return how many rows a table has."""
    return int(database.rows(f'SELECT count(*) FROM "{sheet.name}"')[0][0])


def pictures() -> list[str]:
    """Return the paths of the picture files that stills show, and posters."""
    return [path for (path,) in database.rows(library_rows.PICTURES)]


def refresh(film_ids: Iterable[int]) -> None:
    """Work out what is kept with films, and the words that they and their lines are found by."""
    films.refresh(film_ids)


def index_lines(uuids: Iterable[str]) -> None:
    """Let lines be found by their words."""
    search.index_lines(existing("line", uuids).values())


def refresh_all() -> None:
    """Work out all that is kept, for a library that was filled at once."""
    ids = [id_ for (id_,) in database.rows("SELECT id FROM film")]
    films.refresh(ids, words=False)
    search.rebuild()


def touched_films(sheet: Sheet, rows: Iterable[Mapping[str, Any]]) -> set[int]:
    """Return the films whose kept columns the rows of a table speak of."""
    rows = list(rows)
    if sheet.name == "film":
        return set(existing("film", (row["uuid"] for row in rows)).values())
    if sheet.name in _TOUCHING:
        return set(existing("film", (row["film"] for row in rows if row["film"])).values())
    return set()
