# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves the contact sheet: the sheet and the barcode as picture files, the barcode as a pin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from moodboard.domain.file_names import file_name
from moodboard.domain.film_file import said_clock, title_of
from moodboard.domain.still import Still
from moodboard.qt.jobs import Job, Report
from moodboard.ui import messages
from moodboard.ui.capture.pin_card import PinCard
from moodboard.ui.capture.shots.sheet_model import SheetShot

if TYPE_CHECKING:
    from moodboard.qt.capture_session import CaptureSession
    from moodboard.services.video.keeping import Survey
    from moodboard.ui.capture.pinner import Pinner
    from moodboard.ui.page_parts import PageParts

_FILTERS = "PNG (*.png)", "JPEG (*.jpg)", "WebP (*.webp)"


@dataclass(eq=False, slots=True)
class BarcodeCard(PinCard):
    """A film's colours on the shelf: they are of no time."""

    @property
    def timecode(self) -> str:
        """What stands under it."""
        return QCoreApplication.translate("BarcodeCard", "Barcode")


class SheetOut(QObject):
    """Asks where to, and does it off the window's thread."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, parts: PageParts, session: CaptureSession, window: QWidget) -> None:
        super().__init__(window)
        self._parts, self._session, self._window = parts, session, window
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return self._job is not None

    def title(self) -> tuple[str, int | None]:
        """Return the film's title and year, as the library has them or the file's name tells."""
        from moodboard.services import films

        if self._session.film_id is not None:
            film = films.film(self._session.film_id)
            return film.title, film.year
        path = self._session.path
        return title_of(path.name) if path is not None else ("", None)

    def save_sheet(self, shots: Sequence[SheetShot]) -> None:
        """Write these shots as one picture."""
        title, year = self.title()
        to = self._asked(self.tr("Save the contact sheet"), self.tr("{title} shots").format(title=title))
        if to is None or not shots:
            return
        pictures = [(one.shot.jpeg, said_clock(one.shot.at)) for one in shots]
        heading = f"{title} ({year})" if year else title

        def work(_report: Report) -> Path:
            from moodboard.services import pictures_shots

            sheet = [pictures_shots.SheetPicture(jpeg, words) for jpeg, words in pictures]
            pictures_shots.write_sheet(sheet, to, title=heading)
            return to

        self._start(work, self._on_saved)

    def save_barcode(self) -> None:
        """Write the film's colours as a picture."""
        to = self._asked(
            self.tr("Save the barcode"), self.tr("{title} barcode").format(title=self.title()[0])
        )
        survey = self._session.survey
        if to is None:
            return

        def work(_report: Report) -> Path:
            from moodboard.services import pictures_shots
            from moodboard.services.video import colours

            pictures_shots.write(colours.barcode(survey.colours), to)
            return to

        self._start(work, self._on_saved)

    def pin_barcode(self, pinner: Pinner | None) -> None:
        """Make the film's colours a still of it, on the shelf at once."""
        survey, film_id, path = self._session.survey, self._session.film_id, self._session.path
        kept = self._session.kept.uuid if self._session.kept is not None else ""
        title = self.title()[0]

        def work(_report: Report) -> object:
            from moodboard.services.video import barcode_still

            return barcode_still.keep(survey, title, film_id, kept)

        self._start(work, lambda made: self._on_pinned(made, survey, pinner, path), writes=True)

    def _asked(self, words: str, name: str) -> Path | None:
        folder = self._session.path.parent if self._session.path is not None else Path()
        return messages.choose_save(self._window, words, folder / f"{file_name(name, 'Film')}.png", _FILTERS)

    def _start(
        self, work: Callable[[Report], object], then: Callable[[object], None], writes: bool = False
    ) -> None:
        job = self._job = Job(work, writes=writes)
        job.succeeded.connect(then)
        job.failed.connect(self.failed)
        job.finished.connect(self._on_finished)
        self._parts.jobs.start(job)

    def _on_finished(self) -> None:
        if self.sender() is self._job:
            self._job = None

    def _on_saved(self, to: object) -> None:
        if isinstance(to, Path):
            self.told.emit(self.tr("Saved as {name}.").format(name=to.name))

    def _on_pinned(self, made: object, survey: Survey, pinner: Pinner | None, path: Path | None) -> None:
        from moodboard.services import stills

        if not isinstance(made, tuple):
            return
        still, changes = made
        assert isinstance(still, Still)
        if changes:
            uuids = [still.uuid]
            self._parts.history.push(
                self.tr("barcode pinned"),
                lambda: stills.bin_stills(uuids),
                lambda: stills.restore_stills(uuids),
            )
        self._parts.events.publish(changes, self)
        if pinner is not None and path is not None:
            card = BarcodeCard(pinner.next_number(), path, 0.0, still=still, is_kept=True)
            pinner.pinned.emit(card)
            pinner.kept.emit(card)
        self.told.emit(
            self.tr("The barcode is on the shelf.")
            if changes
            else self.tr("The barcode was among the film’s shots already.")
        )
