# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the dates that people write: "tonight", "summer 2016", "before 2014", "12/03/2016"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from moodboard.domain import date_spans as spans
from moodboard.domain.date_names import NUMBERS, one_of, year_of
from moodboard.domain.date_names import number as number_of
from moodboard.domain.date_phrases import MONTH, WEEKDAY, last_such, read
from moodboard.domain.edtf import UNKNOWN, VagueDate, parse_edtf
from moodboard.domain.errors import KnownError

NIGHT_ENDS = 5
"""The hour before which "tonight" is still yesterday."""

_UNKNOWNS = frozenset(
    (
        *("", "?", "??", "???", "-", "–", "unknown", "no idea", "not sure", "sometime", "some time", "n/a"),
        *("none", "no date", "undated", "idk", "dunno", "forgot", "who knows", "don't know", "i don't know"),
        *("don't remember", "can't remember", "i don't remember", "i can't remember", "long ago"),
        *("a long time ago", "ages ago", "years ago"),
    )
)
_OWN_YEARS = re.compile(
    r".*\b(?:when i was|as a (?:kid|child|teen|student)|childhood|i was born"
    r"|at (?:school|uni|college|university)|in (?:high )?school|in college|my \w+ birthday|our wedding)\b.*"
)
_TO_COME = re.compile(r"tomorrow.*|next \w+|in \w+ (?:days?|weeks?|months?|years?)(?: time)?")

_ABOUT = (
    r"(?:(?:just\s+)?(?:around|about|circa|ca?\.?|approximately|approx\.?|roughly|somewhere around)\s+"
    r"|~\s*|ca?\.)(.+)|(.+?)(?:\s*-?ish|\s+or so|,?\s+or thereabouts)"
)
_UNSURE = (
    r"(?:maybe|perhaps|probably|possibly|presumably|i think(?: it was)?|i guess|must have been)\s*,?\s+(.+)"
    r"|(.+?)\s*(?:,?\s+(?:i (?:think|guess)|maybe|perhaps|probably)|\s*\(\s*(?:maybe|\?)\s*\)"
    r"|(?<=[a-z\d])\s*\?)"
)
_CLOCK = (
    r"(?<=\d)t\d\d:?\d\d.*$|,?\s+(?:at\s+)?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*(?:z|utc|gmt))?"
    r"|(?:at\s+)\d{1,2}(?:\s*o'?clock)?|\d{1,2}\s*[ap]\.?m\.?)$"
)
_HOW_OFTEN = (
    rf"[x×]\s*(?P<x>\d{{1,4}})|(?:(?!(?:1[89]|20)\dx)(?P<n>\d{{1,4}}|{one_of(NUMBERS)})\s*(?:[x×]|times))"
    r"|(?P<c>once|twice|thrice)"
)
# "199X" at the end is a decade, as EDTF writes it, and not 199 times.
_TIMES_AFTER = rf"(?:(?:^|\s*[,;]?\s+)\(?(?:{_HOW_OFTEN})\)?|(?<=\d)[x×]\s*(?P<d>\d{{1,4}}))$"
_TIMES_FIRST = rf"^(?:{_HOW_OFTEN})(?:\s*[,;:]\s*|\s+)"


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
        found = _edtf(said) or _read(words, today, day_first)
    except (ValueError, OverflowError, KnownError) as error:
        raise _not_read(words) from error
    if found is None:
        raise _not_read(words)
    return found if found.edtf == said else replace(found, said=said)


def parse_said_times(text: str, today: date, day_first: bool = True) -> tuple[VagueDate, int]:
    """Return the date and how often, for words such as "before 2014 x3"; once when nothing is said."""
    said = " ".join(text.split())
    folded = said.casefold()
    # Lengths agree unless a letter unfolds when folded; then the words are read as they are.
    if len(folded) != len(said):
        return parse_said(said, today, day_first), 1
    found, rest = re.search(_TIMES_AFTER, folded), ""
    if found is not None:
        rest = said[: found.start()]
    else:
        found = re.search(_TIMES_FIRST, folded)
        if found is None:
            return parse_said(said, today, day_first), 1
        rest = said[found.end() :]
        if re.match(rf"(?:{_TIME_UNITS})\b", folded[found.end() :]):  # "2 x days ago" is no count
            return parse_said(said, today, day_first), 1
    times = _times(found)
    if times < 1:
        raise KnownError("Give how often as 1 or more, as in “before 2014 ×3”.")
    return parse_said(rest, today, day_first), times


