# SPDX-License-Identifier: GPL-3.0-or-later
"""Take pictures into the library and hand out their pixels; Pillow stays behind this door.

A picture is named by its path inside the library folder, ``pictures/ab/abcd….jpg``, which is made
of its content: the same picture twice is one file. Every function may be called from any thread.
"""

from __future__ import annotations

import io
import logging
import math
import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from moodboard.domain.board import WHOLE, Crop
from moodboard.domain.errors import KnownError
from moodboard.domain.still import file_and_frame, outline_of
from moodboard.services import library, pictures_files
from moodboard.store import cache

if TYPE_CHECKING:
    from PIL import Image

# Pillow is imported by the functions that need it: the window shows its first frame before any
# picture is decoded, and Pillow would cost it 60 ms.

log = logging.getLogger(__name__)

LEVELS = cache.LEVELS
"""Longest sides of the stored thumbnails, in pixels."""

_LARGEST_FILE = 1_000_000_000
_RAW, _RAW_ALPHA, _JPEG, _PNG = range(4)  # how a thumbnail is stored; written into cache.db
_JPEG_QUALITY = 90


@dataclass(frozen=True, slots=True)
class Raw:
    """Pixels in sRGB: rows of RGB, or RGBA with ``alpha``, packed without padding."""

    width: int
    height: int
    data: bytes
    alpha: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture that was taken in."""

    picture: str
    width: int
    """Pixels as shown, upright."""
    height: int
    average: str
    palette: tuple[str, ...]
    alpha: bool
    taken: str
    """The file's own date, ISO 8601 in local time; empty when unknown."""
    name: str
    new: bool
    """False when the library had the very same picture already."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A picture that was read and waits, on the disk already, for its place in the library."""

    taken: Taken
    draft: Path | None
    """None when the library has the very same bytes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is kept beside a picture: its thumbnails by level, its colours."""

    size: tuple[int, int]
    """Pixels as shown, upright."""
    chain: dict[int, Image.Image]
    average: str
    palette: tuple[str, ...]


def take_in_file(path: Path) -> Taken:
    """Copy a picture's bytes unchanged into the library, and keep its thumbnails and colours."""
    return settle(read_file(path))


def take_in_bytes(data: bytes, name: str) -> Taken:
    """Take in a picture that came without a file, from the clipboard or a browser."""
    return settle(read_bytes(data, name))


def read_bytes(data: bytes, name: str) -> Incoming:
    """Read a picture that came without a file; see :func:`read_file`."""
    if len(data) > _LARGEST_FILE:
        raise KnownError(f"{name} is larger than 1 GB. Save it smaller and try again.")
    return _read(data, name, "")


