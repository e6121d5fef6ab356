# SPDX-License-Identifier: GPL-3.0-or-later
"""Spans made of days: before, until, after, since, between, and parts of a year."""

from __future__ import annotations

from datetime import date, timedelta

from moodboard.domain.edtf import VagueDate, month_bounds, parse_edtf


def span(first: date | None, last: date | None) -> VagueDate:
    """Return what lies between two days, open where one is missing; one day where they are the same."""
    if first is not None and first == last:
        return parse_edtf(first.isoformat())
    start, end = _short(first, False), _short(last, True)
    if first is not None and last is not None and 10 in (len(start), len(end)):
        start, end = first.isoformat(), last.isoformat()  # days on both sides, or on none
    # A whole month or year is one, and no span.
    return parse_edtf(start if start == end and start != ".." else f"{start}/{end}")


def _short(day: date | None, is_last: bool) -> str:
    """Return an end of a span as a year or a month where it is the edge of one."""
    if day is None:
        return ".."
    if (day.month, day.day) == ((12, 31) if is_last else (1, 1)):
        return f"{day.year:04}"
    if day == month_bounds(day.year, day.month)[is_last]:
        return f"{day.year:04}-{day.month:02}"
    return day.isoformat()


def months(first: tuple[int, int], last: tuple[int, int]) -> VagueDate:
    """Return the span from a month to a month, each a year and a month."""
    return parse_edtf(f"{first[0]:04}-{first[1]:02}/{last[0]:04}-{last[1]:02}")


def months_back(today: date, count: int) -> tuple[int, int]:
    """Return the year and month some months ago."""
    ordinal = today.year * 12 + today.month - 1 - count
    return ordinal // 12, ordinal % 12 + 1


def before(end: VagueDate) -> VagueDate:
    """Return all time before it begins."""
    return span(None, end.earliest - timedelta(days=1) if end.earliest else end.latest)


def until(end: VagueDate) -> VagueDate:
    """Return all time until it ends."""
    return span(None, end.latest)


def after(start: VagueDate) -> VagueDate:
    """Return all time after it has ended."""
    return span(start.latest + timedelta(days=1) if start.latest else start.earliest, None)


def since(start: VagueDate) -> VagueDate:
    """Return all time since it began."""
    return span(start.earliest, None)


def between(start: VagueDate, end: VagueDate) -> VagueDate:
    """Return the time from the beginning of the one to the end of the other."""
    # Compared by their first days; a part of an open end counts by the end that it has.
    if (start.earliest or date.min) > (end.earliest or date.min):
        start, end = end, start
    return span(start.earliest, end.latest)
