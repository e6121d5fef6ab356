# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards and the pins laid on them.

A board unit is one pixel at 100 %. x grows to the right, y downwards. A pin's place is its
unturned rectangle; the turn is about the rectangle's centre, clockwise, in degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

from moodboard.domain.drawing import Drawing


class PinKind(StrEnum):
    """What a pin shows."""

    STILL = "still"
    LINE = "line"
    NOTE = "note"
    SWATCHES = "swatches"
    FRAME = "frame"
    DRAWING = "drawing"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in board units that is not turned."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def meets(self, other: Rect) -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def united(self, other: Rect) -> Rect:
        """Return the smallest rectangle around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def grown(self, by: float) -> Rect:
        """Return it with ``by`` units more on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pin lies: its unturned rectangle and its turn."""

    x: float
    y: float
    width: float
    height: float
    turn: float = 0.0

    @property
    def rect(self) -> Rect:
        """The unturned rectangle."""
        return Rect(self.x, self.y, self.width, self.height)

    @property
    def bounds(self) -> Rect:
        """The smallest unturned rectangle around the turned pin."""
        if not self.turn % 360:
            return Rect(self.x, self.y, self.width, self.height)
        cx, cy = self.rect.centre
        cosine, sine = abs(math.cos(math.radians(self.turn))), abs(math.sin(math.radians(self.turn)))
        width = self.width * cosine + self.height * sine
        height = self.width * sine + self.height * cosine
        return Rect(cx - width / 2, cy - height / 2, width, height)

    def contains(self, x: float, y: float) -> bool:
        """Tell whether the board point lies in the turned rectangle."""
        cx, cy = self.rect.centre
        angle = math.radians(-self.turn)
        dx, dy = x - cx, y - cy
        local_x = dx * math.cos(angle) - dy * math.sin(angle)
        local_y = dx * math.sin(angle) + dy * math.cos(angle)
        return abs(local_x) <= self.width / 2 and abs(local_y) <= self.height / 2


@dataclass(frozen=True, slots=True)
class Crop:
    """The visible part of a picture, in fractions 0..1 of its shown (upright) size."""

    x: float = 0.0
    y: float = 0.0
    width: float = 1.0
    height: float = 1.0


WHOLE = Crop()


@dataclass(frozen=True, slots=True)
class Tone:
    """A change of how a still is shown; the file stays as it is. All zero: untouched."""

    greyscale: bool = False
    warmth: float = 0.0
    """-1 cool .. 1 warm."""
    contrast: float = 0.0
    """-1 flat .. 1 hard."""
    fade: float = 0.0
    """0 .. 1: blacks lifted to paper."""
    outline: float = 0.0
    """0 .. 1: shown as a drawing in lines, the more the fainter edges count; 0 for the picture itself."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a line or a note is set. Sizes are board units."""

    face: str = "Newsreader"
    size: float = 36.0
    weight: int = 300
    """The ``wght`` axis, 200..800 for Newsreader, 100..900 for Hanken Grotesk."""
    italic: bool = False
    colour: str = ""
    """sRGB hex; empty means the theme's ink."""
    leading: float = 1.2
    """Line height over size."""
    tracking: float = 0.0
    """Board units between letters."""
    align: str = "left"
    """``left``, ``centre`` or ``right``."""
    attribution: bool = False
    """Whether the source (speaker, film, timecode) is set under the line."""
    small_caps: bool = False
    hanging: bool = True
    """Whether opening punctuation hangs out at the left edge."""
    veil: bool = True
    """Whether a soft gradient lies under words that lie on a still."""
    exchange: str = "auto"
    """Whether rows like ``NAME: words`` are set as an exchange: ``auto``, ``on`` or ``off``."""


NOTE_STYLE = TextStyle(face="Hanken Grotesk", size=12.0, weight=400, leading=1.35)


