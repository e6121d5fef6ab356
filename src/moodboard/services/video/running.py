# SPDX-License-Identifier: GPL-3.0-or-later
"""One decoding run: from a keyframe on what is needed for some frames around a time, and nothing else.

The decoder is told to give up at a fault instead of painting over it: what is built on a painted-over
frame would be a wrong frame that nobody notices.
"""

from __future__ import annotations

import os
from bisect import bisect_right, insort
from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from moodboard.services.video.references import References
from moodboard.services.video.timeline import Timed

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

_LAG = 48  # packets: none is shown earlier than one that came this much sooner
_REORDERED = 18  # frames, at most, that one comes later than its packet
_STRICT = frozenset(("h264", "hevc", "mpeg2video", "mpeg1video", "vc1", "av1", "libdav1d", "vp9"))
"""Codecs whose encoders keep to the rules, so that what a decoder stumbles over is damage."""
_LARGE = 4096 * 2304


def set_up(stream: VideoStream) -> None:
    """Prepare a track's decoder for runs; before it decodes anything."""
    context = stream.codec_context
    large = context.width * context.height > _LARGE  # each thread has a frame of its own in hand
    context.thread_type = "FRAME"  # a run is dozens of frames long: a third quicker than by slices
    context.thread_count = 2 if large else max(4, min(6, os.cpu_count() or 4))
    if context.name in _STRICT:
        context.options = {"err_detect": "explode"}


