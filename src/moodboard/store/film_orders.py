# SPDX-License-Identifier: GPL-3.0-or-later
"""The orders of the film list, and pages and places in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moodboard.domain.query import FilmQuery, FilmSort
from moodboard.store import database
from moodboard.store.film_where import Condition

ALL = 2**40
_TIES = "title_key, id"
_GROUPS = 6


@dataclass(frozen=True, slots=True)
class Order:
    """An order, and the index that has its key first, downwards, the title and the id after it."""

    index: str
    key: str = ""
    """The order by title has none."""
    least: float | None = None
    """The key of films that have no such thing, together with NULL."""
    known: str = ""
    """A condition on films that have such a thing at all; the others come last either way."""
    unknown: str = ""


# Each index has after its key what the filters ask (migrations/0004_facets.py).
ORDERS = {
    FilmSort.LAST_SEEN: Order("film_by_last", "last_key", 1, "last_key > 1", "last_key <= 1"),
    FilmSort.REWATCHES: Order("film_by_times", "times_seen"),
    FilmSort.TITLE: Order("film_by_title"),
    FilmSort.YEAR: Order("film_by_year", "year_key", 0, "year_key > 0", "year_key <= 0"),
    FilmSort.RATING: Order("film_by_rating", "rating", None, "rating IS NOT NULL", "rating IS NULL"),
    FilmSort.ADDED: Order("film_by_added", "added"),
    FilmSort.GAP: Order("film_by_gap", "gap", None, "gap IS NOT NULL", "gap IS NULL"),
    FilmSort.DUE: Order("film_by_due", "due", -1, "due > -1", "due <= -1"),
}


def one(sql: str, values: tuple[Any, ...]) -> int:
    """Return the number that a query answers with."""
    return int(database.rows(sql, values)[0][0])


class Ordered:
    """One query's films, in its order."""

    def __init__(self, query: FilmQuery, source: Condition, one_by_one: bool = False) -> None:
        self._order = ORDERS[query.sort]
        self._descending = query.descending
        self._source = source
        self._one_by_one = one_by_one
        """They do not come along the order's index and have to be sorted."""

    def page(self, offset: int, limit: int) -> list[int]:
        """Return some of the ids."""
        order = self._order
        if not order.key:
            return self._ids("", "title_key DESC, id DESC" if self._descending else _TIES, offset, limit)
        down = f"{order.key} DESC, {_TIES}"
        if self._descending:
            # What is known comes before what is not by itself: NULL, 0 and -1 are the least.
            return self._ids("", down, offset, limit)
        if self._one_by_one:
            unknown = f"{order.unknown}, iif({order.known}, NULL, {order.key}) DESC, " if order.known else ""
            return self._ids("", f"{unknown}{order.key}, {_TIES}", offset, limit)
        if not order.known:
            return self._upwards("", offset, limit)
        found = self._upwards(f" AND {order.known}", offset, limit)
        if len(found) < limit:
            rest = max(0, offset - self._count(f" AND {order.known}")) if offset else 0
            found += self._ids(f" AND {order.unknown}", down, rest, limit - len(found))
        return found

    def _upwards(self, condition: str, offset: int, limit: int) -> list[int]:
        """Return a page from the least key up.

        The index has the titles of each key from A to Z, so it cannot just be read backwards: SQLite sorts
        each key's films, which may be most. So the key is found at which the page begins, its films and
        those of the next ones are read as they stand, and only then, many keys on, the rest is sorted.
        """
        key = self._order.key
        up = f"{key}, {_TIES}"
        if limit >= ALL:
            return self._ids(condition, up, offset, limit)
        found, after, skipped = list[int](), condition, tuple[Any, ...]()
        for _group in range(_GROUPS):
            start = f"SELECT {key} {self._source.sql}{after} ORDER BY {key} LIMIT 1 OFFSET ?"
            row = database.rows(start, (*self._source.values, *skipped, offset))
            if not row:
                return found
            first = row[0][0]
            before = self._count(f"{condition} AND {key} < ?", first) if offset else 0
            found += self._ids(
                f"{condition} AND {key} = ?", _TIES, max(0, offset - before), limit - len(found), first
            )
            if len(found) >= limit:
                return found
            after, skipped, offset = f"{condition} AND {key} > ?", (first,), 0
        return found + self._ids(after, up, 0, limit - len(found), *skipped)

    def before(self, value: Any, title: str, film_id: int) -> int:
        """Return how many films stand before the one with this key, title and number."""
        key = self._order.key
        if not key:
            sign = ">" if self._descending else "<"
            return self._count(f" AND (title_key, id) {sign} (?, ?)", title, film_id)
        pieces = [
            *self._before_key(value),
            (f"{key} IS ? AND (title_key, id) < (?, ?)", (value, title, film_id)),
        ]
        if self._one_by_one:
            told = " OR ".join(sql for sql, _values in pieces)
            return self._count(f" AND ({told})", *(one for _sql, values in pieces for one in values))
        # Counts along pieces of the index; with OR it would be walked to its end.
        return sum(self._count(f" AND {sql}", *values) for sql, values in pieces)

    def _before_key(self, value: Any) -> list[tuple[str, tuple[Any, ...]]]:
        """Return which films stand before the first one with this key, no film twice."""
        key, known = self._order.key, self._order.known
        if self._descending:
            return [(f"{key} IS NOT NULL", ())] if value is None else [(f"{key} > ?", (value,))]
        if not known:
            return [(f"{key} < ?", (value,))]
        if value is not None and (self._order.least is None or value > self._order.least):
            return [(f"{known} AND {key} < ?", (value,))]
        among = [] if value is None else [(f"{self._order.unknown} AND {key} > ?", (value,))]
        return [(known, ()), *among]

    def _count(self, condition: str, *values: Any) -> int:
        return one(f"SELECT count(*) {self._source.sql}{condition}", (*self._source.values, *values))

    def _ids(self, condition: str, order: str, offset: int, limit: int, *values: Any) -> list[int]:
        sql = f"SELECT film.id {self._source.sql}{condition} ORDER BY {order} LIMIT ? OFFSET ?"
        return [id_ for (id_,) in database.rows(sql, (*self._source.values, *values, limit, offset))]
