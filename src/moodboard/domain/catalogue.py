# SPDX-License-Identifier: GPL-3.0-or-later
"""The film catalogue: plain facts of films from IMDb's tables, and how a typed title finds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from moodboard.domain.film import Film
from moodboard.domain.text_keys import folded, spaced

ATTRIBUTION = "Information courtesy of IMDb (imdb.com). Used with permission."
"""What IMDb asks to be shown wherever its tables are used."""
SITE = "datasets.imdbws.com"
"""Where the tables are to be had, as words for the person."""

LONGEST_KEY = 48
"""So many letters of a title's start can be told apart; nobody types more before choosing."""
_ARTICLES = frozenset({"the", "a", "an"})
_WORD = re.compile(r"[^\W_]+")
_YEAR_END = re.compile(r"(.*\S)\s*[\s(](1[89]\d\d|20\d\d)\)?\s*")


class Table(StrEnum):
    """One of IMDb's tables that the catalogue is made of, in the order they are read."""

    BASICS = "title.basics"
    CREW = "title.crew"
    NAMES = "name.basics"
    RATINGS = "title.ratings"


class TitleType(StrEnum):
    """The kinds of titles that are films here: series, their episodes and games are left out."""

    FILM = "movie"
    TV_FILM = "tvMovie"
    MINI_SERIES = "tvMiniSeries"
    SPECIAL = "tvSpecial"
    VIDEO = "video"
    SHORT = "short"
    TV_SHORT = "tvShort"


TITLE_TYPES = tuple(TitleType)
"""By their place in this tuple they are stored."""
WEIGHTS = (8, 4, 4, 2, 2, 2, 1)
"""What one who knows a title of this type counts, when several answer to the same words."""


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What the catalogue knows of one film."""

    imdb: str
    title: str
    original_title: str = ""
    """Empty when it is the title."""
    year: int | None = None
    directors: tuple[str, ...] = ()
    runtime: int | None = None
    """Minutes."""
    type: TitleType = TitleType.FILM


@dataclass(frozen=True, slots=True)
class CatalogueStatus:
    """What catalogue there is; all zero when there is none."""

    films: int = 0
    tables: tuple[Table, ...] = ()
    """The tables it was made of."""
    made: str = ""
    """When, ISO 8601 in UTC; empty when there is none."""
    size: int = 0
    """Bytes on the disk."""
    unfinished: bool = False
    """A making was stopped; with the same files it goes on where it was."""


@dataclass(frozen=True, slots=True)
class CatalogueReport:
    """What became of the files that were given."""

    status: CatalogueStatus
    read: tuple[Table, ...] = ()
    """The tables that were read from files now."""
    rows: int = 0
    unreadable: int = 0
    """Rows that were not as IMDb writes them, and were left out."""
    problems: tuple[str, ...] = ()
    """Sentences about files that could not be used."""


def search_words(text: str) -> list[str]:
    """Return the words by which a title is found: folded, without apostrophes and other signs."""
    plain = folded(text.replace("'", "").replace("’", "").replace("&", " and "))
    words = _WORD.findall(spaced(plain))
    # A title of signs alone ("$", "…") is found by its signs.
    return words or [f"zq{ord(sign):x}" for sign in plain if not sign.isspace()]


def start_keys(title: str) -> list[str]:
    """Return what the start of a title is looked up by: with its article, and without."""
    words = search_words(title)
    keys = ["".join(words)[:LONGEST_KEY]]
    if len(words) > 1 and words[0] in _ARTICLES:
        keys.append("".join(words[1:])[:LONGEST_KEY])
    return keys


def with_year(text: str) -> tuple[str, int] | None:
    """Part "Her 2013" or "Her (2013)" into title and year; None when no year ends it."""
    found = _YEAR_END.fullmatch(text)
    return (found[1], int(found[2])) if found else None


def imdb_id(number: int) -> str:
    """Return IMDb's name for a title of this number, at least seven digits long."""
    return f"tt{number:07}"


def imdb_number(said: str) -> int | None:
    """Return the number in ``tt0118694``; None when it is no such name."""
    found = re.fullmatch(r"tt(\d{1,12})", said.strip(), re.ASCII)
    return int(found[1]) if found else None


def film_of(facts: FilmFacts) -> Film:
    """Return a new film with everything that the catalogue knows of it."""
    return Film(
        title=facts.title,
        year=facts.year,
        directors=facts.directors,
        runtime=facts.runtime,
        original_title=facts.original_title,
        imdb=facts.imdb,
    )
