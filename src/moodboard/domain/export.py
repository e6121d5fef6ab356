# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export is asked for, what it comes to, and the rules of sizes and formats.

A frame that was made for a preset has a coordinate system of its own: it is as wide and as high as
the preset's pixels divided by ``units_per`` (a phone of 1170 x 2532 is 390 x 844). The twins of a
refit are placed in it, so that moving or scaling the frame on the board leaves its layout alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from moodboard.domain.board import Pin, PinKind, Rect, TextStyle
from moodboard.domain.board_file import Along
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Watch
from moodboard.domain.line import Line
from moodboard.domain.presets import PRESETS, Preset
from moodboard.domain.still import Still

WINDOW_LIMIT = 16_000
"""The longest side that the window offers, in pixels."""
PAINTER_LIMIT = 32_000
"""The raster painter's coordinates end at 32,767."""
BUFFER_LIMIT = 1_000_000_000
"""Pixels of a format that cannot be written piece by piece."""
CANVAS_LIGHT = "#ECE4DA"
CANVAS_DARK = "#14100E"
SHARP_ON_SCREEN = 0.8
"""Picture pixels for each exported pixel, below which a still looks soft."""
SHARP_IN_PRINT = 180
"""The same in dots per inch, for paper."""


class Format(StrEnum):
    """A kind of file."""

    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    TIFF = "tiff"
    PDF = "pdf"
    SVG = "svg"
    HTML = "html"

    @property
    def can_be_clear(self) -> bool:
        """Tell whether it can have a transparent background."""
        return self is not Format.JPEG

    @property
    def has_quality(self) -> bool:
        """Tell whether it trades looks for bytes."""
        return self in (Format.JPEG, Format.WEBP, Format.HTML)

    @property
    def usual_quality(self) -> int:
        """The quality that is taken when none is asked for."""
        return 82 if self is Format.HTML else 92

    @property
    def is_document(self) -> bool:
        """Tell whether it keeps text and pictures apart instead of pixels."""
        return self in (Format.PDF, Format.SVG, Format.HTML)

    @property
    def longest_side(self) -> int:
        """The most pixels on a side that the format and our painter can hold."""
        return min(PAINTER_LIMIT, {Format.WEBP: 16_383, Format.JPEG: 65_500}.get(self, PAINTER_LIMIT))


SUFFIXES: dict[str, Format] = {
    ".png": Format.PNG,
    ".jpg": Format.JPEG,
    ".jpeg": Format.JPEG,
    ".webp": Format.WEBP,
    ".tif": Format.TIFF,
    ".tiff": Format.TIFF,
    ".pdf": Format.PDF,
    ".svg": Format.SVG,
    ".html": Format.HTML,
    ".htm": Format.HTML,
}


class Mode(StrEnum):
    """How the board comes into the shape."""

    AS_LAID_OUT = "as-laid-out"
    REFIT = "refit"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is to be exported, and how; what is left open follows from the rest."""

    board_id: int
    format: Format = Format.PNG
    pins: tuple[str, ...] = ()
    """Uuids of a selection; empty for the whole board."""
    frame: str = ""
    """The uuid of the frame to export."""
    preset: str = ""
    width: int | None = None
    height: int | None = None
    """With neither, a preset or a frame's size; else the stills' own resolution."""
    mode: Mode | None = None
    """None: refit for a preset or a frame with a layout of its own, else as laid out."""
    margin: int | None = None
    """Pixels; None for 4.8 % of the shorter side."""
    background: str | None = ""
    """sRGB hex, empty for the frame's, the board's or the theme's, None for transparent."""
    dpi: int | None = None
    quality: int | None = None
    """1..100; None for what is usual in the format."""
    lines: bool = True
    palettes: bool | None = None
    """None: as laid out they are in, refit they are not; notes likewise, but never on a page."""
    notes: bool | None = None
    along: Along = field(default_factory=Along)
    """What of the diary stands on a page; ``notes`` are those of the watches."""
    dark: bool = False
    """Whether the theme's colours are the dark ones."""
    limit: int = PAINTER_LIMIT


@dataclass(frozen=True, slots=True)
class Soft:
    """A still that has too few pixels for the size it is exported at."""

    pin: str
    name: str
    dpi: int
    """Its own pixels per printed inch."""


@dataclass(frozen=True, slots=True)
class Diary:
    """The watches that stand under a page, without what stays home."""

    film: str
    times: int
    """How often it was seen in all."""
    watches: tuple[Watch, ...]
    """The newest first, those without a date last."""


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """Everything that painting and writing need, fixed before the first pixel."""

    title: str
    format: Format
    width: int
    height: int
    scale: float
    """Pixels per unit."""
    origin: tuple[float, float]
    """The point of the layout, in its units, that becomes the picture's top left."""
    pins: tuple[Pin, ...]
    """In painting order, with the places, crops and type that they are exported with."""
    background: str | None
    dpi: int
    quality: int
    mode: Mode
    dark: bool
    left_out: tuple[Pin, ...] = ()
    considered: int = 0
    """How many pins there were to choose from."""
    stills: Mapping[str, Still] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)
    films: Mapping[int, str] = field(default_factory=dict)
    soft: tuple[Soft, ...] = ()
    estimated_bytes: int = 0
    margin: int = 0
    clear_top: int = 0
    """Pixels at the top that a phone's clock takes."""
    clip: Rect | None = None
    """Frames as laid out: only what lies in it is shown."""
    diary: Diary | None = None

    @property
    def clear(self) -> bool:
        """Tell whether the background is transparent."""
        return self.background is None

    def stills_above(self, part: float) -> tuple[int, int]:
        """Return how many stills begin in the upper ``part`` of the picture, and how many there are."""
        tops = [pin.place.y for pin in self.pins if pin.kind is PinKind.STILL]
        end = self.origin[1] + part * self.height / self.scale
        return sum(top < end for top in tops), len(tops)


