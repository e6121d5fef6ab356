# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways into the window and back out: what is dropped is told apart, imports are listed and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from letterboxd_files import DIARY, FILM, entry, table, zipped
from moodboard.domain import import_help
from moodboard.services import films, importing, lines
from moodboard.services import library as library_service
from moodboard.ui import messages
from moodboard.ui.dialogs.import_dialog import ImportDialog
from moodboard.ui.dialogs.imports_dialog import ImportsDialog
from moodboard.ui.dialogs.lines_text_dialog import LinesTextDialog
from moodboard.ui.dialogs.where_from_dialog import WhereFromDialog
from moodboard.ui.import_files import file_filters, is_export
from moodboard.wiring import Program


@pytest.fixture
def program(qtbot: QtBot, library: Path) -> Iterator[Program]:
    made = Program()
    qtbot.addWidget(made.window)
    made.window.resize(1024, 700)
    with qtbot.waitExposed(made.window):
        made.show()
    yield made
    made.close()


def drop(target: QWidget, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    target.dropEvent(QDropEvent(QPointF(200, 100), copy, mime, left, Qt.KeyboardModifier.NoModifier))


def dialogs(program: Program, kind: type[QDialog]) -> list[QDialog]:
    return list(program.window.findChildren(kind))


def write(folder: Path, name: str, words: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words)
    return path


TRAKT = json.dumps(
    [{"id": 1, "watched_at": "2020-01-02T12:00:00.000Z", "movie": {"title": "Ran", "year": 1985, "ids": {}}}]
)
KODI = "<movie><title>Ran</title><year>1985</year><playcount>2</playcount></movie>"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("diary.csv", table(DIARY, [entry(1)])),
        ("watched-history.json", TRAKT),
        ("watched-history.jsonl", TRAKT[1:-1]),
        ("Ran.nfo", KODI),
        ("films.txt", "Title\tYear\nHer\t2013\nRan\t1985\n"),
        ("films.tsv", "Title\tYear\nHer\t2013\nRan\t1985\n"),
    ],
)
def test_every_kind_of_export_is_reviewed_when_dropped(
    program: Program, qtbot: QtBot, tmp_path: Path, name: str, words: str
) -> None:
    drop(program.window, write(tmp_path, name, words))
    (dialog,) = program.window.findChildren(ImportDialog)
    qtbot.waitUntil(lambda: "to bring in" in dialog.counts())
    dialog.reject()


def test_a_text_of_words_becomes_lines(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    drop(program.window, write(tmp_path, "lines.txt", "It rained for a year.\n\nNobody waits."))
    (dialog,) = program.window.findChildren(LinesTextDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    dialog.keep()
    assert len(lines.find_lines()) == 2
    program.pane.bar.undo_button().click()
    assert not lines.find_lines()


def test_what_lies_on_the_board_is_no_export(program: Program, tmp_path: Path) -> None:
    program.new_board(None)
    drop(program.board_page.canvas, write(tmp_path, "watched-history.json", TRAKT))
    assert dialogs(program, ImportDialog)


def test_a_folder_of_kodi_is_an_export_and_one_of_pictures_is_none(tmp_path: Path) -> None:
    write(tmp_path, "kodi/Ran (1985)/movie.nfo", KODI)
    write(tmp_path, "kodi/Ran (1985)/poster.jpg", "")
    write(tmp_path, "shots/a.jpg", "")
    write(tmp_path, "shots/a.json", "{}")
    write(tmp_path, "trakt/ana/watched/watched-movies.json", "[]")
    assert is_export(tmp_path / "kodi")
    assert not is_export(tmp_path / "shots")
    assert is_export(tmp_path / "trakt")


def test_the_file_dialog_offers_every_kind() -> None:
    offered = file_filters()[0]
    for ending in ("zip", "csv", "json", "jsonl", "nfo", "txt", "bee", "pur", "jpg"):
        assert f"*.{ending}" in offered


def test_the_film_seen_most_often_is_chosen_after_an_import(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [entry(1), entry(2, "Tag", 2018, day="2020-01-01"), entry(3, "Tag", 2018, day="2021-01-01")]
    drop(program.window, zipped(tmp_path / "letterboxd.zip", {"diary.csv": table(DIARY, rows)}))
    (dialog,) = program.window.findChildren(ImportDialog)
    qtbot.waitUntil(lambda: "to bring in" in dialog.counts())
    with qtbot.waitSignal(dialog.imported):
        dialog.keep()
    assert program.pane.chosen_film() == films.find_film("Tag").id


def brought(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "letterboxd.zip",
        {
            "diary.csv": table(DIARY, [entry(1)]),
            "watched.csv": table(FILM, [["2024-01-01", "Her", 2013, "https://boxd.it/5mOS"]]),
        },
    )
    importing.run([path])


def test_imports_are_listed_and_taken_back(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(tmp_path)
    program.book.action("library.imports").trigger()
    (dialog,) = program.window.findChildren(ImportsDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    words = [dialog.model.index(0, column).data() for column in range(1, 5)]
    assert words == ["Letterboxd", "letterboxd.zip", "1 film and 1 watch", "in the library"]
    monkeypatch.setattr(messages, "ask", lambda *_args: True)
    with qtbot.waitSignal(dialog.taken_back):
        qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.index(0, 4).data() == "taken back")
    assert not dialog.back_button.isEnabled()
    assert library_service.is_empty()


def test_taking_back_is_asked_about(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(tmp_path)
    program.book.action("library.imports").trigger()
    (dialog,) = program.window.findChildren(ImportsDialog)
    qtbot.waitUntil(dialog.back_button.isEnabled)
    monkeypatch.setattr(messages, "ask", lambda *_args: False)
    qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert films.count_films() == 1


def test_the_list_of_imports_keeps_to_the_rules_of_models(
    program: Program, qtbot: QtBot, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    brought(tmp_path)
    dialog = ImportsDialog(program.jobs, program.window)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    qtmodeltester.check(dialog.model)


def test_every_service_says_how_to_get_its_export(program: Program) -> None:
    program.book.action("library.where_from").trigger()
    (dialog,) = program.window.findChildren(WhereFromDialog)
    assert dialog.shown() == tuple(import_help.SERVICES)
    dialog.search.setText("bee")
    assert dialog.shown() == ("beeref",)
    dialog.search.setText("no such thing")
    assert not dialog.nothing.isHidden()


def test_the_first_run_tells_of_each_chip_and_opens_the_whole_list(program: Program, qtbot: QtBot) -> None:
    card = program.first_run.drop_card
    for chip, words in ((card.imdb, "imdb.com"), (card.boards, ".bee or .pur"), (card.table, "CSV")):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert words in card.words()
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert dialogs(program, WhereFromDialog)


def test_a_count_that_nobody_told_whole_is_one_more_until_it_is_told(
    program: Program, tmp_path: Path
) -> None:
    importing.run([zipped(tmp_path / "a.zip", {"diary.csv": table(DIARY, [entry(1, rewatch="Yes")])})])
    program.pane.reload()
    film = films.find_film("Her")
    row = program.pane.model.film_at(0)
    assert row is not None
    assert row.at_least
    spoken = program.pane.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "seen 2 times at least" in spoken
    program.verbs.set_times_seen(film.id, 2)
    assert films.film_row(film.id).times_seen == 2
    assert not films.film_row(film.id).at_least
