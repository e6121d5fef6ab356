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
_COLUMNS = (
    _W.id, _W.uuid, _W.film, _W.edtf, _W.said, _W.times, _W.rating, _W.note, _W.rewatch, _W.people,
    _W.venue, _W.medium, _W.cut, _W.finished, _W.liked, _W.source, _W.logged,
)  # fmt: skip


def _watch(row: tuple[Any, ...], themes: tuple[str, ...]) -> Watch:
    return Watch(
        id=row[0], uuid=row[1], film_id=row[2], date=parse_edtf(row[3], row[4]), times=row[5], rating=row[6],
        note=row[7], rewatch=row[8], people=row[9], where=row[10], medium=row[11], cut=row[12],
        finished=row[13], liked=row[14], source=row[15] or "", logged=row[16], themes=themes,
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


def delete(watch_id: int) -> bool:
    """Remove the row; tells whether logging it had taken its film off the watchlist."""
    off = _W.select(_W.off_watchlist).where(_W.id == watch_id).scalar()
    _W.delete().where(_W.id == watch_id).execute()
    return bool(off)


def of_films(film_ids: Sequence[int]) -> dict[int, list[Watch]]:
    """Return the watches by film, oldest first, unknown dates first of all."""
    found: dict[int, list[Watch]] = {}
    for chunk in database.in_chunks(list(film_ids)):
        query = _W.select(*_COLUMNS).where(_W.film.in_(chunk)).order_by(_W.sort_key, _W.logged, _W.id)
        rows = database.tuples(query)
        themes = themes_of(Of.WATCH, [row[0] for row in rows])
        for row in rows:
            found.setdefault(row[2], []).append(_watch(row, themes.get(row[0], ())))
    return found


def by_uuid(uuid: str) -> Watch | None:
    """Return one watch, None when there is none."""
    rows = database.tuples(_W.select(*_COLUMNS).where(_W.uuid == uuid))
    return _watch(rows[0], themes_of(Of.WATCH, [rows[0][0]]).get(rows[0][0], ())) if rows else None


def by_source(sources: Iterable[str]) -> dict[str, Watch]:
    """Return the watches that were imported under these natural keys."""
    found: dict[str, Watch] = {}
    for chunk in database.in_chunks(list(sources)):
        rows = database.tuples(_W.select(*_COLUMNS).where(_W.source.in_(chunk)))
        themes = themes_of(Of.WATCH, [row[0] for row in rows])
        found.update({row[15]: _watch(row, themes.get(row[0], ())) for row in rows})
    return found


def is_newest(watch: Watch) -> bool:
    """Tell whether no other watch of its film is dated later; False for an unknown date."""
    if watch.date.sort_key is None:
        return False
    later = (_W.film == watch.film_id) & (_W.uuid != watch.uuid) & (_W.sort_key > watch.date.sort_key)
    return not _W.select().where(later).exists()


def rated_of(film_ids: Sequence[int]) -> dict[int, list[Rated]]:
    """Return what the rule of the current rating needs, by film."""
    found: dict[int, list[Rated]] = {}
    for chunk in database.in_chunks(list(film_ids)):
        query = _W.select(_W.film, _W.rating, _W.rated, _W.sort_key, _W.leads, _W.logged).where(
            _W.film.in_(chunk) & _W.rating.is_null(False)
        )
        for film, *values in database.tuples(query):
            found.setdefault(film, []).append(Rated(*values))
    return found
