# SPDX-License-Identifier: GPL-3.0-or-later
"""A film's page for paper or as one picture: what stands on it, what stays home, in which shape."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from moodboard.domain.errors import KnownError
from moodboard.domain.export import Format, format_of
from moodboard.domain.film import FilmPage
from moodboard.domain.line import Line
from moodboard.domain.still import Still


class Part(StrEnum):
    """What can stay home."""

    WORDS = "words"
    """What was written down of each watch."""
    PEOPLE = "people"
    """With whom it was seen, and where."""
    NOTES = "notes"
    """What was noted of the film."""
    SHOTS = "shots"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Shape:
    """A size to choose: the pixels of a picture, and how wide the page is that is painted on them."""

    name: str
    width: int
    """Pixels."""
    height: int | None
    """None: as long as it needs to be."""
    unit_width: float
    """How wide the page is as the look measures it, in its pixels."""
    widest: float = 0.0
    """How wide it may become where all of it is to fit on one; no less than ``unit_width``."""
    dpi: int = 96

    @property
    def unit_height(self) -> float:
        """How high the page is in the look's pixels."""
        return float("inf") if self.height is None else self.unit_width * self.height / self.width


SHAPES: dict[str, Shape] = {
    shape.name: shape
    for shape in (
        Shape("page", 2400, None, 1440.0),
        Shape("phone", 1170, 2532, 390.0, 680.0),
        Shape("story", 1080, 1920, 390.0, 720.0),
        Shape("a4", 2480, 3508, 794.0, 1190.0, 300),
        Shape("a3", 3508, 4961, 794.0, 1400.0, 300),
        Shape("letter", 2550, 3300, 816.0, 1190.0, 300),
    )
}
FORMATS = (Format.PDF, Format.PNG, Format.JPEG, Format.WEBP)
PAPERS = ("a4", "letter", "a3", "page")
"""Shapes of a PDF, the usual one first."""
PICTURES = ("page", "phone", "story", "a4", "a3", "letter")
LONGEST_PDF = 14_400 * 96 / 72
"""The look's pixels: 200 inches, which is what PDF allows."""


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """What is asked for."""

    film_id: int
    format: Format
    shape: Shape
    without: frozenset[Part] = frozenset()
    dark: bool = False
    quality: int = 92

    @property
    def is_paged(self) -> bool:
        """Tell whether it goes on to further pages; a picture has one only."""
        return self.format is Format.PDF


@dataclass(frozen=True, slots=True)
class FilmSheet:
    """All that may stand on it, without what stays home."""

    page: FilmPage
    today: date
    cover: Still | None = None
    stills: tuple[Still, ...] = field(default=())
    lines: tuple[Line, ...] = field(default=())


def request_for(
    film_id: int,
    file: Path,
    size: str = "",
    without: Collection[str] = (),
    dark: bool = False,
    quality: int = 92,
) -> SheetRequest:
    """Return what a file's name and some words ask for; raises KnownError."""
    kind = _format(file)
    fitting = PAPERS if kind is Format.PDF else PICTURES
    name = size or fitting[0]
    if name not in fitting:
        raise KnownError(f"{kind.value.upper()} has no size “{name}”. There are {', '.join(fitting)}.")
    return SheetRequest(film_id, kind, SHAPES[name], frozenset(map(Part, without)), dark, quality)


def _format(file: Path) -> Format:
    try:
        kind = format_of(file)
    except KnownError:
        kind = Format.SVG
    if kind not in FORMATS:
        raise KnownError(f"End the name {file.name} in .pdf, .png, .jpg or .webp.")
    return kind


def stripped(sheet: FilmSheet, without: frozenset[Part]) -> FilmSheet:
    """Return the sheet with nothing in it of what stays home."""
    film, watches = sheet.page.film, sheet.page.watches
    if Part.WORDS in without:
        watches = tuple(replace(watch, note="") for watch in watches)
    if Part.PEOPLE in without:
        watches = tuple(replace(watch, people=(), where="") for watch in watches)
    if Part.NOTES in without:
        film = replace(film, notes="")
    return replace(
        sheet,
        page=replace(sheet.page, film=film, watches=watches),
        stills=() if Part.SHOTS in without else sheet.stills,
        lines=() if Part.LINES in without else sheet.lines,
    )
