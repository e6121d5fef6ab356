# SPDX-License-Identifier: GPL-3.0-or-later
"""Settle what an export request leaves open: which frame, which layout, how many pixels."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from moodboard.domain import framing, grouping
from moodboard.domain.board import Pin, PinKind
from moodboard.domain.errors import KnownError, NotFoundError
from moodboard.domain.export import ExportRequest, Mode, preset_of, size_named, units_per
from moodboard.domain.presets import Preset
from moodboard.domain.refit import Shape, default_gutter

if TYPE_CHECKING:
    from moodboard.services.boards import OpenBoard

_DPI = 96
_PRINT = 150
_AROUND = (PinKind.FRAME, PinKind.GROUP)


def frame_of(request: ExportRequest, opened: OpenBoard) -> Pin | None:
    """Return the frame that is asked for, or the one that was made for the preset and laid out."""
    frames = [pin for pin in opened.pins if pin.kind is PinKind.FRAME]
    if request.frame:
        for pin in frames:
            if pin.uuid == request.frame:
                return pin
        raise NotFoundError("That frame is not on the board any more.")
    if request.preset and not request.pins and request.mode is not Mode.AS_LAID_OUT:
        for pin in sorted(frames, key=lambda pin: (pin.pinned, pin.uuid)):
            if pin.style.preset == request.preset and twins_of(pin, opened):
                return pin
    return None


def candidates(request: ExportRequest, opened: OpenBoard) -> tuple[Pin, ...]:
    """Return the pins that could be exported: the board's own, or those of the selection.

    Of a group its members; hidden pins never. A sheet repeats what lies on the board, so a refit of
    the board leaves it out.
    """
    pins = {pin.uuid: pin for pin in opened.pins}
    wanted = frozenset(grouping.descendants(pins, request.pins))
    hidden = grouping.unseen(pins)
    if not request.pins and request.mode is not Mode.AS_LAID_OUT:
        hidden |= _on_sheets(request, opened, pins)
    return tuple(
        pin
        for pin in opened.pins
        if pin.kind not in _AROUND
        and not pin.frame
        and (not wanted or pin.uuid in wanted)
        and pin.uuid not in hidden
    )


def _on_sheets(request: ExportRequest, opened: OpenBoard, pins: Mapping[str, Pin]) -> frozenset[str]:
    sheets = [pin.uuid for pin in opened.pins if pin.style.sheet and pin.kind is PinKind.FRAME]
    if not sheets or mode_of(request, opened, frame_of(request, opened)) is not Mode.REFIT:
        return frozenset()
    return frozenset(framing.contents(pins, sheets))


def grounds(request: ExportRequest, opened: OpenBoard, shown: Collection[Pin]) -> tuple[Pin, ...]:
    """Return the coloured groups that lie behind exported pins as they are laid out.

    Of a selection only those that were chosen whole; of the whole board also the frames that have a
    ground of their own.
    """
    coloured = [pin for pin in opened.pins if pin.kind is PinKind.GROUP and pin.style.background]
    framed: tuple[Pin, ...] = ()
    if not request.pins and not request.frame:
        framed = tuple(pin for pin in opened.pins if pin.kind is PinKind.FRAME and pin.style.background)
    if not coloured and not framed:
        return ()
    pins = {pin.uuid: pin for pin in opened.pins}
    hidden = grouping.unseen(pins) if framed else frozenset()
    wanted = frozenset(grouping.descendants(pins, request.pins))
    used = {group for pin in shown for group in grouping.above(pins, pin.uuid)}
    groups = tuple(pin for pin in coloured if pin.uuid in used and (not wanted or pin.uuid in wanted))
    return (*groups, *(pin for pin in framed if pin.uuid not in hidden))


def mode_of(request: ExportRequest, opened: OpenBoard, frame: Pin | None) -> Mode:
    """Return how the board comes into the shape, where the request leaves that open."""
    if request.mode is not None:
        return request.mode
    if frame is not None:
        return Mode.REFIT if twins_of(frame, opened) else Mode.AS_LAID_OUT
    return Mode.REFIT if request.preset else Mode.AS_LAID_OUT


def dpi_of(request: ExportRequest, frame: Pin | None) -> int:
    """Return the dots per inch that are asked for, or the preset's."""
    if request.dpi is not None:
        if not 1 <= request.dpi <= 10_000:
            raise KnownError("Dots per inch go from 1 to 10,000.")
        return request.dpi
    preset = preset_named(request, frame)
    return preset.dpi if preset else _DPI


def twins_of(frame: Pin, opened: OpenBoard) -> tuple[Pin, ...]:
    """Return the pins that were laid out for the frame."""
    return tuple(pin for pin in opened.pins if pin.frame == frame.uuid)


def preset_named(request: ExportRequest, frame: Pin | None) -> Preset | None:
    """Return the preset of the request, else the frame's."""
    if request.preset:
        return preset_of(request.preset)
    if frame is not None and frame.style.preset:
        named = frame.style.preset
        return preset_of(named) if size_named(named) or named.isascii() else None
    return None


def shape_pixels(request: ExportRequest, frame: Pin | None, dpi: int) -> tuple[int, int] | None:
    """Return the size in pixels that request, preset or frame fix; None when it follows the content."""
    if request.width and request.height:
        return request.width, request.height
    preset = preset_named(request, frame)
    if preset is not None:
        width, height = preset.width, preset.height
        if preset.dpi >= _PRINT and dpi != preset.dpi:  # the same sheet of paper, finer or coarser
            width, height = round(width * dpi / preset.dpi), round(height * dpi / preset.dpi)
    elif frame is not None:
        box = frame.place
        scale = max(1.0, 1080 / max(1.0, min(box.width, box.height)))
        width, height = round(box.width * scale), round(box.height * scale)
    else:
        return None
    if request.width:
        return request.width, max(1, round(height * request.width / width))
    if request.height:
        return max(1, round(width * request.height / height)), request.height
    return width, height


def frame_units(frame: Pin) -> tuple[float, float]:
    """Return how wide and high the coordinate system is in which a frame's twins are placed."""
    if frame.style.preset:
        preset = preset_of(frame.style.preset)
        per = units_per(preset.width, preset.height, preset.dpi)
        return preset.width / per, preset.height / per
    return frame.place.width, frame.place.height


def shape_of(pixels: tuple[int, int], margin: int, dpi: int, preset: Preset | None) -> Shape:
    """Return the shape that a refit fills, in units."""
    per = units_per(*pixels, dpi)
    width, height = pixels[0] / per, pixels[1] / per
    clear = preset.clear_top * height if preset else 0.0
    # The kept-clear part has the margin above it and a gutter below, as the dashed guide shows.
    return Shape(width, height, margin / per, default_gutter(width, height), clear, 1 / per)
