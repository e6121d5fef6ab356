# SPDX-License-Identifier: GPL-3.0-or-later
"""What a film's watches say together: when it was seen, how often, and when it is due again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from moodboard.domain.dates import UNKNOWN, VagueDate
from moodboard.domain.film import Watch, times_seen

SEEN_WITHOUT_DATE = 1
"""The last-seen key of a film that was seen, nobody knows when; a dated one's is its day number."""
SURE_FROM = 4
"""Dated watches from which the gap is taken as it is; below, it counts as a month at least."""
LEAST_GAP = 30.0
WIDEST = 366
"""Days that a vague date may span and still help to tell the usual gap."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept with a film so that lists need no watches."""

    times: int = 0
    entries: int = 0
    first: VagueDate = UNKNOWN
    last: VagueDate = UNKNOWN
    last_key: int = 0
    gap: float | None = None
    due_on: int | None = None
    untold: bool = False
    """The first that is known was a rewatch already, and nothing is known of an earlier one."""
    unfinished: bool = False
    """One of them was not finished."""
    undated: bool = False
    """Seen at a time that nobody knows."""


def summed_up(watches: Sequence[Watch], earlier: int) -> Seen:
    """Return what the watches of one film say together."""
    dated = sorted((w for w in watches if w.date.is_known), key=lambda watch: watch.date.sort_key or "")
    total = times_seen(tuple(watches), earlier)
    gap = usual_gap([watch.date for watch in dated])
    last_key = (dated[-1].date.day_number or 0) if dated else 0
    return Seen(
        times=total,
        entries=len(watches),
        first=dated[0].date if dated else UNKNOWN,
        last=dated[-1].date if dated else UNKNOWN,
        last_key=last_key or (SEEN_WITHOUT_DATE if total else 0),
        gap=gap,
        due_on=None if gap is None else last_key + round(gap),
        untold=bool(dated) and dated[0].rewatch is True and len(dated) == len(watches) and not earlier,
        unfinished=not all(watch.finished for watch in watches),
        undated=bool(earlier) or len(dated) < len(watches),
    )


def usual_gap(dates: Sequence[VagueDate]) -> float | None:
    """Return the median of days between two watches, None for fewer than two dated well enough.

    The median, because one summer of three watches or one long absence should not say when a film is
    due. Two or three watches tell little: a weekend's double would be "due" for ever.
    """
    days = dated_days(dates)
    if len(days) < 2:
        return None
    # By hand: importing statistics would cost every command ten milliseconds.
    gaps = sorted(b - a for a, b in pairwise(days))
    gap = (gaps[len(gaps) // 2] + gaps[(len(gaps) - 1) // 2]) / 2
    return gap if len(days) >= SURE_FROM else max(gap, LEAST_GAP)


def dated_days(dates: Sequence[VagueDate]) -> list[int]:
    """Return the days, in order, for which dates that are known well enough stand."""
    return sorted({day for vague in dates if (day := _middle(vague)) is not None})


def _middle(vague: VagueDate) -> int | None:
    if vague.earliest is None or vague.latest is None or (vague.latest - vague.earliest).days > WIDEST:
        return None
    return (vague.earliest.toordinal() + vague.latest.toordinal()) // 2


@dataclass(frozen=True, slots=True)
class Rated:
    """One watch as the rule of the current rating sees it."""

    rating: int
    rated: str
    """The moment it was rated, ISO 8601 in UTC."""
    sort_key: str | None
    leads: bool
    """It was the newest dated watch when it was rated."""
    logged: str = ""


def current_rating(own: int | None, own_set: str, rated: Sequence[Rated]) -> int | None:
    """Return the film's current rating.

    ``own`` is the rating that was set by itself at ``own_set`` ("" for never). It stays until a watch
    is rated that is then the newest dated one. When neither is there, the newest rated watch speaks.
    """
    newest = max(rated, key=lambda w: (w.leads, w.sort_key or "", w.logged), default=None)
    if newest is not None and (not own_set or (newest.leads and newest.rated >= own_set)):
        return newest.rating
    return own if own_set else None
