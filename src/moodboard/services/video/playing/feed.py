# SPDX-License-Identifier: GPL-3.0-or-later
"""A film's frames one after another from a time on, each with its exact time."""

from __future__ import annotations

import os
from bisect import insort
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.services.video import opening
from moodboard.services.video.timeline import JumpedError, Packets, Timed

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

_THREADS = 4  # each holds frames of its own
_SURE = Fraction(1, 2)  # seconds before the asked time from which on nothing is left out
_REMEMBERED = 512
_TRIED = 12  # packets: more than are ever shown before the keyframe that they come after


@dataclass(frozen=True, slots=True)
class Passing:
    """A frame that goes by; ``at`` and ``until`` are seconds from the film's start."""

    at: float
    until: float | None
    raw: VideoFrame


class PictureFeed:
    """An open film file that is decoded in order; for one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._container, self._stream = opening.open_container(path)
        try:
            with opening.known_errors(path):
                self._stream.thread_type = "AUTO"
                self._stream.codec_context.thread_count = min(_THREADS, os.cpu_count() or 1)
                self._packets = Packets(path, self._container, self._stream)
        except BaseException:
            self._container.close()
            raise
        self._frames: Iterator[tuple[int, VideoFrame]] = iter(())
        self._held: tuple[int, VideoFrame] | None = None
        self._target = 0
        self._reached = 0
        self._tells = self._container.format.name != "avi"
        """Whether the file says when frames are shown, and not only in which order they come."""
        self.hurry = False
        """Leave frames out that no other frame needs: the decoder is too slow."""
        self.skip_to: float | None = None
        """Go on only with a keyframe from this time on: the decoder is much too slow."""
        self._is_last_run = False
        """No keyframe comes any more, so that nothing can be left out."""

    @property
    def shifts(self) -> tuple[float, ...]:
        """What is added to the file's own times after each jump in them."""
        return self._packets.shifts

    def close(self) -> None:
        """Let go of the file."""
        self._frames, self._held = iter(()), None
        self._container.close()

    def start(self, seconds: float) -> None:
        """Go to a film time: the next frame is the one that is shown then."""
        with opening.known_errors(self._path):
            self._target = self._packets.ticks(max(0.0, seconds))
            self._reached = self._target
            self._held, self.hurry, self.skip_to, self._is_last_run = None, False, None, False
            self._frames = self._decoded(self._target)

    def next(self) -> Passing | None:
        """Return the next frame; None after the last one."""
        with opening.known_errors(self._path):
            try:
                return self._next()
            except JumpedError:
                self._packets.look_through()
                self._held, self._target = None, self._reached
                self._frames = self._decoded(self._reached)
                return self._next()

    def _next(self) -> Passing | None:
        for ticks, raw in self._frames:
            held, self._held = self._held, (ticks, raw)
            if held is not None and ticks > self._target:
                return self._passing(held, ticks)
        held, self._held = self._held, None
        return None if held is None else self._passing(held, None)

    def _passing(self, held: tuple[int, VideoFrame], later: int | None) -> Passing:
        ticks, raw = held
        self._reached = ticks
        until = None if later is None else float(self._packets.seconds(later))
        return Passing(float(self._packets.seconds(ticks)), until, raw)

    def last(self) -> Passing | None:
        """Return the film's last frame from where it is; None when there are no more."""
        found = None
        while (passing := self.next()) is not None:
            found = passing
        return found

    def key_before(self, seconds: float) -> Passing | None:
        """Return the keyframe before a time, quickly; None when it gives no picture."""
        self._frames, self._held = iter(()), None
        with opening.known_errors(self._path):
            try:
                tried = self._tried(self._packets.ticks(max(0.0, seconds)), 1 if self._tells else _TRIED)
            except JumpedError:
                return None
        if tried.first is None or tried.shown is None:
            return None
        return Passing(float(self._packets.seconds(tried.shown)), None, tried.first)

    def _tried(self, ticks: int, count: int) -> _Tried:
        """Decode so many packets from the keyframe before a time on, and nothing that comes after them."""
        context = self._stream.codec_context
        context.flush_buffers()
        context.skip_frame = "DEFAULT"
        made = _Tried()
        places: list[int] = []
        frames = 0
        for timed in islice(self._packets.from_before(ticks), count):
            if timed.place is not None:
                insort(places, timed.place)
            for frame in _pictures(context, timed.packet):
                made.first, frames = made.first or frame, frames + 1
        for frame in _pictures(context, None):
            made.first, frames = made.first or frame, frames + 1
        context.flush_buffers()
        made.unseen = max(0, len(places) - frames)
        made.shown = places[made.unseen] if made.unseen < len(places) else None
        return made

    def _decoded(self, ticks: int) -> Iterator[tuple[int, VideoFrame]]:
        begin: int | None = ticks
        while begin is not None:
            begin = yield from self._run(begin)

    def _run(self, ticks: int) -> Generator[tuple[int, VideoFrame], None, int | None]:
        """Yield frames from the keyframe before a time on; returns when to begin anew, if that is so."""
        unseen = 0 if self._tells else self._tried(ticks, _TRIED).unseen
        self._stream.codec_context.flush_buffers()
        order = _Order(unseen)
        for timed in self._packets.from_before(ticks):
            if self.skip_to is not None and not self._is_last_run:
                if not self._arrived(timed, order):
                    continue
                if timed.shown is None and not self._tells:
                    return timed.place
            order.add(timed)
            yield from self._sent(timed, order)
        if self.skip_to is not None and not self._is_last_run:
            return self._begin_last_run(self.skip_to)
        for frame in _pictures(self._stream.codec_context, None):
            yield from order.placed(frame)
        return None

    def _begin_last_run(self, seconds: float) -> int:
        """Make frames from a time on out of the last keyframe after all: the film must not end before."""
        self._is_last_run, self.skip_to, self._held = True, None, None
        self._target = self._packets.ticks(seconds)
        return self._target

    def _arrived(self, timed: Timed, order: _Order) -> bool:
        """Tell whether a packet is one to go on with after a part was left out."""
        place = timed.place
        if not timed.key or place is None or self._packets.seconds(place) < (self.skip_to or 0.0):
            return False
        self._stream.codec_context.flush_buffers()
        order.clear()
        self.skip_to, self._held = None, None
        return True

    def _sent(self, timed: Timed, order: _Order) -> Iterator[tuple[int, VideoFrame]]:
        context = self._stream.codec_context
        if order.is_timed:
            shown = timed.shown or 0
            early = shown < self._target - int(_SURE / self._packets.base)
            context.skip_frame = "NONREF" if self.hurry or early else "DEFAULT"
        for frame in _pictures(context, timed.packet):
            yield from order.placed(frame)