@dataclass(frozen=True, slots=True)
class PinStyle:
    """Everything about a pin's looks that is not its place."""

    text: TextStyle = field(default_factory=TextStyle)
    tone: Tone = field(default_factory=Tone)
    opacity: float = 1.0
    corner: float = 2.0
    """Radius of a still's corners."""
    hairline: bool = False
    """Whether a thin line runs around a still."""
    flip_x: bool = False
    """Stills, lines and notes: mirrored left to right."""
    flip_y: bool = False
    caption: str = ""
    """Words under a still: empty for none, ``{timecode}`` and ``{film}`` stand for those."""
    background: str = ""
    """Frames and groups: the colour painted inside; empty for none of their own."""
    margin: float = 0.0
    """Frames: the inner margin that a refit keeps."""
    preset: str = ""
    """Frames: the name of the export preset it was made for."""
    frame_at: int = 0
    """Which of an animated picture's frames is shown while it does not play; 0 is the first."""
    shadow: bool = True
    """Whether a still or a note casts one; on a sheet of paper nothing does."""
    ink: str = ""
    """sRGB hex of a caption and of a line's source; empty means what can be read on the board."""
    sheet: str = ""
    """Frames: the kind of sheet that it was laid as; empty for a plain frame."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One thing laid on a board."""

    uuid: str
    kind: PinKind
    place: Place
    z: float = 0.0
    """Larger lies in front; ties are broken by uuid."""
    still: str = ""
    """The still's uuid (stills; for swatches, the still that the colours came from)."""
    line: str = ""
    """The line's uuid."""
    text: str = ""
    """A note's words, or the name of a frame or a group."""
    colours: tuple[str, ...] = ()
    """Swatches, left to right, sRGB hex."""
    crop: Crop = WHOLE
    style: PinStyle = field(default_factory=PinStyle)
    watch: str = ""
    """The uuid of the watch during which it was pinned; empty when unknown."""
    frame: str = ""
    """The uuid of the frame that a refit laid this pin out for; empty for the board itself.

    Such a pin's place is relative to the frame's top left, it is not painted on the board, only in
    that frame's export and preview.
    """
    twin: str = ""
    """With ``frame``: the uuid of the board's own pin that this one repeats."""
    pinned: str = ""
    """ISO 8601, UTC."""
    group: str = ""
    """The uuid of the group that it belongs to; groups belong to groups likewise."""
    name: str = ""
    """What the person calls it in the list of layers; empty: it is called after what it shows."""
    locked: bool = False
    """It stays where it is until it is unlocked."""
    hidden: bool = False
    """It is neither seen, hit nor exported until it is shown again."""
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A canvas without edges; ``id`` is 0 until it is stored."""

    title: str
    film_id: int | None = None
    background: str = ""
    """sRGB hex; empty means the theme's canvas."""
    created: str = ""
    changed: str = ""
    sample: bool = False
    id: int = 0
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """What the list of boards shows."""

    id: int
    title: str
    film: str | None
    pins: int
    frames: tuple[str, ...]
    created: str
    changed: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class BoardView:
    """Where the person was looking: the board point at the window's centre, and the zoom (1.0 = 100 %)."""

    x: float
    y: float
    zoom: float


def stacking_key(pin: Pin) -> tuple[float, str]:
    """Return the sort key of painting order, the back first."""
    return pin.z, pin.uuid


def bounds_of(pins: tuple[Pin, ...] | list[Pin]) -> Rect | None:
    """Return the smallest rectangle around the pins, None for no pins."""
    if not pins:
        return None
    # In numbers: a rectangle made for each of 20,000 pins stopped the hand for 0.1 s.
    left = top = math.inf
    right = bottom = -math.inf
    for pin in pins:
        place = pin.place
        box = place.bounds if place.turn else place
        left, top = min(left, box.x), min(top, box.y)
        right, bottom = max(right, box.x + box.width), max(bottom, box.y + box.height)
    return Rect(left, top, right - left, bottom - top)
