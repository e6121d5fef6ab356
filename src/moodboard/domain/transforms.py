# SPDX-License-Identifier: GPL-3.0-or-later
"""Scaling, turning and cropping places, always from where a gesture began."""

from __future__ import annotations

import math
from dataclasses import replace

from moodboard.domain.board import Crop, Pin, PinKind, PinStyle, Place

LEAST_SIDE = 8.0
"""No pin gets smaller than this by hand, or it could not be taken hold of again."""


def turned_vector(dx: float, dy: float, turn: float) -> tuple[float, float]:
    """Return the vector turned clockwise by degrees."""
    if not turn:
        return dx, dy
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return dx * cosine - dy * sine, dx * sine + dy * cosine


def point_on(place: Place, fx: float, fy: float) -> tuple[float, float]:
    """Return the board point at fractions of the turned rectangle: (0, 0) top left, (1, 1) bottom right."""
    cx, cy = place.rect.centre
    dx, dy = turned_vector((fx - 0.5) * place.width, (fy - 0.5) * place.height, place.turn)
    return cx + dx, cy + dy


def corners(place: Place) -> tuple[tuple[float, float], ...]:
    """Return the turned corners, clockwise from the top left."""
    return tuple(point_on(place, fx, fy) for fx, fy in ((0, 0), (1, 0), (1, 1), (0, 1)))


def corner_factor(
    box: Place, handle: tuple[float, float], x: float, y: float, from_centre: bool = False
) -> float:
    """Return the factor by which a corner handle dragged to the point scales the box.

    The point is taken along the box's diagonal, so that the ratio stays; never below what leaves
    the smaller side at ``LEAST_SIDE``.
    """
    anchor = (0.5, 0.5) if from_centre else (1 - handle[0], 1 - handle[1])
    ax, ay = point_on(box, *anchor)
    hx, hy = point_on(box, *handle)
    dx, dy = hx - ax, hy - ay
    length = dx * dx + dy * dy
    if not length:
        return 1.0
    factor = ((x - ax) * dx + (y - ay) * dy) / length
    return max(factor, LEAST_SIDE / max(1e-6, min(box.width, box.height)))


def scaled(pin: Pin, factor: float, anchor: tuple[float, float]) -> Pin:
    """Return the pin scaled about a board point; the type of lines and notes scales along."""
    place = pin.place
    cx, cy = place.rect.centre
    width, height = place.width * factor, place.height * factor
    cx, cy = anchor[0] + (cx - anchor[0]) * factor, anchor[1] + (cy - anchor[1]) * factor
    style = pin.style
    if pin.kind in (PinKind.LINE, PinKind.NOTE):
        text = style.text
        style = _with_text(style, size=text.size * factor, tracking=text.tracking * factor)
    return replace(pin, place=Place(cx - width / 2, cy - height / 2, width, height, place.turn), style=style)


def _with_text(style: PinStyle, **values: float) -> PinStyle:
    return replace(style, text=replace(style.text, **values))  # type: ignore[arg-type]


def turned(pin: Pin, degrees: float, pivot: tuple[float, float]) -> Pin:
    """Return the pin turned clockwise about a board point."""
    place = pin.place
    cx, cy = place.rect.centre
    dx, dy = turned_vector(cx - pivot[0], cy - pivot[1], degrees)
    cx, cy = pivot[0] + dx, pivot[1] + dy
    turn = (place.turn + degrees) % 360
    return replace(
        pin,
        place=Place(cx - place.width / 2, cy - place.height / 2, place.width, place.height, turn),
    )


def placed(pin: Pin, place: Place) -> Pin:
    """Return the pin in another place."""
    return replace(pin, place=place)


def moved(pin: Pin, dx: float, dy: float) -> Pin:
    """Return the pin moved."""
    return replace(pin, place=replace(pin.place, x=pin.place.x + dx, y=pin.place.y + dy))


