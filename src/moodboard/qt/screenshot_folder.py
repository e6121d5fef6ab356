# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches a folder for screenshots, and tells of each one when it is written in full."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QStandardPaths, QTimer, Signal

from moodboard.qt.jobs import Job, JobRunner

if TYPE_CHECKING:  # Pillow comes with it
    from moodboard.services.screenshot_looks import FolderLooks, Look

_log = logging.getLogger(__name__)

SOON_MS = 150
AGAIN_MS = 400
POLL_MS = 3_000
"""Folders on a network tell nobody of what comes, and one that vanished tells nobody when it is back."""

Receiver = Callable[[Path], object]


class ScreenshotFolder(QObject):
    """The one watched folder; the disk is read on a thread of its own.

    ``arrived`` comes once for each picture, unless somebody claimed them: while a film is watched
    elsewhere they belong to that watch.
    """

    arrived = Signal(object)
    """``Path`` of a picture that is there in full."""
    gone = Signal(str)
    """The folder vanished: its path."""
    back = Signal(str)
    """It is there again."""

    def __init__(self, jobs: JobRunner, memory: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._memory = memory
        self._looks: FolderLooks | None = None
        self._folder: Path | None = None
        self._receivers: list[Receiver] = []
        self._job: Job | None = None
        self._again = False
        self.is_gone = False
        """Whether the folder is not there now."""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_stirred)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.look)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self.look)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched, None while none is."""
        return self._folder

    def watch(self, folder: Path, fresh: bool = False) -> None:
        """Watch a folder; ``fresh`` leaves all that lies there alone, else what came since is told."""
        self.stop()
        self._folder = folder
        self._start_looks(folder, fresh)
        self._poll.start()
        self.look()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._poll.stop()
        self._soon.stop()
        self._folder, self._looks, self._again = None, None, False
        self.is_gone = False
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if watched := [*self._watcher.directories(), *self._watcher.files()]:
            self._watcher.removePaths(watched)

    def claim(self, receiver: Receiver) -> None:
        """Give all pictures that come to one receiver instead of to ``arrived``, the newest first."""
        if receiver not in self._receivers:
            self._receivers.append(receiver)

    def release(self, receiver: Receiver) -> None:
        """Let go of the claim."""
        if receiver in self._receivers:
            self._receivers.remove(receiver)

    @property
    def is_claimed(self) -> bool:
        """Whether somebody else takes the pictures now."""
        return bool(self._receivers)

    def look(self) -> None:
        """Look into the folder now."""
        if self._looks is None:
            return
        if self._job is not None:
            self._again = True
            return
        looks = self._looks
        self._job = Job(lambda _report: looks.look())
        self._job.succeeded.connect(partial(self._on_looked, looks))
        self._job.finished.connect(self._on_finished)
        self._jobs.start(self._job)

    def _start_looks(self, folder: Path, fresh: bool) -> None:
        from moodboard import paths
        from moodboard.services.screenshot_looks import FolderLooks

        self._looks = FolderLooks(folder, self._memory or paths.config_folder() / "screenshots-seen.txt")
        if fresh:
            self._looks.forget()

    def _on_stirred(self, _place: str) -> None:
        if not self._soon.isActive():
            self._soon.start(SOON_MS)

    def _on_looked(self, looks: FolderLooks, look: Look) -> None:
        if looks is not self._looks or self._folder is None:
            return  # another folder is watched by now
        if look.gone != self.is_gone:
            self.is_gone = look.gone
            (self.gone if look.gone else self.back).emit(str(self._folder))
        if look.waiting:
            self._soon.start(AGAIN_MS)
        self._follow(look.folders)
        for path in look.arrived:
            if self._receivers:
                self._receivers[-1](path)
            else:
                self.arrived.emit(path)

    def _follow(self, folders: tuple[str, ...]) -> None:
        watched = set(self._watcher.directories())
        if lost := sorted(watched - set(folders)):
            self._watcher.removePaths(lost)
        if new := sorted(set(folders) - watched):
            self._watcher.addPaths(new)

    def _on_finished(self) -> None:
        job = self.sender()
        if job is not self._job:
            return
        self._job = None
        if self._again:
            self._again = False
            self.look()


def likely_folders() -> tuple[Path, ...]:
    """Return where this computer and its players put screenshots, those that are there."""
    found: list[Path] = []
    pictures = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
    home = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.HomeLocation)
    desktop = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DesktopLocation)
    for place in map(Path, pictures):
        found += [place / "Screenshots", place / "Bildschirmfotos", place / "mpv", place / "vlc", place]
    for place in map(Path, home):
        found += [place / "mpv", place / ".config" / "mpv" / "screenshots"]
    found += map(Path, desktop)
    return tuple(dict.fromkeys(place for place in found if _is_folder(place)))


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False
