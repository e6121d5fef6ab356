# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a film that plays elsewhere, and what the program does about it when it ends or starts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from moodboard.domain import watching as domain
from moodboard.domain.film import Film
from moodboard.qt.settings import SCREENSHOTS, SCREENSHOTS_ON, WATCHING_AT, Settings
from moodboard.services import films, watches
from moodboard.services import watching as service
from moodboard.ui import messages
from moodboard.ui.on_ground import tokens_on
from moodboard.ui.watching.window import on_screen
from watching_world import CONTROL, START, Watching, key, shot, start, type_line, watching_her

__all__ = ["watching_her"]


# -- the end -------------------------------------------------------------------------------------------


def test_closing_asks_and_enter_logs_once(qtbot: QtBot, here: Watching) -> None:
    type_line(qtbot, here, "/ the light")
    here.later(7000)
    key(qtbot, here.window.entry.field, Qt.Key.Key_W, CONTROL)
    form = here.window.form
    assert here.window.is_finishing()
    qtbot.keyClicks(form.stars, "4")
    qtbot.keyClicks(form.stars, "w")
    qtbot.keyClicks(form.words, "arm")
    form.medium.setText("Television")
    key(qtbot, form.medium, Qt.Key.Key_Return)
    (watch,) = watches.watches_of(here.film)
    assert (watch.rating, watch.note, watch.medium) == (8, "warm\n\n0:00:00 the light", "Television")
    assert (service.going(), here.window.isVisible()) == (None, False)
    assert not here.program.window.top_bar.watching_button.isVisible()
    here.program.history.undo()
    assert watches.watches_of(here.film) == ()
    here.program.history.redo()
    assert [one.uuid for one in watches.watches_of(here.film)] == [watch.uuid]


def test_escape_goes_back_and_forgets_nothing(qtbot: QtBot, here: Watching) -> None:
    here.view.finish()
    form = here.window.form
    qtbot.keyClicks(form.stars, "3")
    key(qtbot, form.stars, Qt.Key.Key_Escape)
    assert not here.window.is_finishing()
    assert service.going() is not None
    here.view.finish()
    assert form.stars.rating() == 6


def test_not_finished_is_logged_as_that(here: Watching) -> None:
    here.view.finish()
    here.window.form.unfinished.click()
    assert [one.finished for one in watches.watches_of(here.film)] == [False]


def test_not_logged_comes_back_with_undo_at_rest(here: Watching) -> None:
    here.later(100)
    here.view.finish()
    here.window.form.drop.click()
    assert (service.going(), here.window.isVisible()) == (None, False)
    here.program.history.undo()
    assert here.window.isVisible()
    here.later(60)
    assert here.time() == "0:01:40"


def test_undo_of_a_log_takes_the_film_up_again_with_what_was_said(qtbot: QtBot, here: Watching) -> None:
    type_line(qtbot, here, "/ the light")
    here.later(100)
    here.view.finish()
    qtbot.keyClicks(here.window.form.stars, "4")
    here.window.form.log.click()
    here.program.history.undo()
    assert watches.watches_of(here.film) == ()
    here.later(60)
    assert (here.window.isVisible(), here.time(), len(here.kept())) == (True, "0:01:40", 1)
    assert here.window.form.stars.rating() == 8
    here.program.history.redo()
    assert (service.going(), len(watches.watches_of(here.film))) == (None, 1)


def test_undo_of_a_log_leaves_another_film_alone(here: Watching) -> None:
    here.view.finish()
    here.window.form.log.click()
    other = films.add_film(Film("Arrival", 2016))[0].id
    here.program.watching.begin(other)
    here.program.history.undo()
    going = service.going()
    assert going is not None
    assert (going.film_id, watches.watches_of(here.film)) == (other, ())


def test_the_window_grows_with_what_is_said_of_a_date(qtbot: QtBot, here: Watching) -> None:
    here.view.finish()
    before = here.window.height()
    here.window.form.when.field.setText("sdfsdf")
    qtbot.waitUntil(lambda: here.window.height() > before)


def test_the_folder_that_vanished_is_told_where_one_looks(here: Watching, tmp_path: Path) -> None:
    folder = here.program.film_files.screenshots.folder
    folder.gone.emit(str(tmp_path / "shots"))
    assert "“shots” is gone" in here.window.question.words.text()
    folder.back.emit(str(tmp_path / "shots"))
    assert not here.window.question.isVisible()


def test_the_last_watch_fills_with_where_and_on_what(here: Watching) -> None:
    here.view.finish()
    here.window.form.people.setText("Ana, Jo")
    here.window.form.where.setText("the Rex")
    here.window.form.medium.setText("Cinema")
    here.window.form.log.click()
    here.program.watching.begin(here.film)
    form = here.window.form
    assert (form.people.text(), form.where.text(), form.medium.text()) == ("Ana, Jo", "the Rex", "Cinema")


