# SPDX-License-Identifier: GPL-3.0-or-later
"""Titles as they are looked up: folded, with the number of their film."""

from __future__ import annotations

from moodboard.store import database, search

_THERE = "id NOT IN (SELECT id FROM film WHERE binned IS NOT NULL)"


def all_folded() -> list[tuple[str, int]]:
    """Return all titles, and original titles that are others."""
    found = database.rows(f"SELECT title_fold, id FROM film INDEXED BY film_title_fold WHERE {_THERE}")
    other = (
        "SELECT original_fold, id FROM film INDEXED BY film_original_fold WHERE original_fold <> ''"
        f" AND original_fold <> title_fold AND {_THERE}"
    )
    return [(title, id_) for title, id_ in (*found, *database.rows(other))]


def with_years() -> list[tuple[int, str, str, int | None]]:
    """Return each film with its title and original title, folded, and its year."""
    sql = "SELECT id, title_fold, original_fold, year FROM film WHERE binned IS NULL ORDER BY id"
    return [(id_, title, original or "", year) for id_, title, original, year in database.rows(sql)]


def with_initials(letters: str, limit: int) -> list[int]:
    """Return films with words that begin with these letters, one after another."""
    safe = [letter for letter in letters if letter not in "%_\\"]
    if len(safe) < 3:
        return []
    pattern = "% ".join(safe) + "%"
    key = "SELECT id FROM film INDEXED BY film_by_title WHERE binned IS NULL"
    own = f"SELECT id FROM film INDEXED BY film_title_fold WHERE {_THERE}"
    bounds = (safe[0], safe[0] + "\U0010ffff")
    found = []
    for sql, column in ((key, "title_key"), (own, "title_fold")):
        within = f"{column} >= ? AND {column} < ? AND {column} LIKE ?"
        found += database.rows(f"{sql} AND {within} LIMIT ?", (*bounds, pattern, limit))
    return list(dict.fromkeys(id_ for (id_,) in found))


def original(ids: list[int]) -> dict[int, str]:
    """Return the original titles of those films that have one."""
    marks = ",".join("?" * len(ids))
    sql = f"SELECT id, original_title FROM film WHERE original_title <> '' AND id IN ({marks})"
    return dict(database.rows(sql, ids))


def of_years(typed: str, years: range, limit: int) -> list[int]:
    """Return films of some years whose title has words that begin as typed, the most seen first."""
    words = search.films_matching(typed, titles_only=True)
    if words is None:
        return []
    sql = f"SELECT id FROM film WHERE binned IS NULL AND {words[0]} AND year >= ? AND year < ?"
    found = database.rows(
        f"{sql} ORDER BY times_seen DESC, title_key, id LIMIT ?", [*words[1], years.start, years.stop, limit]
    )
    return [id_ for (id_,) in found]
