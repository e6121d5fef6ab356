# SPDX-License-Identifier: GPL-3.0-or-later
"""Judge a composition as a demanding eye would: one hero, few edges, nothing nearly aligned, calm words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from moodboard.domain.board import Rect
from moodboard.domain.colour import distance
from moodboard.domain.compose_plan import Laid, Material
from moodboard.domain.compose_tree import GUTTER, Kind

_SAME = 1.0
_NEARLY = 26.0
_LOOKED_AT = 60
"""Shots beyond which nobody reads them one by one."""


def cost(laid: Laid, material: Material) -> float:
    """Return what speaks against it; less is better."""
    places = dict(laid.shots())
    total = _shape(laid, material) + _words(laid, material) + _strips(laid) + _fullness(laid)
    total += 0.7 * laid.ledges
    if len(places) > 1:
        total += _hero(laid, places) + _edges(places) + _balance(laid, places)
        if len(places) <= _LOOKED_AT:
            total += _telling(laid, material, places) + _colours(material, places)
    return total + _sharpness(material, places) + 1.6 * (1 - material.shots[laid.plan.hero].weight)


def _shape(laid: Laid, material: Material) -> float:
    bounds = laid.bounds
    shape = material.shape
    if material.room is not None:
        shape = material.room[0] / material.room[1]
    off = abs(math.log(bounds.width / bounds.height / shape))
    if material.room is not None:
        return 8 * off * off
    return 4.0 * max(0.0, off - 0.12) ** 2


def _hero(laid: Laid, places: dict[int, Rect]) -> float:
    hero = places[laid.plan.hero]
    areas = sorted((_area(rect) for rect in places.values()), reverse=True)
    count = len(areas)
    own = _area(hero)
    others = [_area(rect) for index, rect in places.items() if index != laid.plan.hero]
    following = max(others)
    total = 0.0
    if laid.plan.scheme.startswith("pair") and len(others) > 2:
        over = max(0.0, math.log(following / own))
        total += 14 * over * over  # equals, or the hero is the larger
        following = sorted(others)[-2]
    ratio = own / following
    if ratio < 1.75:
        under = math.log(1.75 / ratio)
        total += 9 * under * under + (0.5 if ratio < 1.2 else 0.0)
    elif ratio > 4.2:
        total += 1.2 * math.log(ratio / 4.2) ** 2
    wanted = 0.62 * math.pow(float(count), -0.35)
    total += 1.3 * math.log(own / sum(areas) / wanted) ** 2
    mean = math.sqrt(sum(areas) / count)
    least = math.sqrt(areas[-1])
    total += 4.0 * max(0.0, 0.45 - least / mean)
    narrow = min(math.sqrt(_area(rect)) for rect in places.values())
    total += 5.0 * math.pow(max(0.0, 1 - narrow / (128 if count < 14 else 100)), 1.5)
    thin = min(min(rect.width, rect.height) for rect in places.values())
    total += 3.0 * max(0.0, 1 - thin / 66)
    down = (hero.y - laid.block.y) / laid.block.height
    return total + 0.5 * down


def _area(rect: Rect) -> float:
    return rect.width * rect.height


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME:
            found.append(value)
    return found


def _edges(places: dict[int, Rect]) -> float:
    """Few edges, and none that nearly meet: that looks like a mistake."""
    rects = list(places.values())
    count = len(rects)
    lefts, rights = _distinct(r.x for r in rects), _distinct(r.right for r in rects)
    tops, bottoms = _distinct(r.y for r in rects), _distinct(r.bottom for r in rects)
    number = len(lefts) + len(rights) + len(tops) + len(bottoms)
    least = 4 * math.sqrt(count)
    total = 1.4 * max(0.0, number - least) / (4 * count)
    for values in (lefts, rights, tops, bottoms):
        near = sum(1 - (b - a) / _NEARLY for a, b in pairwise(values) if b - a < _NEARLY)
        total += 2.2 * near / max(4.0, 1.6 * math.sqrt(count))
    areas = sorted(math.sqrt(_area(rect)) for rect in rects)
    alike = sum(0.02 < math.log(b / a) < 0.1 for a, b in pairwise(areas))
    return total + 0.7 * alike / count


def _balance(laid: Laid, places: dict[int, Rect]) -> float:
    block = laid.block
    weight = sum(_area(rect) for rect in places.values())
    x = sum(_area(rect) * rect.centre[0] for rect in places.values()) / weight
    y = sum(_area(rect) * rect.centre[1] for rect in places.values()) / weight
    dx, dy = (x - block.centre[0]) / block.width, (y - block.centre[1]) / block.height
    return 5 * dx * dx + 3 * dy * dy


def _telling(laid: Laid, material: Material, places: dict[int, Rect]) -> float:
    """Return how far reading from the top left is from the film's own order."""
    row = laid.block.height / 4
    read = sorted(places, key=lambda n: (round(places[n].centre[1] / row), places[n].x))
    orders = [material.shots[n].order for n in read if n != laid.plan.hero]
    pairs = len(orders) * (len(orders) - 1) / 2
    if not pairs:
        return 0.0
    turned = sum(a > b for i, a in enumerate(orders) for b in orders[i + 1 :])
    return 0.8 * turned / pairs


