# SPDX-License-Identifier: GPL-3.0-or-later
"""What letters of other scripts ask of whoever sets them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from moodboard.qt.fonts import SERIF, make_font
from moodboard.qt.scripts import upright


@pytest.mark.parametrize(
    ("words", "slanted"),
    [("Me too.", True), ("Où vas-tu ?", True), ("قال لي", False), ("東京", False), ("", True)],
)
def test_scripts_that_are_never_slanted_stand_upright(qtbot: QtBot, words: str, slanted: bool) -> None:
    font = make_font(SERIF, 16, italic=True)
    assert upright(font, words).italic() is slanted
    assert font.italic()
