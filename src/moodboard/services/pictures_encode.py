# SPDX-License-Identifier: GPL-3.0-or-later
"""Encode exports with Pillow: JPEG and WebP whole, the sRGB profile for all, pictures for documents."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageCms

from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan, Format
from moodboard.services import pictures, pictures_read

_PLAIN_JPEG = "JPEG"
SHOWN_BY_BROWSERS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}


@cache
def srgb_profile() -> bytes:
    """Return the ICC profile of sRGB, the same bytes on every day."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + made[36:]


def write(plan: ExportPlan, bands: Iterable[tuple[int, bytes]], file: BinaryIO) -> None:
    """Gather the bands in one picture and encode it."""
    mode = "RGBA" if plan.clear else "RGB"
    image = Image.new(mode, (plan.width, plan.height))
    y = 0
    for rows, data in bands:
        image.paste(Image.frombytes(mode, (plan.width, rows), data), (0, y))
        y += rows
    if plan.format is Format.JPEG:
        image.save(
            file,
            "JPEG",
            quality=plan.quality,
            subsampling=0,
            optimize=plan.width * plan.height < 20_000_000,  # it holds the whole file in memory
            icc_profile=srgb_profile(),
            dpi=(plan.dpi, plan.dpi),
        )
    elif plan.format is Format.WEBP:
        method = 4 if plan.width * plan.height < 20_000_000 else 2
        image.save(
            file,
            "WEBP",
            quality=plan.quality,
            method=method,
            icc_profile=srgb_profile(),
            exif=_resolution(plan.dpi),
        )
    else:
        raise KnownError(f"{plan.format.value.upper()} is not a format of pixels.")


def _resolution(dpi: int) -> bytes:
    """Return EXIF that says the dots per inch: WebP has no other place for it."""
    exif = Image.Exif()
    exif[0x011A] = exif[0x011B] = float(dpi)
    exif[0x0128] = 2
    return exif.tobytes()


def own_bytes(picture: str) -> tuple[str, bytes] | None:
    """Return type and bytes of a picture that any browser shows as it is meant; None when one may not.

    Turned ones, those with several frames and those with CMYK or 16 bits are decoded instead.
    """
    try:
        data = pictures.original(picture).read_bytes()
        image = pictures_read.opened(data, picture)
        kind = SHOWN_BY_BROWSERS.get(image.format or "")
        turned = image.getexif().get(0x0112, 1) != 1
    except (KnownError, *pictures_read.BROKEN):
        return None
    if kind is None or turned or getattr(image, "n_frames", 1) != 1:
        return None
    return (kind, data) if image.mode in ("RGB", "RGBA", "L", "P", "LA") else None


def as_jpeg(width: int, height: int, data: bytes, quality: int = 92) -> bytes:
    """Return RGB rows as a JPEG."""
    out = io.BytesIO()
    image = Image.frombytes("RGB", (width, height), data)
    image.save(out, _PLAIN_JPEG, quality=quality, subsampling=0, icc_profile=srgb_profile())
    return out.getvalue()


def as_webp(width: int, height: int, data: bytes, alpha: bool, quality: int) -> bytes:
    """Return rows of RGB, or RGBA, as a WebP that says nothing but its pixels."""
    out = io.BytesIO()
    image = Image.frombytes("RGBA" if alpha else "RGB", (width, height), data)
    image.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()


def as_png(width: int, height: int, data: bytes) -> bytes:
    """Return RGBA rows as a PNG."""
    out = io.BytesIO()
    Image.frombytes("RGBA", (width, height), data).save(out, "PNG", compress_level=4)
    return out.getvalue()


def write_animation(
    size: tuple[int, int], frames: Iterable[bytes], durations: Sequence[int], to: Path, plan: ExportPlan
) -> None:
    """Write frames of RGB (or RGBA) rows, each with its milliseconds, as a WebP that plays over and over."""
    mode = "RGBA" if plan.clear else "RGB"
    coming = iter(frames)
    film = Image.frombytes(mode, size, next(coming))
    place = 0

    def seek(frame: int) -> None:
        nonlocal place
        if frame > place:
            film.frombytes(next(coming))
            place = frame

    # Pillow gathers appended pictures in a list, a gigabyte of them; one that has many frames it
    # walks through, and so there is only ever one in memory.
    vars(film).update(n_frames=len(durations), seek=seek)
    with to.open("wb") as file:  # Pillow leaves one that it opened itself open when it is stopped
        film.save(
            file, "WEBP", save_all=True, duration=list(durations), loop=0, quality=plan.quality, method=4
        )