_TIME_UNITS = "days?|nights?|weeks?|months?|years?"


def _times(found: re.Match[str]) -> int:
    groups = found.groupdict()
    if groups["c"]:
        return {"once": 1, "twice": 2, "thrice": 3}[groups["c"]]
    return number_of(groups["x"] or groups["n"] or groups.get("d") or "1")


def other_order(text: str, today: date, day_first: bool = True) -> VagueDate | None:
    """Return what figures such as 3/12/2016 mean where the other order is custom; None for one meaning."""
    try:
        one = parse_said_times(text, today, day_first)[0]
        other = parse_said_times(text, today, not day_first)[0]
    except KnownError:
        return None
    return other if other.edtf != one.edtf else None


def _not_read(words: str) -> KnownError:
    if _OWN_YEARS.fullmatch(words):
        return KnownError("Only you know which years those were. Try 1998, early 1990s or before 2000")
    if _TO_COME.fullmatch(words):
        return KnownError("That is still to come. Try tonight, 2016 or before 2014")
    return KnownError("Try 2016, summer 2016 or before 2014")


def _edtf(said: str) -> VagueDate | None:
    """Take EDTF as it is, but for what is a date in words too ("2003/2005")."""
    if not re.fullmatch(r"[\d./][\dXx./~?%-]+", said) or not re.search(r"\d\d", said):
        return None
    try:
        return parse_edtf(said.upper())
    except KnownError:
        return None


def _read(words: str, today: date, day_first: bool) -> VagueDate | None:
    """Try the spans first, as they hold other dates; then one date."""
    words = _plain(words)
    for pattern, make in _SPANS:
        if found := re.fullmatch(pattern, words):
            ends = _ends([end for end in found.groups() if end is not None], today, day_first)
            if ends is not None:
                return make(*ends)
    return _one(words, today, day_first)


def _plain(words: str) -> str:
    """Take away what says nothing: "some time", the hour of the day."""
    words = re.sub(
        r"^(?:i saw it\s+)?some\s?(?:time|when|where|day)\s+(?:(?:in|on|around|during)\s+)?", "", words
    )
    words = re.sub(_CLOCK, "", words).strip(" ,")
    words = re.sub(r"^(\d\d)(\d\d)\s*[–—]\s*'?(\d\d)$", r"\1\2 - \1\3", words)  # "2003–05"
    found = re.match(r"^(\d\d)(\d\d)\s*[-/]\s*'?(\d\d)$", words)
    # "2014-15" is two years, as there is no such month; "2011-12" stays the month that it is in ISO.
    if found and int(found[3]) > max(int(found[2]), 12) and not 21 <= int(found[3]) <= 24:
        return f"{found[1]}{found[2]} - {found[1]}{found[3]}"
    return words


def _ends(said: list[str], today: date, day_first: bool) -> list[VagueDate] | None:
    """Read the ends of a span; the first one borrows from the last what only that says."""
    ends = [_one(end, today, day_first) for end in said]
    if len(said) == 2 and ends[1] is not None:
        ends[0] = _borrowed(said[0], said[1], ends[1], today, day_first) or ends[0]
    known = [end for end in ends if end is not None]
    return known if len(known) == len(ends) else None


