# SPDX-License-Identifier: GPL-3.0-or-later
"""The import dialog: what is found is shown first, comes in by one button, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from letterboxd_files import DIARY, FILM, entry, table, zipped
from moodboard.qt import plurals
from moodboard.qt.jobs import JobRunner
from moodboard.services import films
from moodboard.services import library as library_service
from moodboard.ui.dialogs.import_dialog import ImportDialog

Files = dict[str, str | bytes]
GOOD: Files = {
    "watched.csv": table(FILM, [["2024-01-01", "Her", 2013, "https://boxd.it/5mOS"]]),
    "diary.csv": table(DIARY, [entry(1), entry(2, day="2024-02-02")]),
}
BAD: Files = {"diary.csv": table(DIARY, [entry(1), entry(2, day="nonsense")]), "ratings.csv": b"\0" * 80}


@pytest.fixture
def bring(qtbot: QtBot, library: Path, tmp_path: Path) -> Iterator[Callable[[Files], ImportDialog]]:
    """Open the dialog on a ZIP of these files and wait until it has looked."""
    plurals.install()
    jobs = JobRunner()

    def opened(files: Files) -> ImportDialog:
        dialog = ImportDialog([zipped(tmp_path / "letterboxd.zip", files)], jobs)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        qtbot.waitUntil(lambda: "Reading" not in dialog.counts())
        return dialog

    yield opened
    jobs.stop_all()


def test_nothing_is_written_before_it_is_agreed_to(bring: Callable[[Files], ImportDialog]) -> None:
    dialog = bring(GOOD)
    assert dialog.counts() == "1 film and 2 watches to bring in."
    assert library_service.is_empty()


def test_enter_imports_and_enter_again_closes(bring: Callable[[Files], ImportDialog], qtbot: QtBot) -> None:
    dialog = bring(GOOD)
    with qtbot.waitSignal(dialog.imported):
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    assert dialog.counts() == "1 film and 2 watches came in."
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    assert films.count_films() == 1


def test_an_import_is_taken_back_whole(bring: Callable[[Files], ImportDialog], qtbot: QtBot) -> None:
    dialog = bring(GOOD)
    with qtbot.waitSignal(dialog.imported):
        dialog.keep()
    with qtbot.waitSignal(dialog.taken_back):
        qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert dialog.counts() == "Taken back. Your library is as it was."
    assert library_service.is_empty()


def test_a_file_that_cannot_be_read_leaves_no_empty_room(library: Path, tmp_path: Path, qtbot: QtBot) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    jobs, window = JobRunner(), QWidget()
    window.resize(780, 780)
    qtbot.addWidget(window)
    window.show()
    dialog = ImportDialog([broken], jobs, window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    qtbot.waitUntil(lambda: 0 < dialog.height() <= dialog.sizeHint().height())
    jobs.stop_all()


def test_a_second_import_of_the_same_says_that_nothing_is_new(
    bring: Callable[[Files], ImportDialog], qtbot: QtBot
) -> None:
    dialog = bring(GOOD)
    with qtbot.waitSignal(dialog.imported):
        dialog.keep()
    dialog.keep()
    assert bring(GOOD).counts() == "There is nothing new in it."


def test_a_heart_alone_is_something_to_bring_in(bring: Callable[[Files], ImportDialog], qtbot: QtBot) -> None:
    dialog = bring(GOOD)
    with qtbot.waitSignal(dialog.imported):
        dialog.keep()
    dialog.keep()
    hearts: Files = {"likes/films.csv": table(FILM, [["2024-01-01", "Her", 2013, "https://boxd.it/5mOS"]])}
    assert bring(hearts).counts() == "1 row with more about your films to bring in."


def test_rows_that_cannot_be_read_are_told_with_file_line_and_reason(
    bring: Callable[[Files], ImportDialog],
) -> None:
    lines = bring(BAD).problems()
    assert any(line.startswith("diary.csv, 3: ") for line in lines)
    assert any(line.startswith("ratings.csv: ") for line in lines)


def test_the_dialog_is_wide_enough_for_its_sentences(bring: Callable[[Files], ImportDialog]) -> None:
    assert bring(GOOD).width() >= 520
