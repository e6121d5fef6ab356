# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of a film's exported page: its still under title, facts, stars and rhythm, and the axis."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from moodboard.domain.film_sheet import FilmSheet
from moodboard.domain.rewatch_axis import rewatch_axis
from moodboard.qt import axis_paint, film_words
from moodboard.qt.film_sheet_pieces import Canvas
from moodboard.qt.film_sheet_type import SetWords, elided, named, serif, width_of
from moodboard.qt.film_title import SMALL_STEPS, STEPS, SetTitle, set_title
from moodboard.qt.stars import paint_stars
from moodboard.qt.tokens import Tokens

_FOOT = 24.0
_PITCH, _RADIUS = 17.0, 7.0
_STARS = 4 * _PITCH + 2 * _RADIUS
ON_STILL_STAR = "#F2B873"


class Head:
    """Title, facts, stars, rhythm and themes, set for a width."""

    def __init__(self, sheet: FilmSheet, width: float, margin: float) -> None:
        self._sheet, self.width, self.margin = sheet, width, margin
        page, room = sheet.page, width - 2 * margin
        steps: tuple[str, ...] = STEPS if sheet.cover is not None else SMALL_STEPS
        if width < 560 and sheet.cover is not None:
            steps = STEPS[1:]
        self._title: SetTitle = set_title(page.film.title, room, steps)
        rhythm = film_words.rhythm_words(page)
        self._rhythm = SetWords(rhythm, serif(20, rhythm, is_italic=True), room, 27) if rhythm else None
        themes = " · ".join(page.film.themes)
        self._themes = SetWords(themes, named("small"), room, 17) if themes else None
        self.axis = rewatch_axis(page.watches, sheet.today, page.film.year)
        words = self._title.height + 34 + _height(self._rhythm) + _height(self._themes) + _FOOT
        self._hang = 2.0 if self._title.line > 60 else 1.0
        least = 300.0 if sheet.cover is not None else 160.0
        self.still_height = max(least, words + (70 if sheet.cover is not None else 26))

    @property
    def height(self) -> float:
        """The still and the axis under it."""
        return self.still_height + (axis_paint.HEIGHT if self.axis is not None else 0)

    def grow(self, by: float) -> None:
        """Give the still more room."""
        self.still_height += max(0.0, by)

    def paint(self, canvas: Canvas) -> None:
        """Paint it at the top of the first page."""
        tokens, painter = canvas.tokens, canvas.painter
        place = QRectF(0, 0, self.width, self.still_height)
        still = self._sheet.cover
        image = None
        if still is not None:
            image = canvas.pictures.head(
                still, self.width * canvas.scale, self.still_height * canvas.scale, tokens.stage
            )
        if image is not None:
            painter.drawImage(place, image)
        else:
            ground = tokens.stage if still is not None else tokens.raised
            painter.fillRect(place, QColor(ground))
            painter.fillRect(QRectF(0, self.still_height - 1, self.width, 1), QColor(tokens.line))
        dark = still is not None
        ink = tokens.stage_ink if dark else tokens.ink
        soft = tokens.stage_ink_2 if dark else tokens.ink_2
        self._words(painter, ink, soft, ON_STILL_STAR if dark else tokens.star)
        if self.axis is not None:
            self._paint_axis(painter, tokens)

    def _words(self, painter: QPainter, ink: str, soft: str, star: str) -> None:
        y = self.still_height - _FOOT
        if self._themes is not None:
            y -= self._themes.height
            painter.setPen(QColor(soft))
            self._themes.paint(painter, self.margin, y)
            y -= 2
        painter.setPen(QColor(ink))
        if self._rhythm is not None:
            y -= self._rhythm.height
            self._rhythm.paint(painter, self.margin, y)
        self._facts(painter, y - 10, star)
        top = y - 34 - self._title.height
        for number, words in enumerate(self._title.lines):
            # Set before it is painted: a PDF would space the letters of plain text by its own dots.
            row = SetWords(words, self._title.font, 2 * self.width, self._title.line)
            row.paint(painter, self.margin - self._hang, top + number * self._title.line)

    def _facts(self, painter: QPainter, base: float, star: str) -> None:
        film = self._sheet.page.film
        stars = _STARS + 16 if film.rating else 0.0
        font = named("row-title")
        words = elided(film_words.facts_words(self._sheet.page), font, self.width - 2 * self.margin - stars)
        painter.setFont(font)
        painter.drawText(QPointF(self.margin, base), words)
        left = self.margin + (width_of(words, font) + 16 if words else 0)
        paint_stars(painter, film.rating, left, base - 4.5, star, _PITCH, _RADIUS)

    def _paint_axis(self, painter: QPainter, tokens: Tokens) -> None:
        assert self.axis is not None
        top = self.still_height
        strip = QRectF(0, top, self.width, axis_paint.HEIGHT)
        painter.fillRect(strip, QColor(tokens.window))
        painter.fillRect(QRectF(0, strip.bottom() - 1, self.width, 1), QColor(tokens.line))
        length = self.width - 2 * self.margin
        shown = axis_paint.AxisPaint(self.axis, tokens, self.margin, length, top, fade_as_image=True)
        shown.paint(painter, named("small"), serif(14, is_italic=True), self.width - 4)


def _height(words: SetWords | None) -> float:
    return 0.0 if words is None else words.height + 2
