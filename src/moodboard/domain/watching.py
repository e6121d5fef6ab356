# SPDX-License-Identifier: GPL-3.0-or-later
"""A film that is being watched elsewhere: its clock, and what is written down beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from moodboard.domain.line import format_timecode

SLEEP = 120.0
"""Seconds without a sign of life after which the computer slept, or the program was gone."""
LONGEST = 1_000_000.0
"""No film has more seconds, and no timecode of the library either."""
OVERDUE = 600.0
"""Seconds after a film's end from which on its clock was forgotten, most likely."""
_COLONS = re.compile(r"\s*(\d{1,3})\s*[:.]\s*(\d{1,2})(?:\s*[:.]\s*(\d{1,2})(?:[.,]\d{1,6})?)?\s*")
_H = r"(?:(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:hours?|hrs?|h)\s*)?"
_M = r"(?:minutes?|mins?|m|['′’])"
_UNITS = tuple(
    re.compile(rf"\s*{_H}{rest}\s*")
    for rest in (
        rf"(?:(\d{{1,4}})\s*{_M}\s*)?(?:(\d{{1,6}})\s*(?:seconds?|secs?|s|[\"″”]))?",
        rf"(\d{{1,4}})\s*{_M}\s*(\d{{1,6}})",
        r"(\d{1,4})()",
    )
)
"""All with their units; seconds without; minutes without."""
_STEP = re.compile(r"\s*([+\-−–])\s*(\S.*)")
_FIGURES = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time during which the clock ran, or rested, without a break."""

    since: str
    place: float
    """Seconds into the film at its beginning; below 0 when the film began later."""
    running: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Words about a moment of the film; they go into the diary with the watch."""

    uuid: str
    at: float
    words: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time that a film is watched elsewhere, from the click that began it to the end."""

    uuid: str
    film_id: int
    watch: str
    """The uuid that the watch will be logged under."""
    began: str
    """ISO 8601 in UTC, as all moments here."""
    place: float = 0.0
    """Seconds into the film at ``since``, or while the clock rests."""
    since: str = ""
    """When the clock was last started; empty while it rests."""
    intermission: bool = False
    alive: str = ""
    """The last sign of life of the program."""
    medium: str = ""
    notes: tuple[Note, ...] = ()
    past: tuple[Stretch, ...] = field(default=())
    """The stretches before this one, the oldest first: a picture may be noticed long after it was made."""
    resting: str = ""
    """When the clock was last stopped."""
    subtitles: str = ""
    """The path of a subtitle that was dropped on it."""
    ended: str = ""

    @property
    def running(self) -> bool:
        """Whether its clock runs."""
        return bool(self.since)


def stamp(moment: datetime) -> str:
    """Return a moment as it is stored."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(text: str) -> datetime | None:
    """Return a stored moment; None for none, or one that makes no sense."""
    try:
        read = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read is not None and read.tzinfo is None else read


def _passed(since: str, now: datetime) -> float:
    begun = moment_of(since)
    return 0.0 if begun is None else (now - begun).total_seconds()


def within(seconds: float) -> float:
    """Return a time that a film can have."""
    return min(max(0.0, seconds), LONGEST)


def elapsed(sitting: Sitting, now: datetime) -> float:
    """Return the seconds into the film."""
    return within(sitting.place + _passed(sitting.since, now))


def elapsed_at(sitting: Sitting, then: datetime) -> float:
    """Return the seconds into the film at a moment of the sitting that is over."""
    stretches = [*sitting.past, Stretch(sitting.since or sitting.resting, sitting.place, sitting.running)]
    found = stretches[0]
    for one in stretches:
        begun = moment_of(one.since)
        if begun is None or begun <= then:
            found = one
    return within(found.place + (_passed(found.since, then) if found.running else 0.0))


# -- the clock -----------------------------------------------------------------------------------------


def _kept_stretch(sitting: Sitting) -> tuple[Stretch, ...]:
    return (*sitting.past, Stretch(sitting.since or sitting.resting, sitting.place, sitting.running))


def paused(sitting: Sitting, now: datetime, intermission: bool = False) -> Sitting:
    """Stop the clock; an intermission is a pause that everybody has."""
    if not sitting.running:
        return replace(sitting, intermission=intermission)
    return replace(
        sitting, past=_kept_stretch(sitting), place=elapsed(sitting, now), since="",
        resting=stamp(now), intermission=intermission,
    )  # fmt: skip


def resumed(sitting: Sitting, now: datetime) -> Sitting:
    """Let the clock run on."""
    if sitting.running:
        return replace(sitting, intermission=False)
    return replace(
        sitting, past=_kept_stretch(sitting), place=within(sitting.place), since=stamp(now),
        resting="", intermission=False, alive=stamp(now),
    )  # fmt: skip


def set_to(sitting: Sitting, seconds: float, now: datetime) -> Sitting:
    """Say how far the film is; it was wrong by as much since the clock was last started."""
    return replace(sitting, place=within(seconds) - _passed(sitting.since, now))


def moved(sitting: Sitting, by: float, now: datetime) -> Sitting:
    """Put the clock forward or back by some seconds."""
    return set_to(sitting, elapsed(sitting, now) + by, now)


def beaten(sitting: Sitting, now: datetime) -> Sitting:
    """Write down a sign of life."""
    return replace(sitting, alive=stamp(now))


