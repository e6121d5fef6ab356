# SPDX-License-Identifier: GPL-3.0-or-later
"""The first way to the capture page: the window stays awake while what it needs is loaded."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from moodboard.ui import capture_control
from moodboard.ui.pages import BOARDS, CAPTURE
from moodboard.wiring import Program


def test_what_the_page_needs_is_loaded_beside_the_window(
    library: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program()
    qtbot.addWidget(program.window)
    pages = program.window.pages
    try:
        monkeypatch.setattr(capture_control, "_HEAVY", ("colorsys",))
        monkeypatch.delitem(sys.modules, "colorsys", raising=False)
        program.window.show()
        program.pages.capture.open()
        program.pages.capture.open()
        assert pages.name() == BOARDS  # not yet
        qtbot.waitUntil(lambda: pages.name() == CAPTURE)
        assert "colorsys" in sys.modules
    finally:
        qtbot.waitUntil(lambda: program.jobs.running == 0)
        program.close()
