# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines in which several people speak: rows that begin with a name and a colon, or with a dash."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_NAME = 32
DASH = "–"
"""Stands where a name would, when it is told that another person speaks but not who."""
_ROW = re.compile(
    r"\s*([^:：\n\[\]()]{1,60}?)\s*((?:\[[^\[\]\n]{1,80}\]|\([^()\n]{1,80}\))?)\s*[:：](?!//)\s*(.*)"
)
_COLON = re.compile(r"[:：]")
_FARTHEST = 160
"""Letters before the colon of a name with an action."""
_DASHED = re.compile(r"\s*[-–—―‐‑−]\s*(?=[^\s\d])(.*)")
_ACTION = re.compile(r"\[([^\[\]\n]{1,200})\]")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says before another does; the words may have rows of their own."""

    speaker: str
    words: str

    @property
    def actions(self) -> tuple[str, ...]:
        """What the person does meanwhile: "[laughs]"."""
        return tuple(" ".join(action.split()) for action in _ACTION.findall(self.words))

    @property
    def spoken(self) -> str:
        """The words that are said, without what is done."""
        rows = (" ".join(row.split()) for row in _ACTION.sub(" ", self.words).split("\n"))
        return "\n".join(row for row in rows if row)


def turns_of(text: str, wish: str = "auto") -> tuple[Turn, ...]:
    """Return who says what; nothing when the words are not an exchange.

    By itself it takes two rows that begin with what looks like a name, or with a dash as subtitles have
    them; wished for, one row that begins with anything and a colon. Rows without a name go on with what
    was said before; an action before the first name belongs to it.
    """
    if wish == "off" or (":" not in text and "：" not in text and not _may_be_dashed(text)):
        return ()
    turns: list[Turn] = []
    first: list[str] = []
    for row in text.splitlines():
        if (turn := _turn(row, wish)) is not None:
            words = "\n".join(filter(None, [*first, turn.words]))
            turns.append(Turn(turn.speaker, words))
            first.clear()
        elif turns:
            last = turns[-1]
            turns[-1] = Turn(last.speaker, f"{last.words}\n{row.strip()}" if last.words else row.strip())
        elif _ACTION.fullmatch(row.strip()):
            first.append(row.strip())
        else:
            return ()
    named = sum(turn.speaker != DASH for turn in turns)
    if len(turns) < 2 and not (wish == "on" and named):
        return ()
    return tuple(Turn(turn.speaker, turn.words.strip("\n")) for turn in turns)


def _may_be_dashed(text: str) -> bool:
    return "\n" in text and text.lstrip()[:1] in ("-", "–", "—", "―", "‐", "‑", "−", "[")


def _turn(row: str, wish: str) -> Turn | None:
    """Return who begins to speak in a row."""
    found = _ROW.fullmatch(row) if _COLON.search(row, 0, _FARTHEST) else None
    speaker = found.group(1) if found else ""
    if found and (dash := _DASHED.fullmatch(speaker)):
        speaker = dash[1].strip()  # "- Ana: Yes."
    if found and speaker and (wish == "on" or _is_name(speaker)):
        words = found.group(3).rstrip()
        done = f"[{found.group(2)[1:-1]}]" if found.group(2) else ""
        return Turn(speaker, " ".join(filter(None, (done, words))))
    dashed = _DASHED.fullmatch(row)
    return Turn(DASH, dashed[1].rstrip()) if dashed else None


def rows_of(said: Iterable[tuple[str, str]]) -> str:
    """Return an exchange as it is written: a row for each, a dash where nobody is named."""
    return "\n".join(
        f"{name}: {words}" if name and name != DASH else f"{DASH} {words}" for name, words in said
    )


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
