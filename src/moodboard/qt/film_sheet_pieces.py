# SPDX-License-Identifier: GPL-3.0-or-later
"""The pieces of a film's exported page: headings, watches, shots, lines, notes; each knows its height."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from moodboard.domain.arrange import justified_rows
from moodboard.domain.board import Rect
from moodboard.domain.flow import Block, Laid
from moodboard.domain.line import Line, format_timecode
from moodboard.domain.rewatch_story import StoryRow
from moodboard.domain.still import Still
from moodboard.qt import film_words
from moodboard.qt.film_sheet_pictures import SheetPictures
from moodboard.qt.film_sheet_type import SetWords, elided, named, serif, width_of
from moodboard.qt.stars import PITCH, RADIUS, paint_stars
from moodboard.qt.tokens import Tokens, with_alpha

SHOT_GAP = 8.0
_NUMBER_RIGHT, _DOT, _TEXT_LEFT = 22.0, 35.5, 56.0
_DATE_BASE, _DOT_Y, _FACTS_BASE = 21.0, 16.5, 41.0
_STARS = 4 * PITCH + 2 * RADIUS
_WHOLE_UP_TO = 6
"""Lines of words that are not parted by the end of a page."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What pieces are painted on."""

    painter: QPainter
    tokens: Tokens
    pictures: SheetPictures
    scale: float
    """Pixels for each unit, for those who fetch pictures."""


class Piece(Protocol):
    """What a block holds."""

    def paint(self, canvas: Canvas, laid: Laid[Piece]) -> None:
        """Paint it where it was laid."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a part of the page is called, and how many there are."""

    words: str
    count: int = 0

    def paint(self, canvas: Canvas, laid: Laid[Piece]) -> None:
        """Serif; the number smaller and softer."""
        painter = canvas.painter
        painter.setFont(serif(20, self.words))
        painter.setPen(QColor(canvas.tokens.ink))
        painter.drawText(QPointF(laid.left, laid.top + 21), self.words)
        if self.count:
            after = laid.left + width_of(self.words, serif(20, self.words)) + 6
            painter.setFont(serif(16))
            painter.setPen(QColor(canvas.tokens.ink_2))
            painter.drawText(QPointF(after, laid.top + 21), f"{self.count:,}")


def heading(words: str, count: int = 0) -> Block[Piece]:
    """Return the heading of a part; it stays with what it heads."""
    return Block(Heading(words, count), 38.0, holds=True)


# Watches


@dataclass(frozen=True, slots=True)
class WatchHead:
    """Number, dot, date, stars, and with whom, where and how."""

    row: StoryRow
    facts: SetWords | None
    is_first: bool
    is_last: bool
    """Nothing follows it on the thread."""

    def paint(self, canvas: Canvas, laid: Laid[Piece]) -> None:
        """As on the film's page in the window."""
        row, painter, tokens, top = self.row, canvas.painter, canvas.tokens, laid.top
        is_soft = not row.watches or not (row.is_run or row.watches[0].date.is_day)
        _paint_thread(canvas, laid, from_dot=self.is_first, to_dot=self.is_last)
        self._dot(canvas, laid, is_soft)
        if row.numbers:
            painter.setFont(serif(16))
            painter.setPen(QColor(tokens.ink_2))
            left = laid.left + _NUMBER_RIGHT - width_of(row.numbers, serif(16))
            painter.drawText(QPointF(left, top + _DATE_BASE), row.numbers)
        times = row.watches[0].times if row.watches and not row.is_run else 1
        words = film_words.row_date(row) + (f" ×{times:,}" if times > 1 else "")
        font = serif(18, words, is_italic=is_soft)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink if row.watches else tokens.ink_2))
        room = laid.width - _TEXT_LEFT - (_STARS + 12 if row.watches else 0)
        painter.drawText(QPointF(laid.left + _TEXT_LEFT, top + _DATE_BASE), elided(words, font, room))
        if row.watches:
            left = laid.left + laid.width - _STARS
            paint_stars(painter, row.watches[0].rating, left, top + _DOT_Y, tokens.star)
        if self.facts is not None:
            painter.setPen(QColor(tokens.ink_2))
            self.facts.paint(painter, laid.left + _TEXT_LEFT, top + _FACTS_BASE - 12)

    def _dot(self, canvas: Canvas, laid: Laid[Piece], hollow: bool) -> None:
        painter, tokens = canvas.painter, canvas.tokens
        centre = QPointF(laid.left + _DOT, laid.top + _DOT_Y)
        painter.setPen(QPen(QColor(tokens.panel), 2))
        painter.setBrush(QColor(tokens.panel if hollow else tokens.fill))
        painter.drawEllipse(centre, 5, 5)
        if hollow:
            painter.setPen(QPen(QColor(tokens.fill), 1.3))
            painter.drawEllipse(centre, 4, 4)


@dataclass(frozen=True, slots=True)
class WatchWords:
    """Lines of what was written down of a watch."""

    words: SetWords
    first: int
    count: int
    is_last: bool

    def paint(self, canvas: Canvas, laid: Laid[Piece]) -> None:
        """Under its facts; the thread goes by."""
        if not self.is_last:
            _paint_thread(canvas, laid)
        canvas.painter.setPen(QColor(canvas.tokens.ink))
        self.words.paint(canvas.painter, laid.left + _TEXT_LEFT, laid.top, self.first, self.count)


