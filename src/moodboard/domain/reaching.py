# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows from an edit for pins that would lie or reach too far away: they stay within reach."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.edits import BoardEdit, applied, change_of
from moodboard.domain.group_settling import groups_refitted
from moodboard.domain.transforms import scaled

FARTHEST = 1e7
"""Board units from the middle beyond which nothing is laid: no zoom would find it again, and in the
closest zoom its pixels could not be counted."""

_LEAST = 0.01
"""What has a side has at least this much of it, or it could not be divided by."""


def stay_near(pins: Mapping[str, Pin], edit: BoardEdit) -> BoardEdit:
    """Return which pins of an edit are laid nearer, and smaller where no board is large enough."""
    far = [pin for pin in edit.after if not _is_near(pin) and pin.kind is not PinKind.GROUP]
    far = [pins[pin.uuid] for pin in far if pin.uuid in pins]
    if not far:
        return BoardEdit()
    near = change_of(far, [nearer(pin) for pin in far])
    return near.then(groups_refitted(applied(pins, near), near))


def _is_near(pin: Pin) -> bool:
    place = pin.place
    # Whatever is no number is not smaller than one either.
    return (
        place.x >= -FARTHEST
        and place.y >= -FARTHEST
        and place.x + place.width <= FARTHEST
        and place.y + place.height <= FARTHEST
        and place.width >= (least := _least(pin))
        and place.height >= least
        and math.isfinite(place.turn)
    )


def nearer(pin: Pin) -> Pin:
    """Return the pin as near as it has to be, its sides and its type in proportion."""
    place = pin.place
    place = Place(
        _number(place.x),
        _number(place.y),
        max(_least(pin), _number(place.width, 1.0)),
        max(_least(pin), _number(place.height, 1.0)),
        _number(place.turn),
    )
    pin = replace(pin, place=place)
    side = max(place.width, place.height)
    if side > FARTHEST:
        pin = scaled(pin, FARTHEST / side, place.rect.centre)
        place = pin.place
    x = min(max(place.x, -FARTHEST), FARTHEST - place.width)
    y = min(max(place.y, -FARTHEST), FARTHEST - place.height)
    return replace(pin, place=replace(place, x=x, y=y))


def _least(pin: Pin) -> float:
    """A level stroke has no height."""
    return 0.0 if pin.kind is PinKind.DRAWING else _LEAST


def _number(value: float, otherwise: float = 0.0) -> float:
    return value if math.isfinite(value) else otherwise
