# SPDX-License-Identifier: GPL-3.0-or-later
"""Open pictures from anywhere and make them upright, eight bits a channel, sRGB."""

from __future__ import annotations

import io
import struct
import threading
import warnings
import zlib
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PIL import Image, PngImagePlugin

from moodboard.domain.errors import KnownError

if TYPE_CHECKING:
    from PIL import ImageCms

MOST_PIXELS = 300_000_000
READS = "JPEG, PNG, WebP, AVIF, TIFF, GIF, JPEG 2000, HEIF and BMP"

# Only these: Pillow would also hand EPS to Ghostscript and read fifty formats nobody asked for.
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF", "JPEG2000", "BMP")
_SUFFIXES = {
    "JPEG": "jpg",
    "MPO": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "AVIF": "avif",
    "TIFF": "tif",
    "GIF": "gif",
    "HEIF": "heic",
    "BMP": "bmp",
}
# What Pillow's readers let out when a file is not what it claims to be.
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    struct.error,
    zlib.error,
    MemoryError,
    RuntimeError,
)

_ORIENTATION, _DATE_TAKEN, _EXIF_PART = 0x0112, 0x9003, 0x8769
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_WITH_ALPHA = ("RGBA", "LA", "PA", "La", "RGBa")

# We count pixels ourselves, in one place and with our own sentence.
Image.MAX_IMAGE_PIXELS = None
PngImagePlugin.MAX_TEXT_CHUNK = 16 * 1024 * 1024  # screenshots with long XMP are pictures all the same

_for_thread = threading.local()


def opened(data: bytes, name: str) -> Image.Image:
    """Return the picture with its header read and nothing decoded."""
    _hush()
    if not data:
        raise KnownError(not_a_picture(name))
    formats: tuple[str, ...] = _FORMATS
    if _is_heif(data):
        from pillow_heif import register_heif_opener  # here: it loads 27 MB of libraries

        register_heif_opener()
        formats = ("HEIF",)
    try:
        image = Image.open(io.BytesIO(data), formats=formats)
    except BROKEN as error:
        raise KnownError(not_a_picture(name)) from error
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise KnownError(
            f"{name} claims to be {width} × {height} pixels. Moodboard reads pictures of up to "
            f"{MOST_PIXELS // 1_000_000} megapixels; save it smaller and try again."
        )
    return image


def not_a_picture(name: str) -> str:
    """Return the sentence for a file that no reader knows."""
    return f"{name} is not a picture Moodboard can read. It reads {READS}."


def suffix_of(image: Image.Image, data: bytes) -> str:
    """Return the file ending that fits the content, without the dot."""
    if image.format == "JPEG2000":
        return "j2k" if data[:4] == b"\xff\x4f\xff\x51" else "jp2"
    return _SUFFIXES[image.format or ""]


def upright(image: Image.Image, name: str, longest: int | None = None) -> Image.Image:
    """Decode and return it upright in mode L, RGB, RGBA, CMYK or LAB, with its profile in ``info``.

    With ``longest`` a JPEG may come out smaller than it is, never below that many pixels on its
    longest side: skipping coefficients is three times quicker than decoding them.
    """
    _hush()
    width, height = image.size
    try:
        if longest is not None and 0 < longest < max(width, height):
            part = longest / max(width, height)
            image.draft(image.mode, (max(1, round(width * part)), max(1, round(height * part))))
        image.load()
        turn = _TURNS.get(orientation(image))
        plain = _eight_bits(image)
        plain = plain if turn is None else plain.transpose(turn)
    except BROKEN as error:
        raise KnownError(f"{name} is damaged: only part of it could be read.") from error
    profile = image.info.get("icc_profile")
    plain.info = {"icc_profile": profile} if isinstance(profile, bytes) and profile else {}
    return plain


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation 1..8; 1 when there is none or the EXIF is broken."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except BROKEN:
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def date_taken(image: Image.Image) -> str:
    """Return the date that the camera or the player wrote, ISO 8601; empty when there is none."""
    try:
        said = image.getexif().get_ifd(_EXIF_PART).get(_DATE_TAKEN, "")
        return datetime.strptime(str(said).strip("\0 "), "%Y:%m:%d %H:%M:%S").isoformat()
    except BROKEN:
        return ""


