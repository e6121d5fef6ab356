# SPDX-License-Identifier: GPL-3.0-or-later
"""Find a line as one remembers it: wrong words, mistyped ones, words left out, across the borders of cues."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moodboard.domain.fuzzy import allowed, edits_between, words_of
from moodboard.domain.text_keys import spaced

MOST_WORDS = 40
MOST_FOUND = 20
_LEAST = 0.42
"""Of the weight of what was typed, how much a place must hold."""
_EXACT_TRIES = 60
_VARIANTS = 12
_LOOKED_AT = 24
_WORD = re.compile(r"[\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff]|\w+(?:['’]\w+)*")
_NAME = re.compile(r"^[^\s:：][^:：\n]{0,31}[:：]\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """Where in the film the words are: the first and last of the lines, and how sure it is, up to 1."""

    first: int
    last: int
    score: float


class LineSearch:
    """All words of a film one after the other, ready to be searched; made once a subtitle."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: list[str] = []
        self._line: list[int] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        self._begins: list[int] = []
        for line, text in enumerate(texts):
            self._begins.append(len(self._words))
            for word in _words(text):
                self._places[word].append(len(self._words))
                self._words.append(word)
                self._line.append(line)
        self._by_pair: dict[str, set[str]] = defaultdict(set)
        for word in self._places:
            for pair in _pairs(word):
                self._by_pair[pair].add(word)
        self._sorted = sorted(self._places)
        self._known: dict[tuple[str, bool], dict[str, float]] = {}

    def find(self, remembered: str, most: int = MOST_FOUND) -> tuple[Found, ...]:
        """Return the places that answer, the best first."""
        wanted = _words(remembered[:1000])[:MOST_WORDS]
        if not wanted or not self._words:
            return ()
        alike = [self._alike(word, number == len(wanted) - 1) for number, word in enumerate(wanted)]
        weights = [self._weight(word, near) for word, near in zip(wanted, alike, strict=True)]
        whole = sum(weights)
        ranked: list[Found] = []
        for begin, end in self._windows(alike, weights):
            score, first, last = self._aligned(alike, weights, begin, end)
            score /= whole
            if score >= _LEAST:
                ranked.append(Found(self._line[first], self._line[last], round(min(1.0, score), 4)))
        return _best(ranked, most)

    def marks(self, remembered: str, text: str) -> tuple[tuple[int, int], ...]:
        """Return where in a text of these stand the words that are remembered, or ones like them."""
        wanted = _words(remembered[:1000])[:MOST_WORDS]
        meant: set[str] = set()
        for number, word in enumerate(wanted):
            meant |= self._alike(word, number == len(wanted) - 1).keys()
        return tuple(
            found.span() for found in _WORD.finditer(text) if any(one in meant for one in _words(found[0]))
        )

    def _alike(self, word: str, is_last: bool) -> dict[str, float]:
        """Return the film's words that may be meant, and how near each is."""
        known = self._known.get((word, is_last))
        if known is None:
            if len(self._known) > 4000:
                self._known.clear()
            known = self._known[word, is_last] = self._near(word, is_last)
        return known

    def _near(self, word: str, is_last: bool) -> dict[str, float]:
        found = {word: 1.0} if word in self._places else {}
        if len(word) < 3:
            return found
        # What goes on from a word, and what it goes on from: "walk" for "walked", and the last while typing.
        begin = bisect_left(self._sorted, word) if is_last or len(word) > 3 else len(self._sorted)
        for other in self._sorted[begin : begin + 60]:
            if not other.startswith(word):
                break
            if is_last or len(other) - len(word) <= 3:
                found.setdefault(other, 0.85 if len(other) - len(word) <= 3 else 0.7)
        for size in range(max(3, len(word) - 3), len(word)):
            if word[:size] in self._places:
                found.setdefault(word[:size], 0.8)
        if allowed(word):
            for other in self._sharing(word):
                if other not in found:
                    wrong = edits_between(word, other, allowed(word))
                    if wrong is not None:
                        found[other] = 0.85 - 0.12 * wrong
        return dict(sorted(found.items(), key=lambda one: -one[1])[: 60 if is_last else _VARIANTS])

    def _sharing(self, word: str) -> list[str]:
        """Return the words that share so many pairs of letters as so few mistakes leave."""
        far = allowed(word)
        shared = Counter(
            other
            for pair in _pairs(word)
            for other in self._by_pair.get(pair, ())
            if abs(len(other) - len(word)) <= far
        )
        least = max(2, len(word) - 1 - far)
        return [other for other, times in shared.most_common(_LOOKED_AT) if times >= least]

    def _weight(self, word: str, near: dict[str, float]) -> float:
        """Return how much a word tells: a rare one much, one that the film never says less than that."""
        times = len(self._places.get(word, ())) or sum(len(self._places[other]) for other in near)
        if not times:
            return 0.55 * math.log(1 + len(self._words)) * (0.5 if len(word) < 4 else 1.0)
        return max(0.6, math.log(1 + len(self._words) / times))

    def _windows(self, alike: list[dict[str, float]], weights: list[float]) -> list[tuple[int, int]]:
        """Return the stretches of words that hold most of what was typed, in whatever order."""
        hits: list[tuple[int, int, float]] = []
        for number, near in enumerate(alike):
            for word, closeness in near.items():
                value = closeness * weights[number]
                hits += [(place, number, value) for place in self._places[word]]
        hits.sort()
        span = len(alike) + max(4, len(alike) // 2)
        least = _LEAST * sum(weights)
        found: list[tuple[float, int, int]] = []
        best: list[list[float]] = [[] for _word in alike]
        total, first = 0.0, 0
        for place, number, value in hits:
            while hits[first][0] <= place - span:
                _gone, left, lost = hits[first]
                top = max(best[left])
                best[left].remove(lost)
                total += max(best[left], default=0.0) - top
                first += 1
            top = max(best[number], default=0.0)
            best[number].append(value)
            total += max(0.0, value - top)
            if total >= least:
                found.append((total, hits[first][0], place))
        found.sort(key=lambda one: (-one[0], one[1], one[2]))
        return _apart(found, span)

    def _aligned(
        self, alike: list[dict[str, float]], weights: list[float], begin: int, end: int
    ) -> tuple[float, int, int]:
        """Return the weight of the words that are there in order, and where they begin and end.

        Words between cost a little, words in another order half of what they weigh.
        """
        words = self._words[begin : end + 1]
        width = len(words)
        before = [(0.0, -1, -1)] * (width + 1)
        for near, weight in zip(alike, weights, strict=True):
            row = [before[0]]
            for place in range(width):
                best = max(before[place + 1], row[place], key=lambda one: one[0])
                closeness = near.get(words[place])
                if closeness is not None:
                    score, first, last = before[place]
                    gap = place - last - 1 if last >= 0 else 0
                    value = score + closeness * weight - min(0.3 * weight, 0.12 * gap)
                    if value > best[0]:
                        best = value, first if first >= 0 else place, place
                row.append(best)
            before = row
        score, first, last = before[width]
        held = set(words)
        any_order = 0.0
        for near, weight in zip(alike, weights, strict=True):
            any_order += weight * max((near[word] for word in near if word in held), default=0.0)
        if first < 0:
            first, last = 0, width - 1
        return score + 0.5 * max(0.0, any_order - score), begin + first, begin + last


def _apart(found: list[tuple[float, int, int]], span: int) -> list[tuple[int, int]]:
    """Return the best windows that are not the same place again."""
    taken: list[int] = []
    chosen: list[tuple[int, int]] = []
    for _total, begin, end in found:
        at = bisect_right(taken, begin)
        if (at and begin - taken[at - 1] < span // 2) or (at < len(taken) and taken[at] - begin < span // 2):
            continue
        taken.insert(at, begin)
        chosen.append((begin, end))
        if len(chosen) >= _EXACT_TRIES:
            break
    return chosen


def _best(ranked: list[Found], most: int) -> tuple[Found, ...]:
    ranked.sort(key=lambda one: (-one.score, one.last - one.first, one.first))
    chosen: list[Found] = []
    for one in ranked:
        if not any(one.first <= other.last and other.first <= one.last for other in chosen):
            chosen.append(one)
    return tuple(chosen[:most])


def _words(text: str) -> list[str]:
    return list(words_of(spaced(_NAME.sub("", text) if ":" in text else text)))


def _pairs(word: str) -> set[str]:
    framed = f" {word} "
    return {framed[place : place + 2] for place in range(len(framed) - 1)}


def search(texts: Sequence[str], remembered: str, most: int = MOST_FOUND) -> tuple[Found, ...]:
    """Find once, without keeping what was made ready."""
    return LineSearch(texts).find(remembered, most)
