# SPDX-License-Identifier: GPL-3.0-or-later
"""Read ASS and SSA: the events that are words, without drawings, karaoke and placing."""

from __future__ import annotations

import re

from moodboard.domain.subtitles.cue import MOST_CUES, Cue, cue
from moodboard.domain.subtitles.markup import plain_ass

_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_SIGNS = re.compile(
    r"(?i)(?:^|[^a-z])(?:signs?|typeset(?:ting)?|ts|caption|screen ?text|title ?card)(?:[^a-z]|$)"
)
_TIME = re.compile(r"\s*(-?)(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.:,](\d{1,3}))?\s*")


def read_ass(rows: list[str]) -> list[Cue]:
    """Return the cues of the dialogue rows."""
    cues: list[Cue] = []
    fields: tuple[str, ...] = _FIELDS
    in_events = True
    for row in rows:
        head, colon, rest = row[:20_000].lstrip().partition(":")
        if head.startswith("["):
            in_events = head.strip().lower() in ("[events]", "") or head.lower().startswith("[events")
        elif colon and head.lower() == "format" and in_events:
            named = tuple(name.strip().lower() for name in rest.split(","))
            fields = named if {"start", "end", "text"} <= set(named) else fields
        elif colon and head.lower() == "dialogue":
            made = event(rest, fields)
            if made is not None:
                cues.append(made)
            if len(cues) >= MOST_CUES:
                break
    return cues


def event(row: str, fields: tuple[str, ...] = _FIELDS) -> Cue | None:
    """Return the cue of one row of dialogue."""
    parts = row.split(",", len(fields) - 1)
    if len(parts) < len(fields):
        return None
    said = dict(zip(fields, parts, strict=True))
    start, end = _seconds(said["start"]), _seconds(said["end"])
    if start is None:
        return None
    words = plain_ass(said["text"])
    if words and _SIGNS.search(said.get("style", "")[:200]):
        return cue(start, end, f"[{' '.join(words.split()).strip('[]')}]")  # read on a door, said by nobody
    return cue(start, end, words, speaker_of(said.get("name", said.get("actor", ""))))


def speaker_of(name: str) -> str:
    """Return the name of an event where it names somebody."""
    tidy = " ".join(name.split())
    return tidy if any(sign.isalpha() for sign in tidy) and len(tidy) <= 40 and tidy != "NTP" else ""


def _seconds(said: str) -> float | None:
    found = _TIME.fullmatch(said[:40])
    if found is None:
        return None
    fraction = float(f"0.{found[5]}") if found[5] else 0.0
    total = int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4]) + fraction
    return -total if found[1] else total
