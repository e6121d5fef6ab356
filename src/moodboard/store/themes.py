# SPDX-License-Identifier: GPL-3.0-or-later
"""Themes and feelings: names linked to films, watches, stills and lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from moodboard.domain.ids import new_uuid
from moodboard.domain.text_keys import folded
from moodboard.store import database
from moodboard.store.tables import Theme


class Of(Enum):
    """What themes hang on: the link table and its column."""

    FILM = ("film_theme", "film_id")
    WATCH = ("watch_theme", "watch_id")
    STILL = ("still_theme", "still_id")
    LINE = ("line_theme", "line_id")


def theme_id(name: str) -> int:
    """Return the id of the theme, made when new; case and accents make no other theme."""
    found = database.rows("SELECT id FROM theme WHERE fold = ?", (folded(name),))
    return int(found[0][0] if found else Theme.create(uuid=new_uuid(), name=name, fold=folded(name)).id)


def set_themes(of: Of, owner: int, names: Iterable[str]) -> None:
    """Make these the themes of one row, in this order."""
    table, column = of.value
    database.rows(f"DELETE FROM {table} WHERE {column} = ?", (owner,))
    wanted = {folded(name): " ".join(name.split()) for name in names if name.strip()}
    for name in wanted.values():
        database.rows(f"INSERT INTO {table} ({column}, theme_id) VALUES (?, ?)", (owner, theme_id(name)))


def themes_of(of: Of, owners: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the names by owner, for those that have any."""
    table, column = of.value
    found: dict[int, list[str]] = {}
    for chunk in database.in_chunks(list(owners)):
        for owner, name in database.rows(
            f"SELECT {column}, theme.name FROM {table} JOIN theme ON theme.id = {table}.theme_id "
            f"WHERE {column} IN ({','.join('?' * len(chunk))}) ORDER BY {table}.id",
            chunk,
        ):
            found.setdefault(owner, []).append(name)
    return {owner: tuple(names) for owner, names in found.items()}


def drop_unused() -> None:
    """Forget the themes that nothing has any more, which nobody sees; only their spelling would live on."""
    linked = " UNION ".join(f"SELECT theme_id FROM {of.value[0]}" for of in Of)
    database.rows(f"DELETE FROM theme WHERE id NOT IN ({linked})")
