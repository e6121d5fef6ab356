# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the diary stands under a board that is exported as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moodboard.domain import board_file
from moodboard.domain.export import Diary, ExportRequest, Format
from moodboard.domain.film import times_seen
from moodboard.store import database, films

if TYPE_CHECKING:
    from moodboard.services.boards import OpenBoard


def diary_of(request: ExportRequest, opened: OpenBoard) -> Diary | None:
    """Return the watches that were asked for, the newest first; None when they stay home."""
    if request.format is not Format.HTML or not request.along.watches or opened.board.film_id is None:
        return None
    with database.read():
        film = films.by_id(opened.board.film_id)
    times = times_seen(opened.watches, film.earlier_watches if film is not None else 0)
    if not times:
        return None
    dated = [watch for watch in opened.watches if watch.date.is_known]
    dated.sort(key=lambda watch: watch.date.sort_key or "", reverse=True)
    shown = (*dated, *(watch for watch in opened.watches if not watch.date.is_known))
    title = opened.films.get(opened.board.film_id, "")
    return Diary(title, times, tuple(board_file.watch_along(watch, request.along) for watch in shown))
