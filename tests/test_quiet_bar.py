# SPDX-License-Identifier: GPL-3.0-or-later
"""The quiet bar: what it said is over when its page is left, but what went wrong stays until it is closed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from moodboard.ui.quiet_bar import QuietBar


@pytest.mark.parametrize("error", [False, True])
def test_only_an_error_is_still_there_when_the_page_is_shown_again(qtbot: QtBot, error: bool) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    first = QLabel("A page")
    pages.addWidget(first)
    pages.addWidget(QLabel("Another page"))
    bar = QuietBar(first)
    with qtbot.waitExposed(pages):
        pages.show()
    bar.say("1 pin in the bin.", None, error)
    assert bar.isVisible()
    pages.setCurrentIndex(1)
    assert not bar.isVisible()
    pages.setCurrentIndex(0)
    assert bar.isVisible() is error
