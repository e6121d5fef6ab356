# SPDX-License-Identifier: GPL-3.0-or-later
"""How the next drawing will look, and giving that look to drawings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from moodboard.domain.drawing import CLOSED, Drawing, Heads, Shape

LIKED = ("#fffcf8", "#b0442d")
"""Offered beside the ink and the board's own colours: paper and ember."""


@dataclass(frozen=True, slots=True)
class DrawLook:
    """What the bar has set; empty colours are the theme's ink, and no fill."""

    colour: str = ""
    width: float = 2.0
    dashed: bool = False
    fill: str = ""
    heads: str = Heads.END.value
    """Empty for an arrow without heads, which is a line."""


def drawing_with(shape: Shape, look: DrawLook) -> Drawing:
    """Return a drawing of that look, which runs nowhere yet."""
    drawing = Drawing(shape, colour=look.colour, width=look.width, dashed=look.dashed)
    if shape in CLOSED:
        drawing = replace(drawing, fill=look.fill)
    return changed(drawing, "heads", look.heads) if shape is Shape.ARROW else drawing


def look_of(drawing: Drawing) -> DrawLook:
    """Return how a drawing looks."""
    heads = drawing.heads if drawing.shape is Shape.ARROW else ""
    return DrawLook(drawing.colour, drawing.width, drawing.dashed, drawing.fill, heads)


def changed(drawing: Drawing, name: str, value: object) -> Drawing:
    """Return the drawing with one thing of its look changed, where it has such a thing."""
    if name == "heads":
        if not drawing.is_linear:
            return drawing
        if not value:
            return replace(drawing, shape=Shape.LINE, heads=Heads.END.value)
        return replace(drawing, shape=Shape.ARROW, heads=str(value))
    if name == "fill" and drawing.shape not in CLOSED:
        return drawing
    return replace(drawing, **{name: value})  # type: ignore[arg-type]
