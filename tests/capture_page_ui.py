# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the capture page have in common: the program, the page, clips of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from film_clips import Clip, make, shots
from moodboard.domain.film import Film
from moodboard.services import films
from moodboard.ui.capture.capture_page import CapturePage
from moodboard.wiring import Program


@contextmanager
def capture_page(qtbot: QtBot, width: int = 1440, height: int = 900) -> Iterator[tuple[Program, CapturePage]]:
    """The program with a film in its library and the capture page shown, no file open."""
    ini, own = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    QSettings.setPath(ini, own, os.environ["XDG_CONFIG_HOME"])  # Qt looks at the variable only once
    films.add_film(Film(title="Window Seat", year=2008))
    program = Program()
    qtbot.addWidget(program.window)
    program.window.resize(width, height)
    with qtbot.waitExposed(program.window):
        program.show()
    program.window.activateWindow()
    program.window.pages.go("capture")
    page = program.pages.capture.page()
    page.session.player.set_muted(True)
    try:
        yield program, page
    finally:
        page.bar.hide()
        program.close()


def clip(folder: Path, name: str = "Window Seat (2008) - my disc rip.mkv", sound: bool = False) -> Path:
    """A clip of three shots, four seconds in all."""
    return make(folder / name, Clip(rate=24, sound=sound), shots((40, 32, 24)))


def open_clip(qtbot: QtBot, page: CapturePage, path: Path, seconds: float | None = None) -> None:
    """Open a file and wait for its first frame."""
    with qtbot.waitSignal(page.session.moved, timeout=15_000):
        page.files.open(path, seconds)
    qtbot.waitUntil(page.theatre.stage.has_frame)


def wait_at(qtbot: QtBot, page: CapturePage, frame: int) -> None:
    """Wait until a frame is shown."""
    qtbot.waitUntil(lambda: round(page.session.at * 24) == frame, timeout=10_000)
