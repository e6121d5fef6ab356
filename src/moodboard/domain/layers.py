# SPDX-License-Identifier: GPL-3.0-or-later
"""The board as a list of layers: the front first, groups and frames with what lies in them below."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from moodboard.domain.board import Pin, PinKind, stacking_key


@dataclass(frozen=True, slots=True)
class Layer:
    """One row: a pin and how it stands in the tree."""

    uuid: str
    depth: int = 0
    parent: str = ""
    """The uuid of the group or frame that it is listed under."""
    holds: bool = False
    """Whether rows lie under it, shown or not."""
    is_open: bool = False
    hidden: bool = False
    """Whether it is not seen: hidden itself, or with what it is listed under."""
    locked: bool = False
    """Whether it is locked itself or with a group."""


def listed(pins: Iterable[Pin], closed: Collection[str] = ()) -> list[Layer]:
    """Return the rows from the front to the back; what lies in the ``closed`` is left out."""
    own = [pin for pin in pins if not pin.frame]
    beside = _beside(own)
    rows: list[Layer] = []
    waiting = [(pin, Layer(pin.uuid)) for pin in beside.get("", ())]
    while waiting:
        pin, row = waiting.pop()
        inside = beside.get(pin.uuid, ())
        hidden, locked = row.hidden or pin.hidden, row.locked or pin.locked
        is_open = bool(inside) and pin.uuid not in closed
        rows.append(Layer(pin.uuid, row.depth, row.parent, bool(inside), is_open, hidden, locked))
        if is_open:
            is_group = pin.kind is PinKind.GROUP  # a frame neither hides nor locks what lies in it
            below = Layer("", row.depth + 1, pin.uuid, hidden=hidden and is_group, locked=locked and is_group)
            waiting.extend((one, below) for one in inside)
    return rows


def _beside(own: list[Pin]) -> dict[str, list[Pin]]:
    """Return what is listed under each group and frame, the back first; under "" what under none."""
    groups = {pin.uuid for pin in own if pin.kind is PinKind.GROUP}
    frames = sorted(
        (pin for pin in own if pin.kind is PinKind.FRAME),
        key=lambda pin: pin.place.width * pin.place.height,
    )
    found: dict[str, list[Pin]] = {}
    for pin in sorted(own, key=stacking_key):
        parent = pin.group if pin.group in groups else ""
        if not parent and frames and pin.kind is not PinKind.FRAME:
            x, y = pin.place.rect.centre
            parent = next((frame.uuid for frame in frames if frame.place.contains(x, y)), "")
        found.setdefault(parent, []).append(pin)
    return found
