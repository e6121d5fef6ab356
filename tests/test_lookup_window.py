# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking up in the window: settings, one film field by field, many films, and where facts came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from library_ui import bench
from moodboard.domain.film import Film
from moodboard.qt import plurals
from moodboard.qt.jobs import JobRunner
from moodboard.services import facts_settings, films, metadata, secrets
from moodboard.ui.actions import ActionBook, Needs
from moodboard.ui.dialogs.facts_settings_dialog import ATTRIBUTION, FactsSettingsDialog
from moodboard.ui.dialogs.film_dialog import FilmDialog
from moodboard.ui.dialogs.lookup_candidates import CandidateModel
from moodboard.ui.dialogs.lookup_dialog import LookupDialog
from moodboard.ui.dialogs.lookup_many_dialog import LookupManyDialog
from moodboard.ui.library.facts_control import FactsControl
from tmdb_server import HER, KEY, Ring, Server, film, ring_in_use, serving


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    monkeypatch.delenv("MOODBOARD_TMDB_KEY", raising=False)
    one = Ring()
    with ring_in_use(one):
        yield one
    secrets.forget(secrets.TMDB)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, library: Path) -> Iterator[Server]:
    with serving() as one:
        monkeypatch.setenv(facts_settings.ADDRESS_VARIABLE, one.address)
        yield one


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[JobRunner]:
    plurals.install()
    one = JobRunner()
    yield one
    one.stop_all()


@pytest.fixture
def on(server: Server) -> Server:
    """The server, switched on and with a key."""
    facts_settings.set_on(True)
    secrets.keep(secrets.TMDB, KEY)
    return server


def add(title: str = "Winter Letters", **facts: Any) -> Film:
    return films.add_film(Film(title, **facts))[0]


def looked_up(qtbot: QtBot, jobs: JobRunner, wanted: Film) -> LookupDialog:
    """Open the dialog, and wait until nothing is asked any more."""
    dialog = LookupDialog(wanted, jobs)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    qtbot.waitUntil(lambda: not jobs.running)
    return dialog


# -- one film ------------------------------------------------------------------------------------------


