# SPDX-License-Identifier: GPL-3.0-or-later
"""Pins that are grouped, named, locked, hidden or drawn."""

from typing import Any

_COLUMNS = (
    ("group_of", "TEXT NOT NULL DEFAULT ''"),
    ("name", "TEXT NOT NULL DEFAULT ''"),
    ("locked", "INTEGER NOT NULL DEFAULT 0"),
    ("hidden", "INTEGER NOT NULL DEFAULT 0"),
    ("drawing", "TEXT NOT NULL DEFAULT ''"),
)


def up(migrator: object, db: Any) -> None:
    for name, kind in _COLUMNS:
        db.execute_sql(f"ALTER TABLE pin ADD COLUMN {name} {kind}")
