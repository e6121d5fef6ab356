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
    """Put films and watches in by SQL, then let the store work its sort keys out."""
    from moodboard.domain import dates
    from moodboard.domain.ids import new_uuid
    from moodboard.store import database, films
    from moodboard.store.tables import Film, Watch

    chance = random.Random(7)
    start = date(2005, 1, 1)
    for first in range(0, count, 2_000):
        with database.write():
            batch = range(first, min(count, first + 2_000))
            Film.insert_many(
                {
                    "uuid": new_uuid(),
                    "title": " ".join(chance.sample(WORDS, 3)).title() + f" {number}",
                    "year": 1930 + number % 95,
                    "rating": chance.choice([None, *range(1, 11)]),
                }
                for number in batch
            ).execute()
            ids = [row[0] for row in Film.select(Film.id).order_by(Film.id.desc()).limit(len(batch)).tuples()]
            days = [
                (film, start + timedelta(days=chance.randrange(7_500)))
                for film in ids
                for _watch in range(watches // count)
            ]
            seen = [(film, dates.parse_edtf(day.isoformat())) for film, day in days]
            Watch.insert_many(
                {
                    "uuid": new_uuid(),
                    "film": film,
                    "edtf": day.edtf,
                    "earliest": day.edtf,
                    "latest": day.edtf,
                    "logged": day.edtf,
                }
                for film, day in seen
            ).execute()
            films.refresh(set(ids))


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
