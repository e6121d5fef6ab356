# SPDX-License-Identifier: GPL-3.0-or-later
"""Lay a tattoo sheet or a print sheet on a board, for the window and the command line alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from moodboard.domain import framing, grouping, sheets, stacking
from moodboard.domain.board import Pin, PinKind, bounds_of
from moodboard.domain.edits import BoardEdit
from moodboard.domain.errors import KnownError
from moodboard.domain.export import SHARP_IN_PRINT
from moodboard.domain.ids import new_uuid, utc_now
from moodboard.domain.line import Line, format_timecode
from moodboard.domain.sheets import Setter, SheetKind, SheetWords, Shot
from moodboard.domain.still import Still

NAMES = {SheetKind.TATTOO: "Tattoo sheet", SheetKind.PRINT: "Print sheet"}
_AWAY = 96.0
_INCH = 96.0


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet that is ready to be laid: one edit, hence one undo step."""

    frame: Pin
    edit: BoardEdit
    left_out: tuple[str, ...]
    """Uuids of the pins that did not fit on it."""
    soft: tuple[Still, ...]
    """Stills with fewer than 180 pixels for each printed inch, the softest first."""


def laid(
    kind: SheetKind,
    pins: Mapping[str, Pin],
    stills: Mapping[str, Still],
    lines: Mapping[str, Line],
    films: Mapping[int, str],
    chosen: Iterable[str],
    setter: Setter,
    words: SheetWords,
    *,
    mirrored: bool = False,
    paper: str = "",
    marks: bool = False,
) -> Laid:
    """Return a sheet of the chosen stills and lines, beside everything that lies on the board."""
    asked = [pins[uuid] for uuid in stacking.reading_order(_seen(pins, chosen))]
    shots = [
        _shot(pin, still, films)
        for pin in asked
        if pin.kind is PinKind.STILL and (still := stills.get(pin.still)) is not None and still.height > 0
    ]
    said = [
        (pin, lines[pin.line])
        for pin in asked
        if pin.kind is PinKind.LINE and pin.line in lines and lines[pin.line].text.strip()
    ]
    if not shots and not said:
        raise KnownError("Choose the pictures and the lines for the sheet first.")
    words = replace(words, name=framing.free_name(words.name, pins.values()))
    made = sheets.sheet(kind, shots, said, setter, words, paper, marks)
    own = [pin for pin in pins.values() if not pin.frame]
    bounds = bounds_of(own)
    x, y = (bounds.right + _AWAY, bounds.y) if bounds is not None else (0.0, 0.0)
    made = sheets.laid_at(made, x, y, mirrored)
    now = utc_now()
    frame = replace(made.frame, z=stacking.back_z(own), pinned=now)
    front = stacking.front_z(own)
    laid_pins = tuple(replace(pin, z=front + n, pinned=now) for n, pin in enumerate(made.pins))
    return Laid(frame, BoardEdit(after=(frame, *laid_pins)), made.left_out, _soft(laid_pins, stills))


def _shot(pin: Pin, still: Still, films: Mapping[int, str]) -> Shot:
    ratio = still.width * pin.crop.width / (still.height * pin.crop.height)
    film = films.get(still.film_id, "") if still.film_id is not None else ""
    return Shot(pin, ratio, format_timecode(still.timecode) or "", film)


def all_of(pins: Mapping[str, Pin]) -> list[str]:
    """Return the stills and lines of a board that lie on no sheet yet."""
    on_sheets = set(framing.contents(pins, (pin.uuid for pin in pins.values() if pin.style.sheet)))
    return [
        pin.uuid
        for pin in pins.values()
        if pin.kind in (PinKind.STILL, PinKind.LINE) and not pin.frame and pin.uuid not in on_sheets
    ]


def mirrored(pins: Mapping[str, Pin], frame: str) -> tuple[Pin, ...]:
    """Return what lies in a frame, mirrored; groups follow what is in them."""
    inside = [pins[uuid] for uuid in framing.contents(pins, (frame,))]
    return framing.mirrored((pin for pin in inside if pin.kind is not PinKind.GROUP), pins[frame])


def crop_marks(pins: Mapping[str, Pin], frame: Pin) -> BoardEdit:
    """Return what puts crop marks into a frame, or takes them away when it has some."""
    inside = [pins[uuid] for uuid in framing.contents(pins, (frame.uuid,))]
    there = tuple(pin for pin in inside if pin.kind is PinKind.DRAWING and pin.name == sheets.MARK)
    if there:
        return BoardEdit(before=there)
    front = stacking.front_z([pin for pin in pins.values() if not pin.frame])
    now = utc_now()
    made = sheets.crop_marks(frame)
    return BoardEdit(
        after=tuple(
            replace(pin, uuid=new_uuid(), z=front + n, pinned=now, group=frame.group)
            for n, pin in enumerate(made)
        )
    )


def _seen(pins: Mapping[str, Pin], chosen: Iterable[str]) -> list[Pin]:
    names = _leaves(pins, chosen)
    hidden = grouping.unseen(pins)
    return [pins[uuid] for uuid in names if uuid not in hidden]


def _leaves(pins: Mapping[str, Pin], chosen: Iterable[str]) -> Sequence[str]:
    """Return these pins with what lies in the groups and frames among them."""
    names = [uuid for uuid in chosen if uuid in pins]
    return grouping.leaves(pins, dict.fromkeys((*names, *framing.contents(pins, names))))


def _soft(pins: Iterable[Pin], stills: Mapping[str, Still]) -> tuple[Still, ...]:
    found: dict[str, tuple[float, Still]] = {}
    for pin in pins:
        still = stills.get(pin.still)
        if still is None or pin.style.tone.outline:  # an outline is sharp at any size
            continue
        dpi = still.width * pin.crop.width / pin.place.width * _INCH
        if dpi < SHARP_IN_PRINT:
            found[still.uuid] = min(found.get(still.uuid, (dpi, still)), (dpi, still), key=lambda f: f[0])
    return tuple(still for _, still in sorted(found.values(), key=lambda f: (f[0], f[1].uuid)))
