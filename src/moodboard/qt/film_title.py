# SPDX-License-Identifier: GPL-3.0-or-later
"""The title of a film's page in the largest of its sizes that fits, two lines at most."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from moodboard.qt.fonts import SERIF, line_height, ui_font
from moodboard.qt.scripts import foreign_stretches

STEPS = ("film-title", "film-title-m", "film-title-s")
SMALL_STEPS = ("film-title-s",)
MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class SetTitle:
    """A title as it is set."""

    font: QFont
    line: int
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """All its lines."""
        return self.line * len(self.lines)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Draw it; light serif of this size hangs a little to the left."""
        painter.setFont(self.font)
        metrics = QFontMetricsF(self.font)
        lead = (self.line - metrics.ascent() - metrics.descent()) / 2
        hang = 2 if self.line > 60 else 1
        for number, words in enumerate(self.lines):
            base = top + number * self.line + lead + metrics.ascent()
            painter.drawText(QPointF(left - hang, round(base)), words)


def set_title(title: str, width: float, steps: tuple[str, ...] = STEPS) -> SetTitle:
    """Set a title: on one line as large as it goes, on two of the smaller sizes, elided at the end."""
    for name in steps:
        font, last = _font(name, title), name == steps[-1]
        if QFontMetricsF(font).horizontalAdvance(title) <= width:
            return SetTitle(font, line_height(name), (title,))
        lines = _broken(title, font, width)
        if last or (name != steps[0] and len(lines) <= MOST_LINES):
            return SetTitle(font, line_height(name), _at_most(lines, font, width))
    raise AssertionError("a last size always fits")


def _font(name: str, title: str) -> QFont:
    font = ui_font(name)
    if foreign_stretches(title, SERIF):
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0)
    return font


def _broken(title: str, font: QFont, width: float) -> list[str]:
    layout = QTextLayout(title, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    units = title.encode("utf-16-le")
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        lines.append(units[2 * start : 2 * end].decode("utf-16-le", "ignore").rstrip())
        if len(lines) > MOST_LINES:
            break
        line = layout.createLine()
    layout.endLayout()
    return lines


def _at_most(lines: list[str], font: QFont, width: float) -> tuple[str, ...]:
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    rest = " ".join(lines[MOST_LINES - 1 :])
    last = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return (*lines[: MOST_LINES - 1], last)
