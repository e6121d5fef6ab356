# SPDX-License-Identifier: GPL-3.0-or-later
"""Kodi's nfo files: what a film's fields say of how often and when it was last played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from moodboard.domain.imports import values
from moodboard.domain.imports.said import Broken, RowSaid, Understood, WatchSaid
from moodboard.domain.text_keys import folded

Fields = Mapping[str, Sequence[str]]
"""The texts of a film's elements by their name; numbers of other services as ``id imdb`` and ``id tmdb``."""


def understood(fields: Fields) -> Understood:
    """Return what one film's fields say."""
    faults: list[str] = []

    def first(*names: str) -> str:
        return next((said for name in names for said in fields.get(name, ()) if said.strip()), "").strip()

    plain = first("id")
    film = values.film(
        first("title") or first("originaltitle"), first("year", "premiered", "releasedate"), faults,
        imdb_id=first("id imdb", "imdbid", "imdb_id") or (plain if plain.startswith("tt") else ""),
        tmdb_id=first("id tmdb", "tmdbid"), original=first("originaltitle"),
    )  # fmt: skip
    if not film.title:
        return Broken("It names no film; it was left out.")
    runtime = values.whole(first("runtime").split(" ")[0])
    directors = tuple(
        dict.fromkeys(values.words(name) for name in fields.get("director", ()) if name.strip())
    )
    row = RowSaid(replace(film, directors=directors, runtime=runtime or None), faults=faults)
    row.rating, row.remarks = values.rating(first("userrating"), faults)
    plays = values.whole(first("playcount")) or int(first("watched").casefold() == "true")
    last = values.moment_or_fault(first("lastplayed"), faults)
    if plays > 0:
        row.seen = min(plays, 100_000)
        name = film.tmdb or film.imdb or f"{folded(film.title)}:{film.year}"
        if last.is_known:
            row.watches = (WatchSaid(f"kodi:{name}:{last.edtf}", last),)
    return row
