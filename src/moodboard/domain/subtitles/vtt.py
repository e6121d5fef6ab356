# SPDX-License-Identifier: GPL-3.0-or-later
"""Read WebVTT: settings, notes, styles and names of cues left out, voices kept as who speaks."""

from __future__ import annotations

import re

from moodboard.domain.exchange import rows_of
from moodboard.domain.subtitles.cue import MOST_CUES, Cue, cue
from moodboard.domain.subtitles.markup import plain, voices
from moodboard.domain.subtitles.srt import times_of

_MAP = re.compile(r"X-TIMESTAMP-MAP\s*=\s*(.{1,200})")
_MPEGTS = re.compile(r"MPEGTS:(\d{1,12})")
_LOCAL = re.compile(r"LOCAL:(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})")
_TICKS = 90_000
_WRAPS = 2**33


def read_vtt(rows: list[str]) -> list[Cue]:
    """Return the cues; parts of a stream laid end to end are put where their maps say."""
    cues: list[Cue] = []
    base: float | None = None
    offset, skipping = 0.0, False
    number = 0
    while number < len(rows) and len(cues) < MOST_CUES:
        row = rows[number]
        number += 1
        if not row.strip():
            skipping = False
        elif row.startswith(("NOTE", "STYLE", "REGION")) and times_of(row) is None:
            skipping = True
        elif (found := _MAP.match(row)) is not None:
            base, offset = _mapped(found[1], base)
        elif not skipping and (times := times_of(row)) is not None:
            block = []
            while number < len(rows) and rows[number].strip() and times_of(rows[number]) is None:
                block.append(rows[number][:5000])
                number += 1
            made = made_of(times[0] + offset, times[1] + offset, "\n".join(block[:200]))
            if made is not None:
                cues.append(made)
    return cues


def _mapped(said: str, base: float | None) -> tuple[float | None, float]:
    """Return where the first part of the stream begins and what is added to the times of this one."""
    ticks, local = _MPEGTS.search(said), _LOCAL.search(said)
    at = int(ticks[1]) % _WRAPS / _TICKS if ticks else 0.0
    if base is None:
        base = at
    elif at < base - _WRAPS / _TICKS / 2:
        at += _WRAPS / _TICKS
    begins = 0.0
    if local:
        begins = int(local[1] or 0) * 3600 + int(local[2]) * 60 + int(local[3]) + float(f"0.{local[4]}")
    return base, at - base - begins


def made_of(start: float, end: float, text: str) -> Cue | None:
    """Return the cue of words with voices; several voices are an exchange."""
    said = [(name, plain(words)) for name, words in voices(text)] if "<v" in text.lower() else []
    said = [(name, words) for name, words in said if words]
    if len(said) > 1 and len({name for name, _words in said}) > 1:
        return cue(start, end, rows_of(said))
    if said:
        return cue(start, end, "\n".join(words for _name, words in said), plain(said[0][0]))
    return cue(start, end, plain(text))
