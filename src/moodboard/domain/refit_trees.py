# SPDX-License-Identifier: GPL-3.0-or-later
"""Trees of rows and columns that fill a rectangle: the shapes that a refit chooses from.

A still's height follows from its width (``h = w / ratio``), a column's is the sum of its parts' and a
row's is what makes its parts equally high; with gutters each of them is ``h = slope * w + offset``.
So the natural size of any tree is known without laying it out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from moodboard.domain.board import Rect

Affine = tuple[float, float]
"""Slope and offset of a height as a function of a width."""
STEEP = 1e-6


@dataclass(frozen=True, slots=True)
class StillLeaf:
    """The place of the n-th still of a section, or later of the whole."""

    index: int


@dataclass(frozen=True, slots=True)
class TextLeaf:
    """The place of the n-th line, broken into ``rows`` rows."""

    index: int
    rows: int


@dataclass(frozen=True, slots=True)
class Row:
    """Parts side by side, equally high."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Parts on top of each other, equally wide."""

    parts: tuple[Tree, ...]


Tree = StillLeaf | TextLeaf | Row | Column


@dataclass(frozen=True, slots=True)
class Sizes:
    """What the leaves need: the stills' ratios, the lines' heights, the gap between parts."""

    ratio: Callable[[int], float]
    text: Callable[[TextLeaf, float], float]
    """The height of a line that is set in that width."""
    text_slope: Callable[[TextLeaf, float], Affine]
    """The same as a function, near that width."""
    gutter: float


def affine(tree: Tree, sizes: Sizes, near: float) -> Affine:
    """Return height as a function of width; ``near`` is about how wide a line will be."""
    if isinstance(tree, StillLeaf):
        return 1 / sizes.ratio(tree.index), 0.0
    if isinstance(tree, TextLeaf):
        return sizes.text_slope(tree, near)
    gaps = sizes.gutter * (len(tree.parts) - 1)
    if isinstance(tree, Column):
        parts = [affine(part, sizes, near) for part in tree.parts]
        return sum(slope for slope, _ in parts), sum(offset for _, offset in parts) + gaps
    parts = [affine(part, sizes, near / len(tree.parts)) for part in tree.parts]
    inverse = sum(1 / max(slope, STEEP) for slope, _ in parts)
    moved = sum(offset / max(slope, STEEP) for slope, offset in parts)
    return 1 / inverse, (moved - gaps) / inverse


def stills_in(tree: Tree) -> tuple[int, ...]:
    """Return the numbers of the tree's stills."""
    if isinstance(tree, StillLeaf):
        return (tree.index,)
    if isinstance(tree, TextLeaf):
        return ()
    return tuple(index for part in tree.parts for index in stills_in(part))


def placed(tree: Tree, rect: Rect, sizes: Sizes) -> dict[Tree, Rect]:
    """Lay the tree out so that it fills ``rect``; lines keep their height, stills give way."""
    if isinstance(tree, (StillLeaf, TextLeaf)):
        return {tree: rect}
    result: dict[Tree, Rect] = {}
    if isinstance(tree, Column):
        y = rect.y
        for part, height in zip(tree.parts, _heights(tree, rect, sizes), strict=True):
            result |= placed(part, Rect(rect.x, y, rect.width, height), sizes)
            y += height + sizes.gutter
        return result
    x = rect.x
    for part, width in zip(tree.parts, _widths(tree, rect, sizes), strict=True):
        result |= placed(part, Rect(x, rect.y, width, rect.height), sizes)
        x += width + sizes.gutter
    return result


def _heights(tree: Column, rect: Rect, sizes: Sizes) -> list[float]:
    natural: list[float] = []
    fixed = sizes.gutter * (len(tree.parts) - 1)
    for part in tree.parts:
        if isinstance(part, TextLeaf):
            natural.append(-sizes.text(part, rect.width))
            fixed -= natural[-1]
        else:
            slope, offset = affine(part, sizes, rect.width)
            natural.append(max(1e-3, slope * rect.width + offset))
    free = max(0.0, rect.height - fixed)
    total = sum(height for height in natural if height > 0)
    return [-height if height < 0 else height * free / total for height in natural]


def _widths(tree: Row, rect: Rect, sizes: Sizes) -> list[float]:
    natural = []
    for part in tree.parts:
        slope, offset = affine(part, sizes, rect.width / len(tree.parts))
        natural.append(max(1e-3, (rect.height - offset) / max(slope, STEEP)))
    free = max(0.0, rect.width - sizes.gutter * (len(tree.parts) - 1))
    total = sum(natural)
    return [width * free / total for width in natural]


def renumbered(tree: Tree, stills: tuple[int, ...], text: int, rows: int) -> Tree:
    """Return a template with its slots filled: slot n by ``stills[n]``, its line by ``text``."""
    if isinstance(tree, StillLeaf):
        return StillLeaf(stills[tree.index])
    if isinstance(tree, TextLeaf):
        return TextLeaf(text, rows)
    parts = tuple(renumbered(part, stills, text, rows) for part in tree.parts)
    return Row(parts) if isinstance(tree, Row) else Column(parts)


_A, _B, _C, _D, _T = StillLeaf(0), StillLeaf(1), StillLeaf(2), StillLeaf(3), TextLeaf(0, 1)

BANDS: tuple[Tree, ...] = (
    _A,
    Row((_A, _B)),
    Row((_A, Column((_B, _C)))),
    Row((Column((_B, _C)), _A)),
    Row((_A, _B, _C)),
    Row((_A, Column((_B, _C, _D)))),
    Row((Column((_A, _B)), Column((_C, _D)))),
    _T,
    Row((_A, Column((_B, _T)))),
    Row((Column((_B, _T)), _A)),
    Row((_A, Column((_B, _T, _C)))),
    Row((Column((_B, _T, _C)), _A)),
)
"""Parts of a page that is filled from top to bottom, as wide as the page."""

SLICES: tuple[Tree, ...] = (
    _A,
    Column((_A, _B)),
    Column((_A, _B, _C)),
    Column((_A, Row((_B, _C)))),
    Column((Row((_B, _C)), _A)),
    Column((_A, Row((_B, _C)), _D)),
    Column((_A, _T)),
    Column((_T, _A)),
    Column((_A, _T, _B)),
    Column((_A, _B, _T)),
    Column((_A, _T, Row((_B, _C)))),
    Column((_A, Row((_B, _C)), _T)),
    Column((Row((_B, _C)), _T, _A)),
    Column((Row((Column((_B, _C)), _A)), _T, _D)),
)
"""Parts of a page that is filled from left to right, as high as the page."""
