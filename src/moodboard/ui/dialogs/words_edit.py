# SPDX-License-Identifier: GPL-3.0-or-later
"""A field for a few sentences, in which Enter belongs to the dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class WordsEdit(QPlainTextEdit):
    """Enter keeps the dialog, Shift+Enter begins a new line, Tab goes on."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a plain Enter to the dialog."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            event.ignore()
        else:
            super().keyPressEvent(event)
