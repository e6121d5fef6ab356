# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the words that go with what is open, on a thread of its own, and hand them to the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from moodboard.domain.kept_file import SubtitleChoice
from moodboard.domain.subtitles import cue_edits
from moodboard.qt.capture_session import CaptureSession
from moodboard.qt.jobs import Job, JobRunner, Report

if TYPE_CHECKING:
    from moodboard.services.subtitle_sources import Opened, Source
    from moodboard.services.subtitles import Subtitles


def languages() -> tuple[str, ...]:
    """Return the languages that the person reads, as the system tells, English after them."""
    return (*QLocale.system().uiLanguages(), "en")


class SubtitleReader(QObject):
    """Choose by itself when a film file opens; read what the person chooses after that."""

    busy_changed = Signal(bool)
    trouble = Signal(str)
    """One sentence: what was chosen cannot be read."""
    listed = Signal()
    """What may be chosen is known now."""

    def __init__(self, jobs: JobRunner, session: CaptureSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._session = jobs, session
        self._job: Job | None = None
        self._lister: Job | None = None
        self._wanted = SubtitleChoice()
        self._next: SubtitleChoice | None = None
        """What was chosen while a film file was being opened, for that file."""
        self.opening = False
        """Whether a film file is being opened."""
        self.sources: tuple[Source, ...] = ()
        """The subtitles inside the film file and beside it."""
        session.opening.connect(self._on_opening)
        session.failed.connect(self._on_not_opened)
        session.file_changed.connect(self._on_file_changed)
        if session.file is not None and session.subtitles is None:
            self._on_file_changed()

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._job is not None

    # Opening

    def _on_opening(self, _name: str) -> None:
        self.opening, self._next = True, None

    def _on_not_opened(self, _sentence: str) -> None:
        self.opening = False

    def _on_file_changed(self) -> None:
        self._stop()
        self.sources = ()
        file, kept = self._session.file, self._session.kept
        if file is None:
            return
        self.opening = False
        choice = kept.subtitles if kept is not None else SubtitleChoice()
        if self._next is not None:
            choice, self._next = self._next, None

        def read(_report: Report) -> object:
            from moodboard.services import subtitle_sources

            return subtitle_sources.open_for(file, choice, languages())

        self._start(read, self._on_opened)
        self.list_sources()

    def _on_opened(self, found: object) -> None:
        from moodboard.services.subtitle_sources import Opened

        if self._done() and isinstance(found, Opened):
            self._take(found)

    def _take(self, found: Opened) -> None:
        if found.subtitles is not None or found.choice.off:
            self._session.set_subtitles(found.subtitles, found.choice)
        if found.trouble:
            self.trouble.emit(found.trouble)

    def list_sources(self) -> None:
        """Look again at what lies beside the film file."""
        file = self._session.file
        if file is None:
            return

        def look(_report: Report) -> object:
            from moodboard.services import subtitle_sources

            return (*subtitle_sources.inside(file), *subtitle_sources.beside(file.path))

        self._lister = Job(look)
        self._lister.succeeded.connect(self._on_listed)
        self._jobs.start(self._lister)

    def _on_listed(self, found: object) -> None:
        if self.sender() is self._lister and isinstance(found, tuple):
            self._lister = None
            self.sources = found
            self.listed.emit()

    # Choosing

    def read(self, choice: SubtitleChoice) -> None:
        """Read another subtitle, or the same in another way; none when it is off."""
        self._stop()
        if choice.off:
            self._session.set_subtitles(None, choice)
            return
        file = self._session.file
        path, rate = (file.path, file.frame_rate) if file is not None else (None, 0.0)
        self._wanted = choice

        def read(_report: Report) -> object:
            from moodboard.services import subtitle_sources

            return subtitle_sources.read(path, choice, rate)

        self._start(read, self._on_read)

    def choose(self, path: str, track: int | None = None) -> None:
        """Read another one; what was edited in it before is there again."""
        choice = SubtitleChoice(path=path, track=track, edits=self._session.subtitle_choice.edits)
        if self.opening:
            self._next = choice
        else:
            self.read(choice)

    def change(self, **how: object) -> None:
        """Read the same one in another encoding or at another frame rate."""
        self.read(replace(self._session.subtitle_choice, **how))  # type: ignore[arg-type]

    def open_alone(self, path: Path, film_id: int | None = None) -> None:
        """Open a subtitle without a film file; its film is guessed from its name."""
        self._session.close()
        self._stop()
        self._session.path = path
        self._wanted = choice = SubtitleChoice(path=str(path))

        def read(_report: Report) -> object:
            from moodboard.services import film_titles, subtitle_sources

            found = subtitle_sources.read(None, choice)
            return found, film_id if film_id is not None else film_titles.film_of_file(path)

        self._start(read, self._on_read_alone)

    def _on_read_alone(self, found: object) -> None:
        if self._done() and isinstance(found, tuple):
            said, film_id = found
            self._session.set_subtitles(said, self._wanted)
            self._session.set_film(film_id)

    def _on_read(self, found: object) -> None:
        if self._done():
            said: Subtitles | None = found  # type: ignore[assignment]
            self._session.set_subtitles(said, self._wanted)

    # Work

    def _start(self, work: Callable[[Report], object], then: Callable[[object], None]) -> None:
        self._job = Job(work)
        self._job.succeeded.connect(then)
        self._job.failed.connect(self._on_failed)
        self._jobs.start(self._job)
        self.busy_changed.emit(True)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.busy_changed.emit(False)

    def _done(self) -> bool:
        """Tell whether the news are of the job that is waited for."""
        if self.sender() is not self._job:
            return False
        self._job = None
        self.busy_changed.emit(False)
        return True

    def _on_failed(self, sentence: str) -> None:
        if self._done():
            self.trouble.emit(sentence)


def source_of(choice: SubtitleChoice) -> str:
    """Return under what a choice's edits are kept."""
    return cue_edits.source_of(choice.path, choice.track)
