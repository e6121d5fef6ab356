# SPDX-License-Identifier: GPL-3.0-or-later
"""Put another database file in the place of a library's, in one step of the file system."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from moodboard.domain.errors import KnownError
from moodboard.store import database

_BESIDE = ("-wal", "-shm", "-journal")
_BUSY = "Another Moodboard is at work on this library. Wait until it is done, or close it, then try again."
_PATIENCE = 2.0


class OldFile:
    """A library's file that nobody else has open."""

    def __init__(self, file: Path, connection: sqlite3.Connection | None) -> None:
        self._file = file
        self._connection = connection

    def keep_copy(self, to: Path) -> None:
        """Copy it; a damaged one as it lies there, with what lies beside it."""
        if self._connection is not None:
            # Not by its bytes: on Unix, closing the file once more would give the lock away.
            copy = sqlite3.connect(to)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()
            _to_disk(to)
            return
        for suffix in ("", *_BESIDE):
            source = self._file.with_name(self._file.name + suffix)
            if source.exists():
                shutil.copy2(source, to.with_name(to.name + suffix))
                _to_disk(to.with_name(to.name + suffix))


@contextlib.contextmanager
def alone(file: Path) -> Iterator[OldFile | None]:
    """Be the only one on a library's file, None when there is none.

    Raises KnownError when anybody else has it open: in WAL mode whoever has holds it shared, so that
    asking for it alone tells. A damaged file is nobody's, and may be replaced all the same.
    """
    if not file.exists():
        yield None
        return
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        readable = _is_readable(connection)
        if not readable:
            connection.close()
        yield OldFile(file, connection if readable else None)
    finally:
        connection.close()


def _is_readable(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("PRAGMA locking_mode = exclusive")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("COMMIT")
        # One file, whole by itself: what a stale log beside another file would do is not to be tried.
        connection.execute("PRAGMA journal_mode = delete")
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise KnownError(_BUSY) from error
        if "readonly" in str(error):
            raise KnownError(
                "The library cannot be written to. Check the rights of its folder, or restore into another."
            ) from error
        return False
    except sqlite3.DatabaseError:
        return False
    return True


def make_single(file: Path) -> None:
    """Bring a closed library's log home, so that its file is whole by itself, and on the disk."""
    with database.known_errors():
        connection = sqlite3.connect(file, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = delete")
        finally:
            connection.close()
    _to_disk(file)


def replace(file: Path, by: Path) -> None:
    """Put ``by`` in the place of the library's file: there is either the one or the other, whole."""
    for suffix in _BESIDE:
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    by.replace(file)
    _to_disk(file.parent)


def _to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # folders cannot be opened there
    handle = os.open(path, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some file systems know no such thing for folders
            os.fsync(handle)
    finally:
        os.close(handle)
