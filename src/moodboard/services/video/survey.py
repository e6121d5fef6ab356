# SPDX-License-Identifier: GPL-3.0-or-later
"""One pass over a film file: its cuts, a picture of every shot, and its colours, told as they are found.

Frames that no other frame needs are not decoded, the rest without the filter that smooths their
blocks. So a cut is known to a frame or two; :func:`exact_cut` looks at those in between.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import Cut, FilmFile, said_clock
from moodboard.services.video import colours, keeping, looks, opening
from moodboard.services.video.cuts import CutFinder
from moodboard.services.video.frames import FrameReader
from moodboard.services.video.keeping import Shot, Survey
from moodboard.services.video.shot_pictures import ShotPictures

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

Report = Callable[[int, int], None]
Told = Callable[[Shot], None]
Heard = Callable[[Survey], None]

_SMALL = 96, 54
_THREADS = 2
_KEEP_EVERY = 20.0  # seconds of work that may be lost
_HEARD_EVERY = 0.25
_ASKED_EVERY = 0.03  # seconds after which it is asked at the latest whether to go on
_AGAIN = 12.0  # seconds of film that are looked at again when a pass goes on
_JUMP = 0.5


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def _unheard(_shot: Shot) -> None:
    """Tell nobody."""


def _unshown(_found: Survey) -> None:
    """Show nobody."""


def known(path: Path) -> Survey:
    """Return what is known of a film file without looking into it."""
    return keeping.read(path)


def survey(path: Path, told: Told = _unheard, report: Report = _silent, heard: Heard = _unshown) -> Survey:
    """Go through a film, or on from where a pass was stopped, and keep what is found.

    ``told`` is called with each shot as it is found, with those known from before at once;
    ``heard`` now and then with all that is found so far. ``report`` is called often, with seconds
    done and in all, and may wait, or raise CancelledError: what was found until then is kept.
    """
    before = keeping.read(path)
    for shot in before.shots:
        told(shot)
    if before.complete:
        return before
    key = keeping.key_of(path)
    file = opening.open_film_file(path)
    with opening.opened(path) as (container, stream):
        going = _Pass(file, container, stream, before, told, heard)
        try:
            going.run(report, lambda found: keeping.write(path, found, key))
        except BaseException:
            if going.has_more:
                keeping.write(path, going.found(), key)
            raise
    found = going.found()
    if not len(found.colours):
        raise KnownError(f"{path.name} is damaged: none of its frames can be read. Copy it again.")
    keeping.write(path, found, key)
    return found


class _Pass:
    def __init__(
        self,
        file: FilmFile,
        container: InputContainer,
        stream: VideoStream,
        before: Survey,
        told: Told,
        heard: Heard,
    ) -> None:
        self._file = file
        self._container, self._stream = container, stream
        resumed = before.reached > 2 * _AGAIN and not before.jumps
        self._known = before
        self._before = keeping.until(before, before.reached - _AGAIN) if resumed else Survey()
        self._cuts: list[Cut] = list(self._before.cuts)
        self._shots = ShotPictures(file.pixel_ratio, self._before.shots, before.shots, told)
        self._finder = CutFinder()
        self._colours = colours.Seconds(self._before.colours)
        self._reached, self._jumps, self._complete = self._before.reached, 0, False
        self._offset = Fraction(0)
        self._last: Fraction | None = None
        self._heard, self._heard_at, self._asked_at = heard, 0.0, 0.0

    @property
    def has_more(self) -> bool:
        """Whether more is found than was known: a pass that was stopped at once takes nothing away."""
        return self._reached > self._known.reached

    def found(self) -> Survey:
        """Return what is found so far."""
        return Survey(
            tuple(self._cuts),
            self._shots.found(),
            self._colours.averages(),
            self._reached,
            self._complete,
            self._jumps,
        )

    def run(self, report: Report, keep: Callable[[Survey], None]) -> None:
        """Go through the film to its end."""
        self._set_up()
        # As FFmpeg counts it: what is sought is counted from the file's own start.
        start = opening.start_of(self._container, self._stream)
        base = self._stream.time_base or Fraction(1, 1000)
        if self._before.reached:
            self._container.seek(int((Fraction(self._before.reached) + start) / base), stream=self._stream)
        total, kept, reported = max(1, round(self._file.duration)), time.monotonic(), -1
        report(min(int(self._reached), total), total)
        for frames in self._decoded():
            for frame in frames:
                stamp = frame.pts if frame.pts is not None else frame.dts
                if stamp is not None:
                    self._take_at(stamp * base - start + self._offset, frame)
            now = time.monotonic()
            if int(self._reached) != reported or now - self._asked_at > _ASKED_EVERY:
                reported, self._asked_at = int(self._reached), now
                report(min(reported, total), total)
                self._show()
                if now - kept > _KEEP_EVERY and self.has_more:
                    keep(self.found())
                    kept = now
        self._finish()
        report(total, total)

    def _decoded(self) -> Iterator[list[VideoFrame]]:
        import av.error

        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
                yield packet.decode()
            except (StopIteration, av.error.EOFError):
                return
            except av.error.InvalidDataError:
                if not packet.size:
                    return
                # else it is a damaged place; the film goes on after it

    def _take_at(self, at: Fraction, frame: VideoFrame) -> None:
        last = self._last
        if last is not None and at < last - Fraction(_JUMP):
            self._offset += last - at + Fraction(1, 24)
            at, self._jumps = last + Fraction(1, 24), self._jumps + 1
        if last is None or at > last:
            self._last = at
            self._take(max(0.0, float(at)), frame)

    def _show(self) -> None:
        now = time.monotonic()
        if now - self._heard_at >= _HEARD_EVERY and self.has_more:
            self._heard_at = now
            self._heard(self.found())

    def _set_up(self) -> None:
        from av.video.reformatter import VideoReformatter

        context = self._stream.codec_context
        context.thread_type, context.thread_count = "AUTO", _THREADS
        context.skip_frame = "NONREF"
        context.options = {"skip_loop_filter": "all"}  # blocks are not seen on the small pictures
        self._reformatter = VideoReformatter()

    def _take(self, at: float, frame: VideoFrame) -> None:
        small, is_seen = looks.quick(self._reformatter, frame, *_SMALL)
        cuts = self._finder.take(at, small)
        if at < self._before.reached:
            return  # it is only looked at so that the first jump after it is judged rightly
        self._reached = at
        self._shots.see(at, frame)
        self._note(cuts, self._finder.judged)
        if self._colours.wants(at):
            self._colours.add(at, small if is_seen else looks.small(frame, 64, 36))

    def _note(self, cuts: tuple[Cut, ...], judged: float) -> None:
        new = [cut for cut in cuts if cut.at > self._before.reached]
        self._cuts += new
        self._shots.go_on([cut.at for cut in new], judged)

    def _finish(self) -> None:
        self._note(self._finder.rest(), self._reached)
        self._shots.finish()
        self._complete = True


_SHORT = 2.0


def cut_short(path: Path, found: Survey) -> str:
    """Return a sentence where a film's pictures end long before the film does; empty where they do not."""
    if not found.complete or opening.open_film_file(path).duration <= found.reached + _SHORT:
        return ""
    return f"{path.name} is cut short: its pictures end at {said_clock(found.reached)}."


