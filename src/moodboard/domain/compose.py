# SPDX-License-Identifier: GPL-3.0-or-later
"""Lay shots and lines out as a finished composition, each time another one.

Schemes make many plans by chance, each is solved exactly, judged, and the best of clearly different
ones are kept in an order in which neighbours differ: another scheme, another hero, another side.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from random import Random

from moodboard.domain.arrange import bounds, justified_rows
from moodboard.domain.compose_hang import hang
from moodboard.domain.compose_judge import cost
from moodboard.domain.compose_plan import Laid, Material, Plan, finish, lay
from moodboard.domain.compose_schemes import SCHEMES, Planner, bands
from moodboard.domain.compose_tree import Kind, column, shot
from moodboard.domain.compose_wall import stacked, walls

KEPT = 8
"""How many compositions one round of chance gives."""
_TRIES, _EFFORT = 440, 4400
"""Plans tried at most, and shots laid out at most, in one round."""
_WORSE = 1.6
"""How much worse than the best a composition may be and still be shown."""
_OTHER_HEROES = 3
_FEW = 12
"""How many are shown of what is worse, when hardly anything is good."""


def compositions(material: Material, turn: int = 0, before: Laid | None = None) -> list[Laid]:
    """Return compositions, the best first, each clearly different from the one before.

    ``turn`` is the round of chance; ``before`` was the last one shown, which the first should not repeat.
    """
    if not material.shots:
        return walls(material, turn)
    found = _found(material, turn)
    good = [laid for laid in found if laid.cost <= found[0].cost + _WORSE]
    chosen = _in_turn(good if len(good) > 2 else found[:_FEW], material, before)
    if not chosen:
        rest = (laid for laid in found if not (before and _is_same(laid, before)) and finish(laid, material))
        chosen = list(islice(rest, 1))
    return chosen or [_plain(material, turn)]


def _in_turn(found: list[Laid], material: Material, before: Laid | None) -> list[Laid]:
    """Return them in an order in which each differs from the ones before it."""
    shown = [] if before is None else [before]
    start = len(shown)
    found = list(found)
    while found and len(shown) - start < KEPT:
        judged = [(laid.cost + _alike(laid, shown), n) for n, laid in enumerate(found)]
        laid = found.pop(min(judged)[1])
        if finish(laid, material) and not any(_is_same(laid, other) for other in shown):
            shown.append(laid)
    return shown[start:]


def _is_same(one: Laid, other: Laid) -> bool:
    """Tell whether two compositions put everything at the same places."""
    return one.rects.keys() == other.rects.keys() and all(
        abs(rect.x - other.rects[item].x) < 2
        and abs(rect.y - other.rects[item].y) < 2
        and abs(rect.width - other.rects[item].width) < 2
        for item, rect in one.rects.items()
    )


def _found(material: Material, turn: int) -> list[Laid]:
    """Return what is worth showing, the best first: for each scheme, hero and side the best one."""
    chance = Random(turn * 7919 + 17)
    planner = Planner(material, chance)
    count = len(material.shots)
    heroes = sorted(range(count), key=lambda n: -material.shots[n].weight)[: _OTHER_HEROES + 1]
    names = list(SCHEMES)
    best: dict[tuple[str, int, bool, bool], Laid] = {}
    for number in range(max(16, min(_TRIES, _EFFORT // count))):
        hero = heroes[0] if chance.random() < 0.55 else chance.choice(heroes)
        laid = _tried(material, planner, names[number % len(names)], hero)
        if laid is None:
            continue
        plan = laid.plan
        key = plan.scheme, plan.hero, plan.mirrored, bool(plan.hung)
        if key not in best or laid.cost < best[key].cost:
            best[key] = laid
    if not best:
        laid = _plain(material, turn)
        best[laid.plan.scheme, laid.plan.hero, False, False] = laid
    return sorted(best.values(), key=lambda laid: laid.cost)


def _tried(material: Material, planner: Planner, scheme: str, hero: int) -> Laid | None:
    plan = planner.plan(scheme, hero)
    if plan is None:
        return None
    laid = _whole(plan, material)
    if laid is None:
        return None
    laid.cost = cost(laid, material)
    return laid


def _whole(plan: Plan, material: Material) -> Laid | None:
    """Lay a plan out with what hangs below; into a frame, smaller until that fits too."""
    laid = lay(plan, material)
    if laid is None or not hang(laid, material):
        return None
    if material.room is None:
        return laid
    width, height = material.room
    for _ in range(3):
        over = laid.bounds.height - height
        if over <= 0.5 and laid.bounds.width <= width + 0.5:
            return laid
        height_left = laid.block.height - max(0.0, over)
        if height_left < 60:
            return None
        smaller = replace(material, room=(width, height_left))
        laid = lay(plan, smaller)
        if laid is None or not hang(laid, smaller):
            return None
    return None


def _plain(material: Material, turn: int) -> Laid:
    """Return a composition that is always possible: the hero, rows below it, and all words below those."""
    count = len(material.shots)
    hero = sorted(range(count), key=lambda n: -material.shots[n].weight)[turn % count]
    boxes = [shot(n, one.ratio, one.below) for n, one in enumerate(material.shots)]
    rest = [box for box in boxes if box.index != hero]
    rows = bands(rest, max(1, round(len(rest) ** 0.5 / 2) + turn % 2)) if rest else []
    parts = [*rows, boxes[hero]] if turn % 2 else [boxes[hero], *rows]
    plan = Plan("plain", hero, column(*parts))
    laid = lay(plan, material)
    if laid is None:
        rects = justified_rows([one.ratio for one in material.shots], 1400.0 - 150.0 * (turn % 3))
        laid = Laid(plan, bounds(rects) or rects[0])
        laid.rects = {(Kind.SHOT, n): rect for n, rect in enumerate(rects)}
    stacked(laid, material)
    return laid


def _alike(laid: Laid, chosen: list[Laid]) -> float:
    """Return how much it repeats what was shown before, the last one most."""
    total = 0.0
    for back, other in enumerate(reversed(chosen)):
        same = 0.0
        if laid.plan.scheme.split()[0] == other.plan.scheme.split()[0]:
            same += 1.0 + (0.4 if laid.plan.mirrored == other.plan.mirrored else 0.0)
        if laid.plan.scheme == other.plan.scheme:
            same += 0.3
        if laid.plan.hero == other.plan.hero:
            same += 0.5
        total += same / (1 + 0.6 * back)
    return total
