# SPDX-License-Identifier: GPL-3.0-or-later
"""Small facts about the library itself, by name."""

from __future__ import annotations

from moodboard.store import database
from moodboard.store.tables import Setting


def get(name: str) -> str:
    """Return the value, empty when it was never put."""
    found = database.rows("SELECT value FROM setting WHERE name = ?", (name,))
    return found[0][0] if found else ""


def put(name: str, value: str) -> None:
    """Keep the value."""
    Setting.insert(name=name, value=value).on_conflict_replace().execute()