def _colours(material: Material, places: dict[int, Rect]) -> float:
    """Return how much neighbours clash, against what any two shots would."""
    touching, number = 0.0, 0
    items = list(places.items())
    for n, (one, a) in enumerate(items):
        for other, b in items[n + 1 :]:
            if _touches(a, b):
                touching += distance(material.shots[one].colour, material.shots[other].colour)
                number += 1
    return 1.4 * touching / number if number else 0.0


def _touches(a: Rect, b: Rect) -> bool:
    reach = GUTTER + 1
    return (
        a.x < b.right + reach and b.x < a.right + reach and a.y < b.bottom + reach and b.y < a.bottom + reach
    )


def _sharpness(material: Material, places: dict[int, Rect]) -> float:
    total = 0.0
    for index, rect in places.items():
        scale = rect.width / material.shots[index].pixels
        if scale > 1:
            total += 1.6 * math.log(scale) ** 2
    return total


def _fullness(laid: Laid) -> float:
    """Air is composition up to a third of the board; beyond that it is a gap."""
    bounds = laid.bounds
    filled = sum(_area(rect) for rect in laid.rects.values()) / max(1.0, _area(bounds))
    return 8 * max(0.0, 0.67 - filled)


def _words(laid: Laid, material: Material) -> float:
    total = 0.0
    sizes = set()
    hero = laid.rects[(Kind.SHOT, laid.plan.hero)]
    for (kind, index), rect in laid.rects.items():
        if kind is not Kind.WORDS:
            continue
        setting, phrase = laid.settings[index], material.phrases[index]
        size = setting.step.size
        total += 0.5 * (1 - setting.fill)
        if index == 0:
            wanted = min(laid.plan.lead_size.size, phrase.largest.size)
            total += 2.4 * math.log(wanted / size) ** 2
            total += 0.5 * max(0, setting.rows - max(2, phrase.own_rows)) if not phrase.is_running else 0.0
            total += 0.9 * min(1.0, _apart(rect, hero) / 300)
            total += 0.35 if rect.x > 1 and not _shares_left(rect, laid) else 0.0
        else:
            sizes.add(size)
            extra = max(0, setting.rows - max(2, phrase.own_rows))
            total += 0.45 * extra if not phrase.is_running else 0.0
    total += 0.3 * max(0, len(sizes) - 1)
    return total + _raggedness(laid)


def _raggedness(laid: Laid) -> float:
    """What hangs under the block should end within reach of each other and not trail far down."""
    below = [rect for rect in laid.rects.values() if rect.y >= laid.block.bottom]
    if not below:
        return 0.0
    depth = max(rect.bottom for rect in below) - laid.block.bottom
    beyond = max(0.0, max(rect.right for rect in below) - laid.block.right)
    return 1.6 * max(0.0, depth / laid.block.height - 0.22) + min(1.0, beyond / 60)


def _shares_left(rect: Rect, laid: Laid) -> bool:
    return any(abs(other.x - rect.x) < _SAME for _, other in laid.shots())


def _apart(a: Rect, b: Rect) -> float:
    dx = max(0.0, a.x - b.right, b.x - a.right)
    dy = max(0.0, a.y - b.bottom, b.y - a.bottom)
    return math.hypot(dx, dy)


def _strips(laid: Laid) -> float:
    total = 0.0
    widths: Sequence[float] = [rect.width for (kind, _), rect in laid.rects.items() if kind is Kind.STRIP]
    for width in widths:
        total += 0.6 * max(0.0, 1 - width / 150) + 0.5 * max(0.0, width / 620 - 1)
        total += 1.2 * max(0.0, 0.15 - width / laid.block.width) / 0.15
    return total
