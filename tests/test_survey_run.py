# SPDX-License-Identifier: GPL-3.0-or-later
"""The pass that runs while a film is open: told as it finds, kept, stopped at once, out of the way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from capture_page_ui import capture_page, clip, open_clip
from moodboard.domain.errors import CancelledError, KnownError
from moodboard.services.video import survey as surveys
from moodboard.services.video.keeping import Shot, Survey
from moodboard.ui.capture.capture_page import CapturePage
from moodboard.ui.capture.shots import survey_run
from moodboard.wiring import Program

Both = tuple[Program, CapturePage]


@pytest.fixture
def both(library: Path, qtbot: QtBot) -> Iterator[Both]:
    with capture_page(qtbot) as made:
        yield made


class Endless:
    """A pass that finds one shot after the other and never comes to the end."""

    def __init__(self) -> None:
        self.found = 0
        self.ended = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(
        self, _path: Path, report: Callable[[int, int], None], heard: Callable[[Survey], None]
    ) -> Survey:
        try:
            while True:
                self.go_on.wait(0.01)
                if self.go_on.is_set():
                    self.found += 1
                    shots = tuple(Shot(float(n), float(n), b"", "#808080") for n in range(self.found))
                    heard(Survey(shots=shots, reached=float(self.found)))
                report(min(self.found, 340), 1000)
        finally:
            self.ended.set()


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Endless:
    made = Endless()
    monkeypatch.setattr(surveys, "survey", made)
    return made


def test_shots_of_an_opened_film_are_found_and_kept_for_next_time(
    both: Both, qtbot: QtBot, tmp_path: Path
) -> None:
    _program, page = both
    path = clip(tmp_path)
    open_clip(qtbot, page, path)
    qtbot.waitUntil(lambda: page.session.survey.complete, timeout=20_000)
    assert [round(cut.at * 24) for cut in page.session.survey.cuts] == [40, 72]
    assert not page.survey_run.is_running and page.survey_run.words == ""
    page.session.close()
    assert page.session.survey.shots == ()
    open_clip(qtbot, page, path)
    assert page.session.survey.complete and not page.survey_run.is_running


def test_what_is_found_comes_in_batches_and_progress_is_one_quiet_line(
    both: Both, qtbot: QtBot, tmp_path: Path, endless: Endless
) -> None:
    _program, page = both
    heard: list[int] = []
    page.session.survey_changed.connect(lambda: heard.append(len(page.session.survey.shots)))
    open_clip(qtbot, page, clip(tmp_path))
    qtbot.waitUntil(lambda: page.survey_run.words == "Finding shots · 34 %", timeout=20_000)
    qtbot.waitUntil(lambda: bool(page.session.survey.shots), timeout=5_000)
    assert len([count for count in heard if count]) < endless.found / 2
    page.session.close()
    assert page.survey_run.words == ""


def test_pass_ends_when_the_file_is_closed_and_nothing_of_it_comes_later(
    both: Both, qtbot: QtBot, tmp_path: Path, endless: Endless
) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    qtbot.waitUntil(lambda: endless.found > 3, timeout=20_000)
    page.session.close()
    assert endless.ended.wait(1.0)
    qtbot.waitUntil(lambda: page.session.player.is_closed, timeout=5_000)
    assert page.session.survey.shots == () and not page.survey_run.is_running


def test_closing_the_window_ends_it(both: Both, qtbot: QtBot, tmp_path: Path, endless: Endless) -> None:
    program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    qtbot.waitUntil(lambda: endless.found > 3, timeout=20_000)
    program.window.close()
    assert endless.ended.wait(1.0)


def test_another_file_ends_the_pass_over_the_one_before(
    both: Both, qtbot: QtBot, tmp_path: Path, endless: Endless
) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path, "One.mkv"))
    qtbot.waitUntil(lambda: endless.found > 3, timeout=20_000)
    endless.ended.clear()
    open_clip(qtbot, page, clip(tmp_path, "Other.mkv"))
    assert endless.ended.wait(2.0)
    assert page.survey_run.is_running


def test_pass_that_fails_says_so_and_leaves_the_film_open(
    both: Both, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_named: object) -> Survey:
        raise KnownError("It is damaged.")

    monkeypatch.setattr(surveys, "survey", broken)
    _program, page = both
    with qtbot.waitSignal(page.survey_run.failed, timeout=20_000) as failed:
        open_clip(qtbot, page, clip(tmp_path))
    assert failed.args == ["It is damaged."]
    assert page.session.file is not None and page.survey_run.words == "The shots could not all be found."


def test_a_jump_of_the_person_comes_first_and_the_pass_goes_on_after_it(
    both: Both, qtbot: QtBot, tmp_path: Path, endless: Endless
) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    qtbot.waitUntil(lambda: endless.found > 3, timeout=20_000)
    with qtbot.waitSignal(page.session.moved, timeout=10_000):
        page.session.go(2.0)
    qtbot.waitUntil(lambda: page.survey_run._pace.rests)
    there = endless.found
    qtbot.waitUntil(lambda: not page.survey_run._pace.rests, timeout=10_000)
    qtbot.waitUntil(lambda: endless.found > there + 5, timeout=10_000)


def test_nothing_is_done_while_a_film_plays_fast_and_a_part_while_it_plays(
    both: Both, qtbot: QtBot, tmp_path: Path, endless: Endless
) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    pace = page.survey_run._pace
    page.session.player.set_rate(0.25)
    page.session.player.play()
    qtbot.waitUntil(lambda: pace.plays)
    assert not pace.rests
    page.session.player.set_rate(2.0)
    qtbot.waitUntil(lambda: pace.rests)
    page.session.player.pause()
    qtbot.waitUntil(lambda: not pace.plays)


def test_nothing_is_done_for_a_while_after_a_frame_came_too_late(
    both: Both, qtbot: QtBot, tmp_path: Path, endless: Endless, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program, page = both
    open_clip(qtbot, page, clip(tmp_path))
    page.session.player.set_rate(0.25)
    page.session.player.play()
    qtbot.waitUntil(lambda: page.survey_run._pace.plays)
    late = page.session.player.dropped + 3
    monkeypatch.setattr(type(page.session.player), "dropped", property(lambda _player: late))
    qtbot.waitUntil(lambda: page.survey_run._pace.rests)
    page.session.player.pause()
    qtbot.waitUntil(lambda: not page.survey_run._pace.rests)


def test_pass_that_waits_ends_when_it_is_stopped() -> None:
    pace, stop = survey_run._Pace(), threading.Event()
    pace.rests = True
    threading.Timer(0.02, stop.set).start()
    with pytest.raises(CancelledError):
        pace.wait(stop)
