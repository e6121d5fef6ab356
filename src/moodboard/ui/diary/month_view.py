# SPDX-License-Identifier: GPL-3.0-or-later
"""One month, large: what was seen, as stills in its days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from moodboard.domain.diary import DiaryRow
from moodboard.domain.still import Still
from moodboard.qt import diary_words
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import RADIUS_BUTTON, RADIUS_STILL, Tokens
from moodboard.services import diary, stills
from moodboard.ui import theme
from moodboard.ui.diary.day_grid import NAMED, DayGrid, by_months
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.crops import Crops, plate

_HEAD = 26
_GAP = 8
_NUMBER, _TITLE = 24, 20


class MonthView(DayGrid):
    """Six weeks at most; a day with a watch shows its film's still, its number above."""

    def __init__(
        self, thumbs: Thumbs, parent: QWidget | None = None, now: Callable[[], datetime] = datetime.now
    ) -> None:
        self._rows: dict[date, tuple[tuple[DiaryRow, ...], int]] = {}
        self._covers: dict[str, Still] = {}
        self._filled: tuple[int, int] | None = None
        super().__init__(parent, now)
        self._crops = Crops(thumbs)
        theme.controller().changed.connect(self._crops.forget)
        thumbs.arrived_together.connect(lambda _came: self.update())

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(720, 620)

    def minimumSizeHint(self) -> QSize:
        """Enough for a number and a picture."""
        return QSize(420, 360)

    def turn(self, step: int) -> None:
        """Go by months."""
        self.go(by_months(self.day(), step))

    def refill(self) -> None:
        """Read what the month's days show, once for a month."""
        day = self.day()
        key = (day.year, day.month)
        if key == self._filled:
            return
        self._filled = key
        wanted: dict[date, list[int]] = {}
        section = self._outline.days_of(day.year, day.month)
        if section is not None:
            ids = self._outline.ids_of(section)
            days = self._outline.days[section.start : section.start + section.count]
            for id_, of in zip(ids, days, strict=True):
                wanted.setdefault(date.fromordinal(of), []).append(id_)
        shown = [id_ for ids in wanted.values() for id_ in ids[:NAMED]]
        rows = {row.watch.id: row for row in diary.rows(shown)}
        self._rows = {
            of: (tuple(rows[id_] for id_ in ids[:NAMED] if id_ in rows), len(ids))
            for of, ids in wanted.items()
        }
        covers = {row.cover for row in rows.values() if row.cover}
        self._covers = stills.stills(covers) if covers else {}

    def forget(self) -> None:
        """Another diary: read the month anew."""
        self._filled = None

    def rows_of(self, day: date) -> tuple[tuple[DiaryRow, ...], int]:
        """What the month read already."""
        if (day.year, day.month) == (self.day().year, self.day().month):
            return self._rows.get(day, ((), 0))
        return super().rows_of(day)

    def rect_of(self, day: date) -> QRectF:
        """Where a day of the month lies."""
        if (day.year, day.month) != (self.day().year, self.day().month):
            return QRectF()
        first, weeks = self._shape()
        place = (day - first).days
        width = (self.width() + _GAP) / 7
        height = (self.height() - _HEAD + _GAP) / weeks
        column, row = place % 7, place // 7
        return QRectF(column * width, _HEAD + row * height, width - _GAP, height - _GAP)

    def day_at(self, point: QPoint) -> date | None:
        """The day of the month at a point."""
        _first, weeks = self._shape()
        last = monthrange(self.day().year, self.day().month)[1]
        if point.y() < _HEAD or weeks < 1:
            return None
        for number in range(1, last + 1):
            day = self.day().replace(day=number)
            if self.rect_of(day).contains(QPointF(point)):
                return day
        return None

    def _shape(self) -> tuple[date, int]:
        """The Monday that the grid begins with, as a day of the proleptic calendar, and its weeks."""
        first = self.day().replace(day=1)
        before = first.weekday()
        days = monthrange(first.year, first.month)[1]
        start = first - timedelta(days=before) if first > date.min + timedelta(days=7) else first
        return start, -(-(before + days) // 7)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The weekdays, then the days."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, _weeks = self._shape()
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink_3))
        for column in range(7):
            words = diary_words.weekday(first + timedelta(days=column))[:3]
            painter.drawText(QPointF(column * (self.width() + _GAP) / 7, 14), words)
        for number in range(1, monthrange(self.day().year, self.day().month)[1] + 1):
            self._paint_day(painter, tokens, self.day().replace(day=number))

    def _paint_day(self, painter: QPainter, tokens: Tokens, day: date) -> None:
        box = self.rect_of(day)
        rows, count = self._rows.get(day, ((), 0))
        current, coming = day == self.day(), day > self.today()
        plate_box = box.adjusted(-4, -4, 4, 4).intersected(QRectF(self.rect()))
        if current or day == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if current else tokens.hover))
            painter.drawRoundedRect(plate_box, RADIUS_BUTTON, RADIUS_BUTTON)
        painter.setFont(make_font(SERIF, 17, 400))
        colour = tokens.accent if day == self.today() else tokens.ink if rows else tokens.ink_3
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(box.left() + 1, box.top() + 16), str(day.day))
        if count > 1:
            self._paint_count(painter, tokens, box, count)
        self._paint_still(painter, tokens, box, rows, coming)
        if current and self.hasFocus() and self.keyboard:
            paint_ring(painter, plate_box, tokens.accent, RADIUS_BUTTON)

    def _paint_count(self, painter: QPainter, tokens: Tokens, box: QRectF, count: int) -> None:
        font = make_font(SERIF, 14)
        words = f"×{count}"
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink_2))
        x = box.right() - QFontMetricsF(font).horizontalAdvance(words) - 1
        painter.drawText(QPointF(x, box.top() + 16), words)

    def _paint_still(
        self, painter: QPainter, tokens: Tokens, box: QRectF, rows: tuple[DiaryRow, ...], coming: bool
    ) -> None:
        place = QRectF(box.left(), box.top() + _NUMBER, box.width(), box.height() - _NUMBER - _TITLE)
        place = QRectF(place.toRect())
        if place.height() < 12:
            return
        if not rows:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush if coming else QColor(tokens.heat[0]))
            if not coming:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setOpacity(0.45)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_STILL, RADIUS_STILL)
            painter.setOpacity(1.0)
            return
        shown = rows if place.width() / len(rows) >= 36 else rows[:1]
        width = (place.width() - 2 * (len(shown) - 1)) / len(shown)
        for number, row in enumerate(shown):
            part = QRectF(
                round(place.left() + number * (width + 2)), place.top(), round(width), place.height()
            )
            cover = self._covers.get(row.cover)
            if cover is not None:
                self._crops.paint(painter, cover, part, tokens.raised)
            else:
                plate(painter, part, tokens.heat[1])
        font = ui_font("small")
        metrics = QFontMetricsF(font)
        words = ", ".join(row.title for row in rows)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QPointF(box.left(), box.bottom() - 4), fitting)
