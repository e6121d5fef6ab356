# SPDX-License-Identifier: GPL-3.0-or-later
"""Watcharr's and MediaTracker's JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from moodboard.domain.imports import values
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, RowSaid, Understood, WatchSaid
from moodboard.domain.text_keys import folded


def is_watcharr(item: Any) -> bool:
    """Tell whether an element is one of Watcharr's."""
    fields = values.table(item)
    return "status" in fields and isinstance(fields.get("content"), dict)


def watcharr(item: Any, _part: str, place: Place) -> Understood | None:
    """Return what an element of Watcharr's export says."""
    fields = values.table(item)
    inner = values.table(fields.get("content"))
    if values.words(inner.get("type")) not in ("movie", "") and not place.options.series:
        return LeftOut(SERIES)
    faults: list[str] = []
    film = values.film(
        inner.get("title"), inner.get("release_date") or inner.get("releaseDate"), faults,
        imdb_id=inner.get("imdbId"), tmdb_id=inner.get("tmdbId"),
    )  # fmt: skip
    if not film.title:
        return Broken("It names no film; it was left out.")
    row = RowSaid(film, faults=faults)
    row.rating, row.remarks = values.rating(fields.get("rating"), faults)
    words = values.text(fields.get("thoughts"))
    row.notes = (words,) if words else ()
    status = values.words(fields.get("status")).upper()
    name = film.tmdb or folded(film.title)
    days = _watcharr_days(values.rows(fields.get("activity")), faults)
    if status == "PLANNED":
        row.watchlist = True
    elif days:
        done = status != "DROPPED"
        row.watches = tuple(
            WatchSaid(f"watcharr:{name}:{day.edtf}", day, finished=done, numbered=True) for day in days
        )
    elif status == "FINISHED":
        row.seen = 1
    return row


def _watcharr_days(activity: list[Any], faults: list[str]) -> list[Any]:
    """Return the days on which it was marked as finished."""
    days: list[Any] = []
    for entry in map(values.table, activity):
        kind, data = values.words(entry.get("type")), values.words(entry.get("data")).upper()
        if ("STATUS" in kind or "ADDED" in kind) and ("FINISHED" in data or "DROPPED" in data):
            day = values.moment_or_fault(entry.get("customDate") or entry.get("createdAt"), faults)
            days += [day] if day.is_known else []
    return days


def is_mediatracker(item: Any) -> bool:
    """Tell whether an element is one of MediaTracker's."""
    fields = values.table(item)
    return isinstance(fields.get("seen"), list) and ("mediaType" in fields or "userRating" in fields)


def mediatracker(item: Any, _part: str, place: Place) -> Understood | None:
    """Return what an element of MediaTracker's says: each time it was seen, and one rating."""
    fields = values.table(item)
    if values.words(fields.get("mediaType")) not in ("movie", "") and not place.options.series:
        return LeftOut(SERIES)
    faults: list[str] = []
    film = values.film(
        fields.get("title"), fields.get("releaseDate") or fields.get("year"), faults,
        imdb_id=fields.get("imdbId"), tmdb_id=fields.get("tmdbId"),
    )  # fmt: skip
    if not film.title:
        return Broken("It names no film; it was left out.")
    row = RowSaid(film, faults=faults)
    rated = fields.get("userRating")
    inner = values.table(values.rows(rated)[0] if values.rows(rated) else rated)
    row.rating, row.remarks = values.rating(inner.get("rating"), faults, 5)
    words = values.text(inner.get("review"))
    row.notes = (words,) if words else ()
    name = film.tmdb or film.imdb or folded(film.title)
    days = [values.moment_or_fault(_date(values.table(seen)), faults) for seen in values.rows(fields["seen"])]
    row.watches = tuple(
        WatchSaid(f"mediatracker:{name}:{day.edtf or 'undated'}", day, numbered=True) for day in days
    )
    row.watchlist = bool(fields.get("onWatchlist") or fields.get("watchlist")) and not days
    return row


def _date(seen: Any) -> Any:
    """Return the day of a watch; MediaTracker counts milliseconds."""
    said = seen.get("date")
    if isinstance(said, bool) or not isinstance(said, int | float):
        return said
    try:
        return datetime.fromtimestamp(said / 1000, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return str(said)
