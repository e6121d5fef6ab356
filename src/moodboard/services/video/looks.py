# SPDX-License-Identifier: GPL-3.0-or-later
"""A decoded frame as people see it: square pixels, upright, whole fields woven, light as on a screen."""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from moodboard.domain.errors import KnownError
from moodboard.services.pictures import Raw
from moodboard.services.video import opening, tone
from moodboard.services.video.frames import Frame

if TYPE_CHECKING:
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter

Pixels = NDArray[np.uint8]
SmallPixels = NDArray[np.int16]

_BT709, _UNKNOWN, _BT601, _SMPTE170M = 1, 2, 5, 6
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


def quick(reformatter: VideoReformatter, picture: VideoFrame, width: int, height: int) -> tuple[Pixels, bool]:
    """Return a picture as quickly as can be, and whether its colours are those that are seen.

    They are not where light has to be toned, which is not quick; what moves is seen there all the same.
    """
    from av.video.reformatter import ColorRange, Colorspace, Interpolation

    wide = int(picture.color_primaries) == _BT2020[0]
    made = reformatter.reformat(
        picture,
        width=width,
        height=height,
        format="rgb24",
        interpolation=Interpolation.FAST_BILINEAR,
        src_colorspace=None if picture.format.is_rgb else Colorspace(_matrix(picture)),
        src_color_range=ColorRange(int(picture.color_range)) if int(picture.color_range) else None,
        dst_color_range=ColorRange.JPEG,
        threads=1,
    )
    pixels: Any = made.to_ndarray()
    return cast(Pixels, pixels), tone.curve_of(int(picture.color_trc), wide) is None


def glimpse_of(picture: VideoFrame, ratio: float, width: int) -> Pixels:
    """Return a decoded picture in sRGB, upright and no wider than ``width``, as quickly as it looks good."""
    wide, high = opening.shown_size(picture.width, picture.height, ratio)
    matrix = _matrix_of(picture)
    upright = high if _is_on_side(matrix) else wide
    scale = min(1.0, width / upright, (4 * width) / max(wide, high))
    wide, high = max(1, round(wide * scale)), max(1, round(high * scale))
    if picture.interlaced_frame and high > picture.height / 2:
        picture = _deinterlaced([picture])[0]
    return np.ascontiguousarray(_upright(_in_rgb(picture, wide, high, quick=True), matrix))


def jpeg_pixels(jpeg: bytes, width: int) -> Pixels | None:
    """Return a JPEG of ours no wider than ``width``; None when it cannot be read."""
    import av
    import av.error

    try:
        decoder = av.VideoCodecContext.create("mjpeg", "r")
        frames = decoder.decode(av.Packet(jpeg)) or decoder.decode(None)
    except av.error.FFmpegError:
        return None
    if not frames:
        return None
    scale = min(1.0, width / frames[0].width)
    wide, high = round(frames[0].width * scale), round(frames[0].height * scale)
    made = frames[0].reformat(
        width=max(1, wide), height=max(1, high), format="rgb24", interpolation="AREA", src_colorspace="ITU601"
    )
    return cast(Pixels, made.to_ndarray())


def reading(picture: VideoFrame) -> dict[str, int | None]:
    """Return how a picture's colours are to be read, as FFmpeg's scaler takes it."""
    from av.video.reformatter import ColorRange, Colorspace

    return {
        "src_colorspace": None if picture.format.is_rgb else Colorspace(_matrix(picture)),
        "src_color_range": ColorRange(int(picture.color_range)) if int(picture.color_range) else None,
        "dst_color_range": ColorRange.JPEG,
    }


def curve_of(picture: VideoFrame) -> tone.Curve | None:
    """Return what brings a picture to sRGB; None when its light is that of ordinary screens."""
    wide = int(picture.color_primaries) == _BT2020[0]
    return tone.curve_of(int(picture.color_trc), wide, _peak_of(picture))


def is_on_side(picture: VideoFrame) -> bool:
    """Tell whether a frame lies on its side as it is stored."""
    return _is_on_side(_matrix_of(picture))


def upright(pixels: NDArray[Any], told: VideoFrame) -> NDArray[Any]:
    """Return rows of pixels turned as a frame says that it is to be seen."""
    return _upright(pixels, _matrix_of(told))


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
        width=first.width,
        height=first.height,
        format=first.format,
        time_base=first.time_base or Fraction(1, 1000),
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

    curve = curve_of(picture)
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
    if told == _SMPTE170M:
        return _BT601  # the same matrix; the scaler knows it by one number alone
    if told in _MATRICES:
        return told
    is_hd = picture.width >= _HD_WIDTH or picture.height > _HD_HEIGHT
    return _BT709 if is_hd else _BT601


def _matrix_of(picture: VideoFrame) -> tuple[int, int, int, int]:
    """Return the signs a, b, c, d of how a frame is to be laid out: x' = ax + cy, y' = bx + dy."""
    for data in _side_data(picture):
        if data.type.name == "DISPLAYMATRIX":
            a, b, _u, c, d, *_rest = struct.unpack("=9i", bytes(data)[:36])
            return a, b, c, d
    return 1, 0, 0, 1


def _side_data(picture: VideoFrame) -> Any:
    """Return what came with a frame.

    Its own ``side_data`` points back at it: such frames pile up until garbage is collected.
    """
    from av.sidedata.sidedata import SideDataContainer

    container: Any = SideDataContainer  # PyAV's types do not tell what it is made from
    return container(picture)


def _peak_of(picture: VideoFrame) -> float:
    """Return the brightest light that a frame tells of, in candelas a square metre; 0 when it does not."""
    peak = 0.0
    for data in _side_data(picture):
        if data.type.name == "CONTENT_LIGHT_LEVEL" and len(bytes(data)) >= 4:
            brightest = struct.unpack_from("=I", bytes(data))[0]
            if brightest:
                return float(brightest)
        elif data.type.name == "MASTERING_DISPLAY_METADATA" and len(bytes(data)) >= 88:
            # Ten fractions: the corners of the colours, white, the darkest light, then the brightest.
            over, under, _has_colours, has_light = struct.unpack_from("=2i2i", bytes(data), 72)
            peak = over / under if has_light and under else 0.0
    return peak


def _is_on_side(matrix: tuple[int, int, int, int]) -> bool:
    a, b, c, d = matrix
    return abs(a) + abs(d) < abs(b) + abs(c)


def _upright(pixels: NDArray[Any], matrix: tuple[int, int, int, int]) -> NDArray[Any]:
    a, b, c, d = matrix
    if not _is_on_side(matrix):
        rows = pixels[::-1] if d < 0 else pixels
        return rows[:, ::-1] if a < 0 else rows
    turned = pixels.swapaxes(0, 1)
    rows = turned[::-1] if b < 0 else turned
    return rows[:, ::-1] if c < 0 else rows


_WEIGHTS = np.array([0.299, 0.587, 0.114], np.float32)


def sharpness(pixels: Pixels) -> float:
    """Return how much fine detail there is; of frames of one moment, the most is the sharpest."""
    grey = pixels @ _WEIGHTS
    middle = grey[1:-1, 1:-1]
    edges = 4 * middle - grey[:-2, 1:-1] - grey[2:, 1:-1] - grey[1:-1, :-2] - grey[1:-1, 2:]
    return float(edges.var())
