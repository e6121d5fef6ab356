# SPDX-License-Identifier: GPL-3.0-or-later
"""How a row of the rewatch story is laid out and painted: number, dot, date, stars, facts, words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from moodboard.domain.rewatch_story import StoryRow
from moodboard.domain.text_keys import starts_right_to_left
from moodboard.qt.film_words import row_date, row_facts
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.tokens import RADIUS_BUTTON, Tokens, with_alpha
from moodboard.ui import theme
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.stars import PITCH, RADIUS, paint_stars

NUMBER_RIGHT = 22
DOT = 35.5
TEXT_LEFT = 56
"""From the page's margin, in pixels."""
STARS_WIDTH = 4 * PITCH + 2 * RADIUS
DATE_BASE = 21
DOT_Y = 16.5
_FACTS_BASE = 41
_LINE = 18
_FOOT = 15
_LINES_SHOWN = 6
_WIDEST_LINE = 200


@dataclass(slots=True)
class RowLayout:
    """A row's words, set in a width."""

    height: int
    date: str
    facts: str
    words: QTextLayout | None
    lines: int
    """How many lines of the words are shown."""
    is_cut: bool
    """There are more."""


def _font(italic: bool) -> QFont:
    return make_font(SERIF, 18, italic=italic)


class RowFonts:
    """The fonts of the rows, made once."""

    def __init__(self) -> None:
        self.date, self.soft = _font(False), _font(True)
        self.times = make_font(SERIF, 15, italic=True)
        self.number = make_font(SERIF, 16)
        self.facts, self.words = ui_font("small"), ui_font("body")
        self.facts_metrics, self.words_metrics = QFontMetricsF(self.facts), QFontMetricsF(self.words)


def laid(row: StoryRow, width: float, fonts: RowFonts, whole: bool = False) -> RowLayout:
    """Set a row's words in a width; ``whole`` shows all of a long note."""
    facts = row_facts(row)
    note = "" if row.is_run or not row.watches else row.watches[0].note.strip()
    height = _FACTS_BASE if facts else DATE_BASE
    layout, shown, is_cut = None, 0, False
    if note:
        layout = words_layout(note, fonts.words, width, 0 if whole else _LINES_SHOWN + 1)
        shown = layout.lineCount()
        is_cut = not whole and shown > _LINES_SHOWN
        shown = _LINES_SHOWN if is_cut else shown
        height += _LINE * (shown + is_cut)
    return RowLayout(height + _FOOT, row_date(row), facts, layout, shown, is_cut)


def words_layout(text: str, font: QFont, width: float, most: int = 0) -> QTextLayout:
    """Break words into lines of 18 pixels; with ``most``, no more than that many."""
    from_right = starts_right_to_left(text)
    if most:
        text = text[: most * _WIDEST_LINE]  # of a review of pages, only what can be seen is set
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
    if from_right:
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(20.0, width))
        line.setPosition(QPointF(0, (layout.lineCount() - 1) * _LINE))
        if most and layout.lineCount() == most:
            break
        line = layout.createLine()
    layout.endLayout()
    return layout


