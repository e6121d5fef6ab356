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


WIDTHS = (1.0, 2.0, 4.0, 8.0)
"""The strokes offered, in board units."""
LINEAR = frozenset((Shape.ARROW, Shape.LINE))
"""What runs from one end to another, and may be attached to pins there."""
CLOSED = frozenset((Shape.RECTANGLE, Shape.ELLIPSE))
MIDDLE = (0.5, 0.5)


class Heads(StrEnum):
    """At which ends an arrow has a head."""

    END = "end"
    START = "start"
    BOTH = "both"


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
    heads: str = Heads.END.value
    """Of an arrow."""
    start_at: tuple[float, float] = MIDDLE
    """What the start aims at on its pin, in fractions of that pin's place."""
    end_at: tuple[float, float] = MIDDLE

    @property
    def is_linear(self) -> bool:
        """Whether it runs from one end to another."""
        return self.shape in LINEAR

    @property
    def is_attached(self) -> bool:
        """Whether it goes where pins go."""
        return bool(self.start or self.end)

    @property
    def heads_at(self) -> tuple[bool, bool]:
        """Whether there is a head at the start, and at the end."""
        if self.shape is not Shape.ARROW:
            return False, False
        return self.heads in (Heads.START, Heads.BOTH), self.heads != Heads.START
