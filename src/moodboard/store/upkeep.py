# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions that SQLite answers about the wholeness of its own file, and about the rows in it."""

from __future__ import annotations

from moodboard.store import database, library_rows


def integrity() -> list[str]:
    """Return what SQLite finds wrong with the file's pages, nothing when they are whole."""
    return [said for (said,) in database.rows("PRAGMA integrity_check(20)") if said != "ok"]


def orphans() -> dict[str, int]:
    """Return by table how many rows point at rows that are not there."""
    found: dict[str, int] = {}
    for table, *_ in database.rows("PRAGMA foreign_key_check"):
        found[table] = found.get(table, 0) + 1
    return found


def remove_orphans() -> None:
    """Cut the ties to rows that are not there: what cannot be without them goes."""
    for table, rowid, _parent, number in database.rows("PRAGMA foreign_key_check"):
        for key in database.rows(f"PRAGMA foreign_key_list({table})"):
            if key[0] != number:
                continue
            if rowid is None:  # of a table that has none
                parents = f'SELECT "{key[4]}" FROM "{key[2]}"'
                database.rows(f"DELETE FROM {table} WHERE {key[3]} NOT IN ({parents})")
            elif key[6] == "SET NULL":
                database.rows(f"UPDATE {table} SET {key[3]} = NULL WHERE rowid = ?", (rowid,))
            else:
                database.rows(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))


def reindex() -> None:
    """Write SQLite's own indexes anew."""
    database.rows("REINDEX")


def pictures() -> frozenset[str]:
    """Return the paths of the picture files that stills show, and posters, those in the bin too."""
    return frozenset(path for (path,) in database.rows(library_rows.PICTURES))


def shots() -> frozenset[str]:
    """Return the paths of those that stills show."""
    return frozenset(path for (path,) in database.rows("SELECT DISTINCT picture FROM still"))
