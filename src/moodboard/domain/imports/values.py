# SPDX-License-Identifier: GPL-3.0-or-later
"""Single values out of other services' exports: days, ratings, numbers, whatever type they come in."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from moodboard.domain.dates import UNKNOWN, VagueDate
from moodboard.domain.letterboxd_rows import NO_DAYS_AT_ALL, FilmSaid

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_JS_TIME = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) (\d{4}) \d{1,2}:\d{2}:\d{2} GMT.*")
_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_C_TIME = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) +(\d{1,2}) \d{1,2}:\d{2}:\d{2} (\d{4})")
_IMDB = re.compile(r"(?:.*/)?(tt\d{5,10})/?(?:\?.*)?")
YEARS = range(1870, 2201)
NO_DAYS = NO_DAYS_AT_ALL | {date(1970, 1, 1)}
"""What programs write for a day that they do not know."""
NOTHING = frozenset({"unknown", "null", "none", "nan", "nat", "n/a", "<na>"})
"""What programs write into a cell that is blank."""
NIGHT_ENDS = 5


def words(value: Any) -> str:
    """Return what a value says as text without doubled spaces; nothing for lists, objects and null."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", " ".join(value.split()))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)


def text(value: Any) -> str:
    """Return a value that may have paragraphs."""
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else ""


def table(value: Any) -> Mapping[str, Any]:
    """Return an object's fields, none for anything else."""
    return value if isinstance(value, dict) else {}


def rows(value: Any) -> list[Any]:
    """Return a list's elements, none for anything else."""
    return value if isinstance(value, list) else []


def number(value: Any) -> float | None:
    """Return a number, also one that was written as text; None for what is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < 1e12 and math.isfinite(value) else None
    said = words(value)
    if re.fullmatch(r"[+-]?\d{1,12}(?:[.,]\d{1,9})?", said, re.ASCII):
        return float(said.replace(",", "."))
    return None


def whole(value: Any) -> int | None:
    """Return a whole number, None for what is none."""
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def year(value: Any, faults: list[str]) -> int | None:
    """Return a film's year, also out of a whole date; None for nothing said."""
    said = words(value)
    if not said or said == "0" or said.casefold() in NOTHING:
        return None
    found = whole(said[:4] if re.match(r"\d{4}(?:-|$)", said) else said)
    if found is None or found not in YEARS:
        faults.append(f"{said!r} is not a year; kept without one")
        return None
    return found


def imdb(value: Any) -> str:
    """Return IMDb's number with its tt, out of an address too; empty for what is none."""
    said = words(value)
    if found := _IMDB.fullmatch(said):
        return found[1]
    return f"tt{int(said):07}" if re.fullmatch(r"\d{5,10}", said, re.ASCII) else ""


def tmdb(value: Any) -> int | None:
    """Return TMDB's number, None for what is none."""
    found = whole(value)
    return found if found is not None and 0 < found < 10**9 else None


def film(
    title: Any,
    said_year: Any,
    faults: list[str],
    *,
    imdb_id: Any = "",
    tmdb_id: Any = None,
    original: Any = "",
) -> FilmSaid:
    """Return the film that these values name."""
    name, other = words(title), words(original)
    return FilmSaid(
        name,
        year(said_year, faults),
        "",
        imdb(imdb_id),
        tmdb(tmdb_id),
        original=other if other != name else "",
    )


def rating(value: Any, faults: list[str], scale: float = 10) -> tuple[int | None, tuple[str, ...]]:
    """Return a rating as 1..10 and what is to be remarked of it; blank and 0 are none."""
    if value is None or words(value).casefold() in NOTHING | {"", "0", "0.0", "-"}:
        return None, ()
    found = number(value)
    if found is None or not 0 <= found <= scale:
        faults.append(f"{words(value)!r} is not a rating (up to {scale:g}); kept without one")
        return None, ()
    if not found:
        return None, ()
    of_ten = found * 10 / scale
    rounded = min(10, max(1, math.floor(of_ten + 0.5)))
    same = abs(of_ten - rounded) < 1e-9
    return rounded, () if same else ("a rating was rounded to half a star",)


def day_of(found: date) -> VagueDate:
    """Return a day as a date."""
    return VagueDate(found.isoformat(), found, found)


def moment(value: Any, zone: tzinfo | None = None) -> VagueDate | None:
    """Return the local day of a moment, UNKNOWN for nothing said or 1970's first, None for what is no date.

    A moment in UTC is told in the person's own time first, or a film that ended at eleven in the evening
    would land on the next day. A day without a time is that day.
    """
    said = words(value)
    if not said or said.casefold() in NOTHING:
        return UNKNOWN
    if found := _C_TIME.fullmatch(said):
        return _named_month(found[1], found[2], found[3])
    if found := _JS_TIME.fullmatch(said):
        return _named_month(found[1], found[2], found[3])
    found = _MOMENT.fullmatch(said)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if day in NO_DAYS:
            return UNKNOWN
        if not found[7]:
            return day_of(day)
        return day_of(_local(found, day, zone).date())
    except (ValueError, OverflowError, OSError):
        return None


def _local(found: re.Match[str], day: date, zone: tzinfo | None) -> datetime:
    clock = time(int(found[4]), int(found[5]), int(found[6] or 0), tzinfo=_zone(found[7]))
    return datetime.combine(day, clock).astimezone(zone)


def at_night(value: Any, zone: tzinfo | None = None) -> bool | None:
    """Tell whether a moment lies between midnight and five by the person's clock; None without a time."""
    found = _MOMENT.fullmatch(words(value))
    if found is None or not found[4]:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        hour = _local(found, day, zone).hour if found[7] else int(found[4])
    except (ValueError, OverflowError, OSError):
        return None
    return hour < NIGHT_ENDS


def _zone(said: str) -> timezone:
    if said.upper() in ("Z", "UTC"):
        return UTC
    minutes = int(said[1:3]) * 60 + int(said[-2:])
    return timezone(timedelta(minutes=-minutes if said[0] == "-" else minutes))


def moment_or_fault(value: Any, faults: list[str]) -> VagueDate:
    """Return the local day; words that are no date are kept as they were said."""
    found = moment(value)
    if found is not None:
        return found
    said = words(value)
    faults.append(f"{said!r} is not a date; kept without one")
    return VagueDate(said=said)


def _named_month(month: str, day: str, year: str) -> VagueDate | None:
    """Return the day of ``Sat Apr 23 08:36:35 2011``, in English whatever the computer speaks."""
    name = month.casefold()
    if name not in _MONTHS:
        return None
    try:
        return day_of(date(int(year), _MONTHS.index(name) + 1, int(day)))
    except ValueError:
        return None
