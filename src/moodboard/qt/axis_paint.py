# SPDX-License-Identifier: GPL-3.0-or-later
"""How the axis of a film's watches is painted: years, a dot for a day, a soft bar as long as the doubt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter, QPen

from moodboard.domain.rewatch_axis import Mark, MarkKind, RewatchAxis, placed
from moodboard.qt.film_words import date_words
from moodboard.qt.tokens import Tokens, with_alpha

HEIGHT = 74
LINE_Y = 36.5
_LABEL_BASE = 26
_YEAR_BASE = 57
_ROOM = 48.0
_FINE = 4.0
"""Pixels for each unit of a bar that is painted as a picture."""


def mark_words(mark: Mark) -> str:
    """Say a mark's date, and how often."""
    words = date_words(mark.date)
    return f"×{mark.times}, {words}" if mark.times > 1 else words


def labels(axis: RewatchAxis, length: float, font: QFont) -> list[tuple[float, str, int]]:
    """Return which vague dates have room for their words: where they begin, the words, the mark's number."""
    metrics = QFontMetricsF(font)
    named = [n for n, mark in enumerate(axis.marks) if mark.kind is not MarkKind.DAY]
    named.reverse()
    wanted: list[tuple[float, float]] = []
    for number in named:
        mark = axis.marks[number]
        # The solid end says more than the middle of a bar that fades.
        middle = mark.middle if mark.kind is MarkKind.SPAN else mark.start * 0.3 + mark.end * 0.7
        if mark.kind is MarkKind.SINCE:
            middle = mark.start * 0.7 + mark.end * 0.3
        wanted.append((middle * length, metrics.horizontalAdvance(mark_words(mark))))
    return [
        (left, mark_words(axis.marks[number]), number)
        for number, left in zip(named, placed(wanted, length, 14.0), strict=True)
        if left is not None
    ]


@dataclass(frozen=True, slots=True)
class AxisPaint:
    """An axis in a place: ``left`` and ``length`` in the painter's units, from ``top`` down."""

    axis: RewatchAxis
    tokens: Tokens
    left: float
    length: float
    top: float = 0.0
    lit: frozenset[str] = frozenset()
    """Marks that are shown stronger."""
    fade_as_image: bool = False
    """Bars that fade are painted as pictures: a PDF of Qt's has no gradients that do."""

    def x_of(self, at: float) -> float:
        """Return where a part of the axis lies."""
        return self.left + at * self.length

    def paint(self, painter: QPainter, years: QFont, named: QFont, right: float) -> None:
        """Paint it all; no year goes beyond ``right``."""
        tokens = self.tokens
        line = self.top + LINE_Y
        painter.fillRect(QRectF(self.left, line - 0.5, self.length, 1), QColor(tokens.line_2))
        self._years(painter, years, right)
        self.paint_marks(painter)
        painter.setFont(named)
        painter.setPen(QColor(tokens.accent))
        for left, words, _ in labels(self.axis, self.length, named):
            painter.drawText(QPointF(self.left + left, self.top + _LABEL_BASE), words)

    def paint_marks(self, painter: QPainter) -> None:
        """Paint the marks alone, dots over bars."""
        self._each(painter, lambda mark: mark.kind is not MarkKind.DAY, self._bar)
        self._each(painter, lambda mark: mark.kind is MarkKind.DAY, self._dot)

    def _each(
        self, painter: QPainter, fits: Callable[[Mark], bool], paint: Callable[[QPainter, Mark], None]
    ) -> None:
        for mark in self.axis.marks:
            if fits(mark):
                paint(painter, mark)

    def _years(self, painter: QPainter, font: QFont, right: float) -> None:
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        for tick in self.axis.ticks(self.length, _ROOM):
            x = round(self.x_of(tick.at))
            painter.fillRect(QRectF(x, self.top + LINE_Y - 4, 1, 8), QColor(self.tokens.line_2))
            if tick.is_named:
                words = str(tick.year) if tick.month == 1 else _month(tick.month)
                painter.setPen(QColor(self.tokens.ink_2))
                if x + 5 + metrics.horizontalAdvance(words) < right:
                    painter.drawText(QPointF(x + 5, self.top + _YEAR_BASE), words)

    def _bar(self, painter: QPainter, mark: Mark) -> None:
        start, end = self.x_of(mark.start), self.x_of(mark.end)
        full = 0.8 if mark.uuid in self.lit else 0.48
        high = 9.0 if mark.kind is MarkKind.SPAN else 6.0
        if end - start < high:
            middle = (start + end) / 2
            start, end = middle - high / 2, middle + high / 2
        fill = self.tokens.fill
        painter.setPen(Qt.PenStyle.NoPen)
        if mark.kind is MarkKind.SPAN:
            painter.setBrush(with_alpha(fill, full))
        else:
            gradient = QLinearGradient(start, 0, end, 0)
            back = mark.kind is MarkKind.BEFORE
            gradient.setColorAt(0.0 if back else 1.0, with_alpha(fill, 0.0))
            gradient.setColorAt(0.5, with_alpha(fill, full * 0.3))
            gradient.setColorAt(1.0 if back else 0.0, with_alpha(fill, full))
            painter.setBrush(gradient)
        bar = QRectF(start, self.top + LINE_Y - high / 2, end - start, high)
        if not self.fade_as_image or mark.kind is MarkKind.SPAN:
            painter.drawRoundedRect(bar, high / 2, high / 2)
            return
        image = QImage((bar.size() * _FINE).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        inner = QPainter(image)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner.scale(image.width() / bar.width(), image.height() / bar.height())
        inner.translate(-bar.topLeft())
        inner.setPen(Qt.PenStyle.NoPen)
        inner.setBrush(painter.brush())
        inner.drawRoundedRect(bar, high / 2, high / 2)
        inner.end()
        painter.drawImage(bar, image)

    def _dot(self, painter: QPainter, mark: Mark) -> None:
        reach = 5.5 if mark.uuid in self.lit else 4.0
        painter.setPen(QPen(QColor(self.tokens.window), 1))
        painter.setBrush(QColor(self.tokens.fill))
        painter.drawEllipse(QPointF(self.x_of(mark.start), self.top + LINE_Y), reach + 0.5, reach + 0.5)


def _month(month: int) -> str:
    return QLocale().monthName(month, QLocale.FormatType.ShortFormat)
