# SPDX-License-Identifier: GPL-3.0-or-later
"""Set words in type, once, in board units, so that they break at the same places everywhere.

Nothing is hinted and each laid text keeps its glyphs with their positions: painting at any zoom or
into any file only scales them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from moodboard.domain.board import TextStyle
from moodboard.domain.text_keys import starts_right_to_left
from moodboard.qt import fonts, scripts
from moodboard.qt.laid_text import LaidLine, LaidLink, LaidText, Stretch
from moodboard.qt.text_cache import text_cache

_SMALLEST_MEASURED = 8
_UNBROKEN = 1_000_000.0
_BOLDER = 300
"""What bold adds to a weight."""

Setting = tuple[str, float, int, bool, float, float, str, bool, bool]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of words that is bold, italic or a link; positions count Python's characters."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    link: int = -1
    """The number of the link, -1 for none."""


def setting_of(style: TextStyle) -> Setting:
    """Return what of a style the letters' places depend on."""
    return (
        style.face,
        style.size,
        style.weight,
        style.italic,
        style.leading,
        style.tracking,
        style.align,
        style.small_caps,
        style.hanging,
    )


def style_of(setting: Setting) -> TextStyle:
    """Return a style of that setting."""
    face, size, weight, italic, leading, tracking, align, small_caps, hanging = setting
    return TextStyle(
        face,
        size,
        weight,
        italic,
        "",
        leading,
        tracking,
        align,
        small_caps=small_caps,
        hanging=hanging,
    )


def bolder(style: TextStyle) -> TextStyle:
    """Return the style of bold words."""
    return replace(style, weight=min(style.weight + _BOLDER, 900))


def laid(text: str, style: TextStyle, width: float = 0.0, marks: tuple[Mark, ...] = ()) -> LaidText:
    """Return the text laid out in a width, from the cache where it was before; 0 breaks at newlines only.

    ``marks`` are for a text of one paragraph.
    """
    return _laid(text, setting_of(style), width, marks)


def clear_cache() -> None:
    """Forget all laid texts: the fonts have changed."""
    _laid.cache_clear()


@text_cache(8192)
def _laid(text: str, setting: Setting, width: float, marks: tuple[Mark, ...]) -> LaidText:
    style = style_of(setting)
    pixels = max(_SMALLEST_MEASURED, round(style.size))
    ratio = style.size / pixels
    font = fonts.font_of(style, pixels)
    words = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    made = _Setter(font, style, ratio, width / ratio if width > 0 else 0.0)
    if words == text:
        start = 0
        for paragraph in words.split("\n"):
            made.add(paragraph, start, marks)
            start += len(paragraph) + 1
    else:  # offsets count in the words as they were given
        start = 0
        for paragraph in text.splitlines() or [""]:
            made.add(paragraph, start)
            start = text.find("\n", start) + 1 or start + len(paragraph) + 1
    return made.finish(width)


