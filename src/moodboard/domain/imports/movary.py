# SPDX-License-Identifier: GPL-3.0-or-later
"""Movary's history, ratings and watchlist."""

from __future__ import annotations

import re
from collections.abc import Sequence

from moodboard.domain.imports import values
from moodboard.domain.imports.place import Place
from moodboard.domain.imports.said import Broken, RowSaid, Understood, WatchSaid
from moodboard.domain.letterboxd import Kind
from moodboard.domain.letterboxd_rows import Cells
from moodboard.domain.text_keys import folded

# Before 2023 each title stood in quotation marks, and those inside it were not doubled.
_OLD = re.compile(r'"(?P<title>.*)",(?P<rest>"?(?:\d{4})?"?,"?\d*"?,"?(?:tt\d+)?"?(?:,.*)?)', re.DOTALL)


def repaired(line: str) -> str:
    """Return an old row with the quotation marks inside its title doubled; other rows as they are."""
    if line.count('"') < 3:
        return line
    plain = line.rstrip("\r\n")
    found = _OLD.fullmatch(plain)
    if not found or '"' not in found["title"].replace('""', ""):
        return line
    title = found["title"].replace('""', '"').replace('"', '""')
    return f'"{title}",{found["rest"]}' + line[len(plain) :]


def with_year(cells: list[str], header: Sequence[str]) -> list[str]:
    """Return a row of the watchlist with its year's cell, which Movary named and left out until 2024."""
    short = len(cells) == len(header) - 1 and "year" in header
    if not short or not re.match(r"\d{4}-\d\d-\d\d", cells[-1]):
        return cells
    at = header.index("year")
    return [*cells[:at], "", *cells[at:]]


def understood(cells: Cells, place: Place) -> Understood:
    """Return what a row of one of Movary's files says."""
    film = values.film(
        cells.text("title"), cells.text("year"), cells.faults,
        imdb_id=cells.text("imdbid"), tmdb_id=cells.text("tmdbid"),
    )  # fmt: skip
    if not film.title and not film.imdb and not film.tmdb:
        return Broken("It names no film; it was left out.")
    row = RowSaid(film, faults=cells.faults)
    if place.kind is Kind.MOVARY_RATINGS:
        row.rating, row.remarks = values.rating(cells.text("userrating"), cells.faults)
    elif place.kind is Kind.MOVARY_WATCHLIST:
        row.watchlist = True
    else:
        day = values.moment_or_fault(cells.text("watchedat"), cells.faults)
        name = film.tmdb or film.imdb or f"{folded(film.title)}:{film.year}"
        key = f"movary:{name}:{day.edtf or day.said or 'undated'}"
        note, where = cells.text("comment"), cells.text("location")
        row.watches = (WatchSaid(key, day, note=note, where=where, numbered=True),)
    return row
