# SPDX-License-Identifier: GPL-3.0-or-later
"""The film player for the GUI thread: wishes go in, pictures ready to paint come out."""

from __future__ import annotations

import atexit
import threading
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage

from moodboard.domain.film_file import FilmFile

if TYPE_CHECKING:
    from moodboard.services.video.playing.desk import Ready
    from moodboard.services.video.playing.engine import Engine
    from moodboard.services.video.playing.feed import Passing
    from moodboard.services.video.playing.sound_out import SoundOut

_LEAVING = 3.0  # seconds that the end of the program waits for a thread that reads from a slow disk


@dataclass(frozen=True)
class Shown:
    """A frame to paint as it is."""

    image: QImage
    """Upright, square pixels, sRGB, fitted into the size that was asked for."""
    at: float
    """When it is shown in the film, exactly."""
    until: float | None
    seek: int
    """The number of the seek that it answers."""
    passing: Passing | None = None
    """The frame as it was decoded, for whoever keeps it."""


class Player(QObject):
    """Plays one film file at a time; nothing here waits for a disk or a decoder."""

    opened = Signal(object)
    """A file is open: a FilmFile."""
    failed = Signal(str)
    """One sentence: it cannot be opened, or not be read on."""
    shown = Signal(object)
    """A frame is to be seen: a Shown. Those that came while the GUI was busy are left out."""
    playing_changed = Signal(bool)
    rate_changed = Signal(float)
    ended = Signal()
    sound_lost = Signal(str)
    """One sentence: the film goes on without sound."""

    _woken = Signal()

    def __init__(
        self, parent: QObject | None = None, sound_out: Callable[[], SoundOut] | None = None
    ) -> None:
        super().__init__(parent)
        self._sound_out = sound_out
        self._engine: Engine | None = None
        self._told: _Told | None = None
        self._leaving: list[Engine] = []
        self._fit: tuple[int, int] | None = None
        self._rate, self._volume, self._muted = 1.0, 1.0, False
        self._audio: int | None = None
        self.file: FilmFile | None = None
        self.at = 0.0
        """When the frame that is shown is, in the film."""
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.shut_down)
        atexit.register(_shut_down, weakref.ref(self))

    # What plays

    def open(self, path: Path, at: float = 0.0) -> None:
        """Open a film file, standing at a time; ``opened`` or ``failed`` comes, then ``shown``."""
        from moodboard.services.video.playing.engine import Engine
        from moodboard.services.video.playing.sound_out import DeviceOut

        self.close()
        self.at = at
        self._told = _Told(self._wake)
        out = self._sound_out() if self._sound_out is not None else DeviceOut()
        self._engine = Engine(path, at, out, self._told, self._fit)
        self._engine.set_rate(self._rate)
        self._give_gain()

    def close(self) -> None:
        """Let go of the file; nothing more is told of it."""
        engine, self._engine = self._engine, None
        if engine is None:
            return
        was_playing = engine.plays
        engine.quit()
        self._leaving = [one for one in self._leaving if not one.join(0)]
        self._leaving.append(engine)
        self._told, self.file, self.at, self._audio = None, None, 0.0, None
        if was_playing:
            self.playing_changed.emit(False)

    @Slot()
    def shut_down(self) -> None:
        """Close, and wait for the threads to be gone: at the program's end."""
        self.close()
        self._leaving = [one for one in self._leaving if not one.join(_LEAVING)]

    @property
    def is_closed(self) -> bool:
        """Whether every thread of every film that was open has ended."""
        self._leaving = [one for one in self._leaving if not one.join(0)]
        return self._engine is None and not self._leaving

    @property
    def is_playing(self) -> bool:
        """Whether it plays."""
        return self._engine is not None and self._engine.plays

    @property
    def dropped(self) -> int:
        """How many frames of this film came too late to be shown."""
        return self._engine.desk.dropped if self._engine is not None else 0

    def play(self) -> None:
        """Play on; after the end from the start."""
        if self._engine is not None:
            self._engine.play()

    def pause(self) -> None:
        """Stand on the frame that is shown."""
        if self._engine is not None:
            self._engine.pause()

    def toggle(self) -> None:
        """Play or stand."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def step(self, by: int) -> None:
        """Stand on the frame so many after the shown one, or before."""
        if self._engine is not None and by:
            self._engine.step(by)

    def seek(self, seconds: float, exact: bool = True) -> int:
        """Show the frame of a time, or the quickest one near it; returns the number of the seek."""
        return self._engine.seek(seconds, exact) if self._engine is not None else 0

    # How it plays

    @property
    def rate(self) -> float:
        """The speed; 1 is the film's own."""
        return self._rate

    def set_rate(self, rate: float) -> None:
        """Play at a speed from 0.25 to 4, the pitch kept."""
        from moodboard.services.video.playing.tempo import FASTEST, SLOWEST

        rate = min(FASTEST, max(SLOWEST, rate))
        if rate == self._rate:
            return
        self._rate = rate
        if self._engine is not None:
            self._engine.set_rate(rate)
        self.rate_changed.emit(rate)

    def set_audio(self, index: int | None) -> None:
        """Hear the track of this index in the file; None for the one that the file prefers."""
        if self._engine is not None and index != self._audio:
            self._audio = index
            self._engine.set_audio(index)

    @property
    def audio(self) -> int | None:
        """The track that was chosen."""
        return self._audio

    @property
    def has_sound(self) -> bool:
        """Whether the film has sound and something to hear it by."""
        return self._engine is not None and bool(self.file and self.file.audio) and self._engine.sound.works

    @property
    def volume(self) -> float:
        """From 0, silent, to 1."""
        return self._volume

    def set_volume(self, volume: float) -> None:
        """Be as loud as from 0 to 1."""
        self._volume = min(1.0, max(0.0, volume))
        self._give_gain()

    @property
    def muted(self) -> bool:
        """Whether it is silent for now."""
        return self._muted

    def set_muted(self, muted: bool) -> None:
        """Be silent for now, or not any more."""
        self._muted = muted
        self._give_gain()

    def _give_gain(self) -> None:
        if self._engine is not None:  # loudness is heard by its cube, about
            self._engine.set_gain(0.0 if self._muted else self._volume**3)

    def set_fit(self, size: QSize) -> None:
        """Make pictures fit into so many device pixels."""
        self._fit = (size.width(), size.height()) if size.width() > 0 and size.height() > 0 else None
        if self._engine is not None:
            self._engine.set_fit(self._fit)

    # News

    def _wake(self) -> None:
        try:
            self._woken.emit()
        except RuntimeError:
            return  # the window is gone; nobody listens

    @Slot()
    def _on_woken(self) -> None:
        told = self._told
        while told is not None and told is self._told:  # a slot may open another film
            news = told.next()
            if news is None:
                return
            self._tell(*news)

    def _tell(self, what: str, value: object) -> None:
        if what == "shown" and isinstance(value, Shown):
            self.at = value.at
            self.shown.emit(value)
        elif what == "opened" and isinstance(value, FilmFile):
            self.file = value
            self.opened.emit(value)
        elif what == "plays":
            self.playing_changed.emit(bool(value))
        elif what == "ended":
            self.ended.emit()
        elif what == "failed":
            self.failed.emit(str(value))
        elif what == "sound_lost":
            self.sound_lost.emit(str(value))


