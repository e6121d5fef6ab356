# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits of one film or 100,000 from the page: few at once, many in the background, each with its way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.qt.jobs import Job, JobRunner

AT_ONCE = 40
"""Films up to which an edit is made on the spot; more of them would hold the window up."""

Undo = Callable[[], Changes]
Edit = Callable[[tuple[int, ...]], tuple[Changes, Undo]]
Pick = Callable[[], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Made:
    """An edit that was made in the background."""

    words: str
    act: Edit
    films: tuple[int, ...]
    changes: Changes
    undo: Undo


class ManyEdits(QObject):
    """Make an edit of films that the library is asked for where it is made; say what it did."""

    said = Signal(str, bool)
    """What was done, and whether it can be taken back."""
    failed = Signal(str)
    busy = Signal(bool)

    def __init__(
        self, events: Events, history: History, jobs: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._events, self._history, self._jobs = events, history, jobs
        self._running = 0

    def is_busy(self) -> bool:
        """Whether an edit is under way in the background."""
        return self._running > 0

    def edit(self, count: int, pick: Pick, act: Edit, words: str) -> None:
        """Edit the films that ``pick`` returns; ``count`` says how many they are."""
        if not count:
            return
        if count > AT_ONCE:
            self._edit_in_background(pick, act, words)
            return
        films = pick()
        try:
            changes, undo = act(films)
        except KnownError as error:
            self.failed.emit(str(error))
            return
        if changes:
            self._history.push(words, undo, lambda: act(films)[0])
            self._events.publish(changes, self)
            self.said.emit(words, True)

    def _edit_in_background(self, pick: Pick, act: Edit, words: str) -> None:
        def work() -> _Made:
            films = pick()
            changes, undo = act(films)
            return _Made(words, act, films, changes, undo)

        job = self._job(work)
        job.succeeded.connect(self._on_made)
        self._jobs.start(job)

    def _on_made(self, made: _Made) -> None:
        if not made.changes:
            return
        # The steps of the history are taken at once; these only begin, and tell when they are done.
        self._history.push(
            made.words,
            lambda: self._later(made.undo),
            lambda: self._later(lambda: made.act(made.films)[0]),
        )
        self._publish(made.changes)
        self.said.emit(made.words, True)

    def _later(self, change: Callable[[], Changes]) -> Changes:
        job = self._job(change)
        job.succeeded.connect(self._publish)
        self._jobs.start(job)
        return Changes()

    def _publish(self, changes: Changes) -> None:
        self._events.publish(changes, self)

    def _job(self, work: Callable[[], object]) -> Job:
        job = Job(lambda _report: work(), writes=True)
        job.failed.connect(self.failed)
        job.finished.connect(self._on_finished)
        self._running += 1
        self.busy.emit(True)
        return job

    def _on_finished(self) -> None:
        self._running -= 1
        if not self._running:
            self.busy.emit(False)
