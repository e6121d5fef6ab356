# SPDX-License-Identifier: GPL-3.0-or-later
"""Read SRT as it is found: without counters, with dots, commas or arrows of any length, and SubViewer."""

from __future__ import annotations

import re

from moodboard.domain.subtitles.cue import MOST_CUES, Cue, cue
from moodboard.domain.subtitles.markup import plain

_CLOCK = r"(-?)\s*(?:(\d{1,4})\s?:\s?)?(-?\d{1,4})\s?:\s?(-?\d{1,3})(?:\s?[.,:;]\s?(-?\d{1,9}))?"
TIMES = re.compile(rf"\s*{_CLOCK}\s*(?:-{{1,3}}\s?>|–>|—>|→)\s*{_CLOCK}(?=\s|$|[A-Za-z])(.{{0,300}})")
_SUBVIEWER = re.compile(r"(\d{1,2}:\d{2}:\d{2}[.,:]\d{2,3}),(\d{1,2}:\d{2}:\d{2}[.,:]\d{2,3})\s*")
_ONE = re.compile(_CLOCK)
_LONGEST_ROW = 5000


def seconds(parts: tuple[str | None, ...]) -> float:
    """Return the seconds of a sign, hours, minutes, seconds and what comes behind the point."""
    sign, hours, minutes, whole, fraction = parts
    digits = (fraction or "0").lstrip("-") or "0"
    said = int(hours or 0) * 3600 + abs(int(minutes or 0)) * 60 + abs(int(whole or 0)) + float(f"0.{digits}")
    below = sign == "-" or any(part and part.startswith("-") for part in (minutes, whole, fraction))
    return -said if below else said


def times_of(row: str) -> tuple[float, float] | None:
    """Return the beginning and end a row tells, None for any other row."""
    if "-" not in row and ">" not in row and "→" not in row:
        return None
    found = TIMES.match(row[:500])
    if found is None:
        return None
    parts = found.groups()
    return seconds(parts[:5]), seconds(parts[5:10])


def _subviewer_times(row: str) -> tuple[float, float] | None:
    found = _SUBVIEWER.fullmatch(row[:80])
    if found is None:
        return None
    first, last = _ONE.match(found[1]), _ONE.match(found[2])
    return (seconds(first.groups()), seconds(last.groups())) if first and last else None


def read_srt(rows: list[str], subviewer: bool = False) -> list[Cue]:
    """Return the cues between rows of times."""
    tell = _subviewer_times if subviewer else times_of
    cues: list[Cue] = []
    counter: int | None = _number(rows[0]) if rows else None
    times: tuple[float, float] | None = None
    block: list[str] = []
    for row in rows:
        found = tell(row)
        if found is None:
            block.append(row[:_LONGEST_ROW])
            continue
        counter = _without_counter(block, counter)
        _keep(cues, times, block, subviewer)
        if len(cues) >= MOST_CUES:
            return cues
        times, block = found, []
    _keep(cues, times, block, subviewer)
    return cues


def _keep(cues: list[Cue], times: tuple[float, float] | None, block: list[str], subviewer: bool) -> None:
    if times is None:
        return
    text = "\n".join(block[:200])
    made = cue(*times, plain(text.replace("[br]", "\n") if subviewer else text))
    if made is not None:
        cues.append(made)


def _number(row: str) -> int | None:
    said = row.strip().lstrip("\ufeff")
    return int(said) if said.isdecimal() and len(said) < 9 else None


def _without_counter(block: list[str], last: int | None) -> int | None:
    """Take the counter of the next cue off the end of a block; returns it.

    A row of digits is one when it goes on counting, or stands after a blank row right before the times:
    "1984" may be words.
    """
    gap = 0
    while block and not block[-1].strip():
        block.pop()
        gap += 1
    number = _number(block[-1]) if block else None
    if number is None:
        return last
    stands_alone = len(block) > 1 and not block[-2].strip()
    if (last is not None and number == last + 1) or (stands_alone and not gap):
        block.pop()
        return number
    return last
