# SPDX-License-Identifier: GPL-3.0-or-later
"""A decoded frame as people see it: square pixels, upright, whole fields woven, light as on a screen."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.errors import KnownError
from moodboard.services.pictures import Raw
from moodboard.services.video import opening, tone
from moodboard.services.video.frames import Frame

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

Pixels = NDArray[np.uint8]
SmallPixels = NDArray[np.int16]

_BT709, _UNKNOWN, _BT601 = 1, 2, 5
_MATRICES = frozenset((1, 4, 5, 6, 7, 9))
_BT2020 = (9, 10)
_HD_WIDTH, _HD_HEIGHT = 1280, 600
_LARGEST = 120_000_000  # pixels; no camera of films makes more


def pixels_of(frame: Frame, ratio: float) -> Pixels:
    """Return a frame's pixels in sRGB, rows of RGB; ``ratio`` is a stored pixel's width over its height."""
    return pixels_of_raw(_whole(frame), ratio, frame.raw)


def raw_of(frame: Frame, ratio: float) -> Raw:
    """Return a frame as a picture in sRGB."""
    pixels = pixels_of(frame, ratio)
    return Raw(pixels.shape[1], pixels.shape[0], pixels.tobytes())


def pixels_of_raw(picture: VideoFrame, ratio: float, told: VideoFrame, longest: int = 0) -> Pixels:
    """Return a decoded picture in sRGB; ``told`` knows how it is turned, ``longest`` makes it smaller."""
    width, height = opening.shown_size(picture.width, picture.height, ratio)
    if width * height > _LARGEST:
        raise KnownError(f"The film’s frames are too large: {width} × {height} pixels.")
    if longest and max(width, height) > longest:
        scale = longest / max(width, height)
        width, height = max(1, round(width * scale)), max(1, round(height * scale))
    made = _in_rgb(picture, width, height)
    return np.ascontiguousarray(_upright(made, _matrix_of(told)))


def small(picture: VideoFrame, width: int, height: int) -> Pixels:
    """Return a picture quickly and small, in sRGB, neither turned nor with square pixels."""
    return _in_rgb(picture, width, height, quick=True)


def _whole(frame: Frame) -> VideoFrame:
    """Return the frame, its two fields made one picture where it has any."""
    if not frame.raw.interlaced_frame:
        return frame.raw
    given = [one for one in (frame.before, frame.raw, frame.after) if one is not None]
    place = 1 if frame.before is not None else 0
    try:
        return _deinterlaced(given)[place]
    except (IndexError, ValueError):
        return frame.raw


def _deinterlaced(frames: list[VideoFrame]) -> list[VideoFrame]:
    import av.error
    from av.filter import Graph

    graph = Graph()
    first = frames[0]
    source = graph.add_buffer(
        width=first.width, height=first.height, format=first.format, time_base=first.time_base
    )
    weave = graph.add("yadif", mode="send_frame", deint="all")
    graph.link_nodes(source, weave, graph.add("buffersink")).configure()
    made = []
    for frame in (*frames, None):
        graph.vpush(frame)
        while True:
            try:
                made.append(graph.vpull())
            except (av.error.BlockingIOError, av.error.EOFError):
                break
    return made


def _in_rgb(picture: VideoFrame, width: int, height: int, quick: bool = False) -> Pixels:
    from av.video.reformatter import ColorRange, Colorspace, Interpolation

    transfer, wide = int(picture.color_trc), int(picture.color_primaries) == _BT2020[0]
    curve = tone.curve_of(transfer, wide)
    is_rgb = bool(picture.format.is_rgb)
    way = Interpolation.AREA if quick else _exact_way(picture, width, height)
    made = picture.reformat(
        width=width,
        height=height,
        format="rgb24" if curve is None or quick else "rgb48le",
        interpolation=way,
        src_colorspace=None if is_rgb else Colorspace(_matrix(picture)),
        src_color_range=ColorRange(int(picture.color_range)) if int(picture.color_range) else None,
        dst_color_range=ColorRange.JPEG,
    )
    pixels: Any = made.to_ndarray()
    return tone.toned(pixels, curve) if curve is not None else cast(Pixels, pixels)


def _exact_way(picture: VideoFrame, width: int, height: int) -> int:
    from av.video.reformatter import Interpolation

    shrinks = width < picture.width or height < picture.height
    way = Interpolation.AREA if shrinks else Interpolation.BICUBIC
    return way | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.FULL_CHR_H_INP


def _matrix(picture: VideoFrame) -> int:
    """Return how a picture's colours are written; where it does not say, as its size has it."""
    told = int(picture.colorspace)
    if told == _BT2020[1]:
        return _BT2020[0]
    if told in _MATRICES:
        return told
    is_hd = picture.width >= _HD_WIDTH or picture.height > _HD_HEIGHT
    return _BT709 if is_hd else _BT601


def _matrix_of(picture: VideoFrame) -> tuple[int, int, int, int]:
    """Return the signs a, b, c, d of how a frame is to be laid out: x' = ax + cy, y' = bx + dy."""
    told: Any = picture.side_data
    for data in told:
        if data.type.name == "DISPLAYMATRIX":
            a, b, _u, c, d, *_rest = struct.unpack("=9i", bytes(data)[:36])
            return a, b, c, d
    return 1, 0, 0, 1


def _upright(pixels: Pixels, matrix: tuple[int, int, int, int]) -> Pixels:
    a, b, c, d = matrix
    if abs(a) + abs(d) >= abs(b) + abs(c):
        rows = pixels[::-1] if d < 0 else pixels
        return rows[:, ::-1] if a < 0 else rows
    turned = pixels.transpose(1, 0, 2)
    rows = turned[::-1] if b < 0 else turned
    return rows[:, ::-1] if c < 0 else rows


_WEIGHTS = np.array([0.299, 0.587, 0.114], np.float32)


def sharpness(pixels: Pixels) -> float:
    """Return how much fine detail there is; of frames of one moment, the most is the sharpest."""
    grey = pixels @ _WEIGHTS
    middle = grey[1:-1, 1:-1]
    edges = 4 * middle - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    return float(edges.var())
