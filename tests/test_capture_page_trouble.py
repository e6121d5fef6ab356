# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that cannot be played, are lost, or belong to nobody knows which film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from capture_page_ui import capture_page, clip, open_clip, wait_at
from film_clips import Clip, make, sound_only
from moodboard.domain.film_file import Track, TrackKind
from moodboard.qt.settings import REDUCED_MOTION
from moodboard.services import film_files, films
from moodboard.services.video.keeping import Shot, Survey
from moodboard.ui import messages
from moodboard.ui.buttons import Button
from moodboard.ui.capture.capture_page import CapturePage
from moodboard.ui.capture.scene_strip import SCENES, scenes_around
from moodboard.ui.capture.transport_menu import track_name
from moodboard.ui.pages import BOARDS, CAPTURE
from moodboard.wiring import Program

Both = tuple[Program, CapturePage]


@pytest.fixture
def both(library: Path, qtbot: QtBot) -> Iterator[Both]:
    with capture_page(qtbot) as made:
        yield made


def _fails(qtbot: QtBot, page: CapturePage, path: Path) -> None:
    with qtbot.waitSignal(page.session.failed, timeout=15_000):
        page.files.open(path)


def test_a_file_that_is_no_film_is_named_with_the_reason(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    bad = tmp_path / "Solaris.mkv"
    bad.write_bytes(b"not a film" * 100)
    _fails(qtbot, page, bad)
    assert not page.is_studio()
    assert page.welcome.title.text() == "Solaris.mkv"
    assert page.welcome.sentence.text().count(".") >= 1
    assert page.welcome.choose.text() == "Choose another…"
    assert page.welcome.again.isVisible()


def test_a_film_whose_colours_are_in_doubt_says_so(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, make(tmp_path / "Solaris.mkv"))
    assert page.session.file is not None and not page.bar.isVisible()
    page.session.file = replace(page.session.file, doubt="Its colours cannot be shown right.")
    page.session.file_changed.emit()
    assert page.bar.isVisible() and page.bar.words() == "Its colours cannot be shown right."


@pytest.mark.parametrize("kind", ["empty", "sound", "folder", "nothing"])
def test_every_bad_file_gets_a_sentence_and_the_page_goes_on(
    both: Both, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    _program, page = both
    path = tmp_path / "bad.mkv"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "sound":
        sound_only(path)
    elif kind == "folder":
        path.mkdir()
    _fails(qtbot, page, path)
    assert page.welcome.sentence.text()
    open_clip(qtbot, page, clip(tmp_path))
    assert page.is_studio()


def test_trying_again_opens_what_is_there_now(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    path = tmp_path / "late.mkv"
    _fails(qtbot, page, path)
    make(path, Clip(frames=30))
    with qtbot.waitSignal(page.session.moved, timeout=15_000):
        qtbot.mouseClick(page.welcome.again, Qt.MouseButton.LeftButton)


def test_a_file_that_vanishes_while_it_plays_is_asked_for(
    both: Both, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program, page = both
    path = clip(tmp_path)
    open_clip(qtbot, page, path, 1.0)
    wait_at(qtbot, page, 24)
    moved = path.rename(tmp_path / "moved.mkv")
    page.session.failed.emit("It is gone.")
    assert "is not there any more" in page.bar.words()
    assert page.is_studio()
    monkeypatch.setattr(messages, "choose_files", lambda *_args: [moved])
    find = next(one for one in page.bar.findChildren(Button) if one.text() == "Find it…")
    with qtbot.waitSignal(page.session.moved, timeout=15_000):
        qtbot.mouseClick(find, Qt.MouseButton.LeftButton)
    assert page.session.file is not None
    assert page.session.file.path == moved
    wait_at(qtbot, page, 24)
    assert page.session.film_id == films.find_film("Window Seat").id


def test_a_file_that_is_longer_than_it_told_never_stands_behind_its_end(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    assert page.theatre.transport.time.said().endswith(" / 0:00:04")
    page.session.moved.emit(61.0)  # it is still being written
    assert page.theatre.transport.time.said().endswith(" / 0:01:01")
    page.session.set_survey(Survey(reached=90.0, complete=True, jumps=1))
    assert page.session.length == 90.0


def test_an_unknown_film_is_asked_for_with_the_names_guess(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path, "Stalker.1979.1080p.BluRay.mkv"))
    assert page.which.isVisible()
    assert page.which.field.text() == "Stalker (1979)"
    qtbot.mouseClick(page.which.keep, Qt.MouseButton.LeftButton)
    stalker = films.find_film("Stalker")
    assert stalker.year == 1979
    assert page.session.film_id == stalker.id
    assert not page.which.isVisible()
    assert program.window.top_bar.title.words().startswith("Stalker (1979)")
    kept = film_files.recent()[0]
    assert kept.film_id == stalker.id


def test_a_film_of_that_name_is_taken_and_not_added_again(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    before = films.count_films()
    open_clip(qtbot, page, clip(tmp_path, "disc 1.mkv"))
    page.which.field.setFocus()
    page.which.field.setText("window seat")
    page.which.answer()
    assert page.session.film_id == films.find_film("Window Seat").id
    assert films.count_films() == before


def test_not_now_is_heeded_until_another_file_is_open(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    path = clip(tmp_path, "disc 1.mkv")
    open_clip(qtbot, page, path)
    qtbot.mouseClick(page.which.later, Qt.MouseButton.LeftButton)
    assert not page.which.isVisible()
    program.window.pages.go(BOARDS)
    program.window.pages.go(CAPTURE)
    assert not page.which.isVisible()


def test_which_film_it_is_can_be_set_right(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    assert not page.which.isVisible()
    page.files.ask_film()
    assert page.which.isVisible()
    page.which.field.setText("Compartment Six (1999)")
    page.which.answer()
    assert page.files.film_title() == "Compartment Six (1999)"


def test_the_menu_offers_what_this_film_has(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path, sound=True))
    page.menu.fill()
    subs = {entry.text(): entry.menu() for entry in page.menu.actions() if entry.menu() is not None}
    assert {"Sound", "Words", "Speed", "Shape", "Main menu"} <= set(subs)
    speed = subs["Speed"]
    assert isinstance(speed, QMenu)
    next(entry for entry in speed.actions() if entry.text() == "2×").trigger()
    assert page.session.player.rate == 2.0
    shape = subs["Shape"]
    assert isinstance(shape, QMenu)
    next(entry for entry in shape.actions() if entry.text() == "4:3").trigger()
    place = page.theatre.stage.frame_rect()
    assert place.width() / place.height() == pytest.approx(4 / 3, abs=0.01)
    assert any(entry.text().startswith("Film: Window Seat (2008)") for entry in page.menu.actions())


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [("eng", "", "English"), ("deu", "Commentary", "German · Commentary"), ("und", "", "2"), ("", "", "2")],
)
def test_a_track_is_called_by_its_language(language: str, title: str, name: str) -> None:
    assert track_name(Track(1, TrackKind.AUDIO, "aac", language, title), 2) == name


def test_scenes_are_ten_around_the_one_that_is_on() -> None:
    shots = tuple(Shot(float(n * 10), n * 10 + 0.2, b"", "#808080") for n in range(30))
    survey = Survey(shots=shots, reached=300.0, complete=True)
    scenes, current = scenes_around(survey, 125.0, 300.0)
    assert len(scenes) == SCENES
    assert scenes[current].at == 120.0
    assert current == 4
    assert scenes_around(survey, 0.0, 300.0)[1] == 0
    scenes, current = scenes_around(survey, 299.0, 300.0)
    assert (scenes[-1].at, current) == (290.0, 9)


def test_where_no_pass_has_been_scenes_are_moments() -> None:
    scenes, current = scenes_around(Survey(), 62.0, 1000.0)
    assert [scene.at for scene in scenes] == [36.0 + 6 * n for n in range(10)]
    assert scenes[current].at == 60.0
    assert scenes_around(Survey(), 0.0, 3.0) == scenes_around(Survey(), 2.0, 3.0)


def test_less_motion_makes_the_shutter_steady(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    program.settings.set(REDUCED_MOTION, True)
    stage = page.theatre.stage
    bare = stage.grab().toImage()
    stage.shutter()
    assert stage.grab().toImage() != bare
    assert stage.is_flashing()
    qtbot.waitUntil(lambda: not stage.is_flashing())
    assert stage.grab().toImage() == bare
    program.settings.set(REDUCED_MOTION, False)


def test_the_button_is_there_with_a_film_and_leads_to_its_file(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    page.session.close()
    program.window.pages.go(BOARDS)
    program.pane.choose_film(films.find_film("Window Seat").id)
    button = program.window.top_bar.capture_button
    assert button.isVisible()
    assert "Ctrl+4" in button.toolTip()
    with qtbot.waitSignal(page.session.moved, timeout=15_000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isVisible()


def test_every_control_of_the_page_has_a_name_and_a_tip(both: Both, qtbot: QtBot, tmp_path: Path) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    for button in page.theatre.findChildren(Button):
        assert button.accessibleName(), button
        assert button.toolTip(), button.accessibleName()


def test_the_page_of_an_empty_library_is_not_hidden_by_the_ways_in(
    library: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    with capture_page(qtbot) as (program, page):
        program.window.pages.go(BOARDS)
        films.bin_film(films.find_film("Window Seat").id)
        with qtbot.waitSignal(page.session.moved, timeout=15_000):
            program.pages.capture.open_file(clip(tmp_path, "disc 1.mkv"))
        assert not program.window.is_first_run()
        assert page.isVisible()
