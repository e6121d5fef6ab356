# SPDX-License-Identifier: GPL-3.0-or-later
"""Days as tables write them: numbers in any order, words, or a moment; nothing that depends on today."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from moodboard.domain.dates import VagueDate, parse_edtf, parse_said
from moodboard.domain.errors import KnownError
from moodboard.domain.imports import values

_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)")
_CLOCK = re.compile(
    r"[,\s]\s*(?:at\s+|um\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*(?:UTC|GMT|Z))?$", re.I
)
_HAS_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_MOSTLY = date(2000, 1, 1)
"""No word that is taken depends on which day it is; the reader of words wants one all the same."""


@lru_cache(maxsize=4096)
def read_day(said: str, day_first: bool) -> VagueDate | None:
    """Return the day that a cell means, unknown for a blank one, None for words that are no date."""
    known = values.moment(said)
    if known is not None:
        return known
    plain = _CLOCK.sub("", said.strip()).strip(" ,")
    if found := _NUMERIC.fullmatch(plain):
        return _numeric(found, day_first)
    if re.fullmatch(
        r"(?:18|19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?|(?:1[89]|20)\d{6}", plain
    ) or _HAS_YEAR.search(plain):
        try:
            return parse_said(plain, _MOSTLY, day_first)
        except KnownError:
            return None
    return _edtf(plain)


def _edtf(plain: str) -> VagueDate | None:
    """Return a date as Moodboard's own tables write vague ones: "201X", "../2014"."""
    if not re.fullmatch(r"[\dX.~?%/-]{4,}", plain) or not re.search(r"X|\.\.|[~?%]$", plain):
        return None
    try:
        return parse_edtf(plain)
    except KnownError:
        return None


def _numeric(found: re.Match[str], day_first: bool) -> VagueDate | None:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if len(found[4]) == 2:
        year += 2000 if year < 70 else 1900
    # Dots stand between day and month nowhere else than where the day comes first.
    day, month = (first, second) if day_first or found[2] == "." else (second, first)
    if month > 12 >= day:
        day, month = month, day
    try:
        return values.day_of(date(year, month, day))
    except ValueError:
        return None


def order_of(cells: Iterable[str]) -> bool | None:
    """Tell from a file's dates whether the day comes first, None when none of them tells.

    One past the twelfth tells; else the order of the rows does, for services sort what they write by day.
    """
    day_first = month_first = 0
    runs = _Run(), _Run()
    for cell in cells:
        found = _NUMERIC.fullmatch(_CLOCK.sub("", cell.strip()).strip(" ,"))
        if found and found[2] != ".":
            one, other, year = int(found[1]), int(found[3]), int(found[4])
            day_first += one > 12
            month_first += other > 12
            runs[0].add((year, other, one))
            runs[1].add((year, one, other))
    if day_first != month_first:
        return day_first > month_first
    by_day, by_month = (run.is_sorted for run in runs)
    return None if day_first or by_day == by_month else by_day


class _Run:
    """Dates as they come, and whether they come in order."""

    def __init__(self) -> None:
        self._last: tuple[int, int, int] | None = None
        self._steps = {-1: 0, 1: 0}

    def add(self, day: tuple[int, int, int]) -> None:
        """Take the next one."""
        if self._last is not None and day != self._last:
            self._steps[1 if day > self._last else -1] += 1
        self._last = day

    @property
    def is_sorted(self) -> bool:
        """Tell whether they only rise or only fall, and often enough for it to be no accident."""
        return max(self._steps.values()) >= 5 and not min(self._steps.values())
