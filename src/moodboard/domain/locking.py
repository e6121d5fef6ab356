# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be changed by hand: nothing of a locked pin but its lock and where it is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.edits import BoardEdit
from moodboard.domain.grouping import above


def is_locked(pins: Mapping[str, Pin], uuid: str) -> bool:
    """Tell whether a pin is locked, itself or with a group that it lies in."""
    pin = pins.get(uuid)
    if pin is None:
        return False
    return pin.locked or bool(pin.group and any(pins[group].locked for group in above(pins, uuid)))


def permitted(pins: Mapping[str, Pin], edit: BoardEdit) -> BoardEdit:
    """Return the edit without what it would do to locked pins; ``pins`` are those before it."""
    after = {pin.uuid: pin for pin in edit.after}
    refused = {
        pin.uuid
        for pin in edit.before
        if (pin.locked or pin.group)
        and is_locked(pins, pin.uuid)
        and not _is_harmless(pin, after.get(pin.uuid))
    }
    if not refused:
        return edit
    staying = {pin.line for pin in edit.before if pin.uuid in refused and pin.uuid not in after and pin.line}
    kept_lines = {line.uuid for line in edit.lines_after}
    return BoardEdit(
        tuple(pin for pin in edit.before if pin.uuid not in refused),
        tuple(pin for pin in edit.after if pin.uuid not in refused),
        tuple(
            line for line in edit.lines_before if line.uuid not in staying or line.uuid in kept_lines
        ),  # a line that is still shown is not binned
        edit.lines_after,
    )


def _is_harmless(before: Pin, after: Pin | None) -> bool:
    """Tell whether only its name, lock, group or order changes; a group's place is its members'."""
    if after is None:
        return False
    same = replace(
        before,
        z=after.z,
        group=after.group,
        name=after.name,
        locked=after.locked,
        hidden=after.hidden,
        text=after.text if before.kind in (PinKind.GROUP, PinKind.FRAME) else before.text,
    )
    return same == after
