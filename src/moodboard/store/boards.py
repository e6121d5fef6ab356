# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards: rows <-> domain values."""

from __future__ import annotations

from typing import Any

from moodboard.domain.board import Board, BoardRow, BoardView
from moodboard.domain.ids import utc_now
from moodboard.domain.text_keys import folded
from moodboard.store import database, tables

_B = tables.Board
_COLUMNS = "id, uuid, title, film_id, background, created, changed, sample"


def _board(row: tuple[Any, ...]) -> Board:
    return Board(
        id=row[0], uuid=row[1], title=row[2], film_id=row[3], background=row[4], created=row[5],
        changed=row[6], sample=bool(row[7]),
    )  # fmt: skip


def insert(board: Board) -> int:
    """Store a new board; returns its id."""
    return int(
        _B.insert(
            uuid=board.uuid,
            title=board.title,
            title_fold=folded(board.title),
            film=board.film_id,
            background=board.background,
            created=board.created,
            changed=board.changed,
            sample=board.sample,
        ).execute()
    )


def change(board_id: int, **values: Any) -> None:
    """Set columns of a board and when it was changed."""
    if "title" in values:
        values["title_fold"] = folded(values["title"])
    _B.update(changed=utc_now(), **values).where(_B.id == board_id).execute()


def by_id(board_id: int, binned: bool = False) -> Board | None:
    """Return one board; a binned one only when asked for."""
    sql = f"SELECT {_COLUMNS} FROM board WHERE id = ?" + ("" if binned else " AND binned IS NULL")
    found = database.rows(sql, (board_id,))
    return _board(found[0]) if found else None


def by_uuid(uuid: str, binned: bool = False) -> Board | None:
    """Return the board of this uuid; a binned one only when asked for."""
    sql = f"SELECT {_COLUMNS} FROM board WHERE uuid = ?" + ("" if binned else " AND binned IS NULL")
    found = database.rows(sql, (uuid,))
    return _board(found[0]) if found else None


def titled(title: str) -> list[Board]:
    """Return the boards of this title, whatever its case, the one changed last first."""
    sql = f"SELECT {_COLUMNS} FROM board WHERE title_fold = ? AND binned IS NULL ORDER BY changed DESC, id"
    return [_board(row) for row in database.rows(sql, (folded(title),))]


def rows() -> list[BoardRow]:
    """Return what the list of boards shows, the one changed last first."""
    frames: dict[int, list[str]] = {}
    for board, name in database.rows("SELECT board_id, text FROM pin WHERE kind = 'frame' ORDER BY z, uuid"):
        frames.setdefault(board, []).append(name)
    counts = database.rows(
        "SELECT board_id, count(*) FROM pin "
        "WHERE kind NOT IN ('frame', 'group') AND frame = '' GROUP BY board_id"
    )
    pins = dict(counts)
    found = database.rows(
        "SELECT board.id, board.title, film.title, created, changed, board.sample "
        "FROM board LEFT JOIN film ON film.id = board.film_id "
        "WHERE board.binned IS NULL ORDER BY changed DESC, board.id"
    )
    return [
        BoardRow(
            id=row[0], title=row[1], film=row[2], pins=pins.get(row[0], 0),
            frames=tuple(frames.get(row[0], ())), created=row[3], changed=row[4], sample=bool(row[5]),
        )
        for row in found
    ]  # fmt: skip


def save_view(board_id: int, view: BoardView) -> None:
    """Keep where the person was looking; that is no change of the board."""
    _B.update(view_x=view.x, view_y=view.y, view_zoom=view.zoom, opened=utc_now()).where(
        _B.id == board_id
    ).execute()


def view(board_id: int) -> BoardView | None:
    """Return where the person was looking, None when they never were there."""
    found = database.rows("SELECT view_x, view_y, view_zoom FROM board WHERE id = ?", (board_id,))
    return None if not found or None in found[0] else BoardView(*found[0])


def last_opened() -> int | None:
    """Return the board that was looked at last, else the one changed last."""
    found = database.rows(
        "SELECT id FROM board WHERE binned IS NULL ORDER BY opened DESC, changed DESC, id LIMIT 1"
    )
    return found[0][0] if found else None
