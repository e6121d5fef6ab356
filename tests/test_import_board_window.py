# SPDX-License-Identifier: GPL-3.0-or-later
"""A board of another program, dropped on the window or on the open board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from foreign_boards import bee_file, png, quarters
from moodboard.domain.board_file import Along
from moodboard.services import boards, sample, sending, stills
from moodboard.ui.dialogs.import_dialog import ImportDialog
from moodboard.wiring import Program

PICTURE = png(quarters(160, 100))


@pytest.fixture
def program(qtbot: QtBot, library: Path) -> Iterator[Program]:
    """The whole program, on an empty library."""
    made = Program()
    qtbot.addWidget(made.window)
    made.window.resize(1024, 700)
    with qtbot.waitExposed(made.window):
        made.show()
    yield made
    made.close()


def drop(target: QWidget, files: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(200, 100),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    target.dropEvent(event)


def the_dialog(program: Program) -> ImportDialog:
    (dialog,) = program.window.findChildren(ImportDialog)
    return dialog


def a_board(tmp_path: Path, odd: bool = False) -> Path:
    items: list[dict[str, object]] = [{"x": 5000, "y": 9000, "scale": 20, "picture": PICTURE}]
    if odd:
        items.append({"scale": 0, "picture": PICTURE})
    return bee_file(tmp_path / "Walls.bee", items)


def test_the_first_thing_dropped_may_be_a_board(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    drop(program.window, [a_board(tmp_path)])
    dialog = the_dialog(program)
    qtbot.waitUntil(lambda: dialog.counts() == "1 board and 1 shot came in.")
    page = program.board_page
    qtbot.waitUntil(lambda: page.editor.board is not None and page.editor.board.title == "Walls")
    bounds = page.editor.bounds()
    assert bounds is not None and dialog.problems() == ()
    qtbot.waitUntil(lambda: page.canvas.shows(bounds))
    dialog.keep()


def test_a_board_dropped_on_a_board_opens_as_its_own(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program.new_board(None)
    (tmp_path / "shot.png").write_bytes(png(quarters(50, 40, 1)))
    canvas = program.board_page.canvas
    drop(canvas, [a_board(tmp_path), tmp_path / "shot.png"])
    qtbot.waitUntil(lambda: len(boards.list_boards()) == 2)
    qtbot.waitUntil(lambda: not program.jobs.running)
    laid = {row.title: row.pins for row in boards.list_boards()}
    assert laid == {"Walls": 1, "New board": 1}


def test_what_did_not_come_is_listed_and_it_is_taken_back(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(program.window, [a_board(tmp_path, odd=True)])
    dialog = the_dialog(program)
    qtbot.waitUntil(lambda: dialog.back_button.isVisible())
    assert dialog.problems() == ("Walls.bee: picture.png was left out: it has no size.",)
    qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.counts() == "Taken back. Your library is as it was.")
    assert not boards.list_boards() and not stills.stills_of_film(None)
    assert program.board_page.board_id == 0
    dialog.keep()


def test_nothing_of_a_broken_board_comes_in(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "x.pur").write_bytes(b"what is this")
    drop(program.window, [tmp_path / "x.pur"])
    dialog = the_dialog(program)
    qtbot.waitUntil(lambda: dialog.counts() == "Nothing of it came in.")
    assert dialog.problems() == ("x.pur is not a PureRef board.",)
    assert not boards.list_boards()
    dialog.keep()


def test_a_friends_board_that_came_before_is_told_to_be_here(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    sample.add_sample()
    here = boards.find_board("Now we know how").id
    sending.send(here, tmp_path / "mood.moodboard", Along(False, False, False))
    drop(program.window, [tmp_path / "mood.moodboard"])
    dialog = the_dialog(program)
    qtbot.waitUntil(lambda: dialog.counts() == "This board is here already. Nothing of it was doubled.")
    dialog.keep()
    assert [row.id for row in boards.list_boards()] == [here]
