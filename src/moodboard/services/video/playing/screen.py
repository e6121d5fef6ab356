# SPDX-License-Identifier: GPL-3.0-or-later
"""Decoded frames made ready to paint: upright, square pixels, sRGB, as large as the stage.

Two ways lead there. What stands goes the way of what is kept, through :mod:`looks`, and is then
scaled. What plays is scaled and converted in one go, and only then brought to sRGB: less to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moodboard.services.video import looks, opening, tone

if TYPE_CHECKING:
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture ready to paint: rows of blue, green, red and an unused byte."""

    width: int
    height: int
    pixels: NDArray[np.uint8]


def fitted(width: int, height: int, fit: Size | None) -> Size:
    """Return the largest size of this shape inside ``fit``."""
    if fit is None or fit[0] <= 0 or fit[1] <= 0:
        return width, height
    scale = min(fit[0] / width, fit[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


class Screen:
    """Makes pictures for one film; for one thread at a time."""

    def __init__(self) -> None:
        self._scaler: VideoReformatter | None = None

    def quick(self, raw: VideoFrame, ratio: float, told: VideoFrame, fit: Size | None) -> Painted:
        """Return a frame that goes by; ``told`` knows how it is turned."""
        from av.video.frame import VideoFrame
        from av.video.reformatter import Interpolation, VideoReformatter

        self._scaler = self._scaler or VideoReformatter()
        wide, high = opening.shown_size(raw.width, raw.height, ratio)
        on_side = looks.is_on_side(told)
        width, height = fitted(high, wide, fit) if on_side else fitted(wide, high, fit)
        if on_side:
            width, height = height, width
        curve = looks.curve_of(told)
        shrinks = width < raw.width or height < raw.height
        way = Interpolation.AREA if shrinks else Interpolation.BICUBIC
        made = self._scaler.reformat(
            raw,
            width,
            height,
            "bgra" if curve is None else "rgb48le",
            interpolation=way | Interpolation.ACCURATE_RND,
            threads=1,
            **looks.reading(raw),
        )
        if curve is not None:
            pixels = tone.toned(made.to_ndarray(), curve)
            made = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="bgra")
        return _painted(looks.upright(_words(made), told))

    def exact(self, pixels: looks.Pixels, fit: Size | None) -> Painted:
        """Return a frame that stands, from its pixels as they would be kept."""
        import av
        from av.video.reformatter import Interpolation, VideoReformatter

        width, height = fitted(pixels.shape[1], pixels.shape[0], fit)
        frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
        shrinks = width < pixels.shape[1] or height < pixels.shape[0]
        way = Interpolation.AREA if shrinks else Interpolation.BICUBIC
        way |= Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.FULL_CHR_H_INP
        made = VideoReformatter().reformat(frame, width, height, "bgra", interpolation=way)
        return _painted(_words(made))


def _words(frame: VideoFrame) -> NDArray[np.uint32]:
    """Return a frame's pixels, one number each, without copying them."""
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint32).reshape(-1, plane.line_size // 4)
    return rows[: frame.height, : frame.width]


def _painted(words: NDArray[Any]) -> Painted:
    rows = np.ascontiguousarray(words)
    height, width = rows.shape
    return Painted(width, height, rows.view(np.uint8).reshape(height, width, 4))
