# SPDX-License-Identifier: GPL-3.0-or-later
"""Stills that have a colour, over the whole library; the colours of a film."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

from moodboard.domain import colour as colours
from moodboard.domain.colour import oklab, palette_weights, rgb
from moodboard.domain.still import Still
from moodboard.store import database, films
from moodboard.store import stills as store

REACH = 0.11
"""OKLab: colours farther from the one looked for do not count."""
MOST_FOUND = 90
_STEP = 7 + len('", "')
"""From one colour to the next in a stored palette, ``["#rrggbb", "#rrggbb"]``."""
_FIRST = len('["#')
_WEIGHTS = {count: palette_weights(count) for count in range(1, 17)}


@dataclass(frozen=True, slots=True)
class Found:
    """A still that has the colour."""

    still: Still
    film: str
    """Its film's title, empty for none."""
    colour: str
    """The nearest of its colours."""


def find(colour: str, limit: int = MOST_FOUND) -> tuple[Found, ...]:
    """Return the library's stills that have a colour, the best first.

    A still is the better the nearer its colours are, and the more of the picture they take.
    """
    with database.read():
        rated = _rated(colour, store.palettes())
        rated.sort(key=lambda one: (-one[0], one[1]))
        stills = store.by_uuid(uuid for _, uuid, _ in rated[:limit])
        titles = films.titles({still.film_id for still in stills.values() if still.film_id is not None})
    return tuple(
        Found(stills[uuid], titles.get(stills[uuid].film_id or 0, ""), near)
        for _, uuid, near in rated[:limit]
        if uuid in stills
    )


def film_strip(film_id: int) -> tuple[str, ...]:
    """Return the colours that stand for all of a film's stills."""
    with database.read():
        palettes = store.palettes(film_id)
    return colours.merged(json.loads(palette) for _, palette in palettes)


def _rated(colour: str, palettes: list[tuple[str, str]]) -> list[tuple[float, str, str]]:
    """Return score, uuid and nearest colour of the stills that have anything within reach."""
    target, cells = oklab(colour), _cells_near(colour)
    found = []
    for uuid, palette in palettes:
        # The first digits of the channels say at once that most colours are far off.
        near = [at for at in range(_FIRST, len(palette), _STEP) if palette[at : at + 5 : 2] in cells]
        if not near:
            continue
        count = (len(palette) + 2) // _STEP
        weights = _WEIGHTS.get(count) or palette_weights(count)
        score, best, closest = 0.0, REACH, ""
        for at in near:
            own = "#" + palette[at : at + 6]
            gap = math.dist(oklab(own), target)
            if gap < REACH:
                score += math.sqrt(weights[(at - _FIRST) // _STEP]) * (1 - gap / REACH) ** 2
                if gap < best:
                    best, closest = gap, own
        if closest:
            found.append((score, uuid, closest))
    return found


def _cells_near(colour: str) -> frozenset[str]:
    """Return the first digits of red, green and blue, "1a4", of all colours that may be within reach."""
    low, high = _box_around(colour)
    spans = [range(int(one) >> 4, (int(other) >> 4) + 1) for one, other in zip(low, high, strict=True)]
    return frozenset(
        f"{red:x}{green:x}{blue:x}" for red in spans[0] for green in spans[1] for blue in spans[2]
    )


def _box_around(colour: str) -> tuple[list[float], list[float]]:
    """Return the least and the most of each channel within reach, a little more for what lies between."""
    lightness, a, b = oklab(colour)
    low, high = [float(one) for one in rgb(colour)], [float(one) for one in rgb(colour)]
    for turn in range(0, 360, 20):
        for tilt in range(-90, 91, 15):
            flat = REACH * math.cos(math.radians(tilt))
            point = (
                lightness + REACH * math.sin(math.radians(tilt)),
                a + flat * math.cos(math.radians(turn)),
                b + flat * math.sin(math.radians(turn)),
            )
            for n, value in enumerate(rgb(colours.from_oklab(point))):
                low[n], high[n] = min(low[n], value), max(high[n], value)
    return [max(0.0, one - 8) for one in low], [min(255.0, one + 8) for one in high]
