# SPDX-License-Identifier: GPL-3.0-or-later
"""Many shots pinned in one go, in film order: they come one by one, may be stopped, and are one step back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from moodboard.domain.errors import CancelledError, KnownError
from moodboard.qt.jobs import Job, Report
from moodboard.qt.settings import CAPTURE_FORMAT
from moodboard.services import capturing
from moodboard.services.capturing import Captured
from moodboard.ui.capture.pin_card import PinCard
from moodboard.ui.page_parts import PageParts

if TYPE_CHECKING:
    from moodboard.qt.capture_session import CaptureSession
    from moodboard.ui.capture.pinner import Pinner


class ManyPins(QObject):
    """One run at a time; further times join the run."""

    _came = Signal(object, object)
    """From the job's thread: the path, and what was captured."""

    def __init__(self, parts: PageParts, session: CaptureSession, pinner: Pinner) -> None:
        super().__init__(pinner)
        self._parts, self._session, self._pinner = parts, session, pinner
        self._job: Job | None = None
        self._made: list[Captured] = []
        self._next: list[tuple[float, ...]] = []
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether shots are still coming."""
        return self._job is not None

    def start(self, times: Sequence[float]) -> None:
        """Pin the frames at these times."""
        wanted = tuple(sorted(set(times)))
        if self._job is not None:
            self._next.append(wanted)
            return
        path, kept = self._session.path, self._session.kept
        if path is None:
            return
        jpeg = self._parts.settings.get(CAPTURE_FORMAT) == "jpeg"
        film_id, kept_uuid = self._session.film_id, kept.uuid if kept is not None else ""

        def work(report: Report) -> list[str]:
            return self._pin(report, path, wanted, film_id, kept_uuid, jpeg)

        self._made = []
        self._job = job = Job(work, writes=True)
        job.progressed.connect(self._pinner.counted)
        job.succeeded.connect(self._on_over)
        job.failed.connect(self._pinner.failed)
        job.finished.connect(self._on_finished)
        self._pinner.counted.emit(0, len(wanted))
        self._parts.jobs.start(job)

    def stop(self) -> None:
        """Leave the rest; what was pinned stays."""
        self._next.clear()
        if self._job is not None:
            self._job.cancel()

    def _pin(
        self,
        report: Report,
        path: Path,
        times: tuple[float, ...],
        film_id: int | None,
        kept_uuid: str,
        jpeg: bool,
    ) -> list[str]:
        """On the job's thread: each shot a transaction of its own, so that stopping leaves whole ones."""
        from moodboard.services.video.frames import FrameReader

        problems: list[str] = []
        watch = capturing.watch_now(film_id)
        with FrameReader(path) as reader:
            for number, seconds in enumerate(times):
                try:
                    report(number, len(times))
                except CancelledError:
                    break
                try:
                    frame = reader.at(seconds)
                    made = capturing.keep_frame(reader.file, frame, film_id, kept_uuid, watch, jpeg)
                except KnownError as error:
                    problems.append(str(error))
                    continue
                self._came.emit(path, made)
        return problems

    def _on_came(self, path: Path, made: Captured) -> None:
        pinner = self._pinner
        pinner.remember(path, made)
        card = PinCard(pinner.next_number(), path, made.at, still=made.still, line=made.line, is_kept=True)
        if made.is_known:
            pinner.found.emit(card, made)
        else:
            self._made.append(made)
            pinner.pinned.emit(card)
            pinner.kept.emit(card)
        self._parts.events.publish(made.changes, pinner)

    def _on_over(self, problems: object) -> None:
        assert isinstance(problems, list)
        if problems:
            words = self.tr("%n shot(s) could not be pinned.", "", len(problems))
            self._pinner.failed.emit(f"{words} {problems[0]}")

    def _on_finished(self) -> None:
        self._job = None
        made, self._made = self._made, []
        if made:
            self._pinner.push_many(made)
        self._pinner.counted.emit(0, 0)
        if self._next:
            self.start(self._next.pop(0))
