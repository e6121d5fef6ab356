# SPDX-License-Identifier: GPL-3.0-or-later
"""What hangs under the block of a composition: words, strips and notes, at the left edges of pictures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from moodboard.domain.board import Rect
from moodboard.domain.compose_plan import Laid, Material, setting_of
from moodboard.domain.compose_tree import GUTTER, STRIP, Kind
from moodboard.domain.compose_words import Setting

_STRIP_WIDTH = 230
"""About how wide a strip is best."""


@dataclass(slots=True)
class _Slot:
    """A column of pictures under which things can hang."""

    x: float
    width: float
    y: float
    shot: int
    last: object = Kind.SHOT

    @property
    def right(self) -> float:
        return self.x + self.width


def hang(laid: Laid, material: Material) -> bool:
    """Hang under the block what the plan wants there; False when it has no room."""
    slots = _slots(laid, material)
    if not slots:
        return not laid.plan.hung
    for item in laid.plan.hung:
        kind, index = item
        if kind is Kind.STRIP:
            _hang_strip(laid, material, slots, index)
        elif kind is Kind.WORDS:
            if not _hang_words(laid, material, slots, index):
                return False
        elif not _hang_note(laid, material, slots, index):
            return False
    return True


def _slots(laid: Laid, material: Material) -> list[_Slot]:
    found: list[_Slot] = []
    rects = list(laid.rects.items())
    from_below = sorted(laid.rects.values(), key=lambda rect: -rect.y)
    for (kind, index), rect in rects:
        if kind is Kind.WORDS:
            continue
        if not _is_covered(rect, from_below):
            shot = index if kind is Kind.SHOT else -1
            below = material.shots[index].below if kind is Kind.SHOT else 0.0
            found.append(_Slot(rect.x, rect.width, rect.bottom + below, shot, kind))
    return sorted(found, key=lambda slot: slot.x)


def _is_covered(rect: Rect, from_below: Iterable[Rect]) -> bool:
    """Tell whether anything lies below; the lowest come first, and mostly the first row tells."""
    below = takewhile(lambda other: other.y >= rect.bottom, from_below)
    return any(other.x < rect.right - 1 and rect.x < other.right - 1 for other in below)


def _gap(slot: _Slot, kind: object, size: float = 0.0) -> float:
    """Return the air between what hangs in a slot and what comes next."""
    if kind is Kind.STRIP or (kind == "note" and slot.last is Kind.SHOT):
        return GUTTER
    if slot.last is Kind.WORDS:
        return max(18.0, size * 0.8)
    return GUTTER + (4.0 if kind is Kind.WORDS else 6.0)


def _hang_strip(laid: Laid, material: Material, slots: list[_Slot], index: int) -> None:
    wanted = material.strips[index] if material.strips[index] >= 0 else laid.plan.hero
    free = [slot for slot in slots if slot.last is Kind.SHOT] or slots
    own = [slot for slot in free if slot.shot == wanted]
    hero = laid.rects[(Kind.SHOT, laid.plan.hero)]
    under = [slot for slot in free if hero.x - 1 <= slot.x and slot.right <= hero.right + 1]
    slot = min(own or under or free, key=lambda one: (abs(one.width - _STRIP_WIDTH), one.x))
    y = slot.y + _gap(slot, Kind.STRIP)
    laid.rects[(Kind.STRIP, index)] = Rect(slot.x, y, slot.width, STRIP)
    slot.y, slot.last = y + STRIP, Kind.STRIP


def _hang_words(laid: Laid, material: Material, slots: list[_Slot], index: int) -> bool:
    found = _lead_span(laid, material, slots) if index == 0 else _quiet_span(laid, material, slots, index)
    if found is None:
        return False
    span, setting = found
    y = max(slot.y + _gap(slot, Kind.WORDS, setting.step.size) for slot in span)
    width = span[-1].right - span[0].x
    laid.settings[index] = setting
    laid.rects[(Kind.WORDS, index)] = Rect(span[0].x, y, width, setting.height)
    for slot in span:
        slot.y, slot.last = y + setting.height, Kind.WORDS
    return True


def _spans(slots: Sequence[_Slot]) -> Iterator[list[_Slot]]:
    """Yield neighbours that end at the same height."""
    for start in range(len(slots)):
        for end in range(start + 1, len(slots) + 1):
            part = list(slots[start:end])
            level = all(abs(slot.y - part[0].y) < 1 for slot in part)
            if level and all(b.x - a.right < GUTTER + 1 for a, b in pairwise(part)):
                yield part


def _lead_span(laid: Laid, material: Material, slots: list[_Slot]) -> tuple[list[_Slot], Setting] | None:
    """Choose where the large line hangs: as large as it can, narrow, under the hero where that goes."""
    hero = laid.rects[(Kind.SHOT, laid.plan.hero)]
    best: tuple[float, list[_Slot], Setting] | None = None
    for span in _spans(slots):
        width = span[-1].right - span[0].x
        setting = setting_of(laid.plan, material, 0, width)
        if setting is None:
            continue
        away = abs(span[0].x - hero.x) / max(1.0, laid.block.width)
        cost = 3 * math.log(laid.plan.lead_size.size / setting.step.size) + away + 0.25 * setting.rows
        cost += 0.4 * width / laid.block.width
        if best is None or cost < best[0]:
            best = cost, span, setting
    return None if best is None else best[1:]


def _quiet_span(
    laid: Laid, material: Material, slots: list[_Slot], index: int
) -> tuple[list[_Slot], Setting] | None:
    best: tuple[float, list[_Slot], Setting] | None = None
    low = min(slot.y for slot in slots)
    for span in _spans(slots):
        if len(span) > 2:
            continue
        setting = setting_of(laid.plan, material, index, span[-1].right - span[0].x)
        if setting is None:
            continue
        cost = (span[0].y - low) / 60 + 0.5 * max(0, setting.rows - 3) + 1.5 * (len(span) - 1)
        cost += 0.4 * (laid.plan.other_size.size - setting.step.size) / 6 + span[0].x / laid.block.width
        if span[0].last is Kind.WORDS:
            cost += 1.0
        if best is None or cost < best[0]:
            best = cost, span, setting
    return None if best is None else best[1:]


def _hang_note(laid: Laid, material: Material, slots: list[_Slot], index: int) -> bool:
    width, height = material.notes[index]
    fitting = [slot for slot in slots if slot.width >= width - 1] or slots[-1:]
    slot = min(fitting, key=lambda one: (one.y, -one.x))
    y = slot.y + _gap(slot, "note", 20)
    laid.rects[("note", index)] = Rect(slot.x, y, width, height)
    slot.y, slot.last = y + height, "note"
    return slot.width >= width - 1 or slot is slots[-1]
