# SPDX-License-Identifier: GPL-3.0-or-later
"""The film catalogue in the window: films offered while one types, and the dialog that makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import catalogue_files as files
from moodboard.domain.catalogue import FilmFacts
from moodboard.domain.film import Film
from moodboard.qt.jobs import JobRunner
from moodboard.services import catalogue, films
from moodboard.store import catalogue as store
from moodboard.ui import messages, theme
from moodboard.ui.catalogue_control import CatalogueControl
from moodboard.ui.dialogs.catalogue_dialog import CatalogueDialog
from moodboard.ui.dialogs.film_completion import FilmCompletion, Offer, OfferModel
from moodboard.ui.dialogs.film_dialog import FilmDialog
from moodboard.ui.dialogs.log_watch import LogWatchDialog
from moodboard.ui.first_run import FirstRun
from moodboard.wiring import Program


@pytest.fixture
def made(library: Path, tmp_path: Path, qapp: QApplication) -> Path:
    """A catalogue of a few films; the library's folder."""
    theme.apply(qapp, "light")
    catalogue.index(files.some(tmp_path / "imdb"))
    return library


def _shown(qtbot: QtBot, widget: QWidget) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # qtbot closes it, too
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()


def _typed(qtbot: QtBot, field: QLineEdit, completion: FilmCompletion, words: str, offered: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)
    qtbot.waitUntil(lambda: offered in completion.names())


def _offer(completion: FilmCompletion, name: str) -> Offer:
    return completion.model.offers()[completion.names().index(name)]


# Offers


def test_the_library_comes_first_and_no_film_twice(made: Path, qtbot: QtBot) -> None:
    films.add_film(Film("Letters from the Harbour", 2003))
    field = QLineEdit()
    _shown(qtbot, field)
    completion = FilmCompletion(field)
    _typed(qtbot, field, completion, "harbour", "Harbour Express (1994)")
    names = completion.names()
    assert names[0] == "Letters from the Harbour (2003)"
    assert len(names) == len(set(names)) and "The Harbour (1961)" in names


