# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary by day: a month or a year as a calendar, and beside it what the chosen day holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from moodboard.domain.dates import tonight
from moodboard.domain.diary import Outline
from moodboard.domain.edtf import month_bounds
from moodboard.qt import diary_words
from moodboard.qt.diary_model import DiaryModel
from moodboard.qt.fonts import ui_font
from moodboard.qt.thumbs import Thumbs
from moodboard.ui.buttons import Button, ghost_button, outline_button
from moodboard.ui.diary.day_grid import DayGrid
from moodboard.ui.diary.diary_list import DiaryList
from moodboard.ui.diary.month_view import MonthView
from moodboard.ui.diary.year_view import YearView

_SIDE = 320


class CalendarPage(QWidget):
    """Walk over days; each tells its watches, and what vaguely belongs to its month or year."""

    log_requested = Signal(object)
    """Log a watch on this ``date``."""
    year_shown = Signal(bool)
    """The year is shown, or else a month: a month's name was clicked."""

    def __init__(
        self, thumbs: Thumbs, parent: QWidget | None = None, now: Callable[[], datetime] = datetime.now
    ) -> None:
        super().__init__(parent)
        self._outline = Outline()
        self._now = now
        self._touched = False
        self.month, self.year = MonthView(thumbs, self, now), YearView(self, now)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.month)
        self._stack.addWidget(self.year)
        self.model = DiaryModel(self)
        self.list = DiaryList(self.model, thumbs, narrow=True, parent=self)
        self.list.setAccessibleName(self.tr("Watches of the day"))
        self._title = QLabel(self)
        self._title.setFont(ui_font("title"))
        self.before_button = self._turning("chevron-left", -1)
        self.after_button = self._turning("chevron-right", 1)
        self.today_button = ghost_button(self.tr("Today"), tip=self.tr("Go to today (T)"), parent=self)
        self.log_button = outline_button(self.tr("Log a watch on this day"), "check", parent=self)
        self._nothing = QLabel(self.tr("Nothing was logged on this day."), self)
        self._nothing.setProperty("role", "muted")
        self._lay_out()
        self.today_button.clicked.connect(lambda: self.grid().go(self.grid().today()))
        self.log_button.clicked.connect(lambda: self.log_requested.emit(self.day()))
        for grid in (self.month, self.year):
            grid.day_chosen.connect(self._on_day)
            grid.day_opened.connect(self._on_opened)
        self.year.month_opened.connect(self._on_month_opened)
        self._show_day()

    def _turning(self, icon: str, step: int) -> Button:
        button = ghost_button(icon=icon, tip="", parent=self)
        button.clicked.connect(lambda: self.grid().turn(step))
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._title)
        head.addStretch(1)
        for button in (self.today_button, self.before_button, self.after_button):
            head.addWidget(button)
        left = QVBoxLayout()
        left.setContentsMargins(0, 8, 0, 0)
        left.setSpacing(14)
        left.addLayout(head)
        left.addWidget(self._stack, 1)
        side = QWidget(self)
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        column.addWidget(self.log_button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        row.addLayout(left, 1)
        row.addWidget(side)

    def grid(self) -> DayGrid:
        """The calendar that is shown."""
        return self.year if self.shows_year() else self.month

    def shows_year(self) -> bool:
        """Whether it is the year's."""
        return self._stack.currentWidget() is self.year

    def show_year(self, whole: bool) -> None:
        """Show the year, or a month, about the same day."""
        day = self.day()
        self._stack.setCurrentWidget(self.year if whole else self.month)
        self.grid().set_outline(self._outline)
        self.grid().go(day)
        self._show_day()

    def day(self) -> date:
        """The chosen day."""
        return self.grid().day()

    def go(self, day: date) -> None:
        """Choose a day."""
        self._touched = True
        self.grid().go(day)

    def set_outline(self, outline: Outline) -> None:
        """Show this diary; at first its newest day."""
        self._outline = outline
        newest = max(outline.days, default=0) if not self._touched else 0
        self.grid().set_outline(outline)  # the other one takes it when it is shown
        if newest and newest < tonight(self._now()).toordinal():
            self.grid().go(date.fromordinal(newest))
        self._show_day()

    def focus_grid(self) -> None:
        """Give the keyboard to the days."""
        self.grid().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_day(self, _day: date) -> None:
        self._touched = self._touched or self.isVisible()
        if self.sender() is self.grid():  # the other one follows when it is shown
            self._show_day()

    def _on_opened(self, _day: date) -> None:
        """Go to the day's watches, or to where one is logged."""
        if self.model.outline().on_day(self.day()):
            self.list.choose(self.model.outline().ids[0])
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.log_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_month_opened(self, first: date) -> None:
        self.year.go(first)
        self.show_year(False)
        self.year_shown.emit(False)

    def _show_day(self) -> None:
        day, whole = self.day(), self.shows_year()
        self._title.setText(f"{day.year}" if whole else f"{diary_words.month_name(day.month)} {day.year}")
        bounds = (
            (date(day.year, 1, 1), date(day.year, 12, 31)) if whole else month_bounds(day.year, day.month)
        )
        self.model.set_outline(self._outline.excerpt(day, self._outline.vague_in(*bounds)))
        self._nothing.setVisible(not self.model.outline().sections[0].count)
        coming = day > self.grid().today()
        self.log_button.setEnabled(not coming)
        tip = self.tr("This day is still to come") if coming else self.tr("Log a watch on this day")
        self.log_button.setToolTip(tip)
        what = (
            (self.tr("The year before"), self.tr("The year after"))
            if whole
            else (
                self.tr("The month before"),
                self.tr("The month after"),
            )
        )
        by = self.tr("Shift+Page Up"), self.tr("Shift+Page Down")
        if not whole:
            by = self.tr("Page Up"), self.tr("Page Down")
        for button, words, key in zip((self.before_button, self.after_button), what, by, strict=True):
            button.setToolTip(f"{words} ({key})")
            button.setAccessibleName(words)
