# SPDX-License-Identifier: GPL-3.0-or-later
"""Find the arrangement of stills and lines that fills a page best.

Pins come in order of importance and are used up from the front, so a page shows the first n of them.
It is put together from bands (or slices) of one to four pins; all sequences are tried with what
they have in common kept once, and the best few are laid out and judged for real.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from moodboard.domain.board import Rect
from moodboard.domain.refit_page import Arrangement, Page
from moodboard.domain.refit_trees import (
    BANDS,
    SLICES,
    Column,
    Row,
    StillLeaf,
    TextLeaf,
    Tree,
    affine,
    placed,
    renumbered,
    stills_in,
)

GIVE = 0.35
"""How much of a still a refit may crop away."""
_BINS = 48
_BEAM = 36
_FINALISTS = 40
_SWAPPED = 6
_STEP = 0.02


@dataclass(frozen=True, slots=True)
class _Section:
    tree: Tree
    length: float
    """Along the page, when nothing is cropped."""
    solid: float
    """The part of it that cannot give: lines and gutters."""
    cost: float
    stills: int
    lines: int
    kind: int


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    length: float
    solid: float
    sections: tuple[_Section, ...]


def arrange(page: Page) -> Arrangement:
    """Return the best arrangement in bands or in slices."""
    judged: list[tuple[float, int, Arrangement, _Path, bool]] = []
    for downwards in (True, False):
        for path in _finalists(page, downwards):
            cost, found = _judged(page, path, downwards)
            if math.isfinite(cost):
                judged.append((cost, len(judged), found, path, downwards))
    judged.sort(key=lambda each: each[:2])
    best: tuple[float, Arrangement] = (judged[0][0], judged[0][2]) if judged else (math.inf, Arrangement())
    for cost, _, found, path, downwards in judged[:_SWAPPED]:
        swapped = _with_swaps(page, path, downwards, (cost, found))
        if swapped[0] < best[0]:
            best = swapped
    return best[1]


def _with_swaps(
    page: Page, path: _Path, downwards: bool, best: tuple[float, Arrangement]
) -> tuple[float, Arrangement]:
    """Let stills change places as long as that makes it better."""
    count = sum(section.stills for section in path.sections)
    order = list(range(count))
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count)]
    for _ in range(2):
        before = best[0]
        for a, b in pairs:
            order[a], order[b] = order[b], order[a]
            tried = _judged(page, _reordered(path, order), downwards)
            if tried[0] < best[0] - 1e-9:
                best = tried
            else:
                order[a], order[b] = order[b], order[a]
        if best[0] == before:
            break
    return best


def _reordered(path: _Path, order: Sequence[int]) -> _Path:
    sections = tuple(replace(section, tree=_renamed(section.tree, order)) for section in path.sections)
    return replace(path, sections=sections)


def _renamed(tree: Tree, order: Sequence[int]) -> Tree:
    if isinstance(tree, StillLeaf):
        return StillLeaf(order[tree.index])
    if isinstance(tree, TextLeaf):
        return tree
    parts = tuple(_renamed(part, order) for part in tree.parts)
    return Row(parts) if isinstance(tree, Row) else Column(parts)


def _finalists(page: Page, downwards: bool) -> list[_Path]:
    length = page.rect.height if downwards else page.rect.width
    longest = length * (1 + GIVE)
    states: dict[tuple[int, int], dict[tuple[int, int], _Path]] = {
        (0, 0): {(0, 0): _Path(0.0, -page.gutter, -page.gutter, ())}
    }
    ended: list[_Path] = []
    for at in sorted(
        ((n, m) for n in range(len(page.ratios) + 1) for m in range(len(page.words) + 1)),
        key=lambda state: (sum(state), state),
    ):
        paths = sorted(states.get(at, {}).values(), key=lambda path: path.cost)[:_BEAM]
        ended += [path for path in paths if path.sections]
        if not paths:
            continue
        for section in _sections(page, downwards, *at):
            after = states.setdefault((at[0] + section.stills, at[1] + section.lines), {})
            for path in paths:
                _extend(after, path, section, page.gutter, longest, length)
    ended.sort(key=lambda path: path.cost + _mismatch(path, length) + _missing(page, path))
    return ended[:_FINALISTS]


def _extend(
    after: dict[tuple[int, int], _Path],
    path: _Path,
    section: _Section,
    gutter: float,
    longest: float,
    length: float,
) -> None:
    total = path.length + gutter + section.length
    if total > longest:
        return
    cost = path.cost + section.cost
    if path.sections and path.sections[-1].kind == section.kind:
        cost += 0.35 if section.kind else 0.5  # the same shape twice running looks like a contact sheet
    key = (int(total / length * _BINS), section.kind)
    old = after.get(key)
    if old is None or cost < old.cost:
        after[key] = _Path(cost, total, path.solid + gutter + section.solid, (*path.sections, section))


def _mismatch(path: _Path, length: float) -> float:
    soft = path.length - path.solid
    if soft <= 0:
        return 2.0
    need = (length - path.solid) / soft
    if need <= 0:
        return 100.0
    return 6 * math.pow(abs(math.log(need)), 1.5)


def _missing(page: Page, path: _Path) -> float:
    stills = sum(section.stills for section in path.sections)
    lines = sum(section.lines for section in path.sections)
    wanted = min(page.aim, len(page.ratios))
    few, many = max(0.0, wanted - stills), max(0.0, stills - page.aim)
    cost = 0.55 * math.pow(few, 1.3) + 0.5 * math.pow(many, 1.2)
    if page.words and not lines:
        cost += 8.0
    return cost + (0.35 if page.ratios else 4.0) * (len(page.words) - lines)


def _sections(page: Page, downwards: bool, still: int, line: int) -> list[_Section]:
    """Return all parts that can come next, each with its natural length and what speaks against it."""
    left, words_left = len(page.ratios) - still, len(page.words) - line
    across = page.rect.width if downwards else page.rect.height
    found: list[_Section] = []
    for kind, template in enumerate(BANDS if downwards else SLICES):
        slots, lines = _counts(template)
        if slots > left or lines > words_left:
            continue
        for order in _orders(slots):
            stills = tuple(still + n for n in order)
            for rows in range(len(page.words[line].settings) if lines else 1):
                tree = renumbered(template, stills, line, rows)
                section = _section(page, tree, across, downwards, kind, slots, lines)
                if section is not None:
                    found.append(section)
    return found


@lru_cache(maxsize=64)
def _counts(template: Tree) -> tuple[int, int]:
    if isinstance(template, TextLeaf):
        return 0, 1
    if isinstance(template, StillLeaf):
        return 1, 0
    counts = [_counts(part) for part in template.parts]
    return sum(count[0] for count in counts), sum(count[1] for count in counts)


def _orders(slots: int) -> Sequence[tuple[int, ...]]:
    """Return the orders worth trying: any still of three or four may take the large slot."""
    if slots < 2:
        return (tuple(range(slots)),)
    if slots == 2:
        return (0, 1), (1, 0)
    return tuple((first, *(n for n in range(slots) if n != first)) for first in range(min(slots, 3)))


def _section(
    page: Page, tree: Tree, across: float, downwards: bool, kind: int, stills: int, lines: int
) -> _Section | None:
    sizes = page.sizes
    if downwards:
        slope, offset = affine(tree, sizes, across)
        length = slope * across + offset
        rect = Rect(0, 0, across, length)
        solid = length if isinstance(tree, TextLeaf) else 0.0
    else:
        near = page.rect.width / 3
        for _ in range(2):  # the width decides the type's size, which decides the width
            slope, offset = affine(tree, sizes, near)
            near = (across - offset) / max(slope, 1e-6)
        length, solid = near, 0.0
        rect = Rect(0, 0, length, across)
    if length <= page.gutter or not math.isfinite(length):
        return None
    cost = _cost(page, placed(tree, rect, sizes))
    return None if cost is None else _Section(tree, length, solid, cost, stills, lines, kind)


def _cost(page: Page, places: dict[Tree, Rect]) -> float | None:
    """Judge sizes alone: against each still's weight, and for legible type; None when it cannot be."""
    area = page.rect.width * page.rect.height
    root = math.sqrt(area)
    count = max(1.0, min(page.aim, len(page.ratios)))
    total = sum(page.weights[: math.ceil(count)]) or 1.0
    cost = 0.0
    for leaf, rect in places.items():
        if min(rect.width, rect.height) <= page.gutter:
            return None
        if isinstance(leaf, StillLeaf):
            share = rect.width * rect.height / area
            cost += 0.5 * math.log(share / (0.8 * page.weights[leaf.index] / total)) ** 2
            narrow = min(rect.width, rect.height) / root
            cost += 30 * max(0.0, 0.15 - narrow)
        elif isinstance(leaf, TextLeaf):
            words = page.words[leaf.index]
            size = words.size(leaf.rows, rect.width)
            if size < words.smallest:
                return None
            cost += (3.0 if leaf.index == 0 else 0.8) * math.log(words.largest / size) ** 2
            cost += 0.5 * max(0.0, 1 - size * words.settings[leaf.rows].width / rect.width)
    return cost


