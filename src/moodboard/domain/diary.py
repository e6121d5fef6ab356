# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary in its order: months with their days, and softer sections for what no day is known of."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from datetime import date as Day  # noqa: N812 - a section's own date is called so
from enum import IntEnum

from moodboard.domain.dates import VagueDate, parse_edtf
from moodboard.domain.film import Watch


@dataclass(frozen=True, slots=True)
class DiaryQuery:
    """Which watches of the diary are shown."""

    text: str = ""
    year: int | None = None
    """Those that surely lie in it."""
    rewatches: bool = False
    stars: int | None = None
    """At least so many half stars."""

    @property
    def narrows(self) -> bool:
        return self != DiaryQuery()


class Kind(IntEnum):
    """What a section holds; where two begin in one month, the higher stands first."""

    UNKNOWN = -1
    SPAN = 0
    """A season, a year, a span: "summer 2016"."""
    MONTH = 1
    """Some time in one month."""
    DAYS = 2
    """The days of one month."""
    OPEN = 3
    """All time until a day: "before 2014"."""


@dataclass(frozen=True, slots=True)
class Section:
    """Watches under one heading."""

    kind: Kind
    month: str
    """Where it stands: ``2016-03``, empty for the unknown ones."""
    date: VagueDate
    """What the heading says: a month, or the vague date itself."""
    start: int
    """Its first watch's place among all."""
    count: int

    @property
    def is_vague(self) -> bool:
        return self.kind is not Kind.DAYS

    @property
    def year(self) -> int | None:
        return int(self.month[:4]) if self.month else None

    def lies_in(self, first: Day, last: Day) -> bool:
        """Whether all of it surely lies between two days."""
        dated = self.date
        if dated.earliest is None or dated.latest is None:
            return False
        return first <= dated.earliest and dated.latest <= last


@dataclass(frozen=True, slots=True)
class DiaryRow:
    """What one row of the diary shows."""

    watch: Watch
    title: str
    year: int | None
    cover: str
    """The uuid of the still to show, empty when the film has none."""
    number: int
    """The how manieth time it was; of several in one entry the last."""
    at_least: bool = False
    poster: str = ""

    @property
    def counts(self) -> bool:
        """Whether its number says something: of an unknown date nobody knows which time it was."""
        return self.watch.date.is_known


@dataclass(frozen=True, slots=True)
class Outline:
    """All watches of the diary by number, newest first, and the sections that they stand in."""

    sections: tuple[Section, ...] = ()
    ids: array[int] = field(default_factory=lambda: array("q"))
    days: array[int] = field(default_factory=lambda: array("i"))
    """The day of each as an ordinal, 0 where it is not known to the day."""

    def on_day(self, day: date) -> list[int]:
        """Return the watches of a day, the last one first."""
        section = self.days_of(day.year, day.month)
        if section is None:
            return []
        wanted = day.toordinal()
        return [id_ for id_, of in self._of(section) if of == wanted]

    def counts(self, year: int) -> dict[date, int]:
        """Return how many entries each day of a year has; days without one are left out."""
        found: dict[int, int] = {}
        for section in self.sections:
            if section.kind is Kind.DAYS and section.year == year:
                for _id, day in self._of(section):
                    found[day] = found.get(day, 0) + 1
        return {date.fromordinal(day): count for day, count in found.items()}

    def days_of(self, year: int, month: int) -> Section | None:
        """Return the section of a month's days."""
        key = f"{year:04}-{month:02}"
        of_days = (one for one in self.sections if one.kind is Kind.DAYS and one.month == key)
        return next(of_days, None)

    def vague_in(self, first: date, last: date) -> tuple[Section, ...]:
        """Return the vague sections that surely lie between two days."""
        return tuple(one for one in self.sections if one.is_vague and one.lies_in(first, last))

    def ids_of(self, section: Section) -> list[int]:
        """Return the watches of a section."""
        return list(self.ids[section.start : section.start + section.count])

    def excerpt(self, day: date, vague: tuple[Section, ...]) -> Outline:
        """Return what a calendar tells beside a day: its watches, and what may have been then."""
        ids, days = array("q", self.on_day(day)), array("i")
        days.extend([day.toordinal()] * len(ids))
        said = parse_edtf(day.isoformat())
        sections = [Section(Kind.DAYS, day.isoformat()[:7], said, 0, len(ids))]
        for one in vague:
            sections.append(replace(one, start=len(ids)))
            ids.extend(self.ids_of(one))
            days.extend([0] * one.count)
        return Outline(tuple(sections), ids, days)

    def years(self) -> list[int]:
        """Return the years that sections stand in, newest first."""
        return list(dict.fromkeys(one.year for one in self.sections if one.year is not None))

    def _of(self, section: Section) -> list[tuple[int, int]]:
        end = section.start + section.count
        return list(zip(self.ids[section.start : end], self.days[section.start : end], strict=True))


_Place = tuple[Kind, str, str]


def outlined(watches: Iterable[tuple[int, str]]) -> Outline:
    """Sort watches into sections; each is its number and its EDTF, the newest first."""
    groups: dict[_Place, tuple[list[int], list[int]]] = {}
    placed: dict[str, tuple[list[int], list[int], int]] = {}  # hundreds of thousands share few dates
    for id_, edtf in watches:
        known = placed.get(edtf)
        if known is None:
            place, day = _place(parse_edtf(edtf))
            known = placed[edtf] = (*groups.setdefault(place, ([], [])), day)
        ids, days, day = known
        ids.append(id_)
        days.append(day)
    return _joined(groups)


def _place(vague: VagueDate) -> tuple[_Place, int]:
    """Return kind, month and EDTF of the section that a date stands in, and its day if there is one."""
    first, last = vague.earliest, vague.latest
    if vague.is_day and first is not None:
        return (Kind.DAYS, first.isoformat()[:7], ""), first.toordinal()
    if first is None or last is None:
        if not vague.is_known:
            return (Kind.UNKNOWN, "", ""), 0
        day = first or last or date.min
        return ((Kind.OPEN if first is None else Kind.SPAN), day.isoformat()[:7], _plain(vague.edtf)), 0
    month = first.isoformat()[:7]
    if month == last.isoformat()[:7]:
        return (Kind.MONTH, month, ""), 0
    return (Kind.SPAN, month, _plain(vague.edtf)), 0


def _plain(edtf: str) -> str:
    """Leave out that it was unsure: "about 2014" stands under 2014 too."""
    return edtf.translate({ord(mark): None for mark in "?~%"})


def _joined(groups: dict[_Place, tuple[list[int], list[int]]]) -> Outline:
    ids, days, sections = array("q"), array("i"), list[Section]()
    for key in sorted(groups, key=_order, reverse=True):
        kind, month, edtf = key
        of_ids, of_days = groups[key]
        heading = parse_edtf(edtf or month)
        sections.append(Section(kind, month, heading, len(ids), len(of_ids)))
        ids.extend(of_ids)
        days.extend(of_days)
    return Outline(tuple(sections), ids, days)


def _order(key: _Place) -> tuple[str, int, str]:
    kind, month, edtf = key
    latest = parse_edtf(edtf or month).latest or date.max
    # Of two that begin together the longer one stands further down, as its beginning is all that counts.
    return month, int(kind), "".join(chr(255 - ord(c)) for c in latest.isoformat())


def section_at(starts: list[int], row: int) -> int:
    """Return which of the sections that begin at these rows holds a row."""
    return bisect_right(starts, row) - 1
