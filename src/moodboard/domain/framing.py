# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames on a board: what lies in them, what they are called, what their files are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from moodboard.domain import grouping
from moodboard.domain.board import Pin, PinKind
from moodboard.domain.file_names import file_name
from moodboard.domain.text_keys import folded

Pins = Mapping[str, Pin]
_NUMBER = re.compile(r" \d+$")


def frames_of(pins: Iterable[Pin]) -> tuple[Pin, ...]:
    """Return the frames as they are read: by rows from the top, each from the left."""
    found = [pin for pin in pins if pin.kind is PinKind.FRAME]
    return tuple(sorted(found, key=lambda pin: (pin.place.y, pin.place.x, pin.uuid)))


def contents(pins: Pins, frames: Iterable[str]) -> list[str]:
    """Return the pins that lie in these frames, by their middles; smaller frames in larger ones too.

    A group lies in a frame as a whole, or not at all.
    """
    outer = [pins[uuid] for uuid in frames if uuid in pins and pins[uuid].kind is PinKind.FRAME]
    if not outer:
        return []
    grouped = grouping.has_groups(pins)
    found: dict[str, None] = {}
    for pin in pins.values():
        if pin.frame:
            continue
        for frame in outer:
            whole = pins[grouping.topmost_of(pins, pin.uuid, frame.group)] if grouped and pin.group else pin
            if whole.uuid != frame.uuid and _lies_in(whole, frame):
                found.setdefault(pin.uuid)
                break
    for frame in outer:
        found.pop(frame.uuid, None)
    return list(found)


def _lies_in(pin: Pin, frame: Pin) -> bool:
    if not frame.place.contains(*pin.place.rect.centre):
        return False
    if pin.kind is not PinKind.FRAME:
        return True
    return pin.place.width * pin.place.height < frame.place.width * frame.place.height


def free_name(name: str, pins: Iterable[Pin]) -> str:
    """Return the name, with a number when another frame has it: frames are exported by their names."""
    taken = {folded(pin.text) for pin in pins if pin.kind is PinKind.FRAME}
    found, n = name, 2
    while folded(found) in taken:
        found, n = f"{name} {n}", n + 1
    return found


def names_apart(copies: Iterable[Pin], pins: Iterable[Pin]) -> dict[str, str]:
    """Return the names of frames that are about to be repeated among these pins, by their uuids."""
    frames = frames_of(copies)
    there = list(frames_of(pins)) if frames else []
    called: dict[str, str] = {}
    for frame in frames:
        called[frame.uuid] = free_name(_NUMBER.sub("", frame.text), there)
        there.append(replace(frame, text=called[frame.uuid]))
    return called


def files_for(frames: Sequence[Pin], target: Path) -> tuple[Path, ...]:
    """Return a file beside ``target`` for each frame, ``stem (Name).ext``; equal names are numbered."""
    taken: set[str] = set()
    made: list[Path] = []
    for frame in frames:
        name = file_name(frame.text, "Frame")
        said, n = name, 2
        while said.casefold() in taken:  # as file systems that ignore the case see it
            said, n = f"{name} {n}", n + 1
        taken.add(said.casefold())
        made.append(target.with_name(f"{target.stem} ({said}){target.suffix}"))
    return tuple(made)


def mirrored(pins: Iterable[Pin], frame: Pin) -> tuple[Pin, ...]:
    """Return what lies in a frame mirrored left to right in it: places, pictures, words and drawings."""
    cx = frame.place.rect.centre[0]
    return tuple(_mirrored(pin, cx) for pin in pins)


def _mirrored(pin: Pin, cx: float) -> Pin:
    place, style, drawing = pin.place, pin.style, pin.drawing
    if pin.kind in (PinKind.STILL, PinKind.LINE, PinKind.NOTE):
        style = replace(style, flip_x=not style.flip_x)
    if drawing is not None:
        drawing = replace(
            drawing,
            points=tuple((1 - x, y) for x, y in drawing.points),
            start_at=(1 - drawing.start_at[0], drawing.start_at[1]),
            end_at=(1 - drawing.end_at[0], drawing.end_at[1]),
        )
    x = 2 * cx - place.x - place.width
    return replace(
        pin,
        place=replace(place, x=x, turn=-place.turn % 360),
        style=style,
        drawing=drawing,
        colours=tuple(reversed(pin.colours)),
    )
