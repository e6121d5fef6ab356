# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of the film list: chips, filters, words and orders as SQL that the indexes answer.

What takes what (100,000 films): to look at a set's film 0.6 µs, to ask a film along an index whether it
is in a set 1 µs, to walk an index 0.1 µs a film. Whichever way is quicker is taken.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from datetime import date

from moodboard.domain.query import FilmQuery
from moodboard.store import database, kept_lists, search
from moodboard.store.film_orders import ALL, ORDERS, Ordered, one
from moodboard.store.film_where import BY_ID, MERGE_FROM, Condition, Where, where

_LOOK, _ASK = 0.6, 1.0
"""Microseconds, see above."""
_FIRST_PAGES = 256
_AT_ONCE = 1500
"""Films that are ordered whole as quickly as a page of them."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What answers a query, in whichever order."""

    asked: Where
    total: int
    few: array[int] | None = None
    """The films, when they are no more than ``_AT_ONCE``."""

    @property
    def among_few(self) -> Condition:
        """FROM and WHERE of the few."""
        numbers = json.dumps(self.few.tolist() if self.few is not None else [])
        listed = "(SELECT value AS number FROM json_each(?)) AS s"
        return Condition(
            f"FROM {listed} CROSS JOIN film NOT INDEXED ON film.id = s.number WHERE 1", (numbers,)
        )


def _answer(query: FilmQuery, today: date) -> _Answer:
    about = ("answer", query.text, query.chips, query.filters, today)
    known = kept_lists.get(about, _Answer)
    if known is None:
        known = _answered(query, where(query, today))
        kept_lists.put(about, known)
    return known


def _answered(query: FilmQuery, asked: Where) -> _Answer:
    if not query.narrows:
        along = asked.along(BY_ID, wholly=True)
        return _Answer(asked, one(f"SELECT count(*) {along.sql}", along.values))
    if asked.words_only and asked.smallest > _AT_ONCE:
        (words,) = asked.sets
        return _Answer(asked, words.size - search.count_binned(*words.stream.values))
    numbers = _numbers(asked)
    few = database.rows(f"{numbers.sql} LIMIT ?", (*numbers.values, _AT_ONCE + 1))
    if len(few) <= _AT_ONCE:
        return _Answer(asked, len(few), array("q", (number for (number,) in few)))
    return _Answer(asked, one(f"SELECT count(*) FROM ({numbers.sql})", numbers.values))


def _numbers(asked: Where) -> Condition:
    """Return the SELECT of the films that answer."""
    if not asked.sets or asked.signs:
        along = asked.along("film_by_title" if asked.signs else BY_ID, wholly=True)
        return Condition(f"SELECT film.id {along.sql}", along.values)
    # Names know of the bin; words do not.
    looks = bool(asked.columns) or asked.words_only
    if asked.others or (looks and asked.smallest <= MERGE_FROM):
        through = asked.through_sets()
        return Condition(f"SELECT film.id {through.sql}", through.values)
    return asked.stream(*([asked.films()] if looks else []))


def count(query: FilmQuery, today: date) -> int:
    """Return how many films answer."""
    return _answer(query, today).total


def ids(query: FilmQuery, today: date, offset: int, limit: int) -> list[int]:
    """Return one page of ids, in order."""
    order = ORDERS[query.sort]
    is_near = offset + limit <= _FIRST_PAGES
    walks = query.descending or not order.key or is_near
    if walks and not query.narrows:
        return Ordered(query, where(query, today).along(order.index, wholly=False)).page(offset, limit)
    answer = _answer(query, today)
    if offset >= answer.total:
        return []
    asked = answer.asked
    if answer.few is not None or not (walks if not asked.sets else is_near) or _is_whole(query, today):
        # Farther down every page would cost as much as all of them.
        return list(_whole(query, today, answer)[offset : offset + limit])
    walked = (offset + limit) / answer.total * _library() * _ASK * len(asked.sets)
    if not asked.sets or asked.has_words or walked < asked.smallest * _LOOK:
        return Ordered(query, asked.along(order.index, wholly=False)).page(offset, limit)
    return Ordered(query, asked.through_sets(), one_by_one=True).page(offset, limit)


def _library() -> int:
    return one("SELECT coalesce(max(id), 0) FROM film", ())


def _source(query: FilmQuery, answer: _Answer) -> tuple[Condition, bool]:
    """Return where all films come from, and whether they come one by one and not along the order's index."""
    asked = answer.asked
    if answer.few is not None:
        return answer.among_few, True
    if asked.sets and asked.smallest * 2 < _library():
        return asked.through_sets(), True
    return asked.along(ORDERS[query.sort].index, wholly=True), False


def _is_whole(query: FilmQuery, today: date) -> bool:
    return kept_lists.get(("whole", query, today), array) is not None


def _whole(query: FilmQuery, today: date, answer: _Answer) -> array[int]:
    about = ("whole", query, today)
    whole: array[int] | None = kept_lists.get(about, array)
    if whole is None:
        source, one_by_one = _source(query, answer)
        whole = array("q", Ordered(query, source, one_by_one).page(0, ALL))
        kept_lists.put(about, whole)
    return whole


def position(film_id: int, query: FilmQuery, today: date) -> int | None:
    """Return the film's place in the list, from 0; None when it does not answer."""
    key = ORDERS[query.sort].key
    of_film = where(query, today).of_film(film_id) if not query.narrows else None
    answer = None if of_film is not None else _answer(query, today)
    if answer is not None and (answer.few is not None or _is_whole(query, today)):
        whole = _whole(query, today, answer)
        return whole.index(film_id) if film_id in whole else None
    answer = answer or _Answer(where(query, today), 0)
    of_film = of_film or answer.asked.of_film(film_id)
    own = database.rows(f"SELECT {key or 'id'}, title_key {of_film.sql}", of_film.values)
    if not own:
        return None
    source, one_by_one = _source(query, answer)
    value, title = own[0]
    return Ordered(query, source, one_by_one).before(value, title, film_id)
