# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell where shots end, from small pictures of frames in order.

A cut is a jump that is far larger than what moves around it, and after which the film does not
come back: a photographer's flash is none. Where the picture goes through black, the next shot
begins with the light.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.film_file import Cut

AHEAD = 4
"""Pictures that are looked at after a jump before it is believed."""
SHORTEST = 0.2
"""Seconds; shots are not shorter."""

_LEAST = 3.5  # of 255: jumps below this are noise
_OF_LIGHT = 0.06  # a bright picture's jump has to be larger
_TIMES = 2.0  # how much larger than what moves around it
_BACK = 0.45  # of the jump: pictures nearer than this are the old shot come back
_BLACK, _FLAT = 14.0, 5.0


@dataclass(slots=True)
class _Seen:
    at: float
    small: NDArray[np.int16]
    jump: float
    is_black: bool


class CutFinder:
    """Takes the pictures in order, tells cuts a few pictures later."""

    def __init__(self) -> None:
        self._seen: deque[_Seen] = deque(maxlen=3 * AHEAD + 2)
        self._last_cut = -1.0
        self._was_black = False
        self._any_light = False

    def take(self, at: float, small: NDArray[Any]) -> Cut | None:
        """Take the next picture; the cut that is certain now, ``AHEAD`` pictures back."""
        now = small.astype(np.int16)
        jump = float(np.abs(now - self._seen[-1].small).mean()) if self._seen else 0.0
        is_black = bool(now.mean() < _BLACK and now.std() < _FLAT)
        self._seen.append(_Seen(at, now, jump, is_black))
        return self._judged(len(self._seen) - 1 - AHEAD)

    def rest(self) -> tuple[Cut, ...]:
        """Return the cuts among the last pictures, when no more come."""
        first = max(1, len(self._seen) - AHEAD)
        found = [self._judged(place) for place in range(first, len(self._seen))]
        return tuple(cut for cut in found if cut is not None)

    def _judged(self, place: int) -> Cut | None:
        if place < 1:
            return None
        before, here = self._seen[place - 1], self._seen[place]
        begins = before.is_black and not here.is_black and self._any_light
        self._any_light = self._any_light or not here.is_black
        if here.is_black:
            return None  # the dark belongs to the shot that ends with it
        if not begins and not self._is_jump(place):
            return None
        if here.at - self._last_cut < SHORTEST and self._last_cut >= 0:
            return None
        self._last_cut = here.at
        return Cut(here.at, before.at)

    def _is_jump(self, place: int) -> bool:
        here, before = self._seen[place], self._seen[place - 1]
        around = [
            self._seen[beside].jump
            for beside in range(1, min(len(self._seen), place + AHEAD + 1))
            if beside != place
        ]
        light = float(max(here.small.mean(), before.small.mean()))
        if here.jump < _LEAST + _OF_LIGHT * light:
            return False
        # The largest but one: a cut near by must not hide this one, and drawn films move only every
        # third frame.
        moving = sorted(around)[-2] if len(around) > 1 else 0.0
        if here.jump < _TIMES * moving:
            return False
        later = [self._seen[beside] for beside in range(place + 1, len(self._seen))][:AHEAD]
        sooner = [self._seen[beside] for beside in range(max(0, place - 1 - AHEAD), place - 1)]
        far = _BACK * here.jump
        goes = all(float(np.abs(one.small - before.small).mean()) > far for one in later)
        return goes and all(float(np.abs(one.small - here.small).mean()) > far for one in sooner)
