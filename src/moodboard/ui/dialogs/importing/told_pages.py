# SPDX-License-Identifier: GPL-3.0-or-later
"""What an import would bring, what became of its files, and what could not be read."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from moodboard.qt.review_models import (
    ALL,
    FRESH,
    MINE,
    UNSURE_DATES,
    FilesModel,
    PreviewModel,
    ProblemsModel,
)
from moodboard.services.importing import ImportReport
from moodboard.ui.dialogs.export_controls import Segmented
from moodboard.ui.dialogs.importing.page import ReviewPage, muted
from moodboard.ui.dialogs.importing.table import QuietTable
from moodboard.ui.dialogs.importing.words import kind_name

_WAIT_MS = 120


class FilmsPage(ReviewPage):
    """Each watch and film, with a search and four ways to sift."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Films and watches"), "", parent)
        self._films = 0
        self._left_out = 0
        self.model = PreviewModel(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a film"))
        self.search.setAccessibleName(self.tr("Find a film"))
        self.which = Segmented(
            self.tr("Show"),
            (
                (ALL, self.tr("All")),
                (FRESH, self.tr("New films")),
                (MINE, self.tr("Films you have")),
                (UNSURE_DATES, self.tr("Dates unsure")),
            ),
            self,
        )
        self._chosen = ALL
        self.which.set_chosen(ALL)
        self.which.chosen.connect(self._on_which)
        self.table = QuietTable(self.model, self.tr("Films and watches"), (0, 150, 76, 196, 92), self)
        row = self.row_of(self.search, self.which)
        row.setStretch(0, 1)
        row.setStretch(2, 0)
        self.column.addWidget(self.table, 1)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._sift)
        self.search.textChanged.connect(lambda: self._wait.start())
        self.search.returnPressed.connect(self._sift)

    def take(self, report: ImportReport) -> None:
        """Show all rows of the look."""
        self._films = len({(row.title, row.year) for row in report.preview}) + report.preview_left_out
        self._left_out = report.preview_left_out
        self.sentence.setVisible(bool(self._left_out))
        if self._left_out:
            self.sentence.setText(self.tr("%n film(s) more come in than are shown.", "", self._left_out))
        self.model.set_rows(report.preview)

    def concerns(self) -> bool:
        """Whether there is any."""
        return self._films > 0

    def count(self) -> str:
        """How many films."""
        return f"{self._films:,}"

    def _on_which(self, which: str) -> None:
        self._chosen = which
        self._sift()

    def _sift(self) -> None:
        self._wait.stop()
        self.model.set_filter(self.search.text(), self._chosen)


class ProblemsPage(ReviewPage):
    """File, line and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Could not be read"), "", parent)
        self.sentence.setText(self.tr("These did not come whole. All others did, and are counted."))
        self.model = ProblemsModel(self)
        self.table = QuietTable(self.model, self.name, (190, 60, 0), self)
        self.whole = muted("", self)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.whole)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _was: self._tell(now.row()))

    def take(self, report: ImportReport) -> None:
        """Show what this look could not read."""
        conflicts = [one for file in report.files for one in file.conflicts]
        self.model.set_problems([*report.problems, *conflicts])
        self._tell(-1)

    def _tell(self, row: int) -> None:
        """Say the chosen one whole: the table may have no room for its reason."""
        self.whole.setText(self.model.sentences()[row] if row >= 0 else "")
        self.whole.setVisible(row >= 0)

    def concerns(self) -> bool:
        """Whether there is any."""
        return self.model.rowCount() > 0

    def count(self) -> str:
        """How many."""
        return f"{self.model.rowCount():,}"


class FilesPage(ReviewPage):
    """What became of the rows of each file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Files"), "", parent)
        self.sentence.setText(self.tr("What becomes of the rows of each file."))
        self.model = FilesModel(self)
        self.table = QuietTable(self.model, self.name, (190, 92, 62, 62, 78, 0), self)
        self.column.addWidget(self.table, 1)

    def take(self, report: ImportReport) -> None:
        """Show the files of this look."""
        names = {file.kind: kind_name(file.kind) for file in report.files}
        self.model.set_files(report.files, names)

    def concerns(self) -> bool:
        """Whether there were files with rows."""
        return self.model.rowCount() > 0

    def count(self) -> str:
        """How many."""
        return f"{self.model.rowCount():,}"