def _paint_thread(canvas: Canvas, laid: Laid[Piece], from_dot: bool = False, to_dot: bool = False) -> None:
    """The line on which the dots stand, through the room above too."""
    top = laid.top + _DOT_Y if from_dot else laid.top - laid.room_above
    bottom = laid.top + _DOT_Y if to_dot else laid.top + laid.height
    if bottom > top:
        colour = with_alpha(canvas.tokens.accent, 0.42)
        canvas.painter.fillRect(QRectF(laid.left + _DOT - 0.5, top, 1, bottom - top), colour)


def watch_blocks(rows: Sequence[StoryRow], width: float) -> Iterator[Block[Piece]]:
    """Yield the watches, the newest first; long words may go on on the next page."""
    for number, row in enumerate(rows):
        is_first, is_last = number == 0, number == len(rows) - 1
        facts = film_words.row_facts(row)
        note = "" if row.is_run or not row.watches else row.watches[0].note.strip()
        room = width - _TEXT_LEFT
        set_facts = SetWords(facts, named("small"), room, 16) if facts else None
        height = _DATE_BASE + 8 + (set_facts.height + 1 if set_facts is not None else 0)
        head = WatchHead(row, set_facts, is_first, is_last)
        yield Block(head, height, 0.0 if is_first else 11.0, holds=bool(note))
        if note:
            words = SetWords(note, named("body"), room, 18)
            yield from _parted(words, partial(WatchWords, words, is_last=is_last))


# Lines and notes


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text."""

    words: SetWords
    first: int
    count: int
    is_soft: bool = False

    def paint(self, canvas: Canvas, laid: Laid[Piece]) -> None:
        """In ink, or softer."""
        canvas.painter.setPen(QColor(canvas.tokens.ink_2 if self.is_soft else canvas.tokens.ink))
        self.words.paint(canvas.painter, laid.left, laid.top, self.first, self.count)


def _parted(
    words: SetWords, piece: Callable[[int, int], Piece], before: float = 0.0, holds: bool = False
) -> Iterator[Block[Piece]]:
    """Yield words as one block, or line by line when they are many."""
    if words.rows <= _WHOLE_UP_TO:
        yield Block(piece(0, words.rows), words.height, before, holds)
        return
    for number in range(words.rows):
        last = number == words.rows - 1
        keeps = number == 0 or number == words.rows - 2 or (last and holds)
        yield Block(piece(number, 1), words.line, before if number == 0 else 0.0, keeps)


def line_blocks(lines: Sequence[Line], width: float) -> Iterator[Block[Piece]]:
    """Yield the lines, the first one large; what is known of each stands under it."""
    for number, line in enumerate(lines):
        large = number == 0 and len(line.text) < 90
        font = serif(26, line.text) if large else serif(18, line.text, is_italic=True)
        words = SetWords(line.text.strip(), font, width, 33 if large else 26)
        facts = " · ".join(filter(None, (line.speaker, format_timecode(line.timecode) or "")))
        before = 0.0 if number == 0 else 14.0
        yield from _parted(words, partial(Words, words), before, holds=bool(facts))
        if facts:
            said = SetWords(facts, named("timecode"), width, 16)
            yield Block(Words(said, 0, said.rows, is_soft=True), said.height, 3.0)


def note_blocks(notes: str, width: float) -> Iterator[Block[Piece]]:
    """Yield what was noted of the film, paragraph by paragraph."""
    for number, part in enumerate(filter(None, (p.strip() for p in notes.split("\n\n")))):
        words = SetWords(part, named("lead"), width, 22)
        yield from _parted(words, partial(Words, words), 10.0 if number else 0.0)


# Shots


@dataclass(frozen=True, slots=True)
class ShotRow:
    """Shots beside each other, each in its own shape."""

    shots: tuple[tuple[Still, Rect], ...]

    def paint(self, canvas: Canvas, laid: Laid[Piece]) -> None:
        """Whole, never cut."""
        for still, rect in self.shots:
            place = QRectF(laid.left + rect.x, laid.top, rect.width, rect.height)
            canvas.pictures.paint(canvas.painter, still, place, canvas.scale)


def shot_blocks(
    stills: Sequence[Still], width: float, most: float, share: float = 1.0
) -> Iterator[Block[Piece]]:
    """Yield the rows of shots in film order; none is higher than ``most``; ``share`` makes them smaller."""
    target = min(most, share * max(66.0, min(132.0, width / 5.2)))
    rects = justified_rows([still.ratio for still in stills], width, SHOT_GAP, target)
    row: list[tuple[Still, Rect]] = []
    for number, (still, rect) in enumerate(zip(stills, rects, strict=True)):
        row.append((still, _lower(rect, most)))
        if number + 1 == len(rects) or rects[number + 1].y != rect.y:
            height = max(one.height for _, one in row)
            yield Block(ShotRow(tuple(row)), height, SHOT_GAP if number + 1 > len(row) else 0.0)
            row = []


def _lower(rect: Rect, most: float) -> Rect:
    """Return a shot that is as high as a page at most, in its own shape."""
    if rect.height <= most:
        return rect
    return Rect(rect.x, rect.y, rect.width * most / rect.height, most)
