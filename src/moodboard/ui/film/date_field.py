# SPDX-License-Identifier: GPL-3.0-or-later
"""A field for a date as people say it, and under it what was understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.dates import UNKNOWN, VagueDate, full, other_order, parse_said_times, tonight
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Watch
from moodboard.qt.day_order import day_first
from moodboard.qt.film_words import said_date
from moodboard.qt.fonts import ui_font
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import mark_error


class DateField(QWidget):
    """Read the words at each key; a date that is not understood stays, with the way out under it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__(parent)
        self._now = now
        self._first = ""
        self._kept: tuple[VagueDate, int] = (UNKNOWN, 1)
        self._read: tuple[VagueDate, int] | None = self._kept
        self.field = QLineEdit(self)
        self.field.setAccessibleName(self.tr("When"))
        self.field.setPlaceholderText(self.tr("last night, summer 2016, before 2014 ×3"))
        self.field.setToolTip(self.tr("When it was, as you would say it; nothing when you do not know"))
        self.understood = QLabel(self)
        self.understood.setFont(ui_font("small"))
        self.understood.setProperty("role", "muted")
        self.understood.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.field)
        self.other = link_button("", self.tr("Take day and month the other way round"), self)
        self.other.setFont(ui_font("small"))
        self.other.hide()
        self.other.clicked.connect(self._on_other)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.understood, 1)
        below.addWidget(self.other)
        column.addLayout(below)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._on_text)

    def show_watch(self, watch: Watch | None) -> None:
        """Begin with a watch's date, or with nothing."""
        self._kept = (watch.date, watch.times) if watch is not None else (UNKNOWN, 1)
        self._first = said_date(watch) if watch is not None else ""
        self.field.setText(self._first)
        self._on_text(self._first)

    def begin(self, words: str, date: VagueDate, times: int = 1) -> None:
        """Begin with words that mean this date, whatever language they are in."""
        self._kept, self._first = (date, times), words
        self.field.setText(words)
        self._on_text(words)

    def said(self) -> tuple[VagueDate, int] | None:
        """The date and how often; None while the words mean none."""
        return self._read

    def is_touched(self) -> bool:
        """Whether other words stand there than at first."""
        return self.field.text() != self._first

    def _on_text(self, words: str) -> None:
        wrong = ""
        if words == self._first:
            self._read = self._kept  # "last night", kept in May, is not last night in June
        else:
            try:
                self._read = parse_said_times(words, tonight(self._now()), day_first())
            except KnownError as error:
                self._read, wrong = None, str(error)
        mark_error(self.field, bool(wrong))
        self.understood.setText(wrong or self._told())
        self.understood.setProperty("role", "error" if wrong else "muted")
        self.understood.style().polish(self.understood)
        self.field.setAccessibleDescription(self.understood.text())
        self._offer_other(words)
        self.changed.emit()

    def _offer_other(self, words: str) -> None:
        """Offer the other reading of 3/12/2016 before it is kept."""
        typed = words != self._first and any(letter.isdigit() for letter in words)
        other = other_order(words, tonight(self._now()), day_first()) if typed and self._read else None
        if other is not None:
            self.other.setText(self.tr("or {date}").format(date=full(other)))
            self.other.setAccessibleName(self.tr("Or {date}").format(date=full(other)))
            self.other.updateGeometry()
        self.other.setVisible(other is not None)

    def _on_other(self) -> None:
        times = self._read[1] if self._read is not None else 1
        other = other_order(self.field.text(), tonight(self._now()), day_first())
        if other is not None:
            self.field.setText(full(other) + (f" ×{times}" if times > 1 else ""))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self) -> str:
        if self._read is None:
            return ""
        date, times = self._read
        words = full(date) or self.tr("Date unknown")
        if date.is_day and date.earliest is not None:
            day = date.earliest
            weekday = self.locale().toString(QDate(day.year, day.month, day.day), "dddd")
            words = f"{weekday}, {words}"
        return words + (f" ×{times}" if times > 1 else "")
