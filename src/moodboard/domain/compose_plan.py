# SPDX-License-Identifier: GPL-3.0-or-later
"""What a composition is made of, and one plan of it laid out: rectangles for shots, lines, strips, notes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from moodboard.domain.board import Rect
from moodboard.domain.colour import Lab
from moodboard.domain.compose_tree import Box, Kind, fit, height_at, leaves, place, spare_of
from moodboard.domain.compose_words import (
    DISPLAY,
    SMALL,
    TITLE,
    Phrase,
    Setting,
    Step,
)
from moodboard.domain.text_keys import starts_right_to_left

ABOVE, BELOW = 0.09, 0.17
"""Room above and below words inside the block, for each unit of their size."""
_ROUNDS = 4
_LEDGE = (4.0, 76.0)
_AREA, _POWER = 112_000.0, 0.82
_WIDE_BOARD = 1250.0


@dataclass(frozen=True, slots=True)
class Shot:
    """A still as the composition sees it."""

    ratio: float
    pixels: float = 4000.0
    """How wide it can be before it looks soft."""
    weight: float = 1.0
    """How much it asks to be the hero, 0 to 1."""
    colour: Lab = (0.6, 0.0, 0.0)
    order: float = 0.0
    """Its place in the telling."""
    below: float = 0.0
    """How much room its caption takes."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that is to be laid out."""

    shots: tuple[Shot, ...]
    phrases: tuple[Phrase, ...] = ()
    """The one that leads first."""
    notes: tuple[tuple[float, float], ...] = ()
    """Widths and heights of what keeps its size: notes, turned words."""
    strips: tuple[int, ...] = ()
    """Swatch strips, each with the shot whose colours it shows; -1: the hero's."""
    shape: float = 1.5
    """The wanted width for each unit of height."""
    room: tuple[float, float] | None = None
    """What it must not exceed, for a frame."""
    width: float = 0.0
    """The block's width, when it has to meet something that stays; height likewise."""
    height: float = 0.0

    @property
    def area(self) -> float:
        """How much board the pictures take."""
        count = len(self.shots)
        area = max(170_000.0, _AREA * math.pow(max(1, count), _POWER))
        sharp = sum(shot.pixels * shot.pixels / shot.ratio for shot in self.shots) * 1.6
        return max(60_000.0, min(area, sharp))


Item = tuple[Kind | str, int]
"""A kind and a number; notes are "note"."""


@dataclass(slots=True, eq=False)
class Plan:
    """One idea of a composition, not laid out yet."""

    scheme: str
    hero: int
    box: Box
    mirrored: bool = False
    lead_size: Step = DISPLAY
    other_size: Step = SMALL
    italic: bool = True
    hung: tuple[Item, ...] = ()
    """What hangs under the block, in that order."""


@dataclass(slots=True)
class Laid:
    """A plan laid out: x and y from the block's top left."""

    plan: Plan
    block: Rect
    rects: dict[Item, Rect] = field(default_factory=dict)
    settings: dict[int, Setting] = field(default_factory=dict)
    cost: float = 0.0
    ledges: int = 0
    """Places where the air over or under a picture is so little that it looks like a mistake."""

    @property
    def bounds(self) -> Rect:
        """The rectangle around all of it."""
        rects = self.rects.values()
        if not rects:
            return self.block
        x, y = min(rect.x for rect in rects), min(rect.y for rect in rects)
        right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
        return Rect(x, y, right - x, bottom - y)

    def shots(self) -> Iterator[tuple[int, Rect]]:
        """Yield the shots' numbers and places."""
        for (kind, index), rect in self.rects.items():
            if kind is Kind.SHOT:
                yield index, rect


class _Speaker:
    """Sets the words of one plan as wide as their boxes turn out."""

    def __init__(self, plan: Plan, material: Material) -> None:
        self.plan, self.material = plan, material
        self.settings: dict[int, Setting] = {}
        self.failed = False

    def __call__(self, box: Box, width: float) -> float:
        found = setting_of(self.plan, self.material, box.index, width)
        if found is None:
            self.failed = True
            return 100.0
        self.settings[box.index] = found
        size = found.step.size
        return found.height + size * (ABOVE + BELOW)


def setting_of(plan: Plan, material: Material, index: int, width: float) -> Setting | None:
    """Return how a line is set in a column: the first one large, the others alike and small."""
    phrase = material.phrases[index]
    if index == 0:
        return phrase.best(plan.lead_size, width, 2 if phrase.count < 5 else 3)
    return phrase.best(plan.other_size, width, 4, is_italic(plan, phrase, index))