def slept(sitting: Sitting, now: datetime) -> float:
    """Return for how long there was no sign of life while the clock ran; 0 when that is nothing."""
    if not sitting.running or not sitting.alive:
        return 0.0
    gap = _passed(max(sitting.alive, sitting.since), now)
    return gap if gap > SLEEP else 0.0


def without_sleep(sitting: Sitting, seconds: float, now: datetime) -> Sitting:
    """Take a sleep off: the film did not go on meanwhile."""
    return set_to(sitting, elapsed(sitting, now) - seconds, now)


def is_overdue(sitting: Sitting, now: datetime, runtime: float | None) -> bool:
    """Tell whether the film must be over."""
    return bool(runtime) and elapsed(sitting, now) > (runtime or 0.0) + OVERDUE


def moment_for(sitting: Sitting, made: datetime | None, now: datetime) -> float:
    """Return the seconds into the film at which a file was made; of one not made during it, now."""
    begun = moment_of(sitting.began)
    # A camera's and a disk's clocks count in whole seconds, some in two.
    early = timedelta(seconds=2)
    if made is None or begun is None or not begun - early <= made <= now + early:
        return elapsed(sitting, now)
    return elapsed_at(sitting, min(made, now))


# -- words ---------------------------------------------------------------------------------------------


def read_time(said: str, now: float = 0.0) -> float | None:
    """Return the seconds that "46:12", "1:02:30", "1h02", "47", "+10" or "-1m" mean; None for no time.

    One number alone is minutes, and seconds in a step. Two are minutes and seconds, or hours and
    minutes where that is nearer to what the clock says now: players write "1:02" for both.
    """
    said = said.lower()
    if step := _STEP.fullmatch(said):
        words = step[2].strip()
        by = float(words) if _FIGURES.fullmatch(words) else _read(words, 0.0)
        return None if by is None else within(now + by if step[1] == "+" else now - by)
    return _read(said, now)


def _read(said: str, now: float) -> float | None:
    if colons := _COLONS.fullmatch(said):
        return _of_colons(int(colons[1]), int(colons[2]), colons[3], now)
    for pattern in _UNITS:
        found = pattern.fullmatch(said)
        if found is not None and any(found.groups()):
            hours = float((found[1] or "0").replace(",", "."))
            return within(hours * 3600 + int(found[2] or 0) * 60.0 + int(found[3] or 0))
    return None


def _of_colons(first: int, second: int, third: str | None, now: float) -> float | None:
    if second > 59 or (third is not None and int(third) > 59):
        return None
    as_hours = first * 3600.0 + second * 60.0
    if third is not None:
        return within(as_hours + int(third))
    as_minutes = first * 60.0 + second
    return within(as_hours if first < 10 and abs(as_hours - now) < abs(as_minutes - now) else as_minutes)


def clock_words(seconds: float) -> str:
    """Return ``h:mm:ss``."""
    return format_timecode(within(seconds)) or ""


def span_words(seconds: float) -> str:
    """Return "1 h 10 min", "12 min" or "40 s"."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{round(seconds)} s"
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"


def with_note(sitting: Sitting, note: Note) -> Sitting:
    """Write a note down, or anew when it is there."""
    others = tuple(one for one in sitting.notes if one.uuid != note.uuid)
    return replace(sitting, notes=tuple(sorted((*others, note), key=lambda one: (one.at, one.written))))


def without_note(sitting: Sitting, uuid: str) -> Sitting:
    """Take a note away."""
    return replace(sitting, notes=tuple(one for one in sitting.notes if one.uuid != uuid))


def diary_words(words: str, notes: Iterable[Note]) -> str:
    """Return what the diary says of the watch: the words, then each note after its timecode."""
    rows = [f"{clock_words(note.at)} {' '.join(note.words.split())}" for note in notes]
    return "\n\n".join(part for part in (words.strip(), "\n".join(rows)) if part)


def details_text(sitting: Sitting) -> str:
    """Return what has no column of its own, as JSON."""
    kept: dict[str, Any] = {
        "notes": [[one.uuid, one.at, one.words, one.written] for one in sitting.notes],
        "past": [[one.since, one.place, one.running] for one in sitting.past],
        "resting": sitting.resting,
        "subtitles": sitting.subtitles,
    }
    kept = {name: value for name, value in kept.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) if kept else ""


def with_details(sitting: Sitting, text: str) -> Sitting:
    """Return the sitting with what was read; a part that makes no sense is left out."""
    try:
        kept = json.loads(text) if text else {}
    except ValueError:
        kept = {}
    if not isinstance(kept, dict):
        return sitting
    notes = [
        Note(str(row[0]), within(float(row[1])), str(row[2]), str(row[3]))
        for row in _rows(kept.get("notes"), 4)
        if isinstance(row[1], int | float)
    ]
    past = [
        Stretch(str(row[0]), float(row[1]), bool(row[2]))
        for row in _rows(kept.get("past"), 3)
        if isinstance(row[1], int | float)
    ]
    return replace(
        sitting, notes=tuple(notes), past=tuple(past),
        resting=str(kept.get("resting") or ""), subtitles=str(kept.get("subtitles") or ""),
    )  # fmt: skip


def _rows(value: object, length: int) -> list[list[Any]]:
    found = value if isinstance(value, list) else []
    return [row for row in found if isinstance(row, list) and len(row) == length]
