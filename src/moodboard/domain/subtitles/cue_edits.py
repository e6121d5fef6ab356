# SPDX-License-Identifier: GPL-3.0-or-later
"""Joins, splits, other words and speakers that a person gave a subtitle's lines; the file stays as it is."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from moodboard.domain.errors import KnownError
from moodboard.domain.exchange import DASH, Turn, rows_of, turns_of
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.domain.subtitles.sentences import join, split
from moodboard.domain.text_keys import folded

MOST = 5000
LONGEST_WORDS = 4000
_NEAR = 0.02
"""Seconds by which a line may have moved and still be the one that was meant."""
_HEAD = 24
_DASHED = re.compile(rf"^\s*{DASH}\s+")


class CueEditKind(StrEnum):
    """What is done to a line."""

    JOIN = "join"
    SPLIT = "split"
    WORDS = "words"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class CueEdit:
    """One edit; a line is known by its time in the file, which no shift or stretch alters."""

    kind: CueEditKind
    at: float
    head: str = ""
    """How the line began: of several at the same time it is the one."""
    last: float = 0.0
    """For a join, when the last of the lines begins."""
    letter: int = 0
    """For a split, the letter in front of which the second half begins."""
    words: str = ""
    """The other words, or who says them."""


def joined(first: Spoken, last: Spoken) -> CueEdit:
    """Make one line of these and what lies between."""
    return CueEdit(CueEditKind.JOIN, first.start, _head(first), last=last.start)


def parted(line: Spoken, letter: int) -> CueEdit:
    """Make two lines of one; raises KnownError where one half would be empty."""
    if not line.text[:letter].strip() or not line.text[letter:].strip():
        raise KnownError("Put the caret between two words of the line, then split it.")
    return CueEdit(CueEditKind.SPLIT, line.start, _head(line), letter=letter)


def worded(line: Spoken, words: str) -> CueEdit:
    """Give a line other words; raises KnownError for none."""
    clean = tidy(words)
    if not clean:
        raise KnownError("A line needs words.")
    return CueEdit(CueEditKind.WORDS, line.start, _head(line), words=clean)


def tidy(words: str) -> str:
    """Return typed words without blanks and rows too many."""
    rows = (" ".join(row.split()) for row in words.strip().splitlines())
    return "\n".join(row for row in rows if row)[:LONGEST_WORDS]


def said_by(line: Spoken, names: str) -> CueEdit:
    """Say who speaks; for an exchange the names in order, with commas between them."""
    return CueEdit(CueEditKind.SAID, line.start, _head(line), words=" ".join(names.split())[:200])


def _head(line: Spoken) -> str:
    return folded(line.text)[:_HEAD]


def apply(
    lines: Sequence[Spoken], edits: Iterable[CueEdit], said: Sequence[Spoken] = ()
) -> tuple[Spoken, ...]:
    """Return the lines, in order of time, as they are after the edits; those of lines that are gone wait.

    ``said`` are the cues by themselves: a line that is split between two of them is split at that time.
    """
    made = list(lines)
    for edit in edits:
        place = _place(made, edit.at, edit.head)
        if place is None:
            continue
        if edit.kind is CueEditKind.JOIN:
            last = _place(made, edit.last, "", place + 1)
            if last is not None:
                made[place : last + 1] = [join(made[place : last + 1])]
        elif edit.kind is CueEditKind.SPLIT:
            made[place : place + 1] = halves(made[place], edit.letter, said)
        elif edit.kind is CueEditKind.WORDS:
            made[place] = replace(made[place], text=edit.words)
        else:
            made[place] = _named(made[place], edit.words)
    return tuple(made)


def _place(lines: Sequence[Spoken], at: float, head: str, since: int = 0) -> int | None:
    place = bisect_left(lines, at - _NEAR, lo=since, key=lambda one: one.start)
    near = []
    while place < len(lines) and lines[place].start <= at + _NEAR:
        near.append(place)
        place += 1
    if head:
        near.sort(key=lambda number: _head(lines[number]) != head)
        return near[0] if near else None
    return near[-1] if near else None


def halves(line: Spoken, letter: int, said: Sequence[Spoken] = ()) -> tuple[Spoken, ...]:
    """Return both halves of a line, the second beginning where its cue does."""
    parts = split(line, letter)
    if len(parts) < 2:
        return (line,)
    first, second = (_one_turn(part) for part in parts)
    begins = _begins(second, line, said)
    if begins is not None:
        first, second = replace(first, end=begins), replace(second, start=begins)
    return first, second


def _begins(second: Spoken, whole: Spoken, said: Sequence[Spoken]) -> float | None:
    """Return when the cue begins whose words the second half begins with."""
    if len(whole.cues) < 2:
        return None
    since = bisect_left(said, whole.start, key=lambda one: one.start)
    words = folded(second.text)
    for one in said[since : since + 2 * len(whole.cues)]:
        if one.cues and one.cues[0] in whole.cues and whole.start < one.start < whole.end:
            begins = folded(one.text)[:_HEAD]
            if begins and words.startswith(begins):
                return one.start
    return None


def _one_turn(half: Spoken) -> Spoken:
    """Take name or dash off a half of an exchange in which one person speaks only."""
    if turns_of(half.text):
        return half
    named = turns_of(half.text, "on") if not half.speaker and ":" in half.text else ()
    if len(named) == 1:
        return replace(half, text=named[0].words, speaker=named[0].speaker)
    return replace(half, text=_DASHED.sub("", half.text))


def _named(line: Spoken, names: str) -> Spoken:
    if not line.is_exchange:
        return replace(line, speaker=names)
    given = [name.strip() for name in re.split(r"[,/;]", names)]
    turns = [
        Turn(given[number] if number < len(given) and given[number] else turn.speaker, turn.words)
        for number, turn in enumerate(turns_of(line.text))
    ]
    return replace(line, text=rows_of((turn.speaker, turn.words) for turn in turns))


def speakers(line: Spoken) -> str:
    """Return who says a line, as ``said_by`` takes it."""
    if not line.is_exchange:
        return line.speaker
    names = [turn.speaker for turn in turns_of(line.text)]
    return "" if all(name == DASH for name in names) else ", ".join(names)


def source_of(path: str, track: int | None) -> str:
    """Return under what the edits of one subtitle are kept."""
    return path if track is None else f"track {track}"


def to_json(kept: str, source: str, edits: Sequence[CueEdit]) -> str:
    """Return what is kept with other edits for one subtitle; those of the film's other ones stay."""
    whole = _whole(kept)
    whole.pop(source, None)
    if edits:
        whole[source] = [_row(edit) for edit in edits][-MOST:]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) if whole else ""


