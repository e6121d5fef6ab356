# SPDX-License-Identifier: GPL-3.0-or-later
"""What the one search finds, by kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from moodboard.domain.dates import VagueDate
from moodboard.domain.film import FilmRow
from moodboard.domain.film_filters import Facet

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A name by which films are found, as it is mostly written, and how many films it has."""

    facet: Facet
    name: str
    films: int


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The best finds of one kind."""

    hits: tuple[T, ...] = ()
    total: int = 0
    is_exact: bool = True
    """False: there are more than ``total``; nobody counts on."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of somebody's words around what was looked for."""

    text: str
    start: int = 0
    """Where the matched part begins in ``text``."""
    length: int = 0


@dataclass(frozen=True, slots=True)
class WordsFound:
    """Words that were written about a film, or about one watch of it."""

    film_id: int
    title: str
    year: int | None
    excerpt: Excerpt
    watch: str = ""
    """The uuid of the watch; empty for the notes of the film itself."""
    date: VagueDate | None = None


@dataclass(frozen=True, slots=True)
class LineFound:
    """A line, and the film that it is from."""

    uuid: str
    excerpt: Excerpt
    speaker: str = ""
    film_id: int | None = None
    title: str = ""
    year: int | None = None


class ListKind(StrEnum):
    """What has a title of its own."""

    LIST = "list"
    SMART = "smart"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class TitleFound:
    """An own list, a smart list or a board; ``id`` is 0 for those known by their uuid only."""

    kind: ListKind
    uuid: str
    title: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class FoundEverything:
    """All kinds; empty where nothing was found."""

    films: Found[FilmRow] = field(default_factory=Found)
    people: Found[FacetValue] = field(default_factory=Found)
    """Directors, and those with whom films were seen."""
    words: Found[WordsFound] = field(default_factory=Found)
    lines: Found[LineFound] = field(default_factory=Found)
    titles: Found[TitleFound] = field(default_factory=Found)

    def __bool__(self) -> bool:
        return any((self.films.hits, self.people.hits, self.words.hits, self.lines.hits, self.titles.hits))
