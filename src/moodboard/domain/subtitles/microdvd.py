# SPDX-License-Identifier: GPL-3.0-or-later
"""Read MicroDVD, whose times are frames, and the two forms people mistake for it: MPL2 and TMPlayer."""

from __future__ import annotations

import re

from moodboard.domain.subtitles.cue import MOST_CUES, Cue, cue
from moodboard.domain.subtitles.markup import plain

USUAL_RATE = 24000 / 1001
LEAST_RATE, MOST_RATE = 1.0, 240.0
FRAMES = re.compile(r"\s*\{(-?\d{1,9})\}\s?\{(-?\d{0,9})\}(.{0,5000})")
TENTHS = re.compile(r"\s*\[(-?\d{1,9})\]\s?\[(-?\d{0,9})\](.{0,5000})")
CLOCK = re.compile(r"\s*(\d{1,2}):(\d{2}):(\d{2})(?:,\d)?[:=]\s?(.{0,5000})")
_STEERING = re.compile(r"\{[a-zA-Z]:[^{}]{0,100}\}")
_RATE = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,6})?)\s*(?:fps)?\s*", re.IGNORECASE)


def _words(said: str) -> str:
    rows = _STEERING.sub("", said).split("|")
    return plain("\n".join(row.strip().removeprefix("/").removeprefix("_") for row in rows))


def read_microdvd(rows: list[str], rate: float | None = None) -> tuple[list[Cue], float, bool]:
    """Return the cues, the rate, and whether it was told: by the person, else by the file's first cue."""
    cues: list[Cue] = []
    said = rate
    told = said is not None
    for row in rows:
        found = FRAMES.match(row)
        if found is None:
            continue
        if not cues and int(found[1]) <= 1 and (own := _rate(_words(found[3]))) is not None:
            if said is None:
                said, told = own, True
            continue
        frames = said or USUAL_RATE
        end = int(found[2]) / frames if found[2] not in ("", "-") else None
        made = cue(int(found[1]) / frames, end, _words(found[3]))
        if made is not None:
            cues.append(made)
        if len(cues) >= MOST_CUES:
            break
    return cues, said or USUAL_RATE, told


def _rate(words: str) -> float | None:
    found = _RATE.fullmatch(words[:40])
    rate = float(found[1].replace(",", ".")) if found else 0.0
    if abs(rate - USUAL_RATE) < 0.01:
        return USUAL_RATE
    return rate if 5 <= rate <= MOST_RATE else None


def read_mpl2(rows: list[str]) -> list[Cue]:
    """Return the cues of ``[tenths][tenths]words``."""
    made = (
        cue(int(found[1]) / 10, int(found[2]) / 10 if found[2] not in ("", "-") else None, _words(found[3]))
        for row in rows
        if (found := TENTHS.match(row))
    )
    return [one for one in made if one is not None][:MOST_CUES]


def read_tmplayer(rows: list[str]) -> list[Cue]:
    """Return the cues of ``0:00:00:words``; one ends when the next begins."""
    starts: list[tuple[float, str]] = []
    for row in rows[:MOST_CUES]:
        if found := CLOCK.match(row):
            at = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])
            starts.append((float(at), _words(found[4])))
    starts.sort(key=lambda one: one[0])
    cues: list[Cue] = []
    for number, (begins, words) in enumerate(starts):
        made = cue(begins, None, words)
        after = starts[number + 1][0] if number + 1 < len(starts) else None
        if made is not None:
            ends = made.end if after is None or after <= begins else min(made.end, after)
            cues.append(Cue(begins, ends, made.text))
    return cues
