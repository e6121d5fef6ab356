# SPDX-License-Identifier: GPL-3.0-or-later
"""A text that is laid out: its glyphs with their places in board units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QPainterPath, QRawFont, QTransform

from moodboard.domain.board import TextStyle


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text whose letters are made alike; positions are UTF-16 units."""

    start: int
    end: int
    foreign: bool = False
    """A fall-back font draws it: neither slanted nor spaced."""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One line of a laid text: where it starts and ends in the words, and where it lies."""

    start: int
    end: int
    x: float
    baseline: float
    width: float
    hung: float = 0.0
    """How much of the width hangs out beyond the edge."""
    words: str = ""
    """What stands in it."""
    rightwards: bool = False
    """Whether its paragraph runs to the left, from the right."""
    stretches: tuple[Stretch, ...] = ()
    """Parts of the words that differ, all of them in order; none where all is alike."""


@dataclass(frozen=True, slots=True)
class LaidLink:
    """A part of a line that is a link."""

    number: int
    """Which of the links given it is."""
    x: float
    baseline: float
    width: float


class LaidText:
    """A text that is laid out; positions are board units from its top left."""

    __slots__ = ("_ratio", "_runs", "height", "hung", "lines", "links", "natural_width", "style", "width")

    def __init__(
        self,
        lines: tuple[LaidLine, ...],
        runs: list[QGlyphRun],
        ratio: float,
        width: float,
        height: float,
        links: tuple[LaidLink, ...] = (),
        style: TextStyle | None = None,
    ) -> None:
        self.lines = lines
        self.style = style or TextStyle()
        self.links = links
        self._runs = runs
        self._ratio = ratio
        self.width = width
        self.height = height
        self.natural_width = max((line.width - line.hung for line in lines), default=0.0)
        self.hung = max((line.hung for line in lines), default=0.0)
        """How far punctuation hangs out beyond the edge."""

    @property
    def breaks(self) -> tuple[int, ...]:
        """Where each line but the first begins."""
        return tuple(line.start for line in self.lines[1:])

    @property
    def baseline(self) -> float:
        """The first line's baseline."""
        return self.lines[0].baseline if self.lines else 0.0

    def paint(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Paint it with its top left at the point."""
        painter.setPen(colour)
        if self._ratio == 1.0:
            at = QPointF(x, y)
            for run in self._runs:
                painter.drawGlyphRun(at, run)
            return
        painter.save()
        painter.translate(x, y)
        painter.scale(self._ratio, self._ratio)
        for run in self._runs:
            painter.drawGlyphRun(QPointF(), run)
        painter.restore()

    def path(self) -> QPainterPath:
        """Return the outlines of all letters."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)  # the strokes of variable fonts overlap
        for run in self._runs:
            font = run.rawFont()
            for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
                path.addPath(font.pathForGlyph(glyph).translated(at))
        return path if self._ratio == 1.0 else QTransform.fromScale(self._ratio, self._ratio).map(path)

    def glyphs(self) -> Iterator[tuple[QRawFont, list[int]]]:
        """Yield the fonts it is drawn with, each with the numbers of the glyphs."""
        for run in self._runs:
            yield run.rawFont(), run.glyphIndexes()

    def families(self) -> tuple[str, ...]:
        """Return the families it is drawn with, fall-backs included."""
        return tuple(dict.fromkeys(run.rawFont().familyName() for run in self._runs))
