# SPDX-License-Identifier: GPL-3.0-or-later
"""Lay lines and notes out once, in board units, so that they break at the same words everywhere.

Nothing is hinted and each laid text keeps its glyphs with their positions: painting at any zoom or
into any file only scales them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QPainter,
    QPainterPath,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
    QTransform,
)

from moodboard.domain.board import TextStyle
from moodboard.qt import fonts

_SMALLEST_MEASURED = 8
_UNBROKEN = 1_000_000.0
_ATTRIBUTION_SIZE = 12.0
_ATTRIBUTION_GAP = 8.0


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One line of a laid text: where it starts and ends in the words, and where it lies."""

    start: int
    end: int
    x: float
    baseline: float
    width: float


class LaidText:
    """A text that is laid out; positions are board units from its top left."""

    __slots__ = ("_ratio", "_runs", "height", "lines", "natural_width", "width")

    def __init__(
        self, lines: tuple[LaidLine, ...], runs: list[QGlyphRun], ratio: float, width: float, height: float
    ) -> None:
        self.lines = lines
        self._runs = runs
        self._ratio = ratio
        self.width = width
        self.height = height
        self.natural_width = max((line.width for line in lines), default=0.0)

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

    def families(self) -> tuple[str, ...]:
        """Return the families it is drawn with, fall-backs included."""
        return tuple(dict.fromkeys(run.rawFont().familyName() for run in self._runs))


def as_path(text: LaidText) -> QPainterPath:
    """Return the outlines of a laid text, for files that hold no fonts."""
    return text.path()


def laid(text: str, style: TextStyle, width: float = 0.0) -> LaidText:
    """Return the text laid out in a width, from the cache where it was before; 0 breaks at newlines only."""
    return _laid(
        text,
        (style.face, style.size, style.weight, style.italic, style.leading, style.tracking, style.align),
        width,
    )


def natural_size(text: str, style: TextStyle, max_width: float = 0.0) -> tuple[float, float]:
    """Return the width and height that the text takes by itself, at most ``max_width`` wide."""
    made = laid(text or " ", style, max_width)
    return math.ceil(made.natural_width), made.height


def size_for(text: str, style: TextStyle, width: float, attribution: str = "") -> tuple[float, float]:
    """Return the width and height of a line of this width with the attribution under it."""
    height = laid(text or " ", style, width).height
    if attribution and style.attribution:
        height += attribution_gap(style) + laid(attribution, attribution_style(style), width).height
    return width, height


def attribution_style(style: TextStyle) -> TextStyle:
    """Return how the source under a line is set: small, in sans, on the line's own side."""
    size = float(max(_ATTRIBUTION_SIZE, round(style.size / 4)))
    return TextStyle(fonts.SANS, size, 400, leading=16 / 12, align=style.align)


def attribution_gap(style: TextStyle) -> float:
    """Return the space between a line and its source."""
    return _ATTRIBUTION_GAP * attribution_style(style).size / _ATTRIBUTION_SIZE


def line_style_for(words: int) -> TextStyle:
    """Return how a line of so many words is set at first: L, M over 12 words, S over 30."""
    if words > 30:
        return TextStyle(size=22.0, weight=400, leading=29 / 22)
    if words > 12:
        return TextStyle(size=28.0, leading=36 / 28)
    return TextStyle(size=36.0, leading=43 / 36)


def clear_cache() -> None:
    """Forget all laid texts: the fonts have changed."""
    _laid.cache_clear()


_Setting = tuple[str, float, int, bool, float, float, str]


@lru_cache(maxsize=8192)
def _laid(text: str, setting: _Setting, width: float) -> LaidText:
    face, size, weight, italic, leading, tracking, align = setting
    style = TextStyle(face, size, weight, italic, "", leading, tracking, align)
    pixels = max(_SMALLEST_MEASURED, round(size))
    ratio = size / pixels
    font = fonts.font_of(style, pixels)
    words = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    made = _Setter(font, style, ratio, width / ratio if width > 0 else 0.0)
    if words == text:
        for start, paragraph in _paragraphs(words):
            made.add(paragraph, start)
    else:  # offsets count in the words as they were given
        start = 0
        for paragraph in text.splitlines() or [""]:
            made.add(paragraph, start)
            start = text.find("\n", start) + 1 or start + len(paragraph) + 1
    return made.finish(width)


