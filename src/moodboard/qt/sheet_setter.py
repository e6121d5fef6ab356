# SPDX-License-Identifier: GPL-3.0-or-later
"""Set lines for sheets of paper with the real fonts: exactly so many centimetres wide."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from moodboard.domain.board import Rect, TextStyle
from moodboard.domain.line import Line
from moodboard.domain.sheets import Setting
from moodboard.qt import pin_text, text
from moodboard.qt.text_setting import laid

_REFERENCE = 40.0
_ROW = 26
"""Letters of a row in which a line looks like a line, not like a string."""
_MOST_ROWS = 9
_SMALLEST, _LARGEST = 1.0, 600.0
_LARGEST_WITHIN = 40.0
_EXACT = 2e-4
"""Of 12 cm, a fiftieth of a millimetre."""


class SheetSetter:
    """The ``Setter`` of :mod:`moodboard.domain.sheets`."""

    def __init__(self, films: Mapping[int, str]) -> None:
        self._films = films

    def exactly(self, words: str, style: TextStyle, width: float) -> Setting:
        """Set words so that their ink is exactly so wide, in few rows of like lengths."""
        rows = _rows(words, style)
        size = _REFERENCE
        for _ in range(8):  # ink grows all but evenly with the size: only the optical cut bends it
            ink = _ink(rows, _sized(style, size), 0.0).width
            if abs(ink - width) < _EXACT * width or ink <= 0:
                break
            size = min(_LARGEST, max(_SMALLEST, size * width / ink))
        made = _sized(style, size)
        room = laid(rows, made, 0.0).natural_width + 0.25
        wanted = rows.count("\n") + 1
        for _ in range(12):  # letters are not quite as wide alone as in their row
            if len(laid(words, made, room).lines) <= wanted:
                break
            room *= 1.005
        height = text.line_of(words, made, room).height
        return Setting(made, room, height, _ink(words, made, room))

    def within(self, line: Line, style: TextStyle, width: float) -> Setting:
        """Set a line in its own size at most so wide, with its source when the style asks for it."""
        style = _sized(style, min(style.size, _LARGEST_WITHIN))
        said = pin_text.attribution(line, self._films) if style.attribution else ""
        natural = text.line_of(line.text or " ", style, 0.0).natural_width
        if said:
            natural = max(natural, laid(said, text.attribution_style(style), 0.0).natural_width)
        room = min(width, math.ceil(natural) + 1.0)
        height = text.line_of(line.text or " ", style, room, said).height
        return Setting(style, room, height, Rect(0, 0, room, height))


def _sized(style: TextStyle, size: float) -> TextStyle:
    ratio = size / style.size if style.size > 0 else 1.0
    return replace(style, size=size, tracking=style.tracking * ratio)


def _rows(words: str, style: TextStyle) -> str:
    """Return the words broken into rows as even as they can be."""
    style = _sized(style, _REFERENCE)
    wanted = min(_MOST_ROWS, max(words.count("\n") + 1, math.ceil(len(words) / _ROW)))
    low, high = 1.0, laid(words, style, 0.0).natural_width + 1.0
    if wanted > 1:
        for _ in range(24):
            middle = (low + high) / 2
            made = laid(words, style, middle)
            if len(made.lines) > wanted or made.natural_width > middle + 1:
                low = middle
            else:
                high = middle
    made = laid(words, style, high)
    return "\n".join(words[line.start : line.end].strip() for line in made.lines)


def _ink(words: str, style: TextStyle, width: float) -> Rect:
    box = laid(words, style, width).path().boundingRect()
    return Rect(box.x(), box.y(), box.width(), box.height())
