# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts made comparable, for looking up and sorting titles; and which way a text runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ARTICLES = ("the ", "a ", "an ")


def folded(text: str) -> str:
    """Return the text without case, accents and doubled spaces: "  Amélie" and "amelie" are one."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
    # A name that is an accent alone ("¯") stays what it is: nothing is found by an empty text.
    return bare or " ".join(text.casefold().split())


def one_line(text: str) -> str:
    """Return the text as one line without doubled spaces and without what steers a terminal."""
    return " ".join("".join(c for c in " ".join(text.split()) if unicodedata.category(c) != "Cc").split())


def starts_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction runs to the left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def facts_line(facts: Iterable[str]) -> str:
    """Return facts beside each other, blank ones left out.

    One that runs to the left is isolated (U+2068, U+2069), or it would pull the number after it along.
    """
    told = (f"\u2068{fact}\u2069" if starts_right_to_left(fact) else fact for fact in facts if fact)
    return " · ".join(told)


def title_key(title: str) -> str:
    """Return what a title is sorted by: folded, and without the English article it starts with."""
    key = folded(title)
    for article in _ARTICLES:
        if key.startswith(article) and len(key) > len(article):
            return key[len(article) :]
    return key


# Scripts written without spaces: Thai to Tibetan, Burmese, Khmer, CJK with kana and Yi.
_UNSPACED = (
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


def spaced(text: str) -> str:
    """Return the text with each sign of a script without spaces standing alone, and pictographs as words.

    A search index takes what stands between spaces for one word, and ♥ for nothing at all; only so "雨"
    finds "雨の日".
    """
    if text.isascii():
        return text
    apart = re.sub(_UNSPACED, r" \g<0> ", text)
    return "".join(f" zq{ord(c):x} " if unicodedata.category(c) == "So" else c for c in apart)
