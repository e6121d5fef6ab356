# SPDX-License-Identifier: GPL-3.0-or-later
"""The exact frame of a film at a time, and the ones before and after it.

Which frame is shown at a time is known from the packets, before anything is decoded. So frames on
the way that no other frame needs are left out, and the decoder is emptied as soon as it has the
one that was asked for.
"""

from __future__ import annotations

from bisect import insort
from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import FilmFile, said_clock
from moodboard.services.video import keeping, opening
from moodboard.services.video.timeline import JumpedError, Packets, Timed

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

_LAG = 48  # packets: none is shown earlier than one that came this much sooner
_BESIDE = 12  # frames either way that a step decodes along
_KEPT_BYTES = 96_000_000
_LATE = 0.5  # seconds after the last frame that still mean the last frame


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of a film as the decoder gave it; see :mod:`moodboard.services.video.looks`."""

    at: float
    """Seconds from the film's start."""
    until: float | None
    """When the next one is shown; None for the last one."""
    ticks: int
    next_ticks: int | None
    raw: VideoFrame
    before: VideoFrame | None = None
    after: VideoFrame | None = None
    """Its neighbours, where it is interlaced."""


class FrameReader:
    """An open film file; for one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._container, self._stream = opening.open_container(path)
        try:
            with opening.known_errors(path):
                self._stream.thread_type = "SLICE"  # frame threads make single frames slower
                self.file: FilmFile = opening.described(path, self._container, self._stream)
                self._packets = Packets(path, self._container, self._stream)
            if self._packets.is_unsure and keeping.read(path).jumps:  # a pass over it has seen them
                self._packets.look_through()
        except BaseException:
            self._container.close()
            raise
        self._kept: OrderedDict[int, Frame] = OrderedDict()

    def __enter__(self) -> FrameReader:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._kept.clear()
        self._container.close()

    def at(self, seconds: float) -> Frame:
        """Return the frame that is shown at a time."""
        if not 0 <= seconds < 1_000_000:
            raise KnownError("A timecode is a time after the film’s start, such as 1:29:14.")
        ticks = self._packets.ticks(seconds)
        for frame in self._kept.values():
            if frame.ticks <= ticks and frame.next_ticks is not None and ticks < frame.next_ticks:
                return frame
        found = self._read(ticks, 0, 0)
        if found.until is None and seconds > found.at + _LATE + 1 / max(1.0, self.file.frame_rate):
            raise KnownError(self._ended(found.at))
        return found

    def after(self, frame: Frame) -> Frame | None:
        """Return the next frame; None after the last one."""
        if frame.next_ticks is None:
            return None
        return self._kept.get(frame.next_ticks) or self._read(frame.next_ticks, 0, _BESIDE)

    def before(self, frame: Frame) -> Frame | None:
        """Return the frame before; None before the first one."""
        for kept in self._kept.values():
            if kept.next_ticks == frame.ticks:
                return kept
        found = self._read(frame.ticks - 1, _BESIDE, 0)
        return found if found.ticks < frame.ticks else None

    def around(self, seconds: float, before: int, after: int) -> tuple[Frame, ...]:
        """Return the frame at a time with as many as there are of those before and after, in order."""
        middle = self.at(seconds)
        sooner: list[Frame] = []
        frame: Frame | None = middle
        while frame is not None and len(sooner) < before:
            frame = self.before(frame)
            if frame is not None:
                sooner.insert(0, frame)
        later: list[Frame] = []
        frame = middle
        while frame is not None and len(later) < after:
            frame = self.after(frame)
            if frame is not None:
                later.append(frame)
        return (*sooner, middle, *later)

    def _ended(self, last: float) -> str:
        if self.file.duration > last + 2:
            return f"{self._path.name} is cut short: its pictures end at {said_clock(last)}."
        return f"The film ends at {said_clock(last)}. Choose a time before."

    def _read(self, ticks: int, before: int, after: int) -> Frame:
        """Return the frame shown at ``ticks``; neighbours that were decoded along are kept."""
        if not self._path.exists():  # an open file can be read on, but what is kept must say where from
            raise KnownError(f"{self._path.name} is not there any more. Look where it is and open it again.")
        with opening.known_errors(self._path):
            try:
                found = self._decoded(ticks, before, after)
            except JumpedError:
                self._packets.look_through()
                found = self._decoded(ticks, before, after)
        if not found:
            raise KnownError(
                f"{self._path.name} is damaged at {said_clock(float(self._packets.seconds(ticks)))}. "
                "Choose another moment, or copy the file again."
            )
        wanted = found[0]
        for frame in found:
            wanted = frame if frame.ticks <= ticks else wanted
        if wanted.raw.is_corrupt and wanted.until is None:
            raise KnownError(self._ended(wanted.at))
        if wanted.raw.is_corrupt:
            raise KnownError(
                f"{self._path.name} is damaged at {said_clock(wanted.at)}. Choose another moment."
            )
        self._keep(found)
        return wanted

    def _keep(self, frames: list[Frame]) -> None:
        for frame in frames:
            self._kept[frame.ticks] = frame
            self._kept.move_to_end(frame.ticks)
        size = sum(plane.buffer_size for plane in frames[-1].raw.planes)
        while len(self._kept) > max(2, _KEPT_BYTES // max(1, size)):
            self._kept.popitem(last=False)

    def _decoded(self, ticks: int, before: int, after: int) -> list[Frame]:
        aside = 1 if self.file.interlaced else 0
        span = int((before + aside + 1) / max(1.0, self.file.frame_rate or 24) / self._packets.base)
        run = _Run(self._stream, ticks, before + aside, after + aside, span)
        for timed in self._packets.from_before(ticks - (span if before + aside else 0)):
            if run.take(timed):
                break
        frames = self._frames(run)
        if not frames and run.last_whole is not None:
            raise KnownError(self._ended(float(self._packets.seconds(run.last_whole))))
        wanted = [frame.ticks for frame in frames if frame.ticks <= ticks][-1 - before :]
        if any(frame.raw.interlaced_frame for frame in frames) and not aside:
            return self._beside_themselves(ticks, before, after)
        return [frame for frame in frames if not wanted or frame.ticks >= wanted[0]]

    def _beside_themselves(self, ticks: int, before: int, after: int) -> list[Frame]:
        """Read again with neighbours: only the frames told that they are interlaced."""
        from dataclasses import replace

        self.file = replace(self.file, interlaced=True)
        return self._decoded(ticks, before, after)

    def _frames(self, run: _Run) -> list[Frame]:
        decoded = run.finish()
        shown = sorted(decoded)
        frames = []
        for number, ticks in enumerate(shown):
            later = run.next_after(ticks)
            interlaced = decoded[ticks].interlaced_frame
            frames.append(
                Frame(
                    at=float(self._packets.seconds(ticks)),
                    until=None if later is None else float(self._packets.seconds(later)),
                    ticks=ticks,
                    next_ticks=later,
                    raw=decoded[ticks],
                    before=decoded[shown[number - 1]] if interlaced and number else None,
                    after=decoded[shown[number + 1]] if interlaced and number + 1 < len(shown) else None,
                )
            )
        return frames


class _Run:
    """Decode from a keyframe on what is needed for some frames around a time, and nothing else."""

    def __init__(self, stream: VideoStream, ticks: int, before: int, after: int, span: int) -> None:
        self._context = stream.codec_context
        self._context.flush_buffers()
        self._ticks, self._before, self._after, self._span = ticks, before, after, span
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
        self._is_over = False
        self._past = 0

    def take(self, timed: Timed) -> bool:
        """Take a packet; tells whether all that is needed has come."""
        shown = timed.shown
        if shown is None or not self._is_timed:
            return self._take_untimed(timed)
        if timed.packet.is_discard:
            self._waiting.append(timed)
            return False
        if timed.key and shown <= self._ticks - (self._span if self._before else 0) and self._waiting:
            self._begin_anew()
        raw = timed.packet.pts
        if raw is not None:
            self._raw_to_shown[raw] = shown
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

    def _begin_anew(self) -> None:
        """Begin at a later keyframe: what came before it is not needed."""
        self._context.flush_buffers()
        self._waiting.clear()
        self._sooner.clear()
        self._later.clear()
        self._raw_to_shown.clear()
        self._found.clear()

    def _take_untimed(self, timed: Timed) -> bool:
        """Take a packet of a file that does not say when it is shown: the decoder works it out."""
        if self._is_timed:
            self._is_timed = False
            self._raw_to_shown.clear()
            while self._waiting:
                self._decode(self._waiting.popleft())
        if timed.shown is None and timed.packet.dts is not None:
            insort(self._sent, timed.packet.dts)
        self._decode(timed)
        self._is_over = sum(shown > self._ticks for shown in self._seen) > self._after
        return self._is_over

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
        self._drain(timed.packet)

    def _drain(self, packet: Packet[VideoStream] | None) -> None:
        for frame in _decoded(self._context, packet):
            shown = self._shown(frame)
            if shown is None:
                continue
            if not self._is_timed:
                self._seen.append(shown)
                if shown <= self._ticks:
                    self._drop_old()
            first = not self._sooner and self._is_timed
            if not self._is_timed or first or self._is_needed(shown):
                self._found[shown] = frame

    def _shown(self, frame: VideoFrame) -> int | None:
        """Return when a frame is shown: frames come in that order, one for each packet."""
        if not self._is_timed and self._sent:
            return self._sent[len(self._seen)] if len(self._seen) < len(self._sent) else None
        stamp = frame.pts if frame.pts is not None else frame.dts
        if stamp is None or not self._is_timed:
            return stamp
        return self._raw_to_shown.get(stamp)

    def _drop_old(self) -> None:
        """Forget frames that later ones up to the time have made needless."""
        old = sorted(shown for shown in self._found if shown <= self._ticks)
        for shown in old[: max(0, len(old) - self._before)]:
            del self._found[shown]

    def finish(self) -> dict[int, VideoFrame]:
        """Decode what waits, as far as it is needed; the frames by when they are shown."""
        needed = [*self._sooner[-1 - self._before :], *self._later[: self._after]] or self._later[:1]
        while self._waiting and not all(shown in self._found for shown in needed):
            self._decode(self._waiting.popleft())
        if not self._is_over and not (self._is_timed and all(shown in self._found for shown in needed)):
            self._drain(None)
        self._context.flush_buffers()
        if not self._is_timed:
            later = sorted(shown for shown in self._found if shown > self._ticks)
            sooner = any(shown <= self._ticks for shown in self._found)
            unneeded = later[self._after :] if sooner else later[1:]
            return {shown: frame for shown, frame in self._found.items() if shown not in unneeded}
        if self._sooner and self._sooner[-1] not in self._found:
            return {}  # the very one is damaged; another one would be the wrong one
        return {shown: self._found[shown] for shown in needed if shown in self._found}

    @property
    def last_whole(self) -> int | None:
        """When the last frame but a broken one is shown, where the file breaks off with that one."""
        return self._sooner[-2] if len(self._sooner) > 1 and not self._later else None

    def next_after(self, ticks: int) -> int | None:
        """Return when the frame after the one at ``ticks`` is shown."""
        known = (*self._sooner, *self._later) if self._is_timed else tuple(self._seen)
        return min((shown for shown in known if shown > ticks), default=None)


def _decoded(context: object, packet: Packet[VideoStream] | None) -> Iterator[VideoFrame]:
    import av.error

    try:
        yield from context.decode(packet)  # type: ignore[attr-defined]
    except (av.error.InvalidDataError, av.error.EOFError):
        return
