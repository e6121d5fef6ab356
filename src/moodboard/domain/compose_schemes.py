# SPDX-License-Identifier: GPL-3.0-or-later
"""The schemes of compositions: where the hero stands, what stands beside it, where the words go.

A scheme makes boxes of a hero, the other shots and what goes with the hero; chance decides how the
others are grouped. Everything it makes is flush by construction; the judge decides what is good.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

from moodboard.domain.compose_plan import Item, Material, Plan, lead_size
from moodboard.domain.compose_tree import Box, Kind, air, column, row, shot, strip, words
from moodboard.domain.compose_words import DISPLAY, LARGE, MEDIUM, SMALL

HEAD_MOST = 9
"""Shots beside the hero beyond which the rest stands in justified bands."""
_HERO_SHARE = (5, 6, 7, 8)

Shots = Sequence[Box]
Scheme = Callable[[Box, list[Box], Sequence[Box], Random], Box | None]


def _cut(count: int, chance: Random, most: int) -> list[int]:
    """Cut a number into parts of at most ``most``."""
    parts = []
    while count > 0:
        part = min(count, chance.randint(1, most))
        parts.append(part)
        count -= part
    return parts


def _grouped(shots: Shots, sizes: Sequence[int]) -> list[Shots]:
    groups, at = [], 0
    for size in sizes:
        groups.append(shots[at : at + size])
        at += size
    return groups


def tower(shots: Shots, chance: Random) -> Box:
    """Return shots on top of each other, some of them in pairs."""
    most = 1 if len(shots) < 3 and chance.random() < 0.8 else 2 if len(shots) < 7 else 3
    return column(*(row(*group) for group in _grouped(shots, _cut(len(shots), chance, most))))


def band(shots: Shots, chance: Random) -> Box:
    """Return shots side by side, some of them in pairs one above the other."""
    most = 1 if len(shots) < 4 and chance.random() < 0.7 else 2
    return row(*(column(*group) for group in _grouped(shots, _cut(len(shots), chance, most))))


def bands(shots: Shots, count: int) -> list[Box]:
    """Return rows of like height: the sums of the ratios are cut as evenly as they can be."""
    total = sum(box.ratio for box in shots)
    rows: list[Box] = []
    at, passed = 0, 0.0
    for number in range(1, count + 1):
        start = at
        while at < len(shots) and len(shots) - at > count - number:
            if at > start and passed + shots[at].ratio / 2 > total * number / count:
                break
            passed += shots[at].ratio
            at += 1
        if at > start:
            rows.append(row(*shots[start:at]))
    return rows


def _side(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    if not rest:
        return None
    below = chance.randint(0, max(0, min(4, len(rest) - 1)))
    left = column(hero, *under, *([band(rest[:below], chance)] if below else []))
    return row(left, tower(rest[below:], chance))


def _triptych(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    if len(rest) < 3:
        return None
    below = chance.randint(0, max(0, min(4, len(rest) - 2)))
    sides = rest[below:]
    cut = max(1, min(len(sides) - 1, len(sides) // 2 + chance.choice((-1, 0, 0, 1))))
    middle = column(hero, *under, *([band(rest[:below], chance)] if below else []))
    return row(tower(sides[:cut], chance), middle, tower(sides[cut:], chance))


def _corner(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    if len(rest) < 3:
        return None
    beside = chance.randint(1, min(4, len(rest) - 1))
    top = row(hero, tower(rest[:beside], chance))
    return column(top, *under, band(rest[beside:], chance))


def _wide(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    if not rest:
        return None
    foot = bands(rest, 1 if len(rest) < 6 else chance.choice((1, 2)))
    return column(hero, *under, *foot)


def _below(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    if len(rest) < 2:
        return None
    return column(band(rest, chance), *under, hero)


def _frieze(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    if len(rest) < 3:
        return None
    above = chance.randint(1, min(3, len(rest) - 2))
    at = chance.randint(0, above)
    top = [*rest[:above][:at], hero, *rest[:above][at:]]
    return column(row(*top), *under, band(rest[above:], chance))


def _pair(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    if len(rest) < 4:
        return None
    second, others = rest[0], rest[1:]
    cut = max(1, min(len(others) - 1, len(others) // 2 + chance.choice((0, 0, 1))))
    left = column(hero, *under, band(others[:cut], chance))
    return row(left, column(band(others[cut:], chance), second))


def _editorial(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    """The hero, and beside it the words over or under small shots, with air between."""
    small = chance.randint(0, min(4, len(rest)))
    parts: list[Box] = []
    if small:
        parts = [band(rest[:small], chance) if chance.random() < 0.6 else tower(rest[:small], chance)]
    beside = [*under, air(), *parts] if chance.random() < 0.6 or not parts else [*parts, air(), *under]
    if not under and not parts:
        return None
    share = chance.choice((3, 3.5, 4, 4.5, 5))
    top = row(hero, column(*beside, twelfths=share))
    left = rest[small:]
    return column(top, *bands(left, 1 if len(left) < 7 else 2)) if left else top


def _horizon(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    """Shots of different heights standing on one line, others hanging from it."""
    if len(rest) < 2:
        return None
    standing = chance.randint(1, min(2, len(rest) - 1))
    share = {1: chance.choice((3, 4, 5)), 2: chance.choice((2, 2.5, 3, 3.5))}[standing]
    upper: list[Box] = [column(air(), one, twelfths=share) for one in rest[:standing]]
    upper.insert(chance.randint(0, standing), hero)
    return column(row(*upper), *under, band(rest[standing:], chance))


def _terrace(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    """Three columns of the grid that end on one line, or hang from one."""
    if len(rest) < 3:
        return None
    below = chance.randint(0, max(0, min(3, len(rest) - 3)))
    sides = rest[below:]
    cut = max(1, min(len(sides) - 1, len(sides) // 2 + chance.choice((-1, 0, 0, 1))))
    shares = chance.choice(((3, 6, 3), (3, 5.5, 3.5), (3.5, 5.5, 3), (2.5, 6, 3.5), (3, 6.5, 2.5), (4, 5, 3)))
    middle = [hero, *under, *([band(rest[:below], chance)] if below else [])]
    columns = ([tower(sides[:cut], chance)], middle, [tower(sides[cut:], chance)])
    hanging = chance.random() < 0.35
    return row(
        *(
            column(*(parts if hanging else [air(), *parts]), twelfths=share)
            for parts, share in zip(columns, shares, strict=True)
        )
    )


def _poster(hero: Box, rest: list[Box], under: Sequence[Box], chance: Random) -> Box | None:
    """A single shot and its words."""
    return None if rest else column(hero, *under)


SCHEMES: dict[str, Scheme] = {
    "poster": _poster,
    "side": _side,
    "triptych": _triptych,
    "corner": _corner,
    "wide": _wide,
    "editorial": _editorial,
    "below": _below,
    "frieze": _frieze,
    "pair": _pair,
    "horizon": _horizon,
    "terrace": _terrace,
}
_COLUMNS = ("side", "triptych", "pair", "terrace", "editorial", "poster")
"""Schemes in which the hero has a column of its own, so that a strip under it is not as wide as all."""


def mirrored(box: Box) -> Box:
    """Return the box with left and right exchanged."""
    if not box.parts:
        return box
    parts = tuple(mirrored(part) for part in box.parts)
    turned = parts[::-1] if box.kind is Kind.ROW else parts
    return Box(box.kind, box.index, box.ratio, turned, box.twelfths)


class Planner:
    """Makes plans by chance; the same seed makes the same ones."""

    def __init__(self, material: Material, chance: Random) -> None:
        self._material, self._chance = material, chance
        count = len(material.shots)
        self._film_order = sorted(range(count), key=lambda n: (material.shots[n].order, n))
        wide = math.sqrt(material.area * material.shape)
        self._lead_size = lead_size(material, wide)
        self._other_size = MEDIUM if wide > 1350 else SMALL
        if material.room is not None and material.room[0] < 700:
            self._lead_size = LARGE if material.room[0] < 480 else DISPLAY

    def plan(self, scheme: str, hero: int) -> Plan | None:
        """Return a plan after a scheme, None when it is not for so few shots."""
        chance = self._chance
        rest = self._others(hero)
        head, foot = self._split(rest)
        boxes = [self._shot(n) for n in head]
        under, aside, hung = self._words(scheme, len(boxes))
        made = SCHEMES[scheme](self._shot(hero), boxes, under, chance)
        if made is None:
            return None
        flipped = chance.random() < 0.42
        made = mirrored(made) if flipped else made
        if foot:
            made = self._with_foot(made, [self._shot(n) for n in foot])
        if aside:
            runs = any(self._runs(box) for box in aside)
            shares = (3.5, 4, 4.5, 5) if runs else (2.5, 3, 3, 3.5, 4)
            made = row(made, column(*aside, twelfths=chance.choice(shares)))
            scheme += " margin"
        return Plan(
            scheme,
            hero,
            made,
            flipped,
            self._lead_size,
            self._other_size,
            chance.random() < 0.8,
            hung,
        )

    def _runs(self, box: Box) -> bool:
        return box.kind is Kind.WORDS and self._material.phrases[box.index].is_running

    def _shot(self, number: int) -> Box:
        one = self._material.shots[number]
        return shot(number, one.ratio, one.below)

    def _others(self, hero: int) -> list[int]:
        """Return the other shots in the film's order, or shuffled a little, or wholly."""
        rest = [n for n in self._film_order if n != hero]
        mood = self._chance.random()
        if len(rest) < 2:
            return rest
        if mood < 0.3:
            self._chance.shuffle(rest)
        elif mood < 0.7:
            for _ in range(max(1, len(rest) // 3)):
                a, b = self._chance.randrange(len(rest)), self._chance.randrange(len(rest))
                rest[a], rest[b] = rest[b], rest[a]
        return rest

    def _split(self, rest: list[int]) -> tuple[list[int], list[int]]:
        """Return those that stand with the hero, and those in the bands below."""
        if len(rest) <= HEAD_MOST:
            return rest, []
        weights = self._material.shots
        count = self._chance.randint(3, 6)
        chosen = sorted(rest, key=lambda n: -weights[n].weight + 0.5 * self._chance.random())[:count]
        return [n for n in rest if n in chosen], [n for n in rest if n not in chosen]

    def _with_foot(self, head: Box, foot: list[Box]) -> Box:
        """Add the rest in bands under the head: of one height, or one tier of larger ones first."""
        count, tiers = len(foot), []
        if count >= 16 and self._chance.random() < 0.5:
            first = self._chance.randint(4, 6)
            tiers, foot = bands(foot[:first], 1), foot[first:]
        rows = max(1, round(math.sqrt(len(foot)) * self._chance.uniform(0.42, 0.8)))
        return column(head, *tiers, *bands(foot, rows))

    def _words(self, scheme: str, others: int) -> tuple[list[Box], list[Box], tuple[Item, ...]]:
        """Return what goes under the hero, what into a margin, and what hangs under the block."""
        chance, material = self._chance, self._material
        lines = list(range(len(material.phrases)))
        strips = list(range(len(material.strips)))
        under: list[Box] = []
        aside: list[Box] = []
        hung: list[Item] = []
        running = [n for n in lines if material.phrases[n].is_running]
        in_margin = len(lines) > 0 and scheme != "editorial" and chance.random() < 0.35
        if running and chance.random() < 0.75:
            lines.remove(running[0])
            aside = [words(running[0]), air()]
            if 0 in lines and chance.random() < 0.4:
                aside = [words(lines.pop(0)), air(), words(running[0])]
        elif in_margin:
            aside = self._margin(lines, strips)
        if 0 in lines and not in_margin and chance.random() < (0.9 if scheme == "editorial" else 0.55):
            under.append(words(lines.pop(0)))
            if scheme == "editorial" and lines and chance.random() < 0.4:
                under.append(words(lines.pop(0)))
        alone = scheme == "editorial" and not under
        often = 0.45 if len(material.shots) <= HEAD_MOST + 1 else 1.0
        if strips and scheme in _COLUMNS and not alone and chance.random() < often:
            made = strip(strips.pop(0))
            under.insert(len(under) if scheme == "editorial" else 0, made)
        hung += [(Kind.WORDS, n) for n in lines if n == 0]  # the large one has the first choice
        hung += [(Kind.STRIP, n) for n in strips]
        hung += [(Kind.WORDS, n) for n in lines if n != 0]
        hung += [("note", n) for n in range(len(material.notes))]
        return under, aside, tuple(hung)

    def _margin(self, lines: list[int], strips: list[int]) -> list[Box]:
        """Take lines into a margin beside the block: the large one at one end, the others at the other."""
        chance = self._chance
        first = words(lines.pop(0))
        take = chance.randint(0, len(lines))
        others = [words(lines.pop(0)) for _ in range(take)]
        if strips and chance.random() < 0.5:
            others.append(strip(strips.pop(0)))
        if not others:
            return [air(), first] if chance.random() < 0.5 else [first, air()]
        if chance.random() < 0.5:
            return [first, air(), *others]
        return [*others[:-1], air(), others[-1], first] if len(others) > 1 else [others[0], air(), first]
