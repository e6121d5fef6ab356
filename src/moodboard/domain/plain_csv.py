# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables that people read in a spreadsheet: their names, their columns, and cells that stay words.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that has
such apostrophes already; reading takes one away. So nothing is run, and nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

FILMS = (
    "Title", "Year", "Original title", "Directors", "Minutes", "Stars", "Liked", "Watchlist", "Times seen",
    "Earlier times", "First seen", "Last seen", "Themes", "Notes", "Letterboxd", "IMDb", "TMDB", "Added",
    "Uuid",
)  # fmt: skip
WATCHES = (
    "Title", "Year", "EDTF", "Date", "Said", "Times", "Stars", "With", "Where", "Medium", "Cut", "Finished",
    "Liked", "Rewatch", "Themes", "Words", "Logged", "Uuid",
)  # fmt: skip
LINES = ("Title", "Year", "At", "Speaker", "Line", "Feelings", "Uuid")
SHOTS = ("Title", "Year", "At", "Picture", "Name", "Width", "Height", "Themes", "Uuid")
LISTS = ("List", "Description", "Ranked", "Films", "Tags", "Created", "Uuid")
LIST_FILMS = ("List", "Place", "Title", "Year", "Note")
THEMES = ("Theme", "Films", "Watches", "Shots", "Lines")
BOARDS = ("Board", "Title", "Year", "Pins", "Created", "Changed", "Uuid")
TABLES = {
    "films": FILMS,
    "watches": WATCHES,
    "lines": LINES,
    "shots": SHOTS,
    "lists": LISTS,
    "list_films": LIST_FILMS,
    "themes": THEMES,
    "boards": BOARDS,
}
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what ``guarded`` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def is_ours(names: Iterable[str]) -> bool:
    """Tell by the names of its columns, in small letters without spaces, whether a table is one of these."""
    there = set(names)
    return {"title", "stars", "uuid"} <= there and bool(there & {"edtf", "earliertimes"})


def stars(rating: int | None) -> str:
    """Return 0.5 to 5 as people write it."""
    return "" if rating is None else f"{rating / 2:g}"


def yes(said: bool | None) -> str:
    """Return yes or no, nothing for what nobody said."""
    return "" if said is None else "yes" if said else "no"


def listed(names: Sequence[str]) -> str:
    """Return names with semicolons between; as JSON when one has a semicolon itself."""
    if any(";" in name or name.startswith("[") for name in names):
        return json.dumps(list(names), ensure_ascii=False)
    return "; ".join(names)
