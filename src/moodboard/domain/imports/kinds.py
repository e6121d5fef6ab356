# SPDX-License-Identifier: GPL-3.0-or-later
"""Which service a table comes from, told by its header; its name only helps where headers are the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from moodboard.domain.letterboxd import Kind, column_name, kind_of

_BY_COLUMNS: tuple[tuple[frozenset[str], Kind], ...] = (
    (frozenset({"const", "position"}), Kind.IMDB_LIST),
    (frozenset({"const", "yourrating"}), Kind.IMDB_RATINGS),
    (frozenset({"const", "yourated"}), Kind.IMDB_RATINGS),
    (frozenset({"const", "created"}), Kind.IMDB_LIST),
    (frozenset({"traktid", "slug"}), Kind.TRAKT_TABLE),
    (frozenset({"showtraktid"}), Kind.TRAKT_TABLE),
    (frozenset({"imdbid", "watchedat", "watchlistedat"}), Kind.TRAKT_TABLE),
    (frozenset({"title", "tmdbid", "watchedat"}), Kind.MOVARY_HISTORY),
    (frozenset({"title", "tmdbid", "userrating"}), Kind.MOVARY_RATINGS),
    (frozenset({"title", "tmdbid", "addedat"}), Kind.MOVARY_WATCHLIST),
    (frozenset({"simklid", "title"}), Kind.SIMKL),
    (frozenset({"mediaid", "source", "mediatype"}), Kind.YAMTRACK),
    (frozenset({"mediaid", "mediatype", "status"}), Kind.YAMTRACK),
    (frozenset({"tmdbid", "name", "yourrating"}), Kind.TMDB),
    (frozenset({"tmdbid", "name", "type", "releasedate"}), Kind.TMDB),
    (frozenset({"nameeng", "namerus"}), Kind.KINOPOISK),
)

# History first: what only counts ("seen seven times") is settled by what is known one by one.
READING_ORDER = (
    Kind.MOVARY_HISTORY,
    Kind.IMDB_CHECKINS,
    Kind.TRAKT,
    Kind.TRAKT_TABLE,
    Kind.SIMKL,
    Kind.YAMTRACK,
    Kind.RYOT,
    Kind.WATCHARR,
    Kind.MEDIATRACKER,
    Kind.NETFLIX,
    Kind.TABLE,
    Kind.MOVARY_RATINGS,
    Kind.IMDB_RATINGS,
    Kind.TMDB,
    Kind.KINOPOISK,
    Kind.KODI,
    Kind.MOVARY_WATCHLIST,
    Kind.IMDB_WATCHLIST,
    Kind.IMDB_LIST,
)

_SERVICES = {"movary": "movary", "imdb": "imdb", "trakt": "trakt"}


def service_of(kind: Kind) -> str:
    """Return the name of the service that writes such files."""
    if kind not in READING_ORDER:
        return "letterboxd"
    return _SERVICES.get(kind.value.partition("-")[0], kind.value)


def table_kind(header: Sequence[str], path: str) -> Kind:
    """Return what a table with this header holds, whichever service it comes from."""
    names = {column_name(cell) for cell in header}
    if names == {"title", "date"} or {"title", "starttime", "profilename"} <= names:
        return Kind.NETFLIX
    for columns, kind in _BY_COLUMNS:
        if columns <= names:
            return _imdb_list(path) if kind is Kind.IMDB_LIST else kind
    return kind_of(header, path)


def _imdb_list(path: str) -> Kind:
    """Return which of IMDb's lists it is: their columns are the same, so the name has to tell."""
    stem = PurePosixPath(path).stem.casefold()
    plain = "".join(sign for sign in stem if sign.isalpha())
    if "watchlist" in plain:
        return Kind.IMDB_WATCHLIST
    return Kind.IMDB_CHECKINS if "checkin" in plain else Kind.IMDB_LIST