def read_file(path: Path) -> Incoming:
    """Read a picture that is to be taken in: the long part, with nothing in the library yet.

    Jobs call :func:`settle` together with storing the rows, so that one that is stopped, or
    killed, leaves no file that no still knows.
    """
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise KnownError(f"The folder {_plain(path.name)} cannot be looked into. Check its rights.")
        if not stat.S_ISREG(info.st_mode):
            # Reading a pipe or a device might never end.
            raise KnownError(f"{_plain(path.name)} is not a file. Choose a picture, or a folder of pictures.")
        if info.st_size > _LARGEST_FILE:
            raise KnownError(f"{path.name} is larger than 1 GB. Save it smaller and try again.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise KnownError(f"{path.name} is not there. Look where it is now and try again.") from error
    except OSError as error:
        raise KnownError(f"{path.name} could not be opened: {error.strerror}.") from error
    try:
        written = datetime.fromtimestamp(info.st_mtime).isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        written = ""
    return _read(data, path.name, written)


def settle(incoming: Incoming) -> Taken:
    """Put a picture that was read into its place."""
    if incoming.draft is None:
        return incoming.taken
    return replace(
        incoming.taken, new=pictures_files.settle(incoming.draft, original(incoming.taken.picture))
    )


def discard(incoming: Incoming) -> None:
    """Forget a picture that was read but is not to be taken in."""
    if incoming.draft is not None:
        pictures_files.discard(incoming.draft)


def original(picture: str) -> Path:
    """Return where the picture's own bytes lie."""
    return library.folder() / file_and_frame(picture)[0]


def mip(picture: str, level: int) -> Raw:
    """Return the thumbnail of a level (64, 128, 256, 512); made again when it is missing."""
    found = mips((picture,), level)
    return found[picture] if picture in found else _remade(picture)[level]


def mips(pictures: Sequence[str], level: int) -> dict[str, Raw]:
    """Return the thumbnails of a level that are kept, in one read; missing ones are left out."""
    return {
        picture: raw
        for picture, one in cache.read(_cache_file(), pictures, level).items()
        if (raw := _unpacked(one)) is not None
    }


def decode(picture: str, longest: int | None = None, crop: Crop = WHOLE) -> Raw:
    """Return the original's pixels inside ``crop``, upright and in sRGB.

    With ``longest`` they are area-filtered down to that many pixels on the longest side of the
    cropped part; never enlarged.
    """
    from PIL import Image

    from moodboard.services import pictures_read

    name = Path(picture).name
    image = _outline(picture) if outline_of(picture) else _opened(picture)
    share = max(min(crop.width, crop.height), 1e-6)
    needed = None if longest is None else math.ceil(longest / share)
    image = pictures_read.upright(image, name, needed)
    width, height = image.size
    box = (crop.x * width, crop.y * height, (crop.x + crop.width) * width, (crop.y + crop.height) * height)
    box = max(0.0, box[0]), max(0.0, box[1]), min(float(width), box[2]), min(float(height), box[3])
    part_width, part_height = max(1.0, box[2] - box[0]), max(1.0, box[3] - box[1])
    profile = image.info
    if longest is not None and longest < max(part_width, part_height):
        scale = longest / max(part_width, part_height)
        size = max(1, round(part_width * scale)), max(1, round(part_height * scale))
        image = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    elif crop != WHOLE:
        left, top = min(round(box[0]), width - 1), min(round(box[1]), height - 1)
        image = image.crop((left, top, max(left + 1, round(box[2])), max(top + 1, round(box[3]))))
    image.info = profile
    return _raw(pictures_read.in_srgb(image))


def palette_of(picture: str, crop: Crop = WHOLE) -> tuple[str, ...]:
    """Return at most six colours of the part of a picture that is seen, the heaviest first."""
    from PIL import Image

    from moodboard.services import pictures_colours

    raw = decode(picture, LEVELS[-1], crop)
    image = Image.frombytes("RGBA" if raw.alpha else "RGB", (raw.width, raw.height), raw.data)
    return pictures_colours.palette_of(image)


def measured(raw: Raw) -> Measured:
    """Return what is kept beside a picture of these pixels, before they are encoded, or meanwhile."""
    from PIL import Image

    image = Image.frombytes("RGBA" if raw.alpha else "RGB", (raw.width, raw.height), raw.data)
    return _measured(image, (raw.width, raw.height))


def read_measured(known: Measured, data: bytes, name: str, suffix: str) -> Incoming:
    """Read a picture that was just encoded from pixels that were measured: nothing is decoded again."""
    return _incoming(known, data, _plain(name), suffix, "")


def _read(data: bytes, name: str, written: str) -> Incoming:
    from moodboard.services import pictures_read

    name = _plain(name)
    image = pictures_read.opened(data, name)
    size, suffix = image.size, pictures_read.suffix_of(image, data)
    plain = pictures_read.upright(image, name, LEVELS[-1])
    if (plain.width > plain.height) != (size[0] > size[1]) and plain.width != plain.height:
        size = size[1], size[0]
    date = pictures_read.date_taken(image) or written
    return _incoming(_measured(plain, size), data, name, suffix, date)


def _measured(plain: Image.Image, size: tuple[int, int]) -> Measured:
    from moodboard.services import pictures_colours

    chain = _chain(plain)
    average = pictures_colours.average_of(chain[LEVELS[1]])
    return Measured(size, chain, average, pictures_colours.palette_of(chain[LEVELS[-1]]))


def _incoming(known: Measured, data: bytes, name: str, suffix: str, date: str) -> Incoming:
    picture = pictures_files.path_for(data, suffix)
    is_kept = pictures_files.is_kept(original(picture), len(data))
    cache.write(_cache_file(), [_packed(picture, level, made) for level, made in known.chain.items()])
    taken = Taken(
        picture=picture,
        width=known.size[0],
        height=known.size[1],
        average=known.average,
        palette=known.palette,
        alpha=known.chain[LEVELS[-1]].mode == "RGBA",
        taken=date,
        name=name,
        new=not is_kept,
    )
    return Incoming(taken, None if is_kept else pictures_files.write_draft(library.folder(), data))


def _plain(name: str) -> str:
    """Return a file name that can be stored and shown, whatever bytes it was made of."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _bytes_of(picture: str) -> bytes:
    try:
        return original(picture).read_bytes()
    except OSError as error:
        raise KnownError(
            f"The picture {Path(picture).name} is missing from the library folder. "
            "Put it back from a backup, or take it in again."
        ) from error


def _opened(picture: str) -> Image.Image:
    """Return the picture with nothing decoded yet, at the frame that its name tells."""
    from moodboard.services import pictures_frames, pictures_read

    path, frame = file_and_frame(picture)
    image = pictures_read.opened(_bytes_of(picture), Path(path).name)
    return pictures_frames.at(image, frame) if frame else image


def _remade(picture: str) -> dict[int, Raw]:
    from moodboard.services import pictures_read

    if outline_of(picture):
        chain = _chain(_outline(picture))
    else:
        chain = _chain(pictures_read.upright(_opened(picture), Path(picture).name, LEVELS[-1]))
    if not file_and_frame(picture)[1]:  # later frames are seen for a moment only
        cache.write(_cache_file(), [_packed(picture, level, made) for level, made in chain.items()])
    return {level: _raw(made) for level, made in chain.items()}


def _outline(picture: str) -> Image.Image:
    from moodboard.services import pictures_outline

    return pictures_outline.of(picture)


def _chain(image: Image.Image) -> dict[int, Image.Image]:
    """Return the thumbnails by level, each made of the next larger one; small pictures stay as they are."""
    from PIL import Image

    from moodboard.services import pictures_read

    chain: dict[int, Image.Image] = {}
    profile, quality = image.info, Image.Resampling.BICUBIC
    for level in reversed(LEVELS):
        scale = level / max(image.size)
        if scale < 1:
            size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
            image = image.resize(size, quality, reducing_gap=2.0)
        if not chain:
            image.info = profile
            image = pictures_read.in_srgb(image)
            quality = Image.Resampling.BOX  # halving: the plain mean of four, without ringing
        chain[level] = image
    return chain


def _packed(picture: str, level: int, image: Image.Image) -> cache.Thumbnail:
    """Return it coded for quick reading: raw at 64 px, where unpacking costs more than the bytes."""
    alpha = image.mode == "RGBA"
    if level == LEVELS[0]:
        coding, data = (_RAW_ALPHA if alpha else _RAW), image.tobytes()
    else:
        # Drawings in lines are small as PNG, and JPEG would smudge them.
        lossless = alpha or outline_of(picture) > 0
        coding, buffer = (_PNG if lossless else _JPEG), io.BytesIO()
        if lossless:
            image.save(buffer, "PNG", compress_level=1)
        else:
            image.save(buffer, "JPEG", quality=_JPEG_QUALITY)
        data = buffer.getvalue()
    return cache.Thumbnail(picture, level, image.width, image.height, coding, data)


def _unpacked(one: cache.Thumbnail) -> Raw | None:
    """Return the pixels of a kept thumbnail, None when they are damaged."""
    from PIL import Image

    from moodboard.services import pictures_read

    if one.coding in (_RAW, _RAW_ALPHA):
        alpha = one.coding == _RAW_ALPHA
        whole = len(one.data) == one.width * one.height * (4 if alpha else 3)
        return Raw(one.width, one.height, one.data, alpha) if whole else None
    try:
        image = Image.open(io.BytesIO(one.data), formats=("PNG",) if one.coding == _PNG else ("JPEG",))
        return _raw(image)
    except pictures_read.BROKEN:
        log.warning("A thumbnail of %s was damaged and is made again.", one.picture)
        return None


def _raw(image: Image.Image) -> Raw:
    return Raw(image.width, image.height, image.tobytes(), image.mode == "RGBA")


def _cache_file() -> Path:
    return library.folder() / "cache.db"
