# SPDX-License-Identifier: GPL-3.0-or-later
"""One sound track of a film, decoded into one even run of samples on the film's own time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from moodboard.services.video import opening
from moodboard.services.video.playing.sound_out import CHANNELS, RATE
from moodboard.services.video.playing.tempo import Samples

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

_RUN_UP = 0.25  # seconds that are decoded before the asked time: decoders need some to be right
_SLACK = 0.04  # seconds that times may be off before silence is put in or samples are left out
_JUMP = 0.5
_SILENCE = 4800


@dataclass(frozen=True)
class Piece:
    """Some samples; ``at`` is when the first one is heard in the film."""

    at: float
    samples: Samples


class SoundFeed:
    """An open sound track; for one thread at a time."""

    def __init__(self, path: Path, index: int | None, shifts: Sequence[float] = ()) -> None:
        self._path, self._index, self._shifts = path, index, tuple(shifts)
        self._container, self._stream, self._start = self._opened()
        self._pieces: Iterator[Piece] = iter(())

    def _opened(self) -> tuple[InputContainer, AudioStream, float]:
        container, pictures = opening.open_container(self._path)
        tracks = [one for one in container.streams.audio if one.codec_context is not None]
        wanted = [one for one in tracks if one.index == self._index] or tracks
        if not wanted:
            container.close()
            raise LookupError("no sound track that can be decoded")
        best = next((one for one in wanted if opening.is_default(one)), wanted[0])
        return container, best, float(opening.start_of(container, pictures))

    def close(self) -> None:
        """Let go of the file."""
        self._pieces = iter(())
        self._container.close()

    def seek(self, at: float) -> None:
        """Go to a film time: the next piece begins there exactly."""
        self._pieces = self._even(at)

    def next(self) -> Piece | None:
        """Return the next piece; None once the track is over."""
        return next(self._pieces, None)

    def _even(self, at: float) -> Iterator[Piece]:
        """Yield pieces without gaps: silence where the track has none, nothing twice."""
        due, shift = at, 0.0
        for told, samples in self._decoded(at):
            begins = told + shift
            if not self._shifts and due - begins - len(samples) / RATE > _JUMP and due > at:
                shift += due - begins  # the times jumped back: the film goes on
                begins = due
            while begins - due > _SLACK:
                count = min(_SILENCE, round((begins - due) * RATE))
                yield Piece(due, np.zeros((count, CHANNELS), np.int16))
                due += count / RATE
            late = round((due - begins) * RATE)
            if late > (_SLACK * RATE if due > at else 0):
                samples = samples[late:]
            if len(samples):
                yield Piece(due, samples)
                due += len(samples) / RATE

    def _decoded(self, at: float) -> Iterator[tuple[float, Samples]]:
        """Yield samples with the film time that the file tells, from some time before ``at`` on."""
        import av
        import av.error

        resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE)
        due: float | None = None
        counted, last = 0, None
        for frame in self._frames(at):
            if frame.pts is not None and frame.time_base is not None:
                raw = float(frame.pts * Fraction(frame.time_base)) - self._start
                counted += last is not None and last - raw > _JUMP
                last = raw
                shift = self._shifts[min(counted, len(self._shifts) - 1)] if self._shifts else 0.0
                told = raw + shift
                due = told if due is None or abs(told - due) > _SLACK / 2 else due
            due = at if due is None else due
            frame.pts = None
            try:
                made = resampler.resample(frame)
            except (av.error.FFmpegError, ValueError):  # another layout in the middle of the track
                resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE)
                made = resampler.resample(frame)
            for one in made:
                samples = cast(Samples, one.to_ndarray()).reshape(-1, CHANNELS)
                yield due, samples
                due += len(samples) / RATE

    def _frames(self, at: float) -> Iterator[AudioFrame]:
        import av.error

        if self._shifts or not self._went_to(max(0.0, at - _RUN_UP)):
            self._container.close()
            self._container, self._stream, self._start = self._opened()
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except (StopIteration, av.error.EOFError, av.error.InvalidDataError):
                return
            try:
                decoded: Any = self._stream.codec_context.decode(packet if packet.size else None)
                yield from decoded
            except (av.error.InvalidDataError, av.error.EOFError):
                continue  # a broken packet is a moment of silence

    def _went_to(self, at: float) -> bool:
        import av.error

        base = self._stream.time_base or Fraction(1, 1000)
        try:
            self._container.seek(int((at + self._start) / base), stream=self._stream)
        except (av.error.FFmpegError, OverflowError):
            return False
        self._stream.codec_context.flush_buffers()
        return True
