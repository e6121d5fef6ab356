# SPDX-License-Identifier: GPL-3.0-or-later
"""Trakt's history, ratings and lists as TraktRater and others flatten them into CSV."""

from __future__ import annotations

from pathlib import PurePosixPath

from moodboard.domain.imports import values
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, ListPlace, RowSaid, Understood, WatchSaid
from moodboard.domain.letterboxd import column_name
from moodboard.domain.letterboxd_rows import Cells
from moodboard.domain.text_keys import folded

_NOT_KEPT = "not kept"
_OF_SERIES = frozenset({"showtraktid", "season", "episode", "tvdbid"})


def understood(cells: Cells, place: Place) -> Understood:
    """Return what a row says by the columns that it has."""
    columns = set(map(column_name, place.header))
    said_type = cells.text("type").casefold()
    if not place.options.series and (columns & _OF_SERIES or said_type not in ("movie", "movies", "")):
        return LeftOut(SERIES)
    film = values.film(
        cells.text("title", "showtitle"), cells.text("year", "showyear"), cells.faults,
        imdb_id=cells.text("imdbid"), tmdb_id=cells.text("tmdbid"),
    )  # fmt: skip
    if not (film.title or film.imdb or film.tmdb):
        return Broken("It names no film; it was left out.")
    row = RowSaid(film, faults=cells.faults)
    row.rating, row.remarks = values.rating(cells.text("rating"), cells.faults)
    row.watchlist = bool(cells.text("watchlistedat"))
    comment = cells.text("comment", "notes")
    row.notes = (comment,) if comment else ()
    name = cells.text("traktid") or film.imdb or f"{folded(film.title)}:{film.year}"
    if "watchedat" in columns:
        _watched(row, cells, name, counted="plays" in columns)
    elif "collectedat" in columns and row.rating is None:
        return LeftOut(_NOT_KEPT)
    elif "listedat" in columns or ("rank" in columns and not row.watchlist):
        listed = cells.text("listname") or PurePosixPath(place.path).stem
        rank = values.whole(cells.text("rank")) or 0
        row.places = (ListPlace(f"trakt:table:{folded(listed)}", listed, max(0, rank)),)
    return row


def _watched(row: RowSaid, cells: Cells, name: str, counted: bool) -> None:
    """Take a watch; where plays are counted the day is the last one's, and the others have none."""
    said = cells.text("watchedat")
    day = values.moment_or_fault(said, row.faults)
    if counted:
        row.seen = max(1, values.whole(cells.text("plays")) or 1)
        if day.is_known:
            row.watches = (WatchSaid(f"trakt-last:{name}:{day.edtf}", day, night=values.at_night(said)),)
    elif said:
        key = f"trakt:{name}:{day.edtf or day.said or 'undated'}"
        row.watches = (WatchSaid(key, day, numbered=True, night=values.at_night(said)),)