def exact_cut(reader: FrameReader, cut: Cut) -> float:
    """Return when the new shot's first frame is shown: the one after the largest jump among those between.

    Where the shots are mixed, it is the first frame with the new one alone.
    """
    if cut.soft:
        return reader.at(cut.at).at
    frames = [reader.at(cut.since)]
    while frames[-1].at < cut.at - 0.0005 and len(frames) < 40:
        later = reader.after(frames[-1])
        if later is None:
            break
        frames.append(later)
    if len(frames) < 2:
        return cut.at
    small = [looks.small(frame.raw, *_SMALL).astype(np.int16) for frame in frames]
    jumps = [float(np.abs(now - before).mean()) for before, now in pairwise(small)]
    return frames[1 + int(np.argmax(jumps))].at


_EXACT: dict[tuple[str, float, float], float] = {}
_MOST_EXACT = 2000


def exact_time(film: Path | FrameReader, cut: Cut) -> float:
    """Return when the first frame of the shot after a cut is shown; it reads frames, so not while one waits.

    Asked for a file again, it knows.
    """
    if isinstance(film, FrameReader):
        return exact_cut(film, cut)
    key = keeping.key_of(film), cut.at, cut.since
    if key not in _EXACT:
        with FrameReader(film) as reader:
            found = exact_cut(reader, cut)
        if len(_EXACT) >= _MOST_EXACT:
            _EXACT.clear()
        _EXACT[key] = found
    return _EXACT[key]
