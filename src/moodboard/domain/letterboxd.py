# SPDX-License-Identifier: GPL-3.0-or-later
"""Which file of a Letterboxd export a table is, told by its header; its folder and name only help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import PurePosixPath


class Kind(StrEnum):
    """What the rows of a table are."""

    WATCHED = "watched"
    RATINGS = "ratings"
    DIARY = "diary"
    REVIEWS = "reviews"
    WATCHLIST = "watchlist"
    LIKES = "likes"
    FILMS = "films"
    """Films and nothing said of them: a header that fits three files, under a name that tells nothing."""
    LIST = "list"
    IMPORT_FORMAT = "letterboxd-import"
    PROFILE = "profile"
    COMMENTS = "comments"
    LIKED_LINKS = "liked-links"
    PICTURES = "pictures"
    IMDB_RATINGS = "imdb-ratings"
    IMDB_LIST = "imdb-list"
    IMDB_WATCHLIST = "imdb-watchlist"
    IMDB_CHECKINS = "imdb-checkins"
    MOVARY_HISTORY = "movary-history"
    MOVARY_RATINGS = "movary-ratings"
    MOVARY_WATCHLIST = "movary-watchlist"
    SIMKL = "simkl"
    YAMTRACK = "yamtrack"
    TMDB = "tmdb"
    KINOPOISK = "kinopoisk"
    NETFLIX = "netflix"
    TABLE = "table"
    """Any other table, read by a mapping of its columns."""
    TRAKT = "trakt"
    TRAKT_TABLE = "trakt-table"
    RYOT = "ryot"
    WATCHARR = "watcharr"
    MEDIATRACKER = "mediatracker"
    KODI = "kodi"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


NOT_KEPT = frozenset({Kind.LIKED_LINKS})

# Films first, so that the addresses of films are known before entries look for them by title.
READING_ORDER = (
    Kind.RATINGS,
    Kind.WATCHED,
    Kind.LIKES,
    Kind.WATCHLIST,
    Kind.DIARY,
    Kind.REVIEWS,
    Kind.IMPORT_FORMAT,
    Kind.LIST,
    Kind.FILMS,
    Kind.PROFILE,
    Kind.COMMENTS,
)

_LIST_MARK = "letterboxd list export"
_IMPORT_COLUMNS = frozenset((
    "letterboxduri", "tmdbid", "imdbid", "title", "year", "directors", "rating", "rating10",
    "watcheddate", "rewatch", "tags", "review",
))  # fmt: skip
# Columns that other programs' files have and Letterboxd's never: those wait for their own reader.
_FOREIGN = frozenset((
    "const", "yourrating", "watchedat", "userrating", "addedat", "simklid", "mediaid", "created", "type",
))  # fmt: skip


def column_name(said: str) -> str:
    """Return a header's cell without case, spaces and marks: ``Letterboxd URI`` is ``letterboxduri``."""
    return re.sub(r"[\s_\ufeff\x00]+", "", said).casefold()


def is_list_mark(cells: Sequence[str]) -> bool:
    """Tell whether this is the first line of a list's file."""
    return bool(cells) and cells[0].strip("\ufeff ").casefold().startswith(_LIST_MARK)


def is_list_header(cells: Sequence[str]) -> bool:
    """Tell whether this row is the header over a list's films."""
    if not cells or column_name(cells[0]) != "position":  # asked of every row of every file
        return False
    names = [column_name(cell) for cell in cells]
    return "name" in names and "const" not in names


def is_list_meta_header(cells: Sequence[str]) -> bool:
    """Tell whether this row is the header over a list's own name and words."""
    if not any("url" in cell.casefold() for cell in cells):
        return False
    names = {column_name(cell) for cell in cells}
    return {"name", "url", "description"} <= names and "position" not in names


def kind_of(header: Sequence[str], path: str) -> Kind:
    """Return what a table with this header holds; ``path`` is its name inside the export."""
    names = {column_name(cell) for cell in header}
    if is_list_mark(header) or is_list_header(header) or is_list_meta_header(header):
        return Kind.LIST
    if "name" in names:
        return _account_kind(names, path)
    if {"username", "datejoined"} <= names:
        return Kind.PROFILE
    if {"content", "comment"} <= names:
        return Kind.COMMENTS
    if {"date", "content"} <= names:
        return Kind.LIKED_LINKS
    return Kind.IMPORT_FORMAT if _is_import_format(names) else Kind.UNKNOWN


def _is_import_format(names: set[str]) -> bool:
    """Tell whether these are columns of the import format; a few others may stand beside them.

    "Title, Date, Rating" is anybody's: there, a day stands under a name that Letterboxd does not know.
    """
    known = names & _IMPORT_COLUMNS
    if names & _FOREIGN or len(known) < len(names) / 2 or not known & {"title", "letterboxduri"}:
        return False
    return names <= _IMPORT_COLUMNS or "watcheddate" in names or not any(map(_says_a_day, names - known))


def _says_a_day(name: str) -> bool:
    return any(
        part in name for part in ("date", "watched", "seen", "viewed", "day", "datum", "fecha", "when")
    )


def _account_kind(names: set[str], path: str) -> Kind:
    """Return the kind of an account export's table: it says Name where others say Title."""
    of_ours = {"date", "year", "rating", "watcheddate", "rewatch", "tags", "review"}
    if names & _FOREIGN or not ("letterboxduri" in names or len(names & of_ours) >= 2):
        return Kind.UNKNOWN
    stem = PurePosixPath(path).stem.casefold()
    if "review" in names:
        return Kind.REVIEWS
    if names & {"watcheddate", "rewatch", "tags"} or "diary" in stem:
        return Kind.DIARY
    if "rating" in names:
        return Kind.RATINGS
    if "watchlist" in stem:
        return Kind.WATCHLIST
    if "watched" in stem:
        return Kind.WATCHED
    if "like" in stem or PurePosixPath(path).parent.name.casefold() == "likes":
        return Kind.LIKES
    return Kind.FILMS if "letterboxduri" in names else Kind.UNKNOWN


def is_deleted(path: str) -> bool:
    """Tell whether the file holds what was deleted on Letterboxd in the last thirty days."""
    return "deleted" in (part.casefold() for part in PurePosixPath(path).parts[:-1])
