# SPDX-License-Identifier: GPL-3.0-or-later
"""Ryot's complete export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from moodboard.domain.html_text import plain_text
from moodboard.domain.imports import values
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, ListPlace, RowSaid, Understood, WatchSaid
from moodboard.domain.text_keys import folded

_WISHED = frozenset({"watchlist"})
_STATES = frozenset({"completed", "in progress", "monitoring", "reminders", "owned", "custom"})
"""Collections that Ryot fills by itself."""


FILMS = "metadata"
"""The part of the export that holds films."""


def scale_of(elements: Iterable[Any]) -> float:
    """Return what ratings count up to: 100, 10 or 5, as each person set it; the file does not say."""
    best = 0.0
    for item in elements:
        for said in map(values.table, values.rows(values.table(item).get("reviews"))):
            best = max(best, values.number(said.get("rating")) or 0.0)
    return 100 if best > 10 else 10 if best > 5 or not best else 5


def element(item: Any, part: str, place: Place) -> Understood | None:
    """Return what an element of the export's ``metadata`` says."""
    if part != FILMS:
        return None
    fields = values.table(item)
    if not fields:
        return Broken("It is not an entry of Ryot’s; it was left out.")
    if values.words(fields.get("lot")).casefold() != "movie" and not place.options.series:
        return LeftOut(SERIES)
    faults: list[str] = []
    number = values.words(fields.get("identifier"))
    source = values.words(fields.get("source")).casefold()
    film = values.film(
        _title(fields, number, source, faults), fields.get("publish_year"), faults,
        tmdb_id=number if source == "tmdb" else None, imdb_id=number if source == "imdb" else "",
    )  # fmt: skip
    if not film.title:
        return Broken("It names no film; it was left out.")
    row = RowSaid(film, faults=faults)
    name = f"{source}:{number}" if number else folded(film.title)
    seen = [_seen(values.table(part), name, faults) for part in values.rows(fields.get("seen_history"))]
    row.watches = tuple(seen)
    _reviews(row, values.rows(fields.get("reviews")), faults, place.scale)
    _collections(row, values.rows(fields.get("collections")))
    return row


def _title(fields: Any, number: str, source: str, faults: list[str]) -> str:
    """Return the title, or the number that stands for it: Ryot may leave it out."""
    for name in ("title", "source_id"):
        said = values.words(fields.get(name))
        if said and not said.isdecimal() and said != number:
            return said
    if not number:
        return ""
    faults.append("It has no title; it is called after its number")
    return f"{source.upper()} {number}".strip()


def _seen(fields: Any, name: str, faults: list[str]) -> WatchSaid:
    day = values.moment_or_fault(fields.get("ended_on") or fields.get("started_on"), faults)
    progress = values.number(fields.get("progress"))
    finished = progress is None or progress >= 100 or bool(fields.get("ended_on"))
    sources = values.rows(fields.get("providers_consumed_on"))
    medium = values.words(fields.get("provider_watched_on")) or ", ".join(
        filter(None, map(values.words, sources))
    )
    key = f"ryot:{name}:{day.edtf or day.said or 'undated'}"
    night = values.at_night(fields.get("ended_on"))
    return WatchSaid(key, day, finished=finished, medium=medium, numbered=True, night=night)


def _reviews(row: RowSaid, reviews: list[Any], faults: list[str], scale: float) -> None:
    """Take the last rating and all words: a review belongs to no watch."""
    notes: list[str] = []
    dated: list[tuple[str, Any]] = []
    for said in map(values.table, reviews):
        inner = values.table(said.get("review"))
        words = plain_text(values.text(inner.get("text") or said.get("text")))
        notes += [words] if words else []
        comments = map(values.table, values.rows(said.get("comments")))
        notes += [comment for one in comments if (comment := values.text(one.get("text")))]
        if said.get("rating") is not None:
            dated.append((values.words(inner.get("date")), said["rating"]))
    row.notes = tuple(notes)
    if dated:
        last = max(dated, key=lambda pair: pair[0])[1]
        row.rating, row.remarks = values.rating(last, faults, scale)


def _collections(row: RowSaid, collections: list[Any]) -> None:
    places: list[ListPlace] = []
    for said in collections:
        fields = values.table(said)
        name = values.words(said) or values.words(fields.get("collection_name") or fields.get("name"))
        if folded(name) in _WISHED:
            row.watchlist = True
        elif name and folded(name) not in _STATES:
            places.append(ListPlace(f"ryot:list:{folded(name)}", name))
    row.places = tuple(places)
