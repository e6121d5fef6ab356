# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control of the window and its dialogs can be named by a screen reader and reached by Tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from moodboard.services import sample
from moodboard.ui.dialogs.export_dialog import ExportDialog
from moodboard.ui.dialogs.film_dialog import FilmDialog
from moodboard.ui.dialogs.log_watch import LogWatchDialog
from moodboard.wiring import Program

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSlider)


@pytest.fixture
def program(qtbot: QtBot, library: Path) -> Iterator[Program]:
    """Show the program with the sample in it."""
    sample.add_sample()
    made = Program()
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.show()
    yield made
    made.close()


def controls(root: QWidget) -> list[QWidget]:
    found = [widget for kind in CONTROLS for widget in root.findChildren(kind)]
    return [one for one in found if one.objectName() != "qt_spinbox_lineedit" and _ours(one)]


def _ours(widget: QWidget) -> bool:
    """Leave out what Qt itself puts inside its combo boxes and item views."""
    parent = widget.parentWidget()
    return not isinstance(parent, QComboBox) and not widget.objectName().startswith("qt_")


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in controls(root)
        if not (one.accessibleName() or getattr(one, "text", lambda: "")())
    ]


def untold(root: QWidget) -> list[str]:
    return [
        f"{type(one).__name__} {one.accessibleName() or one.text()!r}"
        for one in controls(root)
        if isinstance(one, QAbstractButton) and not one.toolTip()
    ]


def test_every_control_of_the_window_has_a_name_and_a_tool_tip(program: Program) -> None:
    assert nameless(program.window) == []
    assert untold(program.window) == []


def test_every_control_of_the_dialogs_has_a_name(program: Program, qtbot: QtBot) -> None:
    tokens = program.theme.tokens()
    board = program.board_page.board_id
    dialogs = (FilmDialog(None), LogWatchDialog(None), ExportDialog(board, (), tokens, program.window))
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        assert nameless(dialog) == [], type(dialog).__name__
        dialog.close()


def test_every_button_of_the_window_is_reached_by_tab(program: Program) -> None:
    shy = [
        one.accessibleName() or one.text()
        for one in controls(program.window)
        if isinstance(one, QAbstractButton) and not one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert shy == []
