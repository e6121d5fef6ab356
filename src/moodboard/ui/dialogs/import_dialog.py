# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring a history in: what was found is shown before anything is written, and can be taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.suffixes import SUFFIXES
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import importing
from moodboard.services.importing import ImportReport, Problem
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_controls import Progress, Tick

_SHOWN_PROBLEMS = 500
_WIDTH = 520
_LIST_HEIGHT = 124


class ImportDialog(FormDialog):
    """Read the files, show the counts, import, and say what became of every row."""

    imported = Signal(object)
    """The ``ImportReport`` of what was written."""
    taken_back = Signal(object)
    """The ``Changes`` of an import that was undone."""

    def __init__(self, paths: list[Path], jobs: JobRunner, parent: QWidget | None = None) -> None:
        boards = all(path.suffix.casefold() in SUFFIXES for path in paths)
        heading = self.tr("Bring a board in") if boards else self.tr("Bring your history")
        super().__init__(heading, self.tr("Import"), parent)
        self._boards = boards
        """Boards of other programs come in at once: whoever drops one wants to see it."""
        self._paths = paths
        self._jobs = jobs
        self._job: Job | None = None
        self._done: ImportReport | None = None
        self.setMinimumWidth(_WIDTH)
        self._files = self._muted_label()
        self._counts = QLabel(self)
        self._counts.setFont(ui_font("lead"))
        self._counts.setWordWrap(True)
        self._detail = self._muted_label()
        self._deleted = Tick(self.tr("Also what you deleted in the last 30 days"), self)
        self._deleted.setVisible(False)
        self._deleted.toggled.connect(self._look)
        self._problems = QPlainTextEdit(self)
        self._problems.setReadOnly(True)
        self._problems.setAccessibleName(self.tr("What could not be read"))
        self._problems.setTabChangesFocus(True)
        self._problems.setFixedHeight(_LIST_HEIGHT)
        self._problems.hide()
        self._bar = Progress(self.tr("Progress"), self)
        self.back_button = link_button(self.tr("Take it back"), self.tr("Take this import back whole"), self)
        self.back_button.clicked.connect(self._take_back)
        self.back_button.hide()
        for widget in (self._files, self._counts, self._deleted, self._detail, self._problems, self._bar):
            self.rows.addWidget(widget)
        self.buttons.insertWidget(0, self.back_button)
        self._look()

    def _muted_label(self) -> QLabel:
        label = QLabel(self)
        label.setFont(ui_font("small"))
        label.setProperty("role", "muted")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def counts(self) -> str:
        """The sentence with the numbers, for tests and screen readers."""
        return self._counts.text()

    def problems(self) -> tuple[str, ...]:
        """The lines about what could not be read."""
        return () if self._problems.isHidden() else tuple(self._problems.toPlainText().splitlines())

    def _look(self) -> None:
        names = ", ".join(path.name or str(path) for path in self._paths[:3])
        self._files.setText(names + ("…" if len(self._paths) > 3 else ""))
        self._detail.hide()
        if self._boards:
            self.keep_button.setEnabled(False)
            self._counts.setText(self.tr("Bringing it in. Nothing of it stays when you cancel."))
            self._run(dry_run=False)
            return
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
        self._bar.set_part(0.0)
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
        self._bar.set_part(done / max(1, total))

    def _on_looked(self, report: ImportReport) -> None:
        if self.sender() not in (None, self._job):
            return
        self._bar.hide()
        self._deleted.setVisible(
            self._deleted.isChecked() or any("deleted/" in file.file for file in report.files)
        )
        self._show(report, self.tr("{things} to bring in."), self.tr("There is nothing new in it."))
        self.keep_button.setEnabled(not report.nothing_readable)
        if self.focusWidget() in (None, self.cancel_button) and self.keep_button.isEnabled():
            # Cancel has the keyboard only because Import could not take it while reading.
            self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_imported(self, report: ImportReport) -> None:
        self._bar.hide()
        self._done = report
        none = self.tr("Nothing of it came in.") if self._boards else self.tr("Nothing new came in.")
        if self._boards and report.board_ids and not report.problems:
            none = self.tr("This board is here already. Nothing of it was doubled.")
        self._show(report, self.tr("{things} came in."), none)
        self.back_button.setVisible(report.import_id is not None)
        self.cancel_button.hide()
        self.keep_button.setText(self.tr("Done"))
        self.keep_button.setAccessibleName(self.tr("Done"))
        self.keep_button.setEnabled(True)
        self._deleted.hide()
        QTimer.singleShot(0, self, self.adjustSize)
        self.imported.emit(report)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.back_button.hide()
        self._detail.hide()
        self._problems.hide()
        kept = undone.kept_films + undone.kept_watches + undone.kept_boards
        self._counts.setText(
            self.tr("Taken back. What you changed since is kept.")
            if kept
            else self.tr("Taken back. Your library is as it was.")
        )
        self.taken_back.emit(undone.changes)

    def _show(self, report: ImportReport, some: str, none: str) -> None:
        things = self._things(report)
        self._counts.setText(some.format(things=things) if things else none)
        problems = report.problems
        for widget in (self._detail, self._problems):
            widget.setVisible(bool(problems))
        if problems:
            self._problems.setPlainText("\n".join(_said(one) for one in problems[:_SHOWN_PROBLEMS]))
            self._detail.setText(
                self.tr("%n item(s) did not come in as on the board. All others did.", "", len(problems))
                if self._boards
                else self.tr(
                    "%n row(s) could not be read whole. All others are counted above.", "", len(problems)
                )
            )

    def _things(self, report: ImportReport) -> str:
        totals = report.totals
        parts = (
            (totals.films, self.tr("%n film(s)", "", totals.films)),
            (totals.watches, self.tr("%n watch(es)", "", totals.watches)),
            (totals.ratings, self.tr("%n rating(s)", "", totals.ratings)),
            (totals.reviews, self.tr("%n review(s)", "", totals.reviews)),
            (totals.lists, self.tr("%n list(s)", "", totals.lists)),
            (totals.boards, self.tr("%n board(s)", "", totals.boards)),
            (totals.stills, self.tr("%n shot(s)", "", totals.stills)),
        )
        said = [words for count, words in parts if count]
        if len(said) < 2:
            return "".join(said)
        return self.tr("{these} and {last}").format(these=", ".join(said[:-1]), last=said[-1])


def _said(problem: Problem) -> str:
    """Return a problem as file, line and reason; one of the whole file has no line."""
    return f"{problem.file}, {problem.line}: {problem.reason}" if problem.line else problem.sentence
