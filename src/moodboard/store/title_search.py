# SPDX-License-Identifier: GPL-3.0-or-later
"""Films whose title may be meant while it is typed."""

from __future__ import annotations

from typing import Any

from moodboard.domain.text_keys import folded
from moodboard.store import database, search

_MANY = 1500
"""Titles from which on the most seen are looked for first, not all of them ranked."""
_BY_LAST = "SELECT id FROM film INDEXED BY film_by_last WHERE binned IS NULL"
_BY_TITLE = "SELECT id FROM film INDEXED BY film_by_title WHERE binned IS NULL"
_BY_TIMES = "SELECT id FROM film INDEXED BY film_by_times WHERE binned IS NULL"
_MOST_SEEN = "times_seen DESC, title_key, id"
_AFTER_ALL_LETTERS = "\U0010ffff"


def _ids(sql: str, *values: Any) -> list[int]:
    return [id_ for (id_,) in database.rows(sql, values)]


def suggestions(text: str, limit: int) -> list[int]:
    """Return films whose title may be meant: those that begin so first, the most seen before others."""
    match, signs = search.film_words(text)
    if match is None and not signs:
        return _ids(f"{_BY_LAST} ORDER BY last_key DESC, title_key, id LIMIT ?", limit)
    start = folded(text)
    if count(text, _MANY) < _MANY:
        source, values = _source(match, signs)
        return _ids(
            f"SELECT film.id {source} ORDER BY title_fold = ? DESC,"
            " (substr(title_fold, 1, ?) = ? OR substr(title_key, 1, ?) = ?) DESC,"
            f" {_MOST_SEEN} LIMIT ?",
            *values, start, len(start), start, len(start), start, limit,
        )  # fmt: skip
    return _of_many(start, match, signs, limit)


def _source(match: str | None, signs: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """Return FROM and WHERE, with their values."""
    source, values = "FROM film NOT INDEXED WHERE binned IS NULL", list[str]()
    if match is not None:
        source = (
            "FROM title_search CROSS JOIN film NOT INDEXED ON film.id = title_search.rowid"
            " WHERE title_search MATCH ? AND binned IS NULL"
        )
        values = [match]
    return " AND ".join([source, *(sql for sql, _value in signs)]), [
        *values,
        *(value for _sql, value in signs),
    ]


def _of_many(start: str, match: str | None, signs: list[tuple[str, str]], limit: int) -> list[int]:
    """Look along indexes: ranking ten thousands would take longer than a key."""
    exact = f"SELECT id FROM film WHERE binned IS NULL AND title_fold = ? ORDER BY {_MOST_SEEN} LIMIT ?"
    found = _ids(exact, start, limit)
    begins = f"{_BY_TITLE} AND title_key >= ? AND title_key < ? ORDER BY {_MOST_SEEN} LIMIT ?"
    found += _ids(begins, start, start + _AFTER_ALL_LETTERS, limit)
    if len(set(found)) < limit:
        any_word = "id IN (SELECT rowid FROM title_search WHERE title_search MATCH ?)"
        tests = [*([any_word] if match is not None else []), *(sql for sql, _value in signs)]
        values = [*([match] if match is not None else []), *(value for _sql, value in signs)]
        sql = f"{_BY_TIMES} AND {' AND '.join(tests)} ORDER BY {_MOST_SEEN} LIMIT ?"
        found += _ids(sql, *values, limit)
    return list(dict.fromkeys(found))[:limit]


def count(text: str, most: int) -> int:
    """Return how many films have a title in which words begin as typed, and no more than so many."""
    match, signs = search.film_words(text)
    if match is None and not signs:
        return 0
    source, values = _source(match, signs)
    return int(database.rows(f"SELECT count(*) FROM (SELECT 1 {source} LIMIT ?)", [*values, most])[0][0])
