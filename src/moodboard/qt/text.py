# SPDX-License-Identifier: GPL-3.0-or-later
"""What a line looks like: its words or its exchange, and its source, laid out in board units."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from moodboard.domain.board import TextStyle
from moodboard.domain.exchange import Turn, turns_of
from moodboard.domain.text_keys import starts_right_to_left
from moodboard.qt import fonts, text_setting
from moodboard.qt.laid_text import LaidLine, LaidText
from moodboard.qt.text_cache import text_cache
from moodboard.qt.text_setting import Setting, laid, setting_of, style_of

__all__ = ["Composed", "LaidLine", "LaidText", "Link", "Part", "laid", "line_of"]

_ATTRIBUTION_SIZE = 12.0
_ATTRIBUTION_GAP = 8.0
_UNDERLINE = 0.06
"""An underline's strength and depth in sizes of the type."""


@dataclass(frozen=True, slots=True)
class Part:
    """One laid text and where it stands; what stands aside is in the second ink."""

    laid: LaidText
    x: float
    y: float
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link can be clicked, and where it leads."""

    rect: QRectF
    address: str


class Composed:
    """Laid texts side by side and below each other; positions are board units from the top left."""

    __slots__ = ("height", "hung", "hung_left", "links", "natural_width", "parts", "rules", "width")

    def __init__(
        self, parts: tuple[Part, ...], width: float, height: float, links: tuple[Link, ...] = ()
    ) -> None:
        self.parts = parts
        self.width, self.height = width, height
        self.natural_width = max((part.x + part.laid.natural_width for part in parts), default=0.0)
        self.hung = max((part.laid.hung for part in parts), default=0.0)
        """How far punctuation may hang out beyond the edges."""
        self.hung_left = max(
            (line.hung for part in parts for line in part.laid.lines if part.x + line.x < 0), default=0.0
        )
        """How far it hangs out at the left."""
        self.links = links
        self.rules = tuple(_underlines(parts))
        """The lines under links."""

    @property
    def baseline(self) -> float:
        """The first row's baseline."""
        return self.parts[0].y + self.parts[0].laid.baseline if self.parts else 0.0

    def paint(self, painter: QPainter, x: float, y: float, ink: QColor, ink_2: QColor) -> None:
        """Paint all of it with its top left at the point."""
        for part in self.parts:
            part.laid.paint(painter, x + part.x, y + part.y, ink_2 if part.aside else ink)
        for rule in self.rules:
            painter.fillRect(rule.translated(x, y), ink)

    def bounds(self) -> QRectF:
        """Return the rectangle around all rows of words, without the room beside them."""
        rect = QRectF()
        for part in self.parts:
            for line in part.laid.lines:
                top = part.y + line.baseline - part.laid.baseline
                height = part.laid.height / len(part.laid.lines)
                rect = rect.united(QRectF(part.x + line.x, top, max(1.0, line.width), height))
        return rect


def _underlines(parts: tuple[Part, ...]) -> list[QRectF]:
    made: list[QRectF] = []
    for part in parts:
        size = part.laid.height / max(1, len(part.laid.lines)) / 1.35
        for link in part.laid.links:
            strength = max(0.5, _UNDERLINE * size)
            made.append(
                QRectF(part.x + link.x, part.y + link.baseline + 1.8 * strength, link.width, strength)
            )
    return made


def as_path(text: LaidText) -> QPainterPath:
    """Return the outlines of a laid text, for files that hold no fonts."""
    return text.path()


def line_of(words: str, style: TextStyle, width: float = 0.0, said: str = "") -> Composed:
    """Return a line with its source under it, from the cache where it was before.

    A width of 0 lets the words have their own.
    """
    return _line_of(words, setting_of(style), style.exchange, width, said if style.attribution else "")


