# SPDX-License-Identifier: GPL-3.0-or-later
"""Move subtitles in time: shifted, stretched between two points, from one frame rate to another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moodboard.domain.errors import KnownError
from moodboard.domain.line import format_timecode
from moodboard.domain.subtitles.cue import Cue

RATES = (24000 / 1001, 24.0, 25.0, 30000 / 1001, 30.0)
_EXACT = {23.976: 24000 / 1001, 23.98: 24000 / 1001, 29.97: 30000 / 1001, 59.94: 60000 / 1001}
_SPARE = 20.0  # seconds: credits of translators stand behind the end
_FARTHEST = 360_000.0


@dataclass(frozen=True, slots=True)
class Timing:
    """What a subtitle's times become in the film: ``factor`` times the time, and ``offset`` seconds."""

    factor: float = 1.0
    offset: float = 0.0

    def of(self, seconds: float) -> float:
        """Return the film's time for a subtitle's."""
        return seconds * self.factor + self.offset

    def then(self, other: Timing) -> Timing:
        """Return both, one after the other."""
        return Timing(self.factor * other.factor, self.offset * other.factor + other.offset)


AS_IT_IS = Timing()


def shift(seconds: float) -> Timing:
    """Return the timing that is later by some seconds, earlier by a number below zero."""
    if not math.isfinite(seconds) or abs(seconds) > _FARTHEST:
        raise KnownError("Give the seconds to shift by, such as 1.5 or -2.")
    return Timing(offset=seconds)


def two_points(first: tuple[float, float], second: tuple[float, float]) -> Timing:
    """Return the timing that puts two times of the subtitle (each first) where the film says them."""
    (was, shall), (was_then, shall_then) = first, second
    if not all(map(math.isfinite, (was, shall, was_then, shall_then))) or abs(was_then - was) < 1.0:
        raise KnownError("Choose two lines further apart, best one near the beginning and one near the end.")
    factor = (shall_then - shall) / (was_then - was)
    if not 0.5 <= factor <= 2.0:
        raise KnownError("These two times do not go together: check which line is said when.")
    return Timing(factor, shall - was * factor)


def between_rates(made_for: float, film: float) -> Timing:
    """Return the timing of a subtitle that was made for a film at another frame rate."""
    rates = [_EXACT.get(round(rate, 3), rate) for rate in (made_for, film)]
    if not all(math.isfinite(rate) and 1 <= rate <= 240 for rate in rates):
        raise KnownError("Give both frame rates, such as 25 and 23.976.")
    return Timing(rates[0] / rates[1])


def timed(cues: Iterable[Cue], timing: Timing) -> tuple[Cue, ...]:
    """Return the cues at their times in the film; those that lie before it are kept with their times."""
    moved = (Cue(round(timing.of(c.start), 3), round(timing.of(c.end), 3), c.text, c.speaker) for c in cues)
    return tuple(moved)


def another_cut(cues: Sequence[Cue], runtime: float | None) -> str | None:
    """Say when a subtitle does not belong to a film of this length; None when it may."""
    if not cues or not runtime or runtime <= 0:
        return None
    inside = [one for one in cues if one.start <= runtime + _SPARE]
    last = max(one.end for one in cues)
    over = last - runtime
    if over > _SPARE and len(inside) < len(cues):
        timing = likely_rates(last, runtime)
        stretch = "Stretch it to the film’s frame rate, or choose another."
        way = stretch if timing else "Shift it, or choose another."
        return (
            f"This subtitle goes on to {format_timecode(last)}, the film ends at {format_timecode(runtime)}: "
            f"it may be of another cut. {way}"
        )
    if runtime > 1200 and last < 0.6 * runtime:
        return (
            f"This subtitle ends at {format_timecode(max(0.0, last))}, "
            f"the film at {format_timecode(runtime)}: "
            "it may be a part only, or of another cut."
        )
    return None


def likely_rates(last: float, runtime: float) -> Timing | None:
    """Return the change of frame rate with which the last words come shortly before the film's end."""
    fitting = [
        between_rates(made_for, film)
        for made_for, film in ((24000 / 1001, 25.0), (24.0, 25.0))
        if 0.9 * runtime <= last * made_for / film <= runtime
    ]
    return fitting[0] if fitting else None
