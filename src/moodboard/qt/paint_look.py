# SPDX-License-Identifier: GPL-3.0-or-later
"""What the painter of pins is given: where pictures and words come from, and how things look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from moodboard.domain.board import Crop, Pin
from moodboard.domain.ground import mean_of
from moodboard.domain.line import Line, format_timecode
from moodboard.domain.still import Still
from moodboard.qt.tokens import DARK, LIGHT, Tokens


class PinSource(Protocol):
    """What pins show, by their ids; None for what is not there (any more, or yet)."""

    def still(self, uuid: str) -> Still | None:
        """Return the still."""

    def line(self, uuid: str) -> Line | None:
        """Return the line."""

    def attribution(self, line: Line) -> str:
        """Return the words that name the line's source."""

    def caption(self, pin: Pin) -> str:
        """Return the words under a still, with everything filled in; empty for none."""

    def still_under(self, pin: Pin) -> Pin | None:
        """Return the still that a line mostly lies on, known before painting begins."""

    def picture(
        self, still: Still, crop: Crop, device_width: float, device_height: float
    ) -> tuple[QImage, QRectF] | None:
        """Return an image and the part of it that shows the crop.

        It may have any resolution; one to two times the device size looks best, for larger ones
        alias. None while there is nothing yet: a plate in the average colour is painted.
        """


@dataclass(frozen=True, slots=True)
class Look:
    """How pins are painted."""

    tokens: Tokens
    shadows: bool = True
    exporting: bool = False
    """Frames keep their background but lose their outline and name."""
    show_frames: bool = True
    scale: float = 1.0
    """Device pixels per board unit: the pictures asked for are so fine."""
    ink: str = ""
    """The colour of lines without one of their own; empty for the theme's."""
    ink_2: str = ""
    """The colour of captions and sources; empty for the theme's."""
    grain: float = 1.0
    """Device pixels that a cell of paper grain takes."""

    @property
    def ink_colour(self) -> QColor:
        return QColor(self.ink or self.tokens.ink)

    @property
    def ink_2_colour(self) -> QColor:
        return QColor(self.ink_2 or self.tokens.ink_2)


def look_on(background: str, look: Look) -> Look:
    """Return the look with an ink that can be read on this background; empty for the theme's own.

    Of a gradient the middle counts.
    """
    colour = mean_of(background)
    if not colour or colour.lower() == look.tokens.canvas.lower():
        return look
    inks = inks_on(colour)
    return replace(look, ink=inks.ink, ink_2=inks.ink_2)


def inks_on(colour: str) -> Tokens:
    """Return the tokens whose ink can be read on a colour."""
    return LIGHT if _luminance(colour) > 0.18 else DARK


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours after WCAG 2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    made = QColor(colour)
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (made.redF(), made.greenF(), made.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def caption_words(template: str, still: Still | None, film: str = "") -> str:
    """Return a caption with ``{timecode}`` and ``{film}`` filled in, without the gaps they may leave."""
    if "{" not in template:
        return template
    timecode = format_timecode(still.timecode) if still is not None else None
    words = template.replace("{timecode}", timecode or "").replace("{film}", film)
    parts = [part.strip() for part in words.split("·")]
    return " · ".join(part for part in parts if part)
