# SPDX-License-Identifier: GPL-3.0-or-later
"""Turn cues into what is said: without sound notes and music signs, with who speaks, exchanges told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moodboard.domain.exchange import DASH, LONGEST_NAME, Turn, rows_of, turns_of
from moodboard.domain.subtitles.cue import Cue
from moodboard.domain.text_keys import folded


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of a film as one would keep them, from one time to another."""

    start: float
    end: float
    text: str
    speaker: str = ""
    cues: tuple[int, ...] = ()
    """The places of the cues it comes from."""

    @property
    def is_exchange(self) -> bool:
        """Tell whether several people speak."""
        return "\n" in self.text and bool(turns_of(self.text))


_NOTE = re.compile(
    r"\[[^\[\]]{0,300}\]|\([^()]{0,300}\)|（[^（）]{0,300}）|【[^【】]{0,300}】|"
    r"\*[^*\n]{1,80}\*(?=\s|$)"
)
_TORN = re.compile(r"^\s*[\[(][^\])]{0,200}$|^[^\[(]{0,200}\]\s*$")
"""A note that begins in this cue and ends in the next, or the end of one."""
_MUSIC = re.compile(r"[♪♫♩♬🎵🎶]+|(?m:^\s*#\s+|\s+#\s*$)")
_DASHED = re.compile(r"\s*(?:[-–—―‐‑−]\s*|>>+\s*)(?=[^\s\d-])")
_DASH_WITHIN = re.compile(r"(?<=[.!?…”\"’'*])\s+[-–—]\s*(?=[^\W\d_\s]|¿|¡|[\"“])")
_NAMED = re.compile(r"([^\W\d_][^:：\n\[\]()<>]{0,31})\s*[:：](?=\s|$|[^\W\d_])\s*")
_BRACKET_NAME = re.compile(r"[\[(（]([^\W\d_][^\[\]()（）\n]{0,31})[\])）]\s*:?\s*(?=\S)")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NO_NAMES = frozenset({"note", "warning", "ps", "p.s", "remember", "question", "answer", "listen", "look"})


def spoken(cues: Sequence[Cue], notes: bool = False) -> tuple[Spoken, ...]:
    """Return what is said in each cue; cues of sounds and music alone are left out."""
    names = names_in(cues)
    found = []
    for place, one in enumerate(cues):
        turns = turns_in(one.text, names, notes, one.speaker)
        if len(turns) > 1:
            text = rows_of((turn.speaker, turn.words) for turn in turns)
            found.append(Spoken(one.start, one.end, text, "", (place,)))
        elif turns:
            found.append(Spoken(one.start, one.end, turns[0].words, turns[0].speaker, (place,)))
    return tuple(_in_one(found))


def noted(cues: Sequence[Cue]) -> tuple[Spoken, ...]:
    """Return the cues in which nobody speaks: what is heard in square brackets, or a music sign."""
    names = names_in(cues)
    found = []
    for place, one in enumerate(cues):
        if turns_in(one.text, names, False, one.speaker):
            continue
        parts = [" ".join(part[0].strip("[]()（）【】*").split()) for part in _NOTE.finditer(one.text)]
        words = " ".join(f"[{part}]" for part in parts if any(sign.isalnum() for sign in part))
        if not words and _MUSIC.search(one.text):
            words = "[♪]"
        if words:
            found.append(Spoken(one.start, one.end, words, "", (place,)))
    return tuple(_in_one(found))


def _in_one(found: Iterable[Spoken]) -> list[Spoken]:
    """Join the frames of a moving caption: the same words again the moment they end."""
    joined: list[Spoken] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and (last.text, last.speaker) == (one.text, one.speaker) and one.start - last.end < 0.06:
            ends = max(last.end, one.end)
            joined[-1] = Spoken(last.start, ends, last.text, last.speaker, last.cues + one.cues)
        else:
            joined.append(one)
    return joined