def is_italic(plan: Plan, phrase: Phrase, index: int) -> bool:
    """Tell whether a line is set in italics beside the large one; running text is not."""
    return plan.italic and index > 0 and phrase.largest.size > SMALL.size


def lead_size(material: Material, width: float) -> Step:
    """Return the largest step that suits a board of this width."""
    return TITLE if width >= _WIDE_BOARD else DISPLAY


def lay(plan: Plan, material: Material) -> Laid | None:
    """Solve the plan; None when something has no room."""
    box = plan.box
    speaker = _Speaker(plan, material)
    width = material.width or math.sqrt(material.area * material.shape)
    before: tuple[float, float, list[float]] = (0.0, 0.0, [])
    for _ in range(_ROUNDS):
        speaker.failed = False
        fit(box, width, speaker)
        if box.slope <= 0:
            return None
        heights = [setting.height for setting in speaker.settings.values()]
        if before == (box.slope, box.offset, heights):  # the words take what they took: it is solved
            break
        before = box.slope, box.offset, heights
        width = _width(box, material)
        if width < 60 or not place(box, 0.0, 0.0, width, height_at(box, width)):
            return None
    if speaker.failed or not _holds(box, speaker):
        return None
    laid = Laid(plan, Rect(0.0, 0.0, width, box.height), settings=speaker.settings)
    laid.ledges = sum(_LEDGE[0] < gap < _LEDGE[1] for gap in spare_of(box))
    top = box.y
    for leaf in leaves(box):
        laid.rects[(leaf.kind, leaf.index)] = _rect(leaf, laid, box, top)
    return laid


def _width(box: Box, material: Material) -> float:
    if material.width:
        return material.width
    if material.height:
        return (material.height - box.offset) / box.slope
    a, b = box.slope, box.offset
    width = (-b + math.sqrt(max(0.0, b * b + 4 * a * material.area * 1.06))) / (2 * a)
    if material.room is not None:
        width = min(width * 4, material.room[0], (material.room[1] - b) / a)
    return float(round(width))


def _holds(box: Box, speaker: _Speaker) -> bool:
    """Tell whether the words still fit at the widths that their boxes have now."""
    for leaf in leaves(box):
        if leaf.kind is Kind.WORDS and speaker(leaf, leaf.width) > leaf.offset + 0.5:
            return False
    return not speaker.failed


def _rect(leaf: Box, laid: Laid, block: Box, top: float) -> Rect:
    """Return a leaf's place; words stand optically on the block's own edges."""
    if leaf.kind is not Kind.WORDS:
        return Rect(leaf.x, leaf.y, leaf.width, leaf.height - leaf.below)
    setting = laid.settings[leaf.index]
    y = leaf.y + setting.step.size * ABOVE
    if leaf.y < top + 1:  # the capitals' heads level with the pictures' upper edges
        y = leaf.y - setting.step.over_capitals
    elif leaf.bottom > block.bottom - 1:  # the last baseline level with the lower edges
        y = leaf.bottom - setting.height + setting.step.under_baseline
    return Rect(leaf.x, y, leaf.width, setting.height)


def finish(laid: Laid, material: Material) -> bool:
    """Measure the words for real, balance their rows; False when they need more room than was kept."""
    for (kind, index), rect in list(laid.rects.items()):
        if kind is not Kind.WORDS:
            continue
        phrase, setting = material.phrases[index], laid.settings[index]
        italic = is_italic(laid.plan, phrase, index)
        width = min(rect.width, phrase.widest)
        if not starts_right_to_left(phrase.text):
            width = min(width, phrase.balanced(setting.step, width, italic))
            if setting.rows == phrase.own_rows == 1:
                width = min(width, phrase.natural(setting.step, italic) + 2)
        height = phrase.height(setting.step, width, italic)
        if height > rect.height + 1:
            width = min(rect.width, phrase.widest)
            height = phrase.height(setting.step, width, italic)
        if height > rect.height + 1:
            return False
        laid.rects[(kind, index)] = Rect(rect.x, rect.y, width, height)
    return not _is_crossed(laid)


def _is_crossed(laid: Laid) -> bool:
    """Tell whether words, strips or notes lie on anything: what hangs may be wider than its column."""
    items = sorted(laid.rects.items(), key=lambda item: item[1].y)
    for n, ((kind, _), rect) in enumerate(items):
        shrunk = rect.grown(-0.01)
        for (beside, _), other in islice(items, n + 1, None):
            if other.y >= rect.bottom:
                break  # as all that come are farther down
            if shrunk.meets(other) and (kind is not Kind.SHOT or beside is not Kind.SHOT):
                return True
    return False
