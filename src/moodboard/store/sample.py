# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows that the sample brought: mark them, find them, take them out."""

from __future__ import annotations

from collections.abc import Mapping

from moodboard.domain.changes import Changes
from moodboard.store import changes, database, film_sources, films, themes
from moodboard.store.tables import Board, Film, Line, Pin, Still, Watch


def has_sample() -> bool:
    """Tell whether any marked row is there."""
    # In these words, so that the small indexes answer: it is asked after each change.
    return any(
        database.rows(f"SELECT 1 FROM {table} WHERE sample LIMIT 1")
        for table in ("film", "board", "still", "line")
    )


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


Ratings = Mapping[tuple[str, int | None], int | None]
"""What the sample rates its films, by title and year."""


def remove_sample(source: str, ratings: Ratings) -> tuple[Changes, tuple[str, ...]]:
    """Delete the marked rows, and watches whose natural key begins with ``source``.

    A still or line that lies on a board of the person's own becomes theirs, and so does the sample's
    board, without the sample's pins, when they pinned something there. A film that they logged, kept,
    rated or noted something about becomes theirs without the sample's watches and rating. Returns what
    changed, and the pictures that no still shows any more.
    """
    touched = _films_touched(source)
    _let_go_of_boards()
    posters = film_sources.posters_of(id_ for (id_,) in database.rows("SELECT id FROM film WHERE sample"))
    pictures = _pictures("sample") | posters
    for table, column in ((Still, Pin.still), (Line, Pin.line)):
        pinned = Pin.select(column).where(column.is_null(False))
        table.update(sample=False).where(table.sample, table.uuid.in_(pinned)).execute()
        table.delete().where(table.sample).execute()
    Watch.delete().where(Watch.source.startswith(source)).execute()
    _let_go_of_films(ratings)
    themes.drop_unused()
    films.refresh(touched)
    return changes.record(Changes(everything=True)), tuple(sorted(film_sources.unused(pictures)))


def _pictures(condition: str) -> frozenset[str]:
    return frozenset(path for (path,) in database.rows(f"SELECT picture FROM still WHERE {condition}"))


def _films_touched(source: str) -> set[int]:
    found = database.rows(
        "SELECT id FROM film WHERE sample UNION SELECT film_id FROM still WHERE sample"
        " UNION SELECT film_id FROM line WHERE sample UNION SELECT film_id FROM watch WHERE source GLOB ?",
        (f"{source}*",),
    )
    return {id_ for (id_,) in found if id_ is not None}


def _let_go_of_boards() -> None:
    """Keep what the person pinned on the sample's board themselves; its own pins are as old as it is."""
    own = (
        "SELECT 1 FROM pin WHERE pin.board_id = board.id AND pin.pinned <> board.created"
        " AND pin.frame = '' AND pin.kind IN ('still', 'line', 'note')"
    )
    database.rows(f"DELETE FROM board WHERE sample AND NOT EXISTS ({own})")
    database.rows(
        "DELETE FROM pin WHERE EXISTS (SELECT 1 FROM board WHERE board.id = pin.board_id AND board.sample"
        " AND pin.pinned = board.created)"
    )
    Board.update(sample=False).where(Board.sample).execute()


def _let_go_of_films(ratings: Ratings) -> None:
    used = {
        int(row[0])
        for table in ("watch", "still", "line", "board", "film_list_entry")
        for row in database.rows(
            f"SELECT DISTINCT film_id FROM {table} WHERE film_id IN (SELECT id FROM film WHERE sample)"
        )
    }
    for id_, title, year, rating, written in database.rows(
        "SELECT id, title, year, rating_own, notes <> '' OR earlier_watches > 0 FROM film WHERE sample"
    ):
        is_rated = rating != ratings.get((title, year), rating)
        if not (is_rated or written or id_ in used):
            Film.delete().where(Film.id == id_).execute()
        elif is_rated:
            films.set_columns(id_, sample=False)
        else:
            films.set_columns(id_, sample=False, rating_own=None, rating_set="")
