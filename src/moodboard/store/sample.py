# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows that the sample brought: mark them, find them, take them out."""

from __future__ import annotations

from moodboard.domain.changes import Changes
from moodboard.store import changes, database, films
from moodboard.store.tables import Board, Film, Line, Pin, Still, Watch


def has_sample() -> bool:
    """Tell whether any marked row is there."""
    return any(table.select().where(table.sample).exists() for table in (Film, Board, Still, Line))


def film_id(title: str, year: int) -> int | None:
    """Return the film of that name that is not in the bin."""
    row = (
        Film.select(Film.id)
        .where(Film.title == title, Film.year == year, Film.binned.is_null())
        .tuples()
        .first()
    )
    return None if row is None else int(row[0])


def mark_stills(uuids: list[str]) -> None:
    """Mark stills as the sample's."""
    Still.update(sample=True).where(Still.uuid.in_(uuids)).execute()


def mark_board(board_id: int) -> None:
    """Mark a board as the sample's."""
    Board.update(sample=True).where(Board.id == board_id).execute()


def remove_sample(source: str) -> Changes:
    """Delete the marked rows, and watches whose natural key begins with ``source``.

    A still or line that lies on a board of the person's own becomes theirs; a film on which they
    logged, kept or pinned something becomes theirs without the sample's watches.
    """
    Board.delete().where(Board.sample).execute()
    for table, column in ((Still, Pin.still), (Line, Pin.line)):
        pinned = Pin.select(column).where(column.is_null(False))
        table.update(sample=False).where(table.sample, table.uuid.in_(pinned)).execute()
        table.delete().where(table.sample).execute()
    Watch.delete().where(Watch.source.startswith(source)).execute()
    used = {
        int(row[0])
        for table in ("watch", "still", "line", "board")
        for row in database.rows(
            f"SELECT DISTINCT film_id FROM {table} WHERE film_id IN (SELECT id FROM film WHERE sample)"
        )
    }
    Film.update(sample=False).where(Film.id.in_(list(used))).execute()
    Film.delete().where(Film.sample).execute()
    films.refresh(used)
    return changes.record(Changes(everything=True))
