# SPDX-License-Identifier: GPL-3.0-or-later
"""A board page in a window of its own, for the tests that work on one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from moodboard.domain.film import Film
from moodboard.services import boards, films
from moodboard.ui import theme

Make = Callable[..., SimpleNamespace]
"""Makes the page; ``film`` names the board's film, empty for none."""


@pytest.fixture
def make_page(qtbot: QtBot, library: Path) -> Iterator[Callable[..., SimpleNamespace]]:
    from moodboard.qt.events import Events
    from moodboard.qt.jobs import JobRunner
    from moodboard.qt.thumbs import Thumbs
    from moodboard.ui.actions import ActionBook
    from moodboard.ui.board.page import BoardPage

    made: list[SimpleNamespace] = []

    def make(film: str = "Her") -> SimpleNamespace:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        look = theme.apply(app, "light")
        film_id = films.add_film(Film(film))[0].id if film else None
        board, _ = boards.create_board("Now we know how", film_id)
        jobs, thumbs, book = JobRunner(), Thumbs(), ActionBook()
        events = Events()
        page = BoardPage(events, jobs, thumbs, book, look)
        # A window with a layout tells its least size, which the offscreen platform warns about.
        window = QWidget()
        qtbot.addWidget(window)
        page.setParent(window)
        window.resize(1096, 852)
        page.resize(1096, 852)
        page.canvas.motion = 0
        with qtbot.waitExposed(window):
            window.show()
        page.open_board(board.id)
        page.canvas.setFocus()
        made.append(
            SimpleNamespace(
                window=window,
                page=page,
                editor=page.editor,
                canvas=page.canvas,
                book=book,
                jobs=jobs,
                thumbs=thumbs,
                events=events,
                board=board,
                film=film_id,
            )
        )
        return made[-1]

    yield make
    for one in made:
        one.page.close_board()
        one.jobs.stop_all()
        one.thumbs.stop()