def test_it_searches_at_once_and_shows_who_directed_what(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    on.know(HER, film(8, "Winter Letters", "1950-01-01", credits={"crew": []}))
    dialog = looked_up(qtbot, jobs, add(year=2013))
    assert (dialog.title.text(), dialog.year.text()) == ("Winter Letters", "2013")
    model = dialog.model
    assert [model.data(model.index(n), Qt.ItemDataRole.AccessibleTextRole) for n in range(1)] == [
        "Winter Letters (2013), Ana Lake"
    ]
    assert not model.poster("7").isNull()


def test_ticks_stand_at_blank_fields_and_not_at_ones_own(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    dialog = looked_up(qtbot, jobs, add(runtime=99))
    assert dialog.fields.fields() == {"year", "directors", "imdb", "tmdb", "poster"}
    own = dialog.fields.tick("runtime")
    assert (own.isEnabled(), own.isChecked()) == (True, False)
    assert own.accessibleName() == "Runtime: now 99 min, found 126 min"
    assert {"yours", "From TMDB"} <= {label.text() for label in dialog.fields.findChildren(QLabel)}


def test_enter_fills_in_what_is_ticked(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    wanted = add(runtime=99)
    dialog = looked_up(qtbot, jobs, wanted)
    dialog.fields.tick("directors").setChecked(False)
    with qtbot.waitSignal(dialog.filled) as filled:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    kept = films.film(wanted.id)
    assert (kept.year, kept.runtime, kept.directors, kept.poster != "") == (2013, 99, (), True)
    assert filled.args is not None
    assert set(filled.args[0].after) == {"year", "imdb", "tmdb", "poster"}


def test_a_tick_replaces_ones_own_words(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    wanted = add(runtime=99)
    dialog = looked_up(qtbot, jobs, wanted)
    dialog.fields.tick("runtime").click()
    with qtbot.waitSignal(dialog.filled):
        qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert films.film(wanted.id).runtime == 126


def test_enter_in_the_title_searches_anew(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    on.know(HER, film(8, "Summer Letters"))
    dialog = looked_up(qtbot, jobs, add())
    dialog.title.setFocus()
    dialog.title.setText("Summer")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not jobs.running)
    chosen = dialog.list.chosen()
    assert chosen is not None
    assert (chosen.title, dialog.head.text()) == ("Summer Letters", "Summer Letters (2013)")


def test_the_arrows_choose_another_film(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    on.know(HER, film(8, "Winter Letters II", "1950-01-01", runtime=61))
    dialog = looked_up(qtbot, jobs, add())
    assert dialog.head.text() == "Winter Letters (2013)"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.fields.tick("runtime").accessibleName() == "Runtime: now nothing, found 61 min"


def test_tab_goes_from_the_fields_through_the_films_and_their_ticks_to_the_buttons(
    on: Server, qtbot: QtBot, jobs: JobRunner
) -> None:
    dialog = looked_up(qtbot, jobs, add())
    wanted = [dialog.title, dialog.year, dialog.search_button, dialog.list]
    wanted += [dialog.fields.tick(field) for field in ("year", "directors", "poster")]
    wanted += [dialog.cancel_button, dialog.keep_button]
    order, widget = [], dialog.title.nextInFocusChain()
    while widget is not dialog.title:
        order.append(widget)
        widget = widget.nextInFocusChain()
    assert [one for one in [dialog.title, *order] if one in wanted] == wanted


def test_nothing_found_is_said(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    dialog = looked_up(qtbot, jobs, add("Nobody knows it"))
    assert "Nothing was found" in dialog.told.text()
    assert not dialog.fits()


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "does not know your key"), (429, "wants a pause"), (503, "trouble of its own")],
)
def test_a_failing_server_is_a_sentence_in_the_dialog(
    on: Server, qtbot: QtBot, jobs: JobRunner, status: int, words: str
) -> None:
    on.instead["/3/"] = lambda handler: handler.send(b"{}", status)
    dialog = looked_up(qtbot, jobs, add())
    assert words in dialog.error()
    on.instead.clear()
    qtbot.mouseClick(dialog.search_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.running)
    assert (dialog.error(), dialog.fits()) == ("", True)


def test_a_lying_film_is_a_sentence_and_fills_in_nothing(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    on.films[7] = HER | {"runtime": -5}
    dialog = looked_up(qtbot, jobs, add())
    assert "makes no sense" in dialog.error()
    assert not dialog.fits()


def test_closing_does_not_wait_for_a_silent_server(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    def silence(_handler: object) -> None:
        on.silence.wait()

    on.instead["/3/"] = silence
    dialog = LookupDialog(add(), jobs)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: bool(on.seen))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not jobs.running)


def test_switched_off_it_leads_to_the_settings(server: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    dialog = looked_up(qtbot, jobs, add())
    assert "is off" in dialog.told.text()
    with qtbot.waitSignal(dialog.settings_requested):
        qtbot.mouseClick(dialog.settings_button, Qt.MouseButton.LeftButton)
    assert server.seen == []


def test_the_candidates_are_a_sound_model(qtbot: QtBot) -> None:
    from PySide6.QtGui import QImage

    from moodboard.domain.metadata import Candidate, Service

    model = CandidateModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_candidates([Candidate(Service.TMDB, str(n), f"Film {n}", 2000 + n) for n in range(3)])
    model.complete("1", None, QImage(4, 6, QImage.Format.Format_RGB32))
    model.complete("9", None, QImage())
    assert (model.rowCount(), model.row_of("1"), tester is not None) == (3, 1, True)


# -- many films ------------------------------------------------------------------------------------------


def counted(qtbot: QtBot, jobs: JobRunner) -> LookupManyDialog:
    dialog = LookupManyDialog(jobs)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    qtbot.waitUntil(lambda: not jobs.running)
    return dialog


def test_many_are_counted_first_and_filled_in_when_agreed_to(
    on: Server, qtbot: QtBot, jobs: JobRunner
) -> None:
    sure, unsure = add(), add("Nobody knows it")
    dialog = counted(qtbot, jobs)
    assert dialog.lead.text().startswith("2 films lack")
    assert on.seen == []
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.keep_button, Qt.Key.Key_Return)
    assert dialog.lead.text() == "1 film filled in. 1 left to you:"
    with qtbot.waitSignal(dialog.lookup_requested) as wished:
        dialog.left.setCurrentRow(0)
        qtbot.keyClick(dialog.left, Qt.Key.Key_Return)
    assert wished.args == [unsure.id]
    assert films.film(sure.id).runtime == 126


def test_escape_stops_many_and_tells_what_came(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    add()
    dialog = counted(qtbot, jobs)

    def silence(_handler: object) -> None:
        on.silence.wait()

    on.instead["/3/"] = silence
    dialog.keep()
    qtbot.waitUntil(lambda: bool(on.seen))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not jobs.running)
    assert (dialog.isVisible(), dialog.lead.text()) == (True, "0 films filled in. 1 not asked about.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_many_are_taken_back(on: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    sure = add()
    dialog = counted(qtbot, jobs)
    dialog.taken_back.connect(metadata.take_back)
    with qtbot.waitSignal(dialog.filled):
        dialog.keep()
    qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert films.film(sure.id).runtime is None


# -- the settings ------------------------------------------------------------------------------------------


def settings(qtbot: QtBot, jobs: JobRunner) -> FactsSettingsDialog:
    dialog = FactsSettingsDialog(jobs)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    qtbot.waitUntil(lambda: not jobs.running)
    return dialog


def test_it_is_off_and_says_whose_product_it_is_not(server: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    dialog = settings(qtbot, jobs)
    assert not dialog.on.isChecked()
    assert dialog.attribution.text() == ATTRIBUTION
    assert server.seen == []


def test_saving_switches_on_and_puts_the_key_into_the_keyring(
    server: Server, ring: Ring, qtbot: QtBot, jobs: JobRunner
) -> None:
    dialog = settings(qtbot, jobs)
    dialog.on.click()
    dialog.key.setFocus()
    qtbot.keyClicks(dialog.key, KEY)
    with qtbot.waitSignal(dialog.switched) as switched:
        qtbot.keyClick(dialog.key, Qt.Key.Key_Return)
    assert (switched.args, facts_settings.load().on) == ([True], True)
    assert ring.kept == {("Moodboard", "tmdb"): KEY}


def test_a_key_is_tested_before_it_is_kept(server: Server, ring: Ring, qtbot: QtBot, jobs: JobRunner) -> None:
    dialog = settings(qtbot, jobs)
    qtbot.keyClicks(dialog.key, "wrong")
    qtbot.mouseClick(dialog.test_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "does not know your key" in dialog.error())
    dialog.key.clear()
    qtbot.keyClicks(dialog.key, KEY)
    dialog.test_button.setFocus()
    qtbot.keyClick(dialog.test_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.told.text() == "The key works.")
    assert (dialog.error(), ring.kept) == ("", {})
    assert dialog.focusWidget() is dialog.test_button, "the keyboard stays where it was"


def test_without_a_keyring_the_session_is_offered(server: Server, qtbot: QtBot, jobs: JobRunner) -> None:
    from keyring.backends.fail import Keyring

    with ring_in_use(Keyring()):
        dialog = settings(qtbot, jobs)
        dialog.on.click()
        dialog.key.setFocus()
        qtbot.keyClicks(dialog.key, KEY)
        dialog.keep()
        qtbot.waitUntil(dialog.session_button.isVisible)
        assert "no keyring" in dialog.error()
        with qtbot.waitSignal(dialog.switched):
            dialog.session_button.click()
        assert secrets.find(secrets.TMDB)[0] == KEY


def test_a_kept_key_is_forgotten(on: Server, ring: Ring, qtbot: QtBot, jobs: JobRunner) -> None:
    dialog = settings(qtbot, jobs)
    assert "in the system’s keyring" in dialog.where.text()
    qtbot.mouseClick(dialog.forget_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.told.text() == "The key is forgotten.")
    assert ring.kept == {}
    assert not dialog.forget_button.isVisible()


# -- where facts came from -----------------------------------------------------------------------------------


def test_the_films_dialog_tells_where_a_field_came_from_until_it_is_typed_over(
    library: Path, qtbot: QtBot
) -> None:
    from moodboard.domain.metadata import Found, Service

    wanted = add(year=2013)
    metadata.fill(wanted.id, Found(Service.TMDB, "Winter Letters", runtime=126))
    dialog = FilmDialog(films.film(wanted.id))
    qtbot.addWidget(dialog)
    dialog.open()
    assert [label.text() for label in dialog.findChildren(QLabel)].count("from TMDB") == 1
    dialog.runtime.selectAll()
    qtbot.keyClicks(dialog.runtime, "130")
    assert "from TMDB" not in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.keep()
    assert metadata.sources(wanted.id) == {}
    assert replace(films.film(wanted.id), uuid="").runtime == 130


# -- the commands ------------------------------------------------------------------------------------------


def test_a_command_fills_in_and_the_bar_and_undo_take_it_back(
    on: Server, qtbot: QtBot, jobs: JobRunner, tmp_path: Path
) -> None:
    wanted = add()
    with bench(qtbot, tmp_path) as made:
        made.pane.choose_film(wanted.id)
        book = ActionBook()
        book.have(Needs.FILM, True)
        FactsControl(made.pane, book, jobs, made.events, made.verbs.history, made.verbs)
        book.action("film.lookup").trigger()
        dialog = made.pane.findChild(LookupDialog)
        assert dialog is not None
        qtbot.waitUntil(dialog.fits)
        dialog.keep()
        qtbot.waitUntil(lambda: "Filled in" in made.pane.bar.words())
        assert films.film(wanted.id).runtime == 126
        made.pane.bar.undo_button().click()
        assert films.film(wanted.id).runtime is None
        made.verbs.history.undo()
        made.verbs.history.redo()
        assert films.film(wanted.id).runtime == 126
        qtbot.waitUntil(lambda: not jobs.running)
