# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a composition goes: into a frame, beside what is locked, or where its pins lay, off all others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from moodboard.domain.arrange import bounds, free_spot
from moodboard.domain.board import Rect
from moodboard.domain.compose_plan import Laid, Material
from moodboard.domain.compose_tree import GUTTER

_SLENDER, _BROAD = 0.55, 3.2
"""The shapes that a block beside a locked pin may have."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to lay it, and what to keep off."""

    centre: tuple[float, float]
    shape: float = 1.5
    room: Rect | None = None
    """The inside of a frame."""
    others: tuple[Rect, ...] = ()
    """What else lies on the board."""


def joints(material: Material, stays: Sequence[Rect], turn: int) -> Iterator[Material]:
    """Yield the material with the sizes to try: first those that meet the locked pins edge to edge."""
    around = bounds(stays)
    if around is not None and material.room is None and material.shots:
        area = material.area
        beside = replace(material, height=around.height, shape=area / around.height**2)
        below = replace(material, width=around.width, shape=around.width**2 / area)
        sides = [one for one in (beside, below) if _SLENDER <= one.shape <= _BROAD]
        sides.sort(key=lambda one: abs(math.log(_united(around, one, area) / material.shape)))
        if len(sides) == 2 and turn % 2:
            sides.reverse()
        yield from sides
    yield material


def _united(around: Rect, material: Material, area: float) -> float:
    """Return the shape of the locked pins and the block together."""
    if material.height:
        return (around.width + area / around.height) / around.height
    return around.width / (around.height + area / around.width)


def settled(laid: Laid, material: Material, spot: Spot, stays: Sequence[Rect]) -> tuple[float, float]:
    """Return by how much the composition is moved to its place on the board."""
    rects = list(laid.rects.values())
    if spot.room is not None:
        whole = laid.bounds
        x = spot.room.x + (spot.room.width - whole.width) / 2 - whole.x
        y = spot.room.y + (spot.room.height - whole.height) / 2 - whole.y
        if not stays or not _hits(rects, x, y, stays):
            return x, y
    around = bounds(stays)
    if around is not None:
        for x, y in _beside(around, laid, material):
            if not _hits(rects, x, y, (*stays, *spot.others)):
                return x, y
    return _free(laid, spot, (*stays, *spot.others))


def _beside(around: Rect, laid: Laid, material: Material) -> list[tuple[float, float]]:
    """Return the places beside the locked pins: right, below, left, in the order that suits the sizes."""
    block, whole = laid.block, laid.bounds
    right = around.right + GUTTER - block.x, around.y - block.y
    left = around.x - GUTTER - whole.right, around.y - block.y
    below = around.x - block.x, around.bottom + GUTTER - whole.y
    return [below, right, left] if material.width else [right, left, below]


def _hits(rects: Sequence[Rect], x: float, y: float, others: Sequence[Rect]) -> bool:
    for rect in rects:
        grown = Rect(rect.x + x - 1, rect.y + y - 1, rect.width + 2, rect.height + 2)
        if any(grown.meets(other) for other in others):
            return True
    return False


def _free(laid: Laid, spot: Spot, others: Sequence[Rect]) -> tuple[float, float]:
    whole = laid.bounds
    x = float(round(spot.centre[0] - whole.width / 2 - whole.x))
    y = float(round(spot.centre[1] - whole.height / 2 - whole.y))
    if not others or not _hits(list(laid.rects.values()), x, y, others):
        return x, y
    found = free_spot(others, whole.width, whole.height, spot.centre, GUTTER * 3)
    return found.x - whole.x, found.y - whole.y
