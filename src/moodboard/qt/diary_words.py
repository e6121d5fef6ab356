# SPDX-License-Identifier: GPL-3.0-or-later
"""What the diary says of its sections and watches, in the words of the screen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from moodboard.domain.date_spoken import MONTH_NAMES
from moodboard.domain.dates import full, ordinal
from moodboard.domain.diary import DiaryRow, Kind, Section
from moodboard.domain.film import named
from moodboard.domain.text_keys import facts_line

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("diary", text, "", number)


def month_name(month: int) -> str:
    """Return January, February."""
    return MONTH_NAMES[month - 1]


def weekday(day: date) -> str:
    """Return Monday, Tuesday."""
    return _WEEKDAYS[day.weekday()]


def long_day(day: date) -> str:
    """Return "Saturday, 12 March 2016"."""
    return f"{weekday(day)}, {day.day} {month_name(day.month)} {day.year:04}"


def heading(section: Section) -> str:
    """Return "March 2016", "some time in March 2016", "summer 2016", "date unknown"."""
    if section.kind is Kind.UNKNOWN:
        return _tr("date unknown")
    if section.kind is Kind.DAYS:
        return (
            long_day(section.date.earliest)
            if section.date.is_day and section.date.earliest
            else _month(section)
        )
    if section.kind is Kind.MONTH:
        return _tr("some time in {month}").format(month=_month(section))
    words = full(section.date)
    # A year, a decade or a century alone would read as a heading of everything in it.
    if section.kind is Kind.SPAN and section.date.edtf.isalnum():
        return _tr("some time in {year}").format(year=words if words.isdigit() else _the(words))
    return words


def _the(words: str) -> str:
    return words if words.startswith("the ") else f"the {words}"


def _month(section: Section) -> str:
    return f"{month_name(int(section.month[5:]))} {section.month[:4]}"


def count(section: Section) -> str:
    """Return "14 watches"."""
    return _tr("%n watch(es)", section.count)


def how_manieth(row: DiaryRow) -> str:
    """Return "12th time", "first time", "×3"; nothing where the date is unknown."""
    if row.watch.times > 1:
        return f"×{row.watch.times}"
    if not row.counts:
        return ""
    if row.at_least:
        return _tr("at least the {nth} time").format(nth=ordinal(row.number))
    if row.number == 1:
        return _tr("first time")
    return _tr("{nth} time").format(nth=ordinal(row.number))


def circumstances(row: DiaryRow) -> str:
    """Return "with Ana · at home · Blu-ray · not finished"."""
    watch = row.watch
    parts = []
    if watch.people:
        parts.append(_tr("with {people}").format(people=", ".join(watch.people)))
    parts += [part for part in (watch.where, watch.medium, watch.cut) if part]
    if not watch.finished:
        parts.append(_tr("not finished"))
    return facts_line(parts)


def own_date(row: DiaryRow, section: Section | None) -> str:
    """Return a vague date's words where its section says less: "about 12 Mar 2016" among a month's."""
    vague = row.watch.date
    if vague.is_day or not vague.is_known or section is None or not section.is_vague:
        return ""
    words = full(vague)
    return "" if words.casefold() in heading(section).casefold() else words


def spoken_row(row: DiaryRow) -> str:
    """Return all that a row shows, for who listens."""
    watch = row.watch
    words = [full(watch.date) or _tr("date unknown"), named(row.title, row.year)]
    if watch.date.is_day and watch.date.earliest is not None:
        words[0] = long_day(watch.date.earliest)
    if watch.rating is not None:
        words.append(_tr("{stars} stars").format(stars=f"{watch.rating / 2:g}"))
    words += [how_manieth(row), circumstances(row), watch.note]
    return ", ".join(word for word in words if word)
