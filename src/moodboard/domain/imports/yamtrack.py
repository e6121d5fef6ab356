# SPDX-License-Identifier: GPL-3.0-or-later
"""Yamtrack's CSV, and the lists that a fork of it adds."""

from __future__ import annotations

from moodboard.domain.imports import values
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, ListPlace, RowSaid, Understood, WatchSaid
from moodboard.domain.letterboxd_rows import Cells
from moodboard.domain.text_keys import folded

_BROKEN_OFF = frozenset({"dropped", "paused"})


def understood(cells: Cells, place: Place) -> Understood:
    """Return what a row says: one watch, a wish, or a place on a list."""
    if cells.text("mediatype").casefold() not in ("movie", "") and not place.options.series:
        return LeftOut(SERIES)
    number, source = cells.text("mediaid"), cells.text("source").casefold()
    source = source or ("tmdb" if number.isdecimal() and "source" not in cells.values else "")
    released = cells.text("releasedatetime", "releasedate", "year")
    film = values.film(
        cells.text("title"), released or None, cells.faults,
        tmdb_id=number if source == "tmdb" else None, imdb_id=number if source == "imdb" else "",
        original=cells.text("originaltitle"),
    )  # fmt: skip
    if not (film.title or film.imdb or film.tmdb):
        return Broken("It names no film; it was left out.")
    row = RowSaid(film, faults=cells.faults)
    listed = cells.text("listname")
    if listed:
        name = cells.text("listuid") or folded(listed)
        added = values.moment_or_fault(cells.text("listitemdateadded"), cells.faults)
        words = cells.text("listdescription")
        row.places = (ListPlace(f"yamtrack:list:{name}", listed, description=words, created=added.edtf),)
    if not listed or cells.text("status"):
        _state(row, cells, f"{source}:{number or folded(film.title)}")
    return row


def _state(row: RowSaid, cells: Cells, name: str) -> None:
    score, row.remarks = values.rating(cells.text("score"), cells.faults)
    status = cells.text("status").casefold()
    note = cells.text("notes")
    began = values.moment_or_fault(cells.text("startdate"), cells.faults)
    ended = values.moment_or_fault(cells.text("enddate", "watchdate"), cells.faults)
    tags = tuple(tag for part in cells.text("itemtags").split(",") if (tag := part.strip()))
    day = ended if ended.is_known or ended.said else began
    if status in ("planning", "plan to watch"):
        row.watchlist = True
    elif status == "completed" or (status in _BROKEN_OFF and day.is_known):
        key = f"yamtrack:{name}:{day.edtf or day.said or 'undated'}"
        done = status == "completed"
        row.watches = (WatchSaid(key, day, rating=score, tags=tags, note=note, finished=done, numbered=True),)
        row.seen = (values.whole(cells.text("repeats")) or 0) + 1 if cells.text("repeats") else 0
        return
    row.rating = score
    row.notes = (note,) if note else ()
