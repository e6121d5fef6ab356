# SPDX-License-Identifier: GPL-3.0-or-later
"""Type on a film's exported page: unhinted, so that it breaks at the same words at every size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from moodboard.domain.text_keys import starts_right_to_left
from moodboard.qt.fonts import SERIF, TYPE, make_font
from moodboard.qt.scripts import foreign_stretches


@lru_cache(maxsize=64)
def _font(
    family: str, size: int, weight: int, is_italic: bool, tracking: float = 0.0, is_tabular: bool = False
) -> QFont:
    font = make_font(family, size, weight, is_italic, tracking, is_tabular, hinted=False)
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return font


def named(name: str) -> QFont:
    """Return the font of a name in the look's table of type."""
    spec = TYPE[name]
    return _font(spec.family, spec.size, spec.weight, spec.italic, spec.tracking, spec.tabular)


def serif(size: int, words: str = "", is_italic: bool = False, weight: int = 400) -> QFont:
    """Return the serif; letters of scripts that know no italics stay upright."""
    return _font(SERIF, size, weight, is_italic and not foreign_stretches(words, SERIF))


def width_of(words: str, font: QFont) -> float:
    """Return how wide words are on one line."""
    return QFontMetricsF(font).horizontalAdvance(words)


def elided(words: str, font: QFont, width: float) -> str:
    """Return words that fit into one line."""
    return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width)


class SetWords:
    """Words broken into lines of one height."""

    def __init__(self, words: str, font: QFont, width: float, line: float) -> None:
        self.line = line
        from_right = starts_right_to_left(words)
        self._layout = QTextLayout(words.replace("\r\n", "\n").replace("\n", "\u2028"), font)
        option = QTextOption()
        if from_right:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        row = self._layout.createLine()
        while row.isValid():
            row.setLineWidth(max(20.0, width))
            row = self._layout.createLine()
        self._layout.endLayout()
        metrics = QFontMetricsF(font)
        self._lead = (line - metrics.ascent() - metrics.descent()) / 2

    @property
    def rows(self) -> int:
        """How many lines they are."""
        return self._layout.lineCount()

    @property
    def height(self) -> float:
        """All lines."""
        return self.line * self.rows

    def paint(self, painter: QPainter, left: float, top: float, first: int = 0, count: int = 0) -> None:
        """Paint the lines, or ``count`` of them from ``first`` on, in the painter's pen."""
        for place, number in enumerate(range(first, first + count if count else self.rows)):
            row = self._layout.lineAt(number)
            row.draw(painter, QPointF(left, top + place * self.line + self._lead - row.y()))
