# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the window, with real mouse and keyboard: from an empty folder to what is exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moodboard.domain.board import PinKind
from moodboard.domain.query import FilmQuery
from moodboard.services import boards, films, watches
from moodboard.ui.dialogs.log_watch import LogWatchDialog
from moodboard.wiring import Program


@pytest.fixture
def program(qtbot: QtBot, library: Path) -> Iterator[Program]:
    """Build the whole program on an empty library and show its window."""
    made = Program()
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.show()
    yield made
    made.close()


def add_her(program: Program, qtbot: QtBot) -> int:
    program.first_run.film_add_requested.emit("Her")
    qtbot.waitUntil(lambda: bool(program.board_page.board_id))
    return films.find_film("Her").id


def focused() -> object:
    return QApplication.focusWidget()


def drop(program: Program, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    program.window.dropEvent(event)


def shots(folder: Path, count: int) -> list[Path]:
    paths = []
    for number in range(count):
        path = folder / f"shot {number}.png"
        Image.new("RGB", (160, 90), (40 * number % 255, 80, 120)).save(path)
        paths.append(path)
    return paths


def test_an_empty_library_shows_the_ways_in(program: Program) -> None:
    assert program.window.is_first_run()


def test_the_first_film_gets_a_board_with_its_title_ready_to_type_over(
    program: Program, qtbot: QtBot
) -> None:
    add_her(program, qtbot)
    assert not program.window.is_first_run()
    assert program.board_page.header.title.is_renaming
    qtbot.keyClicks(program.board_page.header.title.field, "Now we know how")
    qtbot.keyClick(program.board_page.header.title.field, Qt.Key.Key_Return)
    assert [row.title for row in boards.list_boards()] == ["Now we know how"]


def test_a_watch_is_logged_with_three_keys(program: Program, qtbot: QtBot) -> None:
    her = add_her(program, qtbot)
    program.book.action("watch.log").trigger()
    dialog = program.window.findChild(LogWatchDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.isVisible())
    target = dialog.focusWidget() or dialog
    qtbot.keyClick(target, Qt.Key.Key_5)
    qtbot.keyClick(target, Qt.Key.Key_Return)
    logged = watches.watches_of(her)
    assert [watch.rating for watch in logged] == [10]
    assert films.film_row(her).times_seen == 1


def test_typing_the_count_keeps_what_is_logged(program: Program, qtbot: QtBot) -> None:
    her = add_her(program, qtbot)
    program.pane.times_seen_typed.emit(her, 12)
    assert films.film_row(her).times_seen == 12


def test_dropped_pictures_lie_on_the_board_apart_and_chosen(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    add_her(program, qtbot)
    drop(program, shots(tmp_path, 5))
    qtbot.waitUntil(lambda: len(program.board_page.editor.pins) == 5, timeout=20_000)
    places = [pin.place.rect for pin in program.board_page.editor.pins.values()]
    assert not any(one.meets(other) for one in places for other in places if one is not other)
    assert len(program.board_page.canvas.selected()) == 5
    assert films.film_rows(FilmQuery())[0].shots == 5


def test_a_line_is_typed_in_place_and_undone_in_one_step(program: Program, qtbot: QtBot) -> None:
    add_her(program, qtbot)
    page = program.board_page
    page.canvas.setFocus()
    program.book.action("add.line").trigger()
    typed = focused()
    assert typed is not None
    qtbot.keyClicks(typed, "Me too, now we know how.")  # type: ignore[arg-type]
    qtbot.keyClick(typed, Qt.Key.Key_Return)  # type: ignore[arg-type]
    kinds = [pin.kind for pin in boards.open_board(page.board_id).pins]
    assert kinds == [PinKind.LINE]
    program.book.action("edit.undo").trigger()
    assert boards.open_board(page.board_id).pins == ()
    program.book.action("edit.redo").trigger()
    assert [line.text for line in boards.open_board(page.board_id).lines.values()] == [
        "Me too, now we know how."
    ]


def test_the_sample_opens_its_board_and_leaves_in_one_step(program: Program, qtbot: QtBot) -> None:
    program.add_sample()
    qtbot.waitUntil(lambda: len(program.board_page.editor.pins) == 13, timeout=20_000)
    assert program.pane.chosen_film() == films.find_film("Her").id
    assert program.board_page.scrubber.axis.isVisible()
    program.remove_sample()
    assert program.window.is_first_run()
    assert films.count_films() == 0


def test_another_process_is_seen(program: Program, qtbot: QtBot) -> None:
    from moodboard.domain.changes import Changes

    add_her(program, qtbot)
    with qtbot.waitSignal(program.events.changed):
        program.events.publish(Changes(everything=True), None)
    assert program.pane.chosen_film() is not None


def test_the_board_moves_under_a_dragged_pin_only(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    add_her(program, qtbot)
    drop(program, shots(tmp_path, 1))
    page = program.board_page
    qtbot.waitUntil(lambda: len(page.editor.pins) == 1, timeout=20_000)
    before = next(iter(page.editor.pins.values())).place
    middle = page.canvas.to_screen(before.rect).center().toPoint()
    qtbot.mousePress(page.canvas, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        qtbot.mouseMove(page.canvas, middle + QPoint(12 * step, 8 * step))
    qtbot.mouseRelease(page.canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 40))
    after = boards.open_board(page.board_id).pins[0].place
    assert (after.width, after.height) == (before.width, before.height)
    assert after.x > before.x
    assert page.editor.undo_stack.count() == 2


def test_nothing_starts_after_the_window_has_closed(program: Program) -> None:
    program.close()
    timers = program.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert timers
    assert not any(timer.isActive() for timer in timers)
    assert program.jobs.running == 0
