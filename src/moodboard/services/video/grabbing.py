# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames of a film file as stills of the library: with their film, their timecode and a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.file_names import file_name
from moodboard.domain.film_file import clock
from moodboard.domain.still import Still
from moodboard.services import pictures, pictures_shots, stills
from moodboard.services.pictures import Incoming
from moodboard.services.stills import NewStill
from moodboard.services.video import looks
from moodboard.services.video.frames import Frame, FrameReader

Report = Callable[[int, int], None]

AROUND = 6
"""Frames either way among which the sharpest is looked for."""
_JUDGED_AT = 960  # pixels: grain is gone, motion blur is not
_SAME_SHOT = 12.0  # of 255, on the average: frames farther apart are another shot
_BATCH = 20  # rows a transaction: a person's own write waits for one batch at most


@dataclass(frozen=True, slots=True)
class Grab:
    """A frame as the bytes of a picture."""

    at: float
    """When the frame is shown, seconds from the film's start."""
    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Grabbed:
    """What became of the times that were asked for."""

    stills: tuple[Still, ...] = ()
    problems: tuple[tuple[float, str], ...] = ()
    changes: Changes = field(default_factory=Changes)


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def still_name(title: str, at: float, jpeg: bool = False) -> str:
    """Return the file name of a frame: ``Her-01.29.14.250.png``; taking it in reads it back."""
    return f"{file_name(title, 'Film')}-{clock(at, '.')}.{'jpg' if jpeg else 'png'}"


def grab(reader: FrameReader, frame: Frame, title: str, jpeg: bool = False) -> Grab:
    """Return a frame at full resolution as the bytes of a PNG, or of a JPEG of high quality."""
    raw = looks.raw_of(frame, reader.file.pixel_ratio)
    data = pictures_shots.as_jpeg(raw) if jpeg else pictures_shots.as_png(raw)
    return Grab(frame.at, data, still_name(title, frame.at, jpeg))


def sharpest(reader: FrameReader, seconds: float, around: int = AROUND) -> Frame:
    """Return the sharpest of the frames around a time that belong to the same shot."""
    frames = reader.around(seconds, around, around)
    middle = next(place for place, frame in enumerate(frames) if frame.at == reader.at(seconds).at)
    small = [looks.small(frame.raw, 96, 54).astype(np.int16) for frame in frames]
    first, last = middle, middle
    while first > 0 and _is_same_shot(small[first - 1], small[first]):
        first -= 1
    while last + 1 < len(frames) and _is_same_shot(small[last], small[last + 1]):
        last += 1
    return max(frames[first : last + 1], key=lambda frame: _sharpness(reader, frame))


def _is_same_shot(one: looks.SmallPixels, other: looks.SmallPixels) -> bool:
    return float(np.abs(one - other).mean()) < _SAME_SHOT


def _sharpness(reader: FrameReader, frame: Frame) -> float:
    return looks.sharpness(
        looks.pixels_of_raw(frame.raw, reader.file.pixel_ratio, frame.raw, longest=_JUDGED_AT)
    )


def add(
    reader: FrameReader,
    times: Sequence[float],
    film_id: int | None,
    title: str,
    *,
    jpeg: bool = False,
    report: Report = _silent,
    film_file: str = "",
) -> Grabbed:
    """Make stills of the frames at these times; one that cannot be read becomes a problem.

    ``film_file`` is the uuid of the file, when it is remembered: each still knows it then.
    ``report`` may raise CancelledError; what was added before it stays.
    """
    done: list[Still] = []
    problems: list[tuple[float, str]] = []
    changes = Changes()
    waiting: list[tuple[Incoming, float]] = []
    report(0, len(times))
    try:
        for number, seconds in enumerate(times, start=1):
            try:
                made = grab(reader, reader.at(seconds), title, jpeg)
                waiting.append((pictures.read_bytes(made.data, made.name), made.at))
            except KnownError as error:
                problems.append((seconds, str(error)))
            if waiting and (len(waiting) == _BATCH or number == len(times)):
                kept, changed = _kept(waiting, film_id, film_file)
                waiting.clear()
                done.extend(kept)
                changes |= changed
            report(number, len(times))
    finally:
        for incoming, _at in waiting:
            pictures.discard(incoming)
    return Grabbed(tuple({still.uuid: still for still in done}.values()), tuple(problems), changes)


def _kept(
    waiting: Iterable[tuple[Incoming, float]], film_id: int | None, film_file: str
) -> tuple[tuple[Still, ...], Changes]:
    new = [
        NewStill(pictures.settle(incoming), film_id, round(at, 3), film_file=film_file)
        for incoming, at in waiting
    ]
    return stills.keep(new, job=True)
