# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the shots of the film that is open, in the background: slowly while it plays, kept for next time."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from moodboard.domain.errors import CancelledError
from moodboard.qt.jobs import Job, Report
from moodboard.services.video.keeping import Survey

if TYPE_CHECKING:
    from moodboard.qt.capture_session import CaptureSession
    from moodboard.ui.page_parts import PageParts

_LARGE = 1920 * 1088
"""Pixels; larger films take all there is while they play."""
_SHARE = 8
"""While a film plays, of so much time one part is used."""
_NAP = 0.02  # seconds: a pass that is stopped has ended within a few of these
_FRESH_MS = 250
_FIRST_REST, _LONGEST_REST = 5.0, 60.0
"""Seconds without any work after a frame of the playing film came too late, each time twice as long."""
_AGAIN_MS = 1500
"""A jump through the film comes first: the pass waits so long after it."""


class _Pace:
    """How fast the pass may go: told by the window, asked by the pass between its frames."""

    def __init__(self) -> None:
        self.plays = False
        self.rests = False
        """Nothing at all may be done just now."""
        self._worked_from = time.monotonic()

    def wait(self, is_cancelled: threading.Event) -> None:
        """Wait until it may go on; CancelledError when it may not any more."""
        slept = False
        if self.plays and not self.rests:
            # What a frame took, and so much again as leaves the film its share.
            until = time.monotonic() + min(1.0, (time.monotonic() - self._worked_from) * (_SHARE - 1))
            while self.plays and time.monotonic() < until and not is_cancelled.wait(_NAP):
                slept = True
        while self.rests and not is_cancelled.wait(_NAP):
            slept = True
        if is_cancelled.is_set():
            raise CancelledError
        if slept or not self.plays:
            self._worked_from = time.monotonic()


class _Run:
    """One pass over one file; lives as long as its thread."""

    def __init__(self, path: Path, pace: _Pace) -> None:
        self.path, self.pace = path, pace
        self.stop = threading.Event()
        self._lock = threading.Lock()
        self._fresh: Survey | None = None
        self.job: Job

    def work(self, report: Report) -> Survey:
        """On the job's thread: go through the film."""
        from moodboard.services.video import survey as surveys
        from moodboard.services.video.background import lowered

        def asked(done: int, total: int) -> None:
            report(done, total)
            self.pace.wait(self.stop)

        with lowered():
            asked(0, 1)
            return surveys.survey(self.path, report=asked, heard=self._on_heard)

    def _on_heard(self, survey: Survey) -> None:
        with self._lock:
            self._fresh = survey

    def fresh(self) -> Survey | None:
        """Return what was found since the last time; None for nothing."""
        with self._lock:
            fresh, self._fresh = self._fresh, None
        return fresh

    def end(self) -> None:
        """Ask it to end; it does within a few frames."""
        self.stop.set()
        self.job.cancel()


class SurveyRun(QObject):
    """Follows the session: a file that opens is gone through, one that closes is let go."""

    words_changed = Signal(str)
    """The one quiet line, empty when there is nothing to say."""
    failed = Signal(str)

    def __init__(self, parts: PageParts, session: CaptureSession) -> None:
        super().__init__(session)
        self._jobs, self._session = parts.jobs, session
        self._run: _Run | None = None
        self._pace = _Pace()
        self._words, self._percent = "", -1
        self._clock = QTimer(self, interval=_FRESH_MS)
        self._clock.timeout.connect(self._bring)
        self._seeks = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._seeks.timeout.connect(self._set_pace)
        self._last_at = 0.0
        self._late, self._rest, self._rests_until = 0, _FIRST_REST, 0.0
        session.file_changed.connect(self._on_file)
        session.playing_changed.connect(self._set_pace)
        session.player.rate_changed.connect(self._set_pace)
        session.moved.connect(self._on_moved)
        parts.window.closing.connect(self.stop)
        if session.file is not None:
            self._on_file()

    @property
    def words(self) -> str:
        """How far it is: "Finding shots · 34 %"; empty when there is nothing to say."""
        return self._words

    @property
    def is_running(self) -> bool:
        """Whether the film is being gone through, be it slowly."""
        return self._run is not None

    def stop(self) -> None:
        """End the pass; what was found is kept."""
        run, self._run = self._run, None
        self._clock.stop()
        self._seeks.stop()
        if run is not None:
            run.end()
        self._say("")

    def start(self) -> None:
        """Go through the film that is open, or on from where a pass was stopped."""
        self.stop()
        file = self._session.file
        if file is None or self._session.survey.complete:
            return
        self._pace = _Pace()
        self._late, self._rest, self._rests_until = self._session.player.dropped, _FIRST_REST, 0.0
        self._set_pace()
        run = self._run = _Run(file.path, self._pace)
        run.job = job = Job(run.work)
        self._percent = -1
        job.progressed.connect(lambda done, total: self._on_progress(run, done, total))
        job.succeeded.connect(lambda found: self._on_found(run, found))
        job.failed.connect(lambda sentence: self._on_failed(run, sentence))
        self._clock.start()
        self._jobs.start(job)

    # News

    def _on_file(self) -> None:
        self._last_at = self._session.at
        self.start()

    def _set_pace(self, _news: object = None) -> None:
        session, player = self._session, self._session.player
        file, plays = session.file, player.is_playing
        is_large = file is not None and file.coded_width * file.coded_height > _LARGE
        self._pace.plays = plays
        is_late = time.monotonic() < self._rests_until
        self._pace.rests = (plays and (is_large or is_late or player.rate > 1.01)) or self._seeks.isActive()

    def _on_moved(self, at: float) -> None:
        # A step or a jump by the person, not the film playing on: the decoder is theirs first.
        jumped, self._last_at = at - self._last_at, at
        if self._run is not None and jumped and not (self._session.player.is_playing and 0 < jumped < 1):
            self._seeks.start()
            self._set_pace()

    def _mind_the_film(self) -> None:
        """Leave off for a while when frames of the playing film come too late: they go first."""
        late = self._session.player.dropped
        if late > self._late and self._session.player.is_playing:
            self._rests_until = time.monotonic() + self._rest
            self._rest = min(_LONGEST_REST, 2 * self._rest)
        self._late = late
        self._set_pace()

    def _bring(self) -> None:
        self._mind_the_film()
        run = self._run
        fresh = run.fresh() if run is not None else None
        if fresh is not None:
            self._session.set_survey(fresh)

    def _on_progress(self, run: _Run, done: int, total: int) -> None:
        percent = min(99, done * 100 // max(1, total))
        if run is self._run and percent != self._percent:
            self._percent = percent
            self._say(self.tr("Finding shots · {percent} %").format(percent=percent))

    def _on_found(self, run: _Run, found: object) -> None:
        if run is not self._run or not isinstance(found, Survey):
            return
        self._run = None
        self._clock.stop()
        self._say("")
        self._session.set_survey(found)

    def _on_failed(self, run: _Run, sentence: str) -> None:
        if run is not self._run:
            return
        self._bring()
        self._run = None
        self._clock.stop()
        self._say(self.tr("The shots could not all be found."))
        self.failed.emit(sentence)

    def _say(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self.words_changed.emit(words)
