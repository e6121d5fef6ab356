# SPDX-License-Identifier: GPL-3.0-or-later
"""A film's page composed for paper or for one picture: what is laid where, and how it is painted."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor

from moodboard.domain.export import PAINTER_LIMIT
from moodboard.domain.film_sheet import LONGEST_PDF, FilmSheet, SheetRequest
from moodboard.domain.flow import Block, Column, Laid, Paper, Region, end_of, flow, pages_of
from moodboard.domain.rewatch_story import story
from moodboard.qt import film_words
from moodboard.qt.film_sheet_head import Head
from moodboard.qt.film_sheet_pieces import (
    Canvas,
    Piece,
    ShotRow,
    WatchHead,
    Words,
    heading,
    line_blocks,
    note_blocks,
    shot_blocks,
    watch_blocks,
)
from moodboard.qt.film_sheet_type import named, width_of
from moodboard.qt.tokens import Tokens, tokens_for

_TWO, _THREE = 560.0, 1100.0
"""Widths from which there are so many columns."""
_TRIES = 7
_SHARES = (0.8, 0.64, 0.5, 0.4)
_SMALLEST_SCALE = 0.8
"""Pixels for a unit, below which a long picture would not be legible."""
_UNDER_HEAD, _REGION = 34.0, 40.0

_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What found no room on a picture."""

    watches: int = 0
    shots: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Composed:
    """Everything that painting needs."""

    title: str
    head: Head
    laid: tuple[Laid[Piece], ...]
    pages: int
    width: float
    height: float
    """Of a page, in units."""
    margin: float
    scale: float
    """Pixels for each unit."""
    tokens: Tokens
    left_out: LeftOut = LeftOut()

    @property
    def pixels(self) -> tuple[int, int]:
        """How many a page has."""
        return max(1, round(self.width * self.scale)), max(1, math.ceil(self.height * self.scale - 0.01))

    def paint(self, canvas: Canvas, page: int, top: float, bottom: float, told: Callable[[], None]) -> None:
        """Paint what lies between two heights of a page; ``told`` after each piece."""
        canvas.painter.fillRect(QRectF(0, top, self.width, bottom - top), QColor(self.tokens.panel))
        if page == 0 and top < self.head.height:
            self.head.paint(canvas)
        for one in self.laid:
            above = one.top - one.room_above
            if one.page == page and above - 8 < bottom and one.top + one.height + 8 > top:
                one.what.paint(canvas, one)
            if one.page == page and top <= one.top < bottom:
                told()
        if self.pages > 1:
            self._foot(canvas, page)

    def _foot(self, canvas: Canvas, page: int) -> None:
        canvas.painter.setFont(named("small"))
        canvas.painter.setPen(QColor(self.tokens.ink_3))
        words = f"{page + 1} / {self.pages}"
        base = self.height - 22
        canvas.painter.drawText(QPointF(self.margin, base), self.title)
        canvas.painter.drawText(
            QPointF(self.width - self.margin - width_of(words, named("small")), base), words
        )


def composed(request: SheetRequest, sheet: FilmSheet) -> Composed:
    """Lay the page out: on as many pages as a PDF needs, or on the one of a picture."""
    shape = request.shape
    if request.is_paged or shape.height is None:
        return _at(request, sheet, shape.unit_width)
    made = _at(request, sheet, shape.unit_width)
    spread = shape.widest - shape.unit_width
    tries = [(shape.unit_width + spread * step / _TRIES, 1.0) for step in range(1, _TRIES + 1)]
    # Shots become smaller before any of them is left out.
    for width, share in (*tries, *((shape.widest, share) for share in _SHARES)):
        if made.left_out == LeftOut():
            break
        made = _at(request, sheet, width, share)
    return made


def _at(request: SheetRequest, sheet: FilmSheet, width: float, share: float = 1.0) -> Composed:
    shape = request.shape
    margin = 24.0 if width < _TWO else 48.0
    head = Head(sheet, width, margin)
    longest = _longest(request)
    height = longest if shape.height is None else width * shape.height / shape.width
    bottom = 48.0 if request.is_paged else margin
    paper = Paper(height, 44.0, bottom, head.height + _UNDER_HEAD)
    parts = _Parts(sheet, height - 44.0 - bottom - 40, share)
    laid = flow(_regions(parts, width, margin), paper)
    pages, left_out = pages_of(laid), LeftOut()
    end = end_of(laid, 0, head.height) + bottom
    if not request.is_paged:
        left_out = _left_out(laid)
        laid = [one for one in laid if one.page == 0]
        if pages == 1 and shape.height is not None and sheet.cover is not None:
            laid = _lowered(head, laid, height - end, width)
        pages = 1
    if shape.height is None and pages == 1:
        height = end
    scale = shape.width / width
    if shape.height is None and not request.is_paged:
        scale = min(scale, min(request.format.longest_side, PAINTER_LIMIT) / height)
    title = sheet.page.film.title
    tokens = tokens_for(request.dark)
    return Composed(title, head, tuple(laid), pages, width, height, margin, scale, tokens, left_out)


