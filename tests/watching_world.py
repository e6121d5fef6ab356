# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of a film that plays elsewhere have in common: the whole program, and its clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moodboard.domain.film import Film
from moodboard.services import films
from moodboard.services.watching_keeps import Kind
from moodboard.ui.watching.sitting_view import SittingView
from moodboard.ui.watching.window import WatchingWindow
from moodboard.wiring import Program

START = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@dataclass
class Watching:
    """The program, and the time that its clock is told."""

    program: Program
    film: int
    now: datetime = field(default=START)

    @property
    def view(self) -> SittingView:
        view = self.program.watching.view
        assert view is not None
        return view

    @property
    def window(self) -> WatchingWindow:
        return self.view.window

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.program.watching.clock.tick()

    def time(self) -> str:
        return self.window.face.words()

    def kept(self) -> list[tuple[Kind, float | None, str]]:
        return [(one.kind, one.at, one.words) for one in self.window.kept.rows()]


def start(film: int) -> Watching:
    program = Program()
    here = Watching(program, film)
    program.watching.clock.now = lambda: here.now
    program.window.show()
    return here


@pytest.fixture(name="here")
def watching_her(qtbot: QtBot, library: Path) -> Iterator[Watching]:
    film = films.add_film(Film("Her", 2013, runtime=126))[0].id
    here = start(film)
    here.program.watching.begin(film)
    yield here
    qtbot.waitUntil(lambda: here.program.jobs.running == 0)
    here.program.close()


def key(qtbot: QtBot, widget: QWidget, which: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    qtbot.keyClick(widget, which, modifiers)


def type_line(qtbot: QtBot, here: Watching, words: str) -> None:
    qtbot.keyClicks(here.window.entry.field, words)
    key(qtbot, here.window.entry.field, Qt.Key.Key_Return)


CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def shot(folder: Path, name: str, made: datetime) -> Path:
    file = folder / name
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(abs(hash(name)) % 0xFFFFFF)
    assert image.save(str(file))
    os.utime(file, (made.timestamp(), made.timestamp()))
    return file
