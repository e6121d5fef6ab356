# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of EDTF (ISO 8601-2) that vague dates are kept in, and its bounds."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from moodboard.domain.errors import KnownError


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A day, month, season, year, span, "before", or nothing known.

    ``edtf`` is ISO 8601-2 text ("2016-03-12", "2016-03", "2016-22" for summer, "2014",
    "2003/2005", "../2014", "" for unknown). ``earliest`` and ``latest`` bound it; None where open.
    """

    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    said: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.edtf)

    @property
    def is_day(self) -> bool:
        """A day that is sure: "about 12 March" is none."""
        return self.earliest is not None and self.edtf == self.earliest.isoformat()

    @property
    def sort_key(self) -> str | None:
        """Text that sorts dates as they happened, None for an unknown one.

        By the earliest day, so that "2026" said in March does not come after tonight. "Before 2014"
        stands at the end of 2013: as the first of all it would push a dated first time off its place.
        """
        if not self.is_known:
            return None
        first = (self.earliest or self.latest or date.min).isoformat()
        last = self.latest.isoformat() if self.latest else "9999-99-99"
        return f"{first}/{last}"

    @property
    def day_number(self) -> int | None:
        """The proleptic ordinal that the date counts for among films; None for an unknown one."""
        day = self.earliest or self.latest
        return None if day is None else day.toordinal()


UNKNOWN = VagueDate()

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""EDTF's season numbers and the first and last month of each; winter reaches into the next year."""

_DAY = r"(?a:(\d{4})-(\d\d)-(\d\d))"
_MONTH = r"(?a:(\d{4})-(\d\d))"
_YEARS = r"(?a:\d{4}|\d{3}X|\d\dXX)"
_BLURRED = r"-XX|[?~%]"

_Bounds = tuple[date | None, date | None]


def parse_edtf(text: str, said: str = "") -> VagueDate:
    """Return the date that EDTF text stands for; raises KnownError for what is not EDTF."""
    known = _parsed(text.strip())
    return replace(known, said=said) if said else known


@lru_cache(maxsize=8192)
def _parsed(text: str) -> VagueDate:
    if not text:
        return UNKNOWN
    day = _plain_day(text)
    if day is not None:
        return VagueDate(text, day, day)
    start, slash, end = text.partition("/")
    if slash:
        first, last = _end_of_span(start, text)[0], _end_of_span(end, text)[1]
        if first is None and last is None:
            return UNKNOWN
    else:
        first, last = _bounds(text)
    if first is not None and last is not None and first > last:
        raise _not_edtf(text)
    return VagueDate(text, first, last)


def _plain_day(text: str) -> date | None:
    """Return the day of the most common form, for which lists of thousands have no time for patterns."""
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None


def _end_of_span(text: str, whole: str) -> _Bounds:
    if text in ("", ".."):
        return None, None
    if "/" in text:
        raise _not_edtf(whole)
    return _bounds(text)


def _bounds(text: str) -> _Bounds:
    plain = re.sub(_BLURRED, "", text)
    try:
        if found := re.fullmatch(_DAY, plain):
            day = date(*map(int, found.groups()))
            return day, day
        if found := re.fullmatch(_MONTH, plain):
            return month_bounds(*map(int, found.groups()))
        if re.fullmatch(_YEARS, plain):
            return date(int(plain.replace("X", "0")), 1, 1), date(int(plain.replace("X", "9")), 12, 31)
    except (ValueError, OverflowError) as error:
        raise _not_edtf(text) from error
    raise _not_edtf(text)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month, or of a season for 21 to 24."""
    first, last = SEASONS.get(month, (month, month))
    end = year + 1 if last < first else year
    return date(year, first, 1), date(end, last, monthrange(end, last)[1])


def _not_edtf(text: str) -> KnownError:
    return KnownError(f"{text!r} is not a date. Try 2016, 2016-03-12 or ../2014.")
