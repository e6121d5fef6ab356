# SPDX-License-Identifier: GPL-3.0-or-later
"""What a subtitle file holds: cues, each with its words and its times."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TEXT = 4000
"""Letters of one cue; what is longer is no subtitle any more and is cut."""
MOST_CUES = 100_000
MOST_SECONDS = 359_999.0


class SubtitleKind(StrEnum):
    """How a subtitle file is written."""

    SRT = "srt"
    ASS = "ass"
    VTT = "vtt"
    MICRODVD = "microdvd"
    MPL2 = "mpl2"
    TMPLAYER = "tmplayer"
    SUBVIEWER = "subviewer"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words without markup from one time to another; times before the film are below zero."""

    start: float
    end: float
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """All cues by their beginning."""

    kind: SubtitleKind
    cues: tuple[Cue, ...]
    rate: float | None = None
    """Frames a second that frame numbers were counted with."""
    rate_said: bool = True
    """False where neither the file nor the person told the rate."""


def cue(start: float, end: float | None, text: str, speaker: str = "") -> Cue | None:
    """Return a cue with an end after its beginning; nothing for one without words."""
    words = text[:LONGEST_TEXT].strip()
    if not words or not -MOST_SECONDS <= start <= MOST_SECONDS:
        return None
    if end is None or end < start or end > MOST_SECONDS + 3600:
        end = start + reading_time(words)
    return Cue(round(start, 3), round(end, 3), words, " ".join(speaker.split()))


def reading_time(words: str) -> float:
    """Return the seconds in which the words are read at ease."""
    return min(7.0, max(1.0, len(words) / 15))


def ordered(cues: list[Cue]) -> tuple[Cue, ...]:
    """Return the cues by time, each once: layers of one caption say the same at the same time."""
    by_time = sorted(cues, key=lambda one: (one.start, one.end))
    return tuple(dict.fromkeys(by_time))
