# SPDX-License-Identifier: GPL-3.0-or-later
"""What time it is in the film: told by the sound that was handed out, else by the wall clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_SNAP = 0.06  # seconds off at which the clock is set; less is made up for little by little
_PULL = 0.1


class Clock:
    """The film's time; stands until it is let go. Any thread may ask it."""

    def __init__(self, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick = tick
        self._lock = threading.Lock()
        self._film = 0.0
        self._since: float | None = None
        self._rate = 1.0
        self._end: float | None = None
        """As far as sound was handed out: the clock does not run past what can be heard."""

    def now(self) -> float:
        """Return the film's time."""
        with self._lock:
            return self._now(self._tick())

    def _now(self, tick: float) -> float:
        if self._since is None:
            return self._film
        film = self._film + (tick - self._since) * self._rate
        return film if self._end is None else min(film, self._end)

    @property
    def runs(self) -> bool:
        """Whether it was let go."""
        with self._lock:
            return self._since is not None

    def stand(self, at: float | None = None) -> None:
        """Stop, at a time or where it is."""
        with self._lock:
            self._film = self._now(self._tick()) if at is None else at
            self._since = self._end = None

    def go(self, rate: float) -> None:
        """Run by the wall clock from where it is; ``rate`` is film seconds a second."""
        with self._lock:
            tick = self._tick()
            self._film, self._since, self._rate, self._end = self._now(tick), tick, rate, None

    def heard(self, handed: float, delay: float, rate: float) -> None:
        """Take in that sound up to a film time was handed out, to be heard ``delay`` seconds later.

        Devices ask in bursts, so a small difference is made up for over several of them.
        """
        with self._lock:
            tick = self._tick()
            told = handed - delay * rate
            thought = self._now(tick)
            far = self._since is None or self._end is None or abs(told - thought) > _SNAP * max(1.0, rate)
            self._film = told if far else thought + (told - thought) * _PULL
            self._since, self._rate, self._end = tick, rate, handed
