# SPDX-License-Identifier: GPL-3.0-or-later
"""Fill in facts for all films that lack them; what is not sure is listed, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import lookup, metadata
from moodboard.services.apart import Report
from moodboard.services.lookup import Asked, ManyReport, NotSetUpError
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_controls import Progress
from moodboard.ui.dialogs.facts_words import fit_height, small_label
from moodboard.ui.dialogs.lookup_left import LeftList

_WIDTH = 540


class LookupManyDialog(FormDialog):
    """Count, fill in, and say what became of it."""

    filled = Signal(object)
    """The ``ManyReport``."""
    taken_back = Signal(object)
    """The ``Filled`` of all films, to be taken back."""
    lookup_requested = Signal(int)
    """A film that was not sure."""
    settings_requested = Signal()

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Fill in facts"), self.tr("Fill in"), parent)
        self.setMinimumWidth(_WIDTH)
        self._jobs = jobs
        self._job: Job | None = None
        self._asked: Asked | None = None
        self._ids: list[int] = []
        self._report: ManyReport | None = None
        self.lead = QLabel(self)
        self.lead.setFont(ui_font("lead"))
        self.lead.setWordWrap(True)
        self.detail = small_label(self)
        self.bar = Progress(self.tr("Progress"), self)
        self.bar.hide()
        self.left = LeftList(self)
        self.left.hide()
        self.settings_button = link_button(
            self.tr("Film facts…"), self.tr("Switch it on, and put your key in"), self
        )
        self.settings_button.hide()
        self.back_button = link_button(self.tr("Take it back"), self.tr("Take all of it out again"), self)
        self.back_button.hide()
        for widget in (self.lead, self.detail, self.bar, self.left):
            self.rows.addWidget(widget)
        self.rows.addWidget(self.settings_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons.insertWidget(0, self.back_button)
        self.settings_button.clicked.connect(self._on_settings)
        self.back_button.clicked.connect(self._take_back)
        self.left.opened.connect(self.lookup_requested)
        tabs = (self.left, self.settings_button, self.back_button, self.cancel_button, self.keep_button)
        for before, after in pairwise(tabs):
            QWidget.setTabOrder(before, after)
        self._count()

    def _count(self) -> None:
        self.keep_button.setEnabled(False)
        self.lead.setText(self.tr("Counting your films."))

        def work(report: Report) -> tuple[Asked | None, list[int], str]:
            try:
                asked = lookup.client(report)
            except NotSetUpError as error:
                return None, [], str(error)
            return asked, metadata.without(asked.service), ""

        self._start(work, writes=False, done=self._on_counted)

    def _on_counted(self, counted: tuple[Asked | None, list[int], str]) -> None:
        self._job = None
        self._asked, self._ids, refused = counted
        if self._asked is None:
            self.lead.setText(refused)
            self.settings_button.show()
            self.settings_button.setFocus(Qt.FocusReason.OtherFocusReason)
            fit_height(self)
            return
        if not self._ids:
            self.lead.setText(self.tr("No film of yours lacks facts that were not looked up yet."))
            return
        self.lead.setText(
            self.tr("%n film(s) lack a year, directors, runtime or poster.", "", len(self._ids))
        )
        self.detail.setText(
            self.tr("Only what is blank is filled in. Films that are in any doubt are left to you.")
        )
        self.keep_button.setEnabled(True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
        fit_height(self)

    def keep(self) -> None:
        """Begin; afterwards the same button closes."""
        if self._report is not None:
            self.accept()
            return
        asked, ids = self._asked, self._ids
        if self._job is not None or asked is None or not ids:
            return
        self.clear_error()
        self.keep_button.setEnabled(False)
        self.cancel_button.setText(self.tr("Stop"))
        self.detail.setText(self.tr("What is filled in stays when you stop."))
        self.bar.set_part(0.0)
        self.bar.show()
        fit_height(self)
        self._start(
            lambda report: lookup.fill_many(asked, ids, report),
            writes=True,
            done=self._on_done,
            step=self._on_progress,
        )

    def reject(self) -> None:
        """Stop what runs, and say what became of it; else close."""
        if self._job is not None and self._job.writes and not self._job.is_cancelled:
            self._job.cancel()
            return
        super().reject()

    def _start(
        self,
        work: Callable[[Report], object],
        writes: bool,
        done: Callable[..., None],
        step: Callable[[int, int], None] | None = None,
    ) -> None:
        self._job = Job(work, writes=writes)
        if step is not None:
            self._job.progressed.connect(step)
        self._job.succeeded.connect(done)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._jobs.start(self._job)

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.set_part(done / max(1, total))
        self.lead.setText(self.tr("{n} of {total} films").format(n=done, total=total))

    def _on_done(self, report: ManyReport) -> None:
        self._job = None
        self._report = report
        self.bar.hide()
        self.lead.setText(self._said(report))
        hint = self.tr("Double-click one, or press Enter on it, to look it up.") if report.unsure else ""
        self.detail.setText(report.stopped or hint)
        self.detail.setVisible(bool(report.stopped or hint))
        self.left.show_left(report.unsure)
        self.left.setVisible(bool(report.unsure))
        self.back_button.setVisible(bool(report.filled))
        self.cancel_button.hide()
        self.keep_button.setText(self.tr("Done"))
        self.keep_button.setAccessibleName(self.tr("Done"))
        self.keep_button.setToolTip(self.tr("Done (Enter)"))
        self.keep_button.setEnabled(True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
        fit_height(self)
        self.filled.emit(report)

    def _said(self, report: ManyReport) -> str:
        parts = [self.tr("%n film(s) filled in.", "", len(report.filled))]
        if report.complete:
            parts.append(self.tr("%n had nothing to gain.", "", report.complete))
        if report.unsure:
            parts.append(self.tr("%n left to you:", "", len(report.unsure)))
        if report.left:
            parts.append(self.tr("%n not asked about.", "", report.left))
        return " ".join(parts)

    def _on_failed(self, sentence: str) -> None:
        self._job = None
        self.bar.hide()
        self.lead.setText("")
        self.show_error(sentence)
        fit_height(self)

    def _on_cancelled(self) -> None:
        self._job = None

    def _take_back(self) -> None:
        if self._report is not None:
            self.taken_back.emit(list(self._report.filled))
            self.back_button.hide()
            self.left.hide()
            self.lead.setText(self.tr("Taken back. What you changed since is kept."))

    def _on_settings(self) -> None:
        self.settings_requested.emit()
        super().reject()

    def done(self, result: int) -> None:
        """Close, and wait for nobody."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)
