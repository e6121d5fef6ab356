# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialogs through which a library leaves: they say what goes, write it, and show where it is."""

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from library_ui import add, keep_line, log
from moodboard.domain.film_sheet import Part
from moodboard.qt.jobs import JobRunner
from moodboard.services import films, library_archive, library_export
from moodboard.services import library as service
from moodboard.ui import messages
from moodboard.ui.actions import ActionBook
from moodboard.ui.dialogs.film_sheet_dialog import FilmSheetDialog
from moodboard.ui.dialogs.out_dialogs import LetterboxdDialog, LibraryDialog, RestoreDialog, TablesDialog
from moodboard.ui.dialogs.process_dialog import ProcessDialog

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000


@pytest.fixture
def her(library: Path) -> int:
    film = add("Her", 2013)
    log(film, "2014-01-19")
    log(film, "summer 2016")
    keep_line(film, "Me too, now we know how.")
    return film


@pytest.fixture
def jobs() -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.stop_all()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(780, 780)
    with qtbot.waitExposed(made):
        made.show()
    return made


def written(dialog: ProcessDialog, qtbot: QtBot) -> None:
    dialog.open()
    qtbot.mouseClick(dialog.keep_button, LEFT)
    qtbot.waitUntil(lambda: not dialog.show_link.isHidden() or bool(dialog.error()), timeout=PATIENCE)
    assert dialog.error() == "" and dialog.keep_button.text() == "Done"
    assert dialog.cancel_button.isHidden()


def naming(monkeypatch: pytest.MonkeyPatch, to: Path) -> None:
    monkeypatch.setattr(messages, "choose_save", lambda *_: to)


def test_the_whole_library_is_counted_and_written(
    her: int, jobs: JobRunner, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = LibraryDialog(jobs, window)
    qtbot.waitUntil(lambda: "film" in dialog.size_words())
    naming(monkeypatch, tmp_path / "mine")
    written(dialog, qtbot)
    assert library_archive.is_library(tmp_path / "mine.zip") and "mine.zip" in dialog.words()
    dialog.accept()


def test_letterboxd_gets_its_csv_and_people_only_when_ticked(
    her: int, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = LetterboxdDialog(window)
    naming(monkeypatch, tmp_path / "lb.csv")
    assert not dialog.people.isChecked()
    written(dialog, qtbot)
    with (tmp_path / "lb.csv").open(encoding="utf-8") as file:
        assert [row["Title"] for row in csv.DictReader(file)] == ["Her", "Her"]
    assert "1 of them have no day" in dialog.words()
    dialog.accept()


def test_tables_go_into_a_new_folder_of_their_own(
    her: int, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = TablesDialog(window)
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.setattr(messages, "choose_folder", lambda *_: place)
    written(dialog, qtbot)
    (made,) = place.iterdir()
    assert (made / "watches.csv").is_file() and made.name in dialog.words()
    dialog.accept()


def test_a_films_page_is_seen_and_written_without_what_stays_home(
    her: int, jobs: JobRunner, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = FilmSheetDialog(her, jobs, window)
    assert dialog.without() == ["notes"]
    dialog.open()
    qtbot.waitUntil(lambda: dialog.preview.image() is not None, timeout=PATIENCE)
    first = dialog.preview.image()
    dialog.ticks[Part.LINES].click()
    qtbot.waitUntil(lambda: dialog.preview.image() != first, timeout=PATIENCE)
    naming(monkeypatch, tmp_path / "her")
    written(dialog, qtbot)
    assert (tmp_path / "her.pdf").read_bytes().startswith(b"%PDF")
    dialog.accept()


def test_other_files_have_other_sizes(her: int, jobs: JobRunner, window: QWidget, qtbot: QtBot) -> None:
    dialog = FilmSheetDialog(her, jobs, window)
    dialog.open()
    qtbot.mouseClick(dialog.kinds.button("png"), LEFT)
    assert dialog.request().shape.name == "page" and dialog.sizes().button("phone").isVisible()
    qtbot.mouseClick(dialog.sizes().button("phone"), LEFT)
    qtbot.mouseClick(dialog.papers.button("dark"), LEFT)
    request = dialog.request()
    assert (request.shape.name, request.dark, request.format.value) == ("phone", True, "png")
    qtbot.mouseClick(dialog.kinds.button("pdf"), LEFT)
    assert dialog.request().shape.name == "a4"
    dialog.reject()


def test_an_error_is_a_sentence_and_the_form_is_there_again(
    her: int, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = LetterboxdDialog(window)
    naming(monkeypatch, tmp_path / "nowhere" / "lb.csv")
    dialog.open()
    qtbot.mouseClick(dialog.keep_button, LEFT)
    qtbot.waitUntil(lambda: bool(dialog.error()), timeout=PATIENCE)
    assert dialog.error().startswith("There is no folder") and dialog.people.isEnabled()
    dialog.reject()


def test_a_library_is_restored_once_its_window_is_closed(
    her: int, library: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    library_export.export(tmp_path / "all.zip")
    films.bin_film(her)
    service.close_library()
    dialog = RestoreDialog(tmp_path / "all.zip", library)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.mouseClick(dialog.keep_button, LEFT)
    qtbot.waitUntil(lambda: dialog.keep_button.text() == "Open Moodboard", timeout=PATIENCE)
    assert "as it was in all.zip" in dialog.words()
    dialog.accept()
    service.open_library(library)
    assert films.find_film("Her").title == "Her"


def test_a_backup_that_is_damaged_changes_nothing(
    her: int, library: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    library_export.export(tmp_path / "all.zip")
    service.close_library()
    (tmp_path / "bad.zip").write_bytes((tmp_path / "all.zip").read_bytes()[:-400])
    dialog = RestoreDialog(tmp_path / "bad.zip", library)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.mouseClick(dialog.keep_button, LEFT)
    qtbot.waitUntil(lambda: bool(dialog.error()), timeout=PATIENCE)
    assert "as it was" in dialog.words()
    dialog.reject()
    service.open_library(library)
    assert films.find_film("Her").title == "Her"


def test_the_film_menu_has_its_exports_and_backups() -> None:
    book = ActionBook()
    menu = book.menu("film")
    menu.aboutToShow.emit()
    titles = {entry.text(): entry.menu() for entry in menu.actions()}
    assert {"Export", "Backup"} <= titles.keys()


def test_the_zip_of_the_dialog_holds_json_by_table(
    her: int, jobs: JobRunner, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = LibraryDialog(jobs, window)
    naming(monkeypatch, tmp_path / "mine.zip")
    written(dialog, qtbot)
    assert "tables/watch.json" in zipfile.ZipFile(tmp_path / "mine.zip").namelist()
    dialog.accept()
