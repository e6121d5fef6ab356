# SPDX-License-Identifier: GPL-3.0-or-later
"""Find a command, a film or a board by a few letters: how well words answer what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moodboard.domain.text_keys import folded

MOST = 40
_WHOLE, _START, _INITIALS, _INSIDE, _SCATTERED = 12.0, 8.0, 6.0, 3.0, 1.0
_SURE = _INSIDE
_RECENT = 2.0
"""What was used lately wins over what fits a little better, never over what fits much better."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be chosen."""

    kind: str
    """``action``, ``board`` or ``film``."""
    key: str
    words: str
    detail: str = ""
    """What stands after the words, and is searched with less weight: a menu, a year."""
    shortcut: str = ""
    why_not: str = ""
    """Why it cannot be chosen now; empty when it can."""
    also: str = ""
    """Other words that it is known by: a film's original title."""
    is_found: bool = False
    """Found already by the library's own search, which knows more spellings than its words here."""


def score(typed: str, offer: Offer) -> float:
    """Return how well an offer answers, 0 for not at all; every word typed has to be answered."""
    words = folded(offer.words).split()
    total = 0.0
    asked = folded(typed).split()
    if offer.shortcut and _keys(typed) == _keys(offer.shortcut):
        return _WHOLE * 2
    if len(asked) == 1 and len(asked[0]) > 1 and _initials(words).startswith(asked[0]):
        total = _INITIALS
    for word in () if total else asked:
        best = _answer(word, words)
        if best < _SURE:
            # What stands beside the name is asked only when the name does not answer well.
            also, detail = folded(offer.also).split(), folded(offer.detail).split()
            best = max(best, _answer(word, also) / 2, _answer(word, detail) / 4)
        if not best:
            return _SCATTERED if offer.is_found else 0.0
        total += best
    if folded(offer.words).startswith(folded(typed)):
        total += _WHOLE
    return total / (1 + len(words) / 50)


def _keys(said: str) -> frozenset[str]:
    """Return keys as they are compared: "ctrl k", "K+Ctrl" and "Ctrl+K" are the same."""
    return frozenset(folded(said).replace("+", " ").split())


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _answer(asked: str, words: Sequence[str]) -> float:
    best = 0.0
    for place, word in enumerate(words):
        if word == asked:
            found = _WHOLE
        elif word.startswith(asked):
            found = _START
        elif len(asked) > 1 and asked in word:
            found = _INSIDE
        elif len(word) > 3 and asked.startswith(word):
            found = _INSIDE  # "watching" for "Watch now"
        elif len(asked) > 2 and _is_scattered(asked, word):
            found = _SCATTERED
        else:
            continue
        best = max(best, found - 0.1 * place)
    return best


def _is_scattered(asked: str, word: str) -> bool:
    """Tell whether the letters come in this order, the first at the beginning: "grsc" in "greyscale"."""
    if not word.startswith(asked[0]):
        return False
    letters = iter(word)
    return all(letter in letters for letter in asked)


def ranked(typed: str, offers: Iterable[Offer], recent: Sequence[str] = (), most: int = MOST) -> list[Offer]:
    """Return the offers that answer, the best first; nothing typed answers all, those used lately first."""
    ages = {key: age for age, key in enumerate(recent)}
    found = []
    for place, offer in enumerate(offers):
        points = score(typed, offer) if typed.strip() else 1.0
        if points:
            lately = _RECENT * (1 - ages[offer.key] / len(ages)) if offer.key in ages else 0.0
            if not typed.strip() and offer.key in ages:
                lately += _WHOLE
            usable = 0.0 if offer.why_not else 0.5
            found.append((-(points + lately + usable), place, offer))
    found.sort(key=lambda one: one[:2])
    return [offer for _points, _place, offer in found[:most]]
