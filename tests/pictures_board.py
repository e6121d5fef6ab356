# SPDX-License-Identifier: GPL-3.0-or-later
"""A board page with one animated still on it, chosen, for the tests of pictures."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from moodboard.domain.board import BoardView, Crop, Pin, PinStyle, Place
from moodboard.services import pictures, stills
from moodboard.ui.board.pictures.part import PicturesPart
from moving_pictures import animated
from open_board import Make
from test_canvas import Hand

NO = Qt.KeyboardModifier.NoModifier
PLACE = Place(100, 300, 320, 180)


@pytest.fixture
def it(make_page: Make, tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A board with one animated still, chosen."""
    made = make_page()
    taken = pictures.take_in_file(animated(tmp_path / "dance.gif", size=(320, 180)))
    made.still = stills.add_stills([taken], made.film)[0][0]
    made.uuid = made.editor.add_stills([made.still], 0, 0)[0]
    made.editor.change([replace(made.editor.pins[made.uuid], place=PLACE)], "")
    made.editor.undo_stack.clear()
    made.canvas.set_view(BoardView(500, 350, 1.0))
    made.canvas.select((made.uuid,))
    made.part = made.page.findChild(PicturesPart)
    made.hand = Hand(made.canvas, made.editor)
    yield made
    made.part.playing.stop()


def pin(it: SimpleNamespace) -> Pin:
    found = it.editor.pins[it.uuid]
    assert isinstance(found, Pin)
    return found


def set_crop(it: SimpleNamespace, crop: Crop, **style: object) -> None:
    it.editor.change([replace(pin(it), crop=crop, style=PinStyle(**style))], "")
    it.editor.undo_stack.clear()


def hold(it: SimpleNamespace, key: Qt.Key, down: bool = True) -> None:
    kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
    QApplication.sendEvent(it.canvas, QKeyEvent(kind, key, NO))
