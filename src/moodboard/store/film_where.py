# SPDX-License-Identifier: GPL-3.0-or-later
"""Which films answer a query, as SQL: conditions on columns, and sets of films by name or by words.

A set can be gone through by the films' numbers (two such are merged as they come, a tenth of a
microsecond a film), or a film can be asked whether it is in it. ``store.film_list`` takes what is quicker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from moodboard.domain.film_filters import ALL_OF, Facet, FilmFilters, FilmMark
from moodboard.domain.query import FilmChip, FilmQuery
from moodboard.domain.text_keys import folded
from moodboard.store import facets, search

BY_ID = "film_by_id"
"""An index by number that has what filters ask, for counting."""


MERGE_FROM = 12_000
"""Films in the smallest set from which they are merged with that index sooner than looked at one by one."""


_ASKED_FROM = 8
"""Times the smallest set: a larger one is not merged with it, but its films are asked."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with its values."""

    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class FilmSet:
    """Films that have a name, or words."""

    stream: Condition
    """A SELECT of their numbers, in order."""
    asking: Condition
    """The condition that a film is among them, quick for one film."""
    size: int
    is_words: bool = False

    @property
    def is_any(self) -> bool:
        """Whether it has several names of which any will do."""
        return " UNION " in self.stream.sql

    @property
    def among(self) -> Condition:
        """The condition that a film is among them, quick for many films."""
        return Condition(f"film.id IN ({self.stream.sql})", self.stream.values)


@dataclass(frozen=True, slots=True)
class Where:
    """What films have to answer."""

    columns: tuple[Condition, ...] = ()
    """What the index of every order can answer."""
    sets: tuple[FilmSet, ...] = ()
    """Those that can be merged as they come."""
    others: tuple[FilmSet, ...] = ()
    """Those that cannot; a film is asked."""
    signs: bool = False
    """A condition is on the title."""

    @property
    def smallest(self) -> int:
        """How many films answer at most, as far as the sets tell."""
        return min((one.size for one in self.sets), default=0)

    @property
    def has_words(self) -> bool:
        """Whether words are asked for: of many films at once sooner than of each."""
        return any(one.is_words for one in self.sets)

    @property
    def words_only(self) -> bool:
        """Whether nothing but words is asked for."""
        return not (self.columns or self.others) and len(self.sets) == 1 and self.sets[0].is_words

    def stream(self, *more: Condition) -> Condition:
        """Return the SELECT of the numbers that are in all sets, in order; ``more`` are such SELECTs too."""
        parts = [*(one.stream for one in self.sets), *more]
        sql = " INTERSECT ".join(part.sql for part in parts)
        order = " ORDER BY 1" if len(parts) > 1 or " UNION " in sql else ""
        return Condition(sql + order, tuple(value for part in parts for value in part.values))

    def through_sets(self) -> Condition:
        """Return FROM and WHERE that look at the films of the sets one by one.

        When they are many, those whose columns do not answer are left out on the way.
        """
        merges = bool(self.columns) and not self.signs and self.smallest > MERGE_FROM
        stream = self.stream(*([self.films()] if merges else []))
        # The limit keeps SQLite from taking the order for idle and the sets apart.
        keep = " LIMIT -1" if stream.sql.endswith(" ORDER BY 1") else ""
        source = f"FROM ({stream.sql}{keep}) AS s CROSS JOIN film NOT INDEXED"
        return _joined(
            f"{source} ON film.id = s.number WHERE film.binned IS NULL",
            [*self.columns, *(one.asking for one in self.others)],
            stream.values,
        )

    def films(self) -> Condition:
        """Return the SELECT of the numbers of films whose columns answer, in order."""
        return _joined(f"SELECT id FROM film INDEXED BY {BY_ID} WHERE film.binned IS NULL", [*self.columns])

    def along(self, index: str, wholly: bool) -> Condition:
        """Return FROM and WHERE along an order's index; ``wholly`` when it will be walked to its end."""
        tests = [one.among if wholly or one.is_words else one.asking for one in (*self.sets, *self.others)]
        return _joined(f"FROM film INDEXED BY {index} WHERE film.binned IS NULL", [*self.columns, *tests])

    def of_film(self, film_id: int) -> Condition:
        """Return FROM and WHERE for one film."""
        tests = [Condition("film.id = ?", (film_id,)), *self.columns]
        tests += [one.asking for one in (*self.sets, *self.others)]
        return _joined("FROM film NOT INDEXED WHERE film.binned IS NULL", tests)


def _joined(start: str, conditions: list[Condition], values: tuple[Any, ...] = ()) -> Condition:
    sql = " AND ".join([start, *(condition.sql for condition in conditions)])
    return Condition(sql, (*values, *(value for condition in conditions for value in condition.values)))


