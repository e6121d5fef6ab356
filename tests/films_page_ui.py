# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the films' page have in common: the program with that page shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from moodboard.services import films
from moodboard.ui.library.library_page import LibraryPage
from moodboard.ui.pages import FILMS
from moodboard.wiring import Program


@contextmanager
def films_page(qtbot: QtBot, width: int = 1400) -> Iterator[tuple[Program, LibraryPage]]:
    """The program with the films' page shown; what it remembers is the test's own."""
    ini, own = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    QSettings.setPath(ini, own, os.environ["XDG_CONFIG_HOME"])  # Qt looks at the variable only once
    program = Program()
    qtbot.addWidget(program.window)
    program.window.resize(width, 900)
    with qtbot.waitExposed(program.window):
        program.show()
    program.window.activateWindow()
    program.window.pages.go(FILMS)
    page = program.window.pages.current()
    assert isinstance(page, LibraryPage)
    try:
        yield program, page
    finally:
        page.bar.hide()
        program.close()


def titles(page: LibraryPage) -> list[str]:
    """What the page shows."""
    rows = (page.model.film_at(row) for row in range(page.model.rowCount()))
    return [row.title for row in rows if row is not None]


def chosen(page: LibraryPage) -> list[str]:
    """What is chosen, by title."""
    known = films.titles(page.choice.ids())
    return [known[film] for film in page.choice.ids()]


def choose(page: LibraryPage, *wanted: str) -> None:
    """Choose films by their titles."""
    page.choice.choose_films([films.find_film(title).id for title in wanted])
