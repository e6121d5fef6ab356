# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the whole library as it is at one moment, row by row, while others go on writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from moodboard.store import database, library_rows, upgrade
from moodboard.store.library_rows import Row, Sheet

_AT_ONCE = 500
"""Rows whose themes are asked for together."""


class Snapshot:
    """One moment of the library, on a connection of its own."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def count(self, sheet: Sheet) -> int:
        """Return how many rows a table has."""
        return int(self._connection.execute(f'SELECT count(*) FROM "{sheet.name}"').fetchone()[0])

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield a table's rows; only some hundred are ever held."""
        cursor = self._connection.execute(f"{library_rows.selecting(sheet)} ORDER BY {sheet.order}")
        while some := cursor.fetchmany(_AT_ONCE):
            themes = self._themes(sheet, [row[0] for row in some]) if sheet.of else {}
            for row in some:
                yield library_rows.plain(sheet, row, themes.get(row[0]))

    def _themes(self, sheet: Sheet, owners: list[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for owner, name in self._connection.execute(library_rows.themes_sql(sheet, len(owners)), owners):
            found.setdefault(owner, []).append(name)
        return found

    def pictures(self) -> list[str]:
        """Return the paths of the picture files: shots and posters, those of the bin too."""
        rows = self._connection.execute(library_rows.PICTURES)
        return [path for (path,) in rows]

    def films(self) -> dict[str, tuple[str, int | None]]:
        """Return title and year by uuid."""
        rows = self._connection.execute("SELECT uuid, title, year FROM film")
        return {uuid: (title, year) for uuid, title, year in rows}


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Lend the library as it is now; what others write in the meantime is not seen."""
    uri = f"{database.file().absolute().as_uri()}?mode=ro"
    with database.known_errors():
        connection = sqlite3.connect(uri, uri=True, timeout=database.WAIT_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA temp_store = memory")
            connection.execute("BEGIN")
            yield Snapshot(connection)
        finally:
            connection.close()


def steps() -> list[str]:
    """Return the migrations that made the open library."""
    return sorted(upgrade.applied_steps())
