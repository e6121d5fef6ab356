# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the screenshots that come into the watched folder, and says so with the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from moodboard.domain.film_file import said_clock
from moodboard.domain.ids import utc_now
from moodboard.domain.still import Still
from moodboard.qt.history import Change
from moodboard.qt.jobs import Job, Report
from moodboard.qt.screenshot_folder import ScreenshotFolder, likely_folders
from moodboard.qt.settings import SCREENSHOTS, SCREENSHOTS_ON, SCREENSHOTS_TOLD
from moodboard.services import films, stills
from moodboard.ui.open_film import Tell
from moodboard.ui.page_parts import PageParts

if TYPE_CHECKING:
    from moodboard.services.intake import Intake

_TOGETHER_MS = 200


@dataclass(frozen=True, slots=True)
class _Came:
    """What was kept of what came together."""

    shots: tuple[Still, ...]
    """Those that the library did not have."""
    result: Intake


class ScreenshotsControl(QObject):
    """The watched folder, its dialog, and what becomes of what comes in."""

    def __init__(self, parts: PageParts, tell: Tell) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._tell = tell
        self.folder = ScreenshotFolder(parts.jobs, parent=self)
        self.folder.arrived.connect(self._on_arrived)
        self.folder.gone.connect(self._on_gone)
        self.folder.back.connect(self._on_back)
        self._waiting: list[Path] = []
        self._job: Job | None = None
        self._together = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._together.timeout.connect(self._take)
        parts.book.connect_handler("library.screenshots", self.ask)

    def start(self) -> None:
        """Go on watching, if that was wanted when the program was closed."""
        said = self._parts.settings.get(SCREENSHOTS)
        if said and self._parts.settings.get(SCREENSHOTS_ON):
            self.folder.watch(Path(said))

    def stop(self) -> None:
        """Watch no more, for the library closes."""
        self._together.stop()
        self.folder.stop()

    def ask(self) -> None:
        """Open the dialog."""
        from moodboard.ui.dialogs.screenshots_dialog import ScreenshotsDialog

        settings = self._parts.settings
        dialog = ScreenshotsDialog(
            likely_folders(), self.folder.folder, settings.get(SCREENSHOTS_TOLD), self._parts.window
        )
        dialog.watch_requested.connect(self.watch)
        dialog.stop_requested.connect(self.stop_watching)
        dialog.open()

    def watch(self, folder: Path, told_only: bool = False) -> None:
        """Watch a folder from now on; what lies in it already is left alone."""
        settings = self._parts.settings
        settings.set(SCREENSHOTS_TOLD, told_only)
        if self.folder.folder != folder:
            self.folder.watch(folder, fresh=True)
        settings.set(SCREENSHOTS, str(folder))
        settings.set(SCREENSHOTS_ON, True)
        words = self.tr("Screenshots in “{folder}” are kept from now on.").format(folder=folder.name)
        self._tell(words, None)

    def stop_watching(self) -> None:
        """Watch nothing any more."""
        self.folder.stop()
        self._parts.settings.set(SCREENSHOTS_ON, False)
        self._tell(self.tr("No folder is watched for screenshots any more."), None)

    def _on_gone(self, path: str) -> None:
        words = self.tr("The folder “{folder}” is gone. What it holds is kept once it is back.")
        self._tell(words.format(folder=Path(path).name), None)

    def _on_back(self, path: str) -> None:
        words = self.tr("The folder “{folder}” is back, and watched again.")
        self._tell(words.format(folder=Path(path).name), None)

    # -- what comes ----------------------------------------------------------------------------------

    def _on_arrived(self, path: Path) -> None:
        self._waiting.append(path)
        self._together.start()

    def _take(self) -> None:
        if self._job is not None or not self._waiting:
            return
        paths, self._waiting = self._waiting, []
        told_only = self._parts.settings.get(SCREENSHOTS_TOLD)
        self._job = Job(lambda report: _taken(paths, told_only, report), writes=True)
        self._job.succeeded.connect(self._on_taken)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._on_finished)
        self._parts.jobs.start(self._job)

    def _on_taken(self, came: _Came) -> None:
        changes = came.result.changes
        if changes:
            self._parts.events.publish(changes, self)
        if came.result.problems:
            self._tell(came.result.problems[0].reason, None)
        if not came.shots:
            return
        uuids, made = [shot.uuid for shot in came.shots], sorted(changes.lines)
        self._parts.history.push(self.tr("kept what came into the folder"), *_ways(uuids, made))
        step = self._parts.history.undo
        self._tell(self._words(came.shots, bool(made)), (self.tr("Undo"), step))

    def _words(self, shots: Sequence[Still], with_line: bool) -> str:
        owners = {shot.film_id for shot in shots}
        film_id = next(iter(owners)) if len(owners) == 1 else None
        title = films.titles([film_id]).get(film_id, "") if film_id is not None else ""
        if len(shots) > 1:
            if title:
                return self.tr("%n shot(s) from {title} were kept.", "", len(shots)).format(title=title)
            return self.tr("%n shot(s) were kept.", "", len(shots))
        if not title:
            return self.tr("A shot was kept. Its name tells no film of yours.")
        if shots[0].timecode is None:
            return self.tr("A shot from {title} was kept.").format(title=title)
        said = self.tr("A shot from {title} at {time} was kept.")
        if with_line:
            said = self.tr("A shot from {title} at {time} was kept, and the line said there.")
        return said.format(title=title, time=said_clock(shots[0].timecode))

    def _on_failed(self, sentence: str) -> None:
        self._tell(sentence, None)

    def _on_finished(self) -> None:
        self._job = None
        if self._waiting:
            self._together.start()


def _taken(paths: Sequence[Path], told_only: bool, report: Report) -> _Came:
    from moodboard.services import intake, screenshots

    if told_only:
        places = screenshots.Places()
        known = [(path, places.of(path)) for path in paths]
        paths = [path for path, one in known if one.film_id is not None or one.timecode is not None]
    began = utc_now()
    result = intake.take_in(paths, report=report)
    when = stills.added([shot.uuid for shot in result.stills])
    return _Came(tuple(shot for shot in result.stills if when.get(shot.uuid, "") >= began), result)


def _ways(uuids: Sequence[str], made: Sequence[str]) -> tuple[Change, Change]:
    from moodboard.services import screenshots

    return lambda: screenshots.take_back(uuids, made), lambda: screenshots.bring_again(uuids, made)
