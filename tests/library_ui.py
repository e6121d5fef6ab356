# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the library's widgets have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from moodboard.domain.dates import parse_said
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.qt.settings import Settings
from moodboard.qt.thumbs import Thumbs
from moodboard.services import films, lines, watches
from moodboard.ui.library.pane import LibraryPane
from moodboard.ui.library.verbs import LibraryVerbs
from moodboard.ui.pages import Pages


def add(title: str, year: int | None = None, times: int = 0, rating: int | None = None) -> int:
    """Put a film in; its id."""
    return films.add_film(Film(title=title, year=year, rating=rating, earlier_watches=times))[0].id


def log(film_id: int, said: str) -> Watch:
    """Log a watch on a date."""
    from datetime import date

    return watches.log_watch(Watch(film_id, parse_said(said, date(2026, 6, 1))))[0]


def keep_line(film_id: int, words: str, at: float | None = None) -> str:
    """Write a line down; its uuid."""
    return lines.add_line(Line(uuid=new_uuid(), text=words, film_id=film_id, timecode=at))[0].uuid


class Bench:
    """A pane on a bench: its events, settings and verbs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.events, self.thumbs = Events(), Thumbs()
        self.settings = Settings(folder / "settings.ini")
        self.pane = LibraryPane(self.thumbs, self.events, self.settings)
        self._board = QWidget()
        self.pages = Pages(self._board)
        self.verbs = LibraryVerbs(self.pane, self.pane, self.events, self.pages, History(self.events))

    def settings_folder(self) -> Path:
        """Where the settings were kept, flushed."""
        self.settings.flush()
        return self._folder

    def titles(self) -> list[str]:
        """What the list shows."""
        model = self.pane.model
        rows = [model.film_at(row) for row in range(model.rowCount())]
        return [row.title for row in rows if row is not None]


@contextmanager
def bench(qtbot: QtBot, folder: Path) -> Iterator[Bench]:
    """Show a pane as large as in the window."""
    made = Bench(folder)
    qtbot.addWidget(made.pane)
    made.pane.resize(343, 852)
    with qtbot.waitExposed(made.pane):
        made.pane.show()
    made.pane.activateWindow()
    try:
        yield made
    finally:
        made.pane.bar.hide()
        made.pane.tray.bar.hide()
        made.thumbs.stop()
