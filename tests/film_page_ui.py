# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of a film's page have in common: the whole program on a film as people have it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from moodboard.domain.dates import parse_said_times
from moodboard.domain.film import Film, Watch
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.services import films, lines, pictures, stills, watches
from moodboard.ui.film.cells import Cells
from moodboard.ui.film.film_page import FilmPage
from moodboard.wiring import Program

TODAY = date(2026, 11, 22)


def log(film_id: int, said: str, rating: int | None = None, note: str = "", **known: object) -> Watch:
    """Log a watch on a date as people say it."""
    vague, times = parse_said_times(said, TODAY)
    watch = Watch(film_id, vague, times, rating, note, **known)  # type: ignore[arg-type]
    return watches.log_watch(watch)[0]


def twelve_times() -> Film:
    """A film seen twelve times: dots, a summer, three before, and a steady run."""
    film = films.add_film(Film("Quiet Hours", 2013, ("Noor Aydin",), 126, themes=("cities",)))[0]
    log(film.id, "19 Jan 2014", 8, "Didn’t understand it yet.", where="the Rex")
    log(film.id, "summer 2016", 9, "Too bright for the first reel.", people=("Jo",))
    log(film.id, "before 2020 x3", 9, where="film club")
    for number in range(5):
        log(film.id, (date(2025, 7, 6) + timedelta(days=77 * number)).isoformat(), 10, where="at home")
    log(film.id, "15 Aug 2026", 10, "One earphone.")
    log(film.id, "31 Oct 2026", 10, "She fell asleep.", people=("Ana",), where="at home", medium="4K disc")
    return films.film(film.id)


def keep_line(film_id: int, words: str, at: float | None = None) -> Line:
    """Write a line down."""
    return lines.add_line(Line(uuid=new_uuid(), text=words, film_id=film_id, timecode=at))[0]


def keep_shots(film_id: int, folder: Path, count: int) -> list[str]:
    """Take in small pictures of unlike shapes, the last in the film first; their uuids in film order."""
    taken = []
    for number in range(count):
        file = folder / f"shot{number}.png"
        size = (120 + 40 * (number % 3), 80)
        Image.new("RGB", size, (40 + number % 200, 90, number // 200)).save(file)
        taken.append(pictures.take_in_file(file))
    times = [float(60 * (count - number)) for number in range(count)]
    made = stills.add_stills(taken, film_id, times)[0]
    return [still.uuid for still in reversed(made)]


@contextmanager
def film_page(qtbot: QtBot, film_id: int, width: int = 1440) -> Iterator[tuple[Program, FilmPage]]:
    """The program with a film's page shown."""
    program = Program()
    qtbot.addWidget(program.window)
    program.window.resize(width, 900)
    with qtbot.waitExposed(program.window):
        program.show()
    program.window.activateWindow()
    program.pages.open_film(film_id)
    page = program.window.pages.current()
    assert isinstance(page, FilmPage)
    try:
        yield program, page
    finally:
        page.bar.hide()
        program.close()


def click(qtbot: QtBot, cells: Cells, number: int, point: QPoint | None = None) -> None:
    """Click into a cell, at its middle when no point of it is told."""
    rect = cells.rects[number]
    at = rect.center() if point is None else rect.topLeft() + point
    qtbot.mouseClick(cells, Qt.MouseButton.LeftButton, pos=at)


def press(qtbot: QtBot, page: FilmPage, *keys: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        target = page.window().focusWidget()
        assert target is not None
        qtbot.keyClick(target, key)
