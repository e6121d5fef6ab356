# SPDX-License-Identifier: GPL-3.0-or-later
"""What letters ask of whoever sets them: direction, fall-back fonts, punctuation at the edge."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from PySide6.QtGui import QFont

from moodboard.qt import fonts

_OPENERS = frozenset("“‘„‚‟‛«‹\"'’([{¿¡⟨《〈「『【（［｛–—―−‒")
_DASHES = frozenset("–—―−‒-")
_MOST_OPENING = 4
_LEAST_FOREIGN = 0x0370


def opening(row: str) -> int:
    """Return how many signs at the row's start hang out of it: quotes, brackets, dashes with their space."""
    at = 0
    while at < min(len(row), _MOST_OPENING):
        sign = row[at]
        dash = sign in _DASHES
        if sign == "-" and not row[at + 1 : at + 2].isspace():
            break  # a minus, or half of a word
        if sign not in _OPENERS and not dash:
            break
        at += 1
        if dash or sign in "«‹":
            while at < len(row) and row[at].isspace():
                at += 1
    return at if row[at:].strip() else 0


def foreign_stretches(text: str, face: str) -> list[tuple[int, int]]:
    """Return where stretches begin and end that want neither slant nor tracking.

    That is what a fall-back font draws in place of ours, and in any face the scripts that are never
    slanted or spaced: those that run to the left, and Chinese, Japanese and Korean.
    """
    ranges: list[tuple[int, int]] = []
    began = -1
    neutral = 0  # where the signs and spaces begin that belong to whatever follows or goes before
    for at, character in enumerate(text):
        if _is_foreign(character, face):
            began = neutral if began < 0 else began
        elif began >= 0 and not _takes_sides(character):
            continue
        elif began >= 0:
            ranges.append((began, at))
            began, neutral = -1, at + 1
        elif _takes_sides(character):
            neutral = at + 1
    if began >= 0:
        ranges.append((began, len(text)))
    return ranges


def upright(font: QFont, words: str) -> QFont:
    """Return the font as these words want it: upright where a script of theirs is never slanted.

    A fall-back face may well have such letters in its upright cut alone: slanted they would be boxes.
    """
    if not font.italic() or words.isascii() or not foreign_stretches(words, font.family()):
        return font
    straight = QFont(font)
    straight.setItalic(False)
    return straight


def _takes_sides(character: str) -> bool:
    """Tell whether it is a letter or a figure, not a sign or a space that any script may have."""
    return character.isalnum()


def _is_foreign(character: str, face: str) -> bool:
    code = ord(character)
    if code < _LEAST_FOREIGN:
        return False
    if unicodedata.bidirectional(character) in ("R", "AL"):
        return True
    if 0x1100 <= code <= 0x11FF or 0x2E80 <= code <= 0xA4CF or 0xAC00 <= code <= 0xD7FF:
        return True
    if 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or 0x20000 <= code <= 0x3FFFF:
        return True
    return face in fonts.FAMILIES and not fonts.covers(face, character)


def units(text: str, at: int) -> int:
    """Return a position in the UTF-16 units that Qt counts."""
    if text.isascii():
        return at
    return at + sum(ord(character) > 0xFFFF for character in text[:at])


def all_units(text: str, places: Iterable[int]) -> list[int]:
    """Return positions, each behind the one before, in UTF-16 units: in one walk through the text."""
    if text.isascii():
        return list(places)
    made: list[int] = []
    before = wide = 0
    for at in places:
        wide += sum(ord(character) > 0xFFFF for character in text[before:at])
        before = max(before, at)
        made.append(at + wide)
    return made


def between(text: str, start: int, end: int) -> str:
    """Return the words between two positions in UTF-16 units."""
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode("utf-16-le", "ignore")
