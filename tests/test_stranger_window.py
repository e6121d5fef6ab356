# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody new to the window stumbled over once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moodboard.domain.board import BoardView, Rect
from moodboard.qt.board_editor import BoardEditor
from moodboard.services import sample
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_dialog import ExportDialog
from moodboard.wiring import Program
from open_board import make_page

__all__ = ["make_page"]

Make = Callable[..., SimpleNamespace]


@pytest.fixture
def program(qtbot: QtBot, library: Path) -> Iterator[Program]:
    """The whole program, on the sample."""
    sample.add_sample()
    made = Program()
    qtbot.addWidget(made.window)
    made.window.resize(1024, 700)
    with qtbot.waitExposed(made.window):
        made.show()
    yield made
    made.close()


def test_export_opens_one_dialog(program: Program, qtbot: QtBot) -> None:
    qtbot.mouseClick(program.window.top_bar.export_button, Qt.MouseButton.LeftButton)
    dialogs = program.window.findChildren(ExportDialog)
    assert len(dialogs) == 1
    dialogs[0].reject()


def test_a_small_window_shows_the_whole_sample_at_first(program: Program, qtbot: QtBot) -> None:
    page = program.board_page
    bounds = page.editor.bounds()
    assert bounds is not None
    qtbot.waitUntil(lambda: page.canvas.shows(bounds))


def test_tab_reaches_the_title_and_the_tools_before_the_board(program: Program, qtbot: QtBot) -> None:
    program.window.activateWindow()
    program.pane.focus_search()
    page = program.board_page
    met: list[object] = []
    while (focus := QApplication.focusWidget()) is not page.canvas and len(met) < 40:
        met.append(focus)
        qtbot.keyClick(focus or program.window, Qt.Key.Key_Tab)
    assert page.header.title in met
    assert set(page.tools.worded) <= set(met)


def test_less_motion_is_one_entry_of_the_menu(program: Program, qtbot: QtBot) -> None:
    program.book.action("view.less_motion").trigger()
    page = program.board_page
    with qtbot.waitSignal(page.canvas.view_changed):
        page.canvas.zoom_to(0.5)
    assert page.canvas.zoom() == pytest.approx(0.5)
    program.book.action("view.less_motion").trigger()


def test_a_frame_is_seen_whole_when_it_is_laid_and_is_no_pin_in_the_count(make_page: Make) -> None:
    made = make_page()
    made.page.adding.frame("phone")
    assert made.canvas.shows(made.editor.bounds())
    assert "0 pins" in made.page.header.status.words


def test_what_is_saved_now_was_saved_a_moment_ago(make_page: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_page()
    old = replace(made.editor.board, changed="2020-01-01T00:00:00Z")
    monkeypatch.setattr(BoardEditor, "board", property(lambda _editor: old))
    made.editor.saved.emit()
    assert "a moment ago" in made.page.header.status.words


def test_a_rectangle_larger_than_the_window_is_shown_from_farther(make_page: Make) -> None:
    canvas = make_page().canvas
    canvas.set_view(BoardView(0, 0, 1.0))
    canvas.show_whole(Rect(-2000, -300, 4000, 600))
    assert canvas.shows(Rect(-2000, -300, 4000, 600))


def test_a_rectangle_that_fits_is_never_magnified(make_page: Make) -> None:
    canvas = make_page().canvas
    canvas.set_view(BoardView(0, 0, 1.0))
    canvas.show_whole(Rect(900, 0, 100, 100))
    assert canvas.zoom() == 1.0


def test_a_dialog_opens_in_the_middle_of_its_window(program: Program, qtbot: QtBot) -> None:
    dialog = FormDialog("Heading", "Keep", program.window)
    with qtbot.waitExposed(dialog):
        dialog.open()
    middle = program.window.mapToGlobal(program.window.rect().center())
    assert (dialog.frameGeometry().center() - middle).manhattanLength() <= 8
    dialog.reject()


def test_the_word_boards_in_the_bar_opens_all_boards(program: Program, qtbot: QtBot) -> None:
    qtbot.mouseClick(program.window.top_bar.boards_tab, Qt.MouseButton.LeftButton)
    assert program.board_page.boards.menu.isVisible()
    assert program.window.top_bar.boards_tab.isChecked()
