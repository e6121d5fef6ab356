# SPDX-License-Identifier: GPL-3.0-or-later
"""What was asked to be taken out of a film file, done in its order on a thread of its own.

Keys may be pressed faster than frames are read and written: each press waits for its turn, none is
lost, and whoever closes the window waits until the last one is kept.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.still import Still
from moodboard.services import capturing, stills
from moodboard.services.capturing import Captured

if TYPE_CHECKING:
    from moodboard.domain.film_file import FilmFile
    from moodboard.domain.subtitles.cleaning import Spoken
    from moodboard.services.video.frames import Frame, FrameReader

log = logging.getLogger(__name__)

_LET_GO = 10.0  # seconds after the last press: an open film keeps a lot in memory
_PATIENCE = 30.0  # seconds that closing waits: a disk that went away answers never


class Taking(StrEnum):
    """What is to be taken."""

    SHOT = "shot"
    BURST = "burst"
    LINE = "line"
    RETAKE = "retake"


@dataclass(slots=True)
class Task:
    """One press of a key, with everything as it was at that moment."""

    number: int
    taking: Taking
    path: Path
    """Of the film file, or of the subtitle where there are words alone."""
    at: float
    """When the frame on the stage was shown."""
    inside: float
    """A time at which that frame is shown for sure."""
    film_id: int | None = None
    kept_uuid: str = ""
    jpeg: bool = False
    file: FilmFile | None = None
    seen: Frame | None = None
    """The frame itself, as the player decoded it; read from the file otherwise."""
    spoken: Spoken | None = None
    still: str = ""
    """Retake: the shot."""
    by: int = 0
    """Retake: so many frames later."""


@dataclass(frozen=True, slots=True)
class Retaken:
    """A shot with another picture."""

    was: Still
    now: Still
    changes: Changes
    at: float


class PinQueue(QObject):
    """Do tasks one after the other; the news comes to the GUI thread, in the same order."""

    done = Signal(object, object)
    """The task, and ``Captured`` or ``Retaken``."""
    failed = Signal(object, str)
    """The task, and one sentence."""
    emptied = Signal()

    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: deque[Task] = deque()
        self._lock = threading.Condition()
        self._busy = False
        self._closing = False
        self._thread: threading.Thread | None = None
        self._news: deque[Callable[[], None]] = deque()
        self._reader: tuple[Path, FrameReader] | None = None
        self._said: tuple[Task, str] | None = None
        """The line that was kept last: as it was asked for, and its uuid."""
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    @property
    def waiting(self) -> int:
        """How many presses are not kept yet."""
        with self._lock:
            return len(self._tasks) + self._busy

    def put(self, task: Task) -> None:
        """Let a task have its turn; a retake of a shot that still waits for one is joined with that."""
        with self._lock:
            for other in self._tasks:
                if task.taking is Taking.RETAKE is other.taking and other.still == task.still:
                    other.by += task.by
                    return
            self._tasks.append(task)
            self._wake()

    def _wake(self) -> None:
        self._closing = False
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="pins", daemon=True)
            self._thread.start()
        self._lock.notify_all()

    def finish(self) -> None:
        """Wait until everything asked for is kept, tell the news, and let go of the film file."""
        with self._lock:
            self._closing = True
            thread = self._thread
            self._lock.notify_all()
        if thread is not None:
            thread.join(_PATIENCE)
        with self._lock:
            left, self._tasks = tuple(self._tasks), deque()
        for task in left:
            log.error("What was pinned at %.3f s of %s could not be kept in time.", task.at, task.path.name)
            self._tell(lambda task=task: self.failed.emit(task, self._not_in_time(task)))  # type: ignore[misc]
        while self._news:
            self._news.popleft()()

    def _not_in_time(self, task: Task) -> str:
        words = self.tr("{name} does not answer, so the last pin was not kept.")
        return words.format(name=task.path.name)

    # From here on down to _tell: on the thread of its own.

    def _work(self) -> None:
        while (task := self._next()) is not None:
            try:
                made = self._made(task)
            except KnownError as error:
                self._tell(self._failure(task, str(error)))
            except Exception:
                log.exception("A pin failed")
                sentence = QCoreApplication.translate(
                    "jobs", "Something went wrong in Moodboard itself. The log says what; please try again."
                )
                self._tell(self._failure(task, sentence))
            else:
                self._tell(self._success(task, made))
            with self._lock:
                self._busy = False
                is_over = not self._tasks
            if is_over:
                self._tell(self.emptied.emit)
        self._close_reader()

    def _next(self) -> Task | None:
        with self._lock:
            until = time.monotonic() + _LET_GO
            while not self._tasks:
                left = until - time.monotonic()
                if self._closing or left <= 0:
                    self._thread = None
                    return None
                self._lock.wait(left)
            self._busy = True
            return self._tasks.popleft()

    def _made(self, task: Task) -> Captured | Retaken:
        watch = capturing.watch_now(task.film_id)
        if task.taking is Taking.LINE:
            assert task.spoken is not None
            kept = capturing.capture_line(task.spoken, task.film_id, watch, task.at, task.kept_uuid)
            self._said = task, kept.line.uuid if kept.line else ""
            return kept
        if task.taking is Taking.RETAKE:
            return self._retaken(task)
        file, frame = self._frame_of(task)
        return capturing.keep_frame(
            file, frame, task.film_id, task.kept_uuid, watch, task.jpeg, task.spoken, self._said_at(task)
        )

    def _frame_of(self, task: Task) -> tuple[FilmFile, Frame]:
        if task.taking is Taking.BURST:
            from moodboard.services.video import grabbing

            reader = self._reader_of(task.path)
            return reader.file, grabbing.sharpest(reader, task.inside)
        if task.file is not None and task.seen is not None:
            return task.file, task.seen
        reader = self._reader_of(task.path)
        return reader.file, reader.at(task.inside)

    def _retaken(self, task: Task) -> Retaken:
        """Take the frame some frames from where the shot is by now: other retakes may have come before."""
        reader = self._reader_of(task.path)
        here = stills.still(task.still).timecode
        frame = _steps(reader, reader.at(here if here is not None else task.inside), task.by)
        was, now, changes = capturing.retake(reader.file, frame, task.still, task.jpeg)
        return Retaken(was, now, changes, frame.at)

    def _said_at(self, task: Task) -> str:
        """Return the line that was pinned at the same moment, a key press before."""
        if self._said is None or task.spoken is not None:
            return ""
        line, uuid = self._said
        if line.spoken is None or line.path != task.path or not line.kept_uuid:
            return ""
        return uuid if capturing.is_same_moment(task.at, line.at, line.spoken) else ""

    def _reader_of(self, path: Path) -> FrameReader:
        if self._reader is None or self._reader[0] != path:
            from moodboard.services.video.frames import FrameReader

            self._close_reader()
            self._reader = path, FrameReader(path)
        return self._reader[1]

    def _close_reader(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader[1].close()

    def _success(self, task: Task, made: Captured | Retaken) -> Callable[[], None]:
        return lambda: self.done.emit(task, made)

    def _failure(self, task: Task, sentence: str) -> Callable[[], None]:
        return lambda: self.failed.emit(task, sentence)

    def _tell(self, news: Callable[[], None]) -> None:
        self._news.append(news)
        try:
            self._woken.emit()
        except RuntimeError:
            log.debug("A pin was kept after its window was gone.")

    @Slot()
    def _on_woken(self) -> None:
        if self._news:
            self._news.popleft()()


def _steps(reader: FrameReader, frame: Frame, by: int) -> Frame:
    """Return the frame so many later; the first or the last one where the film is over before."""
    for _step in range(abs(by)):
        beside = reader.after(frame) if by > 0 else reader.before(frame)
        if beside is None:
            break
        frame = beside
    return frame
