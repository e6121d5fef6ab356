# SPDX-License-Identifier: GPL-3.0-or-later
"""One open film that plays, pauses, steps and seeks; every call returns at once."""

from __future__ import annotations

from pathlib import Path

from moodboard.services.video.playing.desk import Desk, Play, Ready, Seek, Step, Still, Told
from moodboard.services.video.playing.picture_run import PictureRun
from moodboard.services.video.playing.presenter import Presenter
from moodboard.services.video.playing.screen import Size
from moodboard.services.video.playing.sound_out import SoundOut
from moodboard.services.video.playing.sound_run import SoundRun
from moodboard.services.video.playing.tempo import FASTEST, SLOWEST


class Engine:
    """Threads around one film file; :meth:`quit` ends them."""

    def __init__(self, path: Path, at: float, out: SoundOut, told: Told, fit: Size | None = None) -> None:
        self._told = told
        self.desk = Desk()
        self.desk.fit = fit
        self.desk.clock.stand(at)
        self.sound = SoundRun(path, out, self.desk.clock, self._on_sound_lost)
        self._presenter = Presenter(self.desk, self.sound, told)
        self._pictures = PictureRun(path, at, self.desk, self.sound, told)

    @property
    def plays(self) -> bool:
        """Whether it plays, or is about to."""
        return self.desk.plays

    def play(self) -> None:
        """Play on; after the end from the start."""
        with self.desk.turn:
            if self.desk.plays or self.desk.quits:
                return
            self.desk.plays, anew = True, self.desk.has_ended
            self._told.plays(True)
            if anew:
                self.seek(0.0, exact=True)
            else:
                self.desk.wish(Play())

    def pause(self) -> None:
        """Stand on the frame that is shown."""
        with self.desk.turn:
            if not self.desk.plays:
                return
            self.desk.stop()
        self.sound.hold()
        self._told.plays(False)
        self.desk.wish(Still())

    def step(self, by: int) -> None:
        """Stand on the frame so many on or back."""
        self.pause()
        self.desk.wish(Step(by))

    def seek(self, seconds: float, exact: bool) -> int:
        """Go to a time; returns the number that the picture will bear."""
        desk, seconds = self.desk, max(0.0, seconds)
        with desk.turn:
            desk.seek += 1
            number = desk.seek
            desk.drop(seconds)
            if desk.plays:
                self.sound.seek(seconds)
            desk.wish(Seek(seconds, exact, number))
        return number

    def set_rate(self, rate: float) -> float:
        """Play slower or faster, the pitch kept; returns the speed that was taken."""
        desk = self.desk
        with desk.turn:
            desk.rate = min(FASTEST, max(SLOWEST, rate))
            self.sound.set_rate(desk.rate)
            if desk.begun and not self.sound.works:
                desk.clock.go(desk.rate)
            desk.turn.notify_all()
        return desk.rate

    def set_audio(self, index: int | None) -> None:
        """Hear another track, None for the one that the file prefers."""
        desk = self.desk
        with desk.turn:
            desk.begun = False
            at = desk.clock.now()
            desk.clock.stand(at)
            self.sound.choose(index, at)
            desk.turn.notify_all()

    def set_gain(self, gain: float) -> None:
        """Make the sound louder or quieter, at once."""
        self.sound.buffer.gain = gain

    def set_fit(self, fit: Size | None) -> None:
        """Make pictures as large as the stage is."""
        with self.desk.turn:
            if self.desk.fit == fit:
                return
            self.desk.fit = fit
            stands = not self.desk.plays and self.desk.current is not None
        if stands:
            self.desk.wish(Still())

    @property
    def current(self) -> Ready | None:
        """What is shown."""
        return self.desk.current

    def quit(self) -> None:
        """End the threads as soon as each is done with what it does; nothing is told any more."""
        with self.desk.turn:
            self.desk.stop()
            self.desk.quits = True
            self.desk.queue.clear()
            self.desk.turn.notify_all()
        self.sound.quit()

    def join(self, seconds: float) -> bool:
        """Wait for the threads; tells whether all have ended."""
        return all(one.join(seconds) for one in (self._presenter, self._pictures, self.sound))

    def _on_sound_lost(self, sentence: str) -> None:
        desk = self.desk
        with desk.turn:
            if desk.quits:
                return
            if desk.begun:
                desk.clock.go(desk.rate)
            desk.turn.notify_all()
        self._told.sound_lost(sentence)
