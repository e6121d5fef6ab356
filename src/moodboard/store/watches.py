# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches: rows <-> domain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from moodboard.domain.dates import parse_edtf
from moodboard.domain.film import Watch
from moodboard.domain.seen import Rated
from moodboard.store import database, tables
from moodboard.store.themes import Of, set_themes, themes_of

_W = tables.Watch
# In SQL of our own: building each of Peewee's queries took longer than SQLite's answer to it.
_SELECT = (
    "SELECT id, uuid, film_id, edtf, said, times, rating, note, rewatch, people, venue, medium, cut,"
    " finished, liked, source, logged FROM watch WHERE"
)


def _found(where: str, values: list[Any]) -> list[Watch]:
    """Return the watches for which the condition holds; ``{}`` in it stands for the values."""
    rows = database.rows(f"{_SELECT} {where.format(','.join('?' * len(values)))}", values)
    themes = themes_of(Of.WATCH, [row[0] for row in rows])
    return [_watch(row, themes.get(row[0], ())) for row in rows]


def _watch(row: tuple[Any, ...], themes: tuple[str, ...]) -> Watch:
    return Watch(
        id=row[0], uuid=row[1], film_id=row[2], date=parse_edtf(row[3], row[4]), times=row[5], rating=row[6],
        note=row[7], rewatch=None if row[8] is None else bool(row[8]),
        people=_W.people.python_value(row[9]), where=row[10], medium=row[11], cut=row[12],
        finished=bool(row[13]), liked=bool(row[14]), source=row[15] or "", logged=row[16], themes=themes,
    )  # fmt: skip


def _values(watch: Watch) -> dict[str, Any]:
    vague = watch.date
    return {
        "film": watch.film_id,
        "edtf": vague.edtf,
        "said": vague.said,
        "earliest": vague.earliest and vague.earliest.isoformat(),
        "latest": vague.latest and vague.latest.isoformat(),
        "sort_key": vague.sort_key,
        "times": watch.times,
        "rating": watch.rating,
        "note": watch.note,
        "rewatch": watch.rewatch,
        "people": watch.people,
        "venue": watch.where,
        "medium": watch.medium,
        "cut": watch.cut,
        "finished": watch.finished,
        "liked": watch.liked,
        "source": watch.source or None,
        "logged": watch.logged,
    }


def insert(watch: Watch, rated: str, leads: bool, off_watchlist: bool) -> int:
    """Store a new watch; returns its id."""
    id_ = int(
        _W.insert(
            uuid=watch.uuid, rated=rated, leads=leads, off_watchlist=off_watchlist, **_values(watch)
        ).execute()
    )
    set_themes(Of.WATCH, id_, watch.themes)
    return id_


def update(watch: Watch, rated: str | None = None, leads: bool | None = None) -> None:
    """Store an altered watch; ``rated`` and ``leads`` stay when None."""
    values = _values(watch)
    if rated is not None:
        values["rated"] = rated
    if leads is not None:
        values["leads"] = leads
    _W.update(**values).where(_W.id == watch.id).execute()
    set_themes(Of.WATCH, watch.id, watch.themes)


def standing(watch_id: int) -> tuple[str, bool, bool]:
    """Return when it was rated, whether that rating leads, and whether it took its film off the watchlist."""
    sql = "SELECT rated, leads, off_watchlist FROM watch WHERE id = ?"
    rated, leads, off_watchlist = database.rows(sql, (watch_id,))[0]
    return rated, bool(leads), bool(off_watchlist)


def delete(watch_id: int) -> bool:
    """Remove the row; tells whether logging it had taken its film off the watchlist."""
    off = _W.select(_W.off_watchlist).where(_W.id == watch_id).scalar()
    _W.delete().where(_W.id == watch_id).execute()
    return bool(off)


def of_films(film_ids: Sequence[int]) -> dict[int, list[Watch]]:
    """Return the watches by film, oldest first, unknown dates first of all."""
    found: dict[int, list[Watch]] = {}
    for chunk in database.in_chunks(list(film_ids)):
        for watch in _found("film_id IN ({}) ORDER BY sort_key, logged, id", chunk):
            found.setdefault(watch.film_id, []).append(watch)
    return found


def told_of(film_ids: Sequence[int]) -> dict[int, list[Watch]]:
    """Return when, how often and whether again films were seen, and no word of it: what is summed up."""
    found: dict[int, list[Watch]] = {}
    for chunk in database.in_chunks(list(film_ids)):
        sql = (
            "SELECT film_id, edtf, said, times, rewatch, finished FROM watch WHERE film_id IN"
            f" ({','.join('?' * len(chunk))}) ORDER BY sort_key, logged, id"
        )
        for film, edtf, said, times, rewatch, finished in database.rows(sql, chunk):
            again = None if rewatch is None else bool(rewatch)
            date = parse_edtf(edtf, said)
            watch = Watch(film_id=film, date=date, times=times, rewatch=again, finished=bool(finished))
            found.setdefault(film, []).append(watch)
    return found


def by_uuid(uuid: str) -> Watch | None:
    """Return one watch, None when there is none."""
    return next(iter(_found("uuid = {}", [uuid])), None)


def by_uuids(uuids: Iterable[str]) -> list[Watch]:
    """Return those of the watches that are there."""
    return [watch for chunk in database.in_chunks(list(uuids)) for watch in _found("uuid IN ({})", chunk)]


def by_ids(ids: Iterable[int]) -> list[Watch]:
    """Return those of the watches that are there, by number."""
    return [watch for chunk in database.in_chunks(list(ids)) for watch in _found("id IN ({})", chunk)]


def by_source(sources: Iterable[str]) -> dict[str, Watch]:
    """Return the watches that were imported under these natural keys."""
    chunks = database.in_chunks(list(sources))
    return {watch.source: watch for chunk in chunks for watch in _found("source IN ({})", chunk)}


def is_newest(watch: Watch) -> bool:
    """Tell whether no other watch of its film is dated later; False for an unknown date."""
    if watch.date.sort_key is None:
        return False
    later = "SELECT 1 FROM watch WHERE film_id = ? AND uuid <> ? AND sort_key > ? LIMIT 1"
    return not database.rows(later, (watch.film_id, watch.uuid, watch.date.sort_key))


def rated_of(film_ids: Sequence[int]) -> dict[int, list[Rated]]:
    """Return what the rule of the current rating needs, by film."""
    found: dict[int, list[Rated]] = {}
    for chunk in database.in_chunks(list(film_ids)):
        sql = (
            "SELECT film_id, rating, rated, sort_key, leads, logged FROM watch WHERE rating IS NOT NULL"
            f" AND film_id IN ({','.join('?' * len(chunk))})"
        )
        for film, rating, rated, sort_key, leads, logged in database.rows(sql, chunk):
            found.setdefault(film, []).append(Rated(rating, rated, sort_key, bool(leads), logged))
    return found
