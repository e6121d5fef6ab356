# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines in which several people speak: rows that begin with a name and a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_NAME = 32
_ROW = re.compile(r"\s*([^:：\n]{1,60}?)\s*[:：](?!//)\s*(.*)")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says before another does; the words may have rows of their own."""

    speaker: str
    words: str


def turns_of(text: str, wish: str = "auto") -> tuple[Turn, ...]:
    """Return who says what; nothing when the words are not an exchange.

    By itself it takes two rows that begin with what looks like a name; wished for, one row that
    begins with anything and a colon. Rows without a name go on with what was said before.
    """
    if wish == "off" or (":" not in text and "：" not in text):
        return ()
    turns: list[Turn] = []
    for row in text.splitlines():
        found = _ROW.fullmatch(row)
        speaker = found.group(1) if found else ""
        if found and speaker and (wish == "on" or _is_name(speaker)):
            turns.append(Turn(speaker, found.group(2).rstrip()))
        elif not turns:
            return ()
        else:
            last = turns[-1]
            turns[-1] = Turn(last.speaker, f"{last.words}\n{row.strip()}" if last.words else row.strip())
    if wish != "on" and len(turns) < 2:
        return ()
    return tuple(Turn(turn.speaker, turn.words.strip("\n")) for turn in turns)


def could_be(text: str) -> bool:
    """Tell whether the words would be an exchange if one wished for it."""
    return bool(turns_of(text, "on"))


def _is_name(words: str) -> bool:
    """Tell whether it looks like who speaks: up to three words, none of which begins small."""
    parts = words.split()
    return (
        len(words) <= LONGEST_NAME
        and 1 <= len(parts) <= 3
        and any(character.isalpha() for character in words)
        and not any(part[0].islower() or not part[0].isalnum() for part in parts)
    )
