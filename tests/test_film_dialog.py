# SPDX-License-Identifier: GPL-3.0-or-later
"""Adding and editing a film in its dialog."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from library_ui import add
from moodboard.services import films
from moodboard.ui.dialogs.film_dialog import FilmDialog


def _shown(qtbot: QtBot, dialog: FilmDialog) -> FilmDialog:
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.title.hasFocus)
    return dialog


def test_a_title_is_enough(library: Path, qtbot: QtBot) -> None:
    dialog = _shown(qtbot, FilmDialog(None))
    qtbot.keyClicks(dialog.title, "Her")
    with qtbot.waitSignal(dialog.kept) as kept:
        qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert kept.args is not None
    assert kept.args[2] is True
    assert films.find_film("Her").year is None


def test_without_a_title_it_says_so_at_the_field(library: Path, qtbot: QtBot) -> None:
    dialog = _shown(qtbot, FilmDialog(None))
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.error() == "A film needs a title."
    assert dialog.title.property("error") is True
    qtbot.keyClicks(dialog.title, "H")
    assert dialog.error() == ""
    dialog.reject()


def test_a_film_that_is_there_is_said(library: Path, qtbot: QtBot) -> None:
    add("Her", 2013)
    dialog = _shown(qtbot, FilmDialog(None, "Her"))
    qtbot.keyClicks(dialog.year, "2013")
    qtbot.keyClick(dialog.year, Qt.Key.Key_Return)
    assert dialog.error() == "Her (2013) is there already."
    dialog.reject()


def test_facts_are_kept(library: Path, qtbot: QtBot) -> None:
    dialog = _shown(qtbot, FilmDialog(films.find_film(str(add("Her")))))
    qtbot.keyClicks(dialog.year, "2013")
    qtbot.keyClicks(dialog.directors, "Spike Jonze, ")
    qtbot.keyClicks(dialog.runtime, "126")
    qtbot.keyClick(dialog.stars, Qt.Key.Key_5)
    qtbot.mouseClick(dialog.heart, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.notes, "The letter.")
    qtbot.keyClick(dialog.notes, Qt.Key.Key_Return)
    film = films.find_film("Her")
    assert (film.year, film.directors, film.runtime) == (2013, ("Spike Jonze",), 126)
    assert (film.rating, film.liked, film.notes) == (10, True, "The letter.")


@pytest.mark.parametrize("said", ["20x3", "13"])
def test_a_year_that_is_none_is_marked(library: Path, qtbot: QtBot, said: str) -> None:
    dialog = _shown(qtbot, FilmDialog(None, "Her"))
    qtbot.keyClicks(dialog.year, said)
    qtbot.keyClick(dialog.year, Qt.Key.Key_Return)
    assert dialog.year.property("error") is True
    assert "four digits" in dialog.error()
    dialog.reject()


def test_escape_keeps_nothing(library: Path, qtbot: QtBot) -> None:
    dialog = _shown(qtbot, FilmDialog(None, "Her"))
    qtbot.keyClick(dialog.title, Qt.Key.Key_Escape)
    assert films.count_films() == 0
