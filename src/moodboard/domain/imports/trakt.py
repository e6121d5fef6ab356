# SPDX-License-Identifier: GPL-3.0-or-later
"""Trakt's export in both layouts, its import format, and what traktexport writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from moodboard.domain.html_text import plain_text
from moodboard.domain.imports import values
from moodboard.domain.imports.place import SERIES, Place
from moodboard.domain.imports.said import Broken, LeftOut, ListPlace, RowSaid, Understood, WatchSaid
from moodboard.domain.letterboxd_rows import FilmSaid
from moodboard.domain.text_keys import folded

_PARTS = (
    "watched|history|ratings|lists?|comments|notes|collection|hidden|likes|network|user|watchlist|favorites"
)
_NUMBER = re.compile(r"-(\d+)$")
NOT_KEPT = "not kept"
WORDS_ELSEWHERE = "words about a list or a person, which have no place here"


def part_of(path: str) -> str:
    """Return what a file of the export holds by its name: ``ratings-movies``, ``lists-watchlist``.

    The older layout says the same with folders: ``<user>/ratings/movies.json``.
    """
    pieces = [piece.casefold().replace("_", "-") for piece in path.replace("\\", "/").split("/")]
    stem = pieces[-1].removesuffix(".json")
    folder = pieces[-2] if len(pieces) > 1 else ""
    if re.fullmatch(_PARTS, folder) and not re.match(rf"(?:{_PARTS})-", stem):
        return f"{folder}-{stem}"
    return stem


def place_in_order(path: str) -> tuple[int, str, int]:
    """Return what files are sorted by: lists after their names, parts by number (2 before 10)."""
    part = part_of(path)
    found = _NUMBER.search(part)
    base, number = (part[: found.start()], int(found[1])) if found and "list-" not in part else (part, 0)
    first = 0 if "history" in base else 1 if base.endswith("lists-lists") else 2
    return first, base, number


def looks_like(item: Any) -> bool:
    """Tell whether an element of an array is one of Trakt's."""
    fields = values.table(item)
    about = {"movie", "show", "episode", "season", "list", "person", "media_data"} & fields.keys()
    said = {
        "watched_at", "last_watched_at", "rated_at", "listed_at", "collected_at", "hidden_at", "comment",
        "note", "notes", "plays", "liked_at", "paused_at",
    } & fields.keys()  # fmt: skip
    if about and said:
        return True
    return (
        _is_import_format(fields)
        or ({"item_count", "ids"} <= fields.keys())
        or {"name", "privacy", "ids"} <= fields.keys()
    )


def _is_import_format(fields: Mapping[str, Any]) -> bool:
    ids = {"imdb_id", "tmdb_id", "trakt_id"} & fields.keys()
    said = {"watched_at", "rated_at", "watchlisted_at", "rating", "collected_at"} & fields.keys()
    return bool(ids and said and "movie" not in fields)


def element(item: Any, part: str, place: Place) -> Understood | None:
    """Return what an element says; ``part``: the array that it stands in, or the file's own name."""
    fields = values.table(item)
    inner = values.table(fields.get("movie")) or values.table(fields.get("media_data"))
    part = part or part_of(place.path)
    if "item_count" in fields or {"name", "privacy"} <= fields.keys():
        return _list_named(fields, place)
    if not inner and _is_import_format(fields):
        return _import_format(fields, place)
    kind = values.words(fields.get("type") or fields.get("media_type"))
    if kind in ("show", "season", "episode", "person") or (
        not inner and {"show", "episode", "season"} & fields.keys()
    ):
        return LeftOut(SERIES)
    if not inner and (values.table(fields.get("comment")) or values.table(fields.get("note"))):
        return LeftOut(WORDS_ELSEWHERE)
    if not inner:
        return LeftOut(NOT_KEPT) if fields else Broken("It is not an entry of Trakt’s; it was left out.")
    faults: list[str] = []
    row = RowSaid(_film(inner, faults), faults=faults)
    if not (row.film.title or row.film.imdb or row.film.tmdb):
        return Broken("It names no film; it was left out.")
    name = _name(inner, row.film)
    if (
        part.startswith(("hidden", "likes", "collection", "network"))
        or "collected_at" in fields
        or "hidden_at" in fields
    ):
        return LeftOut(NOT_KEPT)
    return _said(row, fields, name, part, place)


def _film(inner: Mapping[str, Any], faults: list[str]) -> FilmSaid:
    ids = values.table(inner.get("ids"))
    return values.film(
        inner.get("title"), inner.get("year"), faults, imdb_id=ids.get("imdb"), tmdb_id=ids.get("tmdb")
    )


def _name(inner: Mapping[str, Any], film: FilmSaid) -> str:
    number = values.words(values.table(inner.get("ids")).get("trakt"))
    return number or film.imdb or f"{folded(film.title)}:{film.year}"


