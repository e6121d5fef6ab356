# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of every shot, taken while a pass goes over the film: a moment in, where it is itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moodboard.services import pictures_shots
from moodboard.services.pictures import Raw
from moodboard.services.video import colours, looks
from moodboard.services.video.keeping import Shot

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

PICTURE = 320
"""Pixels of the longest side of a shot's picture."""
_IN = 0.5  # seconds after a cut: the light is there and the flash is over
_APART = 0.15  # seconds between the frames that are held on to: large ones would fill the memory
_HELD = 0.9


class ShotPictures:
    """Shots in film order, each with its picture as soon as that can be taken."""

    def __init__(
        self, ratio: float, shots: Sequence[Shot], known: Sequence[Shot], told: Callable[[Shot], None]
    ) -> None:
        self._ratio, self._told = ratio, told
        self._shots = list(shots)
        self._known = {shot.at for shot in known}
        self._begins: list[float] = [] if shots else [0.0]
        """Shots that wait for their picture."""
        self._held: deque[tuple[float, VideoFrame]] = deque()

    def found(self) -> tuple[Shot, ...]:
        """Return the shots that have a picture."""
        return tuple(self._shots)

    def see(self, at: float, frame: VideoFrame) -> None:
        """Hold on to a frame that may become a shot's picture."""
        if self._held and at - self._held[-1][0] < _APART:
            return
        self._held.append((at, frame))
        waits = self._begins[0] if self._begins else at
        while len(self._held) > 2 and self._held[1][0] < max(waits, at - _HELD):
            self._held.popleft()

    def go_on(self, begins: Sequence[float], judged: float) -> None:
        """Note where shots begin; up to ``judged`` there is no other beginning."""
        self._begins += begins
        while self._begins:
            begin, following = self._begins[0], self._begins[1] if len(self._begins) > 1 else None
            if following is None and judged < begin + _IN:
                return
            if not self._add(begin, following, judged):
                return
            self._begins.pop(0)

    def finish(self) -> None:
        """Give those that wait the picture that there is."""
        last = self._held[-1][0] if self._held else 0.0
        for place, begin in enumerate(self._begins):
            following = self._begins[place + 1] if place + 1 < len(self._begins) else None
            self._add(begin, following, last)
        self._begins.clear()

    def _add(self, begin: float, following: float | None, judged: float) -> bool:
        end = judged + 1e-6 if following is None else following - 1e-6
        own = [one for one in self._held if begin - 1e-6 <= one[0] <= end]
        if not own:
            if following is None or not self._held:
                return False
            own = [min(self._held, key=lambda one: abs(one[0] - begin))]
        at, frame = next((one for one in own if one[0] >= begin + _IN), own[-1])
        pixels = looks.pixels_of_raw(frame, self._ratio, frame, PICTURE)
        raw = _raw(pixels)
        shot = Shot(
            begin,
            max(at, begin),
            pictures_shots.small_jpeg(raw),
            colours.average_of(pixels),
            pictures_shots.palette_of(raw),
        )
        self._shots.append(shot)
        if begin not in self._known:
            self._told(shot)
        return True


def _raw(pixels: NDArray[Any]) -> Raw:
    return Raw(pixels.shape[1], pixels.shape[0], np.ascontiguousarray(pixels).tobytes())
