# SPDX-License-Identifier: GPL-3.0-or-later
"""A film's watches as its page tells them: numbered from the first, steady runs folded into one row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from moodboard.domain.dates import full
from moodboard.domain.film import Watch
from moodboard.domain.seen import SURE_FROM, dated_days, usual_gap

LEAST_FOLDED = 3
_STEADY = 1.75
"""How many times as long as the shortest gap of a steady run its longest may be."""
_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)


@dataclass(frozen=True, slots=True)
class Every:
    """A pause between two watches as people say it: so many days, weeks, months or years."""

    count: int
    unit: str
    """``day``, ``week``, ``month`` or ``year``."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One row: a watch, a run of watches, or (without any) the times of which nothing is known."""

    watches: tuple[Watch, ...]
    """The newest first."""
    first: int
    last: int
    """The numbers it stands for, from 1 for the first time; 0 when it stands for none."""
    every: Every | None = None
    """The rhythm of a run."""

    @property
    def is_run(self) -> bool:
        """Whether several watches are folded into it."""
        return len(self.watches) > 1

    @property
    def key(self) -> str:
        """What it is known by when the page is read anew; empty for the times before."""
        return self.watches[0].uuid if self.watches else ""

    @property
    def uuids(self) -> frozenset[str]:
        """The watches in it."""
        return frozenset(watch.uuid for watch in self.watches)

    @property
    def numbers(self) -> str:
        """``12``, ``6–10``, or nothing."""
        if not self.last:
            return ""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def story(watches: Sequence[Watch], earlier: int, unfolded: Collection[str] = ()) -> tuple[StoryRow, ...]:
    """Return the rows, the newest first; ``watches`` come newest first, undated ones last.

    The first and the newest watch always have a row of their own: they are what a story is told from.
    A run that holds one of the ``unfolded`` watches is told watch by watch. The last row is the times
    before, also when there are none: their number is typed there.
    """
    told = list(reversed(watches))
    numbers: list[tuple[int, int]] = []
    count = max(0, earlier)
    for watch in told:
        numbers.append((count + 1, count + watch.times))
        count += watch.times
    rows = [StoryRow((), min(1, earlier), max(0, earlier))]
    at = 0
    while at < len(told):
        end = _run_end(told, at)
        run = told[at:end]
        if len(run) > 1 and not any(watch.uuid in unfolded for watch in run):
            every = said_gap(usual_gap([watch.date for watch in run]) or 1.0)
            rows.append(StoryRow(tuple(reversed(run)), numbers[at][0], numbers[end - 1][1], every))
        else:
            rows += [StoryRow((watch,), *numbers[at + n]) for n, watch in enumerate(run)]
        at = end
    return tuple(reversed(rows))


def runs(watches: Sequence[Watch], uuid: str) -> frozenset[str]:
    """Return the watches of the run that a watch lies in; none when it lies in no run."""
    found = next((row for row in story(watches, 0) if row.is_run and uuid in row.uuids), None)
    return found.uuids if found is not None else frozenset()


def _run_end(told: Sequence[Watch], start: int) -> int:
    """Return where the run ends that begins here; the next place when none does."""
    if start == 0 or not _is_plain(told[start]):
        return start + 1
    end = start + 1
    shortest = longest = 0
    while end < len(told) - 1 and _is_plain(told[end]) and told[end].rating == told[start].rating:
        gap = _day(told[end]) - _day(told[end - 1])
        least = min(shortest, gap) if shortest else gap
        most = max(longest, gap)
        if gap <= 0 or most > _STEADY * least:
            break
        shortest, longest = least, most
        end += 1
    return end if end - start >= LEAST_FOLDED else start + 1


def _is_plain(watch: Watch) -> bool:
    """Tell whether a row of its own would say no more of a watch than its date."""
    return watch.date.is_day and watch.times == 1 and watch.finished and not watch.note and not watch.themes


def _day(watch: Watch) -> int:
    return watch.date.day_number or 0


def rhythm(watches: Sequence[Watch]) -> Every | None:
    """Return the usual gap; None under four dated watches, which tell nothing of one."""
    dates = [watch.date for watch in watches]
    if len(dated_days(dates)) < SURE_FROM:
        return None
    gap = usual_gap(dates)
    return None if gap is None else said_gap(gap)


def said_gap(days: float) -> Every:
    """Return a pause in the unit that people would use for it."""
    if days < 14:
        return Every(max(1, round(days)), "day")
    if days < 183:
        return Every(round(days / 7), "week")
    if days < 700:
        return Every(round(days / 30.44), "month")
    return Every(round(days / 365.25), "year")


def number_word(count: int) -> str:
    """Return a number as a word up to twenty, in figures above."""
    return _WORDS[count] if 0 < count < len(_WORDS) else f"{count:,}"


def span_words(watches: Sequence[Watch]) -> str:
    """Return from when to when a run went: ``Jul 2025 – May 2026``."""
    days = sorted(watch.date.earliest for watch in watches if watch.date.earliest is not None)
    if not days:
        return ""
    months = [full(watch.date).split(" ", 1)[-1] for watch in watches if watch.date.earliest == days[0]]
    ends = [full(watch.date).split(" ", 1)[-1] for watch in watches if watch.date.earliest == days[-1]]
    return months[0] if months[0] == ends[0] else f"{months[0]} – {ends[0]}"


def stars_and_words(watches: Sequence[Watch]) -> tuple[Watch, ...]:
    """Return the watches that were rated or written about, the oldest first: what is laid side by side."""
    return tuple(watch for watch in reversed(watches) if watch.rating is not None or watch.note.strip())


def has_changed(watches: Sequence[Watch]) -> bool:
    """Tell whether there is anything to compare: two watches with stars or words."""
    return len(stars_and_words(watches)) > 1
