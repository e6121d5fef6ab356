# SPDX-License-Identifier: GPL-3.0-or-later
"""Import a made-up Letterboxd export of 1,300 diary and 3,500 watchlist rows, and print the seconds.

python benchmarks/importing.py [DIARY_ROWS WATCHLIST_ROWS]
"""

from __future__ import annotations

import csv
import io
import random
import sys
import time
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from common import WORDS, empty_library, memory, show
from moodboard.services import importing

RUNS = 3
ENTRY = ("Date", "Name", "Year", "Letterboxd URI", "Rating", "Rewatch", "Tags", "Watched Date")
FILM = ("Date", "Name", "Year", "Letterboxd URI")


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV as Letterboxd writes it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def title(chance: random.Random, number: int) -> str:
    """Return a title that is no other's."""
    return f"{' '.join(chance.sample(WORDS, 3)).title()} {number}"


def make_export(file: Path, diary: int, watchlist: int) -> None:
    """Write the ZIP: the same seed makes the same films."""
    chance = random.Random(1)
    seen = [(title(chance, n), 1930 + n % 90, f"https://boxd.it/f{n}") for n in range(diary * 7 // 10)]
    start = date(2018, 1, 1)
    entries = []
    for number in range(diary):
        name, year, _address = chance.choice(seen)
        day = start + timedelta(days=chance.randrange(2500))
        rating = chance.choice(["", "", "3", "3.5", "4", "4.5", "5"])
        rewatch, tags = chance.choice(["", "", "Yes"]), chance.choice(["", "theater", "home, with ana"])
        entries.append([day, name, year, f"https://boxd.it/e{number}", rating, rewatch, tags, day])
    reviews = [
        [*row[:6], "\r\n".join(" ".join(chance.choices(WORDS, k=40)) for _ in range(4)), *row[6:]]
        for row in entries[::4]
    ]
    wanted = [
        (start, title(chance, 100_000 + n), 1930 + n % 95, f"https://boxd.it/w{n}") for n in range(watchlist)
    ]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("diary.csv", table(ENTRY, entries))
        archive.writestr("reviews.csv", table((*ENTRY[:6], "Review", *ENTRY[6:]), reviews))
        archive.writestr("watchlist.csv", table(FILM, wanted))
        archive.writestr("watched.csv", table(FILM, [(start, *film) for film in seen]))
        archive.writestr("likes/films.csv", table(FILM, [(start, *film) for film in seen[::3]]))
        archive.writestr("ratings.csv", table((*FILM, "Rating"), [(start, *film, "4") for film in seen[::2]]))


def measure(export: Path) -> tuple[float, float, int]:
    """Return the seconds of a first and of a second import, and the rows of one."""
    with empty_library():
        started = time.perf_counter()
        first = importing.run([export])
        between = time.perf_counter()
        second = importing.run([export])
        ended = time.perf_counter()
    assert not any(file.added or file.updated for file in second.files)
    return between - started, ended - between, sum(file.rows for file in first.files)


def merge(folder: Path, rows: int) -> float:
    """Return the seconds in which a Letterboxd diary joins the same watches of another service."""
    chance = random.Random(1)
    films = [(title(chance, n), 1930 + n % 90) for n in range(rows * 7 // 10)]
    days = [date(2018, 1, 1) + timedelta(days=chance.randrange(2500)) for _ in range(rows)]
    seen = [(*chance.choice(films), day) for day in days]
    movary, diary = folder / "history.csv", folder / "diary.csv"
    header = ("title", "year", "tmdbId", "imdbId", "watchedAt", "comment", "location")
    movary.write_text(table(header, [(name, year, "", "", day, "", "") for name, year, day in seen]))
    said = [
        (d, name, year, f"https://boxd.it/e{n}", "4", "", "home", d) for n, (name, year, d) in enumerate(seen)
    ]
    diary.write_text(table(ENTRY, said))
    with empty_library():
        importing.run([movary])
        started = time.perf_counter()
        report = importing.run([diary])
        assert not report.totals.watches
        return time.perf_counter() - started


def main() -> None:
    """Print the figures."""
    diary, watchlist = (int(word) for word in (sys.argv[1:] or ["1300", "3500"]))
    with TemporaryDirectory(prefix="moodboard-bench-") as folder:
        export = Path(folder) / "letterboxd.zip"
        make_export(export, diary, watchlist)
        runs = [measure(export) for _run in range(RUNS)]
        joined = [merge(Path(folder), 20_000)]
    what = f"{diary} diary, {watchlist} watchlist, {runs[0][2]} rows in all"
    show(f"Letterboxd import: {what}", [run[0] for run in runs], "<= 3000")
    show("the same export again, adding nothing", [run[1] for run in runs])
    show("20,000 rows that join 20,000 watches of another service", joined, "<= 10000")
    print(f"{'peak memory':<58} {memory(peak=True):.0f} MB")


if __name__ == "__main__":
    main()
