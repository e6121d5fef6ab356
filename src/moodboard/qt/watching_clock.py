# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock of a film that is watched elsewhere: it ticks with the seconds and notices a sleep."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from moodboard.domain import watching
from moodboard.domain.errors import KnownError
from moodboard.domain.watching import Sitting
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import watching as service

BEAT = 20.0
"""Seconds between two signs of life that are written down."""


class WatchingClock(QObject):
    """Hold the sitting that goes on, and say each second that another one is over."""

    ticked = Signal()
    slept = Signal(float)
    """The computer slept for so many seconds; they are counted until somebody says otherwise."""

    def __init__(
        self, jobs: JobRunner, now: Callable[[], datetime] = service.utc, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.now = now
        self.sitting: Sitting | None = None
        self._alive: datetime | None = None
        """When the clock ticked last."""
        self._beat: datetime | None = None
        self._beating: Job | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    def take(self, sitting: Sitting | None) -> None:
        """Follow this sitting from now on; a gap since its last sign of life is told."""
        was, self.sitting = self.sitting, sitting
        if sitting is None:
            self._alive = self._beat = None
            self._timer.stop()
            return
        if was is None or was.uuid != sitting.uuid:
            self._alive = watching.moment_of(sitting.alive)
        elif sitting.running and not was.running:
            self._alive = self.now()
        self.tick()

    def elapsed(self) -> float:
        """How far into the film it is."""
        return watching.elapsed(self.sitting, self.now()) if self.sitting is not None else 0.0

    def tick(self) -> None:
        """Look at the time; called each second while the clock runs."""
        sitting = self.sitting
        if sitting is None:
            return
        now = self.now()
        if sitting.running:
            last = watching.stamp(self._alive) if self._alive is not None else sitting.alive
            gap = watching.slept(replace(sitting, alive=last), now)
            self._alive = now
            self._live(sitting, now)
            self._timer.start(self._until_next())
            if gap:
                self.slept.emit(gap)
        else:
            self._timer.stop()
        self.ticked.emit()

    def stop(self) -> None:
        """Tick no more; the sitting goes on without a window."""
        self._timer.stop()
        if self.sitting is not None and self.sitting.running:
            # When the library is full or gone, the next start asks about a longer gap.
            with contextlib.suppress(KnownError):
                service.beat(self.sitting.uuid, self.now())
        self.sitting = None

    def _until_next(self) -> int:
        """Milliseconds until the second that is shown is over."""
        return max(20, 1000 - int(self.elapsed() * 1000) % 1000)

    def _live(self, sitting: Sitting, now: datetime) -> None:
        """Write a sign of life down, off this thread: a busy disk must not hold the window up."""
        if self._beating is not None:
            return
        if self._beat is not None and 0 <= (now - self._beat).total_seconds() < BEAT:
            return
        self._beat = now
        job = Job(lambda _report: service.beat(sitting.uuid, now), writes=True)
        self._beating = job
        job.finished.connect(self._on_beaten)
        self._jobs.start(job)

    def _on_beaten(self) -> None:
        self._beating = None
