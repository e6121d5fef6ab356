# SPDX-License-Identifier: GPL-3.0-or-later
"""Cut the piece out of somebody's words that shows what was looked for."""

from __future__ import annotations

import re

from moodboard.domain.found import Excerpt
from moodboard.domain.text_keys import folded

LENGTH = 110
_BEFORE = 30
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_MORE = "…"


def excerpt(text: str, typed: str) -> Excerpt | None:
    """Return the words around the first one that begins as typed; None when none does.

    Line breaks become spaces: it is shown on one line.
    """
    text = _SPACE.sub(" ", text).strip()
    wanted = [folded(word) for word in _WORD.findall(typed)]
    place = _first(text, [word for word in wanted if word])
    if place is None:
        return None
    start, length = place
    first = _cut_before(text, start)
    last = _cut_after(text, max(first + LENGTH, start + length))
    head, tail = _MORE if first else "", _MORE if last < len(text) else ""
    piece = text[first:last].rstrip()
    return Excerpt(f"{head}{piece}{tail}", start - first + len(head), length)


def _first(text: str, wanted: list[str]) -> tuple[int, int] | None:
    """Return where the first match begins and how long it is, in the text as it is written."""
    for found in _WORD.finditer(text):
        fold = folded(found[0])
        for word in wanted:
            if fold.startswith(word):
                return found.start(), _written(found[0], word)
    # Scripts without spaces: a word may begin anywhere.
    for place in range(len(text)):
        for word in wanted:
            if not word.isascii() and folded(text[place : place + len(word)]) == word:
                return place, len(word)
    return None


def _written(word: str, fold: str) -> int:
    """Return how many letters of a written word make the folded beginning."""
    for length in range(1, len(word) + 1):
        if len(folded(word[:length])) >= len(fold):
            return length
    return len(word)


def _cut_before(text: str, start: int) -> int:
    if start <= _BEFORE:
        return 0
    space = text.find(" ", start - _BEFORE, start)
    return space + 1 if space >= 0 else start


def _cut_after(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - 20, end)
    return space if space >= 0 else end


def whole(text: str) -> Excerpt:
    """Return the beginning of words in which nothing is to be shown."""
    text = _SPACE.sub(" ", text).strip()
    last = _cut_after(text, LENGTH)
    return Excerpt(text[:last] + (_MORE if last < len(text) else ""))