def side_offset(box: Place, handle: tuple[float, float], x: float, y: float) -> float:
    """Return by how much a side handle dragged to the point widens the box on that side."""
    hx, hy = point_on(box, *handle)
    dx, dy = turned_vector(x - hx, y - hy, -box.turn)
    return dx * (2 * handle[0] - 1) + dy * (2 * handle[1] - 1)


def stretched(place: Place, handle: tuple[float, float], by: float) -> Place:
    """Return the place with one side moved outwards, the opposite side staying where it is seen."""
    wide, tall = abs(2 * handle[0] - 1), abs(2 * handle[1] - 1)
    width = max(LEAST_SIDE, place.width + by * wide)
    height = max(LEAST_SIDE, place.height + by * tall)
    ax, ay = point_on(place, 1 - handle[0], 1 - handle[1])
    dx, dy = turned_vector((handle[0] - 0.5) * width, (handle[1] - 0.5) * height, place.turn)
    cx, cy = ax + dx, ay + dy
    return Place(cx - width / 2, cy - height / 2, width, height, place.turn)


def side_cropped(pin: Pin, handle: tuple[float, float], by: float) -> Pin:
    """Return a still with one side of its frame moved: more or less of the picture, in the same scale.

    The frame ends where the picture ends.
    """
    crop, place = pin.crop, pin.place
    across = handle[1] == 0.5
    length = place.width if across else place.height
    share = crop.width if across else crop.height
    start = crop.x if across else crop.y
    unit = length / share
    at_end = (handle[0] if across else handle[1]) > 0.5
    # A mirrored picture shows its end where the frame begins.
    at_picture_end = at_end != (pin.style.flip_x if across else pin.style.flip_y)
    room = (1 - start - share) if at_picture_end else start
    change = min(max(by, LEAST_SIDE - length), room * unit)
    new_share = share + change / unit
    new_start = start if at_picture_end else start - change / unit
    crop = (
        replace(crop, x=max(0.0, new_start), width=min(1.0, new_share))
        if across
        else replace(crop, y=max(0.0, new_start), height=min(1.0, new_share))
    )
    return replace(pin, crop=crop, place=stretched(place, handle, change))


def corner_cropped(pin: Pin, handle: tuple[float, float], dx: float, dy: float) -> Pin:
    """Return a still with a corner or side of its frame moved by an offset along the pin's own axes."""
    if handle[0] != 0.5:
        pin = side_cropped(pin, (handle[0], 0.5), dx * (2 * handle[0] - 1))
    if handle[1] != 0.5:
        pin = side_cropped(pin, (0.5, handle[1]), dy * (2 * handle[1] - 1))
    return pin


def panned(pin: Pin, dx: float, dy: float) -> Crop:
    """Return the crop after the picture was dragged inside its frame, by board units on the screen."""
    dx, dy = turned_vector(dx, dy, -pin.place.turn)
    if pin.style.flip_x:
        dx = -dx
    if pin.style.flip_y:
        dy = -dy
    crop = pin.crop
    x = crop.x - dx * crop.width / pin.place.width
    y = crop.y - dy * crop.height / pin.place.height
    return replace(crop, x=min(max(0.0, x), 1 - crop.width), y=min(max(0.0, y), 1 - crop.height))


def whole_place(pin: Pin) -> Place:
    """Return where the whole picture of a cropped still would lie."""
    crop, place = pin.crop, pin.place
    width, height = place.width / crop.width, place.height / crop.height
    x = (1 - crop.x - crop.width) if pin.style.flip_x else crop.x
    y = (1 - crop.y - crop.height) if pin.style.flip_y else crop.y
    # The picture's middle, seen from the frame's, along the pin's own axes.
    dx = width / 2 - (x + crop.width / 2) * width
    dy = height / 2 - (y + crop.height / 2) * height
    dx, dy = turned_vector(dx, dy, place.turn)
    cx, cy = place.rect.centre
    return Place(cx + dx - width / 2, cy + dy - height / 2, width, height, place.turn)
