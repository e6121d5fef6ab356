# SPDX-License-Identifier: GPL-3.0-or-later
"""Small files in the shape of IMDb's tables, with made-up films."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

from moodboard.services import catalogue

BASICS = "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres"
CREW = "tconst\tdirectors\twriters"
NAMES = "nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles"
RATINGS = "tconst\taverageRating\tnumVotes"


def title(
    number: int,
    name: str,
    year: object = 1994,
    original: str = "",
    kind: str = "movie",
    minutes: object = 98,
    adult: int = 0,
) -> str:
    """Return a row of title.basics."""
    return f"tt{number:07}\t{kind}\t{name}\t{original or name}\t{adult}\t{year}\t\\N\t{minutes}\tDrama"


def crew(number: int, *people: int) -> str:
    """Return a row of title.crew."""
    directors = ",".join(f"nm{one:07}" for one in people) or "\\N"
    return f"tt{number:07}\t{directors}\t\\N"


def person(number: int, name: str, *known: int) -> str:
    """Return a row of name.basics."""
    titles = ",".join(f"tt{one:07}" for one in known) or "\\N"
    return f"nm{number:07}\t{name}\t1958\t\\N\tdirector,writer\t{titles}"


def write(folder: Path, name: str, header: str, rows: Iterable[str], packed: bool = True) -> Path:
    """Write a table, packed as IMDb gives it."""
    folder.mkdir(parents=True, exist_ok=True)
    data = "\n".join((header, *rows, "")).encode()
    file = folder / (f"{name}.tsv.gz" if packed else f"{name}.tsv")
    file.write_bytes(gzip.compress(data, 1) if packed else data)
    return file


def some(folder: Path) -> list[Path]:
    """Write the three tables with a few films."""
    return [
        write(
            folder,
            "title.basics",
            BASICS,
            (
                title(11, "Harbour Express", 1994, "Gong Hoi sam lam", minutes=102),
                title(12, "The Harbour", 1961),
                title(13, "Harbour", "\\N", kind="short", minutes="\\N"),
                title(14, "Letters from the Harbour", 2003),
                title(15, "Amélie’s Umbrella", 2001),
                title(16, "Episode of the Harbour", kind="tvEpisode"),
                title(17, "Harbour Watch", kind="tvSeries"),
                title(18, "Harbour Nights", kind="video", adult=1),
                title(19, "雨の日", 1988),
            ),
        ),
        write(folder, "title.crew", CREW, (crew(11, 7), crew(12, 8, 9), crew(13), crew(16, 8))),
        write(
            folder,
            "name.basics",
            NAMES,
            (
                person(7, "Lam Wai", 11, 12),
                person(8, "Ana Voss", 12),
                person(9, "Ilse Brandt", 12),
                person(10, "No One"),
            ),
        ),
    ]


def found(text: str, limit: int = 8) -> list[str]:
    """Return the titles that the catalogue offers."""
    return [facts.title for facts in catalogue.suggest(text, limit)]
