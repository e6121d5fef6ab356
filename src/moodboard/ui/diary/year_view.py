# SPDX-License-Identifier: GPL-3.0-or-later
"""A year as twelve small months, each day as warm as it was full."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from moodboard.qt import diary_words
from moodboard.qt.fonts import SERIF, make_font
from moodboard.qt.tokens import Tokens
from moodboard.ui import theme
from moodboard.ui.diary.day_grid import DayGrid, by_months
from moodboard.ui.focus_ring import paint_ring

_HEAD = 30
_GUTTER = 28
_MOST_CELL = 27.0
_BETWEEN = 3.0


class YearView(DayGrid):
    """Twelve grids of days; days to come are hollow."""

    month_opened = Signal(object)
    """A month's name was clicked: its first day."""

    def __init__(self, parent: QWidget | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        self._counts: dict[date, int] = {}
        self._counted: int | None = None
        super().__init__(parent, now)

    def sizeHint(self) -> QSize:
        """Four months beside each other."""
        return QSize(820, 640)

    def minimumSizeHint(self) -> QSize:
        """Days of some ten pixels."""
        return QSize(400, 380)

    def turn(self, step: int) -> None:
        """Go by years."""
        self.go(by_months(self.day(), 12 * step))

    def refill(self) -> None:
        """Count the year's days."""
        if self.day().year != self._counted:
            self._counted = self.day().year
            self._counts = self._outline.counts(self.day().year)

    def forget(self) -> None:
        """Another diary: count the year anew."""
        self._counted = None

    def rect_of(self, day: date) -> QRectF:
        """Where a day of the year lies."""
        if day.year != self.day().year:
            return QRectF()
        left, top, cell = self._month_at(day.month)
        place = date(day.year, day.month, 1).weekday() + day.day - 1
        return QRectF(
            left + place % 7 * cell, top + _HEAD + place // 7 * cell, cell - _BETWEEN, cell - _BETWEEN
        )

    def day_at(self, point: QPoint) -> date | None:
        """The day of the year at a point."""
        year = self.day().year
        for month in range(1, 13):
            left, top, cell = self._month_at(month)
            x, y = (point.x() - left) / cell, (point.y() - top - _HEAD) / cell
            if 0 <= x < 7 and 0 <= y < 6:
                number = int(y) * 7 + int(x) - date(year, month, 1).weekday() + 1
                if 1 <= number <= monthrange(year, month)[1]:
                    return date(year, month, number)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a month's name opens it."""
        for month in range(1, 13):
            left, top, cell = self._month_at(month)
            if QRectF(left, top, 7 * cell, _HEAD - 4).contains(event.position()):
                self.month_opened.emit(date(self.day().year, month, 1))
                return
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Every month with its days."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            left, top, _cell = self._month_at(month)
            painter.setFont(make_font(SERIF, 17))
            painter.setPen(QColor(tokens.ink if month == self.day().month else tokens.ink_2))
            painter.drawText(QPointF(left, top + 18), diary_words.month_name(month))
            for number in range(1, monthrange(self.day().year, month)[1] + 1):
                self._paint_day(painter, tokens, date(self.day().year, month, number))

    def _paint_day(self, painter: QPainter, tokens: Tokens, day: date) -> None:
        box = self.rect_of(day)
        count = self._counts.get(day, 0)
        if day > self.today() and not count:
            painter.setPen(QPen(QColor(tokens.line_2), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.heat[heat(count)]))
            painter.drawRoundedRect(box, 2, 2)
        if day == self._hovered or day == self.today():
            painter.setPen(QPen(QColor(tokens.ink_2), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2)
        if day == self.day():
            paint_ring(painter, box.adjusted(-3, -3, 3, 3), tokens.accent, 4)

    def _month_at(self, month: int) -> tuple[float, float, float]:
        """Return a month's corner and how far its days are apart."""
        across = 4 if self.width() >= self.height() else 3
        down = 12 // across
        cell = min(
            _MOST_CELL,
            (self.width() - (across - 1) * _GUTTER) / across / 7,
            (self.height() / down - _HEAD - 14) / 6,
        )
        wide, high = (self.width() - (across - 1) * _GUTTER) / across, self.height() / down
        wide = min(wide, 7 * cell + _GUTTER)
        column, row = (month - 1) % across, (month - 1) // across
        return column * (wide + _GUTTER), row * min(high, _HEAD + 6 * cell + 22), cell


def heat(count: int) -> int:
    """Return which of the five warmths a day of so many watches has."""
    return min(4, count) if count < 3 else 3 if count < 5 else 4
