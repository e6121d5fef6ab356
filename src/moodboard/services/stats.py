# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts over the whole library, or over one year of it."""

from __future__ import annotations

from dataclasses import dataclass

from moodboard.store import database
from moodboard.store import stats as store

MOST = 10


@dataclass(frozen=True, slots=True)
class Rewatched:
    """A film among the most rewatched."""

    title: str
    times_seen: int


@dataclass(frozen=True, slots=True)
class Stats:
    """How much was seen and kept; with a year, in that year."""

    year: int | None
    films: int
    """In the library; with a year, those seen in it."""
    watches: int
    """Entries of the diary."""
    times_seen: int
    rewatches: int
    """Times that were not a film's first."""
    shots: int
    lines: int
    boards: int
    most_rewatched: tuple[Rewatched, ...]
    """Films seen more than once, the most often first."""


def stats(year: int | None = None) -> Stats:
    """Return the counts; a watch counts for a year when its date, however vague, lies within it."""
    with database.read():
        seen = store.seen() if year is None else store.seen_in(year)
        kept = store.kept(year)
    often = sorted((film for film in seen if film.times > 1), key=lambda film: (-film.times, film.title_key))[
        :MOST
    ]
    return Stats(
        year=year,
        films=len(seen),
        watches=sum(film.entries for film in seen),
        times_seen=sum(film.times for film in seen),
        rewatches=sum(film.rewatches for film in seen),
        shots=kept["still"],
        lines=kept["line"],
        boards=kept["board"],
        most_rewatched=tuple(Rewatched(film.title, film.times) for film in often),
    )
