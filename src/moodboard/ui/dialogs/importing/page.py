# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages of an import's review have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.services.importing import ImportReport


class ReviewPage(QWidget):
    """A sentence that says what it is about, and what is to be seen or said below."""

    changed = Signal()
    """The person said something that makes the import another one: look again."""
    retold = Signal()
    """The numbers beside its name are others now."""

    def __init__(self, name: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.setAccessibleName(name)
        self.sentence = muted(sentence, self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addWidget(self.sentence)

    def take(self, report: ImportReport) -> None:
        """Show what another look found."""

    def concerns(self) -> bool:
        """Whether there is anything to be seen here."""
        return True

    def count(self) -> str:
        """The number beside its name, empty for none."""
        return ""

    def row_of(self, *widgets: QWidget) -> QHBoxLayout:
        """Put controls side by side, left."""
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)
        return row


def muted(words: str, parent: QWidget) -> QLabel:
    """Return a small sentence in the quieter ink."""
    label = QLabel(words, parent)
    label.setFont(ui_font("small"))
    label.setProperty("role", "muted")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