def _longest(request: SheetRequest) -> float:
    if request.is_paged:
        return LONGEST_PDF
    return min(request.format.longest_side, PAINTER_LIMIT) / _SMALLEST_SCALE


def _lowered(head: Head, laid: list[Laid[Piece]], free: float, width: float) -> list[Laid[Piece]]:
    """Give what is free to the still, up to its own shape; the rest stays silence at the foot."""
    by = min(free, max(0.0, width * 1.1 - head.still_height))
    if by <= 0:
        return laid
    head.grow(by)
    return [Laid(one.what, 0, one.left, one.top + by, one.width, one.height, one.room_above) for one in laid]


def _left_out(laid: Iterable[Laid[Piece]]) -> LeftOut:
    counts: Counter[str] = Counter()
    for one in laid:
        if one.page == 0:
            continue
        if isinstance(one.what, WatchHead):
            counts["watches"] += sum(watch.times for watch in one.what.row.watches) or 1
        elif isinstance(one.what, ShotRow):
            counts["shots"] += len(one.what.shots)
        elif isinstance(one.what, Words) and not one.what.is_soft:
            counts["lines"] += one.what.first == 0
    return LeftOut(counts["watches"], counts["shots"], counts["lines"])


# What stands where


def _regions(parts: _Parts, width: float, margin: float) -> list[Region[Piece]]:
    """Return the parts, side by side where there is room."""
    left, room = margin, width - 2 * margin
    if width >= _THREE:
        return _in_three(parts, left, room)
    if width >= _TWO:
        return _in_two(parts, left, room)
    made = [part(room) for part in (parts.watches, parts.shots, parts.lines, parts.notes)]
    there = [blocks for blocks in made if blocks]
    return [Region((Column(left, room, one),), _REGION if n else 0.0) for n, one in enumerate(there)]


def _in_two(parts: _Parts, left: float, room: float) -> list[Region[Piece]]:
    """Watches beside lines and notes; shots under them, as wide as the page."""
    gap = 40.0
    half = (room - gap) * 0.54
    rest = room - gap - half
    beside: tuple[Column[Piece], ...]
    if parts.has_words and parts.has_watches:
        beside = (
            Column(left, half, parts.watches(half)),
            Column(left + half + gap, rest, parts.words(rest)),
        )
    else:
        beside = (Column(left, room, parts.watches(room) or parts.words(room)),)
    return [Region(beside), Region((Column(left, room, parts.shots(room)),), _REGION)]


def _in_three(parts: _Parts, left: float, room: float) -> list[Region[Piece]]:
    """Watches, shots and lines side by side; parts that are empty leave their room to the others."""
    shares = [
        (share, part)
        for share, part, there in (
            (0.31, parts.watches, parts.has_watches),
            (0.41, parts.shots, parts.has_shots),
            (0.28, parts.words, parts.has_words),
        )
        if there
    ]
    gap = 56.0
    whole = sum(share for share, _ in shares) or 1.0
    free = room - gap * (len(shares) - 1)
    columns: list[Column[Piece]] = []
    for share, part in shares:
        wide = free * share / whole
        columns.append(Column(left, wide, part(wide)))
        left += wide + gap
    return [Region(tuple(columns))]


Blocks = tuple[Block[Piece], ...]


class _Parts:
    """The parts of the page, made for a width."""

    def __init__(self, sheet: FilmSheet, most: float, share: float) -> None:
        self._sheet, self._most, self._share = sheet, most, share
        film = sheet.page.film
        rows = story(sheet.page.watches, film.earlier_watches)
        self._rows = [row for row in rows if row.watches or row.last]
        self.has_watches, self.has_shots = bool(self._rows), bool(sheet.stills)
        self.has_words = bool(sheet.lines or film.notes.strip())

    def watches(self, width: float) -> Blocks:
        if not self.has_watches:
            return ()
        return (heading(film_words.heading(self._sheet.page)), *watch_blocks(self._rows, width))

    def shots(self, width: float) -> Blocks:
        stills = self._sheet.stills
        if not stills:
            return ()
        rows = shot_blocks(stills, width, self._most, self._share)
        return (heading(_translate("film", "Shots"), len(stills)), *rows)

    def lines(self, width: float) -> Blocks:
        lines = self._sheet.lines
        if not lines:
            return ()
        return (heading(_translate("film", "Lines"), len(lines)), *line_blocks(lines, width))

    def notes(self, width: float) -> Blocks:
        notes = self._sheet.page.film.notes.strip()
        return (heading(_translate("film", "Notes")), *note_blocks(notes, width)) if notes else ()

    def words(self, width: float) -> Blocks:
        """Lines, and the notes under them."""
        lines, notes = self.lines(width), self.notes(width)
        if not (lines and notes):
            return lines or notes
        first = Block(notes[0].what, notes[0].height, _REGION, holds=True)
        return (*lines, first, *notes[1:])
