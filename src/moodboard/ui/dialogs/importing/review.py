# SPDX-License-Identifier: GPL-3.0-or-later
"""The review of an import: what is unsure first, then all the rest, one page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from moodboard.services.importing import Answer, ImportReport, Options
from moodboard.ui.dialogs.importing.choices_page import ChoicesPage
from moodboard.ui.dialogs.importing.columns_page import ColumnsPage
from moodboard.ui.dialogs.importing.lines_page import LinesPage
from moodboard.ui.dialogs.importing.page import ReviewPage
from moodboard.ui.dialogs.importing.sections import Sections
from moodboard.ui.dialogs.importing.tags_page import TagsPage
from moodboard.ui.dialogs.importing.told_pages import FilesPage, FilmsPage, ProblemsPage
from moodboard.ui.dialogs.importing.unsure_page import UnsurePage


class Review(QWidget):
    """Sections at the left, the page of the chosen one at the right."""

    changed = Signal()
    """Something was said that makes the import another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = ColumnsPage(self)
        self.unsure = UnsurePage(self)
        self.films = FilmsPage(self)
        self.tags = TagsPage(self)
        self.lines = LinesPage(self)
        self.choices = ChoicesPage(self)
        self.problems = ProblemsPage(self)
        self.files = FilesPage(self)
        self.pages: Sequence[ReviewPage] = (
            self.unsure, self.columns, self.films, self.tags, self.lines, self.choices, self.problems,
            self.files,
        )  # fmt: skip
        self.sections = Sections(self)
        self._stack = QStackedWidget(self)
        for page in self.pages:
            self.sections.add(page.name)
            self._stack.addWidget(page)
            page.changed.connect(self.changed)
            page.retold.connect(self._count)
        self.sections.chosen.connect(self._stack.setCurrentIndex)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.sections)
        row.addWidget(self._stack, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._opened = False

    def sizeHint(self) -> QSize:
        """All the room that the dialog gives."""
        return QSize(860, 420)

    def take(self, report: ImportReport) -> None:
        """Show another look, on the page that was shown."""
        for page in self.pages:
            page.take(report)
        self._count()
        if not self._opened or self.shown().isHidden() or not self.shown().concerns():
            self._opened = True
            # Tables that nobody can read yet come before what may be unsure in them.
            missing = any(part.missing() for part in self.columns.parts())
            self.show_page(self.columns if missing else self._first())

    def finish(self, report: ImportReport) -> None:
        """Show what became of it: nothing can be said any more."""
        for page in self.pages:
            if page in (self.problems, self.files):
                page.take(report)
        self._count()
        for page, row in zip(self.pages, self.sections.rows, strict=True):
            row.setVisible(page in (self.problems, self.files) and page.concerns())
        self.show_page(self.problems if self.problems.concerns() else self.files)

    def shown(self) -> ReviewPage:
        """The page that is shown."""
        return self.pages[self._stack.currentIndex()]

    def show_page(self, page: ReviewPage) -> None:
        """Show a page."""
        number = self.pages.index(page)
        self.sections.choose(number)
        self._stack.setCurrentIndex(number)

    def concerns(self) -> bool:
        """Whether any page has something to show."""
        return any(page.concerns() for page in self.pages)

    def answers(self) -> dict[str, Answer]:
        """Which films the unsure ones are."""
        return self.unsure.answers()

    def options(self) -> Options:
        """All that was said of the files; tables that were not spoken of are read as they seem."""
        return replace(
            self.choices.options(),
            mappings=self.columns.mappings(),
            guess=True,
            tag_rules=self.tags.changed_rules(),
        )

    def _first(self) -> ReviewPage:
        return next((page for page in self.pages if page.concerns()), self.files)

    def _count(self) -> None:
        for page, row in zip(self.pages, self.sections.rows, strict=True):
            row.setVisible(page.concerns())
            row.set_count(page.count())
