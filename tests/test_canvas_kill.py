# SPDX-License-Identifier: GPL-3.0-or-later
"""A process killed in the middle of a gesture leaves a whole library."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from moodboard.services import boards, check, library

CHILD = """
import itertools, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from moodboard.domain.board import BoardView
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.thumbs import Thumbs
from moodboard.services import boards, library
from moodboard.ui.board.canvas import BoardCanvas

app = QApplication([])
library.open_library(Path(sys.argv[1]))
editor, canvas = BoardEditor(), BoardCanvas()
canvas.resize(800, 600)
canvas.set_editor(editor, Thumbs())
editor.open(boards.create_board("Killed")[0].id)
canvas.show()
canvas.set_view(BoardView(400, 300, 1.0))
for n in range(20):
    editor.add_note(f"note {n}", n % 5 * 150, n // 5 * 100)
button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def send(kind, at, held):
    event = QMouseEvent(kind, at, at, button, held, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(canvas, event)


if sys.argv[2] == "writing":
    canvas.select_all()
    for n in itertools.count():
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        print("step", flush=True)
canvas.select(list(editor.pins)[:1])
at = QPointF(50, 20)
QApplication.sendEvent(
    canvas, QMouseEvent(QEvent.Type.MouseButtonPress, at, at, button, button, Qt.KeyboardModifier.NoModifier)
)
for n in itertools.count():
    send(QEvent.Type.MouseMove, at + QPointF(n % 300, n % 200), button)
    canvas.repaint()
    print("step", flush=True)
"""


@pytest.mark.parametrize("way", ["dragging", "writing"])
def test_a_process_killed_in_a_gesture_leaves_a_whole_library(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "Moodboard"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), way], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdout is not None
    for _ in range(12):
        assert child.stdout.readline() == b"step\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    library.open_library(folder)
    pins = boards.open_board(boards.find_board("Killed").id).pins
    assert check.check().ok
    moved = {pin.place.x % 150 for pin in pins}
    assert len(pins) == 20 and len(moved) == 1  # all pins of a step, or none
    assert moved == {0.0} if way == "dragging" else next(iter(moved)) >= 11
    library.close_library()
