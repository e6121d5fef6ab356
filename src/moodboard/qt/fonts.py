# SPDX-License-Identifier: GPL-3.0-or-later
"""The two families: loaded once from their packages, and set by name as the look asks.

Both come as variable fonts. ``QFont.setWeight`` leaves such a font as it is, so weight and optical
size are set as axes; and ``setPixelSize`` takes whole pixels only, so sizes are rounded here.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

from moodboard.domain.board import TextStyle

SERIF = "Newsreader"
SANS = "Hanken Grotesk"
FAMILIES = {
    SERIF: (SERIF, "Source Serif 4", "Georgia", "serif"),
    SANS: (SANS, "Inter", "Segoe UI", "SF Pro Text", "sans-serif"),
}
_PACKAGES = ("fontpkg_newsreader", "fontpkg_hanken_grotesk")
_WEIGHT = QFont.Tag("wght")
_OPTICAL_SIZE = QFont.Tag("opsz")
_TABULAR = QFont.Tag("tnum")
_WEIGHTS = {SERIF: (200, 800), SANS: (100, 900)}
_OPTICAL_SIZES = (6.0, 72.0)


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A named setting of type: family, size and line height in pixels, weight, letter spacing."""

    family: str
    size: int
    line: int
    weight: int = 400
    tracking: float = 0.0
    italic: bool = False
    tabular: bool = False


TYPE: dict[str, TypeSpec] = {
    "wall": TypeSpec(SERIF, 96, 100, 300, -2.0),
    "film-title": TypeSpec(SERIF, 88, 96, 300, -1.0),
    "film-title-m": TypeSpec(SERIF, 64, 70, 300, -0.7),
    "film-title-s": TypeSpec(SERIF, 44, 50, 300, -0.4),
    "display": TypeSpec(SERIF, 48, 58, 300, -0.4),
    "first-run": TypeSpec(SERIF, 52, 58, 300, -0.4),
    "statement": TypeSpec(SERIF, 38, 46, 300, -0.4),
    "wall-search": TypeSpec(SERIF, 44, 52, 300, -0.4),
    "line-l": TypeSpec(SERIF, 36, 43, 300),
    "line-m": TypeSpec(SERIF, 28, 36, 300),
    "line-s": TypeSpec(SERIF, 22, 29, 400),
    "monologue": TypeSpec(SERIF, 20, 30, 400),
    "line-list": TypeSpec(SERIF, 16, 24, 400, italic=True),
    "line-list-l": TypeSpec(SERIF, 18, 26, 400, italic=True),
    "title": TypeSpec(SERIF, 28, 34, 400),
    "dialog": TypeSpec(SERIF, 24, 30, 400),
    "section": TypeSpec(SERIF, 20, 26, 400),
    "wordmark": TypeSpec(SERIF, 20, 26, 400, italic=True),
    "count": TypeSpec(SERIF, 19, 24, 400),
    "count-x": TypeSpec(SERIF, 15, 24, 400),
    "watch-number": TypeSpec(SERIF, 14, 18, 400),
    "body": TypeSpec(SANS, 13, 18, 400),
    "body-strong": TypeSpec(SANS, 13, 18, 500),
    "row-title": TypeSpec(SANS, 14, 18, 500),
    "lead": TypeSpec(SANS, 15, 24, 400),
    "small": TypeSpec(SANS, 12, 16, 400),
    "small-strong": TypeSpec(SANS, 12, 16, 500),
    "timecode": TypeSpec(SANS, 12, 16, 400, tabular=True),
}


def font_file(family: str, italic: bool) -> Path | None:
    """Return the file of one of our two families; None for any other."""
    for known, package in zip((SERIF, SANS), _PACKAGES, strict=True):
        if known == family:
            found = [file for file in _font_files(package) if ("-Italic" in file.name) == italic]
            return found[0] if found else None
    return None


def glyphs_for(family: str, italic: bool, text: str) -> list[int]:
    """Return the numbers of the glyphs with which a family writes words in a row."""
    return _raw(family, italic).glyphIndexesForString(text)


