# SPDX-License-Identifier: GPL-3.0-or-later
"""Columns, themes and watches of many films at once, and what they were before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from moodboard.domain.film import Watch
from moodboard.domain.text_keys import folded
from moodboard.store import database, films, search
from moodboard.store.tables import Film
from moodboard.store.themes import Of, theme_id

Kept = list[tuple[Any, ...]]
"""Rows as they were, the film's id first."""
_LINKS = [of.value[0] for of in Of]
_WORDS_AT_ONCE = 500


def _marks(chunk: Sequence[object]) -> str:
    return ",".join("?" * len(chunk))


def columns_of(ids: Sequence[int], names: Sequence[str]) -> Kept:
    """Return these columns of the films that are there."""
    kept: Kept = []
    for chunk in database.in_chunks(list(ids)):
        sql = f"SELECT id, {', '.join(names)} FROM film WHERE id IN ({_marks(chunk)})"
        kept += database.rows(sql, chunk)
    return kept


def stored(name: str, value: object) -> object:
    """Return a value of a column as it is stored."""
    return getattr(Film, name).db_value(value)


def set_columns(ids: Sequence[int], **values: Any) -> None:
    """Write the same values into all films."""
    values = {name: stored(name, value) for name, value in values.items()}
    assigned = ", ".join(f"{name} = ?" for name in values)
    for chunk in database.in_chunks(list(ids)):
        database.rows(f"UPDATE film SET {assigned} WHERE id IN ({_marks(chunk)})", [*values.values(), *chunk])


def put_back(kept: Kept, names: Sequence[str]) -> None:
    """Write columns back as ``columns_of`` told them."""
    assigned = ", ".join(f"{name} = ?" for name in names)
    rows = [(*values, film_id) for film_id, *values in kept]
    database.many(f"UPDATE film SET {assigned} WHERE id = ?", rows)


def follow_ratings(ids: Sequence[int], since: str) -> None:
    """Let the rule of the current rating speak where a watch was rated at the same moment or later."""
    later: list[int] = []
    for chunk in database.in_chunks(list(ids)):
        sql = f"SELECT DISTINCT film_id FROM watch WHERE rated >= ? AND film_id IN ({_marks(chunk)})"
        later += [film_id for (film_id,) in database.rows(sql, [since, *chunk])]
    films.refresh(later, words=False)


def index_words(ids: Sequence[int]) -> None:
    """Write the films' words for the search anew."""
    for chunk in database.in_chunks(sorted(ids), _WORDS_AT_ONCE):
        search.index_films(chunk)


def doubles(year: int | None) -> list[tuple[str, str]]:
    """Return folded title and title of films that share both title and year with another one."""
    sql = (
        "SELECT title_fold, min(title) FROM film WHERE binned IS NULL AND year IS ?"
        " GROUP BY title_fold HAVING count(*) > 1"
    )
    return [(fold, title) for fold, title in database.rows(sql, (year,))]


def titled(start: str, limit: int) -> list[int]:
    """Return films whose title begins so, with or without its article, in the order of titles."""
    low = folded(start)
    if not low:
        return []
    sql = (
        "SELECT id FROM film WHERE binned IS NULL AND"
        " (title_key >= ?1 AND title_key < ?2 OR title_fold >= ?1 AND title_fold < ?2)"
        " ORDER BY title_key, id LIMIT ?3"
    )
    return [id_ for (id_,) in database.rows(sql, (low, low + "\U0010ffff", limit))]


# Themes


def has_theme(name: str) -> bool:
    """Tell whether there is such a theme, on whatever."""
    return bool(database.rows("SELECT 1 FROM theme WHERE fold = ?", (folded(name),)))


def links_of(ids: Sequence[int], name: str) -> Kept:
    """Return film, link and theme wherever one of the films has the theme."""
    found: Kept = []
    for chunk in database.in_chunks(list(ids)):
        sql = (
            "SELECT film_id, film_theme.id, theme_id FROM film_theme JOIN theme ON theme.id = theme_id"
            f" WHERE theme.fold = ? AND film_id IN ({_marks(chunk)})"
        )
        found += database.rows(sql, [folded(name), *chunk])
    return found


def link(ids: Sequence[int], name: str) -> None:
    """Give the theme to films that have it not."""
    theme = theme_id(name)
    database.many("INSERT INTO film_theme (film_id, theme_id) VALUES (?, ?)", [(id_, theme) for id_ in ids])


def unlink(ids: Sequence[int], name: str) -> None:
    """Take the theme from films."""
    fold = folded(name)
    for chunk in database.in_chunks(list(ids)):
        sql = "DELETE FROM film_theme WHERE theme_id IN (SELECT id FROM theme WHERE fold = ?)"
        database.rows(f"{sql} AND film_id IN ({_marks(chunk)})", [fold, *chunk])


def relink(links: Kept) -> None:
    """Bring links back that were taken, in their old places, where film and theme are still there."""
    sql = (
        "INSERT OR IGNORE INTO film_theme (film_id, id, theme_id) SELECT ?1, ?2, ?3"
        " WHERE EXISTS (SELECT 1 FROM film WHERE id = ?1) AND EXISTS (SELECT 1 FROM theme WHERE id = ?3)"
    )
    database.many(sql, links)


def drop_unused_theme(name: str) -> None:
    """Forget a theme that hangs on nothing."""
    used = " AND ".join(f"id NOT IN (SELECT theme_id FROM {table})" for table in _LINKS)
    database.rows(f"DELETE FROM theme WHERE fold = ? AND {used}", (folded(name),))


# Watches

_COLUMNS = (
    "uuid", "film_id", "edtf", "said", "earliest", "latest", "sort_key", "times", "rating", "rated", "leads",
    "note", "people", "venue", "medium", "cut", "finished", "liked", "logged", "off_watchlist",
)  # fmt: skip


def insert_watches(watches: Iterable[Watch], off_watchlist: frozenset[int]) -> None:
    """Store new watches that say no more than when and how often."""
    rows = [
        (
            watch.uuid, watch.film_id, watch.date.edtf, watch.date.said,
            watch.date.earliest and watch.date.earliest.isoformat(),
            watch.date.latest and watch.date.latest.isoformat(),
            watch.date.sort_key, watch.times, None, "", False,
            "", "", "", "", "", True, False, watch.logged, watch.film_id in off_watchlist,
        )
        for watch in watches
    ]  # fmt: skip
    database.many(f"INSERT INTO watch ({', '.join(_COLUMNS)}) VALUES ({_marks(_COLUMNS)})", rows)


def delete_watches(uuids: Sequence[str]) -> tuple[list[int], list[int]]:
    """Remove watches; their films, and those of them that logging had taken off the watchlist."""
    touched: list[int] = []
    wanted: list[int] = []
    for chunk in database.in_chunks(list(uuids)):
        found = database.rows(
            f"SELECT film_id, off_watchlist FROM watch WHERE uuid IN ({_marks(chunk)})", chunk
        )
        touched += [film_id for film_id, _off in found]
        wanted += [film_id for film_id, off in found if off]
        database.rows(f"DELETE FROM watch WHERE uuid IN ({_marks(chunk)})", chunk)
    return touched, wanted
