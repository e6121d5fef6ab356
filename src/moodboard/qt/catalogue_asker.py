# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask the film catalogue while somebody types, beside the window: only the newest words are answered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from moodboard.domain.catalogue import FilmFacts
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import catalogue

_runners: dict[QCoreApplication, JobRunner] = {}


class CatalogueAsker(QObject):
    """One question at a time; what was typed meanwhile is asked next, what lies between never."""

    answered = Signal(str, object)
    """The words, and a tuple of ``FilmFacts``."""

    def __init__(self, most: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._asking = False
        self._next: str | None = None

    def ask(self, text: str) -> None:
        """Ask for the films that the text may begin."""
        if self._asking:
            self._next = text
            return
        self._asking = True
        most = self._most
        job = Job(lambda _report: (text, catalogue.suggest(text, most)))
        job.succeeded.connect(self._on_answer)
        _runner().start(job)

    def _on_answer(self, answer: tuple[str, tuple[FilmFacts, ...]]) -> None:
        self._asking = False
        waiting, self._next = self._next, None
        if waiting is not None and waiting != answer[0]:
            self.ask(waiting)
        else:
            self.answered.emit(*answer)


def _runner() -> JobRunner:
    """Return the runner of all fields: a dialog may be closed while its question is answered."""
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("there is no application to answer to")
    if application not in _runners:
        _runners[application] = JobRunner(application)
        application.aboutToQuit.connect(_runners[application].stop_all)
    return _runners[application]