def test_the_second_line_tells_films_apart_and_where_they_are_known_from(
    made: Path, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    facts = catalogue.suggest("harbour exp")[0]
    model = OfferModel()
    model.set_offers(
        (
            Offer("Her", 2013, ("Spike Jonze",), film_id=3),
            Offer(facts.title, 1994, facts.directors, facts=facts),
        )
    )
    qtmodeltester.check(model)
    assert [model.second_line(offer) for offer in model.offers()] == [
        "2013 · Spike Jonze · in your library",
        "1994 · Lam Wai · IMDb",
    ]


def test_found_by_its_other_title_that_one_is_told_too(made: Path, qtbot: QtBot) -> None:
    field = QLineEdit()
    _shown(qtbot, field)
    completion = FilmCompletion(field)
    _typed(qtbot, field, completion, "gong hoi", "Harbour Express (1994)")
    assert completion.model.second_line(completion.model.offers()[0]).startswith("Gong Hoi sam lam · 1994")


def test_a_late_answer_to_older_words_is_not_shown(made: Path, qtbot: QtBot) -> None:
    field = QLineEdit()
    _shown(qtbot, field)
    completion = FilmCompletion(field)
    _typed(qtbot, field, completion, "amelie", "Amélie’s Umbrella (2001)")
    completion._on_answer("harbour", catalogue.suggest("harbour"))
    assert completion.names() == ["Amélie’s Umbrella (2001)"]


def test_a_dialog_closed_before_the_answer_harms_nobody(made: Path, qtbot: QtBot) -> None:
    dialog = FilmDialog(None)
    dialog.show()
    qtbot.keyClicks(dialog.title, "harbour")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


# Adding


@pytest.fixture
def adding(made: Path, qtbot: QtBot) -> FilmDialog:
    dialog = FilmDialog(None)
    _shown(qtbot, dialog)
    return dialog


def _completion(dialog: FilmDialog) -> FilmCompletion:
    assert dialog._facts is not None
    return dialog._facts.completion


def test_picked_with_the_keyboard_a_film_fills_the_fields(adding: FilmDialog, qtbot: QtBot) -> None:
    _typed(qtbot, adding.title, _completion(adding), "harbour exp", "Harbour Express (1994)")
    popup = adding.title.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert (adding.title.text(), adding.year.text()) == ("Harbour Express", "1994")
    assert (adding.directors.text(), adding.runtime.text()) == ("Lam Wai", "102")
    with qtbot.waitSignal(adding.kept) as kept:
        adding.keep()
    film = kept.args[0]
    assert (film.imdb, film.original_title) == ("tt0000011", "Gong Hoi sam lam")


def test_down_goes_to_the_first_offer_first(adding: FilmDialog, qtbot: QtBot) -> None:
    completion = _completion(adding)
    _typed(qtbot, adding.title, completion, "harbour", "Harbour Express (1994)")
    popup = adding.title.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    for row in (0, 1):
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        assert popup.currentIndex().row() == row
        assert adding.title.text() == completion.model.offers()[row].title


def test_what_was_typed_by_hand_stays(adding: FilmDialog, qtbot: QtBot) -> None:
    adding.directors.setText("Somebody else")
    _typed(qtbot, adding.title, _completion(adding), "harbour exp", "Harbour Express (1994)")
    _completion(adding).pick(_offer(_completion(adding), "Harbour Express (1994)"))
    assert adding.directors.text() == "Somebody else" and adding.runtime.text() == "102"


def test_another_pick_writes_over_the_first_ones_facts(adding: FilmDialog, qtbot: QtBot) -> None:
    completion = _completion(adding)
    _typed(qtbot, adding.title, completion, "harbour", "Harbour Express (1994)")
    first, second = _offer(completion, "Harbour Express (1994)"), _offer(completion, "The Harbour (1961)")
    completion.pick(first)
    completion.pick(second)
    assert (adding.year.text(), adding.directors.text()) == ("1961", "Ana Voss, Ilse Brandt")


def test_a_title_changed_after_the_pick_is_another_film(adding: FilmDialog, qtbot: QtBot) -> None:
    _typed(qtbot, adding.title, _completion(adding), "harbour exp", "Harbour Express (1994)")
    _completion(adding).pick(_offer(_completion(adding), "Harbour Express (1994)"))
    adding.title.setText("Something of mine")
    with qtbot.waitSignal(adding.kept) as kept:
        adding.keep()
    assert kept.args[0].imdb == "" and kept.args[0].original_title == ""


def test_enter_adds_what_was_typed_when_nothing_is_picked(adding: FilmDialog, qtbot: QtBot) -> None:
    _typed(qtbot, adding.title, _completion(adding), "harbour", "Harbour Express (1994)")
    with qtbot.waitSignal(adding.kept) as kept:
        adding.keep()
    assert (kept.args[0].title, kept.args[0].imdb) == ("harbour", "")


def test_a_picked_film_that_is_there_leads_to_it(adding: FilmDialog, qtbot: QtBot) -> None:
    mine, _ = films.add_film(Film("By another name", imdb="tt0000011"))
    _typed(qtbot, adding.title, _completion(adding), "harbour exp", "Harbour Express (1994)")
    with qtbot.waitSignal(adding.known_picked) as known:
        _completion(adding).pick(_offer(_completion(adding), "Harbour Express (1994)"))
    assert known.args == [mine.id] and films.count_films() == 1


def test_a_watch_of_a_film_of_the_catalogue_brings_the_film_in(made: Path, qtbot: QtBot) -> None:
    dialog = LogWatchDialog(None, now=lambda: datetime(2026, 2, 3, 21, 0))
    _shown(qtbot, dialog)
    completion = dialog.film_field.completion
    _typed(qtbot, dialog.film_field, completion, "harbour exp", "Harbour Express (1994)")
    completion.pick(_offer(completion, "Harbour Express (1994)"))
    assert dialog.heading.text() == "Harbour Express (1994)" and films.count_films() == 0
    with qtbot.waitSignal(dialog.kept) as kept:
        dialog.keep()
    assert films.film(kept.args[0].film_id).directors == ("Lam Wai",)


def test_another_film_forgets_the_one_of_the_catalogue(made: Path, qtbot: QtBot) -> None:
    dialog = LogWatchDialog(None)
    _shown(qtbot, dialog)
    dialog.film_field.facts_picked.emit(catalogue.suggest("harbour exp")[0])
    qtbot.mouseClick(dialog.change_film, Qt.MouseButton.LeftButton)
    dialog.keep()
    assert dialog.error() and films.count_films() == 0


def test_the_first_run_completes_from_the_catalogue(made: Path, qtbot: QtBot) -> None:
    page = FirstRun()
    page.resize(1440, 900)
    _shown(qtbot, page)
    page.add_card.open()
    completion = page.add_card._completion
    assert completion is not None
    _typed(qtbot, page.add_card.field, completion, "harbour exp", "Harbour Express (1994)")
    with qtbot.waitSignal(page.facts_picked) as picked:
        completion.pick(_offer(completion, "Harbour Express (1994)"))
    facts = picked.args[0]
    assert isinstance(facts, FilmFacts) and facts.year == 1994 and not page.add_card.field.isVisible()


# The dialog


class _Bench:
    """A window with the catalogue's dialog."""

    def __init__(self, qtbot: QtBot) -> None:
        self.jobs = JobRunner()
        self.window = QWidget()
        self.window.resize(800, 700)
        _shown(qtbot, self.window)
        self.control = CatalogueControl(self.window, self.jobs)

    def open(self, *paths: Path) -> CatalogueDialog:
        self.control.open(paths)
        dialog = self.window.findChild(CatalogueDialog)
        assert dialog is not None
        return dialog


@pytest.fixture
def bench(library: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[_Bench]:
    theme.apply(qapp, "light")
    made = _Bench(qtbot)
    yield made
    made.jobs.stop_all()


def test_files_given_make_the_catalogue_and_the_dialog_says_how_many(
    bench: _Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = bench.open()
    assert "none yet" in dialog.state.text() and not dialog.remove_button.isVisible()
    with qtbot.waitSignal(bench.control.made):
        dialog.take(files.some(tmp_path))
    assert dialog.state.text() == "7 films" and dialog.remove_button.isVisible()
    assert not dialog.error()


def test_a_wrong_file_is_said_in_the_dialog(bench: _Bench, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "letter.tsv").write_text("Dear Ana", encoding="utf-8")
    dialog = bench.open()
    with qtbot.waitSignal(bench.control.failed):
        dialog.take([tmp_path / "letter.tsv"])
    assert "none of IMDb’s tables" in dialog.error() and dialog.keep_button.isEnabled()


def test_files_chosen_and_dropped_are_taken(
    bench: _Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files.some(tmp_path)
    dialog = bench.open()
    monkeypatch.setattr(messages, "choose_files", lambda *_: paths[:1])
    with qtbot.waitSignal(bench.control.made):
        qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert "Without directors" in dialog.detail.text()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths[1:]])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(bench.control.made):
        dialog.dropEvent(QDropEvent(QPointF(9, 9), copy, mime, left, none))
    assert "Without directors" not in dialog.detail.text()


def test_stopped_it_says_that_it_goes_on(
    bench: _Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "index", _waiting(bench))
    dialog = bench.open()
    dialog.take(files.some(tmp_path))
    assert dialog.stop_button.isVisible() and not dialog.keep_button.isEnabled()
    (bench_folder := tmp_path / "Moodboard" / store.PART).write_bytes(b"")
    with qtbot.waitSignal(bench.control.stopped):
        qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    assert bench_folder.exists() and "goes on there" in dialog.detail.text()
    assert dialog.keep_button.isEnabled() and not dialog.stop_button.isVisible()


def test_closed_it_goes_on_and_the_window_is_told(
    bench: _Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = bench.open()
    monkeypatch.setattr(bench.jobs, "start", lambda _job: None)
    dialog.take(files.some(tmp_path))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    job = bench.control._job
    assert job is not None and not job.is_cancelled
    with qtbot.waitSignal(bench.control.told) as told:
        JobRunner.start(bench.jobs, job)
    assert told.args == ["The film catalogue is ready: 7 films.", False]


def test_removed_after_a_question(
    bench: _Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue.index(files.some(tmp_path))
    dialog = bench.open()
    answers = iter((False, True))
    monkeypatch.setattr(messages, "ask", lambda *_: next(answers))
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert catalogue.status().films == 7
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert catalogue.status().films == 0 and "none yet" in dialog.state.text()


def test_what_imdb_asks_to_be_shown_is_shown(bench: _Bench) -> None:
    from PySide6.QtWidgets import QLabel

    said = [label.text() for label in bench.open().findChildren(QLabel)]
    assert "Information courtesy of IMDb (imdb.com). Used with permission." in said


def _waiting(bench: _Bench) -> Callable[..., object]:
    """Return a making that reports until it is stopped."""

    def index(_paths: object, report: Callable[[int, int], None]) -> object:
        while True:
            report(1, 2)

    return index


def test_tables_dropped_on_the_window_open_the_dialog(library: Path, qtbot: QtBot, tmp_path: Path) -> None:
    paths = files.some(tmp_path / "imdb")
    program = Program()
    try:
        with qtbot.waitSignal(program.catalogue.made):
            program.window.paths_dropped.emit(paths)
        dialog = program.window.findChild(CatalogueDialog)
        assert dialog is not None and catalogue.status().films == 7
        dialog.close()
        program.verbs.add_found(catalogue.suggest("harbour exp")[0])
        assert films.find_film("Harbour Express").imdb == "tt0000011"
    finally:
        program.close()
