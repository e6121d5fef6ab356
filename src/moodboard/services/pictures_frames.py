# SPDX-License-Identifier: GPL-3.0-or-later
"""Read the frames of animated pictures, GIF and WebP, one after another."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from moodboard.domain.errors import KnownError
from moodboard.domain.still import file_and_frame
from moodboard.services import pictures, pictures_read
from moodboard.services.pictures import Raw

MOST_PIXELS = 20_000_000
"""A frame of more takes longer to decode than anybody waits for the next."""
HASTY, USUAL = 10, 100
"""Milliseconds: frames that claim to last no longer than the first last as long as the second, as in
every browser."""
_WEBP_HEADER = 21
_WEBP_MOVES = 0x02


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame, upright and in sRGB, and how long it is seen."""

    number: int
    raw: Raw
    milliseconds: int


def may_move(picture: str) -> bool:
    """Tell whether the file is of a kind that can be animated, without looking into it."""
    return file_and_frame(picture)[0].endswith((".gif", ".webp"))


def moves(picture: str) -> bool:
    """Tell whether the file has more than one frame; a damaged or missing one has not."""
    if not may_move(picture):
        return False
    path = pictures.original(picture)
    try:
        if path.suffix == ".webp":
            with path.open("rb") as file:
                head = file.read(_WEBP_HEADER)
            return head[12:16] == b"VP8X" and len(head) == _WEBP_HEADER and bool(head[20] & _WEBP_MOVES)
        with Image.open(path, formats=("GIF",)) as image:
            return bool(getattr(image, "is_animated", False))
    except pictures_read.BROKEN:
        return False


def at(image: Image.Image, number: int) -> Image.Image:
    """Return the image at a frame, at the last one that can be read when there are not so many."""
    wanted = min(number, count_of(image) - 1)
    for frame in range(1, wanted + 1):
        try:
            image.seek(frame)
            image.load()
        except pictures_read.BROKEN:
            return _back_at(image, frame - 1)
    return image


def _back_at(image: Image.Image, number: int) -> Image.Image:
    try:
        image.seek(number)
    except pictures_read.BROKEN as error:
        raise KnownError("The picture is damaged: only part of it could be read.") from error
    return image


def count_of(image: Image.Image) -> int:
    """Return how many frames a file claims to have; at least one."""
    try:
        return max(1, int(getattr(image, "n_frames", 1)))
    except pictures_read.BROKEN:
        return 1


class FrameReader:
    """An open animated file; for one thread at a time. Forward is quick, back begins anew."""

    def __init__(self, picture: str) -> None:
        self._name = Path(picture).name
        try:
            self._data = pictures.original(picture).read_bytes()
        except OSError as error:
            raise KnownError(
                f"The picture {self._name} is missing from the library folder. "
                "Put it back from a backup, or take it in again."
            ) from error
        self._image = pictures_read.opened(self._data, self._name)
        width, height = self._image.size
        if width * height > MOST_PIXELS:
            raise KnownError(
                f"This picture is too large to play: {width} × {height} pixels. "
                f"Make it smaller than {MOST_PIXELS // 1_000_000} megapixels, then replace it."
            )
        self.frames = count_of(self._image)
        """How many there are; fewer once one of them turned out to be damaged."""

    def read(self, number: int, longest: int) -> Frame:
        """Return a frame, counted round from the last to the first, no larger than asked."""
        number %= self.frames
        try:
            return self._read(number, longest)
        except (KnownError, *pictures_read.BROKEN) as error:
            if not number:
                raise KnownError(f"{self._name} is damaged: none of its frames can be read.") from error
        self.frames = number
        self._image = Image.open(io.BytesIO(self._data), formats=("GIF", "WEBP"))
        return self.read(0, longest)

    def _read(self, number: int, longest: int) -> Frame:
        self._image.seek(number)
        image = self._image.copy()  # making it upright changes what the next frame builds on
        said = self._image.info.get("duration", 0)
        plain = pictures_read.upright(image, self._name)
        profile, scale = plain.info, longest / max(plain.size)
        if scale < 1:
            size = max(1, round(plain.width * scale)), max(1, round(plain.height * scale))
            plain = plain.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
            plain.info = profile
        shown = pictures_read.in_srgb(plain)
        raw = Raw(shown.width, shown.height, shown.tobytes(), shown.mode == "RGBA")
        return Frame(number, raw, _lasting(said))


def _lasting(said: object) -> int:
    milliseconds = int(said) if isinstance(said, int | float) and 0 <= said < 1 << 31 else 0
    return milliseconds if milliseconds > HASTY else USUAL