class RowPainter:
    """Paint rows; ``margin`` is where the page's text begins."""

    def __init__(self) -> None:
        self.fonts = RowFonts()
        self.margin = 48
        self.right = 40
        self.read_on = ""
        """The words under a note that goes on."""

    def text_left(self) -> int:
        """Where dates and words begin."""
        return self.margin + TEXT_LEFT

    def text_width(self, width: int) -> int:
        """How wide words may be in a list of this width."""
        return width - self.text_left() - self.right

    def stars_rect(self, rect: QRect) -> QRect:
        """Where a row's stars are."""
        width = round(STARS_WIDTH)
        return QRect(rect.right() + 1 - self.right - width, rect.top() + 4, width, 26)

    def plate(self, rect: QRect) -> QRectF:
        """What is filled under a row that is chosen."""
        left = self.text_left() - 10
        return QRectF(left, rect.top() - 2, rect.width() - left - self.right + 10, rect.height() - 6)

    def paint_plate(self, painter: QPainter, rect: QRect, chosen: bool, hovered: bool, ring: bool) -> None:
        """Show that a row is chosen, under the pointer, or under the keyboard."""
        tokens = theme.tokens()
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
            painter.drawRoundedRect(self.plate(rect), RADIUS_BUTTON, RADIUS_BUTTON)
        if ring:
            paint_ring(painter, self.plate(rect).adjusted(-3, -3, 3, 3), tokens.accent, 8)

    def paint_thread(self, painter: QPainter, top: float, bottom: float) -> None:
        """The line on which the dots stand."""
        x = self.margin + DOT
        painter.fillRect(QRectF(x - 0.5, top, 1, bottom - top), thread_colour(theme.tokens()))

    def paint_open(self, painter: QPainter, row: StoryRow, rect: QRect, lit: bool) -> None:
        """Paint number and dot of a row whose fields are open."""
        self._paint_number(painter, row.numbers, rect, theme.tokens())
        self.paint_dot(painter, rect, hollow=is_soft(row), lit=lit)

    def paint(self, painter: QPainter, row: StoryRow, layout: RowLayout, rect: QRect, lit: bool) -> None:
        """Paint a row; ``lit`` makes its dot larger."""
        tokens = theme.tokens()
        quiet = not row.watches
        vague = is_soft(row) and not quiet
        self._paint_number(painter, row.numbers, rect, tokens)
        self.paint_dot(painter, rect, hollow=vague or quiet, lit=lit)
        left = float(self.text_left())
        painter.setFont(self.fonts.soft if vague or quiet else self.fonts.date)
        painter.setPen(QColor(tokens.ink_2 if quiet else tokens.ink))
        room = rect.width() - left - self.right - (STARS_WIDTH + 12 if not quiet else 0)
        words = painter.fontMetrics().elidedText(layout.date, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QPointF(left, rect.top() + DATE_BASE), words)
        if row.watches and not row.is_run and row.watches[0].times > 1:
            after = left + painter.fontMetrics().horizontalAdvance(words) + 5
            self._paint_times(painter, row.watches[0].times, after, rect, vague)
        if row.watches:
            stars = self.stars_rect(rect)
            paint_stars(painter, row.watches[0].rating, stars.left(), rect.top() + DOT_Y, tokens.star)
        self._paint_words(painter, layout, rect, tokens)

    def _paint_number(self, painter: QPainter, numbers: str, rect: QRect, tokens: Tokens) -> None:
        if numbers:
            painter.setFont(self.fonts.number)
            painter.setPen(QColor(tokens.ink_2))
            width = QFontMetricsF(self.fonts.number).horizontalAdvance(numbers)
            left = max(2.0, self.margin + NUMBER_RIGHT - width)
            painter.drawText(QPointF(left, rect.top() + DATE_BASE), numbers)

    def _paint_times(self, painter: QPainter, times: int, left: float, rect: QRect, vague: bool) -> None:
        base = rect.top() + DATE_BASE
        painter.setFont(self.fonts.times)
        painter.drawText(QPointF(left, base), "×")
        left += painter.fontMetrics().horizontalAdvance("×") + 1
        painter.setFont(self.fonts.soft if vague else self.fonts.date)
        painter.drawText(QPointF(left, base), f"{times:,}")

    def _paint_words(self, painter: QPainter, layout: RowLayout, rect: QRect, tokens: Tokens) -> None:
        left, width = float(self.text_left()), self.text_width(rect.width())
        base = float(rect.top() + DATE_BASE)
        if layout.facts:
            base = rect.top() + _FACTS_BASE
            painter.setFont(self.fonts.facts)
            painter.setPen(QColor(tokens.ink_2))
            shown = self.fonts.facts_metrics.elidedText(layout.facts, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QPointF(left, base), shown)
        if layout.words is None:
            return
        painter.setPen(QColor(tokens.ink))
        # A line's own top lies its ascent above the base line that the row's rhythm gives it.
        top = base + _LINE - self.fonts.words_metrics.ascent()
        for number in range(layout.lines):
            layout.words.lineAt(number).draw(painter, QPointF(left, top))
        if layout.is_cut:
            painter.setFont(self.fonts.facts)
            painter.setPen(QColor(tokens.accent))
            painter.drawText(QPointF(left, base + _LINE * (layout.lines + 1)), self.read_on)

    def paint_dot(self, painter: QPainter, rect: QRect, hollow: bool, lit: bool) -> None:
        """A dot for a day, a ring for what is less sure."""
        tokens = theme.tokens()
        centre = QPointF(self.margin + DOT, rect.top() + DOT_Y)
        reach = 5.4 if lit else 4.0
        painter.setPen(QPen(QColor(tokens.panel), 2))
        painter.setBrush(QColor(tokens.panel if hollow else tokens.fill))
        painter.drawEllipse(centre, reach + 1, reach + 1)
        if hollow:
            painter.setPen(QPen(QColor(tokens.fill), 1.3))
            painter.drawEllipse(centre, reach, reach)


def is_soft(row: StoryRow) -> bool:
    """Tell whether no day is known for a row."""
    return not row.watches or not (row.is_run or row.watches[0].date.is_day)


def thread_colour(tokens: Tokens) -> QColor:
    """The ember of the thread: there, and no louder than the dots."""
    return with_alpha(tokens.accent, 0.42)
