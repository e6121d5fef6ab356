# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a board's walk through the rewatches: a series of pictures, an animated WebP, or an MP4."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan
from moodboard.domain.scrubber import Axis, axis_of
from moodboard.domain.walk import (
    FADE_MS,
    FRAMES_A_SECOND,
    HOLD_MS,
    LARGEST_FILM,
    LAST_MS,
    Step,
    WalkKind,
    picture_name,
)
from moodboard.services import exporting_raster, films, pictures_encode
from moodboard.services.boards import OpenBoard
from moodboard.services.writing import written_whole

Report = Callable[[int, int], None]
Pixels = NDArray[np.uint8]
_X264: dict[str, object] = {
    "crf": "16",
    "preset": "fast",
    "tune": "stillimage",
    "rc-lookahead": "8",
    "threads": "2",
}
"""Sharp words on flat paper; a long look ahead would hold 300 MB of frames for nothing."""
_FADES = round(FADE_MS * FRAMES_A_SECOND / 1000)


class StepPainter(Protocol):
    """Paints the planned board without some of its pins."""

    def paint_without(self, hidden: frozenset[str]) -> bytes:
        """Return all rows: RGB, or RGBA when the plan's background is clear."""


def axis_of_board(opened: OpenBoard) -> Axis:
    """Return the watches of a board's film, and which pins were made during which."""
    if opened.board.film_id is None:
        return Axis()
    try:
        earlier = films.film_row(opened.board.film_id).earlier_watches
    except KnownError:
        earlier = 0  # the film is in the bin; the pins still tell their watches
    return axis_of(opened.watches, earlier, [pin for pin in opened.pins if not pin.frame])


def write(
    kind: WalkKind, plan: ExportPlan, painter: StepPainter, steps: Sequence[Step], to: Path, report: Report
) -> tuple[Path, ...]:
    """Write the walk; the files that were written. A cancel or an error leaves none of them."""
    if kind is WalkKind.PICTURES:
        return _write_pictures(plan, painter, steps, to, report)
    with written_whole(to) as unfinished:
        if kind is WalkKind.WEBP:
            frames = _frames(painter, steps, report)
            size = plan.width, plan.height
            pictures_encode.write_animation(size, frames, durations_of(steps), unfinished, plan)
        else:
            _write_mp4(plan, painter, steps, unfinished, report)
    return (to,)


def _write_pictures(
    plan: ExportPlan, painter: StepPainter, steps: Sequence[Step], to: Path, report: Report
) -> tuple[Path, ...]:
    made: list[Path] = []
    try:
        for done, step in enumerate(steps):
            report(done, len(steps))
            name = picture_name(to, step, steps[-1].number)
            with written_whole(name) as unfinished, unfinished.open("wb") as file:
                exporting_raster.write(plan, [(plan.height, painter.paint_without(step.hidden))], file)
            made.append(name)
    except BaseException:
        for name in made:
            with contextlib.suppress(OSError):
                name.unlink()
        raise
    report(len(steps), len(steps))
    return tuple(made)


def durations_of(steps: Sequence[Step]) -> list[int]:
    """Return the milliseconds of every frame: each step is held, what comes with it fades in before."""
    made: list[int] = []
    for step, before in zip(steps, (None, *steps[:-1]), strict=True):
        if before is not None and before.hidden != step.hidden:
            made += [1000 // FRAMES_A_SECOND] * (_FADES - 1)
        made.append(LAST_MS if step is steps[-1] else HOLD_MS)
    return made


def _frames(painter: StepPainter, steps: Sequence[Step], report: Report) -> Iterator[bytes]:
    """Yield every frame; nothing moves but what fades in."""
    before: tuple[frozenset[str], Pixels] | None = None
    for done, step in enumerate(steps):
        report(done, len(steps))
        if before is not None and before[0] == step.hidden:
            now = before[1]
        else:
            now = np.frombuffer(painter.paint_without(step.hidden), np.uint8)
            if before is not None:
                for part in range(1, _FADES):
                    yield _mixed(before[1], now, part / _FADES).tobytes()
        yield now.tobytes()
        before = step.hidden, now
    report(len(steps), len(steps))


def _mixed(before: Pixels, now: Pixels, part: float) -> Pixels:
    """Return the frame between two, ``part`` of the way, slow at its end as all our motion is."""
    weight = round(256 * (1 - (1 - part) ** 3))
    mixed = before.astype(np.uint16) * (256 - weight) + now.astype(np.uint16) * weight
    return (mixed >> 8).astype(np.uint8)


def _write_mp4(
    plan: ExportPlan, painter: StepPainter, steps: Sequence[Step], to: Path, report: Report
) -> None:
    import av  # 0.1 s and 40 MB, which only those pay who write a film

    if max(plan.width, plan.height) > LARGEST_FILM:
        raise KnownError(f"A film may be {LARGEST_FILM} px wide or high at the most. Make it smaller.")
    if plan.clear:
        raise KnownError("A film has no transparency. Choose a background, or write WebP.")
    with av.open(str(to), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=FRAMES_A_SECOND)
        stream.width, stream.height, stream.pix_fmt = plan.width, plan.height, "yuv420p"
        stream.options = dict(_X264)
        stream.time_base = Fraction(1, FRAMES_A_SECOND)
        at = 0
        for data, duration in zip(_frames(painter, steps, report), durations_of(steps), strict=True):
            picture = np.frombuffer(data, np.uint8).reshape(plan.height, plan.width, 3)
            for _ in range(max(1, round(duration * FRAMES_A_SECOND / 1000))):
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
                frame.pts = at
                at += 1
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
