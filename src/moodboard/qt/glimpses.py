# SPDX-License-Identifier: GPL-3.0-or-later
"""Small pictures of a film file, made on one thread: the newest place the pointer asks for comes first."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from moodboard.domain.errors import KnownError

if TYPE_CHECKING:
    from moodboard.services.video.keeping import Shot
    from moodboard.services.video.preview import Preview

log = logging.getLogger(__name__)

_MOST_WAITING = 40
"""Scenes that wait for their picture; older wishes are forgotten."""


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """A picture as it was asked for."""

    wanted: float
    at: float
    """When the frame of the picture is shown, a little before what was wanted."""
    image: QImage


@dataclass(slots=True)
class _Wish:
    seconds: float
    width: int
    is_glance: bool


class Glimpses(QObject):
    """Answer what is asked: one glance at a time, the newest, and between glances a queue of scenes."""

    glanced = Signal(object)
    """The ``SmallPicture`` of the newest glance."""
    scene_made = Signal(object)

    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Condition()
        self._path: Path | None = None
        self._glance: _Wish | None = None
        self._scenes: deque[_Wish] = deque(maxlen=_MOST_WAITING)
        self._shots: tuple[Shot, ...] | None = None
        self._made: deque[tuple[Path, _Wish, SmallPicture]] = deque()
        self._ends = False
        self._thread: threading.Thread | None = None
        self._woken.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def set_file(self, path: Path | None) -> None:
        """Look into another file, or let go of the one that was looked into."""
        with self._lock:
            self._path, self._glance, self._shots = path, None, None
            self._scenes.clear()
            self._lock.notify()

    def set_shots(self, shots: Iterable[Shot]) -> None:
        """Use the small pictures of shots where they are nearer than any keyframe."""
        with self._lock:
            self._shots = tuple(shots)

    def glance(self, seconds: float, width: int) -> None:
        """Ask for the picture of a place; what was asked before and is not made yet is forgotten."""
        self._ask(_Wish(max(0.0, seconds), width, True))

    def scene(self, seconds: float, width: int) -> None:
        """Ask for a picture that can wait."""
        self._ask(_Wish(max(0.0, seconds), width, False))

    def stop(self) -> None:
        """End the thread, and let go of the file."""
        with self._lock:
            self._ends = True
            self._lock.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _ask(self, wish: _Wish) -> None:
        with self._lock:
            if self._path is None or self._ends:
                return
            if wish.is_glance:
                self._glance = wish
            elif all(known.seconds != wish.seconds for known in self._scenes):
                self._scenes.append(wish)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="glimpses", daemon=True)
                self._thread.start()
            self._lock.notify()

    # On the thread

    def _run(self) -> None:
        open_now: Preview | None = None
        path: Path | None = None
        unreadable: Path | None = None
        while True:
            with self._lock:
                while not self._ends and self._path == path and not self._has_wish(unreadable):
                    self._lock.wait()
                wanted, wish, shots = self._path, None, self._shots
                if not self._ends and wanted is not None and wanted != unreadable:
                    wish = self._next()
            if wanted != path or self._ends:
                if open_now is not None:
                    open_now.close()
                    open_now = None
                path, unreadable = wanted, None
            if self._ends:
                return
            if wish is None or wanted is None:
                continue
            try:
                if open_now is None:
                    open_now = _opened(wanted)
                if shots is not None:
                    open_now.set_shots(shots)
                self._note(wanted, wish, _picture(open_now, wish))
            except KnownError as error:
                log.info("No glimpse at %.1f s: %s", wish.seconds, error)
                unreadable = wanted if open_now is None else None
            except Exception:
                log.exception("A glimpse failed")  # the bar stays usable without pictures

    def _has_wish(self, unreadable: Path | None) -> bool:
        return (self._glance is not None or bool(self._scenes)) and self._path != unreadable

    def _next(self) -> _Wish | None:
        wish, self._glance = self._glance, None
        if wish is None and self._scenes:
            wish = self._scenes.popleft()
        return wish

    def _note(self, path: Path, wish: _Wish, made: SmallPicture) -> None:
        self._made.append((path, wish, made))
        try:
            self._woken.emit()
        except RuntimeError:
            log.debug("A glimpse came after its window.")

    @Slot()
    def _tell(self) -> None:
        while self._made:
            path, wish, made = self._made.popleft()
            if path != self._path:
                continue
            if not wish.is_glance:
                self.scene_made.emit(made)
            else:
                self.glanced.emit(made)


def _opened(path: Path) -> Preview:
    from moodboard.services.video.preview import Preview

    return Preview(path)


def _picture(preview: Preview, wish: _Wish) -> SmallPicture:
    at, width, height, rgb = preview.near(wish.seconds, wish.width)
    image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
    return SmallPicture(wish.seconds, at, image)
