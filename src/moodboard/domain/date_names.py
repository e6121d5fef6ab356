# SPDX-License-Identifier: GPL-3.0-or-later
"""The names that dates are said with: months, weekdays, seasons, numbers, decades, feasts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)} | {
    name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)
}
MONTHS["sept"] = 9
SEASON_NAMES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: n for n, name in enumerate(_DAY_NAMES)} | {name[:3]: n for n, name in enumerate(_DAY_NAMES)}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_COUNTED = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
NUMBERS = {word: n for n, word in enumerate(_COUNTED)} | {"a": 1, "an": 1}
ABOUT_NUMBERS = {
    **dict.fromkeys(("a couple of", "couple of", "a couple", "couple"), (2, 3)),
    **dict.fromkeys(("a few", "few", "some"), (2, 6)),
    "several": (3, 8),
}
"""Numbers that are none, and the least and the most that they may be."""
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7}
DECADES |= {"eighties": 8, "nineties": 9}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
ORDINALS |= {"last": 0}

Feast = Callable[[int], tuple[date, date]]


def _fixed(first: str, last: str = "") -> Feast:
    def of(year: int) -> tuple[date, date]:
        return (
            date.fromisoformat(f"{year:04}-{first}"),
            date.fromisoformat(f"{year:04}-{last or first}"),
        )

    return of


def _easter_sunday(year: int) -> date:
    """Return the Sunday by the Gregorian rule (Meeus, Jones and Butcher)."""
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    moon = (19 * golden + skipped + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    shift = moon - weekday
    month = 3 + (shift + 40) // 44
    return date(year, month, shift + 28 - 31 * (month // 4))


def _by_easter(first: int, last: int | None = None) -> Feast:
    def of(year: int) -> tuple[date, date]:
        sunday = _easter_sunday(year)
        return sunday + timedelta(first), sunday + timedelta(first if last is None else last)

    return of


def _thanksgiving(year: int) -> tuple[date, date]:
    first = date(year, 11, 1)
    day = first + timedelta((3 - first.weekday()) % 7 + 21)
    return day, day


FEASTS: dict[str, Feast] = {
    "christmas eve": _fixed("12-24"),
    "xmas eve": _fixed("12-24"),
    "christmas day": _fixed("12-25"),
    "xmas day": _fixed("12-25"),
    "boxing day": _fixed("12-26"),
    "christmas": _fixed("12-24", "12-26"),
    "xmas": _fixed("12-24", "12-26"),
    "halloween": _fixed("10-31"),
    **dict.fromkeys(("new year's eve", "new years eve", "new year eve", "nye"), _fixed("12-31")),
    **dict.fromkeys(
        ("new year's day", "new years day", "new year's", "new years", "new year"), _fixed("01-01")
    ),
    **dict.fromkeys(
        ("valentine's day", "valentines day", "valentine's", "valentines", "valentine"), _fixed("02-14")
    ),
    "good friday": _by_easter(-2),
    "easter saturday": _by_easter(-1),
    "easter sunday": _by_easter(0),
    "easter monday": _by_easter(1),
    "easter": _by_easter(-2, 1),
    **dict.fromkeys(("whit sunday", "pentecost", "whitsun"), _by_easter(49)),
    "thanksgiving": _thanksgiving,
}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def number(word: str) -> int:
    """Return the number that a word or figures say."""
    return NUMBERS[word] if word in NUMBERS else int(word)


def year_of(word: str, today: date) -> int:
    """Return the year of four figures, or of two: the last one that was."""
    digits = word.lstrip("'")
    year = int(digits)
    if len(digits) == 2:
        year += today.year // 100 * 100
        year -= 100 if year > today.year else 0
    return year
