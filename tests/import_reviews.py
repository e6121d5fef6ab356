# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of an import's review share: the open dialog, and files for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from letterboxd_files import DIARY, table, zipped
from moodboard.qt import plurals
from moodboard.qt.jobs import JobRunner
from moodboard.services import importing
from moodboard.ui.dialogs.import_dialog import ImportDialog

Open = Callable[[Path], ImportDialog]


@pytest.fixture
def review_of(qtbot: QtBot, library: Path) -> Iterator[Open]:
    """Open the dialog on a file and wait until it has looked."""
    plurals.install()
    jobs = JobRunner()
    kept: list[ImportDialog] = []

    def opened(path: Path) -> ImportDialog:
        dialog = ImportDialog([path], jobs)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        kept.append(dialog)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        qtbot.waitUntil(lambda: "Reading" not in dialog.counts(), timeout=20_000)
        return dialog

    yield opened
    jobs.stop_all()


def history(tmp_path: Path, title: str = "Her", year: int = 2014) -> Path:
    """Write a history of Trakt's: a film whose year is one off."""
    film = {"title": title, "year": year, "ids": {"trakt": 1, "tmdb": 152601, "imdb": None}}
    row = {
        "id": 5,
        "watched_at": "2020-01-02T12:00:00.000Z",
        "action": "watch",
        "type": "movie",
        "movie": film,
    }
    path = tmp_path / "watched-history.json"
    path.write_text(json.dumps([row]))
    return path


def diary(tmp_path: Path, *rows: list[object]) -> Path:
    return zipped(tmp_path / "letterboxd.zip", {"diary.csv": table(DIARY, rows)})


def bring_in(dialog: ImportDialog, qtbot: QtBot) -> importing.ImportReport:
    with qtbot.waitSignal(dialog.imported, timeout=20_000) as came:
        dialog.keep()
    report = came.args[0]
    assert isinstance(report, importing.ImportReport)
    return report
