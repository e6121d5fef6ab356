# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames of films as picture files, and pictures made of many of them: contact sheet, barcode."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from moodboard.domain.errors import KnownError
from moodboard.services import pictures_colours, pictures_encode
from moodboard.services.pictures import Raw
from moodboard.services.writing import written_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

QUALITY = 95
_SHEET_GROUND, _SHEET_INK = "#161412", "#a59c92"
_MOST_PIXELS = 200_000_000
_MOST_OF_A_SHEET = 60_000_000
"""Pixels of all pictures of a sheet: of a thousand shots and more they are made smaller."""
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """One picture of a contact sheet: a JPEG, and the words under it."""

    jpeg: bytes
    words: str


def as_png(raw: Raw) -> bytes:
    """Return a frame as a PNG; FFmpeg's own writer, 0.1 s for 1080p where Pillow needs 0.35."""
    import av
    import numpy as np
    from av.video.reformatter import ColorPrimaries, ColorRange, ColorTrc

    context = av.VideoCodecContext.create("png", "w")
    context.width, context.height, context.pix_fmt = raw.width, raw.height, "rgb24"
    context.time_base = Fraction(1, 25)
    context.options = {"pred": "avg", "compression_level": "1"}
    pixels = np.frombuffer(raw.data, np.uint8).reshape(raw.height, raw.width, 3)
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    frame.pts = 0
    frame.color_primaries, frame.color_trc = ColorPrimaries.BT709, ColorTrc.IEC61966_2_1
    frame.color_range = ColorRange.JPEG
    return b"".join(bytes(packet) for packet in (*context.encode(frame), *context.encode(None)))


def as_jpeg(raw: Raw, quality: int = QUALITY) -> bytes:
    """Return a frame as a JPEG in full colour resolution."""
    return pictures_encode.as_jpeg(raw.width, raw.height, raw.data, quality)


def small_jpeg(raw: Raw) -> bytes:
    """Return a small picture as a small JPEG, for contact sheets."""
    out = io.BytesIO()
    Image.frombytes("RGB", (raw.width, raw.height), raw.data).save(out, "JPEG", quality=88)
    return out.getvalue()


def palette_of(raw: Raw) -> tuple[str, ...]:
    """Return at most six colours of a small picture, the heaviest first, sRGB hex."""
    image = Image.frombytes("RGB", (raw.width, raw.height), raw.data)
    return pictures_colours.palette_of(image.reduce(2) if raw.width > 2 and raw.height > 2 else image)


def write(raw: Raw, to: Path) -> None:
    """Write pixels as the picture that the file's name says, whole or not at all."""
    _save(Image.frombytes("RGB", (raw.width, raw.height), raw.data), to)


def write_sheet(
    shots: Sequence[SheetPicture], to: Path, columns: int = 0, title: str = ""
) -> tuple[int, int]:
    """Write a contact sheet, one picture a shot in film order; its size."""
    if not shots:
        raise KnownError("There is no shot to show. Choose another film file.")
    with Image.open(io.BytesIO(shots[0].jpeg)) as first:
        wide, high = first.size
    smaller = min(1.0, (_MOST_OF_A_SHEET / (len(shots) * wide * high)) ** 0.5)
    wide, high = max(1, round(wide * smaller)), max(1, round(high * smaller))
    columns = min(len(shots), columns or max(4, round((len(shots) * high / wide * 1.5) ** 0.5)))
    gap, under = max(4, wide // 32), max(14, wide // 14)
    rows = -(-len(shots) // columns)
    head = under * 3 if title else gap
    size = gap + columns * (wide + gap), head + rows * (high + under + gap)
    if size[0] * size[1] > _MOST_PIXELS:
        raise KnownError(f"A sheet of {len(shots)} shots would be too large. Ask for fewer of them.")
    sheet = Image.new("RGB", size, _SHEET_GROUND)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(under * 0.72)
    if title:
        pen.text((gap, under), title, _SHEET_INK, ImageFont.load_default(under * 1.1))
    for number, (picture, words) in enumerate(_opened(shots)):
        x = gap + number % columns * (wide + gap)
        y = head + number // columns * (high + under + gap)
        sheet.paste(picture.resize((wide, high)) if picture.size != (wide, high) else picture, (x, y))
        pen.text((x, y + high + under // 8), words, _SHEET_INK, font)
    _save(sheet, to)
    return size


def _opened(shots: Iterable[SheetPicture]) -> Iterable[tuple[Image.Image, str]]:
    for shot in shots:
        with Image.open(io.BytesIO(shot.jpeg)) as picture:
            yield picture.convert("RGB"), shot.words


def _save(image: Image.Image, to: Path) -> None:
    kind = _FORMATS.get(to.suffix.lower())
    if kind is None:
        raise KnownError(f"{to.name} should end in .png, .jpg or .webp.")
    if kind == "JPEG" and max(image.size) > 65_500:
        raise KnownError("A JPEG cannot be as large as this. Name the file .png instead.")
    with written_whole(to) as unfinished:
        image.save(
            unfinished,
            kind,
            quality=QUALITY,
            compress_level=3,
            icc_profile=pictures_encode.srgb_profile(),
        )
