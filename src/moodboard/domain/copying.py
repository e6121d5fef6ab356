# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies of pins: under names of their own, still speaking of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from moodboard.domain import attaching
from moodboard.domain.board import Pin


def renamed(pin: Pin, names: Mapping[str, str]) -> Pin:
    """Return the pin with every pin that it speaks of under its new name; unknown ones are kept."""
    drawing = pin.drawing
    if drawing is not None and (drawing.start in names or drawing.end in names):
        drawing = replace(
            drawing,
            start=names.get(drawing.start, drawing.start),
            end=names.get(drawing.end, drawing.end),
        )
    return replace(
        pin,
        uuid=names.get(pin.uuid, pin.uuid),
        frame=names.get(pin.frame, pin.frame),
        twin=names.get(pin.twin, pin.twin),
        group=names.get(pin.group, pin.group),
        drawing=drawing,
    )


def copied(pin: Pin, names: Mapping[str, str]) -> Pin:
    """Return a copy that stands on its own: attached only to what was copied with it."""
    drawing = pin.drawing
    if drawing is not None and drawing.is_attached:
        left = [uuid for uuid in (drawing.start, drawing.end) if uuid and uuid not in names]
        pin = replace(pin, drawing=attaching.without(drawing, left))
    return renamed(pin, names)
