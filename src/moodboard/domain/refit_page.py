# SPDX-License-Identifier: GPL-3.0-or-later
"""What a refit is given: the room, the stills' ratios and weights, the lines with their breakings."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from moodboard.domain.board import Rect
from moodboard.domain.refit_trees import Sizes, TextLeaf

_AREA_PER_STILL = 47_000.0


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to break a line: its width and height for each unit of type size."""

    words: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """A line that is to be set: its ways to break, and the largest and smallest type for it."""

    settings: tuple[Setting, ...]
    largest: float
    smallest: float

    def size(self, rows: int, width: float) -> float:
        """Return the type size at which that breaking is as wide as ``width``, at most the largest."""
        return min(self.largest, width / self.settings[rows].width)

    def height(self, rows: int, width: float) -> float:
        """Return the room it takes then, with a little air above and below."""
        return self.size(rows, width) * (self.settings[rows].height + AIR)


def stills_for(room: Rect) -> float:
    """Return how many stills a page carries well: a phone five, a desktop or a sheet about ten."""
    return 1.75 * math.pow(room.width * room.height / _AREA_PER_STILL, 0.6)


AIR = 0.42
"""Room above and below a line, for each unit of type size; less above, where the leading is."""
AIR_ABOVE = 0.1


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be filled, and with what."""

    rect: Rect
    gutter: float
    ratios: tuple[float, ...]
    """Of the stills, the most important first."""
    weights: tuple[float, ...]
    """How large each still should be beside the others."""
    give: tuple[float, ...]
    """How much taller or wider each still may become before anything is cropped, 1 for none."""
    words: tuple[Words, ...]

    @property
    def sizes(self) -> Sizes:
        """Return the page's measures for laying trees out."""
        return Sizes(self._ratio, self._text, self._text_slope, self.gutter)

    def _ratio(self, index: int) -> float:
        return self.ratios[index]

    def _text(self, leaf: TextLeaf, width: float) -> float:
        return self.words[leaf.index].height(leaf.rows, width)

    def _text_slope(self, leaf: TextLeaf, near: float) -> tuple[float, float]:
        words = self.words[leaf.index]
        setting = words.settings[leaf.rows]
        if near >= words.largest * setting.width:
            return 0.0, words.height(leaf.rows, near)
        return (setting.height + AIR) / setting.width, 0.0

    @property
    def aim(self) -> float:
        """How many stills such a page carries well."""
        return stills_for(self.rect)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The best that was found: where each used still and line goes."""

    stills: dict[int, Rect] = field(default_factory=dict)
    lines: dict[int, tuple[int, Rect]] = field(default_factory=dict)
    """By line: the chosen breaking and its place."""
