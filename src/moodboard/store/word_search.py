# SPDX-License-Identifier: GPL-3.0-or-later
"""Find people's own words about films and watches, and lines, by the words typed."""

from __future__ import annotations

from typing import Any

from moodboard.domain.dates import parse_edtf
from moodboard.domain.excerpts import excerpt, whole
from moodboard.domain.found import Found, LineFound, ListKind, T, TitleFound, WordsFound
from moodboard.domain.text_keys import folded
from moodboard.store import database, search

MOST = 1000
"""Finds that are counted; of more, only that there are more is told."""
_LINES = (
    "FROM line_search CROSS JOIN line ON line.id = line_search.rowid"
    " LEFT JOIN film ON film.id = line.film_id"
    " WHERE line_search MATCH ? AND line.binned IS NULL AND film.binned IS NULL"
)
_OF_LINE = "SELECT line.uuid, line.text, line.speaker, film.id, film.title, film.year"
_WRITTEN = "FROM written_search WHERE written_search MATCH ?"
_OF_WATCHES = (
    "SELECT watch.id, film.id, film.title, film.year, watch.note, watch.uuid, watch.edtf, watch.said"
    " FROM watch JOIN film ON film.id = film_id WHERE film.binned IS NULL AND watch.id IN ({})"
)
_OF_FILMS = (
    "SELECT -film.id, film.id, film.title, film.year, film.notes, '', '', ''"
    " FROM film WHERE binned IS NULL AND film.id IN ({})"
)


def _told(hits: list[T], total: int) -> Found[T]:
    return Found(tuple(hits), min(total, MOST), total <= MOST)


def words(text: str, limit: int) -> Found[WordsFound]:
    """Return what was written about films and watches: the best when they are few, else the newest."""
    match, _signs = search.film_words(text)
    if match is None:
        return Found()
    newest = database.rows(f"SELECT rowid {_WRITTEN} ORDER BY rowid DESC LIMIT ?", (match, MOST + 1))
    numbers = _alive([number for (number,) in newest])
    if len(newest) <= MOST:
        ranked = database.rows(f"SELECT rowid {_WRITTEN} ORDER BY rank LIMIT ?", (match, MOST))
        alive = set(numbers)
        numbers = [number for (number,) in ranked if number in alive]
    best = numbers[:limit]
    rows = _rows(_OF_WATCHES, [number for number in best if number > 0])
    rows += _rows(_OF_FILMS, [-number for number in best if number < 0])
    found = {row[0]: row[1:] for row in rows}
    hits = [_words(found[number], text) for number in best if number in found]
    return _told(hits, len(newest) if len(newest) > MOST else len(numbers))


def _alive(numbers: list[int]) -> list[int]:
    """Return those that are not of a film in the bin."""
    if not database.rows("SELECT 1 FROM film WHERE binned IS NOT NULL LIMIT 1"):
        return numbers
    binned = "SELECT id FROM film WHERE binned IS NOT NULL"
    gone = {
        number
        for chunk in database.in_chunks(numbers)
        for (number,) in database.rows(
            f"SELECT id FROM watch WHERE id IN ({_marks(chunk)}) AND film_id IN ({binned})"
            f" UNION SELECT -id FROM film WHERE id IN ({_marks(chunk)}) AND binned IS NOT NULL",
            [*chunk, *(-number for number in chunk)],
        )
    }
    return [number for number in numbers if number not in gone]


def _marks(values: list[int]) -> str:
    return ",".join("?" * len(values))


def _rows(sql: str, numbers: list[int]) -> list[tuple[Any, ...]]:
    return database.rows(sql.format(_marks(numbers)), numbers)


def _words(row: tuple[Any, ...], text: str) -> WordsFound:
    film, title, year, note, watch, edtf, said = row
    date = parse_edtf(edtf, said) if watch else None
    return WordsFound(film, title, year, excerpt(note, text) or whole(note), watch, date)


def lines(text: str, limit: int) -> Found[LineFound]:
    """Return lines, by what is said and by whom: the best when they are few, else the newest."""
    match, _signs = search.film_words(text)
    if match is None:
        return Found()
    match = f"{{text speaker}} : ({match})"
    total = int(database.rows(f"SELECT count(*) FROM (SELECT 1 {_LINES} LIMIT ?)", (match, MOST + 1))[0][0])
    order = "rank" if total <= MOST else "line_search.rowid DESC"
    rows = database.rows(f"{_OF_LINE} {_LINES} ORDER BY {order} LIMIT ?", (match, limit))
    hits = [
        LineFound(uuid, excerpt(said, text) or whole(said), speaker, film, title or "", year)
        for uuid, said, speaker, film, title, year in rows
    ]
    return _told(hits, total)


_TITLES = (
    (ListKind.SMART, "SELECT 0, uuid, name FROM smart_list WHERE binned IS NULL ORDER BY position, id"),
    (ListKind.LIST, "SELECT 0, uuid, name FROM film_list WHERE binned IS NULL ORDER BY name, id"),
    (ListKind.BOARD, "SELECT id, uuid, title FROM board WHERE binned IS NULL ORDER BY changed DESC, id"),
)


def titles(text: str, limit: int) -> Found[TitleFound]:
    """Return lists and boards in whose title words begin as typed, those that begin so first."""
    wanted = folded(text).split()
    if not wanted:
        return Found()
    found = [
        (not folded(title).startswith(" ".join(wanted)), TitleFound(kind, uuid, title, id_))
        for kind, sql in _TITLES
        for id_, uuid, title in database.rows(sql)
        if all(f" {word}" in f" {folded(title)}" for word in wanted)
    ]
    found.sort(key=lambda one: one[0])
    return _told([one for _later, one in found[:limit]], len(found))
