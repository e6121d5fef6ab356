# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers, boxes and outlines in the words of SVG."""

from __future__ import annotations

import re

from PySide6.QtGui import QPainterPath

from moodboard.domain.board import Pin

_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")


def colour(said: str, otherwise: str = "none") -> str:
    """Return a colour as it may be written: a board that came from elsewhere may say anything there."""
    return said if _COLOUR.fullmatch(said) else otherwise


def number(value: float) -> str:
    """Return a number, as short as it can be."""
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def box(x: float, y: float, width: float, height: float) -> str:
    """Return the attributes of a rectangle."""
    return f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'


def turned(pin: Pin) -> str:
    """Return the attribute that turns as the pin is turned; nothing for an upright one."""
    if not pin.place.turn % 360:
        return ""
    cx, cy = pin.place.rect.centre
    return f' transform="rotate({number(pin.place.turn)} {number(cx)} {number(cy)})"'


def outline(path: QPainterPath) -> str:
    """Return the path's data; Qt stores a curve as its first point and two that follow."""
    pieces: list[str] = []
    kinds = QPainterPath.ElementType
    for n in range(path.elementCount()):
        element = path.elementAt(n)
        point = f"{element.x:.2f} {element.y:.2f}"
        if element.type == kinds.MoveToElement:
            pieces.append(f"M{point}")
        elif element.type == kinds.LineToElement:
            pieces.append(f"L{point}")
        elif element.type == kinds.CurveToElement:
            pieces.append(f"C{point}")
        else:
            pieces.append(point)
    return " ".join(pieces)
