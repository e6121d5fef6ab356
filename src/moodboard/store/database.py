# SPDX-License-Identifier: GPL-3.0-or-later
"""Open the library's file, and the only two doors to it: ``read()`` and ``write()``.

What is SQLite's own sits here and in ``store.search``.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import DatabaseError, InterfaceError, SqliteDatabase

from moodboard.domain.errors import DamagedError, KnownError
from moodboard.domain.text_keys import spaced
from moodboard.store.tables import db

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "cache_size": -16_000,
    "temp_store": "memory",
}
WAIT_SECONDS = 20  # how long a write waits for another process's
APPLICATION = 0x4D4F4F44
_HEADER = b"SQLite format 3\0"

_SENTENCES = (
    ("disk is full", "The disk is full. Make some room and try again; nothing was lost."),
    ("database is locked", "Another program keeps the library busy. Try again in a moment."),
    (
        "readonly",
        "The library cannot be written to. Check the rights of its folder, or open another library.",
    ),
    ("unable to open", "The library's file cannot be opened. Check the rights of its folder."),
    ("disk i/o", "The disk did not answer as it should. Check that it is connected and has room."),
)


_DAMAGES = ("not a database", "malformed")
_DAMAGED = "The library's file is damaged. Bring a backup back from its backups folder."


class _Gate:
    """Let one writer of this process through at a time, what a person just did before any job.

    SQLite's own waiting is by polling, so that a window's write beside an import came late or not at all.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._owner: int | None = None
        self._depth = 0
        self._persons = 0

    @contextmanager
    def passing(self, job: bool) -> Iterator[None]:
        """Own the gate; a thread that owns it already goes straight in."""
        self._enter(job)
        try:
            yield
        finally:
            with self._condition:
                self._depth -= 1
                if not self._depth:
                    self._owner = None
                    self._condition.notify_all()

    def _enter(self, job: bool) -> None:
        me = threading.get_ident()
        with self._condition:
            if self._owner != me:
                self._persons += not job
                try:
                    self._condition.wait_for(lambda: self._owner is None and (not job or not self._persons))
                finally:
                    self._persons -= not job
                self._owner = me
            self._depth += 1


_gate = _Gate()
_file: Path | None = None


def open_database(file: Path) -> None:
    """Bind the tables to the file and keep this thread's connection open until ``close_database``."""
    global _file
    close_database()
    _refuse_other_files(file)
    database = SqliteDatabase(str(file), pragmas=PRAGMAS, timeout=WAIT_SECONDS, autoconnect=False)
    database.register_function(spaced, "spaced", 1)
    with known_errors():
        # Tried first by hand: peewee's connection state would have to be cleaned up after a failure.
        database.connect()
        db.initialize(database)
    _file = file


def close_database() -> None:
    """Close this thread's connection; those of other threads are closed by their read() and write()."""
    global _file
    if _file is not None:
        _file = None
        if not db.is_closed():
            db.close()
        db.initialize(None)


def file() -> Path:
    """Return the open library's file."""
    if _file is None:
        raise KnownError("No library is open.")
    return _file


def _refuse_other_files(file: Path) -> None:
    try:
        if not file.exists() or not file.stat().st_size:
            return
        with file.open("rb") as stream:
            header = stream.read(100)
    except OSError as error:
        raise KnownError(f"{file} cannot be read: {error.strerror}. Open another library.") from error
    # Bytes 68..71 of a SQLite file are its application id.
    ours = header.startswith(_HEADER) and int.from_bytes(header[68:72], "big") in (0, APPLICATION)
    if not ours:
        raise KnownError(f"{file} is not a Moodboard library. Choose another folder, or bring a backup back.")


@contextmanager
def known_errors() -> Iterator[None]:
    """Turn what the disk and other programs can do to us into sentences; bugs stay as they are."""
    try:
        yield
    except (DatabaseError, InterfaceError, sqlite3.DatabaseError) as error:
        for cause in _causes(error):
            if any(part in str(cause).lower() for part in _DAMAGES):
                raise DamagedError(_DAMAGED) from error
            for part, sentence in _SENTENCES:
                if part in str(cause).lower():
                    raise KnownError(sentence) from error
        raise
    except UnicodeEncodeError as error:  # half an emoji, or bytes of another encoding on the command line
        raise KnownError("Some of these letters cannot be stored. Type them anew, in UTF-8.") from error


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error, and what came before it where it is only the echo of that.

    On a full disk SQLite rolls back by itself; peewee's own rollback then fails and hides why.
    """
    yield error
    echo = ("no transaction is active", "no such savepoint")
    while any(part in str(error).lower() for part in echo) and error.__context__ is not None:
        error = error.__context__
        yield error


@contextmanager
def read() -> Iterator[None]:
    """Lend a connection for reading; nested calls join in."""
    file()
    with known_errors():
        opened = db.connect(reuse_if_open=True)
        try:
            yield
        finally:
            if opened:
                db.close()


@contextmanager
def write(job: bool = False) -> Iterator[None]:
    """Own the write lock from the first statement on; nested calls join in.

    A job keeps each of its transactions at twenty rows or ten milliseconds, and pauses between them.
    """
    file()
    with known_errors(), _gate.passing(job), read(), db.atomic("IMMEDIATE"):
        yield


def is_writing() -> bool:
    """Tell whether this thread is inside ``write()``: what it does next joins in."""
    return _file is not None and bool(db.in_transaction())


def rows(sql: str, values: tuple[Any, ...] | list[Any] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of a query of our own wording, as tuples."""
    found: list[tuple[Any, ...]] = db.execute_sql(sql, values).fetchall()
    return found


def tuples(query: Any) -> list[tuple[Any, ...]]:
    """Return all rows of a query made of tables and columns, as tuples."""
    return list(query.tuples())


def data_version() -> int:
    """Return a number that changes when another connection wrote; asked on the thread that opened."""
    with read():
        return int(rows("PRAGMA data_version")[0][0])


def moment() -> tuple[object, ...]:
    """Return what stays the same until anybody writes to the library; inside ``read()``."""
    connection = db.connection()
    return connection, connection.total_changes, rows("PRAGMA data_version")[0][0]


def backup(to: Path) -> None:
    """Copy the whole library file to ``to`` while others go on; ``to`` appears when it is complete."""
    draft = to.with_name(to.name + ".part")
    try:
        draft.unlink(missing_ok=True)
        with known_errors():
            _copy(file(), draft)
        draft.replace(to)
    except OSError as error:
        raise KnownError(f"The backup {to} could not be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    origin = sqlite3.connect(source, timeout=WAIT_SECONDS)
    try:
        copy = sqlite3.connect(target)
        try:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = delete")  # one file, whole by itself
        finally:
            copy.close()
    finally:
        origin.close()


def in_chunks(values: list[Any] | tuple[Any, ...], size: int = 500) -> Iterator[list[Any]]:
    """Yield the values in lists short enough for ``IN (...)``."""
    for start in range(0, len(values), size):
        yield list(values[start : start + size])


def many(sql: str, values: list[tuple[Any, ...]]) -> None:
    """Run one statement for each row of values; only inside ``write()``."""
    db.connection().executemany(sql, values)