def _judged(page: Page, path: _Path, downwards: bool) -> tuple[float, Arrangement]:
    """Lay the sequence out on the page and judge what it then looks like."""
    parts = tuple(section.tree for section in path.sections)
    tree: Tree = parts[0] if len(parts) == 1 else Column(parts) if downwards else Row(parts)
    rect = _room(page, path, tree, downwards)
    sizes = page.sizes
    places = placed(tree, rect, sizes)
    spare = 1 - rect.width * rect.height / (page.rect.width * page.rect.height)
    base = _cost(page, places)
    if base is None:
        return math.inf, Arrangement()
    cost = base + _missing(page, path) + 5 * spare + (path.cost - sum(s.cost for s in path.sections))
    for index in stills_in(tree):
        place = places[StillLeaf(index)]
        lost = cropped_away(page.ratios[index], place.width / place.height, page.give[index])
        if lost > GIVE + 1e-6:
            return math.inf, Arrangement()
        cost += 5 * math.pow(lost, 1.5)
    kinds = [section.kind for section in path.sections]
    cost += 0.4 * (len(kinds) - len(set(kinds)))
    cost += _hero_cost(page, places)
    lines: dict[int, tuple[int, Rect]] = {}
    for leaf, place in places.items():
        if isinstance(leaf, TextLeaf):
            need = sizes.text(leaf, place.width)
            if place.height < need - 0.5:
                return math.inf, Arrangement()
            lines[leaf.index] = leaf.rows, place
            cost += _line_place_cost(page, leaf, place)
    stills = {leaf.index: place for leaf, place in places.items() if isinstance(leaf, StillLeaf)}
    return cost, Arrangement(stills, lines)


