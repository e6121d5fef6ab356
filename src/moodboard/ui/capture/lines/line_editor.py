# SPDX-License-Identifier: GPL-3.0-or-later
"""The field in which a line's words are set right, in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class LineWords(QPlainTextEdit):
    """Enter keeps the words, Ctrl+Enter splits the line at the caret, Escape leaves it as it was."""

    kept = Signal()
    left = Signal()
    split_requested = Signal(int, str, int)
    """The row, its words as they are typed, and the letter the second half begins with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_begun = False
        self._row = -1
        self.setAccessibleName(self.tr("The line's words"))
        self.setToolTip(self.tr("Enter keeps them, Ctrl+Enter splits the line here, Esc leaves it"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def begin(self, row: int, words: str) -> None:
        """Show the words of a row, the caret behind them."""
        self.is_begun, self._row = True, row
        self.setPlainText(words)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def event(self, event: QEvent) -> bool:
        """Keys typed here are letters, not the page's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Ctrl+Enter and Escape end the editing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                cursor = self.textCursor()
                letter = len(self.toPlainText()[: _letter(self.toPlainText(), cursor.position())])
                self.split_requested.emit(self._row, self.toPlainText(), letter)
                self.left.emit()
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                super().keyPressEvent(event)
            else:
                self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _letter(text: str, units: int) -> int:
    """Return the letter at Qt's position: those beyond the basic plane are two to it."""
    for number, sign in enumerate(text):
        if units <= 0:
            return number
        units -= 2 if sign > "\uffff" else 1
    return len(text)
