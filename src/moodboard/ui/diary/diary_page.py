# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary: every watch by month in a list, and by day on a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.diary import DiaryQuery, DiaryRow, Outline, Section
from moodboard.qt.diary_model import DiaryModel
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job
from moodboard.services import diary
from moodboard.ui import keys
from moodboard.ui.buttons import Button, Chip, link_button, outline_button
from moodboard.ui.diary.calendar_page import CalendarPage
from moodboard.ui.diary.diary_list import DiaryList
from moodboard.ui.diary.filters import DiaryFilters
from moodboard.ui.diary.jumper import Jumper
from moodboard.ui.page import Page
from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import DIARY
from moodboard.ui.watch_edits import WatchEdits

_MARGIN = 48
LIST, MONTH, YEAR = "list", "month", "year"


class DiaryPage(Page):
    """Show the diary as a list, a month or a year; the outline is read in the background."""

    film_opened = Signal(int)
    film_chosen = Signal(object)
    """The film of the chosen watch, None when none is chosen."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._outline = Outline()
        self._job: Job | None = None
        self._asked = False
        self.edits = WatchEdits(parts.window, parts.history, parts.events, parts.verbs)
        self.filters = DiaryFilters(self)
        self.model = DiaryModel(self)
        self.list = DiaryList(self.model, parts.thumbs, parent=self)
        self.jumper = Jumper(self)
        self.calendar = CalendarPage(parts.thumbs, self)
        self.views: dict[str, Chip] = {}
        self._stack = QStackedWidget(self)
        self._nothing, self._nothing_words, self.nothing_button = self._make_nothing()
        self._lay_out()
        self._connect()
        self.reload()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Diary"), self)
        title.setFont(ui_font("title"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addSpacing(12)
        for name, words, tip in (
            (LIST, self.tr("By month"), self.tr("All watches, month by month")),
            (MONTH, self.tr("By day"), self.tr("A month as a calendar, stills in its days")),
            (YEAR, self.tr("Year"), self.tr("A year as a calendar")),
        ):
            chip = Chip(words, self)
            chip.setToolTip(tip)
            chip.clicked.connect(lambda _on, name=name: self.show_view(name))
            self.views[name] = chip
            head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(self.filters)
        log = outline_button(self.tr("Log"), "check", parent=self)
        log.setAccessibleName(self.tr("Log a watch"))
        keys.follow(log, self.tr("Log a watch"), "watch.log")
        log.clicked.connect(lambda: self._parts.verbs.log_watch())
        head.addWidget(log)
        listed = QWidget(self)
        row = QHBoxLayout(listed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.list, 1)
        row.addWidget(self.jumper)
        for page in (listed, self.calendar, self._nothing):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 22, _MARGIN, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self._view = LIST
        self.views[LIST].setChecked(True)

    def _make_nothing(self) -> tuple[QWidget, QLabel, Button]:
        nothing = QWidget(self)
        words = QLabel(nothing)
        words.setFont(ui_font("section"))
        words.setWordWrap(True)
        button = link_button("", "", nothing)
        button.clicked.connect(self._on_nothing_clicked)
        column = QVBoxLayout(nothing)
        column.setContentsMargins(0, 48, 0, 0)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return nothing, words, button

    def _connect(self) -> None:
        for watches in (self.list, self.calendar.list):
            watches.film_opened.connect(self.film_opened)
            watches.edit_requested.connect(self.edits.edit)
            watches.remove_requested.connect(self.edits.remove)
            watches.again_requested.connect(self._parts.verbs.log_again)
            watches.watch_chosen.connect(self._on_chosen)
        self.list.section_reached.connect(self.jumper.mark)
        self.jumper.section_wanted.connect(self._on_section_wanted)
        self.filters.changed.connect(self.reload)
        self.filters.search.list_requested.connect(self._focus_days)
        self.calendar.log_requested.connect(self._on_log_on)
        self.calendar.year_shown.connect(lambda whole: self.show_view(YEAR if whole else MONTH))
        self._parts.events.changed.connect(self._on_changed)
        answer = self._parts.book.answer_on
        answer(DIARY, "search", self._focus_search)
        answer(DIARY, "edit.delete", self._remove_chosen, able=False)

    # -- what is shown ---------------------------------------------------------------------------

    def view(self) -> str:
        """Which view is shown: "list", "month" or "year"."""
        return self._view

    def show_view(self, name: str) -> None:
        """Show the list, a month or a year."""
        self._view = name
        for known, chip in self.views.items():
            chip.setChecked(known == name)
        if name != LIST:
            self.calendar.show_year(name == YEAR)
        self._show_right_one()
        self._focus_days()
        self._on_chosen()

    def outline(self) -> Outline:
        """What is shown."""
        return self._outline

    def reload(self) -> None:
        """Ask for the outline anew; while one is on its way, once more after it."""
        if self._job is not None:
            self._asked = True
            return
        self._asked = False
        query = self.filters.query()
        job = Job(lambda _report: diary.outline(query))
        job.succeeded.connect(self._on_outline)
        job.failed.connect(lambda sentence: self.bar.say(sentence, error=True))
        job.finished.connect(self._on_read)
        self._job = job
        self._parts.jobs.start(job)

    def is_reading(self) -> bool:
        """Whether the outline is on its way."""
        return self._job is not None

    def chosen_films(self) -> tuple[int, ...]:
        """The film of the chosen watch."""
        row = self.chosen_row()
        return () if row is None else (row.watch.film_id,)

    def chosen_row(self) -> DiaryRow | None:
        """The chosen watch of the view that is shown."""
        return (self.list if self._view == LIST else self.calendar.list).chosen_row()

    def take_focus(self) -> None:
        """Give the keyboard to the days."""
        self._focus_days()

    def subject(self) -> int | str | None:
        """The view, so that the way back shows the same one."""
        return self._view

    def show_subject(self, subject: int | str | None) -> bool:
        """Show the view that is asked for."""
        if subject in self.views and subject != self._view:
            self.show_view(str(subject))
        return True

    # -- what happens ----------------------------------------------------------------------------

    def _on_outline(self, outline: Outline) -> None:
        self._outline = outline
        self.model.set_outline(outline)
        self.jumper.set_outline(outline)
        self.jumper.mark(self.list.top_section())
        self.calendar.set_outline(outline)
        if not self.filters.query().narrows:
            self.filters.offer_years(outline.years())
        self._show_right_one()
        self._on_chosen()

    def _on_read(self) -> None:
        self._job = None
        if self._asked:
            self.reload()

    def _show_right_one(self) -> None:
        narrowed = self.filters.query() != DiaryQuery()
        empty = not self._outline.ids and (narrowed or self._view == LIST)
        if not empty:
            self._stack.setCurrentIndex(0 if self._view == LIST else 1)
            return
        deed = self.tr("Show all of the diary") if narrowed else self.tr("Log a watch")
        words = self.tr("No watch fits this.") if narrowed else self.tr("Nothing in the diary yet.")
        self._nothing_words.setText("" if self.is_reading() and not narrowed else words)
        self.nothing_button.setText(deed)
        self.nothing_button.setAccessibleName(deed)
        self.nothing_button.setToolTip(deed)
        self.nothing_button.updateGeometry()
        self._stack.setCurrentIndex(2)

    def _on_nothing_clicked(self) -> None:
        if self.filters.query().narrows:
            self.filters.clear()
        else:
            self._parts.verbs.log_watch()

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if changes.everything or changes.films:
            self.reload()

    def _on_section_wanted(self, section: Section) -> None:
        self.list.show_section(section)

    def _on_chosen(self, _row: object = None) -> None:
        row = self.chosen_row()
        self._parts.book.set_able(DIARY, "edit.delete", row is not None)
        self.film_chosen.emit(None if row is None else row.watch.film_id)

    def _on_log_on(self, day: date) -> None:
        self._parts.verbs.log_watch(None, day)

    def _remove_chosen(self) -> None:
        row = self.chosen_row()
        if row is not None:
            self.edits.remove(row)

    def _focus_search(self) -> None:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _focus_days(self) -> None:
        if self._view == LIST:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.calendar.focus_grid()