def from_json(kept: str, source: str) -> tuple[CueEdit, ...]:
    """Return the edits of one subtitle; what cannot be read is left out."""
    rows = _whole(kept).get(source)
    found = (_edit(row) for row in rows[:MOST]) if isinstance(rows, list) else ()
    return tuple(edit for edit in found if edit is not None)


def _whole(kept: str) -> dict[str, object]:
    try:
        found = json.loads(kept) if kept else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _row(edit: CueEdit) -> dict[str, object]:
    row: dict[str, object] = {"do": edit.kind.value, "at": round(edit.at, 3), "head": edit.head}
    if edit.kind is CueEditKind.JOIN:
        row["last"] = round(edit.last, 3)
    elif edit.kind is CueEditKind.SPLIT:
        row["letter"] = edit.letter
    else:
        row["words"] = edit.words
    return row


def _edit(row: object) -> CueEdit | None:
    if not isinstance(row, dict):
        return None
    try:
        at, last = float(row["at"]), float(row.get("last", 0.0))
        edit = CueEdit(
            CueEditKind(row["do"]),
            at,
            str(row.get("head", ""))[:_HEAD],
            last,
            int(row.get("letter", 0)),
            str(row.get("words", ""))[:LONGEST_WORDS],
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    empty = edit.kind is CueEditKind.WORDS and not edit.words.strip()
    return None if empty or not -1e7 < at < 1e7 or not -1e7 < last < 1e7 else edit
