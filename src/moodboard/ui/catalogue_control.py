# SPDX-License-Identifier: GPL-3.0-or-later
"""The making of the film catalogue, which goes on while its dialog is closed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moodboard.qt.jobs import Job, JobRunner

if TYPE_CHECKING:
    from moodboard.domain.catalogue import CatalogueReport


class CatalogueControl(QObject):
    """Start it, stop it, tell how far it is, and open its dialog."""

    began = Signal()
    progressed = Signal(float)
    """The part that is done, 0..1."""
    made = Signal(object)
    """The ``CatalogueReport``."""
    failed = Signal(str)
    stopped = Signal()
    told = Signal(str, bool)
    """A sentence for the window while no dialog shows it, and whether it is an error."""

    def __init__(self, window: QWidget, jobs: JobRunner) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._job: Job | None = None
        self.part = 0.0

    @property
    def is_running(self) -> bool:
        """Whether a catalogue is being made."""
        return self._job is not None

    def open(self, paths: Sequence[Path] = ()) -> None:
        """Show the dialog; with files, begin at once."""
        from moodboard.ui.dialogs.catalogue_dialog import CatalogueDialog

        dialog = self._window.findChild(CatalogueDialog)
        if dialog is None:
            dialog = CatalogueDialog(self, self._window)
            dialog.open()
        if paths:
            dialog.take(paths)

    def start(self, paths: Sequence[Path]) -> None:
        """Make it of these files, unless one is being made."""
        if self._job is not None:
            return
        from moodboard.services import catalogue  # a start of the program pays for none of it

        files = list(paths)
        # It alters a file of its own: the library may be written meanwhile.
        job = Job(lambda report: catalogue.index(files, report))
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_made)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_stopped)
        self._job, self.part = job, 0.0
        self.began.emit()
        self._jobs.start(job)

    def stop(self) -> None:
        """Stop; with the same files it goes on there."""
        if self._job is not None:
            self._job.cancel()

    def _on_progress(self, done: int, total: int) -> None:
        self.part = done / max(1, total)
        self.progressed.emit(self.part)

    def _on_made(self, report: CatalogueReport) -> None:
        self._job = None
        self.made.emit(report)
        words = self.tr("The film catalogue is ready: {n} films.").format(n=f"{report.status.films:,}")
        self._tell(" ".join((words, *report.problems)), bool(report.problems))

    def _on_failed(self, sentence: str) -> None:
        self._job = None
        self.failed.emit(sentence)
        self._tell(sentence, True)

    def _on_stopped(self) -> None:
        self._job = None
        self.stopped.emit()

    def _tell(self, words: str, is_error: bool) -> None:
        from moodboard.ui.dialogs.catalogue_dialog import CatalogueDialog

        dialog = self._window.findChild(CatalogueDialog)
        if dialog is None or not dialog.isVisible():
            self.told.emit(words, is_error)
