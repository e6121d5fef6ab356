# SPDX-License-Identifier: GPL-3.0-or-later
"""Subtitles in the whole window: dropped on a film's page, pinned without a film file, keys on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lines_parts import CUES, film
from moodboard.domain.film import Film
from moodboard.services import film_files, films
from moodboard.services import lines as line_service
from moodboard.services.video import opening
from moodboard.ui.capture.capture_page import CapturePage
from moodboard.ui.pages import CAPTURE, FILM
from moodboard.wiring import Program
from subtitle_samples import srt

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def program(qtbot: QtBot, library: Path) -> Iterator[Program]:
    """The whole program."""
    made = Program()
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.show()
    made.window.activateWindow()
    yield made
    made.close()


def _page(program: Program) -> CapturePage:
    page = program.pages.capture.page()
    page.session.player.set_muted(True)
    return page


def _read(qtbot: QtBot, page: CapturePage) -> None:
    qtbot.waitUntil(lambda: page.session.subtitles is not None, timeout=10_000)


def test_a_subtitle_dropped_on_a_films_page_gives_its_lines_to_that_film(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    solaris = films.add_film(Film(title="Solaris", year=1972))[0]
    path = tmp_path / "words.srt"
    path.write_text(srt(CUES), encoding="utf-8")
    program.window.pages.go(FILM, solaris.id)
    assert program.pages.capture.take([path]) == []
    page = _page(program)
    _read(qtbot, page)
    assert program.window.pages.name() == CAPTURE
    assert page.session.film_id == solaris.id and page.lines.isVisible()
    page.lines.list.setFocus()
    page.lines.list.setCurrentIndex(page.lines.model.index(6))
    QTest.keyClick(page.lines.list, Key.Key_L)
    qtbot.waitUntil(lambda: bool(line_service.lines_of_film(solaris.id)))
    (kept,) = line_service.lines_of_film(solaris.id)
    assert (kept.text, kept.timecode, kept.until) == (CUES[6][2], 6.5, 7.2)


def test_a_subtitle_dropped_on_a_films_page_goes_with_its_file(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = films.add_film(Film(title="Window Seat", year=2008))[0]
    kept, _changes = film_files.remember(opening.open_film_file(film(tmp_path)))
    assert kept.film_id == seat.id
    other = tmp_path / "other.srt"
    other.write_text(srt([(1, 2, "From elsewhere.")]), encoding="utf-8")
    program.window.pages.go(FILM, seat.id)
    program.pages.capture.take([other])
    page = _page(program)
    _read(qtbot, page)
    assert page.session.file is not None
    assert [one.text for one in page.session.subtitles.lines] == ["From elsewhere."]


def test_the_keys_of_the_page_put_the_lines_in_time(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program.pages.capture.take([film(tmp_path)])
    page = _page(program)
    _read(qtbot, page)
    page.theatre.stage.setFocus()
    QTest.keyClick(page.theatre.stage, Key.Key_Period, Modifier.AltModifier)
    QTest.keyClick(page.theatre.stage, Key.Key_Period, Modifier.AltModifier)
    QTest.keyClick(page.theatre.stage, Key.Key_Comma, Modifier.AltModifier)
    assert page.lines.head.sync.text() == "Sync +0.1 s"
    QTest.keyClick(page.theatre.stage, Key.Key_Slash)
    assert page.lines.head.field.hasFocus()
    QTest.keyClicks(page.lines.head.field, "loplb")
    assert page.lines.head.field.text() == "loplb"


def test_l_on_the_page_pins_the_line_that_the_list_shows(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = films.add_film(Film(title="Window Seat", year=2008))[0]
    program.pages.capture.take([film(tmp_path)])
    page = _page(program)
    _read(qtbot, page)
    page.session.go(5.6)
    qtbot.waitUntil(lambda: abs(page.session.at - 5.6) < 0.05)
    shown = page.lines.model.row(page.lines.model.now).line
    page.theatre.stage.setFocus()
    QTest.keyClick(page.theatre.stage, Key.Key_L)
    qtbot.waitUntil(lambda: bool(line_service.lines_of_film(seat.id)))
    (kept,) = line_service.lines_of_film(seat.id)
    assert (kept.text, kept.timecode) == (shown.text, shown.start) == ("Only on trains.", 5.5)
