# SPDX-License-Identifier: GPL-3.0-or-later
"""When frames are shown, packet by packet: also in files whose timestamps jump back."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.services.video import opening

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

SMALL = 128_000_000
"""Bytes; a file no larger is looked through for jumps before its first frame is handed out."""
_INDEXED = ("mov,", "avi")  # their index has one even run of times
_TURN = Fraction(1, 2)
_STEPS_BACK: tuple[float, ...] = (0, 1, 4, 16, 64, 256)


class JumpedError(Exception):
    """The timestamps went back on the way: only a look at all packets tells the film's times."""


@dataclass(slots=True)
class Timeline:
    """The times of all packets of a file whose timestamps jump back, made to go on instead."""

    times: list[int | None] = field(default_factory=list)
    """By packet, in the file's order."""
    keys: list[int] = field(default_factory=list)
    jumps: int = 0


@dataclass(slots=True)
class Timed:
    """A packet and when its frame is shown, in ticks of the track; None when the file does not say."""

    packet: Packet[VideoStream]
    shown: int | None
    key: bool

    @property
    def place(self) -> int | None:
        """When it is shown, or as near as the file tells."""
        return self.packet.dts if self.shown is None else self.shown


class Packets:
    """The packets of a film's pictures, from a keyframe before a time on."""

    def __init__(self, path: Path, container: InputContainer, stream: VideoStream) -> None:
        self._path, self._container, self._stream = path, container, stream
        self.base = stream.time_base or Fraction(1, 1000)
        self.start = opening.start_of(container, stream)
        self._timeline: Timeline | None = None
        self._may_jump = not container.format.name.startswith(_INDEXED)
        # MPEG-PS (VOB) gives times to packs, not to frames: after a seek FFmpeg is a frame off.
        self._is_counted = container.format.name == "mpeg"
        self._unseen = self._is_counted or (self._may_jump and path.stat().st_size <= SMALL)

    @property
    def is_unsure(self) -> bool:
        """Whether the times may jump back without anybody having looked."""
        return self._may_jump and not self._unseen

    def ticks(self, seconds: float | Fraction) -> int:
        """Return a film time in ticks of the track; those a thousandth later count as the same."""
        rate = Fraction(self._stream.average_rate or 24)
        slack = min(Fraction(1, 1000), 1 / (4 * rate)) if rate > 0 else Fraction(1, 1000)
        return int((Fraction(seconds) + slack + self.start) / self.base)

    def seconds(self, ticks: int) -> Fraction:
        """Return ticks of the track as a film time."""
        return max(Fraction(0), ticks * self.base - self.start)

    def look_through(self) -> None:
        """Read all packets to find the times of a file in which they jump."""
        found = timeline_of(self._rewound())
        self._timeline = found if found.jumps or self._is_counted else None
        self._unseen = False

    def from_before(self, ticks: int) -> Iterator[Timed]:
        """Yield packets from a keyframe that is shown no later than ``ticks``, else from the first."""
        if self._unseen:
            self.look_through()
        if self._timeline is not None:
            yield from self._counted(self._timeline, ticks)
            return
        for back in _STEPS_BACK:
            to = ticks - int(back / self.base)
            run = self._from_key(to)
            first = next(run, None)
            if first is not None and first.place is not None and first.place <= ticks:
                yield first
                yield from self._watched(first, run)
                return
            if to * self.base <= self.start:
                break
        yield from self._all()

    def _from_key(self, ticks: int) -> Iterator[Timed]:
        import av.error

        try:
            self._container.seek(ticks, stream=self._stream)
        except (av.error.FFmpegError, OverflowError) as error:
            if getattr(error, "errno", 0) == errno.EIO:
                raise
            return
        begun = False
        for timed in _timed(self._container, self._stream):
            begun = begun or timed.key
            if begun:
                yield timed

    def _watched(self, first: Timed, run: Iterator[Timed]) -> Iterator[Timed]:
        last = first.shown or 0
        for timed in run:
            if timed.key and timed.shown is not None:
                if self._may_jump and (last - timed.shown) * self.base > _TURN:
                    raise JumpedError
                last = timed.shown
            yield timed

    def _rewound(self) -> Iterator[Timed]:
        """Yield all packets from the file's first one: opened anew, as some cannot be wound back."""
        container, stream = opening.open_container(self._path)
        try:
            yield from _timed(container, stream)
        finally:
            container.close()

    def _all(self) -> Iterator[Timed]:
        rewound = iter(self._rewound())
        first = next((one for one in rewound if one.key), None)
        if first is not None:
            yield first
            yield from self._watched(first, rewound)

    def _counted(self, timeline: Timeline, ticks: int) -> Iterator[Timed]:
        """Yield packets with the times that they have on one even run, found by counting."""
        begin = 0
        for number in timeline.keys:
            shown = timeline.times[number]
            if shown is not None and shown <= ticks:
                begin = number
        for number, timed in enumerate(self._rewound()):
            if number >= begin and number < len(timeline.times):
                timed.shown = timeline.times[number]
                yield timed


def _timed(container: InputContainer, stream: VideoStream) -> Iterator[Timed]:
    import av.error

    packets, tells = container.demux(stream), container.format.name != "avi"
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.error.EOFError):
            return
        except av.error.InvalidDataError:
            return  # cut off in the middle of a packet
        if packet.size:
            # AVI has no times of showing, and those that FFmpeg makes up are wrong with B-frames.
            yield Timed(packet, packet.pts if tells else None, packet.is_keyframe)


def timeline_of(packets: Iterator[Timed], checked: Callable[[], None] = lambda: None) -> Timeline:
    """Return the packets' times on one even run: after a jump back the film goes on where it was."""
    made = Timeline()
    offset, last_key, furthest, step = 0, None, 0, 1
    for number, timed in enumerate(packets):
        if not number % 5000:
            checked()
        if timed.key:
            made.keys.append(number)
            shown, base = timed.packet.pts, timed.packet.time_base or Fraction(1, 1000)
            if shown is not None:
                if last_key is not None and (last_key - shown) * base > _TURN:
                    made.jumps += 1
                    offset = furthest + step - shown
                last_key = shown
        raw = timed.packet.pts
        made.times.append(None if raw is None else raw + offset)
        if raw is not None:
            step = timed.packet.duration or step
            furthest = max(furthest, raw + offset)
    return made
