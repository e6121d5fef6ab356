# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring a history in: what was found is shown before anything is written, and can be taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QProgressBar, QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import importing
from moodboard.services.importing import ImportReport
from moodboard.ui.buttons import outline_button
from moodboard.ui.dialogs.base import FormDialog

_SHOWN_PROBLEMS = 500


class ImportDialog(FormDialog):
    """Read the files, show the counts, import, and say what became of every row."""

    imported = Signal(object)
    """The ``ImportReport`` of what was written."""
    taken_back = Signal(object)
    """The ``Changes`` of an import that was undone."""

    def __init__(self, paths: list[Path], jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Bring your history"), self.tr("Import"), parent)
        self._paths = paths
        self._jobs = jobs
        self._job: Job | None = None
        self._done: ImportReport | None = None
        self._counts = QLabel(self)
        self._counts.setFont(ui_font("lead"))
        self._counts.setWordWrap(True)
        self._detail = QLabel(self)
        self._detail.setProperty("role", "muted")
        self._detail.setWordWrap(True)
        self._deleted = QCheckBox(self.tr("Also what you deleted in the last 30 days"), self)
        self._deleted.setVisible(False)
        self._deleted.toggled.connect(self._look)
        self._problems = QPlainTextEdit(self)
        self._problems.setReadOnly(True)
        self._problems.setAccessibleName(self.tr("What could not be read"))
        self._problems.setTabChangesFocus(True)
        self._problems.setMaximumHeight(140)
        self._problems.hide()
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._back = outline_button(self.tr("Take it back"), parent=self)
        self._back.setToolTip(self.tr("Take this import back whole"))
        self._back.clicked.connect(self._take_back)
        self._back.hide()
        for widget in (self._counts, self._detail, self._deleted, self._problems, self._bar):
            self.rows.addWidget(widget)
        self.rows.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._look()

    def counts(self) -> str:
        """The sentence with the numbers, for tests and screen readers."""
        return self._counts.text()

    def _look(self) -> None:
        names = ", ".join(path.name or str(path) for path in self._paths[:3])
        self._detail.setText(names + ("…" if len(self._paths) > 3 else ""))
        self._counts.setText(self.tr("Reading, nothing is written yet."))
        self.keep_button.setEnabled(False)
        self._run(dry_run=True)

    def _run(self, dry_run: bool) -> None:
        if self._job is not None:
            self._job.cancel()
        paths, deleted = self._paths, self._deleted.isChecked()
        job = Job(
            lambda report: importing.run(paths, dry_run=dry_run, report=report, with_deleted=deleted),
            writes=not dry_run,
        )
        self._job = job
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_looked if dry_run else self._on_imported)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._jobs.start(job)

    def keep(self) -> None:
        """Import; afterwards the same button closes."""
        if self._done is not None:
            self.accept()
        elif self.keep_button.isEnabled():
            self.keep_button.setEnabled(False)
            self._deleted.setEnabled(False)
            self._counts.setText(self.tr("Importing. You may go on; stopping keeps what is in."))
            self._run(dry_run=False)

    def reject(self) -> None:
        """Stop what runs; whole batches stay, and importing again completes them."""
        if self._job is not None and self._done is None:
            self._job.cancel()
        super().reject()

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def _on_looked(self, report: ImportReport) -> None:
        if self.sender() not in (None, self._job):
            return
        self._bar.hide()
        self._deleted.setVisible(
            self._deleted.isChecked() or any("deleted/" in file.file for file in report.files)
        )
        self._show(report, self.tr("There are {things} to bring in."), self.tr("There is nothing new in it."))
        self.keep_button.setEnabled(not report.nothing_readable)

    def _on_imported(self, report: ImportReport) -> None:
        self._bar.hide()
        self._done = report
        self._show(report, self.tr("{things} came in."), self.tr("Nothing new came in."))
        self._back.setVisible(report.import_id is not None)
        self.cancel_button.hide()
        self.keep_button.setText(self.tr("Done"))
        self.keep_button.setAccessibleName(self.tr("Done"))
        self.keep_button.setEnabled(True)
        self.imported.emit(report)

    def _on_failed(self, sentence: str) -> None:
        self._bar.hide()
        self._counts.setText("")
        self.show_error(sentence)

    def _on_cancelled(self) -> None:
        self._bar.hide()

    def _take_back(self) -> None:
        if self._done is None or self._done.import_id is None:
            return
        try:
            undone = importing.undo(self._done.import_id)
        except KnownError as error:
            self.show_error(str(error))
            return
        self._back.hide()
        self._counts.setText(self.tr("Taken back. Your library is as it was."))
        self.taken_back.emit(getattr(undone, "changes", Changes(everything=True)))

    def _show(self, report: ImportReport, some: str, none: str) -> None:
        things = self._things(report)
        self._counts.setText(some.format(things=things) if things else none)
        problems = report.problems
        self._problems.setVisible(bool(problems))
        if problems:
            lines = [f"{one.file}, {one.line}: {one.reason}" for one in problems[:_SHOWN_PROBLEMS]]
            self._problems.setPlainText("\n".join(lines))
            self._detail.setText(self.tr("%n row(s) could not be read whole:", "", len(problems)))

    def _things(self, report: ImportReport) -> str:
        totals = report.totals
        parts = (
            (totals.films, self.tr("%n film(s)", "", totals.films)),
            (totals.watches, self.tr("%n watch(es)", "", totals.watches)),
            (totals.ratings, self.tr("%n rating(s)", "", totals.ratings)),
            (totals.reviews, self.tr("%n review(s)", "", totals.reviews)),
            (totals.lists, self.tr("%n list(s)", "", totals.lists)),
            (totals.stills, self.tr("%n shot(s)", "", totals.stills)),
        )
        return ", ".join(words for count, words in parts if count)
