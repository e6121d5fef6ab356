# SPDX-License-Identifier: GPL-3.0-or-later
"""The watch during which something is pinned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from moodboard.domain.film import Watch


def watch_for(watches: Iterable[Watch], today: date, taken: str = "", own: str = "", going: str = "") -> str:
    """Return the uuid of the watch that a new pin belongs to, empty when none is near.

    A still's own date decides, where it has one: a picture that was taken at no watch was not pinned
    during one, whenever it is laid on a board. For all else it is the newest watch within a day of today.
    A watch that is ``going`` on now and not logged yet comes before those; a still that knows its ``own``
    watch keeps that one, when the board's film has it.
    """
    watches = tuple(watches)
    if own and (own == going or any(watch.uuid == own for watch in watches)):
        return own
    dated = sorted(
        (watch.date.earliest, watch.id, watch.uuid)
        for watch in watches
        if watch.date.is_day and watch.date.earliest is not None
    )
    day = _day_of(taken)
    if going and (day is None or day == today):
        return going
    if day is not None:
        near = [(abs((on - day).days), -number, uuid) for on, number, uuid in dated if _is_near(on, day)]
        return min(near)[2] if near else ""
    return next((uuid for on, _, uuid in reversed(dated) if _is_near(on, today)), "")


def _is_near(one: date, other: date) -> bool:
    return abs((one - other).days) <= 1


def _day_of(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return None
