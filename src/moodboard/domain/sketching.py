# SPDX-License-Identifier: GPL-3.0-or-later
"""What a drag of the hand draws: constrained to angles and squares, from a corner or the middle."""

from __future__ import annotations

import math

from moodboard.domain.board import Place
from moodboard.domain.drawing import Shape
from moodboard.domain.strokes import LEAST, Point

STEP = 45.0
"""Degrees between the directions that a constrained line may take."""
SIZES = {Shape.RECTANGLE: (200.0, 130.0), Shape.ELLIPSE: (180.0, 180.0)}
LENGTH = 200.0
"""Of an arrow or a line that is not drawn but put on the board."""


def snapped(start: Point, end: Point) -> Point:
    """Return the end turned about the start into the nearest of the eight directions."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    angle = math.radians(round(math.degrees(math.atan2(dy, dx)) / STEP) * STEP)
    along = dx * math.cos(angle) + dy * math.sin(angle)
    return start[0] + along * math.cos(angle), start[1] + along * math.sin(angle)


def ends(start: Point, end: Point, straight: bool, centred: bool) -> tuple[Point, Point]:
    """Return the two ends of a line drawn from ``start``, which is its middle when ``centred``."""
    if straight:
        end = snapped(start, end)
    if centred:
        start = 2 * start[0] - end[0], 2 * start[1] - end[1]
    return start, end


def box(start: Point, end: Point, square: bool, centred: bool) -> Place:
    """Return the place of a rectangle or an ellipse drawn from one corner, or from its middle."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    if square:
        side = max(abs(dx), abs(dy))
        dx, dy = math.copysign(side, dx), math.copysign(side, dy)
    left, top = min(0.0, dx), min(0.0, dy)
    width, height = abs(dx), abs(dy)
    if centred:
        left, top, width, height = -width, -height, 2 * width, 2 * height
    return Place(start[0] + left, start[1] + top, max(LEAST, width), max(LEAST, height))


def box_around(shape: Shape, x: float, y: float) -> Place:
    """Return the place of a rectangle or an ellipse that is put around a board point."""
    width, height = SIZES[shape]
    return Place(x - width / 2, y - height / 2, width, height)


def ends_around(x: float, y: float) -> tuple[Point, Point]:
    """Return the ends of an arrow or a line that is put around a board point."""
    return (x - LENGTH / 2, y), (x + LENGTH / 2, y)
