# SPDX-License-Identifier: GPL-3.0-or-later
"""Shots of a film that have a colour, and the colours that the whole film has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.colour import merged, oklab, palette_weights
from moodboard.services.colour_search import REACH
from moodboard.services.video import colours
from moodboard.services.video.keeping import Shot

_MOST_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Coloured:
    """A shot that has the colour looked for."""

    place: int
    """Which of the film's shots it is."""
    colour: str
    """The nearest of its colours."""


def with_colour(shots: Sequence[Shot], colour: str) -> tuple[Coloured, ...]:
    """Return the shots that have a colour, the best first, by the measure that finds stills by colour.

    A shot is better the nearer its colours are, and the more of its picture they take.
    """
    palettes = [shot.palette or (shot.average,) for shot in shots]
    names = [own for palette in palettes for own in palette]
    if not names:
        return ()
    counts = [len(palette) for palette in palettes]
    places = np.repeat(np.arange(len(palettes)), counts)
    weights = np.concatenate([_weights(count) for count in counts])
    values = np.frombuffer(bytes.fromhex("".join(name[1:] for name in names)), np.uint8).reshape(-1, 3)
    gaps = np.sqrt(((colours.oklab(values) - np.array(oklab(colour), np.float32)) ** 2).sum(axis=1))
    near = np.flatnonzero(gaps < REACH)
    worth = np.sqrt(weights[near]) * (1 - gaps[near] / REACH) ** 2
    scores = np.bincount(places[near], worth, len(palettes))
    closest = {int(places[n]): names[n] for n in near[np.argsort(-gaps[near], kind="stable")]}
    best = np.argsort(-scores, kind="stable")[: len(closest)]
    return tuple(Coloured(int(place), closest[int(place)]) for place in best if int(place) in closest)


@cache
def _weights(count: int) -> NDArray[np.float64]:
    return np.array(palette_weights(count))


def film_palette(shots: Sequence[Shot], most: int = 8) -> tuple[str, ...]:
    """Return the colours that stand for a film: shots spread over all of it are looked at."""
    step = max(1, -(-len(shots) // _MOST_LOOKED_AT))
    return merged((shot.palette or (shot.average,) for shot in shots[::step]), most)
