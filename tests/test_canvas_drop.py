# SPDX-License-Identifier: GPL-3.0-or-later
"""The canvas says what was dropped or pasted, and shows where it will lie."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from moodboard.domain.board import BoardView
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.thumbs import Thumbs
from moodboard.services import boards
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.board.canvas_drop import LINES, PINS, STILLS

LEFT, NO, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction


@pytest.fixture
def canvas(qtbot: QtBot, library: Path) -> Iterator[BoardCanvas]:
    editor, thumbs, made = BoardEditor(), Thumbs(), BoardCanvas()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.set_editor(editor, thumbs)
    editor.open(boards.create_board("Board")[0].id)
    made.show()
    made.set_view(BoardView(400, 300, 1.0))
    yield made
    made.stop()
    thumbs.stop()


def enter(canvas: BoardCanvas, mime: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(200, 100), COPY, mime, LEFT, NO)
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def drop(canvas: BoardCanvas, mime: QMimeData) -> None:
    assert enter(canvas, mime)
    QApplication.sendEvent(canvas, QDropEvent(QPointF(200, 100), COPY, mime, LEFT, NO))


def test_stills_and_lines_of_the_tray_are_told_by_name(canvas: BoardCanvas, qtbot: QtBot) -> None:
    for kind, signal in ((STILLS, canvas.stills_dropped), (LINES, canvas.lines_dropped)):
        mime = QMimeData()
        mime.setData(kind, b"one\ntwo")
        with qtbot.waitSignal(signal) as told:
            drop(canvas, mime)
        assert told.args == [["one", "two"], 200.0, 100.0]


def test_files_are_outlined_in_their_own_shape_and_told(
    canvas: BoardCanvas, qtbot: QtBot, tmp_path: Path
) -> None:
    tall, image = tmp_path / "tall.png", QImage(60, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(tall))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tall))])
    assert enter(canvas, mime)
    (rect,) = canvas.drop_rects()
    assert rect.width / rect.height == pytest.approx(0.5) and rect.centre == pytest.approx((200, 100))
    with qtbot.waitSignal(canvas.files_dropped) as told:
        drop(canvas, mime)
    assert told.args == [[str(tall)], 200.0, 100.0]
    assert canvas.drop_rects() == []


def test_a_pictures_own_bytes_are_kept(canvas: BoardCanvas, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setData("image/jpeg", b"the bytes")
    with qtbot.waitSignal(canvas.image_dropped) as told:
        drop(canvas, mime)
    assert told.args[0] == b"the bytes"


def test_what_is_no_picture_is_refused(canvas: BoardCanvas) -> None:
    mime = QMimeData()
    mime.setData("application/x-unknown", b"?")
    assert not enter(canvas, mime)


def test_pasted_pins_are_chosen_and_pasted_words_become_a_line(canvas: BoardCanvas) -> None:
    uuid = canvas.editor.add_note("Night bus", 0, 0)
    mime = QMimeData()
    mime.setData(PINS, canvas.editor.to_clipboard([uuid]))
    QGuiApplication.clipboard().setMimeData(mime)
    canvas.paste()
    (pasted,) = canvas.selected()
    assert pasted != uuid and canvas.editor.text_of(pasted) == "Night bus"
    QGuiApplication.clipboard().setText("Stay on the line.")
    canvas.paste()
    assert canvas.editor.text_of(canvas.selected()[0]) == "Stay on the line."


def test_a_board_of_another_program_is_shown_no_place_on_this_one(
    canvas: BoardCanvas, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "moods.bee"))])
    assert enter(canvas, mime)
    assert canvas.drop_rects() == []