def in_srgb(image: Image.Image) -> Image.Image:
    """Return what :func:`upright` gave as RGB or, where something shines through, RGBA in sRGB."""
    profile = image.info.get("icc_profile")
    if image.mode == "LAB":
        image, profile = _lab_to_rgb(image), None
    if image.mode == "RGBA":
        alpha = image.getchannel("A")
        if alpha.getextrema() == (255, 255):
            return _through_profile(image.convert("RGB"), profile)
        if profile:
            image = _through_profile(image.convert("RGB"), profile)
            image.putalpha(alpha)
        return image
    return _through_profile(image, profile)


def _hush() -> None:
    """Keep Pillow's warnings about odd files from the person; our sentences say what matters.

    ``warnings.catch_warnings`` is not for threads, so one filter is put in and stays.
    """
    if not any(one[0] == "ignore" and one[3] is _hushed() for one in warnings.filters):
        warnings.filterwarnings("ignore", module=_hushed().pattern)


@lru_cache(maxsize=1)
def _hushed() -> Any:
    import re

    return re.compile(r"PIL\.|pillow_heif")


def _is_heif(data: bytes) -> bool:
    if data[4:8] != b"ftyp":
        return False
    brands = data[8 : min(64, int.from_bytes(data[:4], "big"))]
    if b"avif" in brands or b"avis" in brands:
        return False
    return any(brand in brands for brand in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"))


def _eight_bits(image: Image.Image) -> Image.Image:
    mode = image.mode
    if mode.startswith("I;16") or mode in ("I", "F"):
        return _scaled_to_eight_bits(image)
    if mode in ("L", "RGB", "CMYK") and not image.has_transparency_data:
        return image
    if mode in ("RGBA", "LAB"):
        return image
    if mode in _WITH_ALPHA or image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("L" if mode == "1" else "RGB")


def _scaled_to_eight_bits(image: Image.Image) -> Image.Image:
    """Return deep greys in mode L; Pillow's own conversion cuts everything above 255 to white."""
    import numpy as np

    values = np.asarray(image)
    if image.mode.startswith("I;16"):
        return Image.fromarray((values >> 8).astype(np.uint8))
    values = np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    highest = float(values.max(initial=0.0))
    # The file does not say what white is: the smallest usual scale that holds the values.
    white = next((w for w in (1.0, 255.0, 65535.0) if highest <= w), highest)
    if image.mode == "I" and white == 1.0:
        white = 255.0
    return Image.fromarray(np.clip(values * (255.0 / white) + 0.5, 0, 255).astype(np.uint8))


def _through_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        from PIL import ImageCms

        try:
            transform = _transform(profile, image.mode)
            if transform is not None:
                return ImageCms.applyTransform(image, transform) or image.convert("RGB")
        except (ImageCms.PyCMSError, *BROKEN):
            pass  # A broken profile, or one for another kind of picture: show the numbers as they are.
    return image if image.mode == "RGB" else image.convert("RGB")


def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the way to sRGB, None when it is there already; built once a thread and profile."""
    from PIL import ImageCms

    kept: dict[tuple[bytes, str], Any] | None = getattr(_for_thread, "transforms", None)
    if kept is None or len(kept) > 16:
        kept = _for_thread.transforms = {}
    key = profile, mode
    if key not in kept:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        said = source.profile.profile_description or ""
        kept[key] = (
            None
            if mode == "RGB" and said.startswith("sRGB")
            else ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
        )
    return kept[key]  # type: ignore[no-any-return]


def _lab_to_rgb(image: Image.Image) -> Image.Image:
    from PIL import ImageCms

    transform = ImageCms.buildTransform(
        ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB"
    )
    return ImageCms.applyTransform(image, transform) or image.convert("L").convert("RGB")
