# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell where shots end, from small pictures of frames in order.

A cut is a jump that is far larger than what moves around it, and after which the film does not
come back: a photographer's flash is none. Shots may also end little by little, see
:mod:`moodboard.services.video.blends`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.film_file import Cut
from moodboard.services.video.alike import Light, light_of, likeness
from moodboard.services.video.blends import BlendFinder, DipFinder

AHEAD = 4
"""Pictures that are looked at after a jump before it is believed; as many as ``LOOK`` seconds hold."""
LOOK = 0.3
SHORTEST = 0.2
"""Seconds; shots are not shorter."""

_BEHIND = 10
_LEAST = 3.5  # of 255: jumps below this are noise
_OF_LIGHT = 0.06  # a bright picture's jump has to be larger
_TIMES = 2.0  # how much larger than what moves around it
_BACK = 0.45  # of the jump: pictures nearer than this may be the old shot come back
_SAME, _SAME_LIKENESS = 0.15, 0.55  # … nearer than this they are; so are those as alike as this
_BLACK, _FLAT = 14.0, 5.0


@dataclass(slots=True)
class _Seen:
    at: float
    small: NDArray[np.uint8]
    light: Light
    jump: float
    mean: float
    contrast: float

    @property
    def is_black(self) -> bool:
        return self.mean < _BLACK and self.contrast < _FLAT


class CutFinder:
    """Takes the pictures in order, tells cuts a little later."""

    def __init__(self) -> None:
        self._seen: list[_Seen] = []
        self._next = 0
        """The first picture that is not judged yet."""
        self._last_cut = -1.0
        self._blends, self._dips = BlendFinder(), DipFinder()

    @property
    def judged(self) -> float:
        """Up to when all cuts between two pictures are told."""
        return self._seen[self._next - 1].at if self._next else -1.0

    def take(self, at: float, small: NDArray[Any]) -> tuple[Cut, ...]:
        """Take the next picture; the cuts that are certain now."""
        light = light_of(small)
        jump = _apart(small, self._seen[-1].small) if self._seen else 0.0
        self._seen.append(_Seen(at, small, light, jump, float(light.mean()), float(light.std())))
        found: list[Cut] = []
        while self._next < len(self._seen) - AHEAD and at - self._seen[self._next].at >= LOOK:
            found += self._judged(self._next)
            self._next += 1
        old = min(self._next - _BEHIND, len(self._seen))
        while old > 0 and self._seen[self._next - 1].at - self._seen[old].at < LOOK:
            old -= 1
        if old > 0:
            del self._seen[:old]
            self._next -= old
        return tuple(found)

    def rest(self) -> tuple[Cut, ...]:
        """Return the cuts among the last pictures, when no more come."""
        found: list[Cut] = []
        while self._next < len(self._seen):
            found += self._judged(self._next)
            self._next += 1
        soft = self._blends.rest()
        return tuple(found) if soft is None else (*found, *self._kept(soft))

    def _judged(self, place: int) -> list[Cut]:
        here = self._seen[place]
        found: list[Cut] = []
        if place and self._is_cut(place):
            soft = self._blends.rest()
            found += self._kept(soft) if soft is not None else []
            found += self._kept(Cut(here.at, self._seen[place - 1].at))
            self._blends.begin()
            self._dips.begin(here.at, here.contrast, here.light)
        faded = self._dips.take(here.at, here.contrast, here.light)
        if self._dips.is_in:
            soft = self._blends.rest()
            self._blends.begin()
        else:
            soft = self._blends.take(here.at, here.small, here.light, here.mean, here.contrast)
            if soft is not None:
                self._dips.begin(here.at, here.contrast, here.light)
        found += self._kept(soft) if soft is not None else []
        found += self._kept(faded) if faded is not None else []
        return found

    def _kept(self, cut: Cut) -> list[Cut]:
        if self._last_cut >= 0 and cut.at - self._last_cut < SHORTEST:
            return []
        self._last_cut = cut.at
        return [cut]

    def _is_cut(self, place: int) -> bool:
        here = self._seen[place]
        if here.is_black or not self._is_jump(place):
            return False  # the dark belongs to the shot that ends with it
        if self._dips.is_in:
            later = self._ahead(place)
            return not self._dips.is_same((later[-1] if later else here).light, here.at)
        return True

    def _ahead(self, place: int) -> list[_Seen]:
        first = self._seen[place].at
        later = self._seen[place + 1 :]
        return [one for n, one in enumerate(later) if n < AHEAD or one.at - first <= LOOK]

    def _behind(self, place: int) -> list[_Seen]:
        last = self._seen[place - 1].at
        sooner = self._seen[: place - 1][::-1]
        return [one for n, one in enumerate(sooner) if n < AHEAD or last - one.at <= LOOK]

    def _is_jump(self, place: int) -> bool:
        here, before = self._seen[place], self._seen[place - 1]
        if here.jump < _LEAST + _OF_LIGHT * max(here.mean, before.mean):
            return False
        around = sorted(
            self._seen[beside].jump
            for beside in range(max(1, place - _BEHIND), min(len(self._seen), place + AHEAD + 1))
            if beside != place and not (self._seen[beside].jump > here.jump and self._is_flash(beside))
        )
        # The largest but one: a cut near by must not hide this one, and drawn films move only every
        # third frame.
        if len(around) > 1 and here.jump < _TIMES * around[-2]:
            return False
        if any(_is_back(one, before, here.jump) for one in self._ahead(place)):
            return False
        return not any(_is_back(one, here, here.jump) for one in self._behind(place))

    def _is_flash(self, place: int) -> bool:
        """Tell whether a jump is one into a flash or back from it."""
        here, before = self._seen[place], self._seen[place - 1]
        near = _BACK * here.jump
        return any(
            _apart(one.small, before.small) < near for one in self._seen[place + 1 : place + 5]
        ) or any(_apart(one.small, here.small) < near for one in self._seen[max(0, place - 5) : place - 1])


def _apart(one: NDArray[Any], other: NDArray[Any]) -> float:
    return float(np.abs(one.astype(np.int16) - other).mean())


def _is_back(one: _Seen, shot: _Seen, jump: float) -> bool:
    """Tell whether a picture shows the shot again: a flash that falls on a cut ends elsewhere."""
    apart = _apart(one.small, shot.small)
    if apart > _BACK * jump:
        return False
    return apart < _SAME * jump or likeness(one.light, shot.light) > _SAME_LIKENESS
