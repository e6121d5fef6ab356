# SPDX-License-Identifier: GPL-3.0-or-later
"""Work off the GUI thread: build a job, connect it, start it.

The work is a plain function that gets ``report`` and returns a value. Its thread never touches a
receiver: it notes what happened and wakes the job, which lives on the GUI thread and tells it
there, in order. So a slot may be any callable and still runs where widgets may be touched.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from moodboard.domain.errors import CancelledError, KnownError

log = logging.getLogger(__name__)

Report = Callable[[int, int], None]
"""Say "n of total done"; raises CancelledError when the person stopped the job."""


class Job(QObject):
    """One piece of work; ``writes`` says that it alters the library.

    Exactly one of ``succeeded``, ``failed`` and ``cancelled`` comes, then ``finished``.
    """

    progressed = Signal(int, int)
    """How many of how many are done; steps in between may be left out when they come fast."""
    succeeded = Signal(object)
    """What the function returned."""
    failed = Signal(str)
    """One sentence for the person."""
    cancelled = Signal()
    finished = Signal()

    _woken = Signal()

    def __init__(self, fn: Callable[[Report], Any], writes: bool = False) -> None:
        super().__init__()
        self._fn = fn
        self.writes = writes
        self._stop = threading.Event()
        self._news: deque[Callable[[], None]] = deque()
        self._step: tuple[int, int] | None = None
        self._lock = threading.Lock()
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask it to stop; it does at its next report."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """True once someone asked it to stop, be it finished or not."""
        return self._stop.is_set()

    def run(self) -> None:
        """Do the work on the calling thread; called by the runner."""
        try:
            if self._stop.is_set():
                raise CancelledError
            result = self._fn(self._report)
        except CancelledError:
            self._tell(self.cancelled.emit)
        except KnownError as error:
            sentence = str(error)
            self._tell(lambda: self.failed.emit(sentence))
        except Exception:
            log.exception("A job failed")
            sentence = QCoreApplication.translate(
                "jobs", "Something went wrong in Moodboard itself. The log says what; please try again."
            )
            self._tell(lambda: self.failed.emit(sentence))
        else:
            self._tell(lambda: self.succeeded.emit(result))
        finally:
            self._fn = _nothing  # what it held on to goes away on the thread that made it
            self._tell(self.finished.emit)

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise CancelledError
        with self._lock:
            waiting, self._step = self._step is not None, (done, total)
        if not waiting:  # one step is told at a time; the newest is taken when it is
            self._tell(self._tell_step)

    def _tell(self, news: Callable[[], None]) -> None:
        self._news.append(news)
        try:
            self._woken.emit()
        except RuntimeError:
            log.debug("A job ended after its window.")  # its C++ half is gone: nobody listens

    def _tell_step(self) -> None:
        with self._lock:
            step, self._step = self._step, None
        if step is not None:
            self.progressed.emit(*step)

    @Slot()
    def _on_woken(self) -> None:
        if self._news:
            self._news.popleft()()


class JobRunner(QObject):
    """Start jobs, each on a thread of its own; those that write go one after another."""

    idle = Signal()
    """The last running job has finished."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: dict[Job, threading.Thread] = {}
        self._waiting: deque[Job] = deque()
        self._is_writing = False

    @property
    def running(self) -> int:
        """How many jobs run or wait for their turn."""
        return len(self._threads) + len(self._waiting)

    def start(self, job: Job) -> None:
        """Run the job; connect its signals first. It is kept alive until it has finished."""
        if job.writes and self._is_writing:
            self._waiting.append(job)
            return
        self._is_writing = self._is_writing or job.writes
        job.finished.connect(self._on_finished)
        thread = threading.Thread(target=job.run, name="job", daemon=True)
        self._threads[job] = thread
        thread.start()

    def stop_all(self) -> None:
        """Cancel every job, wait for them, and tell their last news."""
        for job in (*self._waiting, *self._threads):
            job.cancel()
        while self._threads:
            for job, thread in tuple(self._threads.items()):
                thread.join()
                QCoreApplication.sendPostedEvents(job)
                self._forget(job)  # also when no application delivers events any more

    @Slot()
    def _on_finished(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._forget(job)

    def _forget(self, job: Job) -> None:
        thread = self._threads.pop(job, None)
        if thread is None:
            return
        thread.join()  # it is past its last line; the job must not be let go by the wrong thread
        if job.writes:
            self._is_writing = False
            if self._waiting:
                self.start(self._waiting.popleft())
        if not self.running:
            self.idle.emit()


def _nothing(_report: Report) -> None:
    return None
