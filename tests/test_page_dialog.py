# SPDX-License-Identifier: GPL-3.0-or-later
"""A page chosen in the send dialog, in the export dialog and on the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moodboard.cli import main as cli
from moodboard.domain.export import ExportRequest, Format
from moodboard.qt.jobs import JobRunner
from moodboard.qt.tokens import LIGHT
from moodboard.services import boards, sample
from moodboard.services import library as libraries
from moodboard.ui import messages, theme
from moodboard.ui.dialogs import export_options
from moodboard.ui.dialogs.export_dialog import ExportDialog
from moodboard.ui.dialogs.send_dialog import PAGE, SendDialog

LEFT = Qt.MouseButton.LeftButton
NOTE = "Nobody spoke until the depot."


@pytest.fixture
def board_id(library: Path, qapp: QApplication) -> int:
    theme.apply(qapp, "light")
    sample.add_sample()
    return boards.find_board("Now we know how").id


@pytest.fixture
def dialog(board_id: int, qtbot: QtBot) -> Iterator[SendDialog]:
    window = QWidget()  # the dialog goes when it is closed, and takes nobody along
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    jobs = JobRunner(window)
    made = SendDialog(board_id, jobs, window, dark=True)
    made.show()
    qtbot.mouseClick(made.kinds.button(PAGE), LEFT)
    yield made
    jobs.stop_all()


def saved(dialog: SendDialog, to: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(messages, "choose_save", lambda *_: to)
    with qtbot.waitSignal(dialog.sent, timeout=30_000) as done:
        qtbot.mouseClick(dialog.keep_button, LEFT)
    assert done.args is not None
    return Path(done.args[0]).read_text("utf-8")


def test_for_any_browser_a_page_is_written(
    dialog: SendDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "any phone" in dialog.words()
    source = saved(dialog, tmp_path / "mood", qtbot, monkeypatch)
    assert (tmp_path / "mood.html").is_file() and "<h1>Now we know how</h1>" in source
    assert NOTE not in source and "Seen ×" not in source and 'content="dark"' in source


def test_what_is_ticked_goes_on_the_page(
    dialog: SendDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tick in (dialog.watches, dialog.notes):
        tick.setChecked(True)
    source = saved(dialog, tmp_path / "mood.htm", qtbot, monkeypatch)
    assert NOTE in source and "Seen ×12" in source and "with Ana" not in source


def test_the_size_of_the_page_is_told_before(dialog: SendDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "about" in dialog._size.text())
    assert export_options.bytes_text(19_000_000) in export_options.page_sentence(19_000_000)
    assert "mailboxes" not in export_options.page_sentence(19_000_000)
    assert "mailboxes" in export_options.page_sentence(21_000_000)


def test_a_page_that_is_stopped_leaves_no_file(
    dialog: SendDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_save", lambda *_: tmp_path / "mood.html")
    qtbot.mouseClick(dialog.keep_button, LEFT)
    assert not dialog.kinds.isEnabled()
    qtbot.mouseClick(dialog.cancel_button, LEFT)
    assert list(tmp_path.glob("*mood*")) == []


def test_choosing_a_page_keeps_the_notes_home(board_id: int, qtbot: QtBot) -> None:
    dialog = ExportDialog(board_id, (), LIGHT)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.plan() is not None)
    panel = dialog.panel
    qtbot.mouseClick(panel.mode.button("as-laid-out"), LEFT)
    assert panel.notes.isChecked()
    panel.format.chosen.emit(Format.HTML)
    assert not panel.notes.isChecked() and panel.options.quality == 82
    panel.format.chosen.emit(Format.JPEG)
    assert panel.notes.isChecked() and panel.options.quality == 92
    dialog.close()


def test_the_process_gets_the_words_for_what_goes_along(dialog: SendDialog, tmp_path: Path) -> None:
    for tick in (dialog.watches, dialog.people, dialog.notes):
        tick.setChecked(True)
    said = export_options.arguments_of(dialog.request(), tmp_path / "x.html", tmp_path)
    assert {"--watches", "--people", "--diary-notes", "--notes", "--dark", "--as-laid-out"} <= set(said)
    plain = export_options.arguments_of(ExportRequest(1, Format.HTML), tmp_path / "x.html", tmp_path)
    assert not {"--watches", "--people", "--diary-notes", "--quality"} & set(plain)


@pytest.mark.parametrize(
    ("said", "words"),
    [(("x.png", "--watches"), "under a page"), (("x.html", "--people"), "go with --watches")],
)
def test_what_would_do_nothing_is_refused(
    board_id: int, capsys: pytest.CaptureFixture[str], said: tuple[str, ...], words: str
) -> None:
    assert cli.main(["--library", str(libraries.folder()), "export", f"#{board_id}", *said]) == 1
    assert words in capsys.readouterr().err