class _Told:
    """Keeps what the engine's threads tell until the GUI thread fetches it; of pictures only the newest."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._lock = threading.Lock()
        self._news: deque[tuple[str, object]] = deque()

    def next(self) -> tuple[str, object] | None:
        """Return the oldest news; None when there are none."""
        with self._lock:
            return self._news.popleft() if self._news else None

    def _note(self, what: str, value: object = None) -> None:
        with self._lock:
            if what == "shown":
                self._news = deque(one for one in self._news if one[0] != "shown")
            self._news.append((what, value))
        self._wake()

    def opened(self, file: FilmFile) -> None:
        self._note("opened", file)

    def failed(self, sentence: str) -> None:
        self._note("failed", sentence)

    def plays(self, plays: bool) -> None:
        self._note("plays", plays)

    def ended(self) -> None:
        self._note("ended")

    def sound_lost(self, sentence: str) -> None:
        self._note("sound_lost", sentence)

    def shown(self, ready: Ready) -> None:
        painted = ready.painted
        told = QImage(
            painted.pixels.data, painted.width, painted.height, 4 * painted.width, QImage.Format.Format_RGB32
        )
        image = told.copy()  # the memory is the decoder's
        self._note("shown", Shown(image, ready.passing.at, ready.passing.until, ready.seek, ready.passing))


def _shut_down(player: weakref.ref[Player]) -> None:
    left = player()
    if left is not None:
        left.shut_down()