@dataclass(slots=True)
class _Tried:
    """What the first packets after a leap gave."""

    first: VideoFrame | None = None
    shown: int | None = None
    """When the first frame is shown."""
    unseen: int = 0
    """How many packets gave none: they are shown before the keyframe, and made from what came before it."""


class _Order:
    """Which frame that comes out of the decoder is shown when."""

    def __init__(self, unseen: int = 0) -> None:
        self.is_timed = True
        self._unseen = unseen
        """Of an untimed run, how many of its first packets give no frame."""
        self.clear()

    def clear(self) -> None:
        """Forget what was sent: the decoder is empty again."""
        self._shown: dict[int, int] = {}
        self._old: deque[int] = deque()
        self._waiting: list[int] = []
        self._last = -(2**62)

    def add(self, timed: Timed) -> None:
        """Take note of a packet that is about to be sent."""
        if timed.shown is None:
            self.is_timed = False
            if timed.packet.dts is not None:
                insort(self._waiting, timed.packet.dts)
            return
        if timed.packet.pts is not None:
            self._shown[timed.packet.pts] = timed.shown
            self._old.append(timed.packet.pts)
            if len(self._old) > _REMEMBERED:
                self._shown.pop(self._old.popleft(), None)

    def placed(self, frame: VideoFrame) -> Iterator[tuple[int, VideoFrame]]:
        """Yield a frame with when it is shown, unless nobody can tell."""
        stamp = frame.pts if frame.pts is not None else frame.dts
        if self.is_timed:
            shown = self._shown.get(stamp) if stamp is not None else None
        elif self._waiting:  # frames come in the order in which they are shown, one for each packet
            while self._unseen and len(self._waiting) > 1:
                self._unseen -= 1
                self._waiting.pop(0)
            shown = self._waiting.pop(0)
        else:
            shown = stamp
        if shown is not None and shown > self._last:
            self._last = shown
            yield shown, frame


def _pictures(context: object, packet: Packet[VideoStream] | None) -> Iterator[VideoFrame]:
    """Yield what the decoder makes of a packet; a broken one gives nothing."""
    import av.error

    try:
        yield from context.decode(packet)  # type: ignore[attr-defined]
    except (av.error.InvalidDataError, av.error.EOFError):
        return
