# SPDX-License-Identifier: GPL-3.0-or-later
"""Colours as people see and say them: OKLab, plain English names, palettes put together."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from moodboard.domain.colour_names import NAMES

MOST_SWATCHES = 8
"""A strip with more colours is not read as colours any more."""

Lab = tuple[float, float, float]

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_ALIKE = 0.055  # OKLab: colours closer than this read as one on a swatch strip
_GREY = 0.03  # chroma below which a colour has no hue worth the name
_HUE_STEP = 360 / 12
_FIRST_HUE = 345.0  # hues begin with the pinks that lean to red: flames stay together


def parsed(text: str) -> str | None:
    """Return a typed colour as "#rrggbb": with or without #, three digits or six; None if it is none."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(one * 2 for one in digits))


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the three channels of "#rrggbb", 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=65536)
def oklab(colour: str) -> Lab:
    """Return lightness 0..1, a and b of "#rrggbb"; equal distances look equally far apart."""
    red, green, blue = (_linear(value / 255) for value in rgb(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def oklch(colour: str) -> Lab:
    """Return lightness 0..1, chroma 0..0.4 and hue in degrees of "#rrggbb"."""
    lightness, a, b = oklab(colour)
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_oklab(lab: Lab) -> str:
    """Return the nearest "#rrggbb" a screen can show."""
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _curved(min(1.0, max(0.0, one)))):02x}" for one in channels)


def mixed(colours: Sequence[str]) -> str:
    """Return the colour in the middle of these, as the eye would mix them."""
    labs = [oklab(colour) for colour in colours]
    return from_oklab(_mean([(lab, 1.0) for lab in labs]))


def distance(one: Lab, other: Lab) -> float:
    """Return how far apart two colours look; 0.02 is barely seen, 1 is black and white."""
    return math.dist(one, other)


@lru_cache(maxsize=4096)
def name_of(colour: str) -> str:
    """Return the plain English name nearest to a colour: "dusty rose"."""
    own = oklab(colour)
    return min(NAMES, key=lambda known: _name_distance(own, oklab(known[1])))[0]


def _name_distance(one: Lab, other: Lab) -> float:
    # Hue names a colour more than lightness does: a lighter brick is still a brick, not a grey.
    return math.hypot(one[0] - other[0], 1.4 * (one[1] - other[1]), 1.4 * (one[2] - other[2]))


def palette_weights(count: int) -> tuple[float, ...]:
    """Return how much each colour of a palette counts, the heaviest first; together 1.

    A palette keeps only the order of its colours, and each mostly covers about three fifths of the
    one before.
    """
    raw = [0.6**n for n in range(count)]
    return tuple(one / sum(raw) for one in raw)


def merged(palettes: Iterable[Sequence[str]], most: int = MOST_SWATCHES) -> tuple[str, ...]:
    """Return the colours that stand for all these palettes, in the order of a strip.

    The same palettes give the same strip, in whatever order they come. The two closest colours
    are made one, the heavier keeping its place, until all differ and there are few enough; an
    accent that is far from all others stays, however small.
    """
    weight: dict[str, float] = {}
    for palette in palettes:
        for colour, share in zip(palette, palette_weights(len(palette)), strict=True):
            weight[colour] = weight.get(colour, 0.0) + share
    # Rounded: sums in another order differ in the last digit, and must not change the strip.
    kept = [(round(share, 6), colour) for colour, share in weight.items()]
    return in_strip_order(colour for _, colour in _fewer(_coarse(kept), most))


def in_strip_order(colours: Iterable[str]) -> tuple[str, ...]:
    """Return colours as a strip shows them: hues round the wheel, each dark to light, then the greys."""
    return tuple(sorted(set(colours), key=strip_key))


def strip_key(colour: str) -> tuple[int, int, float, str]:
    """Return what sorts colours pleasantly: coloured before grey, by family of hue, dark to light."""
    lightness, chroma, hue = oklch(colour)
    if chroma < _GREY:
        return 1, 0, lightness, colour
    return 0, int(((hue - _FIRST_HUE) % 360) // _HUE_STEP), lightness, colour


def _coarse(kept: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return at most a few hundred colours: neighbours in one cell of OKLab are made one first."""
    cells: dict[tuple[int, ...], tuple[float, str]] = {}
    for share, colour in sorted(kept, key=_heaviest):
        cell = tuple(math.floor(value / (_ALIKE / 2)) for value in oklab(colour))
        had = cells.get(cell)
        cells[cell] = (had[0] + share, had[1]) if had else (share, colour)
    # The lightest cells beyond are noise: the closest pairs of thousands would take seconds.
    return sorted(cells.values(), key=_heaviest)[:96]


def _fewer(kept: list[tuple[float, str]], most: int) -> list[tuple[float, str]]:
    while len(kept) > 1:
        pairs = [
            (distance(oklab(kept[i][1]), oklab(kept[j][1])), i, j)
            for i in range(len(kept))
            for j in range(i + 1, len(kept))
        ]
        nearest = min(pairs)
        if nearest[0] >= _ALIKE:
            if len(kept) <= most:
                break
            # A speck goes before two heavy colours a little apart are made one.
            nearest = min(pairs, key=lambda pair: (pair[0] * kept[pair[2]][0] ** 0.25, pair))
        _, one, other = nearest
        # Ordered by weight, so the first of a pair is the heavier: it keeps its place.
        share, colour = kept[one]
        kept[one] = (round(share + kept[other][0], 6), colour)
        del kept[other]
        kept.sort(key=_heaviest)
    return kept


def _heaviest(one: tuple[float, str]) -> tuple[float, str]:
    return -one[0], one[1]


def _mean(weighed: Sequence[tuple[Lab, float]]) -> Lab:
    total = sum(weight for _, weight in weighed) or 1.0
    a, b, c = (sum(lab[n] * weight for lab, weight in weighed) / total for n in range(3))
    return a, b, c


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _curved(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
