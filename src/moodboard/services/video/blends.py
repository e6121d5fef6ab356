# SPDX-License-Identifier: GPL-3.0-or-later
"""Find where one shot becomes the next little by little: dissolves, and fades through dark or white.

In a dissolve every picture on the way is a mix of the shot before and the shot after, and both
stand nearly still beside it. A pan also ends elsewhere than it began, but what lies between is no
mix of its ends.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.film_file import Cut
from moodboard.services.video.alike import Light, likeness

EACH = 0.08
"""Seconds between the pictures that are looked at."""
LONGEST = 3.0
_WINDOWS = (0.3, 0.5, 0.8, 1.3, 2.0, LONGEST)
_ASIDE = 0.3  # seconds on either side in which little may move
_SURE = 0.9  # seconds after which no window that fits better comes
_LEAST, _OF_LIGHT = 9.0, 0.09  # of 255; the shots must differ more than this
_MOVES = 0.5  # of that difference: what may move beside it
_UNMIXED, _UNMIXED_PALE = 0.3, 0.52
"""Of that difference: what pictures on the way may differ from a mix, the more where they are as pale."""
_PALE, _AS_PALE = 0.3, 0.7
_ALIKE = 0.62
_DULL = 0.33
_LEAP = 0.72  # a mix does not leap
_FLAT = 4.5  # contrast below which there is nothing to see

_DIP, _UP = 0.3, 0.55  # of the contrast before: the shot is gone; something is there again
_SETTLED = 0.25
_DARK_FOR = 2.5  # seconds; what is seen after a longer dark is another shot
_REMEMBERED = 1.5

Vector = NDArray[np.float32]


@dataclass(slots=True)
class _Found:
    cut: Cut
    worth: float
    begin: float
    end: float


class BlendFinder:
    """Takes pictures in order, from one hard cut to the next, and tells dissolves a little later."""

    def __init__(self) -> None:
        self._ats: list[float] = []
        self._pictures: list[Vector] = []
        self._lights: list[Light] = []
        self._means: list[float] = []
        self._contrasts: list[float] = []
        self._best: _Found | None = None
        self._told = -1.0

    def begin(self) -> None:
        """Begin anew: a shot has begun, or the film went through black."""
        self._ats.clear()
        self._pictures.clear()
        self._lights.clear()
        self._means.clear()
        self._contrasts.clear()
        self._best = None

    def take(
        self, at: float, small: NDArray[np.uint8], light: Light, mean: float, contrast: float
    ) -> Cut | None:
        """Take the next picture; the dissolve that is certain now."""
        if self._ats and at - self._ats[-1] < EACH:
            return None
        self._ats.append(at)
        self._pictures.append(_coarse(small))
        self._lights.append(light)
        self._means.append(mean)
        self._contrasts.append(contrast)
        self._look()
        self._forget(at - LONGEST - 2 * _ASIDE - 0.5)
        if self._best is not None and at - self._best.end > _SURE:
            return self.rest()
        return None

    def rest(self) -> Cut | None:
        """Return the dissolve that was waited with, when no more pictures come."""
        best, self._best = self._best, None
        if best is None:
            return None
        self._told = best.cut.at
        return best.cut

    def _forget(self, before: float) -> None:
        old = bisect_right(self._ats, before)
        if old:
            for kept in (self._ats, self._pictures, self._lights, self._means, self._contrasts):
                del kept[:old]

    def _place(self, at: float) -> int:
        return bisect_right(self._ats, at + 1e-6) - 1

    def _look(self) -> None:
        now = len(self._ats) - 1
        end = self._place(self._ats[now] - _ASIDE)
        if end < 3:
            return
        for window in _WINDOWS:
            begin = self._place(self._ats[end] - window)
            if begin < 1 or end - begin < 2:
                continue
            before = max(0, self._place(self._ats[begin] - _ASIDE))
            found = self._judged(before, begin, end, now)
            if found is not None and (self._best is None or found.worth > self._best.worth):
                self._best = found

    def _judged(self, before: int, begin: int, end: int, now: int) -> _Found | None:
        first, last = self._pictures[begin], self._pictures[end]
        whole = last - first
        size = _size(whole)
        if size < _LEAST + _OF_LIGHT * max(self._means[begin], self._means[end]):
            return None
        moved = max(_size(first - self._pictures[before]), _size(self._pictures[now] - last))
        if moved > _MOVES * size:
            return None
        dull, rich = sorted((self._contrasts[begin], self._contrasts[end]))
        if dull < max(_FLAT, _DULL * rich):
            return None  # light that comes or goes
        way = np.stack(self._pictures[begin : end + 1])
        shares: Vector = ((way - first) @ whole / float(whole @ whole)).astype(np.float32)
        steps = np.diff(shares)
        if steps.max() > _LEAP or steps.min() < -0.2:
            return None
        unmixed = float(np.sqrt(((way - first - np.outer(shares, whole)) ** 2).mean(axis=1)).max())
        middle = begin + int(np.argmin(np.abs(shares - 0.5)))
        pale = _paleness(self._lights[begin], self._lights[middle], self._lights[end])
        if pale < _PALE or unmixed > (_UNMIXED_PALE if pale > _AS_PALE else _UNMIXED) * size:
            return None
        if likeness(self._lights[begin], self._lights[end]) > _ALIKE:
            return None
        cut = self._cut(begin, shares)
        if cut is None or cut.since <= self._told:
            return None
        return _Found(cut, size - moved - unmixed, self._ats[begin], self._ats[end])

    def _cut(self, begin: int, shares: NDArray[np.float32]) -> Cut | None:
        """Return the dissolve: from the last picture without the new shot to the first without the old."""
        middle = int(np.argmax(shares > 0.5))
        old = [n for n in range(middle) if shares[n] < 0.08]
        new = [n for n in range(middle, len(shares)) if shares[n] > 0.92]
        if not old or not new:
            return None
        return Cut(self._ats[begin + new[0]], self._ats[begin + old[-1]], soft=True)


class DipFinder:
    """Finds the next shot behind a fade through black, through white, or through nothing to see."""

    def __init__(self) -> None:
        self._shots: list[tuple[float, float, Light]] = []
        """When, contrast and light of pictures in which there was something to see."""
        self._before: Light | None = None
        self._before_contrast = 0.0
        self._least = 0.0
        self._least_at = self._since = self._rises = 0.0
        self._gone_at = 0.0
        self.is_in = False
        """Whether nothing is to be seen just now."""

    def begin(self, at: float, contrast: float, light: Light) -> None:
        """Begin anew with a shot's first picture."""
        self.is_in = False
        self._shots = [(at, contrast, light)] if contrast > _FLAT else []

    def take(self, at: float, contrast: float, light: Light) -> Cut | None:
        """Take the next picture; the cut that is certain now."""
        if self.is_in:
            return self._inside(at, contrast, light)
        kept = [one for one in self._shots if at - one[0] <= _REMEMBERED]
        self._shots = kept or self._shots[-1:]
        full = max((one[1] for one in self._shots), default=0.0)
        if full > _FLAT and contrast < max(min(_FLAT, 0.5 * full), _DIP * full):
            clear = next(one for one in reversed(self._shots) if one[1] >= 0.7 * full)
            self._before, self._before_contrast = clear[2], full
            self.is_in, self._gone_at = True, at
            self._least, self._least_at, self._since, self._rises = contrast, at, at, 0.0
        elif contrast > _FLAT and (not self._shots or at - self._shots[-1][0] >= EACH):
            self._shots.append((at, contrast, light))
        return None

    def is_same(self, light: Light, at: float) -> bool:
        """Tell whether what is seen is the shot from before the dark, which was a short one."""
        return (
            self._before is not None
            and at - self._gone_at < _DARK_FOR
            and likeness(self._before, light) > _ALIKE
        )

    def _inside(self, at: float, contrast: float, light: Light) -> Cut | None:
        if contrast <= self._least + 0.8:
            self._least, self._since = min(self._least, contrast), at
            self._least_at = at
            self._rises = 0.0
            return None
        if not self._rises:
            self._rises = at
        risen = contrast > max(_FLAT, 2.0 * self._least)
        settled = at - self._least_at >= _SETTLED or contrast > _UP * self._before_contrast
        if not risen or not settled:
            return None
        same = self.is_same(light, at)
        cut = None if same else Cut(self._rises, self._since, soft=True)
        self.begin(at, contrast, light)
        return cut


def _paleness(first: Light, middle: Light, last: Light) -> float:
    """Return 1 where the middle has as little contrast as a mix of the ends, 0 where it has theirs.

    It is so however the shots move in themselves.
    """
    a, b, there = float(first.std()), float(last.std()), float(middle.std())
    shared = float(((first - first.mean()) * (last - last.mean())).mean())
    mixed = float(np.sqrt(max(0.0, a * a + b * b + 2 * shared))) / 2
    own = (a + b) / 2
    return (own - there) / max(0.05 * own, own - mixed)


def _coarse(small: NDArray[np.uint8]) -> Vector:
    high, wide = small.shape[0] // 2 * 2, small.shape[1] // 2 * 2
    rows = small[0:high:2].astype(np.float32) + small[1:high:2]
    made: Vector = (rows[:, 0:wide:2] + rows[:, 1:wide:2]).reshape(-1)
    made *= 0.25
    return made


def _size(difference: Vector) -> float:
    return float(np.sqrt(float(difference @ difference) / len(difference)))
