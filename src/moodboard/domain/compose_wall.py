# SPDX-License-Identifier: GPL-3.0-or-later
"""Compositions of words alone, and the plain one that always has room."""

from __future__ import annotations

from dataclasses import dataclass

from moodboard.domain.board import Rect
from moodboard.domain.compose_plan import Laid, Material, Plan, finish
from moodboard.domain.compose_tree import GUTTER, STRIP, Kind, air
from moodboard.domain.compose_words import (
    DISPLAY,
    LARGE,
    MEDIUM,
    SCALE,
    SMALL,
    TITLE,
    WALL,
    Phrase,
    Setting,
    Step,
)

_ALLEY = 48.0
"""Between columns of words."""
_BREATH = 40.0
"""Between one line and the next."""
_WIDEST = 1180.0


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to set a wall."""

    name: str
    columns: int
    width: float
    """Of a column."""
    lead: Step
    others: Step
    on_top: bool
    """Whether the first line runs over all columns."""


_FORMS = (
    _Form("wall", 2, 420, WALL, LARGE, True),
    _Form("wall columns", 3, 350, DISPLAY, MEDIUM, False),
    _Form("wall list", 1, 640, TITLE, LARGE, True),
    _Form("wall pair", 2, 520, TITLE, LARGE, False),
    _Form("wall quiet", 3, 300, TITLE, SMALL, True),
)


def walls(material: Material, turn: int) -> list[Laid]:
    """Return the walls of words, beginning with another one each turn; the best one first at first."""
    found = [_wall(form, material) for form in _FORMS]
    count = len(material.phrases)
    if count < 3:  # one or two lines make no columns
        found = [laid for laid, form in zip(found, _FORMS, strict=True) if form.columns <= max(2, count)]
    if material.room is not None:  # those that fit come first, the smallest of the others after them
        height = material.room[1]
        found.sort(key=lambda laid: max(0.0, laid.bounds.height - height))
        found = [laid for laid in found if laid.bounds.height <= height] or found[:1]
    turned = turn % len(found)
    return found[turned:] + found[:turned]


def _wall(form: _Form, material: Material) -> Laid:
    columns = max(1, min(form.columns, len(material.phrases)))
    width = form.width
    if material.room is not None:
        width = min(width, (material.room[0] - _ALLEY * (columns - 1)) / columns)
    if width < 200:
        columns, width = 1, material.room[0] if material.room is not None else form.width
    whole = columns * (width + _ALLEY) - _ALLEY
    if form.on_top:
        whole = max(whole, min(_WIDEST, material.room[0] if material.room is not None else _WIDEST))
        width = (whole + _ALLEY) / columns - _ALLEY
    laid = Laid(Plan(form.name, -1, air(), italic=False), Rect(0, 0, whole, 1))
    bottoms = [0.0] * columns
    tops = {0.0}
    for index, phrase in enumerate(material.phrases):
        most = form.lead if index == 0 else form.others
        if index == 0 and form.on_top:
            setting = _setting(phrase, most, whole)
            laid.rects[(Kind.WORDS, 0)] = Rect(0, 0, whole, setting.height)
            bottoms = [setting.height + _BREATH + 8] * columns
            tops = {bottoms[0]}
        else:
            setting = _setting(phrase, most, width)
            at = min(range(columns), key=lambda n: (round(bottoms[n]), n))
            x = at * (width + _ALLEY)
            y = bottoms[at] - (setting.step.over_capitals if bottoms[at] in tops else 0.0)
            laid.rects[(Kind.WORDS, index)] = Rect(x, y, width, setting.height)
            bottoms[at] = y + setting.height + _BREATH
        laid.settings[index] = setting
    _add_rest(laid, material, bottoms, width)
    finish(laid, material)
    return laid


def _add_rest(laid: Laid, material: Material, bottoms: list[float], width: float) -> None:
    for index in range(len(material.strips)):
        at = bottoms.index(min(bottoms))
        laid.rects[(Kind.STRIP, index)] = Rect(at * (width + _ALLEY), bottoms[at], min(width, 240.0), STRIP)
        bottoms[at] += STRIP + _BREATH
    for index, (own, height) in enumerate(material.notes):
        at = bottoms.index(min(bottoms))
        if own > width:  # wider than a column: below all of them
            bottoms[:] = [max(bottoms)] * len(bottoms)
            at = 0
        laid.rects[("note", index)] = Rect(at * (width + _ALLEY), bottoms[at], own, height)
        bottoms[at] += height + _BREATH
        if own > width:
            bottoms[:] = [bottoms[at]] * len(bottoms)


def _setting(phrase: Phrase, most: Step, width: float) -> Setting:
    """Return how a line is set; words too long for any size break where they must."""
    rows = 3 if most.size > LARGE.size else 5
    found = phrase.best(most, width, rows)
    if found is None:
        step = phrase.steps(SMALL)[-1] if phrase.steps(SMALL) else SCALE[-1]
        height = phrase.height(step, width, False)
        found = Setting(step, max(1, round(height / step.line)), height, 1.0)
    return found


def stacked(laid: Laid, material: Material) -> None:
    """Put all words, strips and notes that have no place yet under the block, one below the other."""
    width = max(280.0, min(laid.block.width, 560.0))
    y = laid.block.bottom
    for index, phrase in enumerate(material.phrases):
        setting = _setting(phrase, DISPLAY if index == 0 else SMALL, width)
        laid.settings[index] = setting
        y += GUTTER + 6
        height = phrase.height(setting.step, width, laid.plan.italic and index > 0)
        laid.rects[(Kind.WORDS, index)] = Rect(0.0, y, width, max(height, setting.height))
        y = laid.rects[(Kind.WORDS, index)].bottom
    for index in range(len(material.strips)):
        laid.rects[(Kind.STRIP, index)] = Rect(0.0, y + GUTTER, min(width, 240.0), STRIP)
        y += GUTTER + STRIP
    for index, (own, height) in enumerate(material.notes):
        laid.rects[("note", index)] = Rect(0.0, y + GUTTER + 4, own, height)
        y += GUTTER + 4 + height
