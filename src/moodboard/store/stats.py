# SPDX-License-Identifier: GPL-3.0-or-later
"""Counting what was seen and kept."""

from __future__ import annotations

from typing import NamedTuple

from moodboard.store import database


class SeenFilm(NamedTuple):
    """How often one film was seen, in all or in a year."""

    title: str
    title_key: str
    entries: int
    times: int
    rewatches: int


def seen() -> list[SeenFilm]:
    """Return all films of the library."""
    return [
        SeenFilm(*row)
        for row in database.rows(
            "SELECT title, title_key, watch_count, times_seen, max(0, times_seen - 1) "
            "FROM film WHERE binned IS NULL"
        )
    ]


def seen_in(year: int) -> list[SeenFilm]:
    """Return the films seen in a year; a first time counts for no rewatch.

    The first time lies in the year when nothing earlier is known: no earlier watches, no undated
    entry, and the first dated one within it.
    """
    return [
        SeenFilm(*row)
        for row in database.rows(
            """
            SELECT film.title, film.title_key, count(*), sum(watch.times), sum(watch.times) - (
                film.earlier_watches = 0 AND NOT EXISTS (
                    SELECT 1 FROM watch AS other WHERE other.film_id = film.id
                    AND (other.sort_key IS NULL OR other.sort_key < ?)))
            FROM watch JOIN film ON film.id = watch.film_id
            WHERE film.binned IS NULL AND watch.earliest >= ? AND watch.latest <= ?
            GROUP BY film.id
            """,
            (f"{year:04}-01-01", f"{year:04}-01-01", f"{year:04}-12-31"),
        )
    ]


def kept(year: int | None) -> dict[str, int]:
    """Return how many stills, lines and boards there are, or came in a year."""
    found: dict[str, int] = {}
    for table, column in (("still", "added"), ("line", "added"), ("board", "created")):
        sql, values = f"SELECT count(*) FROM {table} WHERE binned IS NULL", []
        if year is not None:
            sql, values = f"{sql} AND {column} >= ? AND {column} < ?", [f"{year:04}", f"{year + 1:04}"]
        found[table] = int(database.rows(sql, values)[0][0])
    return found
