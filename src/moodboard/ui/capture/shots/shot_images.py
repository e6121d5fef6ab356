# SPDX-License-Identifier: GPL-3.0-or-later
"""The small pictures of shots, unpacked as they are painted: a few a frame, so scrolling stays smooth."""

from __future__ import annotations

import time
from collections import OrderedDict

from PySide6.QtGui import QImage

from moodboard.services.video.keeping import Shot

_KEPT = 240
A_FRAME = 0.004
"""Seconds of a frame that may go into unpacking."""


class ShotImages:
    """Hands out pictures; those it had no time for come with the next frame."""

    def __init__(self) -> None:
        self._images: OrderedDict[bytes, QImage] = OrderedDict()
        self._until = 0.0
        self.are_missing = False
        """Whether a picture was asked for since the frame began that there was no time for."""

    def begin_frame(self, seconds: float = A_FRAME) -> None:
        """Count the time of a frame from here on."""
        self._until = time.perf_counter() + seconds
        self.are_missing = False

    def image(self, shot: Shot) -> QImage | None:
        """Return the shot's picture; None when it has to wait for the next frame."""
        found = self._images.get(shot.jpeg)
        if found is not None:
            self._images.move_to_end(shot.jpeg)
            return found
        if time.perf_counter() >= self._until:
            self.are_missing = True
            return None
        made = QImage.fromData(shot.jpeg)
        if not made.isNull():
            made = made.convertToFormat(QImage.Format.Format_RGB32)
        self._images[shot.jpeg] = made
        while len(self._images) > _KEPT:
            self._images.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget them all."""
        self._images.clear()
