# SPDX-License-Identifier: GPL-3.0-or-later
"""Read SQLite files that other programs wrote, and trust nothing in them.

Such a file is opened for reading only and left as it is. Only plain tables are asked, by statements of
our own: a view or a virtual table could be made to compute without end.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from moodboard.domain.errors import KnownError

HEADER = b"SQLite format 3\0"
MOST_OF_A_CELL = 16 * 1024**2
"""Bytes of a text or of a small blob; pictures have a limit of their own."""
LONGEST = 120.0
"""Seconds that one question may take."""
_STEPS = 50_000  # of SQLite's machine between two looks at the clock
_ALLOWED = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION))
_HARMLESS = frozenset(("length", "substr", "typeof"))


@contextmanager
def opened(path: Path, name: str) -> Iterator[ForeignFile]:
    """Open a file; ``name`` is what it is called to the person. Raises KnownError."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(HEADER))
    except OSError as error:
        raise KnownError(f"{name} could not be opened: {error.strerror}.") from error
    if head != HEADER:
        raise KnownError(f"{name} is not a board that Moodboard can read: it holds no records.")
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise KnownError(f"{name} could not be opened.") from error
    try:
        yield ForeignFile(connection, name)
    finally:
        connection.close()


class ForeignFile:
    """A foreign file's tables."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self._began = time.monotonic()
        connection.isolation_level = None
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        for pragma in ("trusted_schema = off", "cell_size_check = on", "query_only = on", "mmap_size = 0"):
            connection.execute(f"PRAGMA {pragma}")
        self._columns = self._tables()
        connection.set_authorizer(_allowed)
        connection.set_progress_handler(lambda: time.monotonic() - self._began > LONGEST, _STEPS)

    def _tables(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        with self._known():
            listed = self._connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            for name, sql in listed.fetchall():
                if isinstance(sql, str) and not sql.lstrip().upper().startswith("CREATE VIRTUAL"):
                    quoted = name.replace('"', '""')
                    rows = self._connection.execute(f'PRAGMA table_info("{quoted}")').fetchall()
                    found[name] = frozenset(row[1] for row in rows)
        return found

    def columns(self, table: str) -> frozenset[str]:
        """Return the columns of a table; none when there is no such table."""
        return self._columns.get(table, frozenset())

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        with self._known():
            self._began = time.monotonic()
            total = 0
            for _row in self._connection.execute(f'SELECT 1 FROM "{table}"'):
                total += 1
            return total

    def rows(self, table: str, columns: Sequence[str], most: int) -> Iterator[dict[str, Any]]:
        """Yield rows with those of the columns that there are, at most so many.

        A text that is longer than it may be is cut, a blob that is has no value.
        """
        there = [column for column in columns if column in self.columns(table)]
        if not there:
            return
        asked = ", ".join(map(_capped, there))
        with self._known():
            self._began = time.monotonic()
            for row in self._connection.execute(f'SELECT {asked} FROM "{table}" LIMIT {int(most)}'):
                yield dict(zip(there, row, strict=True))

    def blob(self, table: str, key: str, number: int, column: str, most: int) -> bytes:
        """Return one blob; raises KnownError, with a sentence about it, when it is none or too large."""
        self._began = time.monotonic()
        try:
            asked = f'SELECT typeof("{column}"), length("{column}") FROM "{table}" WHERE "{key}" = ? LIMIT 1'
            found = self._connection.execute(asked, (number,)).fetchone()
            if found is None or found[0] != "blob" or not found[1]:
                raise KnownError("Its picture is not in the file.")
            if found[1] > most:
                raise KnownError(f"Its picture takes {found[1] // 1024**2:,} MB, which is too much.")
            one = f'SELECT "{column}" FROM "{table}" WHERE "{key}" = ? LIMIT 1'
            return bytes(self._connection.execute(one, (number,)).fetchone()[0])
        except (sqlite3.Error, MemoryError, OverflowError) as error:
            raise KnownError("Its part of the file is damaged.") from error

    @contextmanager
    def _known(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, MemoryError, OverflowError) as error:
            raise KnownError(
                f"{self._name} is damaged, or it was cut off. Save it anew in the program that made it."
            ) from error


def _capped(column: str) -> str:
    """Return the column, as SQL, with no more of its value than there may be.

    Measured as a blob: the length of a text ends at its first zero, which PureRef's values are full of.
    """
    return (
        f"""CASE WHEN typeof("{column}") NOT IN ('text', 'blob') """
        f"""OR length(CAST("{column}" AS BLOB)) <= {MOST_OF_A_CELL} THEN "{column}" """
        f"""WHEN typeof("{column}") = 'text' THEN substr("{column}", 1, {MOST_OF_A_CELL}) END"""
    )


def _allowed(
    action: int, first: str | None, second: str | None, _base: str | None, _inner: str | None
) -> int:
    harmless = action in _ALLOWED and (action != sqlite3.SQLITE_FUNCTION or second in _HARMLESS)
    return sqlite3.SQLITE_OK if harmless else sqlite3.SQLITE_DENY