def test_another_film_waits_until_the_first_is_closed(here: Watching) -> None:
    other = films.add_film(Film("Arrival", 2016))[0].id
    here.program.watching.begin(other)
    assert here.window.form.heading.text() == "“Her” first, then “Arrival”."
    here.window.form.log.click()
    going = service.going()
    assert going is not None
    assert (going.film_id, here.window.title.text(), here.window.is_finishing()) == (other, "Arrival", False)


def test_going_back_forgets_the_other_film(qtbot: QtBot, here: Watching) -> None:
    other = films.add_film(Film("Arrival", 2016))[0].id
    here.program.watching.begin(other)
    key(qtbot, here.window.form.stars, Qt.Key.Key_Escape)
    here.view.finish()
    here.window.form.log.click()
    assert service.going() is None


# -- life ----------------------------------------------------------------------------------------------


def test_quitting_says_that_the_film_goes_on(here: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(messages, "ask", lambda _parent, *words: bool(said.append(" ".join(words))))
    here.later(61)
    assert not here.program.window.close()
    assert here.program.window.isVisible()
    assert "“Her”: 0:01:01" in said[0]
    assert "next start" in said[0]
    monkeypatch.setattr(messages, "ask", lambda *_words: True)
    assert here.program.window.close()
    assert service.going() is not None


def test_the_next_start_opens_the_window_at_the_right_time(qtbot: QtBot, library: Path) -> None:
    film = films.add_film(Film("Her", 2013, runtime=126))[0].id
    sitting, _ = service.begin(film, START)
    service.beat(sitting.uuid, START + timedelta(seconds=600))
    here = start(film)
    here.now = START + timedelta(seconds=1320)
    here.program.watching.restore()
    assert (here.window.isVisible(), here.time()) == (True, "0:22:00")
    assert here.window.question.words.text() == "Moodboard was closed for 12 min. Count it?"
    here.window.question.answers[1].click()
    assert here.time() == "0:10:00"
    qtbot.waitUntil(lambda: here.program.jobs.running == 0)
    here.program.close()


def test_a_start_with_nothing_going_makes_no_window(library: Path) -> None:
    here = start(0)
    here.program.watching.restore()
    assert here.program.watching.view is None
    here.program.close()


def test_what_another_process_does_is_seen(here: Watching) -> None:
    sitting = service.going()
    assert sitting is not None
    here.later(10)
    _, changes = service.pause(sitting.uuid, here.now)
    here.program.events.publish(changes, None)
    assert here.window.pause.text() == "Go on"
    _, changes = service.drop(sitting.uuid, here.now)
    here.program.events.publish(changes, None)
    assert not here.window.isVisible()


def test_signs_of_life_are_written_down(qtbot: QtBot, here: Watching) -> None:
    here.later(65)

    def alive() -> bool:
        sitting = service.going()
        return sitting is not None and domain.moment_of(sitting.alive) == here.now

    qtbot.waitUntil(lambda: here.program.jobs.running == 0)
    here.later(30)
    qtbot.waitUntil(alive)


def test_the_window_is_never_off_the_screen_and_remembers_its_place(here: Watching) -> None:
    free = QGuiApplication.primaryScreen().availableGeometry()
    far = on_screen(QRect(free.right() + 4000, -900, 360, 220))
    assert free.contains(QRect(far, here.window.size()))
    here.window.move(QPoint(40, 60))
    assert Settings().get(WATCHING_AT) == "40,60" or here.program.settings.get(WATCHING_AT) == "40,60"


def test_it_is_dark_in_both_themes(here: Watching) -> None:
    for mode in ("light", "dark"):
        here.program.theme.set_mode(mode)
        assert tokens_on(here.window.form.stars).dark
        pixel = here.window.grab().toImage().pixelColor(4, 4)
        assert pixel.lightness() < 40
    here.program.theme.set_mode("light")


def test_every_control_says_what_it_is(here: Watching) -> None:
    here.view.finish()
    for button in here.window.findChildren(QAbstractButton):
        assert button.accessibleName(), button
        assert button.toolTip(), button.accessibleName()
    window = here.window
    for part in (window.entry.field, window.kept, window.face, window.form.people, window.form.words):
        assert part.accessibleName()


def test_a_folder_that_is_watched_gives_its_file_to_the_film(
    qtbot: QtBot, here: Watching, tmp_path: Path
) -> None:
    folder = tmp_path / "Screenshots"
    folder.mkdir()
    here.program.settings.set(SCREENSHOTS, str(folder))
    here.program.settings.set(SCREENSHOTS_ON, True)
    screenshots = here.program.film_files.screenshots
    screenshots.folder.watch(folder, fresh=True)
    qtbot.waitUntil(lambda: here.program.jobs.running == 0)
    here.now = datetime.now(UTC)
    sitting = service.going()
    assert sitting is not None
    here.view.set_time(300)
    shot(folder, "Screenshot.png", here.now)
    screenshots.folder.look()
    qtbot.waitUntil(lambda: len(here.kept()) == 1, timeout=8000)
    assert here.kept()[0][1] == pytest.approx(300, abs=1)
    screenshots.stop()
