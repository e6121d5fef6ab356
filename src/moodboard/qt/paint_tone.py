# SPDX-License-Identifier: GPL-3.0-or-later
"""Show pictures in their tone: the tables of the domain, looked up for whole images."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from moodboard.domain.board import Tone
from moodboard.domain.tone import LUMA, NEUTRAL, tinted, tone_tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CACHE_BYTES = 48_000_000
_BAND_PIXELS = 1 << 20

_cache: OrderedDict[tuple[int, Tone], QImage] = OrderedDict()
_held = 0
_gate = threading.Lock()


def toned(image: QImage, tone: Tone, keep: bool = True) -> QImage:
    """Return the image in this tone, kept for the next paint unless it is needed once only."""
    global _held
    tone = tinted(tone)
    if tone == NEUTRAL:
        return image
    key = (image.cacheKey(), tone)
    with _gate:
        kept = _cache.get(key)
        if kept is not None:
            _cache.move_to_end(key)
            return kept
    made = apply_tone(image, tone)
    if keep and made.sizeInBytes() <= _CACHE_BYTES // 4:
        with _gate:
            _cache[key] = made
            _held = sum(each.sizeInBytes() for each in _cache.values())
            while _held > _CACHE_BYTES:
                _held -= _cache.popitem(last=False)[1].sizeInBytes()
    return made


def apply_tone(image: QImage, tone: Tone) -> QImage:
    """Return a copy of the image with the tone's tables applied to every pixel."""
    import numpy as np  # here, for it takes a tenth of a second that most boards never need

    tables = tone_tables(tone)
    translucent = image.hasAlphaChannel()
    kind = QImage.Format.Format_ARGB32 if translucent else QImage.Format.Format_RGB32
    made = image.convertToFormat(kind)
    if made.cacheKey() == image.cacheKey():
        made = made.copy()
    rows = np.frombuffer(made.bits(), dtype=np.uint8).reshape(made.height(), made.bytesPerLine() // 4, 4)
    luts = [np.frombuffer(table, dtype=np.uint8) for table in (tables.blue, tables.green, tables.red)]
    step = max(1, _BAND_PIXELS // max(1, made.width()))
    for top in range(0, made.height(), step):
        _apply(rows[top : top + step], luts, tables.greyscale, np.array(LUMA[::-1], dtype=np.float32))
    if translucent:
        return made.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return made


def _apply(
    band: NDArray[np.uint8], luts: list[NDArray[np.uint8]], greyscale: bool, luma: NDArray[np.float32]
) -> None:
    """Change a few rows in place; Qt's 32 bits lie in memory as blue, green, red, alpha."""
    if greyscale:
        grey = (band[:, :, :3].astype("float32") @ luma + 0.5).astype("uint8")
        for channel, lut in enumerate(luts):
            band[:, :, channel] = lut[grey]
    else:
        for channel, lut in enumerate(luts):
            band[:, :, channel] = lut[band[:, :, channel]]


def clear_cache() -> None:
    """Let go of all pictures kept."""
    global _held
    with _gate:
        _cache.clear()
        _held = 0
