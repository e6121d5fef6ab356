# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of stills; every change keeps the counts of their films and the trail of changes right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from moodboard.domain.changes import Changes
from moodboard.domain.ids import utc_now
from moodboard.domain.still import Still
from moodboard.domain.text_keys import folded
from moodboard.store import changes, database, films
from moodboard.store import tables as t

_COLUMNS = (
    t.Still.uuid,
    t.Still.picture,
    t.Still.width,
    t.Still.height,
    t.Still.film,
    t.Still.timecode,
    t.Still.average,
    t.Still.palette,
    t.Still.name,
    t.Still.alpha,
    t.Still.taken,
    t.Still.sample,
    t.Still.line,
    t.Still.film_file,
    t.Still.watch,
)


def _still(row: Sequence[Any], on_board: bool = False) -> Still:
    # The columns stand in the order of the fields, up to "watch".
    *facts, line, film_file, watch = row[: len(_COLUMNS)]
    values: Any = (*facts, line or "", film_file or "", watch, on_board)
    return Still(*values)


def _rows(query: Any) -> list[tuple[Any, ...]]:
    return list(query.tuples())


_READ = ", ".join(column.column_name for column in _COLUMNS)


def by_uuid(uuids: Iterable[str]) -> dict[str, Still]:
    """Return those that exist, binned ones too: a board may still show them.

    In SQL of our own: a board of thousands waits for it, and Peewee took four times as long.
    """
    found: dict[str, Still] = {}
    for some in database.in_chunks(list(dict.fromkeys(uuids))):
        sql = f"SELECT {_READ} FROM still WHERE uuid IN ({','.join('?' * len(some))})"
        for *head, palette, name, alpha, taken, sample, line, film_file, watch in database.rows(sql, some):
            colours = tuple(json.loads(palette)) if palette else ()
            facts: list[Any] = [*head, colours, name, bool(alpha), taken, bool(sample)]
            facts += [line or "", film_file or "", watch]
            found[head[0]] = Still(*facts)
    return found


def added(uuids: Iterable[str]) -> dict[str, str]:
    """Return when those that exist came into the library."""
    found: dict[str, str] = {}
    for some in database.in_chunks(list(dict.fromkeys(uuids))):
        marks = ",".join("?" * len(some))
        found.update(database.rows(f"SELECT uuid, added FROM still WHERE uuid IN ({marks})", some))
    return found


def of_film(film_id: int | None, board_id: int | None = None) -> tuple[Still, ...]:
    """Return a film's stills, or those of no film, by timecode and then by date."""
    own = t.Still.film.is_null() if film_id is None else t.Still.film == film_id
    query = t.Still.select(*_COLUMNS).where(own, t.Still.binned.is_null())
    query = query.order_by(t.Still.timecode.is_null(), t.Still.timecode, t.Still.taken, t.Still.id)
    there = _on_board(board_id)
    return tuple(_still(row, row[0] in there) for row in _rows(query))


def _on_board(board_id: int | None) -> frozenset[str]:
    if board_id is None:
        return frozenset()
    pins = t.Pin.select(t.Pin.still).where(
        t.Pin.board == board_id, t.Pin.kind == "still", t.Pin.still.is_null(False)
    )
    return frozenset(row[0] for row in _rows(pins.distinct()))


def palettes(film_id: int | None = None) -> list[tuple[str, str]]:
    """Return uuid and palette, as it is stored, of every still, or every one of a film.

    In SQL of our own, and unread: a search by colour looks at all of them and needs a few.
    """
    sql = "SELECT uuid, palette FROM still WHERE binned IS NULL AND palette <> ''"
    if film_id is None:
        return database.rows(sql)
    return database.rows(f"{sql} AND film_id = ?", (film_id,))


def of_pictures(pictures: Iterable[str]) -> dict[str, list[tuple[Still, bool]]]:
    """Return by picture the stills that share its file, oldest first, and whether each is binned."""
    found: dict[str, list[tuple[Still, bool]]] = {}
    for some in database.in_chunks(list(dict.fromkeys(pictures))):
        rows = t.Still.select(*_COLUMNS, t.Still.binned).where(t.Still.picture.in_(some))
        for row in _rows(rows.order_by(t.Still.id)):
            found.setdefault(row[1], []).append((_still(row), row[-1] is not None))
    return found


def save(added: Sequence[Still], altered: Sequence[Still]) -> Changes:
    """Add stills and write altered ones (out of the bin); a film's counts follow."""
    touched = {still.film_id for still in (*added, *altered)} | _films_of([one.uuid for one in altered])
    now = utc_now()
    if added:
        rows = [{**_values(still), "uuid": still.uuid, "added": now} for still in added]
        for some in database.in_chunks(rows, 50):
            t.Still.insert_many(some).execute()
    for still in altered:
        t.Still.update(**_values(still), binned=None).where(t.Still.uuid == still.uuid).execute()
    return _told(touched, [still.uuid for still in (*added, *altered)])


def set_film(uuids: Sequence[str], film_id: int | None) -> Changes:
    """Say which film stills are from."""
    touched = _films_of(uuids) | {film_id}
    for some in database.in_chunks(list(uuids)):
        t.Still.update(film=film_id).where(t.Still.uuid.in_(some)).execute()
    return _told(touched, uuids)


def set_binned(uuids: Sequence[str], binned: bool) -> Changes:
    """Put stills into the bin or take them out; pins that show them keep showing them."""
    for some in database.in_chunks(list(uuids)):
        t.Still.update(binned=utc_now() if binned else None).where(
            t.Still.uuid.in_(some), t.Still.binned.is_null(binned)
        ).execute()
    return _told(_films_of(uuids), uuids)


def film_called(title: str, year: int | None) -> int | None:
    """Return the one film of that title, whatever its case; None for none, or for several."""
    fold = folded(title)
    named = t.Film.select(t.Film.id).where(t.Film.title_fold == fold, t.Film.binned.is_null())
    if year is not None:
        named = named.where(t.Film.year == year)
    ids: list[int] = [row[0] for row in _rows(named.limit(2))]
    return ids[0] if len(ids) == 1 else None


def _values(still: Still) -> dict[str, Any]:
    return {
        "film": still.film_id,
        "picture": still.picture,
        "width": still.width,
        "height": still.height,
        "timecode": still.timecode,
        "average": still.average,
        "palette": still.palette,
        "name": still.name,
        "alpha": still.alpha,
        "taken": still.taken,
        "sample": still.sample,
        "line": still.line or None,
        "film_file": still.film_file or None,
        "watch": still.watch,
    }


def _films_of(uuids: Sequence[str]) -> set[int | None]:
    return {
        row[0]
        for some in database.in_chunks(list(uuids))
        for row in _rows(t.Still.select(t.Still.film).where(t.Still.uuid.in_(some)).distinct())
    }


def _told(touched: set[int | None], uuids: Iterable[str]) -> Changes:
    ids = {film for film in touched if film is not None}
    if ids:
        films.refresh(ids)
    return changes.record(Changes(films=frozenset(ids), stills=frozenset(uuids)))
