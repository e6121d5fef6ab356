# SPDX-License-Identifier: GPL-3.0-or-later
"""A column of lines beside a session with a film of our own making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from film_clips import Clip, make
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.qt import plurals
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.qt.jobs import JobRunner
from moodboard.qt.settings import Settings
from moodboard.ui import theme
from moodboard.ui.actions import ActionBook
from moodboard.ui.capture.lines.lines_pane import LinesPane
from moodboard.ui.page_parts import PageParts
from subtitle_samples import Cue, srt

ROWS = (
    "Is this seat anyone’s?",
    "It was mine a minute ago.",
    "[the train slows]",
    "I gave it up to see who would come.",
    "You always talk like that?",
    "Only on trains.",
    "If we miss the stop, we miss it together.",
    "That’s not much of a plan.",
)
CUES: tuple[Cue, ...] = tuple((0.5 + n, 1.2 + n, text) for n, text in enumerate(ROWS))


@dataclass
class Lines:
    """What a test needs at hand."""

    pane: LinesPane
    session: CaptureSession
    jobs: JobRunner
    history: History
    window: QWidget
    pinned: list[Spoken] = field(default_factory=list)
    shots: list[float] = field(default_factory=list)
    left: list[bool] = field(default_factory=list)

    def texts(self) -> list[str]:
        """The rows' words."""
        return [row.line.text for row in self.pane.model.rows()]

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)

    def place(self, row: int) -> QPoint:
        """The middle of a row in the list's window."""
        return self.pane.list.visualRect(self.pane.model.index(row)).center()

    def click(self, row: int) -> None:
        """Click a row."""
        QTest.mouseClick(
            self.pane.list.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.place(row),
        )

    def double_click(self, row: int) -> None:
        """Click a row twice, as the mouse tells it."""
        self.click(row)
        QTest.mouseDClick(
            self.pane.list.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.place(row),
        )


def made_lines(qtbot: QtBot, folder: Path, height: int = 640) -> Lines:
    """Return an open column without anything in it."""
    plurals.install()
    theme.apply(cast(QApplication, QApplication.instance()), "light")
    jobs, events = JobRunner(), Events()
    session = CaptureSession(jobs, events)
    session.player.set_muted(True)
    history = History(events)
    settings = Settings(folder / "settings.ini")
    parts: Any = SimpleNamespace(
        jobs=jobs, events=events, history=history, settings=settings, book=ActionBook(), window=None
    )
    window = QWidget()
    qtbot.addWidget(window)
    pane = LinesPane(cast(PageParts, parts), session, window)
    window.resize(364, height)
    pane.setGeometry(0, 0, 364, height)
    found = Lines(pane, session, jobs, history, window)
    pane.pin_line_requested.connect(found.pinned.append)
    pane.pin_shot_requested.connect(found.shots.append)
    pane.left.connect(lambda: found.left.append(True))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return found


def close(lines: Lines) -> None:
    """Let go of the file and its threads."""
    lines.session.close()
    lines.session.player.shut_down()
    lines.jobs.stop_all()


def film(
    folder: Path, cues: Sequence[Cue] = CUES, name: str = "Window Seat (2008)", seconds: int = 10
) -> Path:
    """Write a film and, with cues, a subtitle beside it."""
    path = make(folder / f"{name}.mkv", Clip(frames=24 * seconds))
    if cues:
        (folder / f"{name}.srt").write_text(srt(cues), encoding="utf-8")
    return path


def open_film(qtbot: QtBot, lines: Lines, path: Path, at: float | None = 0.0) -> None:
    """Open a film and wait for its words."""
    with qtbot.waitSignal(lines.session.moved, timeout=10_000):
        lines.session.open(path, at)
    qtbot.waitUntil(lambda: not lines.pane.reader.busy and not lines.jobs.running, timeout=10_000)