class Run:
    """Decode from a keyframe on what is needed for some frames around a time, and nothing else."""

    def __init__(
        self,
        stream: VideoStream,
        ticks: int,
        before: int = 0,
        after: int = 0,
        span: int = 0,
        *,
        faulty_until: int | None = None,
    ) -> None:
        self._context, self._base = stream.codec_context, stream.time_base
        self._context.flush_buffers()
        self._ticks, self._before, self._after, self._span = ticks, before, after, span
        self._faulty_until = faulty_until
        """A run from farther back: faults before the keyframe shown then do not count."""
        self.key: int | None = None
        """When the keyframe is shown that the run begins with."""
        self.is_faulty = False
        """Whether the decoder stumbled: what follows may be a wrong frame."""
        self._waiting: deque[Timed] = deque()
        self._sooner: list[int] = []
        """When the frames up to the time are shown, in order."""
        self._later: list[int] = []
        self._raw_to_shown: dict[int, int] = {}
        self._found: dict[int, VideoFrame] = {}
        self._is_timed = True
        self._sent: list[int] = []
        self._seen: list[int] = []
        """Untimed: when packets were sent, and when frames that came are shown, in order."""
        self._untimed: dict[int, VideoFrame] = {}
        self._count = 0
        """Untimed: the frames that came, numbered, without old ones, and how many there were."""
        self._is_over = False
        self._past = 0
        self._last: int | None = None
        extra = self._context.extradata
        self._references = References(extra) if self._context.name == "h264" else None
        self._bereft: list[Timed] = []
        """Packets before which others are missing that they are built on."""
        self._gone: set[int] = set()
        """When the frames are shown whose packets were sent."""
        self.has_lost = False
        """Whether the container tells of packets that are missing."""
        self.places: list[tuple[int, int]] = []
        """Where the packets are in the file and how long they are, in the file's order."""

    def take(self, timed: Timed) -> bool:
        """Take a packet; tells whether all that is needed has come."""
        if self._references is not None and self._references.is_missing(memoryview(timed.packet), timed.key):
            self._bereft.append(timed)
        shown = timed.shown
        if shown is None or not self._is_timed:
            return self._take_untimed(timed)
        if timed.packet.is_discard:
            self._waiting.append(timed)
            return False
        if timed.key and self.key is None:
            self.key = shown
        elif timed.key and shown <= self._ticks - (self._span if self._before else 0) and self._waiting:
            self._begin_anew(shown)
        if self.key is not None and shown < self.key and self._faulty_until is None:
            return False  # shown before the keyframe: what it is made from is not here
        raw = timed.packet.pts
        if raw is not None:
            self._raw_to_shown[raw] = shown
        if timed.packet.pos is not None:
            self.places.append((timed.packet.pos, timed.packet.size))
        insort(self._sooner if shown <= self._ticks else self._later, shown)
        self._waiting.append(timed)
        while len(self._waiting) > _LAG + self._before + self._after:
            self._decode(self._waiting.popleft())
        if len(self._later) <= self._after:
            return False
        self._past += 1
        offset = shown - raw if raw is not None else 0
        dts = timed.packet.dts
        return self._past > _LAG or (dts is not None and dts + offset >= self._later[self._after])

    def _begin_anew(self, shown: int) -> None:
        """Begin at a later keyframe: what came before it is not needed."""
        if self._faulty_until is not None:
            return
        self.key, self.is_faulty, self.has_lost, self._last = shown, False, False, None
        self.places.clear()
        self._bereft.clear()
        self._gone.clear()
        self._context.flush_buffers()
        self._waiting.clear()
        self._sooner.clear()
        self._later.clear()
        self._raw_to_shown.clear()
        self._found.clear()

    def _take_untimed(self, timed: Timed) -> bool:
        """Take a packet of a file that does not say when it is shown: counting tells, at the end."""
        if self._is_timed:
            self._is_timed = False
            self._context.skip_frame = "DEFAULT"
            while self._waiting:
                self._send_untimed(self._waiting.popleft())
        self._send_untimed(timed)
        self._is_over = len(self._sent) - bisect_right(self._sent, self._ticks) > self._after + _REORDERED
        return self._is_over

    def _send_untimed(self, timed: Timed) -> None:
        if timed.packet.dts is not None:
            insort(self._sent, timed.packet.dts)
        self._decode(timed)

    def _is_needed(self, shown: int) -> bool:
        if shown > self._ticks:
            return shown in self._later[: self._after]
        return shown in self._sooner[-1 - self._before :] or not self._sooner

    def _decode(self, timed: Timed) -> None:
        if self._is_timed:
            # A first frame that is shown later than it is asked for stands for what comes before it.
            first = not self._sooner and bool(self._later) and timed.shown == self._later[0]
            needed = timed.shown is not None and (first or self._is_needed(timed.shown))
            self._context.skip_frame = "DEFAULT" if needed else "NONREF"
        if self._faulty_until is not None and timed.key and timed.shown == self._faulty_until:
            self.is_faulty = False  # nothing is built on what came before
        if timed.shown is not None:
            self._gone.add(timed.shown)
        self.is_faulty = self.is_faulty or timed in self._bereft
        self.has_lost = self.has_lost or timed.packet.is_corrupt
        self._drain(timed.packet)

    def _drain(self, packet: Packet[VideoStream] | None) -> None:
        for frame in self._given(packet):
            self.is_faulty = self.is_faulty or frame.is_corrupt
            if not self._is_timed:
                self._keep_untimed(frame)
                continue
            shown = self._shown(frame)
            if shown is None:
                continue
            if self._last is not None and shown < self._last:
                self.is_faulty = True  # decoders give frames in order: a time is wrong
            self._last = shown
            if not self._sooner or self._is_needed(shown):
                self._found[shown] = frame

    def _shown(self, frame: VideoFrame) -> int | None:
        stamp = frame.pts if frame.pts is not None else frame.dts
        return None if stamp is None else self._raw_to_shown.get(stamp)

    def _keep_untimed(self, frame: VideoFrame) -> None:
        self._untimed[self._count] = frame
        self._count += 1
        oldest = bisect_right(self._sent, self._ticks) - self._before - _REORDERED
        for number in [number for number in self._untimed if number < oldest]:
            del self._untimed[number]

    def _finish_untimed(self) -> dict[int, VideoFrame]:
        """Tell the frames' times: in order those of the packets, less the first ones that gave no frame.

        Those are shown before the keyframe that the run began with and made from what was before it.
        """
        self._drain(None)
        self._context.flush_buffers()
        none = max(0, len(self._sent) - self._count)
        for number, frame in self._untimed.items():
            if number + none < len(self._sent):
                self._found[self._sent[number + none]] = frame
        self._seen = self._sent[none:]
        sooner = sorted(shown for shown in self._found if shown <= self._ticks)[-1 - self._before :]
        later = sorted(shown for shown in self._found if shown > self._ticks)
        if none and not sooner:
            return {}  # it is one of those first ones: a run from farther back has it
        later = later[: self._after] if sooner else later[: max(1, self._after)]
        return {shown: self._found[shown] for shown in (*sooner, *later)}

    def finish(self) -> dict[int, VideoFrame]:
        """Decode what waits, as far as it is needed; the frames by when they are shown."""
        if not self._is_timed:
            return self._finish_untimed()
        needed = [*self._sooner[-1 - self._before :], *self._later[: self._after]] or self._later[:1]
        # Nothing that is sent later can change a frame: the decoder is emptied as soon as all are sent.
        while self._waiting and not all(shown in self._gone for shown in needed):
            self._decode(self._waiting.popleft())
        if not all(shown in self._found for shown in needed):
            self._drain(None)
        self._context.flush_buffers()
        if self._sooner and self._sooner[-1] not in self._found:
            return {}  # the very one is damaged; another one would be the wrong one
        return {shown: self._found[shown] for shown in needed if shown in self._found}

    @property
    def has_gap(self) -> bool:
        """Whether frames do not come evenly on the way to the time and just after it."""
        shown = [*self._sooner, *self._later[:1]]
        steps = sorted(later - sooner for sooner, later in pairwise(shown))
        return bool(steps) and steps[-1] > 1.75 * steps[len(steps) // 2]

    @property
    def last_whole(self) -> int | None:
        """When the last frame but a broken one is shown, where the file breaks off with that one."""
        if self._is_timed:
            return self._sooner[-2] if len(self._sooner) > 1 and not self._later else None
        last = max(self._seen, default=None)
        return None if self._is_over or last is None or last > self._ticks else last

    def next_after(self, ticks: int) -> int | None:
        """Return when the frame after the one at ``ticks`` is shown."""
        known = (*self._sooner, *self._later) if self._is_timed else tuple(self._seen)
        return min((shown for shown in known if shown > ticks), default=None)

    def _given(self, packet: Packet[VideoStream] | None) -> Iterator[VideoFrame]:
        import av.error

        try:
            for frame in self._context.decode(packet):
                if frame.time_base is None and self._base is not None:
                    frame.time_base = self._base  # those that come at the end are not told it
                yield frame
        except av.error.InvalidDataError:
            self.is_faulty = True
        except av.error.EOFError:
            return
