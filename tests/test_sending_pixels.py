# SPDX-License-Identifier: GPL-3.0-or-later
"""A board that was sent and opened again paints the same picture."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from moodboard.domain.board import PinKind
from moodboard.domain.board_file import Along
from moodboard.domain.export import ExportRequest
from moodboard.qt import board_painter, fonts
from moodboard.services import boards, importing, library, sample, sending

EVERYTHING = Along(watches=True, people=True, notes=True)


def _picture(board_id: int) -> QImage:
    fonts.load_fonts()
    return board_painter.image_of(board_painter.planned(ExportRequest(board_id, width=900)))


@pytest.mark.usefixtures("qapp")
def test_a_sent_board_paints_the_same_picture(tmp_path: Path, qtbot: QtBot) -> None:
    library.open_library(tmp_path / "mine")
    try:
        sample.add_sample()
        board = boards.find_board("Now we know how")
        boards.set_background(board.id, "#332a44>#c98276@30+grain")
        _turn_and_flip(board.id)
        before = _picture(board.id)
        sending.send(board.id, tmp_path / "x.moodboard", EVERYTHING)
    finally:
        library.close_library()
    library.open_library(tmp_path / "theirs")
    try:
        (came,) = importing.run([tmp_path / "x.moodboard"]).board_ids
        assert _picture(came) == before
    finally:
        library.close_library()


def _turn_and_flip(board_id: int) -> None:
    pins = [pin for pin in boards.open_board(board_id).pins if pin.kind is PinKind.STILL]
    after = [
        replace(
            pin,
            place=replace(pin.place, turn=7.0 * n),
            style=replace(pin.style, flip_x=bool(n % 2), corner=9),
        )
        for n, pin in enumerate(pins)
    ]
    boards.apply_edit(board_id, boards.BoardEdit(tuple(pins), tuple(after)))
