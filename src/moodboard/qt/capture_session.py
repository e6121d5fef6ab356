# SPDX-License-Identifier: GPL-3.0-or-later
"""What the capture page has open: the film file, whose film it is, where in it, the words, the cuts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from moodboard import heap
from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import Cut, FilmFile
from moodboard.domain.kept_file import KeptFile, SubtitleChoice
from moodboard.qt.events import Events
from moodboard.qt.jobs import Job, JobRunner, Report
from moodboard.qt.player import Player, Shown
from moodboard.services import capturing, film_files
from moodboard.services.video import survey as surveys
from moodboard.services.video.keeping import Survey

if TYPE_CHECKING:
    from moodboard.services.subtitles import Subtitles

_SAVED_EVERY = 10_000  # ms of playing after which the place is written down
_IDLE = 4_000  # ms without a new frame, after which memory is given back
_A_MOMENT = 0.001
_WHILE_PLAYING = 0.7  # seconds after a cut in which "the cut before" means the one before that


class CaptureSession(QObject):
    """One sitting with a film file; the parts of the page talk to each other through it."""

    opening = Signal(str)
    """The name of a file that is being opened."""
    file_changed = Signal()
    """Another file is open, or none."""
    film_changed = Signal()
    """The file belongs to another film now."""
    moved = Signal(float)
    """When the frame that is shown now is, in seconds."""
    playing_changed = Signal(bool)
    subtitles_changed = Signal()
    survey_changed = Signal()
    marks_changed = Signal()
    failed = Signal(str)
    """One sentence: a file could not be opened, or went away while it played."""

    def __init__(self, jobs: JobRunner, events: Events, parent: QObject | None = None) -> None:
        super().__init__(parent)
        heap.keep_small()  # before the first frame
        self._jobs = jobs
        self._events = events
        self.player = Player(self)
        self.path: Path | None = None
        """The file that was asked for, also when it could not be opened."""
        self.file: FilmFile | None = None
        self.kept: KeptFile | None = None
        self.film_id: int | None = None
        self.at = 0.0
        self.subtitles: Subtitles | None = None
        self.subtitle_choice = SubtitleChoice()
        self.survey = Survey()
        self.marks: tuple[float, ...] = ()
        self._aim: float | None = None
        """Where a jump that is under way will end."""
        self._job: Job | None = None
        self._wanted: float | None = None
        self._cut_job: Job | None = None
        self._saved = QTimer(self, interval=_SAVED_EVERY)
        self._saved.timeout.connect(self.save_place)
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(heap.give_back)
        self.player.shown.connect(self._on_shown)
        self.player.playing_changed.connect(self._on_playing)
        self.player.failed.connect(self.failed)
        events.changed.connect(self._on_changed)

    # What is open

    def open(self, path: Path, at: float | None = None, film_id: int | None = None) -> None:
        """Open a film file where it was left, or at a time; ``film_id`` says which film it is."""
        self.close()
        self.path = path
        self.opening.emit(path.name)

        def open_it(_report: Report) -> tuple[FilmFile, KeptFile, Survey, Changes]:
            from moodboard.services.video import opening

            file = opening.open_film_file(path)
            kept, changes = film_files.remember(file)
            if film_id is not None and kept.film_id != film_id:
                changes |= film_files.set_film(kept.uuid, film_id)
                kept = film_files.by_uuid(kept.uuid) or kept
            return file, kept, surveys.known(path), changes

        job = Job(open_it)
        self._job, self._wanted = job, at
        job.succeeded.connect(self._on_opened)
        job.failed.connect(self._on_not_opened)
        self._jobs.start(job)

    def close(self) -> None:
        """Let go of the file; its place is remembered."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._cut_job = None
        self.save_place()
        was_open = self.file is not None or self.subtitles is not None
        self.player.close()
        self.path, self.file, self.kept = None, None, None
        self.at, self._aim = 0.0, None
        self.survey, self.subtitles, self.subtitle_choice = Survey(), None, SubtitleChoice()
        if was_open:
            self.file_changed.emit()
            self.survey_changed.emit()
            self.subtitles_changed.emit()
            self._set_film(None)

    def set_film(self, film_id: int | None) -> None:
        """Say which film is open; remembered for the file."""
        if self.kept is not None:
            try:
                changes = film_files.set_film(self.kept.uuid, film_id)
            except KnownError as error:
                self.failed.emit(str(error))
                return
            self._refresh_kept()
            self._events.publish(changes, self)
        self._set_film(film_id)

    def set_subtitles(self, subtitles: Subtitles | None, choice: SubtitleChoice) -> None:
        """Let these words go with the film; the choice is remembered for the file."""
        self.subtitles, self.subtitle_choice = subtitles, choice
        if self.kept is not None and self.kept.subtitles != choice:
            film_files.set_subtitles(self.kept.uuid, choice)
            self._refresh_kept()
        self.subtitles_changed.emit()

    def set_survey(self, survey: Survey) -> None:
        """Take what was found of cuts, shots and colours so far."""
        self.survey = survey
        if survey.complete:
            self._idle.start()
        self.survey_changed.emit()

    def set_audio(self, index: int | None) -> None:
        """Hear another sound track; remembered for the file."""
        self.player.set_audio(index)
        if self.kept is not None:
            film_files.set_audio(self.kept.uuid, index)
            self._refresh_kept()

    # Going about in it

    @property
    def length(self) -> float:
        """Seconds from the film's start to its end; more than the file says where its times jump back."""
        told = self.file.duration if self.file is not None else 0.0
        return max(told, self.survey.reached) if self.survey.jumps else told

    def go(self, seconds: float) -> None:
        """Show the frame of a time; what plays goes on playing from there."""
        if self.file is None:
            return
        last = max(0.0, self.length - _A_MOMENT) if self.length else seconds
        self._aim = min(max(0.0, seconds), last)
        self.player.seek(self._aim)

    def go_by(self, seconds: float) -> None:
        """Go so much on or back; keys that come quickly add up."""
        self.go((self.at if self._aim is None else self._aim) + seconds)

    def go_cut(self, by: int) -> None:
        """Go to the first frame of the next shot (1), of this one or the one before (-1)."""
        if self.file is None:
            return
        here = self.at if self._aim is None else self._aim
        cut = self._next_cut(here) if by > 0 else self._cut_before(here)
        if cut is None:
            if by < 0:
                self.go(0.0)
            return
        path = self.file.path
        self._aim = cut.at

        def find(_report: Report) -> float:
            return surveys.exact_time(path, cut)

        job = Job(find)
        self._cut_job = job  # keys that come quickly: only the last one's frame is gone to
        job.succeeded.connect(self._on_cut)
        job.failed.connect(self.failed)
        self._jobs.start(job)

    def _next_cut(self, here: float) -> Cut | None:
        return next((cut for cut in self.survey.cuts if cut.since >= here - _A_MOMENT), None)

    def _cut_before(self, here: float) -> Cut | None:
        before = here - (_WHILE_PLAYING if self.player.is_playing else _A_MOMENT)
        return next((cut for cut in reversed(self.survey.cuts) if cut.at < before), None)

    def _on_cut(self, at: object) -> None:
        if self.sender() is self._cut_job and isinstance(at, float):
            self.go(at)

    def save_place(self) -> None:
        """Write down where one is."""
        if self.kept is None or self.file is None:
            return
        try:
            film_files.set_place(self.kept.uuid, self.at)
        except KnownError as error:  # a full disk must not stop the film
            self._saved.stop()
            self.failed.emit(str(error))
        else:
            self._refresh_kept()

    # News

    def _on_opened(self, found: object) -> None:
        if self.sender() is not self._job or not isinstance(found, tuple):
            return
        self._job = None
        file, kept, survey, changes = found
        self.file, self.kept, self.survey = file, kept, survey
        start = film_files.start_of(kept) if self._wanted is None else self._wanted
        self.at = start
        self.player.open(file.path, start)
        if kept.audio is not None:
            self.player.set_audio(kept.audio)
        self.film_id = film_files.film_there(kept)
        self._read_marks()
        self.file_changed.emit()
        self.film_changed.emit()
        self.survey_changed.emit()
        if changes:
            self._events.publish(changes, self)

    def _on_not_opened(self, sentence: str) -> None:
        if self.sender() is self._job:
            self._job = None
            self.failed.emit(sentence)

    def _on_shown(self, shown: Shown) -> None:
        if self.file is None:
            return
        self.at = shown.at
        self._aim = None
        self._idle.start()
        self.moved.emit(shown.at)

    def _on_playing(self, plays: bool) -> None:
        if plays:
            self._saved.start()
        else:
            self._saved.stop()
            self.save_place()
        self.playing_changed.emit(plays)

    def _on_changed(self, changes: Changes) -> None:
        own = {self.film_id, self.kept.film_id if self.kept is not None else None}
        if changes.everything or own & changes.films or changes.stills:
            self._refresh_kept()
            film_id = film_files.film_there(self.kept) if self.kept is not None else self.film_id
            if film_id != self.film_id:
                self._set_film(film_id)
            else:
                self._read_marks()

    def _refresh_kept(self) -> None:
        if self.kept is not None:
            self.kept = film_files.by_uuid(self.kept.uuid) or self.kept

    def _set_film(self, film_id: int | None) -> None:
        if film_id != self.film_id:
            self.film_id = film_id
            self._read_marks()
            self.film_changed.emit()

    def _read_marks(self) -> None:
        kept = self.kept.uuid if self.kept is not None else ""
        marks = capturing.marks(self.film_id, kept)
        if marks != self.marks:
            self.marks = marks
            self.marks_changed.emit()
