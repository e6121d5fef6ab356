# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the dates that people write: "tonight", "summer 2016", "before 2014", "12/03/2016"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from moodboard.domain.edtf import SEASONS, UNKNOWN, VagueDate, month_bounds, parse_edtf
from moodboard.domain.errors import KnownError

NIGHT_ENDS = 5
"""The hour before which "tonight" is still yesterday."""

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)} | {
    name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)
}
_MONTHS["sept"] = 9
_SEASON_NAMES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS = {name: n for n, name in enumerate(_DAY_NAMES)} | {
    name[:3]: n for n, name in enumerate(_DAY_NAMES)
}
_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_COUNTED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: n for n, word in enumerate(_COUNTED)}
_NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "a few": 3, "eleven": 11, "twelve": 12}
_DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7}
_DECADES |= {"eighties": 8, "nineties": 9}
_HOLIDAYS = {
    "christmas eve": ("12-24", "12-24"),
    "christmas day": ("12-25", "12-25"),
    "christmas": ("12-24", "12-26"),
    "xmas": ("12-24", "12-26"),
    "halloween": ("10-31", "10-31"),
    "new year's eve": ("12-31", "12-31"),
    "new years eve": ("12-31", "12-31"),
    "new year's day": ("01-01", "01-01"),
    "new year": ("01-01", "01-01"),
    "valentine's day": ("02-14", "02-14"),
    "valentines day": ("02-14", "02-14"),
}
_ABOUT = r"(?:(?:around|about|circa|ca?\.?|approximately|roughly|maybe)\s+|~\s*|ca?\.)(.+)"
_UNKNOWNS = frozenset({"", "?", "??", "???", "-", "unknown", "no idea", "don't know", "not sure", "sometime"})


