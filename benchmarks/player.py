# SPDX-License-Identifier: GPL-3.0-or-later
"""1080p H.264 with keyframes ten seconds apart: played for a while, sought, stepped, and left alone."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QGuiApplication

from common import memory, show
from moodboard.qt.player import Player, Shown
from video import PART, RATE, film

STAGE = QSize(1200, 675)


class Bench:
    """A player, and a clock beside it."""

    def __init__(self, path: Path) -> None:
        self.player = Player()
        self.player.set_fit(STAGE)
        self.last: Shown | None = None
        self.count = 0
        self._loop = QEventLoop()
        self.player.shown.connect(self._on_shown)
        self.until_shown(lambda: self.player.open(path))

    def _on_shown(self, shown: Shown) -> None:
        self.last, self.count = shown, self.count + 1
        self._loop.quit()

    def until_shown(self, act: Callable[[], object]) -> float:
        """Do something; returns the seconds until its picture came."""
        count, started = self.count, time.perf_counter()
        act()
        while self.count == count:
            self._loop.exec()
        return time.perf_counter() - started

    def rest(self, seconds: float) -> None:
        """Let events come for a while."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()


def play(bench: Bench, seconds: float, rate: float) -> None:
    """Play for a while; frames that were not shown, and what it costs."""
    bench.player.set_rate(rate)
    bench.until_shown(bench.player.play)
    bench.rest(1)
    count, dropped, at = bench.count, bench.player.dropped, bench.player.at
    started, processor = time.perf_counter(), time.process_time()
    bench.rest(seconds)
    taken, processor = time.perf_counter() - started, time.process_time() - processor
    film_seconds = bench.player.at - at
    due = round(film_seconds * RATE)
    print(
        f"{rate:g} × for {taken:.0f} s: {bench.count - count} of {due} frames shown, "
        f"{bench.player.dropped - dropped} late, {film_seconds / taken:.3f} × real time, "
        f"{100 * processor / taken:.0f} % of a core, {memory():.0f} MB"
    )
    bench.player.pause()
    bench.rest(0.5)


def idle(bench: Bench) -> None:
    """Stand for a while."""
    processor = time.process_time()
    bench.rest(3)
    used = 100 * (time.process_time() - processor) / 3
    print(
        f"standing: {used:.2f} % of a core, {memory():.0f} MB (goal 350), at most {memory(peak=True):.0f} MB"
    )


def seeks(bench: Bench, seconds: float, count: int) -> None:
    """Seek here and there, then step."""
    chance = random.Random(3)
    times = [chance.randrange(int(seconds * RATE)) / RATE for _time in range(count)]
    exact = [bench.until_shown(lambda at=at: bench.player.seek(at)) for at in times]  # type: ignore[misc]
    show("exact seek", exact, "goal 400 ms")
    quick = [bench.until_shown(lambda at=at: bench.player.seek(at, False)) for at in times]  # type: ignore[misc]
    show("scrubbing", quick)
    bench.until_shown(lambda: bench.player.seek(seconds / 2))
    show("one frame on", [bench.until_shown(lambda: bench.player.step(1)) for _time in range(48)])
    show("one frame back", [bench.until_shown(lambda: bench.player.step(-1)) for _time in range(48)])


def main(minutes: int, seconds: float, count: int) -> None:
    """Make the film and measure."""
    app = QGuiApplication([])
    with TemporaryDirectory(prefix="moodboard-bench-") as folder:
        path = Path(folder) / "Bench.mp4"
        # In a process of its own: what encoding takes is not given back, and is not the player's.
        making = [sys.executable, __file__, "--make", str(path), "--minutes", str(minutes)]
        subprocess.run(making, check=True)
        bench = Bench(path)
        print(f"open: {memory():.0f} MB")
        play(bench, seconds, 1.0)
        idle(bench)
        play(bench, seconds / 4, 2.0)
        play(bench, seconds / 4, 4.0)
        seeks(bench, minutes * PART, count)
        bench.player.pause()
        idle(bench)
        bench.player.shut_down()
    app.quit()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.make is not None:
        film(said.make, said.minutes)
        sys.exit()
    main(said.minutes, said.seconds, said.count)
