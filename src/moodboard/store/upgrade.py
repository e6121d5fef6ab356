# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring a library's tables up to this program, by the numbered files of ``migrations``.

Each file has frozen copies of the tables of its time. They run inside a migration context: with
foreign keys on, rebuilding a table would delete its children.
"""

from __future__ import annotations

import time
from pathlib import Path

from peewee import DatabaseError

from moodboard.store import database
from moodboard.store.tables import db

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_TRIES = 5


def known_steps() -> tuple[str, ...]:
    """Return the names of the migrations that this program has, in order."""
    return tuple(sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py")))


def applied_steps() -> frozenset[str]:
    """Return the names of the migrations that made the open file; none for a new one."""
    with database.read():
        if not database.rows("SELECT 1 FROM sqlite_master WHERE name = 'schema_migration'"):
            return frozenset()
        return frozenset(name for (name,) in database.rows("SELECT name FROM schema_migration"))


def is_newer() -> bool:
    """Tell whether the open file was made by a newer program: it went through steps unknown here."""
    return bool(applied_steps() - set(known_steps()))


def is_due() -> bool:
    """Tell whether steps are missing from the open file."""
    return bool(set(known_steps()) - applied_steps())


def holds_anything() -> bool:
    """Tell whether the open file has tables, the history of migrations aside: that one comes first."""
    with database.read():
        return bool(database.rows("SELECT 1 FROM sqlite_master WHERE tbl_name <> 'schema_migration' LIMIT 1"))


def run() -> None:
    """Take the missing steps, each in its own transaction."""
    from playhouse.migrations import Runner  # here, because most starts need none

    for attempt in range(_TRIES):
        try:
            with database.read():
                Runner(db.obj, str(MIGRATIONS)).up()
        except DatabaseError:
            # Another process may have opened the same new library in the same moment: its step won.
            if attempt == _TRIES - 1:
                raise
            time.sleep(0.1 * (attempt + 1))
            if not is_due():
                return
        else:
            return