def _one_of(words: dict[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_MONTH = rf"(?P<month>{_one_of({**_MONTHS})})\.?"
_SEASON = rf"(?P<season>{_one_of({**_SEASON_NAMES})})"
_WEEKDAY = rf"(?P<weekday>{_one_of({**_WEEKDAYS})})"
_HOLIDAY = rf"(?P<holiday>{_one_of({**_HOLIDAYS})})"
_YEAR = r"(?P<year>\d{4}|'\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_COUNT = rf"(?P<count>\d{{1,3}}|{_one_of({**_NUMBERS})})"
_PART = (
    r"(?P<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)(?:\s*-\s*|\s+)(?:in\s+)?(?:the\s+)?"
)

# "199X" at the end is a decade, as EDTF writes it, and not 199 times.
_TIMES = (
    r"(?:(?:^|\s*[,;]?\s+|(?<=\d))[x×]\s*(?P<a>\d{1,4})"
    r"|(?:^|\s*[,;]?\s+)(?:(?!(?:1[89]|20)\dx$)"
    rf"(?P<b>\d{{1,4}}|{_one_of({**_NUMBERS})})\s*(?:[x×]|times)|(?P<c>once|twice|thrice)))$"
)


def tonight(now: datetime) -> date:
    """Return the day that an evening's watch belongs to: before 5 a.m. it is still yesterday."""
    return now.date() - timedelta(days=1) if now.hour < NIGHT_ENDS else now.date()


def parse_said(text: str, today: date, day_first: bool = True) -> VagueDate:
    """Return the date that the words mean, seen from ``today``; raises KnownError when they mean none."""
    said = " ".join(text.split())
    words = re.sub(r"[’‘`´]", "'", said.casefold()).lstrip(" ,;").rstrip(" ,;!")
    words = re.sub(r"(?<!\.)\.$", "", words)
    if words in _UNKNOWNS:
        return UNKNOWN
    try:
        found = _read(words, today, day_first) or parse_edtf(said.upper())
    except (ValueError, OverflowError, KnownError) as error:
        raise _not_read() from error
    return found if found.edtf == said else replace(found, said=said)


def parse_said_times(text: str, today: date, day_first: bool = True) -> tuple[VagueDate, int]:
    """Return the date and how often, for words such as "before 2014 x3"; once when nothing is said."""
    said = " ".join(text.split())
    found = re.search(_TIMES, said.casefold())
    # Lengths agree unless a letter unfolds when folded; then the words are read as they are.
    if found is None or len(said.casefold()) != len(said):
        return parse_said(said, today, day_first), 1
    number = found["a"] or found["b"]
    times = {"once": 1, "twice": 2, "thrice": 3}[found["c"]] if found["c"] else _number(number)
    if times < 1:
        raise KnownError("Give how often as 1 or more, as in “before 2014 ×3”.")
    return parse_said(said[: found.start()], today, day_first), times


def _not_read() -> KnownError:
    return KnownError("Try 2016, summer 2016 or before 2014")


def _number(word: str) -> int:
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _year(word: str, today: date) -> int:
    digits = word.lstrip("'")
    year = int(digits)
    if len(digits) == 2:
        year += today.year // 100 * 100
        year -= 100 if year > today.year else 0
    return year


def _read(words: str, today: date, day_first: bool) -> VagueDate | None:
    """Try the spans first, as they hold other dates; then one date."""
    words = re.sub(r"^(\d\d)(\d\d)\s*[–—]\s*'?(\d\d)$", r"\1\2/\1\3", words)  # "2003–05"
    for pattern, make in _SPANS:
        if found := re.fullmatch(pattern, words):
            ends = [_one(end, today, day_first) for end in found.groups()]
            if not any(end is None for end in ends):
                return make(*[end for end in ends if end is not None])
    return _one(words, today, day_first)


def _one(words: str, today: date, day_first: bool) -> VagueDate | None:
    words = re.sub(r"^(?:on|in|during|at)\s+", "", words.strip(" ,"))
    if found := re.fullmatch(_ABOUT, words):
        near = _one(found[1], today, day_first)
        return near if near is None or "/" in near.edtf else parse_edtf(near.edtf.rstrip("~") + "~")
    words = re.sub(rf"^(?:{_one_of({**_WEEKDAYS})}),?\s+(?=.*\d)", "", words)
    for pattern, read in _DATES:
        if found := re.fullmatch(pattern, words):
            return read(found, today)
    return _numeric(words, today, day_first)


# Spans


def _span(first: date | None, last: date | None) -> VagueDate:
    return parse_edtf(f"{_short(first, False)}/{_short(last, True)}")


def _short(day: date | None, is_last: bool) -> str:
    """Return an end of a span as a year or a month where it is the edge of one."""
    if day is None:
        return ".."
    if (day.month, day.day) == ((12, 31) if is_last else (1, 1)):
        return f"{day.year:04}"
    if day == month_bounds(day.year, day.month)[is_last]:
        return f"{day.year:04}-{day.month:02}"
    return day.isoformat()


def _before(end: VagueDate) -> VagueDate:
    return _span(None, end.earliest - timedelta(days=1) if end.earliest else end.latest)


def _until(end: VagueDate) -> VagueDate:
    return _span(None, end.latest)


def _after(start: VagueDate) -> VagueDate:
    return _span(start.latest + timedelta(days=1) if start.latest else start.earliest, None)


def _since(start: VagueDate) -> VagueDate:
    return _span(start.earliest, None)


def _between(start: VagueDate, end: VagueDate) -> VagueDate:
    # Compared by their first days; a part of an open end counts by the end that it has.
    if (start.earliest or date.min) > (end.earliest or date.min):
        start, end = end, start
    return _span(start.earliest, end.latest)


_SPANS: tuple[tuple[str, Callable[..., VagueDate]], ...] = (
    (r"(?:some\s?time )?(?:before|earlier than|pre-?)\s*(.+)", _before),
    (r"(?:until|till|up to|by|no later than)\s+(.+)", _until),
    (r"(?:some\s?time )?(?:after|later than|post-?)\s*(.+)", _after),
    (r"(?:since|from)\s+((?:(?! to | until | till ).)+)", _since),
    (r"between\s+(.+?)\s+(?:and|&)\s+(.+)", _between),
    (r"(?:from\s+)?(.+?)\s+(?:to|until|till|or|-|–|—)\s+(.+)", _between),
    (r"(\d{4})\s*[-–—/]\s*(\d{4})", _between),
    (r"(\d{4}-\d\d(?:-\d\d)?)\s*[–—/]\s*(\d{4}-\d\d(?:-\d\d)?)", _between),
    (r"(.+?)\s*[–—]\s*(.+)", _between),
)


# One date, by words. Patterns are compiled when the first date is read (re keeps them): a command that
# reads none does not pay.


def _day_from(today: date, days: int) -> VagueDate:
    return parse_edtf((today - timedelta(days=days)).isoformat())


def _weekday(found: re.Match[str], today: date) -> VagueDate:
    return _day_from(today, (today.weekday() - _WEEKDAYS[found["weekday"]] - 1) % 7 + 1)


def _ago(found: re.Match[str], today: date) -> VagueDate:
    count, unit = _number(found["count"]), found["unit"]
    if unit.startswith(("day", "night")):
        return _day_from(today, count)
    if unit.startswith("week"):
        return _day_from(today, 7 * count)
    if unit.startswith("month"):
        months = today.year * 12 + today.month - 1 - count
        return parse_edtf(f"{months // 12:04}-{months % 12 + 1:02}")
    return parse_edtf(f"{today.year - count:04}")


def _this_or_last(found: re.Match[str], today: date) -> VagueDate:
    back = found["which"] == "last"
    if found["unit"] == "year":
        return parse_edtf(f"{today.year - back:04}")
    if found["unit"] == "month":
        months = today.year * 12 + today.month - 1 - back
        return parse_edtf(f"{months // 12:04}-{months % 12 + 1:02}")
    monday = today - timedelta(days=today.weekday() + 7 * back)
    if found["unit"] == "weekend":
        return _span(monday + timedelta(days=5), monday + timedelta(days=6))
    return _span(monday, monday + timedelta(days=6))


def _month(found: re.Match[str], today: date) -> VagueDate:
    month = _MONTHS[found["month"]]
    year = today.year - ((today.year, month) > (today.year, today.month))
    if found["which"] == "last" and month == today.month:
        year -= 1
    return parse_edtf(f"{year:04}-{month:02}")


def _month_of(found: re.Match[str], today: date) -> VagueDate:
    year, month = _year(found["year"], today), _MONTHS[found["month"]]
    if part := found["part"]:
        first, last = month_bounds(year, month)
        starts, ends = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[_part(part)]
        return _span(first.replace(day=starts), last.replace(day=ends))
    return parse_edtf(f"{year:04}-{month:02}")


def _month_day(found: re.Match[str], today: date) -> VagueDate:
    month, day = _MONTHS[found["month"]], int(found["day"])
    if found["year"]:
        return parse_edtf(date(_year(found["year"], today), month, day).isoformat())
    year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    while (month, day) == (2, 29) and not _is_leap(year):
        year -= 1
    return parse_edtf(date(year, month, day).isoformat())


def _is_leap(year: int) -> bool:
    return month_bounds(year, 2)[1].day == 29


def _season(found: re.Match[str], today: date) -> VagueDate:
    season = _SEASON_NAMES[found["season"]]
    if found["year"]:
        year = _year(found["year"], today)
        # "Winter 2026" said in January 2026 is the one that began in December.
        if season == 24 and year == today.year and date(year, 12, 1) > today:
            year -= 1
        return parse_edtf(f"{year:04}-{season}")
    year = today.year
    while date(year, SEASONS[season][0], 1) > today:
        year -= 1
    if found["which"] == "last" and month_bounds(year, season)[1] >= today:
        year -= 1
    return parse_edtf(f"{year:04}-{season}")


def _holiday(found: re.Match[str], today: date) -> VagueDate:
    first, last = _HOLIDAYS[found["holiday"]]
    if found["year"]:
        year = _year(found["year"], today)
    else:
        year = today.year - (date.fromisoformat(f"{today.year:04}-{first}") > today)
    return parse_edtf(f"{year:04}-{first}" if first == last else f"{year:04}-{first}/{year:04}-{last}")


def _part(words: str) -> str:
    return {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}.get(
        words.removeprefix("the ").split()[0], words
    )


def _decade(found: re.Match[str], today: date) -> VagueDate:
    if found["name"]:
        start = 1900 + 10 * _DECADES[found["name"]]
    else:
        digits = found["decade"].lstrip("'")
        start = int(digits) if len(digits) == 4 else _year(digits, today)
    if start % 10:
        raise ValueError(start)
    if part := found["part"]:
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[_part(part)]
        return parse_edtf(f"{start + first:04}/{start + last:04}")
    return parse_edtf(f"{start // 10:03}X")


def _year_part(found: re.Match[str], today: date) -> VagueDate:
    year = _year(found["year"], today)
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[_part(found["part"])]
    return parse_edtf(f"{year:04}-{first:02}/{year:04}-{last:02}")


_OF = r"(?:\s*,\s*|\s+of\s+|\s+)"
_DATES: tuple[tuple[str, Callable[[re.Match[str], date], VagueDate]], ...] = (
    (r"today|tonight|now|just now|this (?:morning|afternoon|evening)", lambda _, today: _day_from(today, 0)),
    (r"yesterday|last night|yesterday (?:evening|night)", lambda _, today: _day_from(today, 1)),
    (r"(?:the )?day before yesterday|the night before last", lambda _, today: _day_from(today, 2)),
    (rf"(?:(?:last|this|past)\s+)?{_WEEKDAY}(?:\s+(?:night|evening))?", _weekday),
    (rf"(?:about\s+)?{_COUNT}\s+(?P<unit>days?|nights?|weeks?|months?|years?)\s+ago", _ago),
    (r"(?P<which>this|last)\s+(?P<unit>weekend|week|month|year)", _this_or_last),
    (rf"(?:(?P<which>this|last)\s+)?{_MONTH}", _month),
    (rf"(?:{_PART})?{_MONTH}{_OF}{_YEAR}", _month_of),
    (rf"(?:the\s+)?{_DAY}(?:\s+of)?\s*[-\s]\s*{_MONTH}(?:\s*[-,\s]\s*{_YEAR})?", _month_day),
    (rf"{_MONTH}\s+{_DAY}(?:\s*,\s*|\s+){_YEAR}", _month_day),
    (rf"{_MONTH}\s+{_DAY}(?P<year>)", _month_day),
    (rf"(?:the\s+)?(?:(?P<which>this|last)\s+)?{_SEASON}(?:{_OF}{_YEAR})?", _season),
    (rf"(?:last\s+)?{_HOLIDAY}(?:{_OF}{_YEAR})?", _holiday),
    (rf"(?:the\s+)?(?:{_PART})?(?:(?P<decade>\d{{3}}0|'?\d0)'?s|(?P<name>{_one_of({**_DECADES})}))", _decade),
    (rf"{_PART}{_YEAR}", _year_part),
)


# One date, by numbers


def _numeric(words: str, today: date, day_first: bool) -> VagueDate | None:
    if found := re.fullmatch(r"(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?", words):
        year, month = int(found[1]), int(found[3])
        if found[4]:
            return parse_edtf(date(year, month, int(found[4])).isoformat())
        return parse_edtf(f"{year:04}-{month:02}")
    if found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", words):
        return parse_edtf(date(*map(int, found.groups())).isoformat())
    if found := re.fullmatch(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d\d)", words):
        day, month = int(found[1]), int(found[3])
        if found[2] != "." and not day_first:
            day, month = month, day
        if month > 12 >= day:
            day, month = month, day
        return parse_edtf(date(_year(found[4], today), month, day).isoformat())
    if found := re.fullmatch(r"(\d{1,2})[-./](\d{4})", words):
        return parse_edtf(f"{int(found[2]):04}-{int(found[1]):02}")
    if found := re.fullmatch(r"(?:the year )?(\d{4}|'\d\d)", words):
        return parse_edtf(f"{_year(found[1], today):04}")
    if re.fullmatch(r"[\d.~?%/x-]+", words) and re.search(r"\d{3}", words):
        return parse_edtf(words.upper())
    return None