@dataclass(slots=True)
class _Set:
    """One paragraph that is set: its layout, where it starts, what of its lines hangs out."""

    layout: QTextLayout
    start: int
    rightwards: bool
    hung: list[float]
    links: tuple[tuple[int, int, int], ...]
    """Where each begins and ends, and its number, one after the other."""
    text: str
    stretches: tuple[Stretch, ...]
    """One after the other, without gaps."""

    def within(self, first: int, last: int) -> tuple[Stretch, ...]:
        """Return the stretches of a line, counted from its start."""
        begin = bisect_right(self.stretches, first, key=lambda stretch: stretch.end)
        return tuple(
            replace(s, start=max(s.start, first) - first, end=min(s.end, last) - first)
            for s in takewhile(lambda stretch: stretch.start < last, self.stretches[begin:])
        )


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
        self._optical = _optical_hang(style) / ratio
        self._set: list[_Set] = []

    def add(self, text: str, start: int, marks: tuple[Mark, ...] = ()) -> None:
        layout = QTextLayout(text, self._font)
        layout.setCacheEnabled(True)
        option = QTextOption()
        option.setUseDesignMetrics(True)
        option.setWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self._width else QTextOption.WrapMode.NoWrap
        )
        rightwards = not text.isascii() and starts_right_to_left(text)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rightwards else Qt.LayoutDirection.LeftToRight
        )
        # The setter places lines itself; Qt would turn left into right for right-to-left text anyway.
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        stretches = self._stretches(text, marks)
        if stretches:
            layout.setFormats(
                [self._range(one) for one in stretches if one.foreign or one.bold or one.italic]
            )
        hangs = self._style.hanging and (
            self._style.align == "left" or (rightwards and self._style.align == "right")
        )
        hung: list[float] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width or _UNBROKEN)
            out = _hung(line, text) if hangs else 0.0
            if out and self._width:  # what hangs out takes nothing of the measure
                line.setLineWidth(self._width + out)
            hung.append(out)
        layout.endLayout()
        self._set.append(_Set(layout, start, rightwards, hung, _links_of(text, marks), text, stretches))

    def _stretches(self, text: str, marks: tuple[Mark, ...]) -> tuple[Stretch, ...]:
        """Return what is bold or italic, and what a fall-back font will draw."""
        foreign = [] if text.isascii() else scripts.foreign_stretches(text, self._style.face)
        slanted = self._style.italic or self._style.tracking or any(mark.italic for mark in marks)
        foreign = foreign if slanted else []
        if not foreign and not marks:
            return ()
        edges = sorted(
            {0, len(text), *(e for s in foreign for e in s), *(e for m in marks for e in (m.start, m.end))}
        )
        strange = _covered(edges, foreign)
        bold = _covered(edges, ((mark.start, mark.end) for mark in marks if mark.bold))
        italic = _covered(edges, ((mark.start, mark.end) for mark in marks if mark.italic))
        return tuple(
            Stretch(start, end, n in strange, n in bold, n in italic)
            for n, (start, end) in enumerate(pairwise(scripts.all_units(text, edges)))
            if end > start
        )

    def _range(self, one: Stretch) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length = one.start, one.end - one.start
        made.format = self._format(one.foreign, one.bold, one.italic)
        return made

    def _format(self, is_foreign: bool, bold: bool, italic: bool) -> QTextCharFormat:
        style = bolder(self._style) if bold else self._style
        style = replace(style, italic=(style.italic or italic) and not is_foreign)
        font = fonts.font_of(style, self._font.pixelSize())
        if is_foreign:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.0)
        made = QTextCharFormat()
        made.setFont(font)
        return made

    def finish(self, width: float) -> LaidText:
        """Align all lines in the width, or in the widest line; gather the glyphs."""
        room = self._width or max(
            (
                one.layout.lineAt(n).naturalTextWidth() - hung
                for one in self._set
                for n, hung in enumerate(one.hung)
            ),
            default=0.0,
        )
        lines: list[LaidLine] = []
        links: list[LaidLink] = []
        runs: list[QGlyphRun] = []
        ratio = self._ratio
        for one in self._set:
            for n, hung in enumerate(one.hung):
                line = one.layout.lineAt(n)
                taken = line.naturalTextWidth()
                line.setLineWidth(max(taken, 1.0))
                x = self._indent(room - taken, one.rightwards, hung)
                baseline = self._first + len(lines) * self._line_height
                line.setPosition(QPointF(x, baseline - line.ascent()))
                begins, ends = line.textStart(), line.textStart() + line.textLength()
                lines.append(
                    LaidLine(
                        one.start + begins,
                        one.start + ends,
                        x * ratio,
                        baseline * ratio,
                        taken * ratio,
                        hung * ratio,
                        scripts.between(one.text, begins, ends),
                        one.rightwards,
                        one.within(begins, ends),
                    )
                )
                links += _links(line, one, baseline, ratio)
            runs += one.layout.glyphRuns()
        height = len(lines) * self._line_height * ratio
        return LaidText(tuple(lines), runs, ratio, width or room * ratio, height, tuple(links), self._style)

    def _indent(self, spare: float, rightwards: bool, hung: float) -> float:
        align = self._style.align
        if align == "centre":
            return spare / 2
        if rightwards:
            return spare + hung
        if align == "right":
            return spare
        return -self._optical - hung


def _links_of(text: str, marks: Iterable[Mark]) -> tuple[tuple[int, int, int], ...]:
    """Return where the links among the marks begin and end, in units of UTF-16, and their numbers."""
    linked = sorted((mark.start, mark.end, mark.link) for mark in marks if mark.link >= 0)
    starts = scripts.all_units(text, [start for start, _, _ in linked])
    ends = scripts.all_units(text, [end for _, end, _ in linked])
    return tuple((a, b, link) for a, b, (_, _, link) in zip(starts, ends, linked, strict=True) if a < b)


def _covered(edges: list[int], parts: Iterable[tuple[int, int]]) -> set[int]:
    """Return the numbers of the pieces between the edges that lie in one of the parts."""
    at = {edge: n for n, edge in enumerate(edges)}
    return {n for start, end in parts for n in range(at[start], at[end])}


def _links(line: QTextLine, one: _Set, baseline: float, ratio: float) -> list[LaidLink]:
    """Return the parts of a line that are links."""
    made: list[LaidLink] = []
    first, last = line.textStart(), line.textStart() + line.textLength()
    begin = bisect_right(one.links, first, key=lambda link: link[1])
    for start, end, number in takewhile(lambda link: link[0] < last, one.links[begin:]):
        one_x, other_x = _x_of(line, max(first, start)), _x_of(line, min(last, end))
        left, width = min(one_x, other_x), abs(one_x - other_x)
        made.append(LaidLink(number, left * ratio, baseline * ratio, width * ratio))
    return made


def _hung(line: QTextLine, text: str) -> float:
    """Return how wide the punctuation is with which a line opens."""
    start = line.textStart()
    row = scripts.between(text, start, start + line.textLength())
    opening = scripts.opening(row)
    if not opening:
        return 0.0
    return abs(_x_of(line, start + scripts.units(row, opening)) - _x_of(line, start))


def _x_of(line: QTextLine, at: int) -> float:
    """Return where a position stands; Qt's binding returns the position too."""
    found: object = line.cursorToX(at)
    if isinstance(found, tuple):
        found = found[0]
    assert isinstance(found, float | int)
    return float(found)


def _optical_hang(style: TextStyle) -> float:
    """Return how far a large light serif hangs left, so that its stems stand on the shared edge."""
    if style.face != fonts.SERIF or style.size <= 40 or style.weight > 350:
        return 0.0
    return min(max(style.size / 32, 1.0), 2.0)
