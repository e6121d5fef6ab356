# SPDX-License-Identifier: GPL-3.0-or-later
"""Make a catalogue of made-up films in the shape of IMDb's files, and type in it.

python benchmarks/catalogue.py [FILMS]
"""

from __future__ import annotations

import gzip
import random
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from common import empty_library, memory, show
from moodboard.services import catalogue, library

FILMS = 1_200_000
EPISODES = 3
"""To each film, as in the real files: rows that are read and left out."""
TYPES = ("movie", "tvMovie", "tvMiniSeries", "tvSpecial", "video", "short", "tvShort")
TYPE_WEIGHTS = (30, 6, 3, 2, 13, 45, 1)
_USUAL = (
    "the of a and in la le de love my man life night last story day one house woman dark girl to on with "
    "black world blood das der die little secret boy time city at heart death king first war dead new red "
    "home from you me we no two game white big lost return street summer christmas live untitled project"
)
USUAL = _USUAL.split()
_SYLLABLES = "ka mo ra ti lo ven shi dor el nu bar san gre mi to zen qui ha ber ly os win cha ro dal"
SYLLABLES = _SYLLABLES.split()
ACCENTED = str.maketrans("aeou", "áéöü")
TYPED = (
    "the last love story",
    "love",
    "the house",
    "la mi",
    "untitled project",
    "a",
    "secret of the",
    "in the dark night",
    "story the",
    "x",
    "ö",
    "kamora",
    "the the the",
    "love 1994",
)


class Words:
    """Words as titles have them: few that are in everything, very many that are rare."""

    def __init__(self, chance: random.Random) -> None:
        rare = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _word in range(150_000)}
        some = sorted(rare)
        chance.shuffle(some)
        self._words = [*USUAL, *some]
        self._sums = list(accumulate(1 / (place + 3) for place in range(len(self._words))))
        self._chance = chance

    def title(self) -> str:
        """Return a title of one to seven words."""
        chance = self._chance
        count = chance.choices((1, 2, 3, 4, 5, 7), (16, 28, 25, 16, 10, 5))[0]
        words = [self._words[bisect(self._sums, chance.random() * self._sums[-1])] for _word in range(count)]
        title = " ".join(words).title()
        return title.translate(ACCENTED) if chance.random() < 0.06 else title


def write(folder: Path, films: int) -> None:
    """Write the three files; the same seed makes the same films."""
    chance = random.Random(11)
    words = Words(chance)
    people = max(1, films // 3)
    with (
        gzip.open(folder / "title.basics.tsv.gz", "wt", encoding="utf-8", compresslevel=1) as basics,
        gzip.open(folder / "title.crew.tsv.gz", "wt", encoding="utf-8", compresslevel=1) as crew,
    ):
        basics.write(
            "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n"
        )
        crew.write("tconst\tdirectors\twriters\n")
        for number in range(1, films * (EPISODES + 1) + 1):
            if number % (EPISODES + 1):
                episode = f"Episode #1.{number % 99}"
                basics.write(f"tt{number:07}\ttvEpisode\t{episode}\t{episode}\t0\t2003\t\\N\t24\tNews\n")
                crew.write(f"tt{number:07}\t\\N\tnm{number % people:07}\n")
                continue
            title = words.title()
            original = words.title() if chance.random() < 0.12 else title
            year = chance.randrange(1900, 2026) if chance.random() < 0.93 else "\\N"
            minutes = chance.randrange(3, 180) if chance.random() < 0.65 else "\\N"
            kind = chance.choices(TYPES, TYPE_WEIGHTS)[0]
            adult = int(chance.random() < 0.04)
            basics.write(
                f"tt{number:07}\t{kind}\t{title}\t{original}\t{adult}\t{year}\t\\N\t{minutes}\tDrama\n"
            )
            by = f"nm{chance.randrange(people):07}" if chance.random() < 0.85 else "\\N"
            crew.write(f"tt{number:07}\t{by}\t\\N\n")
    with gzip.open(folder / "name.basics.tsv.gz", "wt", encoding="utf-8", compresslevel=1) as names:
        names.write("nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles\n")
        for number in range(films * 2):
            known = sorted(int(chance.paretovariate(0.25)) % films * (EPISODES + 1) for _title in range(3))
            names.write(
                f"nm{number:07}\t{words.title()}\t\\N\t\\N\tactor,director\t"
                f"{','.join(f'tt{title:07}' for title in known)}\n"
            )


def keystrokes(text: str) -> Iterator[str]:
    """Return what stands in the field after each key."""
    return (text[: upto + 1] for upto in range(len(text)))


def typing() -> None:
    """Print how long each answer takes, for words as they are typed and for random titles."""
    slowest: list[tuple[float, str]] = []
    chance = random.Random(3)
    words = Words(random.Random(11))
    texts = [
        *TYPED,
        *(words.title().lower() for _title in range(150)),
        *(chance.choice(USUAL) for _ in "xxxxx"),
    ]
    texts += [chr(ord("a") + letter) for letter in range(26)]
    for text in texts:
        for typed in keystrokes(text):
            started = time.perf_counter()
            catalogue.suggest(typed)
            slowest.append((time.perf_counter() - started, typed))
    show("a keystroke in the catalogue to its answers", [taken for taken, _typed in slowest], "p95 <= 30")
    slowest.sort(reverse=True)
    print("slowest: " + ", ".join(f"“{typed}” {taken * 1e3:.1f} ms" for taken, typed in slowest[:6]))


def main() -> None:
    """Print the figures."""
    films = int(sys.argv[1]) if len(sys.argv) > 1 else FILMS
    with TemporaryDirectory(prefix="moodboard-bench-") as folder, empty_library():
        source = Path(folder)
        write(source, films)
        packed = sum(file.stat().st_size for file in source.iterdir())
        started, cpu = time.perf_counter(), time.process_time()
        done = catalogue.index([source])
        taken, used = time.perf_counter() - started, time.process_time() - cpu
        size = done.status.size
        print(
            f"{done.status.films:,} films from {done.rows:,} rows ({packed / 1e6:.0f} MB packed) indexed in "
            f"{taken:.0f} s ({used:.0f} s of processor), {size / 1e6:.0f} MB on the disk",
            flush=True,
        )
        print(f"{'peak memory':<58} {memory(peak=True):.0f} MB  <= 300")
        assert library.is_open()
        typing()


if __name__ == "__main__":
    main()
