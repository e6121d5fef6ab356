# SPDX-License-Identifier: GPL-3.0-or-later
"""What the threads of a film that is played share, and what they tell to whoever shows it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from moodboard.domain.film_file import FilmFile
from moodboard.services.video.playing.clock import Clock
from moodboard.services.video.playing.feed import Passing
from moodboard.services.video.playing.screen import Painted, Size


class Told(Protocol):
    """Who hears of it; called by threads of the player, which must not be kept waiting."""

    def opened(self, file: FilmFile) -> None:
        """Say that a film is open."""

    def failed(self, sentence: str) -> None:
        """Say what went wrong, and a way on."""

    def shown(self, ready: Ready) -> None:
        """Hand over the picture that is to be seen now."""

    def plays(self, plays: bool) -> None:
        """Say that it began or stopped to play."""

    def ended(self) -> None:
        """Say that the film's end was reached."""

    def sound_lost(self, sentence: str) -> None:
        """Say why the film goes on without sound."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture ready to paint, when it is shown, and the number of the seek that it answers."""

    passing: Passing
    painted: Painted
    seek: int


@dataclass(frozen=True, slots=True)
class Seek:
    """Show the frame of a time; the quickest one near it unless it must be exact."""

    at: float
    exact: bool
    number: int


@dataclass(frozen=True, slots=True)
class Step:
    """Show the frame so many after or before the one that is shown."""

    by: int


@dataclass(frozen=True, slots=True)
class Play:
    """Go on from the frame that is shown."""


@dataclass(frozen=True, slots=True)
class Still:
    """Show the frame that is shown as it would be kept, at the size that the stage has now."""


Wish = Seek | Step | Play | Still


class Desk:
    """State under one lock; :attr:`turn` is notified whenever it changes."""

    def __init__(self) -> None:
        self.turn = threading.Condition(threading.RLock())
        self.clock = Clock()
        self.wishes: deque[Wish] = deque()
        self.queue: deque[Ready] = deque()
        """Decoded and converted, to be shown when they are due."""
        self.current: Ready | None = None
        self.seek = 0
        self.fit: Size | None = None
        self.rate = 1.0
        self.plays = False
        self.begun = False
        """The clock runs: the first picture and the sound were ready."""
        self.has_first = False
        """The first picture after a seek was shown, while the clock still stands."""
        self.over = False
        """There are no more frames than those in the queue."""
        self.end = 0.0
        self.has_ended = False
        self.quits = False
        self.dropped = 0
        """Frames that came too late to be shown."""

    def wish(self, wish: Wish) -> None:
        """Ask the picture thread for something; a seek makes older wishes needless."""
        with self.turn:
            if isinstance(wish, Seek):
                self.wishes = deque(one for one in self.wishes if isinstance(one, Play))
            elif isinstance(wish, Still) and wish in self.wishes:
                return
            self.wishes.append(wish)
            self.turn.notify_all()

    def stop(self) -> None:
        """Stop the clock and show nothing more of what was decoded ahead, but keep it."""
        with self.turn:
            self.plays = self.begun = False
            self.clock.stand()
            self.turn.notify_all()

    def drop(self, at: float) -> None:
        """Forget what was decoded ahead: the film goes on at another time."""
        with self.turn:
            self.queue.clear()
            self.begun = self.has_first = self.over = self.has_ended = False
            self.clock.stand(at)
            self.turn.notify_all()
