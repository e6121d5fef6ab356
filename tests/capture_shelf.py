# SPDX-License-Identifier: GPL-3.0-or-later
"""A pinner and its shelf in a window of their own, over a film file that plays for real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moodboard.domain.film import Film
from moodboard.domain.still import Still
from moodboard.domain.subtitles.cue import SubtitleKind
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.settings import CAPTURE_FORMAT
from moodboard.services import films, pictures, subtitles
from moodboard.services.subtitles import Subtitles
from moodboard.ui.capture.pin_card import PinCard
from moodboard.ui.capture.pinner import Pinner
from moodboard.ui.capture.shelf import Shelf
from moodboard.ui.page_parts import PageParts
from moodboard.wiring import Program

SRT = """1
00:00:00,500 --> 00:00:01,900
MARA: If we miss the stop, we miss it together.

2
00:00:03,000 --> 00:00:03,800
Only on trains.
"""


class Bench:
    """A sitting with a film."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot, self.program = qtbot, program
        self.said: list[str] = []
        self.parts = PageParts(
            program.window, program.book, program.events, program.history, program.jobs,
            program.thumbs, program.settings, program.verbs,
        )  # fmt: skip
        program.settings.set(CAPTURE_FORMAT, "png")  # one file of settings serves all tests
        self.session = CaptureSession(program.jobs, program.events)
        self.pinner = Pinner(self.parts, self.session)
        self.shelf = Shelf(self.parts, self.session)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.shelf.setParent(self.window)
        self.window.resize(760, 220)
        self.shelf.resize(760, 212)
        self.shown: list[float] = []
        self.session.player.shown.connect(self._on_shown)
        self.pinner.failed.connect(self.said.append)
        self.pinner.told.connect(self.said.append)
        with qtbot.waitExposed(self.window):
            self.window.show()

    def _on_shown(self, shown: object) -> None:
        self.shown.append(shown.at)  # type: ignore[attr-defined]

    def open(self, path: Path, at: float = 0.0, film: str = "Window Seat") -> int | None:
        """Open a file as that of a film; "" for none."""
        film_id = films.add_film(Film(film, 2008))[0].id if film else None
        self.session.open(path, at, film_id)
        self.qtbot.waitUntil(lambda: self.session.file is not None and bool(self.shown), timeout=10_000)
        return film_id

    def say(self) -> Subtitles:
        """Let the film have words."""
        words = subtitles.read_bytes(SRT.encode(), "clip.srt")
        assert words.kind is SubtitleKind.SRT
        self.session.subtitles = words
        return words

    def go(self, seconds: float) -> None:
        """Show another moment."""
        before = len(self.shown)
        self.session.go(seconds)
        self.qtbot.waitUntil(
            lambda: len(self.shown) > before and abs(self.shown[-1] - seconds) < 0.05, timeout=10_000
        )

    def wait(self) -> None:
        """Wait until all is kept."""
        self.qtbot.waitUntil(
            lambda: not self.pinner.queue.waiting and all(card.is_kept for card in self.cards()),
            timeout=20_000,
        )

    def cards(self) -> tuple[PinCard, ...]:
        """What the shelf shows."""
        return self.shelf.model.cards()

    def close(self) -> None:
        """Let go of everything."""
        self.pinner.finish()
        self.session.close()
        self.session.player.shut_down()
        self.program.close()


@contextmanager
def bench(qtbot: QtBot) -> Iterator[Bench]:
    """A program with a shelf beside it."""
    program = Program()
    qtbot.addWidget(program.window)
    made = Bench(qtbot, program)
    try:
        yield made
    finally:
        made.close()


def stored(still: Still) -> np.ndarray:
    """Return the pixels of a still's own file."""
    with Image.open(pictures.original(still.picture)) as image:
        return np.asarray(image.convert("RGB"))
