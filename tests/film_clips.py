# SPDX-License-Identifier: GPL-3.0-or-later
"""Clips of our own making, with each frame's number burnt into it as black and white blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

BITS, BLOCK = 10, 16
WIDTH, HEIGHT = 192, 112
KEPT_SIZE = 4_000_000
X264 = {"preset": "ultrafast", "crf": "18"}
BFRAMES = {"preset": "ultrafast", "x264-params": "bframes=3:b-adapt=0:b-pyramid=normal:scenecut=0"}
NO_B = {"preset": "ultrafast", "x264-params": "bframes=0:scenecut=0"}


@dataclass
class Clip:
    """How a clip is to be made."""

    frames: int = 60
    rate: int | Fraction = 24
    codec: str = "libx264"
    pixels: str = "yuv420p"
    gop: int = 30
    times: Sequence[int] | None = None
    """Thousandths, where the rate varies."""
    first: int = 0
    """Thousandths at which the clip begins."""
    ratio: Fraction | None = None
    turned: int = 0
    matrix: tuple[int, ...] | None = None
    """How frames are laid out, nine numbers, where more than a turn is meant."""
    tag: str = ""
    sound: bool = False
    options: dict[str, str] | None = None
    size: tuple[int, int] = (WIDTH, HEIGHT)


def picture(number: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> NDArray[np.uint8]:
    """Return a frame: the number in the upper rows, its complement below, a corner that tells up."""
    width, height = size
    made = np.full((height, width, 3), (90, 110, 130), np.uint8)
    for bit in range(BITS):
        value = 235 if number >> bit & 1 else 16
        made[16 : 16 + BLOCK, 16 + bit * BLOCK : 16 + (bit + 1) * BLOCK] = value
        made[48 : 48 + BLOCK, 16 + bit * BLOCK : 16 + (bit + 1) * BLOCK] = 251 - value
    made[height - 24 :, :24] = (200, 30, 30)
    return made


def scaled(number: int, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return a frame of any size that its number can be read from."""
    rows = np.arange(size[1]) * HEIGHT // size[1]
    columns = np.arange(size[0]) * WIDTH // size[0]
    return np.ascontiguousarray(picture(number)[rows][:, columns])


def number_in(pixels: NDArray[Any]) -> int:
    """Read the number back from a frame, whatever its size."""
    x, y = pixels.shape[1] / WIDTH, pixels.shape[0] / HEIGHT
    number = 0
    for bit in range(BITS):
        column = round((16 + (bit + 0.5) * BLOCK) * x)
        upper, lower = (float(pixels[round(row * y), column].mean()) for row in (24, 56))
        assert abs(upper - lower) > 60, "the number cannot be read"
        number |= (upper > lower) << bit
    return number


_made: dict[tuple[object, ...], bytes] = {}


def make(to: Path, clip: Clip | None = None, pictures: Sequence[NDArray[np.uint8]] | None = None) -> Path:
    """Write a clip; its container is told by the file's ending."""
    clip = clip or Clip()
    return once(to, ("clip", repr(clip), *(pictures or ())), lambda: _write(to, clip, pictures))


def once(to: Path, told: tuple[object, ...], write: Callable[[], object]) -> Path:
    """Have a file written, or write it again as it was when one of this name was last made so."""
    # The name counts: two files that one test makes stay two, and are told apart by what is in them.
    mark = (to.name, *(_digest(one) if isinstance(one, np.ndarray) else one for one in told))
    if (known := _made.get(mark)) is None:
        write()
        if to.stat().st_size < KEPT_SIZE:
            _made[mark] = to.read_bytes()
    else:
        to.write_bytes(known)
    return to


def _digest(pixels: NDArray[Any]) -> tuple[object, ...]:
    return pixels.shape, blake2b(np.ascontiguousarray(pixels), digest_size=16).digest()


def _write(to: Path, clip: Clip, pictures: Sequence[NDArray[np.uint8]] | None) -> None:
    with av.open(str(to), "w") as container:
        stream = container.add_stream(clip.codec, rate=clip.rate)
        stream.width, stream.height, stream.pix_fmt = *clip.size, clip.pixels
        stream.gop_size = clip.gop
        base = Fraction(1, 1000) if clip.times is not None or clip.first else 1 / Fraction(clip.rate)
        stream.time_base = stream.codec_context.time_base = base
        if clip.ratio:
            stream.codec_context.sample_aspect_ratio = clip.ratio
        options = dict(BFRAMES if clip.options is None else clip.options)
        stream.options = options if clip.codec == "libx264" or clip.options else {}
        sound = container.add_stream("aac", rate=48000) if clip.sound else None
        if clip.turned:
            stream.set_display_rotation(clip.turned)
        if clip.matrix:
            stream.set_display_matrix(clip.matrix)
        if clip.tag:
            stream.codec_context.codec_tag = clip.tag
        shaper = VideoReformatter()
        for number, pixels in enumerate(pictures or _numbered(clip)):
            frame = shaper.reformat(av.VideoFrame.from_ndarray(pixels, format="rgb24"), format=clip.pixels)
            frame.pts, frame.time_base = _pts(clip, number), base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if sound is not None:
            _add_sound(container, sound)


def _numbered(clip: Clip) -> Iterator[NDArray[np.uint8]]:
    return (scaled(number, clip.size) for number in range(clip.frames))


def _pts(clip: Clip, number: int) -> int:
    if clip.times is not None:
        return clip.first + clip.times[number]
    return clip.first + round(number * 1000 / clip.rate) if clip.first else number


def _add_sound(container: Any, stream: Any) -> None:
    for part in range(20):
        frame = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = 48000, part * 1024
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def sound_only(to: Path) -> Path:
    """Write a file with sound and no pictures."""
    with av.open(str(to), "w") as container:
        _add_sound(container, container.add_stream("aac", rate=48000))
    return to


def shots(lengths: Sequence[int], size: tuple[int, int] = (WIDTH, HEIGHT)) -> list[NDArray[np.uint8]]:
    """Return the frames of shots of these lengths, each moving a little and unlike the others."""
    frames = []
    for number, length in enumerate(lengths):
        chance = np.random.default_rng(number)
        coarse = chance.integers(20, 236, (7, 12 + 6, 3), dtype=np.uint8)
        whole = coarse.repeat(16, axis=0).repeat(16, axis=1)[: size[1]]
        frames += [np.ascontiguousarray(whole[:, step % 90 : step % 90 + size[0]]) for step in range(length)]
    return frames
