# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell which title was meant: words in any order, begun or mistyped, without accents, as initials."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from moodboard.domain.text_keys import folded

_WORD = re.compile(r"\w+")
_LITTLE = frozenset({"a", "an", "the", "of", "and", "to", "in", "on", "la", "le", "les", "der", "die", "das"})
MOST_LETTERS = 60
"""More is no title that somebody types."""


class Kind(IntEnum):
    """How a title answers, the best first."""

    WHOLE = 0
    BEGINS = 1
    IN_ORDER = 2
    ANY_ORDER = 3
    INITIALS = 4
    NEAR = 5


@dataclass(frozen=True, slots=True)
class Match:
    """How well a title answers, and which of its letters do."""

    kind: Kind
    edits: int
    spans: tuple[tuple[int, int], ...]
    """Beginnings and ends in the title as it is written."""

    @property
    def rank(self) -> tuple[int, int]:
        return int(self.kind), self.edits


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of typed text or of a title, folded; an apostrophe parts nothing."""
    return tuple(_WORD.findall(_joined(folded(text))))


def _joined(text: str) -> str:
    return re.sub(r"(?<=\w)['’](?=\w)", "", text)


def _title_words(title: str) -> tuple[_Word, ...]:
    found = []
    for part in re.finditer(r"\w+(?:['’]\w+)*", title):
        text = "".join(_WORD.findall(folded(part[0])))
        if text:
            found.append(_Word(text, part.start(), part.end()))
    return tuple(found)


_LONG = 6


def allowed(word: str) -> int:
    """Return how many letters of a word may be wrong."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def match(typed: str, title: str) -> Match | None:
    """Return how a title answers what was typed, None when it does not."""
    wanted, words = words_of(typed[:MOST_LETTERS]), _title_words(title)
    if not wanted or not words:
        return None
    found = _by_words(wanted, words, title)
    if found is not None and not found.edits:
        return found
    if len(wanted) == 1 and (initials := _by_initials(wanted[0], words)) is not None:
        return initials
    return found or _squeezed("".join(wanted), words)


def _by_words(wanted: tuple[str, ...], words: tuple[_Word, ...], title: str) -> Match | None:
    left = list(range(len(words)))
    taken: list[int] = []
    spans: list[tuple[int, int]] = []
    edits = 0
    for number, word in enumerate(wanted):
        best = _best(word, words, left, is_last=number == len(wanted) - 1)
        if best is None:
            return None
        place, wrong = best
        left.remove(place)
        taken.append(place)
        edits += wrong
        spans.append(_span(words[place], word, wrong, title))
    kind = Kind.NEAR if edits else _kind(wanted, words, taken)
    return Match(kind, edits, tuple(sorted(spans)))


def _best(word: str, words: tuple[_Word, ...], left: list[int], is_last: bool) -> tuple[int, int] | None:
    """Return the word of the title that answers best, and how many letters were wrong."""
    for place in left:
        if words[place].text == word:
            return place, 0
    for place in left:
        if words[place].text.startswith(word):
            return place, 0
    most, found = allowed(word), None
    for place in left:
        wrong = edits_between(word, words[place].text, most, begun=is_last)
        if wrong is not None and (found is None or wrong < found[1]):
            found = place, wrong
    return found


def _kind(wanted: tuple[str, ...], words: tuple[_Word, ...], taken: list[int]) -> Kind:
    first = 1 if len(words) > 1 and words[0].text in ("the", "a", "an") else 0
    texts = [word.text for word in words]
    if texts == list(wanted) or texts[first:] == list(wanted):
        return Kind.WHOLE
    runs = all(after == before + 1 for before, after in pairwise(taken))
    if runs and taken[0] in (0, first):
        return Kind.BEGINS
    return Kind.IN_ORDER if taken == sorted(taken) else Kind.ANY_ORDER


def _span(word: _Word, typed: str, wrong: int, title: str) -> tuple[int, int]:
    """Mark the letters that were typed; the whole word where they are not the same in number."""
    same = word.end - word.start == len(word.text) == len(folded(title[word.start : word.end]))
    return word.start, word.start + len(typed) if not wrong and same else word.end


def _by_initials(typed: str, words: tuple[_Word, ...]) -> Match | None:
    """Take "lotr" for The Lord of the Rings, with its little words or without them."""
    if not 2 < len(typed) < 9 or len(words) < 3:
        return None
    first = 1 if words[0].text in ("the", "a", "an") else 0
    for used in (words, words[first:], tuple(word for word in words if word.text not in _LITTLE)):
        if "".join(word.text[0] for word in used).startswith(typed):
            return Match(Kind.INITIALS, 0, tuple((w.start, w.start + 1) for w in used[: len(typed)]))
    return None


