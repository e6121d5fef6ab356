# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page of a film says that was never logged: it asks when it was seen first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moodboard.ui.buttons import outline_button
from moodboard.ui.film.date_field import DateField
from moodboard.ui.paragraph import Paragraph


class FirstTime(QWidget):
    """A sentence and a date; Enter logs it."""

    dated = Signal(object, int)
    """The ``VagueDate`` and how often."""

    def __init__(self, parent: QWidget | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__(parent)
        words = self.tr("You have not logged this one yet. When did you first see it?")
        self.sentence = Paragraph(words, "lead", "ink", self)
        self.date = DateField(self, now)
        self.button = outline_button(self.tr("Keep"), parent=self)
        self.button.setToolTip(self.tr("Log it on this date (Enter)"))
        self.button.set_compact(30, 14)
        self.button.clicked.connect(self._keep)
        self.date.changed.connect(self._on_date)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.date, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addLayout(row)
        column.addStretch(1)
        self.setFocusProxy(self.date.field)
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.date.show_watch(None)
        self._on_date()

    def _on_date(self) -> None:
        touched = bool(self.date.field.text().strip())
        self.date.understood.setVisible(touched)
        self.button.setEnabled(touched and self.date.said() is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        said = self.date.said()
        if said is not None and self.date.field.text().strip():
            self.dated.emit(*said)
