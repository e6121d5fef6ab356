# SPDX-License-Identifier: GPL-3.0-or-later
"""TMDB's rated films, watchlist and favourites, and Kinopoisk's votes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from moodboard.domain.dates import parse_edtf
from moodboard.domain.imports import values
from moodboard.domain.imports.columns import read_day
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, RowSaid, Understood, WatchSaid
from moodboard.domain.letterboxd_rows import Cells


def understood(cells: Cells, place: Place) -> Understood:
    """Return what a row of TMDB's CSV says."""
    if cells.text("type").casefold() not in ("movie", "film", "") and not place.options.series:
        return LeftOut(SERIES)
    film = values.film(
        cells.text("name"), cells.text("releasedate"), cells.faults,
        imdb_id=cells.text("imdbid"), tmdb_id=cells.text("tmdbid"),
    )  # fmt: skip
    if not film.title:
        return Broken("It names no film; it was left out.")
    row = RowSaid(film, faults=cells.faults)
    row.rating, row.remarks = values.rating(cells.text("yourrating"), cells.faults)
    stem = PurePosixPath(place.path).stem.casefold()
    if row.rating is not None:
        _rated(row, cells.text("daterated"), f"tmdb:rated:{film.tmdb or film.imdb}", place)
    elif "favo" in stem:
        row.liked = True
    else:
        row.watchlist = "watchlist" in stem
    return row


def kinopoisk(cells: Cells, place: Place) -> Understood:
    """Return what a vote on Kinopoisk says."""
    original, title = cells.text("nameeng"), cells.text("namerus")
    film = values.film(title or original, cells.text("year"), cells.faults, original=original)
    if not film.title:
        return Broken("It names no film; it was left out.")
    row = RowSaid(replace(film), faults=cells.faults)
    row.rating, row.remarks = values.rating(cells.text("rating"), cells.faults)
    number = cells.text("id") or cells.text("link").rstrip("/").rpartition("/")[2]
    if row.rating is None:
        row.watchlist = True
    else:
        _rated(row, cells.text("date"), f"kinopoisk:rated:{number or film.title}", place)
    return row


def _rated(row: RowSaid, said: str, key: str, place: Place) -> None:
    row.seen = 1
    day = read_day(said, True)
    if day is None:
        row.faults.append(f"{said!r} is not a date; kept without one")
    elif place.options.rated_as_watched and day.is_day:
        about = parse_edtf(f"{day.edtf}~")
        row.watches = (WatchSaid(key, about, rating=row.rating, only_alone=True),)
