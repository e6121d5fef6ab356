# SPDX-License-Identifier: GPL-3.0-or-later
"""Say a date as a person would: "last night", "in September", "summer 2016", "31 Oct 2026"."""

from __future__ import annotations

import re
from datetime import date

from moodboard.domain.edtf import VagueDate

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_ABSOLUTE = r"\d{4}|\d0s\b|'\d\d"


def spoken(vague: VagueDate, today: date) -> str:
    """Return the words of the film list; days are told from ``today``, vague dates as they were said."""
    if not vague.is_known:
        return ""
    if vague.earliest is not None and vague.earliest == vague.latest:
        return _told_from(vague.earliest, today)
    found = re.fullmatch(r"(\d{4})-(\d\d)", vague.edtf)
    if found and int(found[2]) <= 12:
        months = (today.year - int(found[1])) * 12 + today.month - int(found[2])
        if months == 0:
            return "this month"
        if 0 < months < 12:
            return f"in {MONTH_NAMES[int(found[2]) - 1]}"
    return full(vague)


def _told_from(day: date, today: date) -> str:
    days = (today - day).days
    if days < 0:
        return _day(day)
    if days < 2:
        return ("today", "last night")[days]
    if days < 7:
        return f"{days} days ago"
    if days < 30:
        return _counted(days // 7, "week")
    # A month is over on its day, as people count; 30 days in a short month are one all the same.
    months = max(1, (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day))
    return _counted(months, "month") if months < 12 else _counted(months // 12, "year")


def _counted(count: int, unit: str) -> str:
    return f"a {unit} ago" if count == 1 else f"{count} {unit}s ago"


def full(vague: VagueDate) -> str:
    """Return the date written out: "31 Oct 2026", "summer 2016", "before 2014"; empty when unknown."""
    if not vague.is_known:
        return ""
    if vague.earliest is not None and vague.earliest == vague.latest:
        return _qualified(vague.edtf, _day(vague.earliest))
    # Words that name a year stay true; "last summer" would not.
    if vague.said and re.search(_ABSOLUTE, vague.said) and not re.fullmatch(r"[\d\s/.WwXx~?%-]+", vague.said):
        return vague.said
    start, slash, end = vague.edtf.partition("/")
    if not slash:
        return _single(start)
    if start in ("", ".."):
        return f"before {int(end) + 1}" if re.fullmatch(r"\d{4}", end) else f"until {_single(end)}"
    if end in ("", ".."):
        return f"since {_single(start)}"
    return f"{_single(start)} – {_single(end)}"


def _single(edtf: str) -> str:
    return _qualified(edtf, _plain(edtf))


def _qualified(edtf: str, words: str) -> str:
    """Add EDTF's marks in words: about for near, a question mark for unsure, both for both."""
    about = "about " if re.search("[~%]", edtf) else ""
    return about + words + ("?" if re.search("[?%]", edtf) else "")


def _plain(edtf: str) -> str:
    plain = re.sub(r"-XX|[?~%]", "", edtf)
    if re.fullmatch(r"\d{3}X", plain):
        return f"{plain[:3]}0s"
    if re.fullmatch(r"\d\dXX", plain):
        return f"the {ordinal(int(plain[:2]) + 1)} century"
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", plain):
        return _day(date(*map(int, found.groups())))
    if found := re.fullmatch(r"(\d{4})-(\d\d)", plain):
        name = _SEASONS.get(found[2]) or MONTH_NAMES[int(found[2]) - 1]
        return f"{name} {found[1]}"
    return plain


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 12th."""
    last = number % 10 if number // 10 % 10 != 1 else 0
    return f"{number}{('th', 'st', 'nd', 'rd', *('th',) * 6)[last]}"


def _day(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]} {day.year:04}"
