# SPDX-License-Identifier: GPL-3.0-or-later
"""How a film is drawn on the wall: its poster or still, and under it what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextLayout

from moodboard.domain.film import FilmRow
from moodboard.domain.still import Still
from moodboard.qt.fonts import ui_font
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import Tokens
from moodboard.ui import icons, theme
from moodboard.ui.library.crops import Crops, plate
from moodboard.ui.library.page.posters import Posters
from moodboard.ui.library.page.type import serif
from moodboard.ui.stars import paint_stars

CAPTION = 50
GAP_X, GAP_Y = 20, 24
_POSTER, _STILL = 1.5, 9 / 16
"""Height by width."""
_FRAME = 3
AGAIN = (54, 22)


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell is besides its film."""

    chosen: bool = False
    hovered: bool = False
    hovered_again: bool = False
    ring: bool = False


class WallPainter:
    """Posters stand upright and whole; stills lie. Without either, a plate with the title."""

    def __init__(self, thumbs: Thumbs, again: str) -> None:
        self._crops, self._posters, self._again = Crops(thumbs), Posters(thumbs), again
        self.posters = True
        theme.controller().changed.connect(self._crops.forget)
        theme.controller().changed.connect(self._posters.forget)

    def picture_height(self, width: int) -> int:
        """How high a cell's picture is."""
        return round(width * (_POSTER if self.posters else _STILL))

    def again_rect(self, cell: QRect) -> QRect:
        """Where "Again" lies: under the picture, at the right, over nothing."""
        top = cell.top() + self.picture_height(cell.width()) + 27
        return QRect(cell.right() + 1 - AGAIN[0], top, *AGAIN)

    def paint(self, painter: QPainter, cell: QRect, film: FilmRow, still: Still | None, look: Look) -> None:
        """Draw one cell."""
        tokens = theme.tokens()
        box = QRectF(cell.left(), cell.top(), cell.width(), self.picture_height(cell.width()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.hovered and not look.chosen:
            painter.setPen(QPen(QColor(tokens.line_2), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3.5, -3.5, 3.5, 3.5), 4, 4)
        self._paint_picture(painter, tokens, box, film, still)
        if look.chosen or look.ring:
            painter.setPen(QPen(QColor(tokens.accent), 2 if look.ring else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            away = _FRAME + 0.75
            painter.drawRoundedRect(box.adjusted(-away, -away, away, away), 4, 4)
            if look.ring and look.chosen:
                painter.drawRoundedRect(box.adjusted(-away - 4, -away - 4, away + 4, away + 4), 6, 6)
        self._paint_caption(painter, tokens, cell, box.bottom(), film, look)

    def _paint_picture(
        self, painter: QPainter, tokens: Tokens, box: QRectF, film: FilmRow, still: Still | None
    ) -> None:
        if film.poster and (self.posters or still is None):
            if not self._posters.paint(painter, film.poster, box, tokens.raised):
                plate(painter, box, tokens.raised)
        elif still is not None and not self.posters:
            self._crops.paint(painter, still, box, tokens.raised, whole_portraits=True)
        elif still is not None:
            self._paint_made_poster(painter, tokens, box, film, still)
        else:
            self._paint_plate(painter, tokens, box, film)

    def _paint_made_poster(
        self, painter: QPainter, tokens: Tokens, box: QRectF, film: FilmRow, still: Still
    ) -> None:
        """Make a poster of a still: whole at its own ratio, the title on paper under it."""
        if still.ratio < 0.8:
            self._crops.paint(painter, still, box, tokens.raised, whole_portraits=True)
            return
        plate(painter, box, tokens.raised)
        high = min(box.height() * 0.62, box.width() / still.ratio)
        self._crops.paint(
            painter, still, QRectF(box.left(), box.top(), box.width(), round(high)), tokens.raised
        )
        self._paint_title(painter, tokens, box.adjusted(0, round(high), 0, 0), film)

    def _paint_plate(self, painter: QPainter, tokens: Tokens, box: QRectF, film: FilmRow) -> None:
        plate(painter, box, tokens.raised)
        self._paint_title(painter, tokens, box, film)

    def _paint_title(self, painter: QPainter, tokens: Tokens, box: QRectF, film: FilmRow) -> None:
        """The title in the serif from the top left, the year at the foot."""
        pad = max(8.0, box.width() * 0.08)
        size = max(13, min(34, round(box.width() * 0.125)))
        year = serif(max(12, round(size * 0.72)))
        room = box.adjusted(pad, pad * 0.9, -pad, -pad)
        if film.year is not None:
            painter.setFont(year.font)
            painter.setPen(QColor(tokens.ink_3))
            painter.drawText(QPointF(room.left(), room.bottom()), str(film.year))
            room.setBottom(room.bottom() - year.metrics.height())
        painter.setPen(QColor(tokens.ink))
        draw_lines(painter, size, film.title, room, round(size * 1.2))

    def _paint_caption(
        self, painter: QPainter, tokens: Tokens, cell: QRect, bottom: float, film: FilmRow, look: Look
    ) -> None:
        right = float(cell.right() + 1)
        first, second = bottom + 21, bottom + 41
        if film.times_seen:
            right = _paint_times(painter, tokens, film, right, first) - 8
        title = serif(15)
        painter.setFont(title.font)
        painter.setPen(QColor(tokens.ink))
        shown = title.cut(film.title, right - cell.left())
        painter.drawText(QPointF(cell.left(), first), shown)
        x = float(cell.left())
        if film.year is not None:
            painter.setFont(ui_font("small"))
            painter.setPen(QColor(tokens.ink_2))
            painter.drawText(QPointF(x, second), str(film.year))
            x += 36
        limit = cell.right() - (AGAIN[0] + 8 if look.hovered else 0)
        if film.rating and x + 60 <= limit:
            x += paint_stars(painter, film.rating, x, second - 4.5, tokens.star) + 8
        if film.liked and x + 12 <= limit:
            icons.paint(painter, "heart-full", QRectF(x, second - 10.5, 12, 12), tokens.accent)
        if look.hovered:
            self._paint_again(painter, tokens, self.again_rect(cell), look.hovered_again)

    def _paint_again(self, painter: QPainter, tokens: Tokens, box: QRect, hovered: bool) -> None:
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        painter.setBrush(QColor(tokens.hover if hovered else tokens.raised))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(ui_font("small-strong"))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._again)


def _paint_times(painter: QPainter, tokens: Tokens, film: FilmRow, right: float, base: float) -> float:
    """Draw ×n before ``right``; its left edge."""
    number = str(film.times_seen) + ("+" if film.at_least else "")
    large, small = serif(16), serif(13)
    x = right - large.width(number)
    painter.setFont(large.font)
    painter.setPen(QColor(tokens.ink))
    painter.drawText(QPointF(x, base), number)
    x -= small.width("×") + 1
    painter.setFont(small.font)
    painter.setPen(QColor(tokens.ink_2))
    painter.drawText(QPointF(x, base), "×")
    return x


def draw_lines(painter: QPainter, size: int, words: str, room: QRectF, leading: int) -> None:
    """Set words in as many lines as there is room for; the last is cut when they do not fit."""
    type_, starts = serif(size), _lines_of(size, words, room.width())
    most = max(1, int(room.height() // leading))
    painter.setFont(type_.font)
    for place, (start, length) in enumerate(starts[:most]):
        last = place == most - 1 and len(starts) > most
        shown = words[start:] if last else words[start : start + length]
        shown = type_.cut(shown.strip(), room.width())
        painter.drawText(QPointF(room.left(), room.top() + type_.metrics.ascent() + place * leading), shown)


@lru_cache(maxsize=1_000)
def _lines_of(size: int, words: str, width: float) -> tuple[tuple[int, int], ...]:
    """Return where each line begins and how long it is."""
    layout = QTextLayout(words, serif(size).font)
    found: list[tuple[int, int]] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append((line.textStart(), line.textLength()))
    layout.endLayout()
    return tuple(found)
