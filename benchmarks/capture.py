# SPDX-License-Identifier: GPL-3.0-or-later
"""From the press of the key to the card and to the stored shot: 1080p with sparse keyframes, and 4K."""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QApplication

import video
from common import empty_library, memory, show
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.settings import CAPTURE_FORMAT
from moodboard.ui import theme
from moodboard.ui.capture.pinner import Pinner
from moodboard.ui.capture.shelf import Shelf
from moodboard.ui.page_parts import PageParts
from moodboard.wiring import Program

STAGE = 1280, 720
LOOKED = 1.0
"""Seconds that somebody looks at a picture before the key is pressed."""


class Bench(QObject):
    """A shelf over a film file, with nobody before it."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__()
        self.program = program = Program()
        program.settings.set(CAPTURE_FORMAT, kind)
        parts = PageParts(
            program.window, program.book, program.events, program.history, program.jobs,
            program.thumbs, program.settings, program.verbs,
        )  # fmt: skip
        self.session = CaptureSession(program.jobs, program.events)
        self.pinner = Pinner(parts, self.session)
        self.shelf = Shelf(parts, self.session)
        self.shelf.resize(1076, 212)
        self.shelf.show()
        self.shown: list[float] = []
        self.stored: list[float] = []
        self.session.player.shown.connect(lambda shown: self.shown.append(shown.at))
        self.pinner.kept.connect(lambda _card: self.stored.append(time.perf_counter()))
        self.session.player.set_fit(QSize(*STAGE))
        self.session.open(path, 0.0)
        self.until(lambda: bool(self.shown))

    def until(self, is_true: Callable[[], bool], most: float = 30.0) -> None:
        """Let the program live until something is true."""
        ends = time.perf_counter() + most
        while not is_true() and time.perf_counter() < ends:
            QApplication.processEvents()
            time.sleep(0.0005)

    def go(self, at: float) -> None:
        """Show another moment."""
        before = len(self.shown)
        self.session.go(at)
        self.until(lambda: len(self.shown) > before and abs(self.shown[-1] - at) < 0.05)

    def rest(self, seconds: float) -> None:
        """Let the program live for so long."""
        ends = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > ends)

    def play_on(self) -> None:
        """Play a few frames."""
        seen = len(self.shown)
        self.session.player.play()
        self.until(lambda: len(self.shown) > seen + 5)

    def press(self) -> tuple[float, float]:
        """Press P; seconds until the card is painted, and until the shot is stored."""
        before = len(self.stored)
        started = time.perf_counter()
        self.pinner.pin_shot()
        self.shelf.list.viewport().repaint()
        card = time.perf_counter() - started
        self.until(lambda: len(self.stored) > before)
        return card, self.stored[-1] - started

    def close(self) -> None:
        """Let go of everything."""
        self.pinner.finish()
        self.session.close()
        self.session.player.shut_down()
        self.program.close()


def measure(path: Path, seconds: float, rate: float, kind: str, count: int, what: str) -> None:
    """Pin here and there: at once after a jump, after a look, and while it plays."""
    chance = random.Random(f"{what} {kind}")
    for way in ("after a jump", "after a look", "playing"):
        bench = Bench(path, kind)
        figures = []
        for _time in range(count):
            bench.go(chance.randrange(int((seconds - 3) * rate)) / rate)
            if way == "after a look":
                bench.rest(LOOKED)
            elif way == "playing":
                bench.play_on()
            figures.append(bench.press())
            bench.session.player.pause()
        show(f"{what} {kind}, {way}: key to card", [card for card, _kept in figures], "goal 400 ms")
        goal = "goal 400 ms" if what == "1080p" else ""
        show(f"{what} {kind}, {way}: key to stored", [kept for _card, kept in figures], goal)
        bench.close()
    print(f"memory at most {memory(peak=True):.0f} MB")


def large(to: Path) -> float:
    """Write a short film in 4K; its seconds."""
    chance = np.random.default_rng(1)
    coarse = chance.integers(20, 235, (68, 120 + 24, 3), dtype=np.uint8).repeat(32, 0).repeat(32, 1)[:2160]
    with av.open(str(to), "w") as out:
        stream = out.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 3840, 2160, "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "24", "x264-params": "keyint=48"}
        for number in range(24 * 6):
            pixels = np.ascontiguousarray(coarse[:, number * 4 : number * 4 + 3840])
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuv420p")
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return 6.0


def main(minutes: int, count: int, kept: Path | None) -> None:
    """Make the films and measure."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme.apply(app, "light")
    with TemporaryDirectory(prefix="moodboard-bench-") as folder, empty_library():
        os.environ["XDG_CONFIG_HOME"] = folder
        path = kept or Path(folder) / "Bench.mp4"
        if not path.exists():
            video.film(path, minutes)
        for kind in ("png", "jpeg"):
            measure(path, minutes * video.PART, video.RATE, kind, count, "1080p")
        wide = Path(folder) / "Wide.mp4"
        seconds = large(wide)
        measure(wide, seconds, 24, "png", max(3, count // 3), "4K")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--count", type=int, default=15)
    parser.add_argument("--film", type=Path, help="a film of that length that this made before")
    said = parser.parse_args()
    main(said.minutes, said.count, said.film)
