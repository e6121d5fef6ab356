# SPDX-License-Identifier: GPL-3.0-or-later
"""What every benchmark shares: the machine in words, made-up libraries and pictures, spread of figures."""

from __future__ import annotations

import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

WORDS = ["window", "seat", "umbrella", "weather", "snow", "later", "tides", "two", "barley", "road", "radio"]
WORDS += ["room", "april", "blue", "apartment", "letter", "harbour", "night", "bus", "winter", "corridor"]


def machine() -> str:
    """Return one line: processors, system, versions."""
    import peewee
    import PIL
    import PySide6

    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, "
        f"Peewee {peewee.__version__}, Pillow {PIL.__version__}"
    )


def show(what: str, seconds: list[float], goal: str = "") -> None:
    """Print a figure in milliseconds with its spread."""
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"{what:<58} median {statistics.median(ordered) * 1e3:9.1f} ms  p95 {p95 * 1e3:9.1f}  "
        f"min {ordered[0] * 1e3:9.1f}  max {ordered[-1] * 1e3:9.1f}  n {len(ordered):<4} {goal}",
        flush=True,
    )


def timed(call: Callable[[], object], times: int = 5) -> list[float]:
    """Return how long each of ``times`` calls took, in seconds."""
    taken = []
    for _time in range(times):
        started = time.perf_counter()
        call()
        taken.append(time.perf_counter() - started)
    return taken


def run(arguments: Sequence[str], byte_code: Path) -> tuple[float, float, str]:
    """Run a Python process; its seconds by the clock, its seconds of processor, and what it printed.

    Byte code is kept in a folder of ours, as an installed program has it beside its source: an
    environment that forbids to write it would have every module compiled at every start.
    """
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    environment |= {"PYTHONPYCACHEPREFIX": str(byte_code), "PYTHONDONTWRITEBYTECODE": ""}
    started = time.perf_counter()
    child = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    with child.stdout as out:
        printed = out.read()
    _pid, status, usage = os.wait4(child.pid, 0)
    taken = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, child.args)
    return taken, usage.ru_utime + usage.ru_stime, printed


def memory(pid: int | str = "self", peak: bool = False) -> float:
    """Return a process's resident memory in MB (Linux)."""
    field = "VmHWM" if peak else "VmRSS"
    for row in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if row.startswith(field):
            return int(row.split()[1]) / 1024
    return 0.0


@contextmanager
def empty_library() -> Iterator[Path]:
    """Open a new library in a folder that goes away afterwards."""
    from moodboard.services import library

    with TemporaryDirectory(prefix="moodboard-bench-") as folder:
        root = Path(folder) / "library"
        library.open_library(root)
        try:
            yield root
        finally:
            library.close_library()


