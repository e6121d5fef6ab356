# SPDX-License-Identifier: GPL-3.0-or-later
"""Watcharr's export: its watched list as JSON, each film with what was done to it and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from moodboard.domain.imports import values
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, ListPlace, RowSaid, Understood, WatchSaid
from moodboard.domain.text_keys import folded

_OTHER = frozenset({"game", "book"})
_BROUGHT = "IMPORTED_WATCHED"
"""Its day is that of Watcharr's own import, not of a watch."""
_BROUGHT_DAY = "IMPORTED_ADDED_WATCHED"


def is_watcharr(item: Any) -> bool:
    """Tell whether an element is one of Watcharr's."""
    fields = values.table(item)
    return "status" in fields and any(isinstance(fields.get(name), dict) for name in ("content", *_OTHER))


def element(item: Any, _part: str, place: Place) -> Understood | None:
    """Return what an element of the export says."""
    fields = values.table(item)
    inner = values.table(fields.get("content"))
    other = not inner and any(fields.get(name) for name in _OTHER)
    if other or (values.words(inner.get("type")) not in ("movie", "") and not place.options.series):
        return LeftOut(SERIES)
    faults: list[str] = []
    film = values.film(
        inner.get("title"), inner.get("release_date") or inner.get("releaseDate"), faults,
        imdb_id=inner.get("imdb_id") or inner.get("imdbId"), tmdb_id=inner.get("tmdbId"),
    )  # fmt: skip
    if not film.title:
        return Broken("It names no film; it was left out.")
    film = replace(film, runtime=values.whole(inner.get("runtime")) or None)
    row = RowSaid(film, faults=faults)
    row.rating, row.remarks = values.rating(fields.get("rating"), faults)
    words = values.text(fields.get("thoughts"))
    row.notes = (words,) if words else ()
    row.places = _lists(values.rows(fields.get("tags")))
    _watched(row, fields, str(film.tmdb or folded(film.title)))
    return row


def _watched(row: RowSaid, fields: Mapping[str, Any], name: str) -> None:
    status = values.words(fields.get("status")).upper()
    activity = [values.table(entry) for entry in values.rows(fields.get("activity"))]
    plays = [_watch(entry, name, row.faults) for entry in _plays(activity)]
    if status == "DROPPED" and not plays:
        broken_off = [entry for entry in activity if _reached(entry, "DROPPED")]
        plays = [replace(_watch(entry, name, row.faults), finished=False) for entry in broken_off[-1:]]
    row.watches = tuple(plays)
    row.watchlist = status == "PLANNED"
    if status == "FINISHED" and not plays:
        row.seen = 1


def _watch(entry: Mapping[str, Any], name: str, faults: list[str]) -> WatchSaid:
    said = entry.get("customDate") or entry.get("createdAt")
    day = values.moment_or_fault(said, faults)
    key = f"watcharr:{name}:{day.edtf or 'undated'}"
    return WatchSaid(key, day, numbered=True, night=values.at_night(said))


def _plays(activity: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the entries that stand for a watch: counted as one, or of a time when none was counted."""
    entries = list(activity)
    counts = any("countAsPlay" in entry for entry in entries)
    days = [entry for entry in entries if _kind(entry).startswith(_BROUGHT_DAY)]
    others = [
        entry
        for entry in entries
        if not _kind(entry).startswith((_BROUGHT_DAY, _BROUGHT))
        and (entry.get("countAsPlay") is True if counts else _reached(entry, "FINISHED"))
    ]
    told = {id(entry) for entry in (*days, *others)}
    return [entry for entry in entries if id(entry) in told]


def _reached(entry: Mapping[str, Any], status: str) -> bool:
    """Tell whether an entry made the film's status this one; Watcharr wrote that in three ways."""
    kind = _kind(entry)
    return (
        kind.startswith(("STATUS_CHANGED", "ADDED_WATCHED"))
        and status in values.words(entry.get("data")).upper()
    )


def _kind(entry: Mapping[str, Any]) -> str:
    return values.words(entry.get("type")).upper()


def _lists(tags: Iterable[Any]) -> tuple[ListPlace, ...]:
    """Return Watcharr's tags as what they are there: shelves of films, not words about a watch."""
    names = [values.words(values.table(tag).get("name")) for tag in tags]
    return tuple(ListPlace(f"watcharr:tag:{folded(name)}", name) for name in names if name)
