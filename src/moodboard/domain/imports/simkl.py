# SPDX-License-Identifier: GPL-3.0-or-later
"""Simkl's backup as JSON, and its CSV."""

from __future__ import annotations

from typing import Any

from moodboard.domain.dates import VagueDate
from moodboard.domain.imports import values
from moodboard.domain.imports.days import read_day
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, RowSaid, Understood, WatchSaid
from moodboard.domain.letterboxd_rows import Cells
from moodboard.domain.text_keys import folded

_WISHED = frozenset({"plantowatch", "planned"})
_SEEN = frozenset({"completed", "watched"})
_BROKEN_OFF = frozenset({"dropped", "notinteresting", "hold", "onhold"})


def element(item: Any, part: str, place: Place) -> Understood | None:
    """Return what an element of the backup says; ``part``: the list that it stands in."""
    fields = values.table(item)
    if part not in ("movies", "shows", "anime"):
        return None
    is_film = part == "movies" or values.words(fields.get("anime_type")) == "movie"
    if not is_film and not place.options.series:
        return LeftOut(SERIES)
    inner = values.table(fields.get("movie") or fields.get("show") or fields.get("anime"))
    ids = values.table(inner.get("ids"))
    faults: list[str] = []
    film = values.film(
        inner.get("title"), inner.get("year"), faults, imdb_id=ids.get("imdb"), tmdb_id=ids.get("tmdb")
    )
    memo = values.table(fields.get("memo")).get("text") or fields.get("memo")
    number = values.words(ids.get("simkl") or ids.get("simkl_id"))
    row = RowSaid(film, faults=faults)
    row.rating, row.remarks = values.rating(fields.get("user_rating"), faults)
    session = values.words(fields.get("rewatch_id")) if fields.get("is_rewatch") else ""
    status = fields.get("rewatch_status") if session else fields.get("status")
    seen = values.moment_or_fault(fields.get("last_watched_at"), faults)
    return _said(row, number, values.words(status), seen, values.text(memo), session)


def understood(cells: Cells, place: Place) -> Understood:
    """Return what a row of the CSV says."""
    if cells.text("type").casefold() not in ("movie", "movies", "film", "") and not place.options.series:
        return LeftOut(SERIES)
    film = values.film(
        cells.text("title"), cells.text("year"), cells.faults,
        imdb_id=cells.text("imdb"), tmdb_id=cells.text("tmdb"),
    )  # fmt: skip
    row = RowSaid(film, faults=cells.faults)
    row.rating, row.remarks = values.rating(cells.text("rating"), cells.faults)
    said = cells.text("watcheddate")
    seen = read_day(said, True)  # 18-12-2023 21:50:41
    if seen is None:
        cells.faults.append(f"{said!r} is not a date; kept without one")
        seen = VagueDate(said=said)
    return _said(row, cells.text("simklid"), cells.text("watchlist"), seen, cells.text("memo"), "")


def _said(row: RowSaid, number: str, said: str, seen: VagueDate, memo: str, session: str) -> Understood:
    film = row.film
    if not (film.title or film.imdb or film.tmdb):
        return Broken("It names no film; it was left out.")
    name = number or film.imdb or f"{folded(film.title)}:{film.year}"
    status = "".join(sign for sign in said.casefold() if sign.isalpha())
    key = f"simkl:{name}:rewatch:{session}" if session else f"simkl:{name}:{seen.edtf or 'undated'}"
    if status in _WISHED:
        row.watchlist = True
    elif status in _BROKEN_OFF and seen.is_known:
        row.watches = (WatchSaid(key, seen, note=memo, finished=False),)
    elif session or ((status in _SEEN or not status) and seen.is_known):
        row.watches = (WatchSaid(key, seen, note=memo, rewatch=True if session else None),)
    elif status in _SEEN:
        row.seen = 1
    if memo and not row.watches:
        row.notes = (memo,)
    return row
