# SPDX-License-Identifier: GPL-3.0-or-later
"""How wide words are in the face of notes, without a window: boards come in from the command line too."""

from __future__ import annotations

import importlib.util
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

_PACKAGE = "fontpkg_hanken_grotesk"
_MEASURED_AT = 64
_PER_LETTER = 0.56
"""Of the size, where the face is not there."""


def width_of(words: str, size: float) -> float:
    """Return the width of one row of words at a size; letters as wide as high count as such."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    narrow = words
    if wide:
        narrow = "".join(letter for letter in words if unicodedata.east_asian_width(letter) not in "WF")
    font = _font()
    measured = _PER_LETTER * len(narrow) if font is None else font.getlength(narrow) / _MEASURED_AT
    return size * (measured + wide)


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont | None:
    from PIL import ImageFont

    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    for file in sorted((Path(spec.origin).parent / "files").glob("*.ttf")):
        if "Italic" in file.name:
            continue
        try:
            font = ImageFont.truetype(file, _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)
            font.set_variation_by_axes([450])  # bold words are wider, most are regular
        except (OSError, ValueError, NotImplementedError):
            continue
        return font
    return None