def _squeezed(typed: str, words: tuple[_Word, ...]) -> Match | None:
    """Take "spiderman" for Spider-Man and "god father" for The Godfather."""
    if len(typed) < 5:
        return None
    for place in range(len(words)):
        joined = "".join(word.text for word in words[place:])
        if len(joined) + 2 < len(typed):
            return None
        wrong = edits_between(typed, joined, allowed(typed), begun=True)
        if wrong is not None:
            end, reach = words[place].end, 0
            for word in words[place:]:
                if reach >= len(typed):
                    break
                reach += len(word.text)
                end = word.end
            return Match(Kind.NEAR, wrong + 1, ((words[place].start, end),))
    return None


def edits_between(typed: str, word: str, most: int, begun: bool = False) -> int | None:
    """Return how many letters differ, were left out, put in or swapped; None for more than ``most``.

    With ``begun`` what was typed may be the beginning of the word.
    """
    if not most:
        return None
    if (not begun and abs(len(typed) - len(word)) > most) or len(typed) > len(word) + most:
        return None
    if len(typed) < _LONG and typed[0] != word[:1] and not word.startswith(typed[1::-1] + typed[2:]):
        return None  # few letters fit too much once the first one is wrong
    if len(set(typed).difference(word)) > most:
        return None  # each of these letters is wrong, whatever the order; most words end here
    word = word[: len(typed) + most]
    before: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(typed, 1):
        last, before_last = row, before
        row = [at]
        for place, other in enumerate(word, 1):
            cost = min(last[place] + 1, row[place - 1] + 1, last[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == word[place - 2] and typed[at - 2] == other:
                cost = min(cost, before_last[place - 2] + 1)
            row.append(cost)
        before = last
        if min(row) > most:
            return None
    wrong = min(row[max(0, len(typed) - most) :]) if begun else row[-1]
    return wrong if wrong <= most else None


class TitleHeap:
    """All titles as one text in which pieces are found at the speed of ``str.find``.

    A word with k wrong letters has, cut in k + 1 pieces, one that is right: only titles with a piece are
    looked at. Reading the titles takes the store some forty milliseconds for 100,000, once.
    """

    def __init__(self, titles: list[tuple[str, int]]) -> None:
        self._ids = [id_ for _title, id_ in titles]
        self._titles = [title for title, _id in titles]
        self._text = "\n" + "\n".join(self._titles) + "\n"
        starts, at = [], 1
        for title in self._titles:
            starts.append(at)
            at += len(title) + 1
        self._starts = starts

    def __len__(self) -> int:
        return len(self._ids)

    def near(self, typed: str) -> list[int]:
        """Return films whose title is near what was typed, the nearest first."""
        words = [word for word in words_of(typed[:MOST_LETTERS]) if word not in _LITTLE]
        joined = "".join(words_of(typed[:MOST_LETTERS]))
        tries = [_pieces(word) for word in words if len(word) > 3]
        tries.append(_pieces(joined))
        found: dict[int, int] = {}
        for pieces in sorted(tries, key=lambda pieces: -min(map(len, pieces))):
            for place in self._with(pieces):
                found[place] = found.get(place, 0) + 1
        best = sorted(found, key=lambda place: (-found[place], len(self._titles[place]), place))
        ranked = []
        for place in best[:_LOOKED_AT]:
            answer = match(typed, self._titles[place])
            if answer is not None:
                ranked.append((*answer.rank, len(self._titles[place]), self._ids[place]))
        return list(dict.fromkeys(one[-1] for one in sorted(ranked)[:_NEAREST]))

    def _with(self, pieces: list[str]) -> set[int]:
        """Return the places of the titles with one of the pieces; a piece that many have tells nothing."""
        found: set[int] = set()
        for piece in pieces:
            if len(piece) < 2:
                continue
            found |= self._at("\n" + piece, _COMMON // 3)  # titles that begin so are looked at first
            found |= self._at(piece, _COMMON)
        return found

    def _at(self, piece: str, most: int) -> set[int]:
        found: set[int] = set()
        at, times, skip = self._text.find(piece), 0, len(piece) - 1
        while at >= 0 and times < most:
            found.add(bisect_right(self._starts, at + skip) - 1)
            times += 1
            at = self._text.find(piece, at + 1)
        return found


_COMMON = 400
_LOOKED_AT = 80
_NEAREST = 24


def _pieces(word: str) -> list[str]:
    parts = allowed(word) + 1
    size = len(word) / parts
    return [word[round(n * size) : round((n + 1) * size)] for n in range(parts)]
