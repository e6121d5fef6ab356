# SPDX-License-Identifier: GPL-3.0-or-later
"""Boxes within boxes: the skeleton of a composition, solved so that every edge meets and nothing is cropped.

A row's parts are equally high and a column's equally wide, so sizes follow from the pictures' own
ratios: the height of every box is a straight function of its width. A part that keeps a share of its
row (``twelfths``) may end sooner; air takes what it leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

GUTTER = 14.0
STRIP = 30.0
"""The height of a swatch strip."""
WORDS_ASIDE = 14.0
"""What a column of words stands farther off the pictures on its left than they from each other."""
_LEAST, _LEAST_SHOT = 40.0, 12.0
"""How narrow words and columns, and how narrow shots may be; the judge minds much sooner."""
_STEEP = 1e-9


class Kind(Enum):
    """What a box is."""

    SHOT = 1
    WORDS = 2
    STRIP = 3
    AIR = 4
    ROW = 5
    COLUMN = 6


class Box:
    """A place for a shot, for words, for a strip, or for other boxes."""

    __slots__ = (
        "below",
        "height",
        "index",
        "kind",
        "offset",
        "parts",
        "ratio",
        "slope",
        "twelfths",
        "width",
        "wordy",
        "x",
        "y",
    )

    def __init__(
        self,
        kind: Kind,
        index: int = 0,
        ratio: float = 1.0,
        parts: tuple[Box, ...] = (),
        twelfths: float = 0.0,
    ) -> None:
        self.kind = kind
        self.index = index
        """Which shot, line or strip it holds."""
        self.ratio = ratio
        self.parts = parts
        self.twelfths = twelfths
        """The share of its row that it keeps; 0: its width follows from the row's height."""
        self.below = 0.0
        """What a shot has under it: its caption."""
        self.wordy = bool(parts) and not any(leaf.kind is Kind.SHOT for leaf in leaves(self))
        """No shots in it: beside pictures it stands a little farther off."""
        self.slope = self.offset = 0.0
        self.x = self.y = self.width = self.height = 0.0

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


Say = Callable[[Box, float], float]
"""The height that words need in a width; they are set at the size that suits it."""


def shot(index: int, ratio: float, below: float = 0.0) -> Box:
    """Return the place of a shot, with room for its caption under it."""
    box = Box(Kind.SHOT, index, ratio)
    box.below = below
    return box


def words(index: int) -> Box:
    """Return the place of a line."""
    return Box(Kind.WORDS, index)


def strip(index: int = 0) -> Box:
    """Return the place of a swatch strip."""
    return Box(Kind.STRIP, index)


def air() -> Box:
    """Return emptiness that takes what is left over."""
    return Box(Kind.AIR)


def row(*parts: Box) -> Box:
    """Return boxes side by side; a single one stays itself."""
    return parts[0] if len(parts) == 1 else Box(Kind.ROW, parts=parts)


def column(*parts: Box, twelfths: float = 0.0) -> Box:
    """Return boxes on top of each other; a single one without a share stays itself."""
    return parts[0] if len(parts) == 1 and not twelfths else Box(Kind.COLUMN, parts=parts, twelfths=twelfths)


def leaves(box: Box) -> Iterator[Box]:
    """Yield the shots, words and strips inside."""
    if box.parts:
        for part in box.parts:
            yield from leaves(part)
    elif box.kind is not Kind.AIR:
        yield box


def fit(box: Box, width: float, say: Say) -> None:
    """Work out for the box and all in it how the height follows from the width, about ``width`` wide."""
    kind = box.kind
    if kind is Kind.SHOT:
        box.slope, box.offset = 1 / box.ratio, box.below
    elif kind is Kind.WORDS:
        box.slope, box.offset = 0.0, say(box, box.width or width)
    elif kind is Kind.STRIP:
        box.slope, box.offset = 0.0, STRIP
    elif kind is Kind.COLUMN:
        slope, offset = 0.0, GUTTER * (len(box.parts) - 1)
        for part in box.parts:
            fit(part, width, say)
            slope += part.slope
            offset += part.offset
        box.slope, box.offset = slope, offset
    elif kind is Kind.ROW:
        _fit_row(box, width, say)


def _fit_row(box: Box, width: float, say: Say) -> None:
    count = len(box.parts)
    shared = constant = inverse = moved = 0.0
    loose: list[Box] = []
    for part in box.parts:
        if part.twelfths:
            share = part.twelfths / 12
            fit(part, _share(part, width) - _inset(box, part), say)
            shared += share
            constant += GUTTER * (1 - share)
            loose.append(part)
        else:
            fit(part, part.width or width / count, say)
            inverse += 1 / max(part.slope, _STEEP)
            moved += part.offset / max(part.slope, _STEEP)
    if len(loose) < count:
        constant += moved - GUTTER * (count - 1)
        box.slope, box.offset = (1 - shared) / inverse, constant / inverse
        return
    highest = max(loose, key=lambda part: part.slope * _share(part, width) + part.offset)
    share = highest.twelfths / 12
    box.slope = highest.slope * share
    box.offset = highest.offset + highest.slope * GUTTER * (share - 1)


def _share(part: Box, width: float) -> float:
    return (width + GUTTER) * part.twelfths / 12 - GUTTER


def _inset(box: Box, part: Box) -> float:
    return WORDS_ASIDE if part.wordy and part is not box.parts[0] else 0.0


def place(box: Box, x: float, y: float, width: float, height: float) -> bool:
    """Lay the fitted box and all in it out; False when something has no room."""
    box.x, box.y, box.width, box.height = x, y, width, height
    if not box.parts:
        least = _LEAST_SHOT if box.kind is Kind.SHOT else _LEAST
        return box.kind is Kind.AIR or (width >= least and height > 1)
    if box.kind is Kind.COLUMN:
        spare = height - (box.slope * width + box.offset)
        airs = sum(part.kind is Kind.AIR for part in box.parts)
        if spare < -0.5:
            return False
        for part in box.parts:
            own = part.slope * width + part.offset
            if part.kind is Kind.AIR:
                own = max(0.0, spare / airs)
            if not place(part, x, y, width, own):
                return False
            y += own + GUTTER
        return True
    for part in box.parts:
        inset = 0.0
        if part.twelfths:
            own, inset = _share(part, width), _inset(box, part)
        else:
            own = (height - part.offset) / max(part.slope, _STEEP)
        if own <= inset or not place(part, x + inset, y, own - inset, height):
            return False
        x += own + GUTTER
    return True


def spare_of(box: Box) -> Iterator[float]:
    """Yield how much air the columns that keep a share of their row were left."""
    for part in box.parts:
        if part.twelfths:
            yield part.height - (part.slope * part.width + part.offset)
        yield from spare_of(part)


def height_at(box: Box, width: float) -> float:
    """Return the fitted box's height at a width."""
    return box.slope * width + box.offset
