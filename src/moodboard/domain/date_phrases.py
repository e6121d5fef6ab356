# SPDX-License-Identifier: GPL-3.0-or-later
"""One date in words: "last friday", "Christmas 2008", "early 2010s", "two summers ago"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from moodboard.domain import date_names as names
from moodboard.domain.date_names import number, one_of, year_of
from moodboard.domain.date_spans import months, months_back, span
from moodboard.domain.edtf import SEASONS, VagueDate, month_bounds, parse_edtf

Found = re.Match[str]

MONTH = rf"(?P<month>{one_of(names.MONTHS)})\.?"
_SEASON = rf"(?P<season>{one_of(names.SEASON_NAMES)})(?:\s+(?:holidays?|vacation|break))?"
WEEKDAY = rf"(?P<weekday>{one_of(names.WEEKDAYS)})\.?"
_FEAST = rf"(?P<feast>{one_of(names.FEASTS)})"
YEAR = r"(?P<year>\d{4}|'\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_COUNT = rf"(?P<count>\d{{1,3}}|{one_of({*names.NUMBERS, *names.ABOUT_NUMBERS})})"
_PART = (
    r"(?P<part>early|mid(?:dle)?|late|(?:the )?(?:(?:very )?beginning|start|middle|end) of)"
    r"(?:\s*-\s*|\s+)(?:in\s+)?(?:the\s+)?"
)
_HALF = r"(?P<half>first|1st|second|2nd)"
_THIS_LAST = r"(?P<which>this|last)\s+"
_NTH = rf"(?:the\s+)?(?P<nth>{one_of(names.ORDINALS)})"
_OF = r"(?:\s*,\s*|\s+of\s+|\s+in\s+|\s+)"
_HALF_OF_DAY = r"(?:night|evening|afternoon|morning|noon)"


def read(words: str, today: date) -> VagueDate | None:
    """Return what the words mean, None when they are none that are known."""
    for pattern, make in _PHRASES:
        if found := re.fullmatch(pattern, words):
            return make(found, today)
    return None


def _day(day: date, about: bool = False) -> VagueDate:
    return parse_edtf(day.isoformat() + "~" * about)


def _day_from(today: date, days: int) -> VagueDate:
    return _day(today - timedelta(days=days))


def _weekday(found: Found, today: date) -> VagueDate:
    day = today - timedelta((today.weekday() - names.WEEKDAYS[found["weekday"]] - 1) % 7 + 1)
    return _day(day - timedelta(days=7 if found["twice"] else 0))


def _weekday_of_week(found: Found, today: date) -> VagueDate:
    monday = today - timedelta(days=today.weekday())
    if found["which"] == "last":
        monday -= timedelta(days=7)
    return _day(monday + timedelta(days=names.WEEKDAYS[found["weekday"]]))


def _ago(found: Found, today: date) -> VagueDate:
    """Days are counted; of weeks nobody says which day it was; "a few" is two to six."""
    unit = found["unit"].removesuffix("s")
    said = found["count"]
    if said in names.ABOUT_NUMBERS or found["upto"]:
        least, most = names.ABOUT_NUMBERS.get(said, (0, 0)) if not found["upto"] else _two(found)
        return span(_start_of(today, unit, most), _end_of(today, unit, least))
    count = number(said)
    if unit in ("day", "night"):
        return _day_from(today, count)
    if unit == "week":
        return _day(today - timedelta(days=7 * count), about=True)
    if unit == "month":
        return parse_edtf(_MONTH_OF.format(*months_back(today, count)))
    if unit == "decade":
        return parse_edtf(f"{today.year - 10 * count:04}~")
    return parse_edtf(f"{today.year - count:04}")


def _two(found: Found) -> tuple[int, int]:
    least, most = sorted((number(found["count"]), number(found["upto"])))
    return least, most


def _start_of(today: date, unit: str, count: int) -> date:
    if unit in ("day", "night", "week"):
        return today - timedelta(days=count * (7 if unit == "week" else 1))
    if unit == "month":
        return date(*months_back(today, count), 1)
    return date(today.year - count * (10 if unit == "decade" else 1), 1, 1)


def _end_of(today: date, unit: str, count: int) -> date:
    if unit in ("day", "night", "week"):
        return _start_of(today, unit, count)
    if unit == "month":
        return month_bounds(*months_back(today, count))[1]
    return date(_start_of(today, unit, count).year, 12, 31)


def _hours_ago(found: Found, today: date) -> VagueDate:
    hours = 1 if found["unit"].startswith("m") else number(found["count"])
    if hours > 24:
        raise ValueError(hours)
    return _day(today) if hours <= 12 else span(today - timedelta(days=1), today)


def _seasons_ago(found: Found, today: date) -> VagueDate:
    season = names.SEASON_NAMES[found["season"].removesuffix("s")]
    back = number(found["count"]) - 1 if found["count"] else 1
    year = today.year
    while month_bounds(year, season)[1] >= today:
        year -= 1
    return parse_edtf(f"{year - back:04}-{season}")


def _this_or_last(found: Found, today: date) -> VagueDate:
    back = int(found["which"] == "last") + bool(found["twice"])
    unit, part = found["unit"], found["part"]
    if unit == "year":
        return _part_of_year(part, today.year - back)
    if unit == "month":
        return _part_of_month(part, *months_back(today, back))
    monday = today - timedelta(days=today.weekday() + 7 * back)
    if unit == "weekend":
        # On a weekday "the weekend" is the one that was.
        if found["which"] != "last" and today.weekday() < 5:
            monday -= timedelta(days=7)
        return span(monday + timedelta(days=5), monday + timedelta(days=6))
    return span(monday, monday + timedelta(days=6))


def _earlier(found: Found, today: date) -> VagueDate:
    unit = found["unit"]
    if unit == "week":
        return span(today - timedelta(days=today.weekday()), today)
    return span(today.replace(day=1) if unit == "month" else date(today.year, 1, 1), today)


def _part_of_year(part: str | None, year: int) -> VagueDate:
    if not part:
        return parse_edtf(f"{year:04}")
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[_part(part)]
    return months((year, first), (year, last))


def _part_of_month(part: str | None, year: int, month: int) -> VagueDate:
    if not part:
        return parse_edtf(f"{year:04}-{month:02}")
    first, last = month_bounds(year, month)
    starts, ends = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[_part(part)]
    return span(first.replace(day=starts), last.replace(day=ends))


def _month(found: Found, today: date) -> VagueDate:
    month = names.MONTHS[found["month"]]
    year = today.year - (month > today.month)
    if found["which"] == "last" and month == today.month:
        year -= 1
    return _part_of_month(found["part"], year, month)


def _month_of(found: Found, today: date) -> VagueDate:
    return _part_of_month(found["part"], year_of(found["year"], today), names.MONTHS[found["month"]])


def _month_day(found: Found, today: date) -> VagueDate:
    day = int(found["day"])
    if found["year"]:
        return _day(date(year_of(found["year"], today), names.MONTHS[found["month"]], day))
    return last_such(names.MONTHS[found["month"]], day, today)


def last_such(month: int, day: int, today: date) -> VagueDate:
    """Return the last day of this name that was, today included."""
    for year in range(today.year, max(0, today.year - 9), -1):
        try:
            found = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if found <= today:
            return _day(found)
    raise ValueError(month, day)


def _day_alone(found: Found, today: date) -> VagueDate:
    day = int(found["day"] or found["bare"])
    for back in range(12):
        year, month = months_back(today, back)
        if day <= month_bounds(year, month)[1].day and date(year, month, day) <= today:
            return _day(date(year, month, day))
    raise ValueError(day)


def _season(found: Found, today: date) -> VagueDate:
    season = names.SEASON_NAMES[found["season"]]
    return _part_of_season(found["part"], _season_year(found, season, today), season)


def _season_year(found: Found, season: int, today: date) -> int:
    if found["year"]:
        year = year_of(found["year"], today)
        if found["next"] and int(found["next"][-2:]) != (year + 1) % 100:
            raise ValueError(found["next"])
        # "Winter 2026" said in January 2026 is the one that began in December.
        if season == 24 and not found["next"] and year == today.year and date(year, 12, 1) > today:
            year -= 1
        return year
    year = today.year
    while date(year, SEASONS[season][0], 1) > today:
        year -= 1
    if found["which"] == "last" and month_bounds(year, season)[1] >= today:
        year -= 1
    return year


def _part_of_season(part: str | None, year: int, season: int) -> VagueDate:
    if not part:
        return parse_edtf(f"{year:04}-{season}")
    start = year * 12 + SEASONS[season][0] - 1 + {"early": 0, "mid": 1, "late": 2}[_part(part)]
    return parse_edtf(f"{start // 12:04}-{start % 12 + 1:02}")


def _feast(found: Found, today: date) -> VagueDate:
    days = names.FEASTS[found["feast"]]
    if found["year"]:
        return span(*days(year_of(found["year"], today)))
    first = days(today.year)[0]
    return span(*days(today.year - (first > today)))


def _part(words: str) -> str:
    word = words.removeprefix("the ").removeprefix("very ").split()[0]
    return {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}.get(word, word)


def _decade(found: Found, today: date) -> VagueDate:
    if found["name"]:
        start = 1900 + 10 * names.DECADES[found["name"]]
    else:
        digits = found["decade"].lstrip("'")
        start = int(digits) if len(digits) == 4 else year_of(digits, today)
    if part := found["part"]:
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[_part(part)]
        return parse_edtf(f"{start + first:04}/{start + last:04}")
    if found["half"]:
        first = 0 if names.ORDINALS[found["half"]] == 1 else 5
        return parse_edtf(f"{start + first:04}/{start + first + 4:04}")
    return parse_edtf(f"{start // 10:03}X")


def _century(found: Found, today: date) -> VagueDate:
    return parse_edtf(f"{int(found['nth']) - 1:02}XX")


def _year_part(found: Found, today: date) -> VagueDate:
    return _part_of_year(found["part"], year_of(found["year"], today))


def _half_or_quarter(found: Found, today: date) -> VagueDate:
    year, parts = year_of(found["year"], today), 2 if found["unit"] == "half" else 4
    nth = names.ORDINALS[found["nth"]] or parts
    if nth > parts:
        raise ValueError(nth)
    return months((year, (nth - 1) * 12 // parts + 1), (year, nth * 12 // parts))


def _quarter(found: Found, today: date) -> VagueDate:
    year, nth = year_of(found["year"], today), int(found["nth"])
    return months((year, nth * 3 - 2), (year, nth * 3))


def _week(found: Found, today: date) -> VagueDate:
    monday = date.fromisocalendar(year_of(found["year"], today), int(found["week"]), 1)
    return span(monday, monday + timedelta(days=6))


def _day_of_week(found: Found, today: date) -> VagueDate:
    return _day(date.fromisocalendar(int(found["year"]), int(found["week"]), int(found["day"])))


def _days(count: int) -> Callable[[Found, date], VagueDate]:
    return lambda _found, today: _day_from(today, count)


def _back_to(longest: int, shortest: int) -> Callable[[Found, date], VagueDate]:
    return lambda _found, today: span(today - timedelta(days=longest), today - timedelta(days=shortest))


_MONTH_OF = "{:04}-{:02}"
_SEASON_WORDS = one_of(names.SEASON_NAMES)
_LONG_UNITS = r"(?P<unit>weekend|week|month|year)"
_UNITS = r"(?P<unit>days?|nights?|weeks?|months?|years?|decades?)"
_UPTO = rf"(?:\s*(?:-|–|or|to)\s*(?P<upto>\d{{1,3}}|{one_of(names.NUMBERS)}))?"
_DECADE_WORDS = rf"(?:(?P<decade>\d{{3}}0|'?\d0)'?s|(?P<name>{one_of(names.DECADES)}))"
_AFTER_SEASON = rf"(?:{_OF}{YEAR}(?:\s*[-/–]\s*(?P<next>\d{{4}}|\d\d))?)?"
# Compiled when the first date is read (re keeps them): a command that reads none does not pay.
_PHRASES: tuple[tuple[str, Callable[[Found, date], VagueDate]], ...] = (
    (r"(?:earlier |late )?(?:today|tonight)|(?:just |right )?now", _days(0)),
    (rf"(?:earlier )?this {_HALF_OF_DAY}", _days(0)),
    (rf"yesterday(?: {_HALF_OF_DAY})?|(?:late )?last (?:night|evening)", _days(1)),
    (r"(?:the )?day before yesterday|the (?:night|evening) before last", _days(2)),
    (r"the other (?:day|night|evening)", _back_to(7, 1)),
    (r"recently|lately|not (?:so |too )?long ago", _back_to(42, 0)),
    (rf"(?:(?:last|this|past)\s+)?{WEEKDAY}(?P<twice>\s+before last)?(?:\s+{_HALF_OF_DAY})?", _weekday),
    (rf"{WEEKDAY}(?:\s+of)?\s+{_THIS_LAST}week", _weekday_of_week),
    (rf"{_THIS_LAST}week(?:\s+on)?\s+{WEEKDAY}", _weekday_of_week),
    (rf"{_COUNT}{_UPTO}\s+{_UNITS}\s+(?:ago|back)", _ago),
    (rf"{_COUNT}\s+(?P<unit>hours?|minutes?|mins?)\s+ago", _hours_ago),
    (r"half (?:a|an) year ago", lambda _, today: parse_edtf(_MONTH_OF.format(*months_back(today, 6)))),
    (rf"{_COUNT}\s+(?P<season>{_SEASON_WORDS})s?\s+ago", _seasons_ago),
    (rf"(?:the )?(?P<season>{_SEASON_WORDS}) before last(?P<count>)", _seasons_ago),
    (rf"(?:{_PART})?{_THIS_LAST}{_LONG_UNITS}(?P<twice>)", _this_or_last),
    (rf"(?:the )?{_LONG_UNITS} (?P<twice>before) (?P<which>last)(?P<part>)", _this_or_last),
    (r"(?:the )?(?P<unit>weekend)(?P<which>)(?P<twice>)(?P<part>)", _this_or_last),
    (r"earlier this (?P<unit>week|month|year)", _earlier),
    (rf"(?:{_PART})?(?:{_THIS_LAST})?{MONTH}", _month),
    (rf"(?:{_PART})?{MONTH}{_OF}{YEAR}", _month_of),
    (rf"(?:the\s+)?{_DAY}(?:\s+of)?\s*[-\s]?\s*{MONTH}(?:\s*[-,\s]?\s*{YEAR})?", _month_day),
    (rf"{MONTH}\s+(?:the\s+)?{_DAY}(?:\s*,\s*|\s+){YEAR}", _month_day),
    (rf"{MONTH}\s+(?:the\s+)?{_DAY}(?P<year>)", _month_day),
    (r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)|the\s+(?P<bare>\d{1,2})", _day_alone),
    (rf"(?:the\s+)?(?:{_PART})?(?:{_THIS_LAST})?{_SEASON}{_AFTER_SEASON}", _season),
    (rf"(?:last\s+|this\s+)?{_FEAST}(?:{_OF}{YEAR})?", _feast),
    (rf"(?:the\s+)?(?:{_PART}|{_HALF} half of (?:the )?)?{_DECADE_WORDS}", _decade),
    (r"(?:the\s+)?(?P<nth>\d{1,2})(?:st|nd|rd|th)\s+century", _century),
    (rf"{_PART}(?:the year )?{YEAR}", _year_part),
    (rf"{_NTH}\s+(?P<unit>half|quarter)(?:{_OF}){YEAR}", _half_or_quarter),
    (rf"q(?P<nth>[1-4]){_OF}{YEAR}", _quarter),
    (rf"(?:week|wk|kw|cw)\s*(?P<week>\d{{1,2}})(?:\s*/\s*|{_OF}){YEAR}", _week),
    (r"(?P<year>\d{4})-?w(?P<week>\d\d)", _week),
    (r"(?P<year>\d{4})-?w(?P<week>\d\d)-?(?P<day>[1-7])", _day_of_week),
)
