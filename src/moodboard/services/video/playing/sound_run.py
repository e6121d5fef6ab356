# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that decodes sound a little ahead, and the buffer that the device is answered from."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np

from moodboard.domain.errors import KnownError
from moodboard.services.video.playing.clock import Clock
from moodboard.services.video.playing.sound_feed import SoundFeed
from moodboard.services.video.playing.sound_out import CHANNELS, GONE, RATE, SoundOut
from moodboard.services.video.playing.tempo import Samples, Tempo

log = logging.getLogger(__name__)

_AHEAD = 0.35  # seconds that are decoded before they are wanted
_ENOUGH = 0.1  # … with which playing may begin


class Buffer:
    """Samples that wait for the device, each stretch with its film time; the clock is told what went out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._chunks: deque[tuple[Samples, float, float]] = deque()
        """Samples, the film time of the first, and film seconds a second."""
        self._held = 0
        self.is_open = False
        self.gain = 1.0
        self.delay = 0.0

    @property
    def seconds(self) -> float:
        """How much waits, as the device will play it."""
        return self._held / RATE

    def clear(self) -> None:
        """Drop what waits and give nothing out until it is opened."""
        with self._lock:
            self.is_open = False
            self._chunks.clear()
            self._held = 0

    def put(self, samples: Samples, at: float, rate: float) -> None:
        """Add samples."""
        with self._lock:
            self._chunks.append((samples, at, rate))
            self._held += len(samples)

    def fill(self, count: int) -> bytes:
        """Answer the device: what waits, then silence."""
        made = np.zeros((count, CHANNELS), np.int16)
        done, end = 0, None
        with self._lock:
            while self.is_open and done < count and self._chunks:
                samples, at, rate = self._chunks.popleft()
                taken = min(count - done, len(samples))
                made[done : done + taken] = samples[:taken]
                done += taken
                end = at + taken / RATE * rate, rate
                if taken < len(samples):
                    self._chunks.appendleft((samples[taken:], end[0], rate))
            self._held -= done
        if end is not None:
            self._clock.heard(end[0], self.delay, end[1])
        if self.gain != 1.0:
            made = (made * self.gain).astype(np.int16)
        return made.tobytes()


class SoundRun:
    """The sound of one open film; commands may come from any thread and never wait."""

    def __init__(self, path: Path, out: SoundOut, clock: Clock, lost: Callable[[str], None]) -> None:
        self._path, self._out, self._lost_told = path, out, lost
        self.buffer = Buffer(clock)
        self._turn = threading.Condition()
        self._feed: SoundFeed | None = None
        self._index: int | None = None
        self._shifts: tuple[float, ...] = ()
        self._rate = 1.0
        self._tempo = Tempo(1.0)
        self._at = 0.0
        """Film time of the next sample that is put into the buffer."""
        self._wanted: float | None = None
        self._number = 0
        self._plays = self._runs = self._quits = False
        self._is_over = self._is_other = self._is_gone = False
        self.works = True
        """Whether sound is the clock; False without a track or a device."""
        self._thread = threading.Thread(target=self._run, name="film sound", daemon=True)
        self._thread.start()

    # What others ask for

    def seek(self, at: float, shifts: tuple[float, ...] | None = None) -> None:
        """Go to a film time; nothing is heard until :meth:`begin`."""
        with self._turn:
            self._wanted, self._number = at, self._number + 1
            self._shifts = self._shifts if shifts is None else shifts
            self.buffer.clear()
            self._turn.notify()

    def choose(self, index: int | None, at: float) -> None:
        """Take another track from a time on."""
        with self._turn:
            self._index, self._is_other = index, True
            self.works = not self._is_gone
        self.seek(at)

    def set_rate(self, rate: float) -> None:
        """Play at another speed from what is decoded next on."""
        with self._turn:
            self._rate = rate

    @property
    def is_ready(self) -> bool:
        """Whether playing need not wait for sound."""
        with self._turn:
            return not self.works or (self._wanted is None and self.buffer.seconds >= _ENOUGH)

    def begin(self) -> None:
        """Let what waits be heard."""
        with self._turn:
            self.buffer.is_open = self._plays = True
            self._turn.notify()

    def hold(self) -> None:
        """Be silent; the device rests, what waits stays."""
        with self._turn:
            self.buffer.is_open = self._plays = False
            self._turn.notify()

    def check(self) -> None:
        """Notice a device that went away."""
        with self._turn:
            gone = self.works and self._runs and not self._out.is_there
            self._is_gone = self._is_gone or gone
        if gone:
            self._lose(GONE)

    def quit(self) -> None:
        """End the thread soon."""
        with self._turn:
            self._quits = True
            self.buffer.clear()
            self._turn.notify()

    def join(self, seconds: float) -> bool:
        """Wait for the thread; tells whether it has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    # The thread

    def _run(self) -> None:
        try:
            while True:
                with self._turn:
                    while not self._has_work():
                        self._turn.wait(0.05 if self._plays and self.works else None)
                    if self._quits:
                        return
                self._work()
        finally:
            self._out.close()
            if self._feed is not None:
                self._feed.close()

    def _has_work(self) -> bool:
        if self._quits or (self.works and self._plays != self._runs):
            return True
        return self._wanted is not None or (self._feeds() and self.buffer.seconds < _AHEAD)

    def _feeds(self) -> bool:
        return self.works and self._feed is not None

    def _work(self) -> None:
        with self._turn:  # in one look: what is decoded for the time before a seek must not count after it
            wanted, number = self._wanted, self._number
        try:
            if wanted is not None:
                self._go()
            elif self.works and self._plays != self._runs:
                self._switch()
            else:
                self._put_next(number)
        except KnownError as error:
            self._lose(str(error))
        except Exception:
            log.exception("The sound stopped")
            self._lose("The sound of this film cannot be read, so it plays without. Choose another track.")

    def _go(self) -> None:
        with self._turn:
            at, number, index, shifts = self._wanted or 0.0, self._number, self._index, self._shifts
            anew, self._is_other = self._is_other, False
        try:
            if self._feed is None or anew or shifts:
                self._reopen(index, shifts)
            if self._feed is not None:
                self._feed.seek(at)
        finally:
            with self._turn:
                if self._number == number:
                    self._wanted = None
        self._at, self._tempo, self._is_over = at, Tempo(self._rate), False

    def _reopen(self, index: int | None, shifts: tuple[float, ...]) -> None:
        if self._feed is not None:
            self._feed.close()
            self._feed = None
        try:
            self._feed = SoundFeed(self._path, index, shifts)
        except LookupError:
            self.works = False  # a silent film: nothing to tell

    def _switch(self) -> None:
        plays = self._plays
        if plays:
            try:
                self._out.start(self.buffer.fill)
            except KnownError:
                self._is_gone = True
                raise
            self.buffer.delay = self._out.delay
        else:
            self._out.stop()
        self._runs = plays

    def _put_next(self, number: int) -> None:
        feed = self._feed
        if feed is None:
            return
        if self._rate != self._tempo.rate:
            self._put(self._tempo.rest(), number)
            self._tempo = Tempo(self._rate)
        piece = None if self._is_over else feed.next()
        if piece is None and not self._is_over:
            self._is_over = True
            self._put(self._tempo.rest(), number)
        elif piece is None:  # the pictures may go on: so does the time
            self._put(np.zeros((RATE // 20, CHANNELS), np.int16), number)
        else:
            self._put(self._tempo.changed(piece.samples), number)

    def _put(self, samples: Samples, number: int) -> None:
        if not len(samples):
            return
        with self._turn:
            if number == self._number:
                self.buffer.put(samples, self._at, self._tempo.rate)
                self._at += len(samples) / RATE * self._tempo.rate

    def _lose(self, sentence: str) -> None:
        with self._turn:
            was, self.works, self._wanted, self._runs = self.works, False, None, False
            self.buffer.clear()
        if was:
            self._lost_told(sentence)
