# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on 100,000 films and 300,000 watches: from a key or a click to the painted rows."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from common import show
from library import TYPED, cases, library_of
from moodboard.domain.film import Watch
from moodboard.domain.query import FilmQuery, FilmSort
from moodboard.services import library, watches
from moodboard.store import kept_lists
from moodboard.wiring import Program

SIZE = (1600, 1000)
_LOST = 10.0
"""Seconds after which no paint comes any more."""


class Painted(QObject):
    """Tell when one of the widgets was painted."""

    def __init__(self, *widgets: QObject) -> None:
        super().__init__()
        self.times = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


class Probe:
    """The program's own window, and a clock."""

    def __init__(self) -> None:
        self.program = Program()
        self.program.window.resize(*SIZE)
        self.program.show()
        self.pane = self.program.pane
        # The field too: while no film answers, another letter changes nothing else. One paint does all.
        self.painted = Painted(self.pane.film_list.viewport(), self.pane.nothing_button, self.pane.search)
        self.settle()

    def settle(self, seconds: float = 0.3) -> None:
        """Let what goes on by itself come to rest."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            QApplication.processEvents()
            time.sleep(0.005)

    def take(self, deed: Callable[[], object]) -> float:
        """Return the seconds from a deed to the end of the paint that it makes."""
        kept_lists.forget()
        before, started = self.painted.times, time.perf_counter()
        deed()
        while self.painted.times == before:
            QApplication.processEvents()
            if time.perf_counter() - started > _LOST:
                raise RuntimeError("nothing was painted")
        taken = time.perf_counter() - started
        self.settle(0.02)
        return taken

    def ask(self, query: FilmQuery) -> float:
        """Return the seconds that a query takes in the list."""
        model = self.pane.model

        def deed() -> None:
            model.set_query(query)
            self.pane.film_list.scrollToTop()
            self.pane.film_list.viewport().update()
            self.pane.nothing_button.update()

        return self.take(deed)


def main(count: int, kept: Path | None) -> None:
    """Print how long keys, orders and filters take on the screen."""
    with TemporaryDirectory() as home:
        os.environ |= {"XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
        application = QApplication([])
        application.setApplicationName("Moodboard")
        with library_of(count, kept):
            library.begin_day()
            probe = Probe()
            typed(probe, count)
            sorted_and_filtered(probe, count)
            logged(probe, count)
            probe.program.window.close()
            probe.settle()


def typed(probe: Probe, count: int) -> None:
    """Each letter with a real key."""
    field, taken, gone = probe.pane.search, [], []
    field.setFocus()
    for text in TYPED:
        taken += [probe.take(partial(QTest.keyClicks, field, letter)) for letter in text]
        gone += [probe.take(partial(QTest.keyClick, field, Qt.Key.Key_Backspace)) for _letter in text]
    show(f"{count} films, a letter typed to painted rows", taken, "<= 50")
    show(f"{count} films, a letter taken away to painted rows", gone, "<= 50")


def sorted_and_filtered(probe: Probe, count: int) -> None:
    """Every order both ways, each filter in every order."""
    orders = [(sort, backwards) for sort in FilmSort for backwards in (False, True)]
    taken = [probe.ask(FilmQuery(sort=sort, backwards=way)) for _again in range(3) for sort, way in orders]
    show(f"{count} films, another order to painted rows", taken, "<= 50")
    for name, filters in cases().items():
        taken = [probe.ask(FilmQuery(sort=sort, backwards=way, filters=filters)) for sort, way in orders]
        show(f"{count} films, {name} to painted rows", taken, "<= 50")


def logged(probe: Probe, count: int) -> None:
    """A watch logged in the middle of a filtered list, and told to all views."""
    probe.ask(FilmQuery(filters=cases()["where"]))
    taken = []
    for row in range(0, 200, 10):
        film = probe.pane.model.film_at(row)
        if film is None:
            continue

        def deed(film_id: int = film.id) -> None:
            _watch, changed = watches.log_watch(Watch(film_id))
            probe.program.events.changed.emit(changed, None)
            probe.pane.film_list.viewport().update()

        taken.append(probe.take(deed))
    show(f"{count} films, a watch logged to painted rows", taken, "<= 100")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="make the library in this folder, and use it again")
    given = parser.parse_args()
    main(given.films, given.keep)
