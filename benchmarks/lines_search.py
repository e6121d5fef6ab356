# SPDX-License-Identifier: GPL-3.0-or-later
"""Read a made-up subtitle of 2,000 cues and search it as one remembers, and print the milliseconds.

python benchmarks/lines_search.py [CUES]
"""

from __future__ import annotations

import random
import sys

from common import show, timed
from moodboard.domain.subtitles.cleaning import spoken
from moodboard.domain.subtitles.reading import read_data
from moodboard.domain.subtitles.search import LineSearch
from moodboard.domain.subtitles.sentences import sentences

COMMON = [
    "the",
    "a",
    "you",
    "I",
    "to",
    "it",
    "of",
    "that",
    "and",
    "is",
    "in",
    "me",
    "what",
    "this",
    "for",
    "my",
    "on",
    "your",
    "have",
    "we",
    "do",
    "no",
    "are",
    "not",
    "be",
    "know",
]
BEGINS = [
    "ba",
    "co",
    "de",
    "fa",
    "gi",
    "ho",
    "ju",
    "ka",
    "li",
    "mo",
    "ne",
    "or",
    "pa",
    "qui",
    "ro",
    "sa",
    "te",
    "un",
    "va",
    "wi",
]
ENDS = [
    "l",
    "ner",
    "ster",
    "nd",
    "ght",
    "ring",
    "ble",
    "tion",
    "ck",
    "ment",
    "row",
    "sh",
    "le",
    "ving",
    "dy",
    "rest",
    "m",
    "per",
    "lt",
    "nce",
]
RUNS = 200


def subtitle(cues: int) -> bytes:
    """Return an SRT whose words come as often as in speech: few all the time, thousands once or twice."""
    chance = random.Random(3)
    rare = [a + b + c for a in BEGINS for b in BEGINS for c in ENDS]
    rows = []
    for number in range(cues):
        at = number * 3
        words = [
            chance.choice(COMMON) if chance.random() < 0.55 else rare[int(chance.random() ** 2.5 * len(rare))]
            for _word in range(chance.randint(3, 11))
        ]
        clock = f"{at // 3600:02}:{at % 3600 // 60:02}:{at % 60:02}"
        rows.append(f"{number + 1}\n{clock},000 --> {clock},900\n{' '.join(words).capitalize()}.\n")
    return "\n".join(rows).encode()


def remembered(chance: random.Random, text: str) -> str:
    """Return a line as one has it in mind: a word wrong, one left out, one mistyped."""
    words = text.rstrip(".").split()
    if len(words) > 4:
        words.pop(chance.randrange(len(words)))
        words[chance.randrange(len(words))] = "somehow"
    place = chance.randrange(len(words))
    if len(words[place]) > 4:
        words[place] = words[place][:2] + words[place][3:]
    return " ".join(words)


def search_lines(count: int) -> None:
    """Print the figures."""
    data = subtitle(count)
    show(f"read an SRT of {count:,} cues", timed(lambda: read_data(data, "made-up.srt")))
    cues = read_data(data, "made-up.srt")[0].cues
    show("make lines of its sentences", timed(lambda: sentences(spoken(cues))))
    lines = sentences(spoken(cues))
    texts = [line.text for line in lines]
    show("make them ready to search", timed(lambda: LineSearch(texts)))
    search, chance = LineSearch(texts), random.Random(4)
    asked = [(place, remembered(chance, texts[place])) for place in chance.choices(range(len(texts)), k=RUNS)]
    taken, right = [], 0
    for place, words in asked:
        taken += timed(lambda words=words: search.find(words), 1)
        right += any(one.first <= place <= one.last for one in search.find(words)[:3])
    show(f"search as one remembers, among {len(texts):,} lines", taken, "goal 10 ms")
    print(f"the line is among the first three for {right} of {RUNS}")


if __name__ == "__main__":
    search_lines(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
