# SPDX-License-Identifier: GPL-3.0-or-later
"""A large board is read beside the window, and what is shown is never old."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.ids import new_uuid
from moodboard.qt import board_keeper
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.jobs import JobRunner
from moodboard.services import boards

pytestmark = pytest.mark.usefixtures("qapp", "library")


@pytest.fixture
def jobs() -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.stop_all()


@pytest.fixture
def editor(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BoardEditor]:
    monkeypatch.setattr(board_keeper, "MANY", 1)
    made = BoardEditor()
    yield made
    made.close()


def board_of(*texts: str) -> int:
    pins = [
        Pin(new_uuid(), PinKind.NOTE, Place(n * 300, 0, 200, 60), text=text) for n, text in enumerate(texts)
    ]
    return boards.create_board("Now we know how", None, pins)[0].id


def shown(editor: BoardEditor) -> list[str]:
    return sorted(pin.text for pin in editor.pins.values())


def test_a_large_board_comes_in_a_moment(editor: BoardEditor, jobs: JobRunner, qtbot: QtBot) -> None:
    board = board_of("one", "two")
    with qtbot.waitSignal(editor.loaded):
        editor.open_soon(board, jobs)
        assert editor.board_id == 0
    assert shown(editor) == ["one", "two"]


def test_a_small_board_is_there_at_once(editor: BoardEditor, jobs: JobRunner) -> None:
    editor.open_soon(board_of("one"), jobs)
    assert shown(editor) == ["one"]


def test_the_board_asked_for_last_is_shown(editor: BoardEditor, jobs: JobRunner, qtbot: QtBot) -> None:
    large, small = board_of("one", "two"), board_of("three")
    editor.open_soon(large, jobs)
    editor.open_soon(small, jobs)
    with qtbot.waitSignal(jobs.idle):
        pass
    assert shown(editor) == ["three"]


def test_what_was_written_while_it_was_read_is_shown(
    editor: BoardEditor, jobs: JobRunner, qtbot: QtBot
) -> None:
    board = board_of("one", "two")
    with qtbot.waitSignal(editor.loaded):
        editor.open_soon(board, jobs)
        boards.rename_board(board, "Later")
    assert editor.board is not None and editor.board.title == "Later"


def test_a_board_binned_while_it_was_read_is_not_shown(
    editor: BoardEditor, jobs: JobRunner, qtbot: QtBot
) -> None:
    board = board_of("one", "two")
    with qtbot.waitSignal(editor.open_failed):
        editor.open_soon(board, jobs)
        boards.bin_board(board)
    assert editor.board_id == 0
