# SPDX-License-Identifier: GPL-3.0-or-later
"""The axis under a board: one tick for each time the film was seen, and the pins made then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from moodboard.domain.board import Pin
from moodboard.domain.dates import UNKNOWN, VagueDate
from moodboard.domain.film import Watch

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


@dataclass(frozen=True, slots=True)
class Tick:
    """One time the film was seen; ``watch`` is empty for the times of which nothing else is known."""

    number: int
    watch: str = ""
    date: VagueDate = UNKNOWN
    pins: int = 0
    """How many pins were made then."""

    @property
    def is_soft(self) -> bool:
        """True when no first day bounds it: unknown, earlier, "before 2014"."""
        return self.date.earliest is None


@dataclass(frozen=True, slots=True)
class Axis:
    """The ticks in order, and for each pin the number of the tick during which it was made."""

    ticks: tuple[Tick, ...] = ()
    made: dict[str, int] = field(default_factory=dict)
    """By pin uuid; pins of an unknown watch are not in it, they are there from the start."""

    @property
    def now(self) -> int:
        """The number of the newest tick, 0 without any."""
        return len(self.ticks)

    @property
    def is_worth_showing(self) -> bool:
        """True when the pins span two watches."""
        return len(set(self.made.values())) > 1

    def tick(self, number: int) -> Tick | None:
        """Return the tick of that number, None when there is none."""
        return self.ticks[number - 1] if 1 <= number <= len(self.ticks) else None

    def later_than(self, number: int) -> frozenset[str]:
        """Return the uuids of the pins made after that tick."""
        return frozenset(uuid for uuid, made in self.made.items() if made > number)

    def number_of(self, watch: str) -> int | None:
        """Return the number of a watch: the last tick of an entry that stands for several times."""
        numbers = [tick.number for tick in self.ticks if watch and tick.watch == watch]
        return numbers[-1] if numbers else None


def axis_of(watches: Sequence[Watch], earlier: int, pins: Iterable[Pin]) -> Axis:
    """Return the axis for a film's watches (oldest first), its earlier watches, and a board's pins.

    What has no date is taken to lie before what has one, as people count: the times of which
    nothing is known come first, then undated entries, then the dated ones in the order given.
    """
    entries = [("", UNKNOWN)] * max(0, earlier)
    for watch in sorted(watches, key=lambda one: one.date.is_known):
        entries += [(watch.uuid, watch.date)] * max(1, watch.times)
    number = {uuid: place for place, (uuid, _) in enumerate(entries, start=1) if uuid}
    made = {pin.uuid: number[pin.watch] for pin in pins if pin.watch in number and not pin.frame}
    counts = Counter(made.values())
    ticks = tuple(
        Tick(place, uuid, date, counts[place]) for place, (uuid, date) in enumerate(entries, start=1)
    )
    return Axis(ticks, made)


def positions(count: int, left: float, right: float) -> tuple[float, ...]:
    """Return where the ticks stand between two ends; a single one stands at the right."""
    if count <= 1:
        return (right,) * count
    return tuple(left + (right - left) * place / (count - 1) for place in range(count))


def nearest(count: int, left: float, right: float, x: float) -> int:
    """Return the number of the tick nearest to ``x``, 0 when there are none."""
    places = positions(count, left, right)
    return min(range(1, count + 1), key=lambda number: abs(places[number - 1] - x)) if count else 0


def labelled(count: int, width: float, room: float = 26.0) -> frozenset[int]:
    """Return the tick numbers that get a label, so that no two stand closer than ``room``.

    The first and the last always have one; between them round numbers.
    """
    if count <= 1:
        return frozenset(range(1, count + 1))
    gap = width / (count - 1)
    step = next((one for one in _STEPS if one * gap >= room), count)
    if step == 1:
        return frozenset(range(1, count + 1))
    inner = {
        number
        for number in range(step, count, step)
        if (number - 1) * gap >= room and (count - number) * gap >= room
    }
    return frozenset(inner | {1, count})


def ordinal(number: int) -> str:
    """Return ``1st``, ``2nd``, ``12th``."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def number_word(number: int) -> str:
    """Return the number as a word up to twelve, in figures above."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"
