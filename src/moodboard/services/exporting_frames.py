# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames as export presets: made on the board, filled by a refit, corrected by hand."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from moodboard.domain.board import Pin, PinKind, PinStyle, Place, Rect, bounds_of
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportRequest, Metrics, Mode, PlainMetrics, preset_of
from moodboard.domain.framing import free_name
from moodboard.services import exporting_plan
from moodboard.services.exporting_shape import candidates, frame_units

if TYPE_CHECKING:
    from moodboard.services.boards import OpenBoard

NAMES: dict[str, str] = {
    "phone": "Phone",
    "story": "Story",
    "square": "Square",
    "desktop": "Desktop",
    "a4": "A4",
    "a4-landscape": "A4 landscape",
    "a3": "A3",
    "a3-landscape": "A3 landscape",
}
_AROUND = 0.048


def frame_for(opened: OpenBoard, preset: str) -> Pin | None:
    """Return the board's frame of that preset, the oldest of several; a sheet is none."""
    found = [
        pin
        for pin in opened.pins
        if pin.kind is PinKind.FRAME and pin.style.preset == preset and not pin.style.sheet
    ]
    return min(found, key=lambda pin: (pin.pinned, pin.uuid), default=None)


def twins_of(opened: OpenBoard, frame: str) -> tuple[Pin, ...]:
    """Return the pins that were laid out for the frame."""
    return tuple(pin for pin in opened.pins if pin.frame == frame)


def frame_made(opened: OpenBoard, preset: str, around: Rect | None = None) -> tuple[Pin, BoardEdit]:
    """Return a new frame of the preset's shape, and the edit that lays it.

    It takes ``around``, the part of the board that an export as laid out shows, else all there is.
    """
    shape = preset_of(preset)
    own = _without_frames(opened).pins
    bounds = bounds_of(own) or Rect(0, 0, 480, 480)
    box = around or bounds.grown(_AROUND * min(bounds.width, bounds.height))
    ratio = shape.width / shape.height
    width = max(box.width, box.height * ratio)
    height = width / ratio
    cx, cy = box.centre
    frame = Pin(
        uuid=str(uuid.uuid4()),
        kind=PinKind.FRAME,
        place=Place(cx - width / 2, cy - height / 2, width, height),
        z=min((pin.z for pin in opened.pins), default=0.0) - 1,
        text=free_name(NAMES.get(preset, preset), opened.pins),
        style=PinStyle(preset=preset),
        pinned=_now(),
    )
    return frame, BoardEdit(after=(frame,))


def laid_out(
    opened: OpenBoard, frame: Pin, request: ExportRequest, metrics: Metrics | None = None
) -> BoardEdit:
    """Return the edit that lays the board's pins out anew for the frame, in place of what was there."""
    asked = replace(request, frame="", preset=frame.style.preset, mode=Mode.REFIT)
    plan = exporting_plan.planned(asked, _without_frames(opened), metrics or PlainMetrics())
    own = {pin.uuid: pin for pin in opened.pins}
    units = frame_units(frame)
    scale = units[0] * plan.scale / plan.width
    twins = tuple(_twin(own[pin.uuid], pin, frame, scale, plan.lines) for pin in plan.pins)
    return BoardEdit(twins_of(opened, frame.uuid), twins)


def _without_frames(opened: OpenBoard) -> OpenBoard:
    return replace(opened, pins=candidates(ExportRequest(opened.board.id), opened))


def _twin(own: Pin, laid: Pin, frame: Pin, scale: float, lines: Mapping[str, object]) -> Pin:
    place = laid.place
    broken = getattr(lines.get(laid.line), "text", "") if own.kind is PinKind.LINE else laid.text
    style = laid.style
    if scale != 1:
        text = replace(style.text, size=style.text.size * scale, tracking=style.text.tracking * scale)
        style = replace(style, text=text)
    return replace(
        laid,
        uuid=str(uuid.uuid4()),
        line=own.line,
        text=broken,
        place=Place(place.x * scale, place.y * scale, place.width * scale, place.height * scale),
        style=style,
        frame=frame.uuid,
        twin=own.uuid,
        group="",
        pinned=_now(),
    )


def moved(twin: Pin, place: Place) -> BoardEdit:
    """Return the edit that moves or scales one pin of a frame's layout; type is scaled with its line."""
    if place.width <= 0 or place.height <= 0:
        raise KnownError("A pin needs some width and height.")
    style = twin.style
    ratio = place.width / twin.place.width
    if twin.kind in (PinKind.LINE, PinKind.NOTE) and abs(ratio - 1) > 1e-9:
        text = replace(style.text, size=style.text.size * ratio, tracking=style.text.tracking * ratio)
        style = replace(style, text=text)
    return BoardEdit((twin,), (replace(twin, place=place, style=style),))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
