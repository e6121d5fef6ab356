# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that hands pictures out when they are due, and leaves out those that are late."""

from __future__ import annotations

import threading

from moodboard.services.video.playing.desk import Desk, Ready, Still, Told
from moodboard.services.video.playing.sound_run import SoundRun

_LOOK = 0.02  # seconds after which the clock is looked at again: it may stand for want of sound
_SOON = 0.001


class Presenter:
    """Shows pictures by the film's clock."""

    def __init__(self, desk: Desk, sound: SoundRun, told: Told) -> None:
        self._desk, self._sound, self._told = desk, sound, told
        self._thread = threading.Thread(target=self._run, name="film presenter", daemon=True)
        self._thread.start()

    def join(self, seconds: float) -> bool:
        """Wait for the thread; tells whether it has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        desk = self._desk
        while True:
            with desk.turn:
                while not desk.quits and not (desk.plays and (desk.queue or desk.over)):
                    desk.turn.wait()
                if desk.quits:
                    return
                wait = self._shown() if desk.begun else self._begun()
                if wait:
                    desk.turn.wait(wait)
            self._sound.check()

    def _begun(self) -> float:
        """Show the first picture, then wait for the sound to be ready; returns seconds to wait."""
        desk = self._desk
        if desk.queue and not desk.has_first:
            desk.has_first = True
            self._show(desk.queue.popleft())
            return 0.0
        if not self._sound.is_ready:
            return _LOOK / 2
        desk.begun = True
        if self._sound.works:
            self._sound.begin()
        else:
            desk.clock.go(desk.rate)
        return 0.0

    def _shown(self) -> float:
        """Show what is due; returns seconds to wait."""
        desk = self._desk
        now = desk.clock.now() + _SOON
        if not desk.queue:
            if now < desk.end:
                return _LOOK
            self._end()
            return 0.0
        due = desk.queue[0].passing.at - now
        if due > 0:
            return min(_LOOK, due / desk.rate)
        while len(desk.queue) > 1 and desk.queue[1].passing.at <= now:
            desk.queue.popleft()
            desk.dropped += 1
        self._show(desk.queue.popleft())
        return 0.0

    def _show(self, ready: Ready) -> None:
        self._desk.current = ready
        self._told.shown(ready)  # under the lock: a pause after it must not be overtaken
        self._desk.turn.notify_all()

    def _end(self) -> None:
        desk = self._desk
        desk.stop()
        desk.has_ended = True
        self._sound.hold()
        self._told.plays(False)
        self._told.ended()
        desk.wish(Still())
