# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences out of cues: one that runs over several is joined, a cue that holds two is split."""

from __future__ import annotations

import re
from collections.abc import Sequence

from moodboard.domain.exchange import rows_of, turns_of
from moodboard.domain.subtitles.cleaning import Spoken, flowing

LONGEST_PAUSE = 1.8
_A_BREATH = 0.75
"""Seconds after which a capital begins another sentence, whether or not the one before has its point."""
MOST_CUES = 8
MOST_LETTERS = 400
_CLOSERS = "\"'”’»›)]」』*"
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "♪", ":", ";")
_SHORT = frozenset({
    "mr", "mrs", "ms", "dr", "st", "jr", "sr", "prof", "gen", "col", "sgt", "lt", "capt", "rev", "vs", "e.g",
    "i.e", "a.m", "p.m", "u.s", "mme", "mlle", "hr", "fr", "nr", "bzw", "z.b", "sra", "srta", "ud", "uds",
    "av",
})  # fmt: skip
_STOP = re.compile(
    r"(?:[.!?…]+|[。！？؟।]+)[\"'”’»›)\]」』]*(?:\s+(?=[^\s])|(?<=[。！？])(?=[^\s\"'”’»」』]))"
)


def sentences(found: Sequence[Spoken]) -> tuple[Spoken, ...]:
    """Return sentence by sentence; an exchange stays whole."""
    pieces = [piece for one in found for piece in split(one)]
    ended = sum(_ends(one.text) for one in found if not one.is_exchange)
    punctuated = ended * 10 >= 3 * sum(not one.is_exchange for one in found)
    joined: list[list[Spoken]] = []
    for piece in pieces:
        if joined and _goes_on(joined[-1], piece, punctuated):
            joined[-1].append(piece)
        else:
            joined.append([piece])
    return tuple(join(parts) if len(parts) > 1 else parts[0] for parts in _whole_cues(joined))


def _whole_cues(joined: list[list[Spoken]]) -> list[list[Spoken]]:
    """Put sentences together again that fill one cue by themselves: who set it meant them as one."""
    kept: list[list[Spoken]] = []
    for parts in joined:
        cues = {place for one in parts for place in one.cues}
        before = {place for one in kept[-1] for place in one.cues} if kept else set()
        if len(cues) == 1 and cues == before:
            kept[-1].extend(parts)
        else:
            kept.append(parts)
    return kept


def join(parts: Sequence[Spoken]) -> Spoken:
    """Return several as one; what different people say becomes an exchange."""
    first, last = parts[0], max(parts, key=lambda one: one.end)
    cues = tuple(dict.fromkeys(place for one in parts for place in one.cues))
    speakers = {one.speaker for one in parts if one.speaker}
    if len(speakers) > 1 or any(one.is_exchange for one in parts):
        said: list[tuple[str, str]] = []
        for one in parts:
            turns = turns_of(one.text) if one.is_exchange else ()
            said += [(turn.speaker, flowing(turn.words.split("\n"))) for turn in turns] or [
                (one.speaker, flowing(one.text.split("\n")))
            ]
        return Spoken(first.start, last.end, rows_of(said), "", cues)
    text = parts[0].text
    for one in parts[1:]:
        text = _run_on(text, one.text)
    return Spoken(first.start, last.end, text, next(iter(speakers), ""), cues)


def _run_on(text: str, after: str) -> str:
    dots = re.match(r"(?:\.{2,}|…)\s*", after)
    if dots and re.search(r"(?:\.{2,}|…)$", text):
        text = re.sub(r"\s*(?:\.{2,}|…)$", "", text)
    return flowing([text, after[dots.end() :] if dots else after])


def split(one: Spoken, at: int | None = None) -> tuple[Spoken, ...]:
    """Return the sentences of one by themselves, or both halves at a letter; time is shared by letters."""
    if at is not None:
        marks = [at] if one.text[:at].strip() and one.text[at:].strip() else []
    elif one.is_exchange:
        return (one,)
    else:
        marks = [stop.end() for stop in _STOP.finditer(one.text) if _parts(one.text, stop)]
    if not marks:
        return (one,)
    found, whole = [], max(1, len(one.text))
    for begin, end in zip([0, *marks], [*marks, len(one.text)], strict=True):
        words = one.text[begin:end].strip()
        if words:
            since, until = (one.start + (one.end - one.start) * place / whole for place in (begin, end))
            found.append(Spoken(round(since, 3), round(until, 3), words, one.speaker, one.cues))
    return tuple(found)


def _parts(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a point ends a sentence: not behind Mr., an initial, or before a small letter."""
    before, after = text[: stop.start()], text[stop.end() :]
    if not after or not any(sign.isalnum() for sign in after):
        return False
    if after[0].islower():
        return False
    word = re.search(r"[^\s\"'“‘(]*$", before)
    last = word[0].lower() if word else ""
    is_point = stop[0].strip(_CLOSERS + " ") == "."
    if is_point and last in ("no", "nr", "vol") and after[0].isdigit():
        return False
    return not (is_point and (last in _SHORT or (len(last) == 1 and last.isalpha() and last != "i")))


def _ends(text: str) -> bool:
    return text.rstrip(_CLOSERS + " ").endswith(_ENDS)


def _goes_on(before: list[Spoken], after: Spoken, punctuated: bool) -> bool:
    """Tell whether a sentence has not come to its end."""
    last = before[-1]
    if last.is_exchange or after.is_exchange or len(before) >= MOST_CUES:
        return False
    if last.cues == after.cues or after.start - last.end > LONGEST_PAUSE:
        return False
    if sum(len(one.text) for one in before) > MOST_LETTERS:
        return False
    if after.speaker and after.speaker != before[0].speaker:
        return False
    text = last.text.rstrip(_CLOSERS + " ")
    dots = text.endswith(("...", "…", ".."))
    begins = after.text.lstrip("\"'“‘«¿¡ ")
    if dots:
        return begins.startswith(("...", "…", "..")) or begins[:1].islower()
    if text.endswith(","):
        return True
    if _ends(text) or (begins[:1].isupper() and after.start - last.end > _A_BREATH):
        return False
    return punctuated or begins.startswith(("...", "…"))