def _borrowed(first: str, last: str, end: VagueDate, today: date, day_first: bool) -> VagueDate | None:
    """Read "march" of "march to may 2014" with the year, "1" of "1 to 5 march 2014" with the month too."""
    if re.search(r"\d{4}|'\d\d|\d0s", first) or end.earliest is None:
        return None
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", first):
        parts = re.fullmatch(r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\.?((?:\s+of)?\s+.+)", last)
        return _one(first + parts[1], today, day_first) if parts else None
    year = re.search(r"(\d{4})$|'\d\d$", last)
    if year is None:
        return None
    found = _one(f"{first} {year[0]}", today, day_first)
    if found is not None and found.earliest is not None and found.earliest > end.earliest:
        return _one(f"{first} {end.earliest.year - 1:04}", today, day_first)  # "november to may 2014"
    return found


def _one(words: str, today: date, day_first: bool) -> VagueDate | None:
    words = re.sub(r"^(?:on|in|during|at|over)\s+", "", words.strip(" ,"))
    for pattern, mark in ((_UNSURE, "?"), (_ABOUT, "~")):
        if found := re.fullmatch(pattern, words):
            near = _one(found[1] or found[2], today, day_first)
            return None if near is None else _marked(near, mark)
    words = re.sub(rf"^{WEEKDAY},?\s+(?=.*\d)(?!before)".replace("?P<weekday>", "?:"), "", words)
    return _numeric(words, today, day_first) or read(words, today)


def _marked(near: VagueDate, mark: str) -> VagueDate:
    if "/" in near.edtf or not near.edtf:
        return near
    marks = {*re.findall("[?~%]", near.edtf), mark}
    return parse_edtf(re.sub("[?~%]", "", near.edtf) + (mark if marks == {mark} else "%"))


_SPANS: tuple[tuple[str, Callable[..., VagueDate]], ...] = (
    (r"(?:before|earlier than|prior to|pre-?)\s*(.+)", spans.before),
    (r"(?:until|till|up to|by|no(?:t)? later than|at the latest)\s+(.+)", spans.until),
    (r"(.+?),?\s+(?:or (?:earlier|before)|at the latest)", spans.until),
    (r"(?:after|later than|post-?)\s*(.+)", spans.after),
    (r"(?:since|no(?:t)? (?:before|earlier than)|from)\s+((?:(?! to | until | till ).)+)", spans.since),
    (r"(.+?),?\s+(?:or (?:later|after)|at the earliest|onwards?)", spans.since),
    (r"between\s+(.+?)\s+(?:and|&)\s+(.+)", spans.between),
    (r"(?:from\s+)?(.+?)\s+(?:to|until|till|or|and|-|–|—)\s+(?!so$)(.+)", spans.between),
    (r"(\d{4})\s*[-–—/]\s*(\d{4})", spans.between),
    (r"(\d{4}-\d\d(?:-\d\d)?)\s*[–—/]\s*(\d{4}-\d\d(?:-\d\d)?)", spans.between),
    (r"(\d{1,2})\s*[-–—]\s*(\d{1,2}(?:st|nd|rd|th)?\.?\s+.+)", spans.between),
    (rf"({MONTH})\s*[-/]\s*({MONTH}\s.+)".replace("?P<month>", "?:"), spans.between),
    (r"(.+?)\s*[–—]\s*(.+)", spans.between),
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
        day, month = _in_order(found, day_first)
        return parse_edtf(date(year_of(found[4], today), month, day).isoformat())
    if found := re.fullmatch(r"(\d{1,2})([./])(\d{1,2})\.?", words):
        day, month = _in_order(found, day_first)
        return last_such(month, day, today)
    if found := re.fullmatch(r"(\d{1,2})[-./](\d{4})", words):
        return parse_edtf(f"{int(found[2]):04}-{int(found[1]):02}")
    if found := re.fullmatch(r"(?:the year )?(\d{4}|'\d\d)", words):
        return parse_edtf(f"{year_of(found[1], today):04}")
    if re.fullmatch(r"[\d.~?%/x-]+", words) and re.search(r"\d{3}", words):
        return parse_edtf(words.upper())
    return None


def _in_order(found: re.Match[str], day_first: bool) -> tuple[int, int]:
    """Return day and month; dots stand between them nowhere else than where the day comes first."""
    day, month = int(found[1]), int(found[3])
    if found[2] != "." and not day_first:
        day, month = month, day
    return (month, day) if month > 12 >= day else (day, month)
