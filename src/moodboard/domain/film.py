# SPDX-License-Identifier: GPL-3.0-or-later
"""Films and their watches."""

from __future__ import annotations

from dataclasses import dataclass, field

from moodboard.domain.dates import UNKNOWN, VagueDate


@dataclass(frozen=True, slots=True)
class Film:
    """A film as the library keeps it; ``id`` is 0 and ``uuid`` empty until it is stored."""

    title: str
    year: int | None = None
    directors: tuple[str, ...] = ()
    runtime: int | None = None
    """Minutes."""
    original_title: str = ""
    letterboxd: str = ""
    """The film's Letterboxd address, not an entry's."""
    imdb: str = ""
    tmdb: int | None = None
    rating: int | None = None
    """The current rating, 1..10."""
    liked: bool = False
    watchlist: bool = False
    notes: str = ""
    themes: tuple[str, ...] = ()
    earlier_watches: int = 0
    """Times seen of which nothing else is known."""
    cover: str = ""
    """The uuid of the still that stands for the film; empty for the first one."""
    sample: bool = False
    id: int = 0
    uuid: str = ""
    at_least: bool = False
    """Seen more often than is told: the first known watch was a rewatch, and nobody said how often."""
    poster: str = ""
    """The picture of its poster inside the library, empty for none; it is no shot."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One entry of the diary; it may stand for several times ("before 2020 ×3")."""

    film_id: int
    date: VagueDate = UNKNOWN
    times: int = 1
    rating: int | None = None
    note: str = ""
    rewatch: bool | None = None
    """What an import said of it; None when nothing was said. Never derived."""
    people: tuple[str, ...] = ()
    where: str = ""
    medium: str = ""
    cut: str = ""
    finished: bool = True
    liked: bool = False
    themes: tuple[str, ...] = ()
    source: str = ""
    """The natural key of an imported entry (e.g. Letterboxd's entry address); empty for one's own."""
    id: int = 0
    uuid: str = ""
    logged: str = ""
    """When it was written down, ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True)
class FilmRow:
    """What one row of the film list shows."""

    id: int
    title: str
    year: int | None
    directors: tuple[str, ...]
    rating: int | None
    liked: bool
    watchlist: bool
    times_seen: int
    watches: int
    """Entries logged."""
    earlier_watches: int
    first_watched: VagueDate | None
    last_watched: VagueDate | None
    shots: int
    lines: int
    cover: str
    """The uuid of the still to show, empty when the film has none."""
    sample: bool = False
    at_least: bool = False
    """``times_seen`` and one more at least, until the person says how often."""
    poster: str = ""
    """The picture of its poster, empty for none."""
    gap: float | None = None
    """The usual pause between two watches, in days; None when too little is known."""
    due_on: int | None = None
    """The day number of the last watch and one gap more."""
    added: str = ""
    """When it came into the library, ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True)
class FilmPage:
    """One film whole: itself and its watches, newest first (undated ones last)."""

    film: Film
    row: FilmRow
    watches: tuple[Watch, ...] = field(default=())


def times_seen(watches: tuple[Watch, ...], earlier: int) -> int:
    """Return the rewatch count people see as ×n."""
    return sum(watch.times for watch in watches) + earlier


def earlier_for_total(total: int, watches: tuple[Watch, ...]) -> int:
    """Return the earlier watches that make ``total``, never below 0 ("type 12 on ×n")."""
    return max(0, total - sum(watch.times for watch in watches))


def named(title: str, year: int | None) -> str:
    """Return ``Title (Year)``, or the title alone."""
    return title if year is None else f"{title} ({year})"
