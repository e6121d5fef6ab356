# SPDX-License-Identifier: GPL-3.0-or-later
"""Drawings: arrows, lines, strokes of a pen, rectangles and ellipses laid on a board."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What is drawn."""

    ARROW = "arrow"
    LINE = "line"
    PEN = "pen"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a drawing runs within the place of its pin."""

    shape: Shape
    points: tuple[tuple[float, float], ...] = ()
    """Fractions 0..1 of the pin's place, from its top left: the two ends of an arrow or a line, the
    course of a pen; none for a rectangle or an ellipse."""
    start: str = ""
    """The uuid of the pin at which an arrow or a line begins and to which it stays attached."""
    end: str = ""
    """The uuid of the pin at which it ends."""
    colour: str = ""
    """sRGB hex; empty means the theme's ink."""
    width: float = 2.0
    """Of the stroke, in board units."""
    fill: str = ""
    """sRGB hex inside a rectangle or an ellipse; empty for none."""
    dashed: bool = False