def natural_size(text: str, style: TextStyle, max_width: float = 0.0) -> tuple[float, float]:
    """Return the width and height that the text takes by itself, at most ``max_width`` wide."""
    made = line_of(text or " ", replace(style, attribution=False), max_width)
    return math.ceil(made.natural_width), made.height


def size_for(text: str, style: TextStyle, width: float, attribution: str = "") -> tuple[float, float]:
    """Return the width and height of a line of this width with the attribution under it."""
    return width, line_of(text or " ", style, width, attribution).height


def attribution_style(style: TextStyle) -> TextStyle:
    """Return how the source under a line is set: small, in sans, on the line's own side."""
    size = float(max(_ATTRIBUTION_SIZE, round(style.size / 4)))
    return TextStyle(fonts.SANS, size, 400, leading=16 / 12, align=style.align, hanging=False)


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
    text_setting.clear_cache()
    _line_of.cache_clear()


@text_cache(4096)
def _line_of(words: str, setting: Setting, exchange: str, width: float, said: str) -> Composed:
    style = style_of(setting)
    turns = turns_of(words, exchange)
    if turns:
        parts, height = _exchange(turns, style, width)
    else:
        made = laid(words, style, width)
        parts, height = [Part(made, 0.0, 0.0)], made.height
    if said:
        under = laid(said, attribution_style(style), width or max(p.x + p.laid.natural_width for p in parts))
        top = height + attribution_gap(style)
        parts.append(Part(under, 0.0, top, aside=True))
        height = top + under.height
    return Composed(tuple(parts), width or max(part.x + part.laid.width for part in parts), height)


# -- exchanges --------------------------------------------------------------------------------------


def _name_style(style: TextStyle) -> TextStyle:
    """Return how the names of those who speak are set: small, in sans, spaced capitals."""
    size = float(min(max(_ATTRIBUTION_SIZE, round(style.size * 0.32)), style.size))
    return TextStyle(fonts.SANS, size, 500, leading=4 / 3, tracking=0.06 * size, hanging=False)


def _exchange(turns: tuple[Turn, ...], style: TextStyle, width: float) -> tuple[list[Part], float]:
    """Lay names and words out in two columns, or in one where there is no room for two."""
    naming = _name_style(style)
    names = [turn.speaker.upper() for turn in turns]
    gap = 0.6 * style.size
    column = max(laid(name, naming).natural_width for name in names) + gap
    longest = max(laid(turn.words, style).natural_width for turn in turns)
    room = width - column if width > 0 else math.ceil(longest)
    if style.align == "centre" or (width > 0 and room < min(longest, 8 * style.size) - 1):
        return _stacked(turns, names, style, naming, width)
    mirrored = style.align == "right" or starts_right_to_left(turns[0].words)
    parts: list[Part] = []
    y = 0.0
    for name, turn in zip(names, turns, strict=True):
        said, called = laid(turn.words, style, room), laid(name, naming)
        parts.append(Part(said, 0.0 if mirrored else column, y))
        x = room + column - called.natural_width if mirrored else 0.0
        parts.append(Part(called, x, y + said.baseline - called.baseline, aside=True))
        y += said.height + 0.25 * style.size
    return parts, y - 0.25 * style.size


def _stacked(
    turns: tuple[Turn, ...], names: list[str], style: TextStyle, naming: TextStyle, width: float
) -> tuple[list[Part], float]:
    """Set each name over what is said."""
    rightwards = starts_right_to_left(turns[0].words) and style.align == "left"
    naming = replace(naming, align="right" if rightwards else style.align)
    width = width or max(laid(turn.words, style).natural_width for turn in turns)
    parts: list[Part] = []
    y = 0.0
    for name, turn in zip(names, turns, strict=True):
        called, said = laid(name, naming, width), laid(turn.words, style, width)
        parts.append(Part(called, 0.0, y, aside=True))
        parts.append(Part(said, 0.0, y + called.height))
        y += called.height + said.height + 0.4 * style.size
    return parts, y - 0.4 * style.size
