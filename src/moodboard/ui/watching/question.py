# SPDX-License-Identifier: GPL-3.0-or-later
"""One sentence with its answers inside the window: after a sleep, at what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui.buttons import Button, ghost_button

Answer = tuple[str, str, Callable[[], object]]
"""Words, a tool-tip, and what it does."""


class Question(QWidget):
    """Hidden until something is asked; any answer takes it away, and so does Escape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setFont(ui_font("body"))
        self.answers: list[Button] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addLayout(self._row)
        self.hide()

    def ask(self, sentence: str, answers: tuple[Answer, ...], error: bool = False) -> None:
        """Ask; the first answer is the one that holds if nothing is said."""
        self._clear()
        self.words.setText(sentence)
        self.words.setProperty("role", "error" if error else "")
        self.words.style().polish(self.words)
        self.setAccessibleName(sentence)
        for words, tip, act in answers:
            button = ghost_button(words, tip=tip, parent=self)
            button.set_compact(28, 8)
            button.clicked.connect(lambda _on=False, deed=act: self._answer(deed))
            self._row.insertWidget(self._row.count() - 1, button)
            self.answers.append(button)
        self.show()

    def drop(self) -> None:
        """Take the question away."""
        self._clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        else:
            super().keyPressEvent(event)

    def _answer(self, deed: Callable[[], object]) -> None:
        self.drop()
        deed()

    def _clear(self) -> None:
        for button in self.answers:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.answers = []
