# SPDX-License-Identifier: GPL-3.0-or-later
"""Bring a history in: what was found is shown before anything is written, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.suffixes import SUFFIXES
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner, Report
from moodboard.services import importing, tag_rules
from moodboard.services.importing import ImportReport, UndoReport
from moodboard.ui import messages
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog, centre_over
from moodboard.ui.dialogs.export_controls import Progress
from moodboard.ui.dialogs.importing.lines_page import wanted
from moodboard.ui.dialogs.importing.page import muted
from moodboard.ui.dialogs.importing.review import Review
from moodboard.ui.dialogs.importing.words import things

_WIDTH = 520
_WIDE, _HIGH = 980, 680
_ROOM = 48
"""Left around it in its window."""
_PATIENCE_MS = 350


class ImportDialog(FormDialog):
    """Read the files, show what would come, import, and say what became of every row."""

    imported = Signal(object)
    """The ``ImportReport`` of what was written."""
    taken_back = Signal(object)
    """The ``Changes`` of an import that was undone."""
    stopped = Signal()
    """An import was stopped half way: what came in is whole."""
    help_requested = Signal()

    def __init__(self, paths: list[Path], jobs: JobRunner, parent: QWidget | None = None) -> None:
        boards = all(path.suffix.casefold() in SUFFIXES for path in paths)
        heading = self.tr("Bring a board in") if boards else self.tr("Bring your history")
        super().__init__(heading, self.tr("Import"), parent)
        self._boards = boards
        """Boards of other programs come in at once: whoever drops one wants to see it."""
        self._paths = paths
        self._jobs = jobs
        self._job: Job | None = None
        self._writing = False
        self._report: ImportReport | None = None
        self._done: ImportReport | None = None
        self._over = False
        self.setMinimumWidth(_WIDTH)
        self._files = muted("", self)
        self._counts = QLabel(self)
        self._counts.setFont(ui_font("section"))
        self._counts.setWordWrap(True)
        self._detail = muted("", self)
        self.review = Review(self)
        self.review.hide()
        self._bar = Progress(self.tr("Progress"), self)
        self._wait = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._wait.timeout.connect(self._look)
        self._make_links()
        for widget in (self._files, self._counts, self._detail, self._bar, self.review):
            self.rows.addWidget(widget)
        self.review.changed.connect(self._wait.start)
        self._begin()

    def _make_links(self) -> None:
        self.back_button = link_button(self.tr("Take it back"), self.tr("Take this import back whole"), self)
        self.save_button = link_button(
            self.tr("Save report…"), self.tr("Save what becomes of every row as a file"), self
        )
        self.help_button = link_button(
            self.tr("Where from?"), self.tr("How to get each service’s export"), self
        )
        self.back_button.clicked.connect(self._take_back)
        self.save_button.clicked.connect(self._save_report)
        self.help_button.clicked.connect(self.help_requested)
        self.back_button.hide()
        self.save_button.hide()
        self.help_button.setVisible(not self._boards)
        for place, link in enumerate((self.back_button, self.save_button, self.help_button)):
            self.buttons.insertWidget(place, link)
            link.setMinimumWidth(link.sizeHint().width() + 8)

    def _begin(self) -> None:
        names = ", ".join(path.name or str(path) for path in self._paths[:3])
        self._files.setText(names + ("…" if len(self._paths) > 3 else ""))
        self._detail.hide()
        paths = self._paths
        if self._boards:
            self.keep_button.setEnabled(False)
            self._counts.setText(self.tr("Bringing it in. Nothing of it stays when you cancel."))
            self._start(lambda report: importing.run(paths, report=report), writing=True)
        else:
            self._counts.setText(self.tr("Reading, nothing is written yet."))
            self.keep_button.setEnabled(False)
            self._widen()  # before it is shown: a window that grows under the pointer is no calm one
            self._look()

    # What tests and screen readers ask

    def counts(self) -> str:
        """The sentence with the numbers."""
        return self._counts.text()

    def detail(self) -> str:
        """What is said below them."""
        return "" if self._detail.isHidden() else self._detail.text()

    def problems(self) -> tuple[str, ...]:
        """The sentences about what could not be read."""
        return self.review.problems.model.sentences()

    # Looking and importing

    def _look(self) -> None:
        """Try it, with all that was said so far."""
        if self._writing or self._over:
            return
        self._wait.stop()
        paths, answers, options = self._paths, self.review.answers(), self.review.options()
        self._start(
            lambda report: importing.run(
                paths, dry_run=True, report=report, answers=answers, options=options, preview=True
            ),
            writing=False,
        )

    def _start(self, work: Callable[[Report], object], writing: bool) -> None:
        if self._job is not None:
            self._job.cancel()
        self._writing = writing
        job = self._job = Job(work, writes=writing)
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._bar.set_part(0.0)
        self._bar.show()
        self._jobs.start(job)

    def keep(self) -> None:
        """Import; afterwards the same button closes."""
        if self._over:
            self.accept()
        elif self.keep_button.isEnabled() and not self._writing:
            self._import()

    def _import(self) -> None:
        self._wait.stop()
        self.keep_button.setEnabled(False)
        self.review.setEnabled(False)
        self.save_button.hide()
        self._counts.setText(self.tr("Importing. Stopping keeps what is in."))
        paths, answers, options = self._paths, self.review.answers(), self.review.options()
        rules, lines = self.review.tags.changed_rules(), self.review.lines.model.chosen()

        def work(report: Report) -> ImportReport:
            done = importing.run(paths, report=report, answers=answers, options=options)
            if rules is not None:
                tag_rules.keep(rules)
            chosen = wanted(done.lines_offered, lines)
            if chosen:
                done.totals.lines, changes = importing.keep_lines(chosen, done.import_id)
                done.changes |= changes
            return done

        self._start(work, writing=True)

    def reject(self) -> None:
        """Stop what runs; whole batches stay, and importing again completes them."""
        if self._job is not None and self._writing and not self._over:
            self._job.cancel()
            if not self._boards:
                self._counts.setText(self.tr("Stopping."))
                return
        if self._job is not None:
            self._job.cancel()
        super().reject()

    # What came of it

    def _is_old(self) -> bool:
        """Whether it is told by a look that another one has overtaken."""
        return self.sender() not in (None, self._job)

    def _on_progress(self, done: int, total: int) -> None:
        if not self._is_old():
            self._bar.set_part(done / max(1, total))

    def _on_succeeded(self, report: ImportReport) -> None:
        if self._is_old():
            return
        self._bar.hide()
        if self._writing:
            self._on_imported(report)
        else:
            self._on_looked(report)

    def _on_looked(self, report: ImportReport) -> None:
        self._report = report
        self.clear_error()
        self.review.take(report)
        self._say(report, self.tr("{things} to bring in."), self.tr("There is nothing new in it."))
        self._say_detail(report)
        if report.files and self.review.isHidden() and self.review.concerns():
            self.review.show()
        self.save_button.setVisible(bool(report.files))
        ready = not report.nothing_readable
        self.keep_button.setEnabled(ready)
        if self.focusWidget() in (None, self.cancel_button) and ready:
            # Cancel has the keyboard only because Import could not take it while reading.
            unsure = self.review.unsure
            first = unsure.table if unsure.isVisible() and unsure.model.open_ones() else self.keep_button
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _widen(self) -> None:
        """Make room for the review, as far as the window behind gives it."""
        parent = self.parentWidget()
        width, height = _WIDE, _HIGH
        if parent is not None:
            inside = parent.window().size()
            width, height = min(width, inside.width() - _ROOM), min(height, inside.height() - _ROOM)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(1, 1)  # the review has all the room, the empty end of the base none
        column.setStretch(3, 0)
        self.rows.setStretchFactor(self.review, 1)
        self.resize(width, height)
        if parent is not None and self.isVisible():
            self._placed = centre_over(self, parent.window())

    def _shrink(self) -> None:
        """Give the room of the review back: a sentence alone stands in the middle of the window."""
        self.adjustSize()
        parent = self.parentWidget()
        if parent is not None and self.isVisible():
            self._placed = centre_over(self, parent.window())

    def _on_imported(self, report: ImportReport) -> None:
        self._done = report
        none = self.tr("Nothing of it came in.") if self._boards else self.tr("Nothing new came in.")
        if self._boards and report.board_ids and not report.problems:
            none = self.tr("This board is here already. Nothing of it was doubled.")
        self._say(report, self.tr("{things} came in."), none)
        self._say_problems(report)
        self.back_button.setVisible(report.import_id is not None)
        self.save_button.setVisible(bool(report.files) and not self._boards)
        self._end()
        if not self._boards or report.problems:
            self.review.setEnabled(True)
            self.review.finish(report)
            self.review.show()
            if self._boards:
                self._widen()
        else:
            QTimer.singleShot(0, self, self._shrink)
        self.imported.emit(report)

    def _end(self) -> None:
        self._over = True
        self._writing = False
        self.cancel_button.hide()
        self.help_button.hide()
        self.keep_button.setText(self.tr("Done"))
        self.keep_button.setAccessibleName(self.tr("Done"))
        self.keep_button.setToolTip(self.tr("Close (Enter)"))
        self.keep_button.setEnabled(True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, sentence: str) -> None:
        if self._is_old():
            return
        self._bar.hide()
        self._counts.setText("")
        self.review.setEnabled(True)
        self._writing = False
        self.show_error(sentence)
        if self.review.isHidden():
            QTimer.singleShot(0, self, self._shrink)

    def _on_cancelled(self) -> None:
        if self._is_old():
            return
        self._bar.hide()
        if self._writing and not self._boards:
            self.review.hide()
            self._counts.setText(self.tr("Stopped. What came in is whole; import again to complete it."))
            self._detail.setText(self.tr("“Imports” in the menu takes it back."))
            self._detail.show()
            self._end()
            self._shrink()
            self.stopped.emit()

    def _take_back(self) -> None:
        if self._done is None or self._done.import_id is None:
            return
        import_id = self._done.import_id
        self.back_button.setEnabled(False)
        self.keep_button.setEnabled(False)
        self._counts.setText(self.tr("Taking it back."))
        job = Job(lambda _report: importing.undo(import_id), writes=True)
        job.succeeded.connect(self._on_taken_back)
        job.failed.connect(self._on_not_taken_back)
        self._jobs.start(job)

    def _on_taken_back(self, undone: UndoReport) -> None:
        self.back_button.hide()
        self.save_button.hide()
        self._detail.hide()
        self.review.hide()
        self.keep_button.setEnabled(True)
        kept = undone.kept_films + undone.kept_watches + undone.kept_boards
        self._counts.setText(
            self.tr("Taken back. What you changed since is kept.")
            if kept
            else self.tr("Taken back. Your library is as it was.")
        )
        QTimer.singleShot(0, self, self._shrink)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.taken_back.emit(undone.changes)

    def _on_not_taken_back(self, sentence: str) -> None:
        self.back_button.setEnabled(True)
        self.keep_button.setEnabled(True)
        self.show_error(sentence)

    # Words

    def _say(self, report: ImportReport, some: str, none: str) -> None:
        said = things(report.totals)
        if not said and report.told_more:
            number = report.told_more
            said = self.tr("%n row(s) with more about your films", "", number)
        self._counts.setText(some.format(things=said) if said else none)

    def _say_detail(self, report: ImportReport) -> None:
        """What wants an eye, in one quiet line."""
        dates = sum(row.is_unsure for row in report.preview)
        told = sum(row.at_least for row in {(row.title, row.year): row for row in report.preview}.values())
        parts = (
            (len(report.unsure), self.tr("%n film(s) unsure", "", len(report.unsure))),
            (dates, self.tr("%n date(s) unsure", "", dates)),
            (len(report.problems), self.tr("%n row(s) not read whole", "", len(report.problems))),
            (told, self.tr("%n film(s) seen once more than is told", "", told)),
            (
                len(report.lines_offered),
                self.tr("%n line(s) offered by reviews", "", len(report.lines_offered)),
            ),
        )
        self._detail.setText("  ·  ".join(words for number, words in parts if number))
        self._detail.setVisible(bool(self._detail.text()))

    def _say_problems(self, report: ImportReport) -> None:
        number = len(report.problems)
        self._detail.setVisible(bool(number))
        self._detail.setText(
            self.tr("%n item(s) did not come in as on the board. All others did.", "", number)
            if self._boards
            else self.tr("%n row(s) could not be read whole. All others are counted above.", "", number)
        )

    def _save_report(self) -> None:
        report = self._done or self._report
        if report is None:
            return
        filters = [self.tr("Words (*.txt)"), self.tr("Table (*.csv)")]
        path = messages.choose_save(
            self, self.tr("Save the report"), self.tr("import report") + ".txt", filters
        )
        if path is None:
            return
        try:
            importing.save_report(report, path)
        except KnownError as error:
            self.show_error(str(error))
            return
        self._detail.setText(self.tr("The report is saved as {name}.").format(name=path.name))
        self._detail.show()
