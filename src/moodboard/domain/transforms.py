# SPDX-License-Identifier: GPL-3.0-or-later
"""Scaling, turning and cropping places, always from where a gesture began."""

from __future__ import annotations

import math
from dataclasses import replace

from moodboard.domain.board import Crop, Pin, PinKind, PinStyle, Place

LEAST_SIDE = 8.0
"""No pin gets smaller than this by hand, or it could not be taken hold of again."""
LEAST_SHARE = 0.01
"""No less of a picture's side is shown by zooming inside its frame."""


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
    side = min(box.width, box.height)
    if side < LEAST_SIDE:  # a level stroke is thin from the beginning
        side = max(LEAST_SIDE, box.width, box.height)
    return max(factor, LEAST_SIDE / side)


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
    width = max(min(LEAST_SIDE, place.width), place.width + by * wide)
    height = max(min(LEAST_SIDE, place.height), place.height + by * tall)
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


def fraction_at(place: Place, x: float, y: float) -> tuple[float, float]:
    """Return where a board point lies on the turned rectangle: (0, 0) top left, (1, 1) bottom right."""
    cx, cy = place.rect.centre
    dx, dy = turned_vector(x - cx, y - cy, -place.turn)
    return 0.5 + dx / place.width, 0.5 + dy / place.height


def cropped_to(pin: Pin, one: tuple[float, float], other: tuple[float, float]) -> Pin:
    """Return a still whose frame is the rectangle between two board points, along the pin's own axes.

    The frame ends where the picture ends, and is never smaller than ``LEAST_SIDE``.
    """
    whole = whole_place(pin)
    (left, right), (top, bottom) = (
        _span(a, b, LEAST_SIDE / side)
        for a, b, side in zip(
            fraction_at(whole, *one), fraction_at(whole, *other), (whole.width, whole.height), strict=True
        )
    )
    cx, cy = point_on(whole, (left + right) / 2, (top + bottom) / 2)
    width, height = (right - left) * whole.width, (bottom - top) * whole.height
    crop = Crop(
        1 - right if pin.style.flip_x else left,
        1 - bottom if pin.style.flip_y else top,
        right - left,
        bottom - top,
    )
    place = Place(cx - width / 2, cy - height / 2, width, height, whole.turn)
    return replace(pin, crop=crop, place=place)


def _span(one: float, other: float, least: float) -> tuple[float, float]:
    """Return both in their order inside 0..1, at least so far apart where there is room."""
    low, high = sorted((min(max(one, 0.0), 1.0), min(max(other, 0.0), 1.0)))
    least = min(least, 1.0)
    if high - low < least:
        low = min(low, 1 - least)
        high = low + least
    return low, high


def zoomed_inside(pin: Pin, factor: float, x: float, y: float) -> Crop:
    """Return the crop with the picture enlarged inside its frame, what is at a board point staying there."""
    crop = pin.crop
    least = max(LEAST_SHARE / crop.width, LEAST_SHARE / crop.height)
    share = min(max(1 / factor, min(1.0, least)), 1 / crop.width, 1 / crop.height)
    fx, fy = fraction_at(pin.place, x, y)
    fx, fy = min(max(fx, 0.0), 1.0), min(max(fy, 0.0), 1.0)
    fx, fy = (1 - fx if pin.style.flip_x else fx), (1 - fy if pin.style.flip_y else fy)
    width, height = min(1.0, crop.width * share), min(1.0, crop.height * share)
    left, top = crop.x + fx * (crop.width - width), crop.y + fy * (crop.height - height)
    return Crop(min(max(0.0, left), 1 - width), min(max(0.0, top), 1 - height), width, height)