def _said(row: RowSaid, fields: Mapping[str, Any], name: str, part: str, place: Place) -> Understood:
    if "paused_at" in fields:
        return LeftOut(NOT_KEPT)
    if "watched_at" in fields:
        row.watches = (_watch(fields, name, row.faults),)
    elif "plays" in fields or "last_watched_at" in fields:
        _counted(row, fields, name)
    elif "rated_at" in fields or (part.startswith("rating") and "rating" in fields):
        row.rating, row.remarks = values.rating(fields.get("rating"), row.faults)
    elif "comment" in fields:
        said = fields["comment"]
        row.notes = tuple(filter(None, [plain_text(values.text(values.table(said).get("comment") or said))]))
    elif "note" in fields or ("notes" in part and "notes" in fields):
        said = values.table(fields.get("note")).get("notes") or fields.get("note") or fields.get("notes")
        row.notes = tuple(filter(None, [values.text(said)]))
    elif "listed_at" in fields or "rank" in fields:
        _listed(row, fields, part, place)
    else:
        return LeftOut(NOT_KEPT)
    return row


def _watch(fields: Mapping[str, Any], name: str, faults: list[str]) -> WatchSaid:
    day = values.moment_or_fault(fields.get("watched_at"), faults)
    night = values.at_night(fields.get("watched_at"))
    number = values.words(fields.get("id") or fields.get("history_id"))
    if number:
        return WatchSaid(f"trakt:{number}", day, night=night)
    return WatchSaid(f"trakt:{name}:{day.edtf or day.said or 'undated'}", day, numbered=True, night=night)


def _counted(row: RowSaid, fields: Mapping[str, Any], name: str) -> None:
    """Take "seen seven times, last on": the last one is known by its day, where no history tells of it."""
    row.seen = max(1, values.whole(fields.get("plays")) or 1)
    last = values.moment_or_fault(fields.get("last_watched_at"), row.faults)
    if last.is_known:
        row.watches = (WatchSaid(f"trakt-last:{name}:{last.edtf}", last),)


def _listed(row: RowSaid, fields: Mapping[str, Any], part: str, place: Place) -> None:
    notes = values.text(fields.get("notes"))
    if "watchlist" in part:
        row.watchlist = True
        row.notes = (notes,) if notes else ()
        return
    if "favorites" in part or part.startswith("recommendations"):
        row.liked = True
        row.notes = (notes,) if notes else ()
        return
    name, words = _list_of(part, place)
    rank = values.whole(fields.get("rank")) or 0
    slug = re.sub(r"^.*?lists?-(?:\d+-)?", "", part)
    key = f"trakt:list:{place.names.get(f'#{slug}', (_list_key(part), ''))[0]}"
    row.places = (ListPlace(key, name, rank, notes, words),)


def _list_key(part: str) -> str:
    """Return what a list is called by: its number, or its name in the older layout."""
    found = re.search(r"list-(\d+)(?:-|$)", part)
    return found[1] if found else part


def _list_of(part: str, place: Place) -> tuple[str, str]:
    """Return a list's name and words: from the file that names all lists, else out of its own name."""
    known = place.names.get(_list_key(part)) or place.names.get(re.sub(r"^.*?list(?:s)?-(?:\d+-)?", "", part))
    if known:
        return known
    slug = re.sub(r"^(?:lists?-)+(?:\d+-)?", "", part)
    return " ".join(slug.split("-")).strip().capitalize() or part, ""


def _list_named(fields: Mapping[str, Any], place: Place) -> Understood:
    """Keep the name of a list for the file with its films."""
    ids = values.table(fields.get("ids"))
    said = (values.words(fields.get("name")), values.text(fields.get("description")))
    keys = [key for key in (values.words(ids.get("trakt")), values.words(ids.get("slug"))) if key]
    if not said[0] or not keys:
        return LeftOut("the name of a list")
    for key in keys:
        place.names[key] = said
        place.names[f"#{key}"] = (keys[0], "")
    created = values.moment(fields.get("created_at"))
    listed = ListPlace(
        f"trakt:list:{keys[0]}", said[0], description=said[1], created=created.edtf if created else ""
    )
    return RowSaid(FilmSaid(""), places=(listed,), of_list=True)


def _import_format(fields: Mapping[str, Any], place: Place) -> Understood:
    """Return what an element of the JSON says that Trakt itself takes in."""
    if values.words(fields.get("type")) not in ("movie", "") and not place.options.series:
        return LeftOut(SERIES)
    faults: list[str] = []
    film = values.film(
        fields.get("title"), fields.get("year"), faults,
        imdb_id=fields.get("imdb_id"), tmdb_id=fields.get("tmdb_id"),
    )  # fmt: skip
    if not (film.title or film.imdb or film.tmdb):
        return Broken("It names no film; it was left out.")
    row = RowSaid(film, faults=faults)
    row.rating, row.remarks = values.rating(fields.get("rating"), faults)
    row.watchlist = bool(fields.get("watchlisted_at"))
    if fields.get("watched_at"):
        name = values.words(fields.get("trakt_id")) or film.imdb or str(film.tmdb or folded(film.title))
        day = values.moment_or_fault(fields["watched_at"], faults)
        row.watches = (WatchSaid(f"trakt:{name}:{day.edtf or 'undated'}", day, numbered=True),)
    return row
