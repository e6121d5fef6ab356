# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of the film list: chips, words and orders as SQL that the indexes answer."""

from __future__ import annotations

from datetime import date

from moodboard.domain.query import FilmChip, FilmQuery, FilmSort
from moodboard.domain.text_keys import folded
from moodboard.store import database, search

# Each order has an index of the same columns (migrations/0001_initial.py): a page is read off it.
_ORDERS = {
    FilmSort.LAST_SEEN: "last_key DESC, title_key, id",
    FilmSort.REWATCHES: "times_seen DESC, title_key, id",
    FilmSort.TITLE: "title_key, id",
    FilmSort.YEAR: "year_key DESC, title_key, id",
    FilmSort.RATING: "rating DESC, title_key, id",
    FilmSort.DUE: "due DESC, title_key, id",
}
_KEYS = {
    FilmSort.LAST_SEEN: "last_key",
    FilmSort.REWATCHES: "times_seen",
    FilmSort.TITLE: None,
    FilmSort.YEAR: "year_key",
    FilmSort.RATING: "rating",
    FilmSort.DUE: "due",
}
_INDEXES = {
    FilmSort.LAST_SEEN: "film_by_last",
    FilmSort.REWATCHES: "film_by_times",
    FilmSort.TITLE: "film_by_title",
    FilmSort.YEAR: "film_by_year",
    FilmSort.RATING: "film_by_rating",
    FilmSort.DUE: "film_by_due",
}


def _where(query: FilmQuery, today: date) -> tuple[str, list[object]]:
    conditions, values = ["film.binned IS NULL"], list[object]()
    if FilmChip.REWATCHED in query.chips:
        conditions.append("times_seen > 1")
    if FilmChip.FIVE_STARS in query.chips:
        conditions.append("rating = 10")
    if FilmChip.DUE_AGAIN in query.chips:
        conditions.append("due_on <= ?")
        values.append(today.toordinal())
    if (words := search.films_matching(query.text)) is not None:
        conditions.append(words[0])
        values += words[1]
    return " AND ".join(conditions), values


def count(query: FilmQuery, today: date) -> int:
    """Return how many films answer."""
    if not query.chips and (known := search.count_films(query.text)) is not None:
        return known
    where, values = _where(query, today)
    return int(database.rows(f"SELECT count(*) FROM film WHERE {where}", values)[0][0])


def ids(query: FilmQuery, today: date, offset: int, limit: int) -> list[int]:
    """Return one page of ids, in order."""
    where, values = _where(query, today)
    sql = f"SELECT id FROM film INDEXED BY {_INDEXES[query.sort]} WHERE {where}"
    found = database.rows(f"{sql} ORDER BY {_ORDERS[query.sort]} LIMIT ? OFFSET ?", [*values, limit, offset])
    return [id_ for (id_,) in found]


def position(film_id: int, query: FilmQuery, today: date) -> int | None:
    """Return the film's place in the list, from 0; None when it does not answer."""
    where, values = _where(query, today)
    key = _KEYS[query.sort]
    own = database.rows(
        f"SELECT {key or 0}, title_key FROM film WHERE {where} AND id = ?", [*values, film_id]
    )
    if not own:
        return None
    value, title = own[0]
    # Two counts, each along a piece of the index; with OR it would be walked to its end.
    total, same = 0, "(title_key, id) < (?, ?)"
    counting = f"SELECT count(*) FROM film INDEXED BY {_INDEXES[query.sort]} WHERE {where} AND "
    if key is not None:
        before = f"{key} IS NOT NULL" if value is None else f"{key} > ?"
        total = database.rows(counting + before, [*values, *([] if value is None else [value])])[0][0]
        same = f"{key} IS ? AND {same}"
    tail = [title, film_id] if key is None else [value, title, film_id]
    return int(total + database.rows(counting + same, [*values, *tail])[0][0])


def suggestions(text: str, limit: int) -> list[int]:
    """Return films whose title may be meant: those that begin so first, the most seen before others."""
    words = search.films_matching(text, titles_only=True)
    if words is None:
        sql = "SELECT id FROM film INDEXED BY film_by_last WHERE binned IS NULL "
        return [
            id_ for (id_,) in database.rows(f"{sql} ORDER BY {_ORDERS[FilmSort.LAST_SEEN]} LIMIT ?", (limit,))
        ]
    start = folded(text)
    return [
        id_
        for (id_,) in database.rows(
            f"SELECT id FROM film WHERE binned IS NULL AND {words[0]} ORDER BY title_fold = ? DESC, "
            "(substr(title_fold, 1, ?) = ? OR substr(title_key, 1, ?) = ?) DESC, "
            "times_seen DESC, title_key, id LIMIT ?",
            [*words[1], start, len(start), start, len(start), start, limit],
        )
    ]
