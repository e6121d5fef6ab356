# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what comes into the small window, each with its time and its way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QImage

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.watching import Sitting, read_time
from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.qt.jobs import Job, JobRunner, Report
from moodboard.qt.watching_clock import WatchingClock
from moodboard.services import watching_keeps as keeps
from moodboard.services.subtitles import SUFFIXES as SUBTITLES
from moodboard.services.watching_keeps import Kept, KeptStill, Kind

if TYPE_CHECKING:
    from moodboard.domain.subtitles.cleaning import Spoken


STROKE = " / "
"""Stands between the rows of an exchange where there is room for one."""


class Keeper(QObject):
    """Act on the sitting that goes on; all that changes the library goes through a history of its own."""

    failed = Signal(str)
    subtitle_given = Signal(object)
    """The ``Path`` of a subtitle that was pasted or dropped."""

    def __init__(
        self, clock: WatchingClock, jobs: JobRunner, events: Events, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._jobs = jobs
        self._events = events
        self.history = History(events, self)
        self.history.failed.connect(self.failed)

    def _sitting(self) -> Sitting | None:
        return self._clock.sitting

    # -- lines and notes -----------------------------------------------------------------------------

    def keep_typed(self, words: str, at: float, is_note: bool) -> bool:
        """Keep a line or a note; False when it could not be."""
        sitting = self._sitting()
        if sitting is None:
            return False
        uuid = sitting.uuid
        try:
            if is_note:
                note, changes = keeps.keep_note(uuid, words, at)
                back: Callable[[], Changes] = lambda: keeps.remove_note(uuid, note.uuid)  # noqa: E731
                again: Callable[[], Changes] = lambda: keeps.put_note(uuid, note)  # noqa: E731
            else:
                made, changes = keeps.keep_words(uuid, words, at)
                gone = tuple(line.uuid for line in made)
                back = lambda: keeps.unkeep_lines(gone)  # noqa: E731
                again = lambda: keeps.bring_lines(gone)  # noqa: E731
        except KnownError as error:
            self.failed.emit(str(error))
            return False
        self._did(self.tr("note written") if is_note else self.tr("line kept"), changes, back, again)
        return True

    def keep_said(self, said: Spoken) -> bool:
        """Keep a line of the subtitles."""
        sitting = self._sitting()
        if sitting is None:
            return False
        try:
            line, changes = keeps.keep_said(sitting.uuid, said)
        except KnownError as error:
            self.failed.emit(str(error))
            return False
        gone = (line.uuid,)
        self._did(
            self.tr("line kept"), changes,
            lambda: keeps.unkeep_lines(gone), lambda: keeps.bring_lines(gone),
        )  # fmt: skip
        return True

    # -- pictures ------------------------------------------------------------------------------------

    def take(self, mime: QMimeData, at: float | None = None) -> bool:
        """Take what was pasted or dropped; False when there is nothing to take."""
        files = [Path(url.toLocalFile()) for url in _urls(mime) if url.isLocalFile()]
        if files:
            self.take_files(files)
            return True
        if mime.hasImage():
            image = mime.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.keep_image(image, self._clock.elapsed() if at is None else at)
                return True
        if mime.hasText() and mime.text().strip():
            return self.keep_typed(mime.text(), self._clock.elapsed() if at is None else at, False)
        return False

    def take_files(self, files: Sequence[Path]) -> None:
        """Pictures become stills at the time they were made; a subtitle is read along with the film."""
        for file in files:
            if file.suffix.lower() in SUBTITLES:
                self.subtitle_given.emit(file)
            else:
                self.keep_file(file)

    def keep_file(self, file: Path) -> None:
        """Keep a picture's file as a still at the time at which the file was made."""
        sitting = self._sitting()
        if sitting is None:
            return
        at = keeps.moment_of_file(sitting, file, self._clock.now())
        uuid = sitting.uuid

        def keep_it(_report: Report) -> tuple[KeptStill, Changes]:
            from moodboard.services import pictures

            return keeps.keep_still(uuid, pictures.take_in_file(file), at, job=True)

        self._start(keep_it)

    def keep_image(self, image: QImage, at: float) -> None:
        """Keep a picture that has no file."""
        sitting = self._sitting()
        if sitting is None:
            return
        uuid, name = sitting.uuid, self.tr("pasted picture")

        def keep_it(_report: Report) -> tuple[KeptStill, Changes]:
            from moodboard.services import pictures

            return keeps.keep_still(uuid, pictures.take_in_bytes(_png(image), f"{name}.png"), at, job=True)

        self._start(keep_it)

    def _start(self, deed: Callable[[Report], tuple[KeptStill, Changes]]) -> None:
        job = Job(deed, writes=True)
        job.succeeded.connect(self._on_kept)
        job.failed.connect(self.failed)
        self._jobs.start(job)

    def _on_kept(self, told: tuple[KeptStill, Changes]) -> None:
        kept, changes = told
        self._did(
            self.tr("shot kept"), changes,
            lambda: keeps.unkeep_still(kept), lambda: keeps.again_still(kept),
        )  # fmt: skip

    # -- corrections ---------------------------------------------------------------------------------

    def edit(self, one: Kept, typed: str) -> None:
        """Take what was typed over a row: a time, then the words; a stroke parts who says what."""
        first, _, rest = typed.strip().partition(" ")
        at = read_time(first, one.at or 0.0) if ":" in first or one.kind is Kind.STILL else None
        words = rest.strip() if at is not None else typed.strip()
        is_same = words == flat(one.words)
        if "\n" in one.words:
            words = "\n".join(part.strip() for part in words.split(STROKE.strip()))

        def act(uuid: str) -> Changes:
            changes = Changes()
            if at is not None and at != one.at:
                changes |= keeps.set_time(uuid, one, at)
            if one.kind is not Kind.STILL and not is_same:
                changes |= keeps.set_words(uuid, one, words)
            return changes

        self._alter(self.tr("corrected"), one, act)

    def move(self, one: Kept, by: float) -> None:
        """Put something later in the film, or earlier."""
        if one.at is not None:
            at = max(0.0, one.at + by)
            self._alter(self.tr("time corrected"), one, lambda uuid: keeps.set_time(uuid, one, at))

    def _alter(self, words: str, one: Kept, act: Callable[[str], Changes]) -> None:
        sitting = self._sitting()
        if sitting is None:
            return
        uuid = sitting.uuid

        def do() -> tuple[Changes, Callable[[], Changes]]:
            back = keeps.way_back(uuid, one)
            return act(uuid), back

        self.history.do(words, do)

    def remove(self, one: Kept) -> None:
        """Take something away."""
        sitting = self._sitting()
        if sitting is None:
            return
        uuid = sitting.uuid
        self.history.do(
            self.tr("taken away"),
            lambda: (keeps.remove(uuid, one), lambda: keeps.restore(uuid, one)),
        )

    def _did(
        self, words: str, changes: Changes, back: Callable[[], Changes], again: Callable[[], Changes]
    ) -> None:
        self.history.push(words, back, again)
        self._events.publish(changes, self)


def flat(words: str) -> str:
    """Return words of several rows in one, as they are shown and edited."""
    return STROKE.join(filter(None, (" ".join(row.split()) for row in words.splitlines())))


def _urls(mime: QMimeData) -> list[QUrl]:
    return list(mime.urls()) if mime.hasUrls() else []


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise KnownError("The picture could not be read. Save it in a file and drop that here.")
    return bytes(buffer.data().data())
