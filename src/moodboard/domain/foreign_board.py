# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards of other programs as plain values, and where their items lie on ours.

Their items are placed by a matrix, ours by an unturned rectangle, a turn about its centre and a mirror
that comes before the turn. ``Affine.box`` leads from the one to the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from moodboard.domain.board import WHOLE, Crop, Place
from moodboard.domain.errors import KnownError
from moodboard.domain.reaching import FARTHEST

SMALLEST = 0.01
_LEAN = 1e-3  # the cosine between the axes from which on an item is called slanted


class UnplacedError(KnownError):
    """An item has no place that a pin could have; the rest of the board goes on."""


@dataclass(frozen=True, slots=True)
class Box:
    """A pin's place, and whether it is mirrored left to right before its turn."""

    place: Place
    flip_x: bool
    slanted: bool = False
    """The matrix leans: the place is the nearest upright rectangle."""


@dataclass(frozen=True, slots=True)
class Affine:
    """``(x, y)`` goes to ``(m11 x + m21 y + dx, m12 x + m22 y + dy)``."""

    m11: float = 1.0
    m12: float = 0.0
    m21: float = 0.0
    m22: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def map(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes."""
        return self.m11 * x + self.m21 * y + self.dx, self.m12 * x + self.m22 * y + self.dy

    def after(self, first: Affine) -> Affine:
        """Return the matrix that does ``first`` and then this one."""
        dx, dy = self.map(first.dx, first.dy)
        return Affine(
            self.m11 * first.m11 + self.m21 * first.m12,
            self.m12 * first.m11 + self.m22 * first.m12,
            self.m11 * first.m21 + self.m21 * first.m22,
            self.m12 * first.m21 + self.m22 * first.m22,
            dx,
            dy,
        )

    def scaled(self, x: float, y: float) -> Affine:
        """Return the matrix for points that are first multiplied by ``x`` and ``y``."""
        return replace(self, m11=self.m11 * x, m12=self.m12 * x, m21=self.m21 * y, m22=self.m22 * y)

    @property
    def determinant(self) -> float:
        """How much larger an area gets; below zero when it is mirrored."""
        return self.m11 * self.m22 - self.m12 * self.m21

    @property
    def scale(self) -> float:
        """How much longer a side gets, on the mean."""
        return math.sqrt(abs(self.determinant))

    def inverted(self) -> Affine:
        """Return the way back; raises UnplacedError when there is none."""
        whole = self.determinant
        if not _usable(whole) or not whole:
            raise UnplacedError("It has no size.")
        m11, m12, m21, m22 = self.m22 / whole, -self.m12 / whole, -self.m21 / whole, self.m11 / whole
        return Affine(m11, m12, m21, m22, -(m11 * self.dx + m21 * self.dy), -(m12 * self.dx + m22 * self.dy))

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """Return where a rectangle lies that the matrix places; raises UnplacedError.

        A mirroring matrix is a mirror, then a turn: F · R(t) = R(-t) · F for F = diag(-1, 1).
        """
        numbers = (self.m11, self.m12, self.m21, self.m22, self.dx, self.dy, x, y, width, height)
        if not all(map(_usable, numbers)):
            raise UnplacedError("Its place is not a number.")
        across, down = math.hypot(self.m11, self.m12), math.hypot(self.m21, self.m22)
        cx, cy = self.map(x + width / 2, y + height / 2)
        width, height = width * across, height * down
        if min(width, height) < SMALLEST or not self.determinant:
            raise UnplacedError("It has no size.")
        if max(abs(cx), abs(cy), width, height) > FARTHEST:
            raise UnplacedError("It lies too far out, or is too large.")
        mirrored = self.determinant < 0
        # The y axis is the one that a mirror from left to right leaves alone.
        turn = math.atan2(-self.m21, self.m22) if mirrored else math.atan2(self.m12, self.m11)
        degrees = math.degrees(turn) % 360
        leans = abs(self.m11 * self.m21 + self.m12 * self.m22) > _LEAN * across * down
        place = Place(cx - width / 2, cy - height / 2, width, height, 0.0 if degrees == 360 else degrees)
        return Box(place, mirrored, leans)


def _usable(number: float) -> bool:
    return math.isfinite(number) and abs(number) < 1e12


def moved(x: float, y: float) -> Affine:
    """Return the matrix that only moves."""
    return Affine(dx=x, dy=y)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes of a picture come from."""

    name: str
    linked: str = ""
    """The path outside of the file when the bytes are not in it."""


@dataclass(frozen=True, slots=True)
class Item:
    """What all items of a foreign board have; ``key`` is its number there."""

    key: int
    matrix: Affine = field(default_factory=Affine)
    group: int | None = None
    """The key of the group that it lies in."""
    name: str = ""
    opacity: float = 1.0
    locked: bool = False
    fault: str = ""
    """What could not be read of it, a sentence; it comes in all the same."""


@dataclass(frozen=True, slots=True)
class Shown(Item):
    """A picture; the matrix leads from its pixels to the board."""

    picture: int = 0
    """The key of its source."""
    size: tuple[float, float] | None = None
    """The pixels that the file says it has; None when it does not say."""
    crop: tuple[float, float, float, float] | None = None
    """Left, top, width and height in pixels; None for the whole picture."""
    greyscale: bool = False
    frame: int = 0
    """Which frame of an animated picture it stands still at."""


@dataclass(frozen=True, slots=True)
class Said(Item):
    """Words; the matrix leads from their own units to the board."""

    text: str = ""
    """As a note is written: ``**bold**``, ``*italic*``, ``- `` and ``[words](address)``."""
    plain: str = ""
    """The same without marks, for measuring."""
    size: float = 12.0
    """Of the type, in its own units."""
    origin: tuple[float, float] | None = None
    """Where the words begin, in its own units; None when its middle lies at (0, 0)."""
    box: tuple[float, float] | None = None
    """The width and the height that it was given; zero or less for as much as it takes."""
    colour: str = ""
    background: str = ""


@dataclass(frozen=True, slots=True)
class Grouped(Item):
    """A group of other items; its place is theirs."""

    background: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of a drawing, in the item's own units."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float
    opacity: float = 1.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Drawn(Item):
    """Strokes of a pen."""

    strokes: tuple[Stroke, ...] = ()


@dataclass(slots=True)
class ForeignBoard:
    """A board of another program."""

    items: list[Item] = field(default_factory=list)
    """The back first."""
    sources: dict[int, Source] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    """A sentence for each item that could not be read at all."""


def visible_part(shown: Shown, width: int, height: int) -> tuple[Box, Crop, str]:
    """Return where a picture of so many pixels lies, which part of it is seen, and what was odd.

    A crop that reaches over the picture's edge shows nothing there: only what is inside counts.
    """
    across, down = shown.size or (float(width), float(height))
    if not (0 < across < 1e7 and 0 < down < 1e7):
        across, down = float(width), float(height)
    fault = shown.fault
    x, y, w, h = 0.0, 0.0, across, down
    if shown.crop is not None:
        left, top, right, bottom = _inside(shown.crop, across, down)
        if right - left > 1e-6 and bottom - top > 1e-6:
            x, y, w, h = left, top, right - left, bottom - top
        else:
            fault = fault or "Its crop shows nothing of it; the whole picture came in."
    box = shown.matrix.box(x, y, w, h)
    if box.slanted:
        fault = fault or "It was slanted; it came in upright."
    whole = (x, y, w, h) == (0.0, 0.0, across, down)
    return box, WHOLE if whole else Crop(x / across, y / down, w / across, h / down), fault


def _inside(
    crop: tuple[float, float, float, float], width: float, height: float
) -> tuple[float, float, float, float]:
    if not all(map(math.isfinite, crop)) or crop[2] <= 0 or crop[3] <= 0:
        return 0.0, 0.0, 0.0, 0.0
    x, y, w, h = crop
    return max(0.0, x), max(0.0, y), min(width, x + w), min(height, y + h)


def is_true_number(value: object) -> bool:
    """Tell whether a value from a foreign file is a number that can be reckoned with."""
    return isinstance(value, int | float) and not isinstance(value, bool) and _usable(float(value))


def share_of(value: object) -> float:
    """Return an opacity as 0..1; whole when it is none."""
    if not isinstance(value, int | float) or not math.isfinite(value):
        return 1.0
    return min(1.0, max(0.0, float(value)))


def hex_colour(said: object) -> tuple[str, float]:
    """Return ``#rrggbb`` and the opacity of ``#rrggbb`` or ``#aarrggbb``; empty for anything else."""
    text = str(said or "").strip().lower()
    digits = text.removeprefix("#")
    if not text.startswith("#") or len(digits) not in (6, 8) or set(digits) - set("0123456789abcdef"):
        return "", 1.0
    return f"#{digits[-6:]}", int(digits[:2], 16) / 255 if len(digits) == 8 else 1.0
