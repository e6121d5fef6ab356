# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that let a library out and back in, in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from library_ui import add, log
from moodboard.services import library_export
from moodboard.ui import messages
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.film_sheet_dialog import FilmSheetDialog
from moodboard.ui.dialogs.out_dialogs import LetterboxdDialog, LibraryDialog, TablesDialog
from moodboard.ui.pages import FILM
from moodboard.wiring import Program


@pytest.fixture
def program(qtbot: QtBot, library: Path) -> Iterator[Program]:
    log(add("Her", 2013), "2014-01-19")
    made = Program()
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    yield made
    made.close()


def opened(program: Program, kind: type[FormDialog]) -> FormDialog:
    (found,) = [one for one in program.window.findChildren(QDialog) if isinstance(one, kind)]
    return found


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("film.export", FilmSheetDialog),
        ("library.export", LibraryDialog),
        ("library.letterboxd", LetterboxdDialog),
        ("library.csv", TablesDialog),
    ],
)
def test_each_command_opens_its_dialog(program: Program, command: str, kind: type[FormDialog]) -> None:
    program.book.action(command).trigger()
    opened(program, kind).reject()


def test_on_a_films_page_export_means_the_page(program: Program, qtbot: QtBot) -> None:
    film = program.verbs.chosen_film()
    program.pages.open_film(film)
    assert program.window.pages.name() == FILM and program.book.action("board.export").isEnabled()
    program.book.action("board.export").trigger()
    opened(program, FilmSheetDialog).reject()


def test_back_up_now_copies_the_library_and_says_where(program: Program, library: Path, qtbot: QtBot) -> None:
    program.book.action("library.backup").trigger()
    qtbot.waitUntil(lambda: "Backed up" in program.verbs.bar().words())
    assert list((library / "backups").glob("by-hand*.db"))


def test_restoring_closes_the_window_once_it_was_agreed_to(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library_export.export(tmp_path / "all.zip")
    monkeypatch.setattr(messages, "choose_files", lambda *_: [tmp_path / "all.zip"])
    monkeypatch.setattr(messages, "ask", lambda *_: False)
    program.book.action("library.restore").trigger()
    assert program.restore_from is None and program.window.isVisible()
    monkeypatch.setattr(messages, "ask", lambda *_: True)
    program.book.action("library.restore").trigger()
    assert program.restore_from == tmp_path / "all.zip" and not program.window.isVisible()


def test_a_zip_that_is_no_library_is_refused_at_once(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK")
    said: list[str] = []
    monkeypatch.setattr(messages, "choose_files", lambda *_: [tmp_path / "x.zip"])
    monkeypatch.setattr(messages, "show_error", lambda _parent, sentence: said.append(sentence))
    program.book.action("library.restore").trigger()
    assert "no whole library in x.zip" in said[0] and program.restore_from is None