def _hero_cost(page: Page, places: dict[Tree, Rect]) -> float:
    """Prefer the most important still at the top left, where the eye begins."""
    hero = places.get(StillLeaf(0))
    if hero is None:
        return 0.0
    down, right = (hero.y - page.rect.y) / page.rect.height, (hero.x - page.rect.x) / page.rect.width
    return 1.0 * down + 0.5 * right


def _line_place_cost(page: Page, leaf: TextLeaf, place: Rect) -> float:
    """Prefer the first line below the middle, where the eye ends, but with something under it."""
    if leaf.index:
        return 0.0
    middle = (place.y + place.height / 2 - page.rect.y) / page.rect.height
    last = place.bottom > page.rect.bottom - page.gutter and place.width > 0.9 * page.rect.width
    return 1.6 * abs(middle - 0.68) + (0.7 if last else 0.0)


def _room(page: Page, path: _Path, tree: Tree, downwards: bool) -> Rect:
    """Return the part of the page that can be filled without cropping too much: mostly all of it."""
    rect = page.rect
    if not stills_in(tree):
        height = min(rect.height, path.length)
        return Rect(rect.x, rect.y + (rect.height - height) / 2, rect.width, height)
    most = 1 / (1 - GIVE) - _STEP
    if downwards:
        height = min(rect.height, path.solid + (path.length - path.solid) * most)
        return Rect(rect.x, rect.y + (rect.height - height) / 2, rect.width, height)
    width = min(rect.width, path.length * most)
    return Rect(rect.x + (rect.width - width) / 2, rect.y, width, rect.height)


def cropped_away(ratio: float, shown: float, give: float) -> float:
    """Return the fraction of a still that is lost in a place of ratio ``shown``.

    ``give`` is how much the person's own crop can be opened again along the other side first.
    """
    apart = ratio / shown if shown < ratio else shown / ratio
    return max(0.0, 1 - min(give, apart) / apart)
