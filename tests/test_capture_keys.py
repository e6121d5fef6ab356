# SPDX-License-Identifier: GPL-3.0-or-later
"""The capture page by the keyboard alone: where Tab goes, what a row's keys pin, the way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from capture_page_ui import capture_page, clip, open_clip
from moodboard.services import films, lines, stills
from moodboard.ui.capture.capture_page import CapturePage
from moodboard.ui.pages import BOARDS, CAPTURE
from moodboard.wiring import Program

Key = Qt.Key
Both = tuple[Program, CapturePage]
WORDS = """1
00:00:00,500 --> 00:00:01,400
Is this seat anyone’s?

2
00:00:02,000 --> 00:00:02,900
Only on trains.
"""


@pytest.fixture
def both(library: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Both]:
    path = clip(tmp_path)
    path.with_suffix(".srt").write_text(WORDS, encoding="utf-8")
    with capture_page(qtbot) as (program, page):
        open_clip(qtbot, page, path, 0.5)
        qtbot.waitUntil(lambda: page.session.subtitles is not None, timeout=15_000)
        yield program, page


def _press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_escape_leaves_from_the_bar_at_the_top(both: Both) -> None:
    program, page = both
    program.window.top_bar.films_tab.setFocus(Qt.FocusReason.TabFocusReason)
    _press(Key.Key_Escape)
    assert program.window.pages.name() == BOARDS
    program.window.pages.go(CAPTURE)
    page.theatre.stage.setFocus()
    _press(Key.Key_Escape)
    assert program.window.pages.name() == BOARDS


def test_tab_goes_from_control_to_control_and_comes_to_the_line_that_is_said(both: Both) -> None:
    _program, page = both
    page.theatre.stage.setFocus()
    seen = []
    for _stop in range(40):
        _press(Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None and focus.accessibleName(), focus
        seen.append(focus)
        if focus is page.theatre.stage:
            break
    assert page not in seen and seen[-1] is page.theatre.stage
    head, rows = page.lines.head, page.lines.list
    places = [seen.index(stop) for stop in (head.field, head.source, head.sync, rows)]
    assert places == sorted(places)
    assert rows.currentIndex().row() == page.lines.model.now
    assert rows.line_delegate().keyboard
    assert not rows.selectionModel().hasSelection()  # L stays the line of the moment


def test_b_on_a_found_row_pins_its_shot_and_line_as_one(both: Both, qtbot: QtBot) -> None:
    _program, page = both
    page.lines.focus_search()
    QTest.keyClicks(page.lines.head.field, "trians")
    _press(Key.Key_Down)
    _press(Key.Key_B)
    film = films.find_film("Window Seat").id
    qtbot.waitUntil(lambda: bool(stills.stills_of_film(film)), timeout=15_000)
    (shot,) = stills.stills_of_film(film)
    (line,) = lines.lines_of_film(film)
    assert line.text == "Only on trains."
    assert shot.line == line.uuid
    assert shot.timecode == pytest.approx(2.0, abs=0.001)
    assert page.session.at == pytest.approx(0.5, abs=0.05)  # the film stays where it was


def test_p_on_the_line_that_is_said_pins_the_frame_one_looks_at(both: Both, qtbot: QtBot) -> None:
    _program, page = both
    page.session.go(1.0)
    qtbot.waitUntil(lambda: abs(page.session.at - 1.0) < 0.01, timeout=10_000)
    page.lines.focus_search()
    QTest.keyClicks(page.lines.head.field, "seat")
    _press(Key.Key_Down)
    _press(Key.Key_P)
    film = films.find_film("Window Seat").id
    qtbot.waitUntil(lambda: bool(stills.stills_of_film(film)), timeout=15_000)
    assert stills.stills_of_film(film)[0].timecode == pytest.approx(1.0, abs=0.001)


def test_the_format_of_frames_is_chosen_in_the_films_menu(both: Both) -> None:
    program, page = both
    page.menu.fill()
    assert program.book.action("capture.jpeg") in page.menu.actions()


def test_letters_and_space_are_an_open_menus_own(both: Both, qtbot: QtBot) -> None:
    _program, page = both
    page.theatre.stage.setFocus()
    page.menu.popup(page.mapToGlobal(page.rect().center()))
    qtbot.waitUntil(page.menu.isVisible)
    for key in (Key.Key_Space, Key.Key_S, Key.Key_P):
        QTest.keyClick(page.menu, key)
    within = page.menu.actions()[0].menu()
    assert isinstance(within, QMenu)
    within.popup(page.mapToGlobal(page.rect().center()))
    QTest.keyClick(within, Key.Key_Space)
    assert not page.session.player.is_playing
    assert not page.has_sheet()
    assert not page.pinner.queue.waiting
    within.close()
    page.menu.close()


def test_the_page_comes_out_from_under_the_ways_in_of_an_empty_library(both: Both) -> None:
    program, _page = both
    program.window.pages.go(BOARDS)
    program.window.show_first_run(True)
    program.book.action("capture.open").trigger()
    assert not program.window.is_first_run()


def test_a_line_typed_after_the_subtitle_was_put_away_has_the_films_time(both: Both, qtbot: QtBot) -> None:
    _program, page = both
    page.session.go(1.0)
    qtbot.waitUntil(lambda: abs(page.session.at - 1.0) < 0.01, timeout=10_000)
    page.lines.menu._on_off()
    page.lines.focus_search()
    QTest.keyClicks(page.lines.no_lines.field, "NORA: Was it always this far? [she laughs]")
    _press(Key.Key_Return)
    film = films.find_film("Window Seat").id
    qtbot.waitUntil(lambda: bool(lines.lines_of_film(film)), timeout=10_000)
    (line,) = lines.lines_of_film(film)
    assert (line.speaker, line.text) == ("NORA", "Was it always this far? [she laughs]")
    assert line.timecode == pytest.approx(1.0, abs=0.01)
