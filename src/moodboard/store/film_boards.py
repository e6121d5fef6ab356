# SPDX-License-Identifier: GPL-3.0-or-later
"""What boards have of a film: which show it, and on how many each of its lines is."""

from __future__ import annotations

from typing import Any

from moodboard.store import database

_PINS = "kind NOT IN ('frame', 'group') AND frame = ''"
_BOARDS = f"""
SELECT board.id, board.title, board.changed, board.film_id IS ?,
    (SELECT count(*) FROM pin WHERE board_id = board.id AND {_PINS})
FROM board WHERE board.binned IS NULL AND (board.film_id = ? OR board.id IN (
    SELECT board_id FROM pin JOIN still ON still.uuid = pin.still_id WHERE still.film_id = ?
    UNION SELECT board_id FROM pin JOIN line ON line.uuid = pin.line_id WHERE line.film_id = ?))
ORDER BY board.film_id IS NOT ?, board.changed DESC, board.id
"""
_LINES = """
SELECT pin.line_id, count(DISTINCT pin.board_id) FROM line JOIN pin ON pin.line_id = line.uuid
JOIN board ON board.id = pin.board_id
WHERE line.film_id = ? AND line.binned IS NULL AND board.binned IS NULL GROUP BY pin.line_id
"""


def boards(film_id: int) -> list[tuple[Any, ...]]:
    """Return id, title, change, whether it is the film's own, and pins; own boards first."""
    return database.rows(_BOARDS, (film_id,) * 5)


def line_boards(film_id: int) -> dict[str, int]:
    """Return on how many boards each line of the film is, for those that are on one."""
    return dict(database.rows(_LINES, (film_id,)))


def said_lately(most: int) -> list[tuple[str, str, str, str]]:
    """Return people (as kept), place, medium and cut of the watches written down last."""
    return database.rows(
        "SELECT people, venue, medium, cut FROM watch WHERE people <> '' OR venue <> '' OR medium <> ''"
        " OR cut <> '' ORDER BY id DESC LIMIT ?",
        (most,),
    )


def theme_names() -> list[str]:
    """Return the names of all themes of films and watches, those used most often first."""
    sql = (
        "SELECT name FROM theme JOIN (SELECT theme_id FROM film_theme UNION ALL SELECT theme_id FROM"
        " watch_theme) AS used ON used.theme_id = theme.id GROUP BY theme.id ORDER BY count(*) DESC, name"
    )
    return [name for (name,) in database.rows(sql)]