@cache
def load_fonts() -> frozenset[str]:
    """Load the font files of both packages, once; the families that are there now.

    The files are found without importing the packages: nothing of theirs is needed but the path.
    """
    loaded: set[str] = set()
    for package in _PACKAGES:
        for file in _font_files(package):
            number = QFontDatabase.addApplicationFont(str(file))
            if number >= 0:
                loaded.update(QFontDatabase.applicationFontFamilies(number))
    return frozenset(loaded)


def _font_files(package: str) -> list[Path]:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return []
    return sorted((Path(spec.origin).parent / "files").glob("*.ttf"))


def make_font(
    family: str,
    size: float,
    weight: int = 400,
    italic: bool = False,
    tracking: float = 0.0,
    tabular: bool = False,
    hinted: bool = True,
) -> QFont:
    """Return a font of the family (or what stands in for it) at a size in pixels."""
    load_fonts()
    known = FAMILIES.get(family)
    stand_ins = known if known is not None else (family, *FAMILIES[SERIF])
    pixels = max(1, round(size))
    font = QFont()
    font.setFamilies(list(stand_ins))
    font.setStyleHint(QFont.StyleHint.SansSerif if family == SANS else QFont.StyleHint.Serif)
    font.setPixelSize(pixels)
    font.setItalic(italic)
    if known is not None:
        lightest, heaviest = _WEIGHTS[family]
        font.setVariableAxis(_WEIGHT, min(max(weight, lightest), heaviest))
        if family == SERIF:
            font.setVariableAxis(_OPTICAL_SIZE, min(max(float(pixels), _OPTICAL_SIZES[0]), _OPTICAL_SIZES[1]))
    else:
        font.setWeight(QFont.Weight(min(max(weight, 1), 1000)))
    if tracking:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    if tabular:
        font.setFeature(_TABULAR, 1)
    if not hinted:
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _ui_font(name: str) -> QFont:
    spec = TYPE[name]
    return make_font(spec.family, spec.size, spec.weight, spec.italic, spec.tracking, spec.tabular)


def ui_font(name: str) -> QFont:
    """Return the font of a name in the look's table of type."""
    return QFont(_ui_font(name))


def line_height(name: str) -> int:
    """Return the line height, in pixels, of a name in the look's table of type."""
    return TYPE[name].line


@lru_cache(maxsize=512)
def _style_font(
    face: str, pixels: int, weight: int, italic: bool, tracking: float, small_caps: bool
) -> QFont:
    font = make_font(face, pixels, weight, italic, tracking, hinted=False)
    if small_caps:
        font.setCapitalization(QFont.Capitalization.SmallCaps)
    # Coloured fringes would be right on one screen only, and wrong in every export.
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    return font


def font_of(style: TextStyle, pixels: int | None = None) -> QFont:
    """Return the unhinted font of a style in board units.

    A QFont has whole pixels; with ``pixels`` the font has that size, tracking in proportion, for
    whoever paints it scaled by ``style.size / pixels``.
    """
    size = max(1, round(style.size)) if pixels is None else pixels
    tracking = style.tracking * size / style.size if style.size > 0 else 0.0
    return QFont(_style_font(style.face, size, style.weight, style.italic, tracking, style.small_caps))


def families_used(text: str, font: QFont) -> tuple[str, ...]:
    """Return the families that the text is drawn with, in the order met, fall-backs included."""
    layout = QTextLayout(text.replace("\n", " "), font)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setNumColumns(len(text))
    layout.endLayout()
    met: dict[str, None] = {}
    for run in layout.glyphRuns():
        met[run.rawFont().familyName()] = None
    return tuple(met)


@lru_cache(maxsize=64)
def _raw(family: str, italic: bool) -> QRawFont:
    return QRawFont.fromFont(make_font(family, 16, italic=italic))


def covers(family: str, character: str) -> bool:
    """Tell whether the family itself has the character; if not, a fall-back draws it."""
    return bool(_raw(family, False).supportsCharacter(ord(character)))
