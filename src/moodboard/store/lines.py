# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines: rows <-> domain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from moodboard.domain.ids import utc_now
from moodboard.domain.line import Line
from moodboard.domain.text_keys import folded
from moodboard.store import database, search, tables
from moodboard.store.themes import Of, set_themes, themes_of

_L = tables.Line
_COLUMNS = (
    "line.id, line.uuid, line.text, line.film_id, line.speaker, line.timecode, line.sample, "
    "line.until, line.watch"
)


def _lines(rows: Sequence[tuple[Any, ...]]) -> list[Line]:
    feelings = themes_of(Of.LINE, [row[0] for row in rows])
    return [
        Line(
            id=row[0], uuid=row[1], text=row[2], film_id=row[3], speaker=row[4], timecode=row[5],
            sample=bool(row[6]), feelings=feelings.get(row[0], ()), until=row[7], watch=row[8],
        )
        for row in rows
    ]  # fmt: skip


def save(line: Line) -> frozenset[int]:
    """Store a line under its uuid, new, altered or back from the bin; returns the films that it touches."""
    values = {
        "text": line.text,
        "film": line.film_id,
        "speaker": line.speaker,
        "timecode": line.timecode,
        "sample": line.sample,
        "until": line.until,
        "watch": line.watch,
        "binned": None,
    }
    known = database.tuples(_L.select(_L.id, _L.film).where(_L.uuid == line.uuid))
    if not known:
        id_ = int(_L.insert(uuid=line.uuid, added=utc_now(), **values).execute())
    else:
        id_ = int(known[0][0])
        _L.update(**values).where(_L.id == id_).execute()
    set_themes(Of.LINE, id_, line.feelings)
    search.index_lines([id_])
    return frozenset(film for film in (line.film_id, *(row[1] for row in known)) if film is not None)


def bin_lines(uuids: Iterable[str]) -> frozenset[int]:
    """Put lines into the bin; returns the films that they were of."""
    touched: set[int] = set()
    for chunk in database.in_chunks(sorted(set(uuids))):
        there = _L.uuid.in_(chunk) & _L.binned.is_null()
        of = database.tuples(_L.select(_L.film).where(there))
        touched.update(film for (film,) in of if film is not None)
        _L.update(binned=utc_now()).where(there).execute()
    return frozenset(touched)


def unused(uuids: Iterable[str]) -> list[str]:
    """Return those lines that no pin of any board shows."""
    found = set(uuids)
    for chunk in database.in_chunks(sorted(found)):
        sql = f"SELECT DISTINCT line_id FROM pin WHERE line_id IN ({','.join('?' * len(chunk))})"
        found -= {uuid for (uuid,) in database.rows(sql, chunk)}
    return sorted(found)


def unused_now(uuids: Iterable[str]) -> list[str]:
    """Return those lines that no pin shows of a board outside the bin."""
    found = set(uuids)
    for chunk in database.in_chunks(sorted(found)):
        sql = (
            "SELECT DISTINCT line_id FROM pin JOIN board ON board.id = board_id "
            f"WHERE board.binned IS NULL AND line_id IN ({','.join('?' * len(chunk))})"
        )
        found -= {uuid for (uuid,) in database.rows(sql, chunk)}
    return sorted(found)


def by_uuids(uuids: Iterable[str]) -> dict[str, Line]:
    """Return lines by uuid, from the bin too: a board may show them."""
    found: dict[str, Line] = {}
    for chunk in database.in_chunks(sorted(set(uuids))):
        sql = f"SELECT {_COLUMNS} FROM line WHERE uuid IN ({','.join('?' * len(chunk))})"
        found.update({line.uuid: line for line in _lines(database.rows(sql, chunk))})
    return found


def of_film(film_id: int, board_id: int | None = None) -> list[Line]:
    """Return a film's lines by timecode, those without one last, told whether they lie on the board."""
    sql = f"SELECT {_COLUMNS} FROM line WHERE film_id = ? AND binned IS NULL"
    found = _lines(database.rows(f"{sql} ORDER BY timecode IS NULL, timecode, id", (film_id,)))
    if board_id is None:
        return found
    pinned = database.rows("SELECT line_id FROM pin WHERE board_id = ? AND line_id IS NOT NULL", (board_id,))
    there = {uuid for (uuid,) in pinned}
    return [replace(line, on_board=True) if line.uuid in there else line for line in found]


def find(text: str, feelings: Iterable[str]) -> list[Line]:
    """Return the lines with these words and all of these feelings, by film and timecode."""
    conditions, values = ["line.binned IS NULL", "film.binned IS NULL"], list[Any]()
    if (words := search.lines_matching(text)) is not None:
        conditions.append(words[0])
        values += words[1]
    for feeling in feelings:
        conditions.append(
            "line.id IN (SELECT line_id FROM line_theme JOIN theme ON theme.id = theme_id WHERE fold = ?)"
        )
        values.append(folded(feeling))
    return _lines(
        database.rows(
            f"SELECT {_COLUMNS} FROM line LEFT JOIN film ON film.id = line.film_id "
            f"WHERE {' AND '.join(conditions)} "
            "ORDER BY film.title_key IS NULL, film.title_key, line.film_id, "
            "line.timecode IS NULL, line.timecode, line.id",
            values,
        )
    )
