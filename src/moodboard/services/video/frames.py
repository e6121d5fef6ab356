# SPDX-License-Identifier: GPL-3.0-or-later
"""The exact frame of a film at a time, and the ones before and after it.

Which frame is shown at a time is known from the packets, before anything is decoded. So frames on
the way that no other frame needs are left out, and the decoder is emptied as soon as it has the
one that was asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import FilmFile, said_clock
from moodboard.services.video import keeping, opening
from moodboard.services.video.losses import is_cut_short, is_something_lost
from moodboard.services.video.running import Run, set_up
from moodboard.services.video.timeline import JumpedError, Packets

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

_BACK = (2.0, 12.0)  # seconds farther back that a run begins after one that stumbled
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

    def __init__(self, path: Path, kept: int = _KEPT_BYTES) -> None:
        self._path, self._kept_bytes = path, kept
        self._container, self._stream = opening.open_container(path)
        try:
            with opening.known_errors(path):
                set_up(self._stream)
                self.file: FilmFile = opening.described(path, self._container, self._stream)
                self._packets = Packets(path, self._container, self._stream)
            if self._packets.is_unsure and keeping.read(path).jumps:  # a pass over it has seen them
                self._packets.look_through()
        except BaseException:
            self._container.close()
            raise
        self._kept: OrderedDict[int, Frame] = OrderedDict()
        self._is_cut = is_cut_short(path)
        self._patient: tuple[InputContainer, VideoStream] | None = None
        """A second decoder that tells of each packet by itself."""

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
        if self._patient is not None:
            self._patient[0].close()

    def at(self, seconds: float) -> Frame:
        """Return the frame that is shown at a time."""
        if not 0 <= seconds < 1_000_000:
            raise KnownError("A timecode is a time after the film’s start, such as 1:29:14.")
        ticks = self._packets.ticks(seconds)
        for frame in self._kept.values():
            if frame.ticks <= ticks and frame.next_ticks is not None and ticks < frame.next_ticks:
                return frame
        found = self._read(ticks, 0, 0)
        late = 0.0 if self._is_cut else _LATE
        if found.until is None and seconds > found.at + late + 1 / max(1.0, self.file.frame_rate):
            raise KnownError(self._ended(found.at))
        step = 1 / max(1.0, self.file.frame_rate)
        if seconds > step and found.at > seconds + (step * 1.5 if seconds > _LATE else _LATE):
            raise KnownError(
                f"The pictures of {self._path.name} begin at {said_clock(found.at)}. "
                "Choose a time from there on."
            )
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
        if self.file.duration > last + 2 or self._is_cut:
            return f"{self._path.name} is cut short: its pictures end at {said_clock(last)}."
        return f"The film ends at {said_clock(last)}. Choose a time before."

    def _read(self, ticks: int, before: int, after: int) -> Frame:
        """Return the frame shown at ``ticks``; neighbours that were decoded along are kept."""
        if not self._path.exists():  # an open file can be read on, but what is kept must say where from
            raise KnownError(f"{self._path.name} is not there any more. Look where it is and open it again.")
        self._make_room(before + after + 1)
        with opening.known_errors(self._path):
            try:
                found = self._decoded(ticks, before, after)
            except JumpedError:
                self._packets.look_through()
                found = self._decoded(ticks, before, after)
        if not found:
            raise KnownError(self._damaged(ticks))
        wanted = found[0]
        for frame in found:
            wanted = frame if frame.ticks <= ticks else wanted
        if wanted.raw.is_corrupt:
            raise KnownError(self._ended(wanted.at) if wanted.until is None else self._damaged(ticks))
        self._keep(found)
        return wanted

    def _keep(self, frames: list[Frame]) -> None:
        for frame in frames:
            self._kept[frame.ticks] = frame
            self._kept.move_to_end(frame.ticks)
        self._make_room(0)

    def _make_room(self, coming: int) -> None:
        """Forget the oldest frames before more come: what the decoder once took it never gives back."""
        if not self._kept:
            return
        size = sum(plane.buffer_size for plane in next(reversed(self._kept.values())).raw.planes)
        most = max(2, self._kept_bytes // max(1, size)) - coming
        while len(self._kept) > max(1, most):
            self._kept.popitem(last=False)

    def _decoded(self, ticks: int, before: int, after: int) -> list[Frame]:
        aside = 1 if self.file.interlaced else 0
        span = int((before + aside + 1) / max(1.0, self.file.frame_rate or 24) / self._packets.base)
        run = Run(self._stream, ticks, before + aside, after + aside, span)
        frames = self._run(run, ticks - (span if before + aside else 0))
        if run.is_faulty and before + after:  # a neighbour may be to blame
            return self._decoded(ticks, 0, 0)
        if not frames and run.last_whole is not None and not run.is_faulty:
            raise KnownError(self._ended(float(self._packets.seconds(run.last_whole))))
        if run.has_gap and (run.has_lost or is_something_lost(self._path, run.key or 0, run.places)):
            raise KnownError(self._damaged(ticks))
        if run.is_faulty or not frames:
            run, frames = self._from_farther_back(ticks, run)
        wanted = [frame.ticks for frame in frames if frame.ticks <= ticks][-1 - before :]
        if any(frame.raw.interlaced_frame for frame in frames) and not self.file.interlaced:
            self.file = replace(self.file, interlaced=True)  # only the frames told it: read neighbours too
            return self._decoded(ticks, before, after)
        return [frame for frame in frames if not wanted or frame.ticks >= wanted[0]]

    def _run(self, run: Run, ticks: int) -> list[Frame]:
        for timed in self._packets.from_before(ticks):
            if run.take(timed):
                break
        return self._frames(run)

    def _from_farther_back(self, ticks: int, stumbled: Run) -> tuple[Run, list[Frame]]:
        """Read the one frame again from keyframes before: some do not stand for themselves alone.

        After a leap into the middle a decoder may miss what the file tells it to forget, and films
        that renew their picture bit by bit are whole only after a while.
        """
        if self._patient is None:
            self._patient = opening.open_container(self._path)
            set_up(self._patient[1])
            self._patient[1].thread_type = "SLICE"
        key = stumbled.key if stumbled.key is not None else ticks
        for back in _BACK:
            run = Run(self._patient[1], ticks, faulty_until=key)
            frames = self._run(run, key - int(back / self._packets.base))
            if frames and not run.is_faulty:
                return run, frames
            if run.last_whole is not None:
                raise KnownError(self._ended(float(self._packets.seconds(run.last_whole))))
        raise KnownError(self._damaged(ticks))

    def _damaged(self, ticks: int) -> str:
        return (
            f"{self._path.name} is damaged at {said_clock(float(self._packets.seconds(ticks)))}. "
            "Choose another moment, or copy the file again."
        )

    def _frames(self, run: Run) -> list[Frame]:
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
