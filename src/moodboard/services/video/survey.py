# SPDX-License-Identifier: GPL-3.0-or-later
"""One pass over a film file: its cuts, a picture of every shot, and its colours, told as they are found.

Frames that no other frame needs are not decoded, the rest without the filter that smooths their
blocks. So a cut is known to a frame or two; :func:`exact_cut` looks at those in between.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import Cut, FilmFile
from moodboard.services import pictures_shots
from moodboard.services.pictures import Raw
from moodboard.services.video import colours, keeping, looks, opening
from moodboard.services.video.cuts import AHEAD, CutFinder
from moodboard.services.video.frames import FrameReader
from moodboard.services.video.keeping import Shot, Survey

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

Report = Callable[[int, int], None]
Told = Callable[[Shot], None]

PICTURE = 320
"""Pixels of the longest side of a shot's picture."""
_SMALL = 96, 54
_THREADS = 2
_KEEP_EVERY = 20.0  # seconds of work that may be lost
_AGAIN = 12.0  # seconds of film that are looked at again when a pass goes on
_JUMP = 0.5


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def _unheard(_shot: Shot) -> None:
    """Tell nobody."""


def known(path: Path) -> Survey:
    """Return what is known of a film file without looking into it."""
    return keeping.read(path)


def survey(path: Path, told: Told = _unheard, report: Report = _silent) -> Survey:
    """Go through a film, or on from where a pass was stopped, and keep what is found.

    ``told`` is called with each shot as it is found, with those known from before at once.
    ``report`` is called with seconds done and in all, and may raise CancelledError: what was found
    until then is kept.
    """
    before = keeping.read(path)
    for shot in before.shots:
        told(shot)
    if before.complete:
        return before
    key = keeping.key_of(path)
    file = opening.open_film_file(path)
    with opening.opened(path) as (container, stream):
        going = _Pass(file, container, stream, before, told)
        try:
            going.run(report, lambda found: keeping.write(path, found, key))
        except BaseException:
            keeping.write(path, going.found(), key)
            raise
    found = going.found()
    if not len(found.colours):
        raise KnownError(f"{path.name} is damaged: none of its frames can be read. Copy it again.")
    keeping.write(path, found, key)
    return found


class _Pass:
    def __init__(
        self, file: FilmFile, container: InputContainer, stream: VideoStream, before: Survey, told: Told
    ) -> None:
        self._file = file
        self._container, self._stream, self._told = container, stream, told
        resumed = before.reached > 2 * _AGAIN and not before.jumps
        self._before = keeping.until(before, before.reached - _AGAIN) if resumed else Survey()
        self._known = {shot.at for shot in before.shots}
        self._cuts: list[Cut] = list(self._before.cuts)
        self._shots: list[Shot] = list(self._before.shots)
        self._finder = CutFinder()
        self._colours = colours.Seconds(self._before.colours)
        self._recent: deque[tuple[float, VideoFrame]] = deque(maxlen=AHEAD + 1)
        self._reached, self._jumps, self._complete = self._before.reached, 0, False
        self._offset = Fraction(0)

    def found(self) -> Survey:
        """Return what is found so far."""
        return Survey(
            tuple(self._cuts),
            tuple(self._shots),
            self._colours.averages(),
            self._reached,
            self._complete,
            self._jumps,
        )

    def run(self, report: Report, keep: Callable[[Survey], None]) -> None:
        """Go through the film to its end."""
        import av.error

        self._set_up()
        # As FFmpeg counts it: what is sought is counted from the file's own start.
        start = opening.start_of(self._container, self._stream)
        base = self._stream.time_base or Fraction(1, 1000)
        if self._before.reached:
            self._container.seek(int((Fraction(self._before.reached) + start) / base), stream=self._stream)
        total, kept, reported = max(1, round(self._file.duration)), time.monotonic(), -1
        last: Fraction | None = None
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
                frames = packet.decode()
            except (StopIteration, av.error.EOFError):
                break
            except av.error.InvalidDataError:
                if not packet.size:
                    break
                continue  # a damaged place; the film goes on after it
            for frame in frames:
                stamp = frame.pts if frame.pts is not None else frame.dts
                if stamp is None:
                    continue
                at = stamp * base - start + self._offset
                if last is not None and at < last - Fraction(_JUMP):
                    self._offset += last - at + Fraction(1, 24)
                    at, self._jumps = last + Fraction(1, 24), self._jumps + 1
                if last is not None and at <= last:
                    continue
                last = at
                self._take(max(0.0, float(at)), frame)
            if int(self._reached) != reported:
                reported = int(self._reached)
                report(min(reported, total), total)
                if time.monotonic() - kept > _KEEP_EVERY:
                    keep(self.found())
                    kept = time.monotonic()
        self._finish()
        report(total, total)

    def _set_up(self) -> None:
        from av.video.reformatter import VideoReformatter

        context = self._stream.codec_context
        context.thread_type, context.thread_count = "AUTO", _THREADS
        context.skip_frame = "NONREF"
        context.options = {"skip_loop_filter": "all"}  # blocks are not seen on the small pictures
        self._reformatter = VideoReformatter()

    def _take(self, at: float, frame: VideoFrame) -> None:
        if at < self._before.reached:
            self._see(at, frame)  # only so that the first jump after it is judged rightly
            return
        cut = self._see(at, frame)
        self._reached = at
        self._recent.append((at, frame))
        if not self._shots and len(self._recent) > AHEAD:
            self._add_shot(0.0)
        if cut is not None:
            self._cuts.append(cut)
            self._add_shot(cut.at)
        if self._colours.wants(at):
            self._colours.add(at, looks.small(frame, 64, 36))

    def _see(self, at: float, frame: VideoFrame) -> Cut | None:
        made = self._reformatter.reformat(
            frame, width=_SMALL[0], height=_SMALL[1], format="rgb24", interpolation="FAST_BILINEAR", threads=1
        )
        return self._finder.take(at, made.to_ndarray())

    def _add_shot(self, begins: float) -> None:
        """Add a shot with the newest frame as its picture: the first ones may still be mixed."""
        at, frame = self._recent[-1]
        pixels = looks.pixels_of_raw(frame, self._file.pixel_ratio, frame, PICTURE)
        shot = Shot(begins, at, pictures_shots.small_jpeg(_raw(pixels)), colours.average_of(pixels))
        self._shots.append(shot)
        if begins not in self._known:
            self._told(shot)

    def _finish(self) -> None:
        for cut in self._finder.rest():
            self._cuts.append(cut)
            self._add_shot(cut.at)
        if not self._shots and self._recent:
            self._add_shot(0.0)
        self._complete = True


def _raw(pixels: NDArray[Any]) -> Raw:
    return Raw(pixels.shape[1], pixels.shape[0], np.ascontiguousarray(pixels).tobytes())


def exact_cut(reader: FrameReader, cut: Cut) -> float:
    """Return when the new shot's first frame is shown: the largest jump among those looked over."""
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
