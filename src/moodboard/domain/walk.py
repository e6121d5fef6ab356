# SPDX-License-Identifier: GPL-3.0-or-later
"""A board through its rewatches as a series of pictures or a film: which watches, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from moodboard.domain.errors import KnownError
from moodboard.domain.scrubber import Axis

HOLD_MS = 880
FADE_MS = 320
"""Together the 1.2 s for which play shows each watch."""
LAST_MS = 2400
"""The board as it is now stays a little longer."""
FRAMES_A_SECOND = 25
MOST_TICKS = 60
"""With more watches than that, those during which nothing was pinned are passed over."""
LONGEST_SIDE = 1920
"""Pixels, when no size is asked for."""
LARGEST_FILM = 4096


class WalkKind(StrEnum):
    """What is written."""

    PICTURES = "pictures"
    WEBP = "webp"
    MP4 = "mp4"


@dataclass(frozen=True, slots=True)
class Step:
    """The board after a watch."""

    number: int
    hidden: frozenset[str]
    """Uuids of the pins that were not there yet."""


def steps_of(axis: Axis, every: bool = True) -> tuple[Step, ...]:
    """Return the steps of a walk: all watches, or only those during which something was pinned.

    Raises KnownError when the pins do not span two watches: there is nothing to walk through.
    """
    if not axis.is_worth_showing:
        raise KnownError(
            "This board’s pins were not made during different watches of its film, so there is nothing "
            "to walk through. Log watches, and pin what stays with you each time."
        )
    numbers = [tick.number for tick in axis.ticks]
    if not every or len(numbers) > MOST_TICKS:
        numbers = [tick.number for tick in axis.ticks if tick.pins]
    return tuple(Step(number, axis.later_than(number)) for number in numbers)


def kind_of(file: Path) -> WalkKind:
    """Return what a file's name asks for; raises KnownError for another ending."""
    ending = file.suffix.casefold()
    kinds = {".webp": WalkKind.WEBP, ".mp4": WalkKind.MP4}
    pictures = {".png", ".jpg", ".jpeg"}
    if ending in pictures:
        return WalkKind.PICTURES
    if ending not in kinds:
        raise KnownError(
            f"A walk through the rewatches is a .webp, an .mp4, or pictures (.png, .jpg), not “{ending}”."
        )
    return kinds[ending]


def picture_name(file: Path, step: Step, last: int) -> Path:
    """Return the name of one picture of a series: ``board 03.png``, sorted as they follow."""
    return file.with_name(f"{file.stem} {step.number:0{max(2, len(str(last)))}d}{file.suffix}")


def fitted(width: int, height: int, most: int = LONGEST_SIDE, even: bool = False) -> tuple[int, int]:
    """Return a size of that shape with no side over ``most``; even numbers where a film needs them."""
    part = min(1.0, most / max(width, height))
    sides = max(2, round(width * part)), max(2, round(height * part))
    return (sides[0] // 2 * 2, sides[1] // 2 * 2) if even else sides
