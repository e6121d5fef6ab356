# SPDX-License-Identifier: GPL-3.0-or-later
"""Thumbnails in ``cache.db``: a file that may be deleted at any time, with the program running too.

One connection is shared under a lock: connections of one's own per thread cost more to open than
the reads themselves. Each level has its own table, so that the small pictures of a whole board
lie together on the disk. Nothing here ever fails: what cannot be kept is made again later.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import peewee

log = logging.getLogger(__name__)

LEVELS = (64, 128, 256, 512)
"""Longest sides of the stored thumbnails, in pixels."""

_PRAGMAS = {"page_size": 16384, "journal_mode": "wal", "synchronous": "normal"}
_AT_ONCE = 500  # names in one question; SQLite allows more, its planner is not quicker for it
_TROUBLE = (peewee.DatabaseError, peewee.InterfaceError, sqlite3.Error, OSError)


class Thumbnail(NamedTuple):
    """One stored thumbnail; what ``coding`` means is known to those who write it."""

    picture: str
    level: int
    width: int
    height: int
    coding: int
    data: bytes


_lock = threading.RLock()
_open: Any = None  # a peewee.SqliteDatabase, whose execute_sql has no types
_file: Path | None = None
_inode = 0


def read(file: Path, pictures: Sequence[str], level: int) -> dict[str, Thumbnail]:
    """Return the thumbnails of ``level`` that are there, by picture."""
    found: dict[str, Thumbnail] = {}
    with _lock:
        try:
            database = _database(file)
            for start in range(0, len(pictures), _AT_ONCE):
                some = tuple(pictures[start : start + _AT_ONCE])
                marks = ",".join("?" * len(some))
                rows = database.execute_sql(
                    f"SELECT picture, width, height, coding, data FROM mip_{_known(level)} "
                    f"WHERE picture IN ({marks})",
                    some,
                )
                for picture, width, height, coding, data in rows:
                    found[picture] = Thumbnail(picture, level, width, height, coding, data)
        except _TROUBLE as trouble:
            _start_anew(file, trouble)
    return found


def write(file: Path, thumbnails: Iterable[Thumbnail]) -> None:
    """Keep the thumbnails, in the place of older ones."""
    with _lock:
        try:
            database = _database(file)
            with database.atomic():
                for one in thumbnails:
                    database.execute_sql(
                        f"INSERT OR REPLACE INTO mip_{_known(one.level)} "
                        "(picture, width, height, coding, data) VALUES (?, ?, ?, ?, ?)",
                        (one.picture, one.width, one.height, one.coding, one.data),
                    )
        except _TROUBLE as trouble:
            _start_anew(file, trouble)


def close() -> None:
    """Close the file, if it is open; the next read or write opens it again."""
    global _open, _file
    with _lock:
        if _open is not None:
            with contextlib.suppress(*_TROUBLE):
                _open.close()
        _open = _file = None


def _known(level: int) -> int:
    if level not in LEVELS:
        raise ValueError(f"no such level: {level}")
    return level


def _database(file: Path) -> Any:
    global _open, _file, _inode
    if _open is not None and _file == file and _inode_of(file) == _inode:
        return _open
    close()
    # thread_safe=False: one connection for all threads, which _lock keeps apart.
    database: Any = peewee.SqliteDatabase(
        str(file), pragmas=_PRAGMAS, timeout=2, thread_safe=False, check_same_thread=False
    )
    database.connect()
    _open, _file = database, file
    for level in LEVELS:
        database.execute_sql(
            f"CREATE TABLE IF NOT EXISTS mip_{level} (picture TEXT PRIMARY KEY, width INTEGER NOT NULL, "
            "height INTEGER NOT NULL, coding INTEGER NOT NULL, data BLOB NOT NULL)"
        )
    _inode = _inode_of(file)
    return database


def _inode_of(file: Path) -> int:
    try:
        return file.stat().st_ino
    except OSError:
        return 0


def _start_anew(file: Path, trouble: Exception) -> None:
    """Drop a file that SQLite cannot read; leave one alone that is only busy or on a full disk."""
    log.info("The thumbnails could not be read or kept: %s", trouble)
    close()
    if isinstance(trouble, peewee.DatabaseError) and not isinstance(trouble, peewee.OperationalError):
        for name in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)


atexit.register(close)
