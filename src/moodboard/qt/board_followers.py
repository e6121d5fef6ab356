# SPDX-License-Identifier: GPL-3.0-or-later
"""Attached arrows and lines while a gesture moves their pins: they follow at every step."""

from __future__ import annotations

import math
from collections import ChainMap
from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

from moodboard.domain import attaching
from moodboard.domain.board import Pin

MOST = 200
"""More arrows than these follow when the hand lets go."""


class Followers:
    """The arrows attached to pins in the air, or themselves in the air and attached."""

    def __init__(self, pins: dict[str, Pin], lifted: Sequence[Pin]) -> None:
        self._pins = pins
        self._lifted = {pin.uuid: pin for pin in lifted}
        found = attaching.attached_to(pins.values(), self._lifted.keys())
        self._arrows = found if len(found) <= MOST else []
        held = {uuid for pin in self._arrows for uuid in _held_by(pin)}
        self._moving = {uuid: pin for uuid, pin in self._lifted.items() if uuid in held}
        self.names = frozenset(pin.uuid for pin in self._arrows)

    def after_change(self, change: QTransform) -> list[Pin]:
        """Return the arrows as they are when the pins in the air are moved, scaled or turned so."""
        return self._after({uuid: changed(pin, change) for uuid, pin in self._moving.items()})

    def after_pins(self, pins: Iterable[Pin]) -> list[Pin]:
        """Return the arrows as they are when the pins in the air have become these."""
        return self._after({pin.uuid: pin for pin in pins if pin.uuid in self._moving})

    def _after(self, moved: dict[str, Pin]) -> list[Pin]:
        if not self._arrows:
            return []
        pins = ChainMap(moved, self._pins)
        return [
            attaching.followed(
                moved.get(arrow.uuid, arrow), self._lifted.get(arrow.uuid), pins, self._lifted.keys()
            )
            for arrow in self._arrows
        ]


def _held_by(arrow: Pin) -> tuple[str, ...]:
    drawing = arrow.drawing
    return (arrow.uuid,) if drawing is None else (arrow.uuid, drawing.start, drawing.end)


def changed(pin: Pin, change: QTransform) -> Pin:
    """Return the pin moved, scaled and turned with the picture it is in."""
    if change.isIdentity():
        return pin
    place = pin.place
    if not (change.isScaling() or change.isRotating()):
        return replace(pin, place=replace(place, x=place.x + change.dx(), y=place.y + change.dy()))
    by = math.hypot(change.m11(), change.m12())
    turn = math.degrees(math.atan2(change.m12(), change.m11()))
    centre = change.map(QPointF(*place.rect.centre))
    width, height = place.width * by, place.height * by
    x, y = centre.x() - width / 2, centre.y() - height / 2
    return replace(pin, place=replace(place, x=x, y=y, width=width, height=height, turn=place.turn + turn))