def _paragraphs(text: str) -> list[tuple[int, str]]:
    made: list[tuple[int, str]] = []
    start = 0
    for paragraph in text.split("\n"):
        made.append((start, paragraph))
        start += len(paragraph) + 1
    return made


class _Setter:
    """Lays paragraph after paragraph, in the pixels of the font."""

    def __init__(self, font: QFont, style: TextStyle, ratio: float, width: float) -> None:
        self._font, self._style, self._ratio = font, style, ratio
        self._width = width
        metrics = QFontMetricsF(font)
        self._line_height = style.leading * style.size / ratio
        # The line box of CSS: what the line height adds is shared by above and below.
        content = metrics.ascent() + metrics.descent()
        self._first = (self._line_height - content) / 2 + metrics.ascent()
        self._hang = _hang(style) / ratio
        self._layouts: list[tuple[QTextLayout, int, bool]] = []

    def add(self, text: str, start: int) -> None:
        layout = QTextLayout(text, self._font)
        layout.setCacheEnabled(True)
        option = QTextOption()
        option.setUseDesignMetrics(True)
        option.setWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self._width else QTextOption.WrapMode.NoWrap
        )
        rightwards = not text.isascii() and _starts_right_to_left(text)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rightwards else Qt.LayoutDirection.LeftToRight
        )
        # The setter places lines itself; Qt would turn left into right for right-to-left text anyway.
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        foreign = [] if text.isascii() else _foreign(text, self._style, self._font)
        if foreign:
            layout.setFormats(foreign)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width or _UNBROKEN)
        layout.endLayout()
        self._layouts.append((layout, start, rightwards))

    def finish(self, width: float) -> LaidText:
        """Align all lines in the width, or in the widest line; gather the glyphs."""
        room = self._width or max(
            (
                layout.lineAt(n).naturalTextWidth()
                for layout, _, _ in self._layouts
                for n in range(layout.lineCount())
            ),
            default=0.0,
        )
        lines: list[LaidLine] = []
        runs: list[QGlyphRun] = []
        for layout, start, rightwards in self._layouts:
            for n in range(layout.lineCount()):
                line = layout.lineAt(n)
                taken = line.naturalTextWidth()
                line.setLineWidth(max(taken, 1.0))
                x = self._indent(room - taken, rightwards)
                baseline = self._first + len(lines) * self._line_height
                line.setPosition(QPointF(x, baseline - line.ascent()))
                first = start + line.textStart()
                ratio = self._ratio
                lines.append(
                    LaidLine(first, first + line.textLength(), x * ratio, baseline * ratio, taken * ratio)
                )
            runs += layout.glyphRuns()
        height = len(lines) * self._line_height * self._ratio
        return LaidText(tuple(lines), runs, self._ratio, width or room * self._ratio, height)

    def _indent(self, spare: float, rightwards: bool) -> float:
        align = self._style.align
        if align == "centre":
            return spare / 2
        if align == "right" or rightwards:
            return spare
        return -self._hang


def _hang(style: TextStyle) -> float:
    """Return how far a large light serif hangs left, so that its stems stand on the shared edge."""
    if style.face != fonts.SERIF or style.size <= 40 or style.weight > 350:
        return 0.0
    return min(max(style.size / 32, 1.0), 2.0)


def _starts_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction runs to the left."""
    import unicodedata

    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def _foreign(text: str, style: TextStyle, font: QFont) -> list[QTextLayout.FormatRange]:
    """Return upright, untracked formats for the stretches that a fall-back font will draw."""
    if style.face not in fonts.FAMILIES or not (style.italic or style.tracking):
        return []
    plain = QFont(font)
    plain.setItalic(False)
    plain.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.0)
    kind = QTextCharFormat()
    kind.setFont(plain)
    ranges: list[QTextLayout.FormatRange] = []
    open_range: QTextLayout.FormatRange | None = None
    at = 0
    for character in text:
        units = 2 if ord(character) > 0xFFFF else 1  # Qt counts UTF-16
        if ord(character) < 0x0370 or fonts.covers(style.face, character):
            open_range = None
        elif open_range is None:
            open_range = QTextLayout.FormatRange()
            open_range.start, open_range.length, open_range.format = at, units, kind
            ranges.append(open_range)
        else:
            open_range.length += units
        at += units
    return ranges
