# SPDX-License-Identifier: GPL-3.0-or-later
"""The thread that decodes pictures: ahead while the film plays, the exact one when it stands."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import FilmFile, said_clock
from moodboard.services.video.playing.desk import Desk, Play, Ready, Seek, Step, Still, Told, Wish
from moodboard.services.video.playing.feed import Passing, PictureFeed
from moodboard.services.video.playing.screen import Screen
from moodboard.services.video.playing.sound_run import SoundRun
from moodboard.services.video.playing.stills import Stills
from moodboard.services.video.playing.weave import Weave

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

log = logging.getLogger(__name__)

_AHEAD = 3  # pictures that wait to be shown
_LATE, _MUCH_TOO_LATE = 0.1, 1.5  # seconds after which frames are left out, after which whole runs are
_SIGN_OF_LIFE = 0.25  # seconds after which even a late picture is shown
_REST = 0.25  # seconds without scrubbing after which a film that plays goes on
_TAIL = 5.0  # seconds of sound after the last picture that are still heard
_BUG = "Something went wrong in Moodboard itself. The log says what; please open the film again."


class PictureRun:
    """Decodes one film's pictures until it is told to quit."""

    def __init__(self, path: Path, at: float, desk: Desk, sound: SoundRun, told: Told) -> None:
        self._path, self._first = path, at
        self._desk, self._sound, self._told = desk, sound, told
        self._screen, self._weave = Screen(), Weave()
        self._stills: Stills | None = None
        self._feed: PictureFeed | None = None
        self._goes = False
        """The feed stands right after what was shown and what waits."""
        self._shifts: tuple[float, ...] = ()
        self._resumes: float | None = None
        self._offered = 0.0
        self._last: Passing | None = None
        self._thread = threading.Thread(target=self._run, name="film pictures", daemon=True)
        self._thread.start()

    def join(self, seconds: float) -> bool:
        """Wait for the thread; tells whether it has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def file(self) -> FilmFile:
        """What the open file says of itself."""
        assert self._stills is not None
        return self._stills.file

    def _run(self) -> None:
        try:
            if not self._guarded(self._open):
                self._give_up()
            else:
                while (wish := self._next_wish()) is not False:
                    self._guarded(partial(self._do, wish))
        finally:
            for one in (self._stills, self._feed):
                if one is not None:
                    one.close()
            self._let_go()

    def _let_go(self) -> None:
        """Drop every frame: whoever still holds the player must not hold its memory."""
        self._stills, self._feed, self._last = None, None, None
        self._screen, self._weave = Screen(), Weave()
        with self._desk.turn:
            self._desk.queue.clear()
            self._desk.current = None

    def _guarded(self, act: Callable[[], None]) -> bool:
        """Do something; what goes wrong is told in a sentence, and the film stands."""
        try:
            act()
        except KnownError as error:
            self._fail(str(error))
        except Exception:
            log.exception("The film could not go on")
            self._fail(_BUG)
        else:
            return True
        return False

    def _fail(self, sentence: str) -> None:
        desk = self._desk
        with desk.turn:
            played = desk.plays
            desk.stop()
            desk.queue.clear()
            desk.over = self._goes = False
        self._sound.hold()
        if played:
            self._told.plays(False)
        self._told.failed(sentence)

    def _give_up(self) -> None:
        """Let the other threads go: there is nothing to play."""
        with self._desk.turn:
            self._desk.quits = True
            self._desk.turn.notify_all()
        self._sound.quit()

    def _open(self) -> None:
        self._stills = Stills(self._path, self._screen, lambda: self._desk.fit)
        self._told.opened(self._stills.file)
        desk = self._desk
        with desk.turn:
            if any(isinstance(wish, Seek) for wish in desk.wishes):
                return  # somebody wants to be elsewhere already
        for at in (self._first, 0.0):  # what is there now may be shorter than where it was left
            try:
                self._show(self._stills.at(at, desk.seek))
            except KnownError as error:
                problem = str(error)
            else:
                return
        self._fail(problem)  # its first frame is damaged; others may not be

    def _next_wish(self) -> Wish | bool | None:
        """Wait for something to do: a wish, None to decode on, False to quit."""
        desk = self._desk
        with desk.turn:
            while True:
                if desk.quits:
                    return False
                if desk.wishes:
                    return desk.wishes.popleft()
                wait = None
                if desk.plays and self._resumes is not None:
                    wait = self._resumes - time.monotonic()
                    if wait <= 0:
                        return Play()
                elif desk.plays and self._goes and not desk.over and len(desk.queue) < _AHEAD:
                    return None
                desk.turn.wait(wait)

    def _do(self, wish: Wish | bool | None) -> None:
        match wish:
            case Seek():
                self._seek(wish)
            case Step():
                self._step(wish.by)
            case Play():
                self._play()
            case Still():
                self._still()
            case _:
                self._decode()

    # What stands

    def _show(self, ready: Ready) -> None:
        desk = self._desk
        with desk.turn:
            if desk.quits:
                return
            desk.current = ready
            desk.clock.stand(ready.passing.at)
            self._told.shown(ready)

    def _still(self) -> None:
        desk, stills = self._desk, self._stills
        with desk.turn:
            current, stands = desk.current, not desk.plays
        if current is None or stills is None or not stands:
            return
        ready = stills.again(current)
        with desk.turn:
            if desk.current is current and not desk.plays and not desk.quits:
                desk.current = ready
                self._told.shown(ready)

    def _step(self, by: int) -> None:
        stills, current = self._stills, self._desk.current
        if stills is None or current is None:
            return
        self._goes, self._resumes = False, None
        ready = stills.beside(current, by)
        if ready is not None:
            self._desk.drop(ready.passing.at)
            self._show(ready)

    def _seek(self, wish: Seek) -> None:
        desk, stills = self._desk, self._stills
        if stills is None:
            return
        self._goes, self._resumes = False, None
        if not wish.exact and self._scrub(wish):
            return
        if desk.plays:
            self._restart(wish.at, wish.number)
        else:
            self._show(stills.at(wish.at, wish.number))

    def _scrub(self, wish: Seek) -> bool:
        """Show the keyframe before a time; what plays goes on when the scrubbing rests."""
        passing = self._opened_feed().key_before(wish.at)
        if passing is None:
            return False
        done = self._weave_one(passing)
        painted = self._screen.quick(done, self.file.pixel_ratio, passing.raw, self._desk.fit)
        self._show(Ready(passing, painted, wish.number))
        self._resumes = time.monotonic() + _REST
        return True

    def _weave_one(self, passing: Passing) -> VideoFrame:
        self._weave.clear()
        return [*self._weave.push(passing), *self._weave.push(None)][0][1]

    # What plays

    def _opened_feed(self) -> PictureFeed:
        if self._feed is None:
            self._feed = PictureFeed(self._path)
        return self._feed

    def _play(self) -> None:
        desk = self._desk
        with desk.turn:
            resumes, self._resumes = self._resumes is not None, None
            if not desk.plays or (self._goes and not resumes):
                return
            at = 0.0 if desk.current is None else desk.current.passing.at
            number = desk.seek
        self._restart(at, number)

    def _restart(self, at: float, number: int) -> None:
        feed, desk = self._opened_feed(), self._desk
        self._weave.clear()
        self._goes = False
        with desk.turn:
            if number == desk.seek:
                desk.drop(at)
        feed.start(at)
        passing = feed.next()
        if passing is None:
            raise KnownError(
                f"{self._path.name} has no pictures from {said_clock(at)} on. Choose a time before."
            )
        at = min(at, passing.at) if passing.until is None else at  # after the end: its last frame
        self._shifts = feed.shifts
        with desk.turn:
            if number != desk.seek:
                return
            desk.clock.stand(at)
            self._sound.seek(at, self._shifts)
        self._goes = True
        self._take(passing, number)

    def _decode(self) -> None:
        feed, desk = self._opened_feed(), self._desk
        number = desk.seek
        passing = feed.next()
        if feed.shifts != self._shifts:
            self._shifts = feed.shifts
            with desk.turn:
                desk.begun = False
                at = desk.clock.now()
                desk.clock.stand(at)
                self._sound.seek(at, self._shifts)
        self._take(passing, number)

    def _take(self, passing: Passing | None, number: int) -> None:
        for done, picture in self._weave.push(passing):
            self._offer(done, picture, number)
        if passing is not None:
            self._last = passing
            return
        self._finish(number)

    def _offer(self, passing: Passing, picture: VideoFrame, number: int) -> None:
        desk = self._desk
        begun, now = desk.begun, desk.clock.now()
        late = now - (passing.at if passing.until is None else passing.until) if begun else -1.0
        self._mind(late, now)
        alive = time.monotonic() - self._offered < _SIGN_OF_LIFE
        if late > 0 and alive and passing.until is not None:
            desk.dropped += 1
            return
        painted = self._screen.quick(picture, self.file.pixel_ratio, passing.raw, desk.fit)
        self._offered = time.monotonic()
        with desk.turn:
            if number == desk.seek and not desk.quits:
                desk.queue.append(Ready(passing, painted, number))
                desk.turn.notify_all()

    def _mind(self, late: float, now: float) -> None:
        """Make the decoder leave frames out when it does not keep up."""
        feed = self._opened_feed()
        feed.hurry = late > _LATE or (feed.hurry and late > 0)
        if late > _MUCH_TOO_LATE and feed.skip_to is None:
            feed.skip_to = now

    def _finish(self, number: int) -> None:
        """Note where the film ends; a file that breaks off says so."""
        desk, last = self._desk, self._last
        ends = last.at + 1 / max(1.0, self.file.frame_rate or 24) if last is not None else 0.0
        breaks_off = self.file.duration > ends + _TAIL
        with desk.turn:
            if number != desk.seek:
                return
            desk.end = ends if breaks_off else max(ends, self.file.duration)
            desk.over = True
            desk.turn.notify_all()
        if breaks_off:
            self._told.failed(f"{self._path.name} is cut short: its pictures end at {said_clock(ends)}.")
