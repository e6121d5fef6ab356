# SPDX-License-Identifier: GPL-3.0-or-later
"""One evening that two services put on two days: told as unsure, and decided when all rows are known.

A film that ends after midnight is tomorrow's for one that notes the moment, and today's for a diary.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from moodboard.domain.dates import full
from moodboard.domain.film import Watch
from moodboard.domain.imports.said import NEW, SAME, Answer, WatchSaid
from moodboard.services.importing.matching import Candidate, Unsure
from moodboard.services.importing.report import FileReport
from moodboard.services.importing.trail import service_of_key
from moodboard.store.imports import FilmState

LATER = "later"
"""The outcome of a row that is decided at the end."""
_KNOW_THE_HOUR = frozenset({"trakt", "simkl", "watcharr", "mediatracker", "kodi"})


@dataclass(slots=True)
class Waiting:
    """A watch with a neighbour of the day before or after, which may be that very one."""

    film_id: int
    said: WatchSaid
    key: str
    path: str
    line: int
    file: FileReport | None = None
    """Whose row it is; None when the row was counted for something else."""
    shown: Any = None
    """What a preview is told of the row."""


def unsure_key(key: str) -> str:
    """Return what a watch of an import is answered for by."""
    return f"day:{key}"


def is_likely(said: WatchSaid, near: Watch) -> bool:
    """Tell whether two watches a day apart are one: the later was in the small hours, as far as is known."""
    if said.date.earliest is None or near.date.earliest is None:
        return False
    if said.date.earliest > near.date.earliest:
        return said.night is True
    return said.night is None and service_of_key(near.source) in _KNOW_THE_HOUR


def is_day_away(one: date | None, other: Watch) -> bool:
    """Tell whether a watch was on the day before or after; an approximate day is no neighbour."""
    day = other.date.earliest
    plain = other.date.is_day and len(other.date.edtf) == 10
    return plain and one is not None and day is not None and abs((one - day).days) == 1


def unsure_of(waiting: Waiting, state: FilmState, near: Watch) -> Unsure:
    """Return the question whether the two are one."""
    taken: Answer = SAME if is_likely(waiting.said, near) else NEW
    asked = f"{state.title}, {full(waiting.said.date)}"
    there = Candidate(SAME, f"{state.title}, {full(near.date)}", state.year, state.entries)
    key = unsure_key(waiting.key)
    return Unsure(key, waiting.path, waiting.line, asked, state.year, (there,), taken, of_watch=True)
