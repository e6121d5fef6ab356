# SPDX-License-Identifier: GPL-3.0-or-later
"""A sitting with a film file: opened where it was left, gone about in, its film told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from film_clips import make, shots
from moodboard.domain.film import Film
from moodboard.domain.film_file import Cut
from moodboard.domain.kept_file import SubtitleChoice
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.events import Events
from moodboard.qt.jobs import JobRunner
from moodboard.services import film_files, films
from moodboard.services.video.keeping import Survey


@pytest.fixture
def session(library: Path, qtbot: QtBot) -> Iterator[CaptureSession]:
    jobs, events = JobRunner(), Events()
    made = CaptureSession(jobs, events)
    made.player.set_muted(True)
    yield made
    made.close()
    made.player.shut_down()
    jobs.stop_all()


def _open(qtbot: QtBot, session: CaptureSession, path: Path, at: float | None = None) -> None:
    with qtbot.waitSignal(session.moved, timeout=10_000):
        session.open(path, at)


def _stands(session: CaptureSession, frame: int) -> bool:
    return abs(session.at - frame / 24) < 0.001


def test_a_file_opens_where_it_was_left(session: CaptureSession, qtbot: QtBot, tmp_path: Path) -> None:
    path = make(tmp_path / "Her.mkv")
    _open(qtbot, session, path)
    session.go(31 / 24)
    qtbot.waitUntil(lambda: _stands(session, 31))
    session.close()
    assert session.file is None and session.kept is None
    _open(qtbot, session, path)
    assert _stands(session, 31)


def test_the_film_is_told_by_the_name_and_can_be_said(
    session: CaptureSession, qtbot: QtBot, tmp_path: Path
) -> None:
    her = films.add_film(Film(title="Her"))[0].id
    other = films.add_film(Film(title="Solaris"))[0].id
    _open(qtbot, session, make(tmp_path / "Her.mkv"))
    assert session.film_id == her
    session.set_film(other)
    assert [one.path for one in film_files.of_film(other)] == [str(tmp_path / "Her.mkv")]


def test_a_film_in_the_bin_is_not_the_open_ones_until_it_is_back(
    session: CaptureSession, qtbot: QtBot, tmp_path: Path
) -> None:
    her = films.add_film(Film(title="Her"))[0].id
    path = make(tmp_path / "Her.mkv")
    _open(qtbot, session, path)
    session._events.publish(films.bin_film(her))
    assert session.film_id is None
    _open(qtbot, session, path)
    assert session.film_id is None
    session._events.publish(films.restore_film(her))
    assert session.film_id == her


def test_what_is_no_film_is_said_in_a_sentence(session: CaptureSession, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "words.mkv"
    path.write_text("not a film")
    with qtbot.waitSignal(session.failed, timeout=10_000) as failed:
        session.open(path)
    assert "words.mkv" in failed.args[0] and session.file is None and session.path == path


def test_only_the_last_of_two_files_opens(session: CaptureSession, qtbot: QtBot, tmp_path: Path) -> None:
    first, second = make(tmp_path / "a.mkv"), make(tmp_path / "b.mkv")
    session.open(first)
    _open(qtbot, session, second)
    assert session.file is not None and session.file.path == second


def test_steps_that_come_quickly_add_up(session: CaptureSession, qtbot: QtBot, tmp_path: Path) -> None:
    _open(qtbot, session, make(tmp_path / "a.mkv"))
    for _ in range(4):
        session.go_by(0.5)
    qtbot.waitUntil(lambda: _stands(session, 48))
    session.go_by(-99)
    qtbot.waitUntil(lambda: _stands(session, 0))


def test_a_cut_is_gone_to_at_the_new_shots_first_frame(
    session: CaptureSession, qtbot: QtBot, tmp_path: Path
) -> None:
    _open(qtbot, session, make(tmp_path / "a.mkv", pictures=shots((20, 20, 20))))
    session.set_survey(Survey(cuts=(Cut(at=21 / 24, since=19 / 24), Cut(at=40 / 24, since=38 / 24))))
    session.go_cut(1)
    qtbot.waitUntil(lambda: _stands(session, 20))
    session.go_cut(1)
    qtbot.waitUntil(lambda: _stands(session, 40))
    session.go_cut(-1)
    qtbot.waitUntil(lambda: _stands(session, 20))
    session.go_cut(-1)
    qtbot.waitUntil(lambda: _stands(session, 0))


def test_a_chosen_subtitle_is_remembered_for_the_file(
    session: CaptureSession, qtbot: QtBot, tmp_path: Path
) -> None:
    path = make(tmp_path / "Her.mkv")
    _open(qtbot, session, path)
    session.set_subtitles(None, SubtitleChoice(path="her.srt", shift=0.2))
    kept = film_files.for_path(path)
    assert kept is not None and kept.subtitles.shift == 0.2


def test_a_film_whose_times_jump_back_can_be_gone_about_in_to_its_end(
    session: CaptureSession, qtbot: QtBot, tmp_path: Path
) -> None:
    path = make(tmp_path / "twice.ts")
    path.write_bytes(path.read_bytes() * 2)
    _open(qtbot, session, path)
    assert session.file is not None and session.length == session.file.duration
    session.set_survey(Survey(reached=119 / 24, complete=True, jumps=1))
    session.go(4.0)
    qtbot.waitUntil(lambda: abs(session.at - 4.0) < 0.05)
