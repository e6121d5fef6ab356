# SPDX-License-Identifier: GPL-3.0-or-later
"""Put the open subtitle in time with the film: earlier, later, by one line, by two, by frame rates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from moodboard.domain.errors import KnownError
from moodboard.domain.subtitles import sync
from moodboard.domain.subtitles.cleaning import Spoken
from moodboard.domain.subtitles.sync import Timing
from moodboard.qt.capture_session import CaptureSession

STEP = 0.1
PRESETS = ((25.0, 24000 / 1001), (24000 / 1001, 25.0), (25.0, 24.0), (24.0, 25.0))
"""Frame rates a subtitle was made for, and the film's."""


@dataclass(frozen=True, slots=True)
class Point:
    """A line's time in the file, and when the film says it."""

    own: float
    film: float
    words: str


class LineSync(QObject):
    """Alter the timing of the session's subtitle; kept for the film file with the choice."""

    changed = Signal()
    """Another point is marked, or none."""
    failed = Signal(str)

    def __init__(self, session: CaptureSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.first: Point | None = None
        """The line that was marked as the first of two."""
        session.file_changed.connect(self.forget)

    @property
    def has_film(self) -> bool:
        """Whether a frame is shown that a line can be put to."""
        return self._session.file is not None

    @property
    def timing(self) -> Timing:
        """The timing in use."""
        said = self._session.subtitles
        return said.timing if said is not None else sync.AS_IT_IS

    def shift(self, seconds: float) -> None:
        """Say the words so much later, earlier below zero."""
        self._use(Timing(self.timing.factor, round(self.timing.offset + seconds, 3)))

    def shift_to(self, seconds: float) -> None:
        """Say the words so much later than the file has them."""
        self._use(Timing(self.timing.factor, round(seconds, 3)))

    def said_now(self, line: Spoken) -> None:
        """Let a line begin with the frame that is shown."""
        self.shift(self._session.at - line.start)

    def mark(self, line: Spoken) -> None:
        """Take a line as said now: the first time it is remembered, the second time both are fitted."""
        own = (line.start - self.timing.offset) / self.timing.factor
        here = Point(own, self._session.at, line.text)
        if self.first is None:
            self.first = here
            self.changed.emit()
            return
        first = self.first
        try:
            timing = sync.two_points((first.own, first.film), (here.own, here.film))
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self.first = None
        self._use(timing)
        self.changed.emit()

    def forget(self) -> None:
        """Let go of the first point."""
        if self.first is not None:
            self.first = None
            self.changed.emit()

    def stretch(self, made_for: float, film: float) -> None:
        """Fit a subtitle that was made for another frame rate; a shift stays what it is in the film."""
        factor = sync.between_rates(made_for, film).factor
        self._use(Timing(factor, self.timing.offset))

    def reset(self) -> None:
        """Say the words when the file does."""
        self.first = None
        self._use(sync.AS_IT_IS)
        self.changed.emit()

    def _use(self, timing: Timing) -> None:
        said, choice = self._session.subtitles, self._session.subtitle_choice
        if said is None:
            return
        try:
            sync.shift(timing.offset)
        except KnownError as error:
            self.failed.emit(str(error))
            return
        timing = Timing(timing.factor, timing.offset + 0.0)
        kept = replace(choice, shift=timing.offset, stretch=timing.factor)
        self._session.set_subtitles(said.timed(timing), kept)
