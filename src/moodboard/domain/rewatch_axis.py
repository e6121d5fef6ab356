# SPDX-License-Identifier: GPL-3.0-or-later
"""The axis of a film's watches: where each stands between the first and today, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from moodboard.domain.dates import VagueDate
from moodboard.domain.film import Watch

_YEAR = 365.25
_PAD = 0.03
_LEAST_PAD = 20
_OPEN_DAYS = 6 * _YEAR
"""How far back the doubt of "before 2014" is drawn when nothing else bounds it."""
_MONTHS_UNDER = 2.5 * _YEAR
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MONTH_STEPS = (1, 2, 3, 6)


class MarkKind(StrEnum):
    """How a watch is drawn."""

    DAY = "day"
    """A dot."""
    SPAN = "span"
    """A soft bar as long as the doubt."""
    BEFORE = "before"
    """A bar that fades towards the past."""
    SINCE = "since"
    """A bar that fades towards today."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One watch on the axis; ``start`` and ``end`` are parts of its length, alike for a dot."""

    uuid: str
    kind: MarkKind
    start: float
    end: float
    date: VagueDate
    times: int = 1

    @property
    def middle(self) -> float:
        """Where it is named and hit."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year, or of a month on a short axis."""

    at: float
    year: int
    month: int = 1
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class RewatchAxis:
    """The marks, the oldest first, and the days that the axis spans."""

    marks: tuple[Mark, ...]
    first: date
    last: date

    def at(self, day: date) -> float:
        """Return where a day stands."""
        return (day - self.first).days / max(1, (self.last - self.first).days)

    def ticks(self, width: float, room: float) -> tuple[Tick, ...]:
        """Return the years, or months of a short axis, named where ``room`` pixels are between them."""
        days = (self.last - self.first).days
        if days < _MONTHS_UNDER:
            step = next((n for n in _MONTH_STEPS if width * n * 30.4 / days >= room), 12)
            firsts = [date(n // 12, n % 12 + 1, 1) for n in _months(self.first, self.last) if n % step == 0]
            return tuple(Tick(self.at(day), day.year, day.month) for day in firsts)
        step = next((n for n in _YEAR_STEPS if width * n * _YEAR / days >= room), 100)
        fine = width * _YEAR / days >= 6
        years = range(self.first.year + 1, self.last.year + 1)
        return tuple(
            Tick(self.at(date(year, 1, 1)), year, 1, year % step == 0)
            for year in years
            if fine or year % step == 0
        )


def _months(first: date, last: date) -> range:
    """Return the months that begin on the axis, counted from the year 0."""
    return range(first.year * 12 + first.month, last.year * 12 + last.month)


def rewatch_axis(watches: Sequence[Watch], today: date, year: int | None = None) -> RewatchAxis | None:
    """Return the axis of a film's watches, None when none has a date; ``year`` is the film's own."""
    dated = sorted((w for w in watches if w.date.is_known), key=lambda watch: watch.date.sort_key or "")
    bounds = [day for w in dated for day in (w.date.earliest, w.date.latest) if day is not None]
    if not bounds:
        return None
    end = max(today, *bounds)
    first = min(bounds)
    for watch in dated:
        if watch.date.earliest is None and watch.date.latest is not None:
            first = min(first, _doubt_from(watch.date.latest, year))
    pad = max(_LEAST_PAD, round((end - first).days * _PAD))
    axis = RewatchAxis((), _moved(first, -pad), _moved(end, pad))
    return RewatchAxis(tuple(_mark(axis, watch) for watch in dated), axis.first, axis.last)


def _doubt_from(latest: date, year: int | None) -> date:
    """Return how far back "before" is drawn: to the film's own year, but not for ever."""
    back = _moved(latest, -round(_OPEN_DAYS))
    if year is not None and 1 <= year <= latest.year:
        return max(back, date(year, 1, 1))
    return back


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def _mark(axis: RewatchAxis, watch: Watch) -> Mark:
    vague = watch.date
    if vague.is_day and vague.earliest is not None:
        at = axis.at(vague.earliest)
        return Mark(watch.uuid, MarkKind.DAY, at, at, vague, watch.times)
    start = 0.0 if vague.earliest is None else axis.at(vague.earliest)
    end = 1.0 if vague.latest is None else axis.at(vague.latest)
    if vague.earliest is None:
        return Mark(watch.uuid, MarkKind.BEFORE, start, end, vague, watch.times)
    kind = MarkKind.SINCE if vague.latest is None else MarkKind.SPAN
    return Mark(watch.uuid, kind, start, max(start, end), vague, watch.times)


def placed(wanted: Sequence[tuple[float, float]], width: float, gap: float) -> list[float | None]:
    """Return where labels of (middle, width) begin; None for one that has no room beside those before it."""
    taken: list[tuple[float, float]] = []
    result: list[float | None] = []
    for middle, long in wanted:
        left = min(max(0.0, middle - long / 2), width - long)
        fits = left >= 0 and all(left >= end + gap or left + long + gap <= start for start, end in taken)
        result.append(left if fits else None)
        if fits:
            taken.append((left, left + long))
    return result


def nearest(axis: RewatchAxis, at: float, reach: float) -> int | None:
    """Return the number of the mark under a place on the axis: dots before bars, the nearest of them."""
    best: tuple[bool, float, int] | None = None
    for number, mark in enumerate(axis.marks):
        away = max(mark.start - at, at - mark.end, 0.0)
        if away <= reach and (best is None or (mark.kind is not MarkKind.DAY, away, -number) < best):
            best = (mark.kind is not MarkKind.DAY, away, -number)
    return None if best is None else -best[2]


def curve(ratings: Sequence[int | None]) -> list[list[tuple[int, int]]]:
    """Return the lines through the ratings as stretches of (place, rating): none spans one without stars."""
    stretches: list[list[tuple[int, int]]] = []
    rated = [(place, rating) for place, rating in enumerate(ratings) if rating is not None]
    for before, point in pairwise([None, *rated]):
        if point is None:
            continue
        if before is None or point[0] - before[0] > 1:
            stretches.append([])
        stretches[-1].append(point)
    return stretches
