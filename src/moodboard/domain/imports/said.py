# SPDX-License-Identifier: GPL-3.0-or-later
"""What one row of an export says, in the same words whichever service it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from moodboard.domain.dates import UNKNOWN, VagueDate
from moodboard.domain.imports.mapping import Mapping as ColumnMapping
from moodboard.domain.letterboxd_rows import FilmSaid
from moodboard.domain.tag_rules import TagRule


@dataclass(slots=True)
class WatchSaid:
    """One watch as a row tells it."""

    key: str
    """What tells it from any other watch of its service, for good."""
    date: VagueDate = UNKNOWN
    logged: str = ""
    rating: int | None = None
    rewatch: bool | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    people: tuple[str, ...] = ()
    where: str = ""
    medium: str = ""
    cut: str = ""
    finished: bool = True
    liked: bool = False
    times: int = 1
    numbered: bool = False
    """The service has no number for it: the second one of the same key is the second such watch."""
    night: bool | None = None
    """It was between midnight and five: a diary may have the evening before. None: no time is told."""
    only_alone: bool = False
    """To be left out when the film has a watch already: it only guesses that there was one."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A film's place on a list."""

    source: str
    """The list's own key."""
    name: str
    position: int = 0
    """0: behind the one before."""
    note: str = ""
    description: str = ""
    created: str = ""


@dataclass(slots=True)
class RowSaid:
    """One row that was understood: a film, and all that is said of it."""

    film: FilmSaid
    line: int = 0
    watches: tuple[WatchSaid, ...] = ()
    seen: int = 0
    """Seen so often at least; nothing is known of those that are no watch."""
    rating: int | None = None
    liked: bool = False
    watchlist: bool = False
    notes: tuple[str, ...] = ()
    """Words that belong to no watch."""
    places: tuple[ListPlace, ...] = ()
    of_list: bool = False
    """It tells of the list alone, of no film."""
    faults: list[str] = field(default_factory=list)
    """What of the row could not be read; the rest comes in."""
    remarks: tuple[str, ...] = ()
    """What was done to it that is no fault: a rating that was rounded."""
    quotes: tuple[str, ...] = ()
    """What its words quote, to be offered as lines."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that was understood and is not to come in."""

    reason: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that means nothing."""

    reason: str


Understood = RowSaid | LeftOut | Broken

Answer = int | str
"""What the person says a film of the import is: a film's id, ``new``, ``skip``, or ``like:`` and the
``title|year`` of another film of the same import; of a watch that may be one of the day before or after
whether it is the ``same``."""
NEW, SKIP, LIKE, SAME = "new", "skip", "like:", "same"


@dataclass(frozen=True, slots=True)
class Options:
    """What the person may ask of an import beyond the files."""

    with_deleted: bool = False
    """Also what was deleted on Letterboxd in the last thirty days."""
    series: bool = False
    """Also series, episodes and games, as if they were films."""
    rated_as_watched: bool = False
    """The day a film was rated on stands for an approximate watch, where the service has no other."""
    day_first: bool | None = None
    """Whether 3/4 is the third of April; None: as the file's other dates show, else as they are."""
    else_day_first: bool = True
    """What 3/4 is where the file's other dates do not tell: as it is written where the person lives."""
    mapping: ColumnMapping | None = None
    """How to read a CSV that belongs to no service that is known."""
    mappings: Mapping[str, ColumnMapping | None] = field(default_factory=dict)
    """How to read one of several such, by its name inside the export; None leaves it out."""
    guess: bool = False
    """Read such a CSV by the mapping that its columns suggest."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What a file is when its content does not tell (a list of IMDb's: ``imdb-watchlist``,
    ``imdb-checkins``, ``imdb-list``), by its name inside the export."""
    tag_rules: tuple[TagRule, ...] | None = None
    """Other rules than the library's own."""
