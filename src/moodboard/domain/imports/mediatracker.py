# SPDX-License-Identifier: GPL-3.0-or-later
"""MediaTracker's export, and what its older servers answer when one asks for all films."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from moodboard.domain.imports import values
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, ListPlace, RowSaid, Understood, WatchSaid
from moodboard.domain.text_keys import folded

_PARTS = frozenset({"seenHistory", "ratings", "watchlist"})


def is_mediatracker(item: Any, part: str = "") -> bool:
    """Tell whether an element is one of MediaTracker's."""
    fields = values.table(item)
    if part in _PARTS:
        return "itemType" in fields
    if part == "lists":
        return isinstance(fields.get("items"), list) and "createdAt" in fields
    seen = isinstance(fields.get("seen"), list | bool) or isinstance(fields.get("seenHistory"), list)
    return seen and ("mediaType" in fields or "userRating" in fields)


def element(item: Any, part: str, place: Place) -> Understood | list[Understood] | None:
    """Return what an element says; a list says something of each of its films."""
    fields = values.table(item)
    if part in _PARTS:
        return _entry(fields, part, place)
    if part == "lists":
        return [_listed(values.table(one), fields, place) for one in values.rows(fields.get("items"))]
    return None if part else _answer(fields, place)


def _film(fields: Mapping[str, Any], place: Place) -> RowSaid | LeftOut | Broken:
    kind = values.words(fields.get("itemType") or fields.get("mediaType"))
    if kind not in ("movie", "") and not place.options.series:
        return LeftOut(SERIES)
    faults: list[str] = []
    year = fields.get("releaseYear") or fields.get("releaseDate") or fields.get("year")
    film = values.film(
        fields.get("title"), year, faults, imdb_id=fields.get("imdbId"), tmdb_id=fields.get("tmdbId"),
        original=fields.get("originalTitle"),
    )  # fmt: skip
    if not film.title:
        return Broken("It names no film; it was left out.")
    return RowSaid(film, faults=faults)


# The export


def _entry(fields: Mapping[str, Any], part: str, place: Place) -> Understood:
    row = _film(fields, place)
    if isinstance(row, RowSaid):
        if part == "seenHistory":
            row.watches = (_watch(row, fields.get("date")),)
        elif part == "ratings":
            _rated(row, fields)
        else:
            row.watchlist = True
    return row


def _listed(fields: Mapping[str, Any], film_list: Mapping[str, Any], place: Place) -> Understood:
    row = _film(fields, place)
    if isinstance(row, RowSaid):
        name = values.words(film_list.get("name")) or "List"
        created = values.moment_or_fault(film_list.get("createdAt"), row.faults)
        words = values.text(film_list.get("description"))
        row.places = (
            ListPlace(f"mediatracker:list:{folded(name)}", name, description=words, created=created.edtf),
        )
    return row


# A server's answer


def _answer(fields: Mapping[str, Any], place: Place) -> Understood:
    row = _film(fields, place)
    if not isinstance(row, RowSaid):
        return row
    rated = fields.get("userRating")
    _rated(row, values.table(values.rows(rated)[0] if values.rows(rated) else rated))
    history = values.rows(fields.get("seenHistory")) or values.rows(fields.get("seen"))
    told = map(values.table, history)
    row.watches = tuple(_watch(row, seen.get("date") or seen.get("seenAt")) for seen in told)
    if not row.watches and fields.get("seen") is True:
        last = fields.get("lastSeenAt")
        row.watches = (_watch(row, last),) if last else ()
        row.seen = 1
    row.watchlist = bool(fields.get("onWatchlist") or fields.get("watchlist")) and not (
        row.watches or row.seen
    )
    return row


def _rated(row: RowSaid, fields: Mapping[str, Any]) -> None:
    row.rating, row.remarks = values.rating(fields.get("rating"), row.faults, 5)
    words = values.text(fields.get("review"))
    row.notes = (words,) if words else ()


def _watch(row: RowSaid, said: Any) -> WatchSaid:
    film = row.film
    moment = _moment(said)
    day = values.moment_or_fault(moment, row.faults)
    name = film.tmdb or film.imdb or folded(film.title)
    key = f"mediatracker:{name}:{day.edtf or 'undated'}"
    return WatchSaid(key, day, numbered=True, night=values.at_night(moment))


def _moment(said: Any) -> Any:
    """Return a moment as it is written elsewhere; older servers count milliseconds."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        return said
    try:
        return datetime.fromtimestamp(said / 1000, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return str(said)
