# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of a film in time: the average of each second in OKLab, and the barcode of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.errors import KnownError
from moodboard.services.pictures import Raw

Floats = NDArray[np.float32]

EACH = 0.45
"""Seconds between the frames that are averaged."""
WIDTH, HEIGHT = 2400, 400
"""Pixels of a barcode where nothing else is said."""

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)


@cache
def _linear() -> Floats:
    stored = np.arange(256) / 255
    return np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4).astype(np.float32)


def oklab(pixels: NDArray[Any]) -> Floats:
    """Return rows of RGB in OKLab."""
    light = _linear()[pixels.reshape(-1, 3)]
    made: Floats = np.cbrt(light @ _TO_CONES.T) @ _TO_LAB.T
    return made


def mean_oklab(pixels: NDArray[Any]) -> Floats:
    """Return the average of rows of RGB as the eye would mix them."""
    mixed: Floats = oklab(pixels).mean(axis=0, dtype=np.float64)
    return mixed.astype(np.float32)


def to_rgb(lab: Floats) -> NDArray[np.uint8]:
    """Return rows of OKLab as the nearest sRGB."""
    cones = (lab @ np.linalg.inv(_TO_LAB).T) ** 3
    light = np.clip(cones @ np.linalg.inv(_TO_CONES).T, 0, 1)
    curved = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    made: NDArray[np.uint8] = np.round(255 * curved).astype(np.uint8)
    return made


def average_of(pixels: NDArray[Any]) -> str:
    """Return the average colour of rows of RGB, sRGB hex."""
    red, green, blue = (int(one) for one in to_rgb(mean_oklab(pixels[::4, ::4])[None])[0])
    return f"#{red:02x}{green:02x}{blue:02x}"


class Seconds:
    """Gathers the average colour of each second of a film."""

    def __init__(self, known: Floats) -> None:
        self._rows = np.full((max(64, 2 * len(known)), 3), np.nan, np.float32)
        self._rows[: len(known)] = known
        self._length = self._first = len(known)
        self._second, self._sum, self._count = -1, np.zeros(3, np.float64), 0
        self._last = float(len(known)) - EACH

    def wants(self, at: float) -> bool:
        """Tell whether a frame at this time is to be averaged."""
        return at - self._last >= EACH

    def add(self, at: float, pixels: NDArray[Any]) -> None:
        """Add a frame's colours; frames come in order."""
        self._last = at
        second = int(at)
        if second < self._first:
            return  # known from before
        if second != self._second:
            self._second, self._sum, self._count = second, np.zeros(3, np.float64), 0
        while second >= len(self._rows):
            self._rows = np.concatenate([self._rows, np.full_like(self._rows, np.nan)])
        self._sum += mean_oklab(pixels)
        self._count += 1
        self._rows[second] = self._sum / self._count
        self._length = max(self._length, second + 1)

    def averages(self) -> Floats:
        """Return the average of each second so far; NaN where there was no frame."""
        return self._rows[: self._length].copy()


def barcode(seconds: Floats, width: int = WIDTH, height: int = HEIGHT) -> Raw:
    """Return the picture of a film's colours, one column after the other from its beginning to its end."""
    told = seconds[~np.isnan(seconds).any(axis=1)] if len(seconds) else seconds
    if not len(told):
        raise KnownError("There are no colours to show yet. Let the film be looked through first.")
    filled = _filled(seconds)
    edges = np.linspace(0, len(filled), width + 1)
    sums = np.vstack([np.zeros((1, 3)), np.cumsum(filled, axis=0, dtype=np.float64)])
    at_edges = np.stack([np.interp(edges, np.arange(len(sums)), sums[:, part]) for part in range(3)], axis=1)
    columns = np.diff(at_edges, axis=0) / np.diff(edges)[:, None]
    row = to_rgb(columns.astype(np.float32))
    return Raw(width, height, np.broadcast_to(row, (height, width, 3)).tobytes())


def _filled(seconds: Floats) -> Floats:
    """Return the colours with those missing taken from the second before."""
    known = ~np.isnan(seconds).any(axis=1)
    places = np.where(known, np.arange(len(seconds)), -1)
    places = np.maximum.accumulate(places)
    places[places < 0] = int(np.argmax(known))
    return seconds[places]