def fill_films(count: int, watches: int) -> None:
    """Put films and watches in by SQL, then let the store work its sort keys, names and words out."""
    from moodboard.domain.ids import new_uuid
    from moodboard.store import database, films
    from moodboard.store.tables import Film, Watch

    chance = random.Random(7)
    people, themes = _names(chance, 240), _names(chance, 60)
    words = _vocabulary(chance)
    directors = [name.title() for name in _names(chance, 4_000)]
    for first in range(0, count, 2_000):
        batch = range(first, min(count, first + 2_000))
        with database.write():
            Film.insert_many(
                {
                    "uuid": new_uuid(),
                    "title": (title := " ".join(chance.sample(WORDS, 3)).title() + f" {number}"),
                    "title_key": title.lower(),
                    "title_fold": title.lower(),
                    "year": (year := 1930 + number % 95),
                    "year_key": year,
                    "directors": (directors[int(chance.random() ** 2 * len(directors))],),
                    "rating_own": chance.choice([None, *range(1, 11)]),
                    "rating_set": "2005-01-01T00:00:00Z",
                    "liked": chance.random() < 0.1,
                    "watchlist": chance.random() < 0.15,
                    "added": f"2024-{1 + number // 9_000:02}-{1 + number // 400 % 28:02}T10:00:00Z",
                }
                for number in batch
            ).execute()
            newest = Film.select(Film.id).order_by(Film.id.desc()).limit(len(batch))
            ids = [row[0] for row in newest.tuples()]
            Watch.insert_many(
                _watch(chance, film, people, words) | _dated(_day(chance))
                for film in ids
                for _watch_of_it in range(watches // count)
            ).execute()
            _theme(chance, ids, themes)
            films.refresh(ids)


def _names(chance: random.Random, count: int) -> list[str]:
    """Return different names; those in front are taken more often by ``random() ** 2``."""
    return [f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}" for number in range(count)]


def _vocabulary(chance: random.Random) -> list[str]:
    """Return three thousand words, those in front as common as "the" when taken by ``random() ** 3``."""
    made = ["".join(chance.choice("bdfgklmnprstvw") + chance.choice("aeiou") for _ in range(length))
            for length in chance.choices((1, 2, 3, 4), k=3_000)]  # fmt: skip
    made[20:20] = WORDS
    return made


def _day(chance: random.Random) -> str:
    """Return a date: mostly a day, now and then a year or nothing."""
    day = date(2005, 1, 1) + timedelta(days=chance.randrange(7_500))
    kind = chance.random()
    return "" if kind < 0.03 else str(day.year) if kind < 0.1 else day.isoformat()


def _dated(edtf: str) -> dict[str, object]:
    from moodboard.domain.dates import parse_edtf

    day = parse_edtf(edtf)
    return {
        "edtf": edtf,
        "earliest": day.earliest and day.earliest.isoformat(),
        "latest": day.latest and day.latest.isoformat(),
        "sort_key": day.sort_key,
    }


def _watch(chance: random.Random, film: int, people: list[str], words: list[str]) -> dict[str, object]:
    """Return a watch as half of people log them: a third with words, half with company."""
    from moodboard.domain.ids import new_uuid

    often = int(chance.random() ** 2 * 24)
    return {
        "uuid": new_uuid(),
        "film": film,
        "logged": "2024-05-01T10:00:00Z",
        "people": (people[int(chance.random() ** 3 * len(people))],) if chance.random() < 0.5 else (),
        "venue": f"The {WORDS[often % len(WORDS)]} cinema" if chance.random() < 0.6 else "",
        "medium": chance.choice(["", "Blu-ray", "cinema", "stream", "35 mm"]),
        "finished": chance.random() > 0.04,
        "note": _note(chance, words) if chance.random() < 0.33 else "",
    }


def _note(chance: random.Random, words: list[str]) -> str:
    return " ".join(words[int(chance.random() ** 3 * len(words))] for _word in range(25))


def _theme(chance: random.Random, ids: list[int], themes: list[str]) -> None:
    from moodboard.store import database
    from moodboard.store.themes import theme_id

    numbers = [theme_id(name) for name in themes]
    links = {(film, numbers[int(chance.random() ** 2 * len(numbers))]) for film in ids if film % 2}
    database.many("INSERT INTO film_theme (film_id, theme_id) VALUES (?, ?)", sorted(links))


def fill_lines(count: int, films: int) -> None:
    """Put lines in, spread over the first films."""
    from moodboard.domain.ids import new_uuid
    from moodboard.store import database, search
    from moodboard.store import films as film_rows
    from moodboard.store.tables import Line

    chance = random.Random(8)
    with database.write():
        Line.insert_many(
            {
                "uuid": new_uuid(),
                "film": 1 + number % films,
                "text": " ".join(chance.choices(WORDS, k=9)).capitalize() + ".",
                "speaker": chance.choice(WORDS).title(),
            }
            for number in range(count)
        ).execute()
        search.index_lines(range(1, count + 1))
        film_rows.refresh(range(1, min(count, films) + 1))


def pictures(folder: Path, count: int, size: tuple[int, int] = (1920, 1080)) -> list[Path]:
    """Write different JPEGs with film-like detail; returns their paths."""
    import numpy as np
    from PIL import Image

    chance = np.random.default_rng(5)
    small = chance.integers(0, 255, (40, 60, 3), dtype=np.uint8)
    base = np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)).astype(np.int16)
    grain = chance.integers(-9, 9, (size[1], size[0], 1), dtype=np.int16)
    paths = []
    for number in range(count):
        shifted = np.roll(base, number * 37, axis=1) + np.roll(grain, number * 11, axis=0)
        shade = np.array([number * 7 % 60, number * 13 % 60, number * 29 % 60], dtype=np.int16)
        path = folder / f"shot-{number:05}.jpg"
        Image.fromarray(np.clip(shifted - shade, 0, 255).astype(np.uint8)).save(path, quality=85)
        paths.append(path)
    return paths
