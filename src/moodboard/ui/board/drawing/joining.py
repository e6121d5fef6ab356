# SPDX-License-Identifier: GPL-3.0-or-later
"""Arrows between pins that are chosen one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from moodboard.domain import attaching, strokes
from moodboard.domain.board import Pin, PinKind, Rect
from moodboard.domain.drawing import Heads, Shape
from moodboard.qt.board_editor import BoardEditor
from moodboard.ui.board.drawing.look import DrawLook, drawing_with


def joined(editor: BoardEditor, pins: Sequence[Pin], look: DrawLook) -> list[Pin]:
    """Return an arrow from each pin to the next; they are not on the board yet."""
    look = replace(look, heads=look.heads or Heads.END.value)
    held = [pin for pin in pins if attaching.may_hold(pin)]
    made = []
    for n, (one, other) in enumerate(pairwise(held)):
        pin = editor.new_pin(PinKind.DRAWING, Rect(0, 0, strokes.LEAST, strokes.LEAST))
        drawing = replace(drawing_with(Shape.ARROW, look), start=one.uuid, end=other.uuid)
        arrow = replace(pin, drawing=drawing, z=pin.z + n)
        arrow = strokes.laid(arrow, (one.place.rect.centre, other.place.rect.centre))
        made.append(attaching.relaid(arrow, editor.pins))
    return made
