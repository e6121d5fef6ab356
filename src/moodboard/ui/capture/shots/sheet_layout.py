# SPDX-License-Identifier: GPL-3.0-or-later
"""Where each shot lies on the contact sheet: as many columns as fit, a heading before each chapter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

GAP = 14
CAPTION = 22
HEADING = 38
EDGE = 4
"""Around all of it: rings lie outside of the pictures."""
_LEAST, _WANTED = 104, 176


@dataclass(frozen=True, slots=True)
class Section:
    """Shots under one heading; an empty title has none."""

    title: str
    first: int
    count: int


class SheetLayout:
    """Rectangles in the sheet's own pixels, found without going through all shots."""

    def __init__(self, width: int, ratio: float, sections: Sequence[Section]) -> None:
        self.sections = tuple(section for section in sections if section.count)
        room = max(_LEAST, width - 2 * EDGE)
        self.columns = max(1, round((room + GAP) / (_WANTED + GAP)))
        while self.columns > 1 and (room + GAP) // self.columns - GAP < _LEAST:
            self.columns -= 1
        self.cell = (room - GAP * (self.columns - 1)) // self.columns
        # An upright film would fill the screen with one row.
        self.picture = max(24, min(round(self.cell / max(0.2, ratio)), round(self.cell * 1.2)))
        self.row = self.picture + CAPTION + GAP
        self._tops: list[int] = []
        top = EDGE
        for section in self.sections:
            self._tops.append(top)
            top += (HEADING if section.title else 0) + -(-section.count // self.columns) * self.row
        self.height = top + EDGE
        self._firsts = [section.first for section in self.sections]

    def count(self) -> int:
        """How many shots there are."""
        return self._firsts[-1] + self.sections[-1].count if self.sections else 0

    def rect(self, place: int) -> QRect:
        """Return where a shot's picture and caption lie."""
        number = bisect_right(self._firsts, place) - 1
        if number < 0 or place >= self.count():
            return QRect()
        section = self.sections[number]
        row, column = divmod(place - section.first, self.columns)
        top = self._tops[number] + (HEADING if section.title else 0) + row * self.row
        return QRect(EDGE + column * (self.cell + GAP), top, self.cell, self.picture + CAPTION)

    def heading(self, number: int) -> QRect:
        """Return where the heading of a section lies."""
        return QRect(EDGE, self._tops[number], self.columns * (self.cell + GAP) - GAP, HEADING)

    def between(self, top: int, bottom: int) -> range:
        """Return the shots of which something lies between two heights."""
        count = self.count()
        return range(self._first_below(top), min(count, self._first_below(bottom + self.row) if count else 0))

    def headings_between(self, top: int, bottom: int) -> list[int]:
        """Return the sections whose headings lie between two heights."""
        return [
            number
            for number, at in enumerate(self._tops)
            if self.sections[number].title and at < bottom and at + HEADING > top
        ]

    def _first_below(self, height: int) -> int:
        """Return the first shot of the row that a height falls into, or of the next one."""
        if not self.sections:
            return 0
        number = max(0, bisect_right(self._tops, height) - 1)
        section = self.sections[number]
        into = height - self._tops[number] - (HEADING if section.title else 0)
        row = max(0, into // self.row)
        return section.first + min(section.count, row * self.columns)

    def at(self, x: int, y: int) -> int:
        """Return which shot a point is on, -1 for none."""
        for place in self.between(y, y):
            if self.rect(place).contains(x, y):
                return place
        return -1

    def beside(self, place: int, rows: int) -> int:
        """Return the shot so many rows below (or above, below 0), as near under it as there is."""
        here = self.rect(place)
        count = self.count()
        x, now = here.center().x(), place
        for _row in range(abs(rows)):
            y = self.rect(now).center().y()
            step = self.columns if rows > 0 else -self.columns
            near = [
                one
                for one in range(
                    max(0, min(now, now + step) - self.columns),
                    min(count, max(now, now + step) + self.columns + 1),
                )
                if (self.rect(one).center().y() > y) == (rows > 0)
                and abs(self.rect(one).center().y() - y) > 4
            ]
            if not near:
                break
            closest = min(abs(self.rect(one).center().y() - y) for one in near)
            row = [one for one in near if abs(self.rect(one).center().y() - y) == closest]
            now = min(row, key=lambda one: abs(self.rect(one).center().x() - x))
        return now