def names_in(cues: Iterable[Cue]) -> frozenset[str]:
    """Return who speaks, folded: names in capitals, and others that come more than once."""
    seen: Counter[str] = Counter()
    for one in cues:
        if one.speaker:
            seen[folded(one.speaker)] += 2
        if ":" in one.text or "：" in one.text:
            for turn in turns_of(one.text):
                seen[folded(turn.speaker)] += 2 * (turn.speaker != DASH)
            for row in one.text.split("\n"):
                said = _NAMED.match(_DASHED.sub("", row, count=1))
                if said and _may_be_name(said[1]):
                    seen[folded(said[1])] += 2 if _is_loud(said[1]) else 1
    return frozenset(name for name, times in seen.items() if times > 1)


def _is_loud(name: str) -> bool:
    letters = [sign for sign in name if sign.isalpha()]
    return len(letters) > 1 and "".join(letters).isupper()


def _may_be_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 4 or len(name) > LONGEST_NAME or folded(name) in _NO_NAMES:
        return False
    return not any(word[0].islower() for word in words) and not any(sign in name for sign in "!?,…")


def turns_in(text: str, names: frozenset[str], notes: bool = False, speaker: str = "") -> list[Turn]:
    """Return who says what in the words of a cue; unknown speakers of several are dashes."""
    text = _MUSIC.sub(" ", _with_names(text, names))
    if not notes:
        text = _without_notes(text)
    rows = [row for row in (" ".join(row.split()) for row in text.split("\n")) if row]
    turns: list[tuple[str, bool, list[str]]] = []
    for row in _parted(rows):
        name, dashed, words = _speaks(row, names)
        if name or dashed or not turns:
            turns.append((name, dashed, [words] if words else []))
        elif words:
            turns[-1][2].append(words)
    said = [(name, flowing(words)) for name, _dashed, words in turns]
    said = [(name, words) for name, words in said if any(sign.isalnum() for sign in words) or "?" in words]
    if len(said) == 1 or (len({name for name, _words in said}) == 1 and said[0][0]):
        return [Turn(said[0][0] or speaker, flowing([words for _name, words in said]))]
    return [Turn(name or DASH, words) for name, words in said]


def _with_names(text: str, names: frozenset[str]) -> str:
    """Write "[ANNA] Yes." as "ANNA: Yes." where Anna is known to speak."""
    if not names or not any(sign in text for sign in "[(（"):
        return text
    return _BRACKET_NAME.sub(lambda found: f"{found[1]}: " if folded(found[1]) in names else found[0], text)


def _without_notes(text: str) -> str:
    while (less := _NOTE.sub(" ", text)) != text:  # one within the other
        text = less
    return _TORN.sub("", text)


def _parted(rows: list[str]) -> list[str]:
    """Return the rows, those with a second dash within parted there."""
    if not rows or not _DASHED.match(rows[0]):
        return rows
    parts = [part for row in rows for part in _DASH_WITHIN.split(row)]
    return [f"- {part}" if number and len(parts) > len(rows) and not _DASHED.match(part) and part not in rows
            else part for number, part in enumerate(parts)]  # fmt: skip


def _speaks(row: str, names: frozenset[str]) -> tuple[str, bool, str]:
    """Return the name in front of a row, whether a dash is there, and the words."""
    dash = _DASHED.match(row)
    rest = row[dash.end() :] if dash else row
    said = _NAMED.match(rest)
    if said and _may_be_name(said[1]) and (_is_loud(said[1]) or folded(said[1]) in names):
        return called(said[1]), bool(dash), rest[said.end() :]
    return "", bool(dash), rest


def called(name: str) -> str:
    """Return a name as one writes it: ANNA is Anna, MAN 2 is Man 2."""
    tidy = " ".join(name.split()).strip(" .") or name
    if not _is_loud(tidy):
        return tidy
    return re.sub(r"[^\W\d_]+(?:[’']S\b)?", lambda word: word[0].capitalize(), tidy)


def flowing(rows: Sequence[str]) -> str:
    """Return rows as one: a subtitle breaks where there is no more room, not where one pauses."""
    text = ""
    for row in rows:
        if not text:
            text = row
            continue
        is_parted = text[-1] in "-‐" and text[-2:-1].isalpha() and row[:1].islower()
        is_unspaced = _UNSPACED.match(text[-1]) and _UNSPACED.match(row[:1])
        text += row if is_parted or is_unspaced else " " + row
    return text.strip()
