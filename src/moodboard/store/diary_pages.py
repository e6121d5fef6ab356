# SPDX-License-Identifier: GPL-3.0-or-later
"""The watches of the diary that answer a query, and what their rows show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from moodboard.domain.diary import DiaryQuery, DiaryRow
from moodboard.domain.text_keys import folded
from moodboard.store import database, search, watches

_NOT_FIRST = """(film.earlier_watches > 0 OR watch.times > 1 OR watch.rewatch = 1 OR EXISTS (
    SELECT 1 FROM watch AS other WHERE other.film_id = watch.film_id
    AND (coalesce(other.sort_key, ''), other.logged, other.id)
        < (coalesce(watch.sort_key, ''), watch.logged, watch.id)))"""
_ORDER = "ORDER BY watch.sort_key DESC, watch.logged DESC, watch.id DESC"


def in_order(query: DiaryQuery) -> list[tuple[int, str]]:
    """Return number and EDTF of the watches that answer, the newest first."""
    conditions, values = (
        ["watch.film_id NOT IN (SELECT id FROM film WHERE binned IS NOT NULL)"],
        list[object](),
    )
    if query.year is not None:
        conditions.append("watch.earliest >= ? AND watch.latest <= ?")
        values += [f"{query.year:04}-01-01", f"{query.year:04}-12-31"]
    if query.stars is not None:
        conditions.append("watch.rating >= ?")
        values.append(query.stars)
    if query.rewatches:
        conditions.append(_NOT_FIRST)
    join = " JOIN film ON film.id = watch.film_id" if query.rewatches else ""
    if (found := _with_words(query.text)) is not None:
        conditions.append("watch.id IN (SELECT value FROM json_each(?))")
        values.append(f"[{','.join(map(str, found))}]")
    sql = f"SELECT watch.id, watch.edtf FROM watch{join}"
    return [
        (id_, edtf) for id_, edtf in database.rows(f"{sql} WHERE {' AND '.join(conditions)} {_ORDER}", values)
    ]


def _with_words(text: str) -> list[int] | None:
    """Return the watches that have all words, in the title or in their own; None for no words."""
    anywhere, titled = search.films_matching(text), search.films_matching(text, titles_only=True)
    if anywhere is None or titled is None:
        return None
    of = "SELECT watch.id FROM watch JOIN film ON film.id = watch.film_id WHERE"
    found = {id_ for (id_,) in database.rows(f"{of} {titled[0]}", titled[1])}
    said = (
        "SELECT watch.id, film.title, watch.note, watch.people, watch.venue, watch.medium, watch.cut"
        " FROM watch JOIN film ON film.id = watch.film_id WHERE"
    )
    wanted = folded(text).replace('"', " ").split()
    for id_, *words in database.rows(f"{said} {anywhere[0]}", anywhere[1]):
        told = folded(" ".join(words))
        if all(word in told for word in wanted):
            found.add(id_)
    return sorted(found)


def rows(ids: Sequence[int]) -> list[DiaryRow]:
    """Return the rows of watches in the order of their numbers; those that are gone are left out."""
    found = {watch.id: watch for chunk in database.in_chunks(list(ids)) for watch in watches.by_ids(chunk)}
    films = _films(watch.film_id for watch in found.values())
    numbers = _numbers(films)
    made = []
    for id_ in ids:
        watch = found.get(id_)
        if watch is not None and watch.film_id in films:
            title, year, cover, earlier, untold, poster = films[watch.film_id]
            number = numbers.get(id_, 1) + earlier + (untold == 1)
            made.append(DiaryRow(watch, title, year, cover, number, untold == 1, poster))
    return made


def _films(ids: Iterable[int]) -> dict[int, tuple[str, int | None, str, int, int, str]]:
    found: dict[int, tuple[str, int | None, str, int, int, str]] = {}
    for chunk in database.in_chunks(sorted(set(ids))):
        sql = "SELECT id, title, year, shown_cover, earlier_watches, untold, poster FROM film WHERE id IN"
        for id_, *told in database.rows(f"{sql} ({','.join('?' * len(chunk))})", chunk):
            found[id_] = (told[0], told[1], told[2], told[3], told[4], told[5])
    return found


def _numbers(films: Iterable[int]) -> dict[int, int]:
    """Return by watch the how manieth logged time it was."""
    found: dict[int, int] = {}
    for chunk in database.in_chunks(sorted(set(films))):
        sql = (
            f"SELECT film_id, id, times FROM watch WHERE film_id IN ({','.join('?' * len(chunk))})"
            " ORDER BY film_id, sort_key, logged, id"
        )
        film, seen = 0, 0
        for of, id_, times in database.rows(sql, chunk):
            seen = times + (seen if of == film else 0)
            film = of
            found[id_] = seen
    return found