def where(query: FilmQuery, today: date) -> Where:
    """Return the conditions of a query."""
    columns = [*_chips(query, today), *_columns(query.filters)]
    named = list(_names(query.filters))
    words, signs = search.film_words(query.text)
    columns += [Condition(sql, (value,)) for sql, value in signs]
    sets = [*named, *([_words(words)] if words is not None else [])]
    return _sorted_out(Where(tuple(columns), tuple(sets), (), bool(signs)))


def _sorted_out(asked: Where) -> Where:
    """Take sets out of the merging whose films are sooner asked one by one."""
    merged, others = list[FilmSet](), list[FilmSet]()
    for one in sorted(asked.sets, key=lambda one: one.size):
        # Of several names of which any will do, SQLite can merge one kind only, and at the beginning.
        stays = one.is_words or not one.is_any or not any(other.is_any for other in merged)
        if stays and (one.is_words or one.size <= _ASKED_FROM * asked.smallest):
            merged.append(one)
        else:
            others.append(one)
    merged.sort(key=lambda one: not one.is_any)
    return Where(asked.columns, tuple(merged), tuple(others), asked.signs)


def _words(match: str) -> FilmSet:
    stream = "SELECT rowid AS number FROM film_search WHERE film_search MATCH ?"
    asking = f"EXISTS ({stream} AND rowid = film.id)"
    return FilmSet(
        Condition(stream, (match,)), Condition(asking, (match,)), search.count_matches(match), is_words=True
    )


def _chips(query: FilmQuery, today: date) -> Iterator[Condition]:
    if FilmChip.REWATCHED in query.chips:
        yield Condition("times_seen > 1")
    if FilmChip.FIVE_STARS in query.chips:
        yield Condition("rating = 10")
    if FilmChip.DUE_AGAIN in query.chips:
        yield Condition("due_on <= ?", (today.toordinal(),))


def _columns(filters: FilmFilters) -> Iterator[Condition]:
    for column, low, high in (
        ("times_seen", filters.times_from, filters.times_to),
        ("year_key", filters.year_from, filters.year_to),
    ):
        if low is not None:
            yield Condition(f"{column} >= ?", (low,))
        if high is not None:
            yield Condition(f"{column} <= ?", (high,))
    if filters.year_from is not None or filters.year_to is not None:
        yield Condition("year_key > 0")
    yield from _rating(filters)
    for mark in FilmMark:
        if mark in filters.marks:
            yield Condition(_MARKS[mark][0])
        if mark in filters.unmarked:
            yield Condition(_MARKS[mark][1])


_BOARDS = "IN (SELECT film_id FROM board WHERE binned IS NULL AND film_id IS NOT NULL)"
_MARKS = {
    FilmMark.SHOTS: ("shots > 0", "shots = 0"),
    FilmMark.LINES: ("lines > 0", "lines = 0"),
    FilmMark.BOARD: (f"film.id {_BOARDS}", f"film.id NOT {_BOARDS}"),
    FilmMark.WATCHLIST: ("watchlist", "NOT watchlist"),
    FilmMark.LIKED: ("liked", "NOT liked"),
    FilmMark.UNFINISHED: ("unfinished", "NOT unfinished"),
    FilmMark.UNDATED: ("undated", "NOT undated"),
    FilmMark.UNTOLD: ("untold = 1", "untold <> 1"),
}


def _rating(filters: FilmFilters) -> Iterator[Condition]:
    low, high = filters.rating_from, filters.rating_to
    if low is None and high is None:
        if filters.unrated:
            yield Condition("rating IS NULL")
        return
    ends = [(sql, value) for sql, value in (("rating >= ?", low), ("rating <= ?", high)) if value is not None]
    within = " AND ".join(sql for sql, _value in ends)
    sql = f"({within} OR rating IS NULL)" if filters.unrated else within
    yield Condition(sql, tuple(value for _sql, value in ends))


def _names(filters: FilmFilters) -> Iterator[FilmSet]:
    for facet in Facet:
        folds = list(dict.fromkeys(folded(name) for name in filters.names(facet)))
        if facet in ALL_OF:
            yield from (_named(facet, [fold]) for fold in folds)
        elif folds:
            yield _named(facet, folds)


_NAMED = "SELECT film_id AS number FROM facet WHERE kind = ? AND fold = ? AND NOT binned"


def _named(facet: Facet, folds: list[str]) -> FilmSet:
    stream = " UNION ".join([_NAMED] * len(folds))
    marks = ",".join("?" * len(folds))
    asking = f"EXISTS (SELECT 1 FROM facet WHERE kind = ? AND fold IN ({marks}) AND film_id = film.id)"
    return FilmSet(
        Condition(stream, tuple(value for fold in folds for value in (facet.value, fold))),
        Condition(asking, (facet.value, *folds)),
        sum(facets.count(facet, fold) for fold in folds),
    )
