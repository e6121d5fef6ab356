# SPDX-License-Identifier: GPL-3.0-or-later
"""What has been taken out of a film already: its shots and lines at a moment, in the bin or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from moodboard.domain.line import Line
from moodboard.domain.still import Still
from moodboard.domain.text_keys import folded
from moodboard.store import database
from moodboard.store import lines as line_rows
from moodboard.store import stills as still_rows

_SAME_FRAME = 0.0015  # seconds: times are kept to the millisecond, and no two frames are so near


def shot_at(film_file: str, film_id: int | None, at: float) -> tuple[Still, bool] | None:
    """Return the shot that is this very frame of a film file, and whether it is binned; kept ones first."""
    if not film_file:
        return None
    sql = (
        "SELECT uuid, binned IS NOT NULL FROM still WHERE film_file_id = ? AND abs(timecode - ?) < ? "
        "AND (film_id IS ? OR film_id IS NULL OR ? IS NULL) ORDER BY binned IS NOT NULL, film_id IS NULL, id"
    )
    found = database.rows(sql, (film_file, at, _SAME_FRAME, film_id, film_id))
    if not found:
        return None
    uuid, is_binned = found[0]
    return still_rows.by_uuid((uuid,))[uuid], bool(is_binned)


def line_said(
    film_id: int | None, words: str, start: float, end: float, apart: float
) -> tuple[Line, bool] | None:
    """Return the line of a film with these words at about these times, and whether it is binned.

    One whose time is not known counts as well.
    """
    sql = (
        "SELECT uuid, text, binned IS NOT NULL FROM line WHERE film_id IS ? "
        "AND (timecode IS NULL OR timecode BETWEEN ? AND ?) "
        "ORDER BY binned IS NOT NULL, timecode IS NULL, id"
    )
    wanted = folded(words)
    for uuid, text, is_binned in database.rows(sql, (film_id, start - apart, end + apart)):
        if folded(text) == wanted:
            return line_rows.by_uuids((uuid,))[uuid], bool(is_binned)
    return None


def shots_without_line(film_file: str, at: float, apart: float) -> tuple[Still, ...]:
    """Return the shots of a film file around a moment that have no line yet."""
    sql = (
        "SELECT uuid FROM still WHERE film_file_id = ? AND abs(timecode - ?) <= ? "
        "AND line_id IS NULL AND binned IS NULL ORDER BY id"
    )
    uuids = [row[0] for row in database.rows(sql, (film_file, at, apart))]
    found = still_rows.by_uuid(uuids)
    return tuple(found[uuid] for uuid in uuids)


def binned(kind: str, uuids: Iterable[str]) -> frozenset[str]:
    """Return those of the stills or lines that are in the bin."""
    table = {"still": "still", "line": "line"}[kind]
    gone: set[str] = set()
    for some in database.in_chunks(list(dict.fromkeys(uuids))):
        marks = ",".join("?" * len(some))
        sql = f"SELECT uuid FROM {table} WHERE binned IS NOT NULL AND uuid IN ({marks})"
        gone.update(row[0] for row in database.rows(sql, some))
    return frozenset(gone)


def timecodes(film_id: int | None, film_file: str) -> tuple[float, ...]:
    """Return when in a film its shots are, in order; without a film, those of the film file."""
    of, value = ("film_id", film_id) if film_id is not None else ("film_file_id", film_file)
    sql = f"SELECT DISTINCT timecode FROM still WHERE {of} = ? AND binned IS NULL AND timecode IS NOT NULL"
    return tuple(sorted(row[0] for row in database.rows(sql, (value,))))


def words_of(stills: Sequence[Still]) -> dict[str, str]:
    """Return by still the words that are said in it; lines in the bin are silent."""
    lines = [one.line for one in stills if one.line]
    known = line_rows.by_uuids(lines)
    gone = binned("line", known)
    return {one.uuid: known[one.line].text for one in stills if one.line in known and one.line not in gone}
