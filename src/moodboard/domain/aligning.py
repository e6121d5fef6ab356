# SPDX-License-Identifier: GPL-3.0-or-later
"""Put chosen pins in order on the board: one edge for all, even gaps, rows, a frame around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from moodboard.domain.arrange import GUTTER, justified_rows
from moodboard.domain.board import Pin, PinKind, Place, Rect, bounds_of
from moodboard.domain.presets import PRESETS
from moodboard.domain.stacking import reading_order


class Edge(StrEnum):
    """The edge or the middle that pins come to share."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


_SHIFTS: dict[Edge, Callable[[Rect, Rect], tuple[float, float]]] = {
    Edge.LEFT: lambda all_, own: (all_.x - own.x, 0.0),
    Edge.CENTRE: lambda all_, own: (all_.centre[0] - own.centre[0], 0.0),
    Edge.RIGHT: lambda all_, own: (all_.right - own.right, 0.0),
    Edge.TOP: lambda all_, own: (0.0, all_.y - own.y),
    Edge.MIDDLE: lambda all_, own: (0.0, all_.centre[1] - own.centre[1]),
    Edge.BOTTOM: lambda all_, own: (0.0, all_.bottom - own.bottom),
}


def aligned(pins: Sequence[Pin], edge: Edge) -> dict[str, Place]:
    """Return the places at which the pins share an edge of the rectangle around them."""
    around = bounds_of(list(pins))
    if around is None:
        return {}
    return {pin.uuid: _shifted(pin.place, *_SHIFTS[edge](around, pin.place.bounds)) for pin in pins}


def distributed(pins: Sequence[Pin], across: bool) -> dict[str, Place]:
    """Return the places at which the gaps between the pins are even; the outer two stay."""
    if len(pins) < 3:
        return {pin.uuid: pin.place for pin in pins}

    def start(rect: Rect) -> float:
        return rect.x if across else rect.y

    def length(rect: Rect) -> float:
        return rect.width if across else rect.height

    ordered = sorted(pins, key=lambda pin: (start(pin.place.bounds), pin.uuid))
    first, last = ordered[0].place.bounds, ordered[-1].place.bounds
    span = start(last) + length(last) - start(first)
    gap = (span - sum(length(pin.place.bounds) for pin in ordered)) / (len(ordered) - 1)
    at, places = start(first), {}
    for pin in ordered:
        by = at - start(pin.place.bounds)
        places[pin.uuid] = _shifted(pin.place, by if across else 0.0, 0.0 if across else by)
        at += length(pin.place.bounds) + gap
    return places


def in_rows(pins: Sequence[Pin]) -> dict[str, Place]:
    """Return places in justified rows, as read now, from the same top left and about as large.

    Stills and swatches fill the rows; words, whose shape is their own, come in rows below.
    """
    around = bounds_of(list(pins))
    if around is None:
        return {}
    by_uuid = {pin.uuid: pin for pin in pins}
    ordered = [by_uuid[uuid] for uuid in reading_order(pins)]
    shaped = [pin for pin in ordered if pin.kind in (PinKind.STILL, PinKind.FRAME)]
    others = [pin for pin in ordered if pin not in shaped]
    places: dict[str, Place] = {}
    below = around.y
    if shaped:
        ratios = [pin.place.width / max(pin.place.height, 1e-6) for pin in shaped]
        height = sum(pin.place.height for pin in shaped) / len(shaped)
        width = max(around.width, height)
        for pin, rect in zip(shaped, justified_rows(ratios, width, target=height), strict=True):
            places[pin.uuid] = Place(around.x + rect.x, around.y + rect.y, rect.width, rect.height)
            below = max(below, around.y + rect.bottom + GUTTER)
    x, row_bottom = around.x, below
    for pin in others:
        if x > around.x and x + pin.place.width > around.right:
            x, below = around.x, row_bottom
        places[pin.uuid] = replace(pin.place, x=x, y=below, turn=0.0)
        x += pin.place.width + GUTTER
        row_bottom = max(row_bottom, below + pin.place.height + GUTTER)
    return places


def frame_around(preset: str, around: Rect, margin: float = 24.0) -> Rect:
    """Return the smallest rectangle of the preset's shape around something and its margin."""
    shape = PRESETS[preset]
    ratio = shape.width / shape.height
    inner = around.grown(margin)
    width = max(inner.width, inner.height * ratio)
    height = width / ratio
    cx, cy = around.centre
    return Rect(cx - width / 2, cy - height / 2, width, height)


def _shifted(place: Place, dx: float, dy: float) -> Place:
    return replace(place, x=place.x + dx, y=place.y + dy)