@dataclass(frozen=True, slots=True)
class Measured:
    """How much room a text takes at a width."""

    width: float
    height: float


class Metrics(Protocol):
    """What planning asks of the painter, who alone knows the fonts."""

    def text(self, text: str, style: TextStyle, width: float) -> Measured:
        """Return the room that ``text`` takes when it may be ``width`` wide."""

    def extent(self, pin: Pin) -> Rect:
        """Return what must be inside the picture: the pin and its caption, without its shadow."""


class PlainMetrics:
    """Estimates for places without fonts: half an em for a letter."""

    def text(self, text: str, style: TextStyle, width: float) -> Measured:
        letter = style.size * 0.46 + style.tracking
        rows, widest = 0, 0.0
        for row in text.split("\n") or [""]:
            room = max(1, int(width / letter)) if letter > 0 else 1
            rows += max(1, -(-len(row) // room))
            widest = max(widest, min(len(row), room) * letter)
        return Measured(widest, rows * style.size * style.leading)

    def extent(self, pin: Pin) -> Rect:
        return pin.place.bounds


def format_of(file: Path) -> Format:
    """Return the format that the file's name asks for."""
    found = SUFFIXES.get(file.suffix.lower())
    if found is None:
        said = f"“{file.suffix}” is" if file.suffix else "A name without an ending is"
        raise KnownError(
            f"{said} not a format of ours. End the name in .png, .jpg, .webp, .tif, .pdf, .svg or .html."
        )
    return found


def preset_of(name: str) -> Preset:
    """Return the preset, or the shape that a ``WxH`` name of a frame stands for."""
    if name in PRESETS:
        return PRESETS[name]
    size = size_named(name)
    if size is None:
        raise KnownError(f"There is no preset “{name}”. There are {', '.join(PRESETS)}.")
    return Preset(name, *size)


def size_named(text: str) -> tuple[int, int] | None:
    """Read ``1920x1080`` (or with a ×); None when it is not a size."""
    parts = text.lower().replace("×", "x").split("x")
    if len(parts) != 2 or not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
        return None
    width, height = int(parts[0]), int(parts[1])
    return (width, height) if width > 0 and height > 0 else None


def units_per(width: int, height: int, dpi: int) -> float:
    """Return how many pixels one unit of such a frame has: type keeps its size to hand and eye."""
    if dpi >= 150:
        return dpi / 96
    short = min(width, height)
    return 3.0 if short >= 1080 else 2.0 if short >= 720 else 1.0


def default_margin(width: int, height: int) -> int:
    """Return the margin in pixels that looks right on the shape."""
    return round(0.048 * min(width, height))


def check_size(width: int, height: int, request: ExportRequest) -> None:
    """Refuse sizes that cannot be written, naming the largest of that shape that can."""
    if width < 1 or height < 1:
        raise KnownError("The picture needs at least one pixel each way. Give a larger size.")
    limit = min(request.limit, request.format.longest_side)
    largest = limit / max(width, height)
    if not request.format.is_document and request.format in (Format.JPEG, Format.WEBP):
        largest = min(largest, (BUFFER_LIMIT / (width * height)) ** 0.5)
    if largest >= 1:
        return
    best = f"{max(1, int(width * largest)):,} × {max(1, int(height * largest)):,}"
    raise KnownError(
        f"{width:,} × {height:,} px is more than {request.format.value.upper()} can have here. "
        f"The largest that works is {best} px."
    )


def estimate_bytes(plan_format: Format, quality: int, pixels: int, picture_pixels: float) -> int:
    """Guess the size of the file: stills cost, paper hardly does."""
    if plan_format is Format.SVG:  # the files' own bytes, whatever the size
        return int(20_000 + picture_pixels * 0.2)
    if plan_format is Format.HTML:  # pictures as letters, which takes a third more; and the fonts
        return int(220_000 + picture_pixels * 0.13 * (quality / 82) ** 3.2 * 4 / 3)
    painted = min(picture_pixels, pixels)
    factor = (quality / 92) ** 3.2
    per_pixel = {
        Format.PNG: 1.35,
        Format.TIFF: 1.45,
        Format.JPEG: 0.3 * factor,
        Format.WEBP: 0.17 * factor,
        Format.PDF: 0.45,
    }[plan_format]
    return int(20_000 + painted * per_pixel + (pixels - painted) * 0.012)
