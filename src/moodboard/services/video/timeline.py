# SPDX-License-Identifier: GPL-3.0-or-later
"""When frames are shown, packet by packet: also in files whose timestamps jump back."""

from __future__ import annotations

import errno
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, dropwhile, islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from moodboard.services.video import opening
from moodboard.services.video.programs import Entries, Entry, Onward

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

SMALL = 128_000_000
"""Bytes; a file no larger is looked through for jumps before its first frame is handed out."""
_INDEXED = ("mov,", "avi")  # their index has one even run of times
_BY_BYTE = ("mpeg", "mpegts")
"""Kinds of files that can be read from any byte on."""
_MPEG = ("mpeg1video", "mpeg2video")
_PARTS = 24
_BEFORE_SURE = 3
_LOST = 4000  # packets, after which one that does not come is not looked for any more
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
    places: list[int] = field(default_factory=list)
    """Bytes of the file that packets tell they begin at, ..."""
    numbers: list[int] = field(default_factory=list)
    """... and which packets those are."""
    jumps: int = 0
    shifts: list[int] = field(default_factory=list)
    """By jump, how many ticks are added to the file's own times after it."""


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
        small, name = path.stat().st_size <= SMALL, stream.codec_context.name
        self._entries: Entries | None = None
        self._is_sampled = not small and (name in _MPEG if self._is_counted else True)
        by_byte = container.format.name in _BY_BYTE
        self._unseen = self._may_jump and (small or by_byte)

    @property
    def is_unsure(self) -> bool:
        """Whether the times may jump back without anybody having looked."""
        return self._may_jump and not self._unseen

    @property
    def shifts(self) -> tuple[float, ...]:
        """Seconds that are added to the file's own times: at first, then after each jump; () without any."""
        if self._timeline is None or not self._timeline.jumps:
            return ()
        return (0.0, *(float(shift * self.base) for shift in self._timeline.shifts))

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
        self._look()
        if self._timeline is not None:
            yield from self._counted(self._timeline, ticks)
        elif self._entries is not None:
            yield from self._entered(self._entries, ticks)
        else:
            yield from self._sought(ticks)

    def _look(self) -> None:
        """Find out, once, whether times can be sought, or all packets have to be looked through."""
        if self._unseen:
            self._unseen = False
            if not self._is_sampled:
                self.look_through()
            elif self._is_counted:
                self._entries = Entries(self._path, self._stream.id & 0xFF)
                if not self._entries.is_even():
                    self._entries = None
                    self.look_through()
            elif not self._is_even():
                self.look_through()

    def _is_even(self) -> bool:
        """Tell whether times only grow along a file without an index, as a look here and there shows."""
        last: int | None = None
        size = self._path.stat().st_size
        for part in range(_PARTS):
            timed = next(self._from_byte(size * part // _PARTS), None)
            if timed is None or timed.packet.dts is None:
                continue
            if last is not None and timed.packet.dts < last:
                return False
            last = timed.packet.dts
        return True

    def _from_byte(self, byte: int) -> Iterator[Timed]:
        self._container.seek(byte, stream=self._stream, unsupported_byte_offset=True)
        return _timed(self._container, self._stream)

    def _entered(self, entries: Entries, ticks: int) -> Iterator[Timed]:
        """Yield packets from a sure place on; where it does not hold what it says, all are looked through."""
        entry = entries.before(ticks)
        run = self._all() if entry is None else self._from_entry(entry)
        first = next(run, None)
        if first is None or (entry is not None and first.shown != entry.ticks):
            self._entries = None
            self.look_through()
            yield from self.from_before(ticks)
            return
        yield first
        yield from self._watched(first, run)

    def _from_entry(self, entry: Entry) -> Iterator[Timed]:
        import av

        onward = Onward(self._path, entry)
        try:
            with cast("InputContainer", av.open(onward, format="mpeg")) as container:
                stream = next((one for one in container.streams.video if one.id == self._stream.id), None)
                if stream is not None:
                    yield from _from_first_key(_timed(container, stream))
        finally:
            onward.close()

    def _sought(self, ticks: int) -> Iterator[Timed]:
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
        yield from _from_first_key(_timed(self._container, self._stream))

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
        for number, timed in enumerate(self._from_counted(timeline, begin), start=begin):
            if number < len(timeline.times):
                timed.shown = timeline.times[number]
                yield timed

    def _from_counted(self, timeline: Timeline, begin: int) -> Iterator[Timed]:
        """Yield packets from a keyframe on, counted from one whose byte is known.

        After a leap the first packet is cut off and what it tells is wrong, so it begins a bit before.
        """
        sure = bisect_right(timeline.numbers, begin) - 1
        if sure >= _BEFORE_SURE and self._container.format.name in _BY_BYTE:
            run = self._from_byte(timeline.places[sure - _BEFORE_SURE])
            count, place = timeline.numbers[sure], timeline.places[sure]
            for timed in islice(run, _LOST):
                if timed.packet.pos == place:
                    yield from islice(chain((timed,), run), begin - count, None)
                    return
        yield from islice(self._rewound(), begin, None)


def _from_first_key(run: Iterator[Timed]) -> Iterator[Timed]:
    return dropwhile(lambda timed: not timed.key, run)


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
                    made.shifts.append(offset)
                last_key = shown
        if timed.packet.pos is not None and timed.packet.pos > (made.places[-1] if made.places else -1):
            made.places.append(timed.packet.pos)
            made.numbers.append(number)
        raw = timed.packet.pts
        made.times.append(None if raw is None else raw + offset)
        if raw is not None:
            step = timed.packet.duration or step
            furthest = max(furthest, raw + offset)
    return made
