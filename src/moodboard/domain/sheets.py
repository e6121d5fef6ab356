# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets of paper laid out in one command: for a tattooist, and for a print.

A sheet is a frame in units of 1/96 inch filled with plain pins, so everything on it can be moved
and edited like anything else. Lengths on a tattoo sheet are real: a line of 8 cm is printed 8 cm wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from moodboard.domain import arrange, framing, strokes
from moodboard.domain.board import NOTE_STYLE, Pin, PinKind, PinStyle, Place, Rect, TextStyle, Tone
from moodboard.domain.drawing import Drawing, Shape
from moodboard.domain.export import units_per
from moodboard.domain.ids import new_uuid
from moodboard.domain.line import Line
from moodboard.domain.presets import PRESETS

CM = 96 / 2.54
"""Units of one centimetre."""
MARGIN = 1.2 * CM
GUTTER = 14.0
MOST_STILLS = 4
"""Pictures on a tattoo sheet, each of them three times."""
WIDTHS = (4, 8, 12)
"""Centimetres that each line is wide on a tattoo sheet."""
OUTLINE = 0.6
PAPER, INK, INK_2 = "#ffffff", "#000000", "#63534a"
_MANY = 12
"""Pictures of a print beyond which it is an A3."""
MARK = "Crop mark"
"""What crop marks are called in the list of layers, by which they are known."""
_HAIR = 0.75
_TICK = 6.0
_CAPTION = 26.0
_LETTER = 6.6
"""Units that a letter of a caption takes at the most, on average."""
_NOTE_INSET = (12.0, 10.0)
_NOTE_HEIGHT = 36.0
_SIZE_GAP = 18.0
_SIZE_ROWS = ((4, 8), (12,))
_OVER_BAR = 10.0
_LABEL_ROOM = 78.0
_FOOT = 24.0
_MARK_NEAR, _MARK_FAR = 0.2 * CM, 0.7 * CM


class SheetKind(StrEnum):
    """What a sheet is for."""

    TATTOO = "tattoo"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture for a sheet: the pin it is taken from, and its shape."""

    pin: Pin
    ratio: float
    timecode: str = ""
    film: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set, and where its ink lies in its place."""

    style: TextStyle
    width: float
    height: float
    ink: Rect


class Setter(Protocol):
    """Who knows the fonts."""

    def exactly(self, words: str, style: TextStyle, width: float) -> Setting:
        """Set words so that their ink is exactly so wide, in few rows of like lengths."""

    def within(self, line: Line, style: TextStyle, width: float) -> Setting:
        """Set a line in its own size at most so wide, with its source when the style asks for it."""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands on a sheet, in the person's language."""

    name: str
    size: str = "{cm} cm"
    foot: str = "Print at 100 %, not fitted to the page. Each bar is as long as it says."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A frame at the origin with what lies on it, the back first."""

    frame: Pin
    pins: tuple[Pin, ...]
    left_out: tuple[str, ...] = ()
    """Uuids of the pins there was no room for."""


def paper_for(kind: SheetKind, stills: int) -> str:
    """Return the preset of a sheet's paper."""
    return "a3" if kind is SheetKind.PRINT and stills > _MANY else "a4"


def sheet(
    kind: SheetKind,
    shots: Sequence[Shot],
    lines: Sequence[tuple[Pin, Line]],
    setter: Setter,
    words: SheetWords,
    paper: str = "",
    marks: bool = False,
) -> Sheet:
    """Lay a sheet out."""
    frame = _frame(kind, paper or paper_for(kind, len(shots)), words.name)
    if kind is SheetKind.TATTOO:
        pins, left_out = _tattoo(frame.place.rect, shots, lines, setter, words)
    else:
        pins, left_out = _print(frame.place.rect, shots, lines, setter)
    if marks:
        pins += crop_marks(frame)
    ordered = tuple(replace(pin, z=float(n)) for n, pin in enumerate(pins))
    return Sheet(frame, ordered, tuple(left_out))


def _frame(kind: SheetKind, preset: str, name: str) -> Pin:
    shape = PRESETS[preset]
    per = units_per(shape.width, shape.height, shape.dpi)
    style = PinStyle(preset=preset, background=PAPER, sheet=kind.value)
    place = Place(0, 0, shape.width / per, shape.height / per)
    return Pin(new_uuid(), PinKind.FRAME, place, text=name, style=style)


# -- the tattoo sheet ----------------------------------------------------------------------------


def _tattoo(
    page: Rect,
    shots: Sequence[Shot],
    lines: Sequence[tuple[Pin, Line]],
    setter: Setter,
    words: SheetWords,
) -> tuple[list[Pin], list[str]]:
    left_out = [shot.pin.uuid for shot in shots[MOST_STILLS:]]
    inner = page.grown(-MARGIN)
    bottom = inner.bottom - _FOOT
    room = bottom - inner.y
    blocks: list[tuple[list[Pin], float]] = []
    used = 0.0
    for pin, line in lines:
        block = _in_sizes(pin, line, setter, words)
        taken = block[1] + 2 * GUTTER
        if used + taken > room * (0.55 if shots else 1.0) and blocks:
            left_out.append(pin.uuid)
            continue
        blocks.append(block)
        used += taken
    pins = [_label(words.foot, inner.x, inner.bottom - 8.0, inner.width)]
    pins += _in_three(shots[:MOST_STILLS], inner, room - used)
    y = max((pin.place.rect.bottom + 2 * GUTTER for pin in pins[1:]), default=inner.y)
    for made, height in blocks:
        pins += [_moved(pin, inner.x, y) for pin in made]
        y += height + 2 * GUTTER
    return pins, left_out


def _in_three(shots: Sequence[Shot], inner: Rect, room: float) -> list[Pin]:
    """Lay each picture in colour, in grey and in outline: the outline large where there is room."""
    room -= GUTTER * max(0, len(shots) - 1)
    chosen = [_block(shot.ratio, inner.width) for shot in shots]
    if sum(_height(places) for places in chosen) > room:
        most = [_height(_row(shot.ratio, inner.width)) for shot in shots]
        height = _even(most, room)
        chosen = [
            _row(shot.ratio, inner.width, min(height, own)) for shot, own in zip(shots, most, strict=True)
        ]
    pins: list[Pin] = []
    y = inner.y
    for shot, places in zip(shots, chosen, strict=True):
        for place, tone in zip(places, _tones(shot.pin.style.tone), strict=True):
            rect = Rect(inner.x + place.x, y + place.y, place.width, place.height)
            pins.append(_still(shot, rect, tone))
        y += _height(places) + GUTTER
    return pins


def _height(places: Sequence[Rect]) -> float:
    return max(place.bottom for place in places)


def _even(most: Sequence[float], room: float) -> float:
    """Return the height at which rows that may be lower fill the room together."""
    left, waiting = max(room, 24.0 * len(most)), sorted(most)
    while waiting and waiting[0] * len(waiting) <= left:
        left -= waiting.pop(0)
    return left / len(waiting) if waiting else max(most, default=0.0)


def _block(ratio: float, width: float) -> tuple[Rect, Rect, Rect]:
    """Return colour and grey over each other beside a large outline, all edges shared."""
    small = max(width * 0.12, (width - GUTTER * (1 + ratio)) / 3)
    large = width - GUTTER - small
    if abs(large / ratio - (2 * small / ratio + GUTTER)) > 1:  # too wide a picture for shared edges
        return _row(ratio, width)
    x, height = large + GUTTER, small / ratio
    return (
        Rect(x, 0, small, height),
        Rect(x, height + GUTTER, small, height),
        Rect(0, 0, large, large / ratio),
    )


def _row(ratio: float, width: float, height: float = 0.0) -> tuple[Rect, Rect, Rect]:
    """Return all three at the left edges of three columns, as wide as those or as high as is said."""
    each = (width - 2 * GUTTER) / 3
    height = height or each / ratio
    first, second, third = (Rect(n * (each + GUTTER), 0, height * ratio, height) for n in range(3))
    return first, second, third


def _tones(own: Tone) -> tuple[Tone, Tone, Tone]:
    colour = replace(own, greyscale=False, outline=0.0)
    return colour, Tone(greyscale=True), Tone(outline=OUTLINE)


def _in_sizes(pin: Pin, line: Line, setter: Setter, words: SheetWords) -> tuple[list[Pin], float]:
    """Return a line in its sizes, each over a bar of its length, the smaller two side by side."""
    wanted = replace(pin.style.text, colour=INK, attribution=False, hanging=False, veil=False, exchange="off")
    made = {cm: setter.exactly(line.text, wanted, cm * CM) for cm in WIDTHS}
    pins: list[Pin] = []
    y = 0.0
    for row in _SIZE_ROWS:
        bar = y + max(made[cm].ink.height for cm in row) + _OVER_BAR
        x = 0.0
        for cm in row:
            pins += _in_size(line, made[cm], x, bar, cm * CM, words.size.format(cm=cm))
            x += cm * CM + _LABEL_ROOM
        y = bar + _TICK / 2 + _SIZE_GAP
    return pins, y - _SIZE_GAP


def _in_size(line: Line, made: Setting, x: float, bar: float, width: float, name: str) -> list[Pin]:
    """Return a group of a line, its bar and what the bar says."""
    top = bar - _OVER_BAR - made.ink.height
    place = Place(x - made.ink.x, top - made.ink.y, made.width, made.height)
    style = PinStyle(text=made.style, ink=INK_2)
    parts = [
        _label(name, x + width + 8.0, bar, 40.0),
        *(_moved(pin, x, bar) for pin in _bar(width)),
        Pin(new_uuid(), PinKind.LINE, place, line=line.uuid, style=style),
    ]
    around = parts[0].place.bounds
    for part in parts[1:]:
        around = around.united(part.place.bounds)
    whole = Place(around.x, around.y, around.width, around.height)
    group = Pin(new_uuid(), PinKind.GROUP, whole, text=name)
    return [*(replace(part, group=group.uuid) for part in parts), group]


def _bar(width: float) -> list[Pin]:
    """Return a thin line of a length between two ticks."""
    half = _TICK / 2
    runs = (
        ((0.0, 0.0), (width, 0.0)),
        ((0.0, -half), (0.0, half)),
        ((width, -half), (width, half)),
    )
    return [_stroke(*run) for run in runs]


def _stroke(start: tuple[float, float], end: tuple[float, float]) -> Pin:
    place, points = strokes.framed((start, end))
    drawing = Drawing(Shape.LINE, points, colour=INK_2, width=_HAIR)
    return Pin(new_uuid(), PinKind.DRAWING, place, drawing=drawing)


def _label(words: str, x: float, middle: float, width: float) -> Pin:
    """Return small words on the paper, their first letter at x, their middle at a height."""
    across = _NOTE_INSET[0]
    place = Place(x - across, middle - _NOTE_HEIGHT / 2, width + 2 * across, _NOTE_HEIGHT)
    style = PinStyle(text=replace(NOTE_STYLE, colour=INK_2), background=PAPER, shadow=False)
    return Pin(new_uuid(), PinKind.NOTE, place, text=words, style=style)


# -- the print sheet -----------------------------------------------------------------------------


def _print(
    page: Rect, shots: Sequence[Shot], lines: Sequence[tuple[Pin, Line]], setter: Setter
) -> tuple[list[Pin], list[str]]:
    inner = page.grown(-MARGIN)
    room = inner.height
    left_out: list[str] = []
    set_lines: list[tuple[Pin, Line, Setting]] = []
    for pin, line in lines:
        wanted = replace(pin.style.text, colour=INK, attribution=True, veil=False)
        made = setter.within(line, wanted, inner.width)
        taken = made.height + 2.5 * GUTTER
        if room - taken < (inner.height * 0.45 if shots else 0) and set_lines:
            left_out.append(pin.uuid)
            continue
        room -= taken
        set_lines.append((pin, line, made))
    pins, y = _justified(shots, inner, room)
    for _pin, line, made in set_lines:
        y += 2.5 * GUTTER if pins else 0.0
        place = Place(inner.x, y, made.width, made.height)
        style = PinStyle(text=made.style, ink=INK_2)
        pins.append(Pin(new_uuid(), PinKind.LINE, place, line=line.uuid, style=style))
        y += made.height
    return pins, left_out


def _justified(shots: Sequence[Shot], inner: Rect, room: float) -> tuple[list[Pin], float]:
    """Lay pictures in rows that are as high as fits, each with its caption; and where they end."""
    if not shots:
        return [], inner.y
    ratios = [shot.ratio for shot in shots]
    best: list[Rect] = []
    target = inner.width
    while True:
        rects = arrange.justified_rows(ratios, inner.width, GUTTER, target)
        tops = sorted({rect.y for rect in rects})
        total = max(rect.bottom for rect in rects) + _CAPTION * len(tops)
        best = [
            Rect(rect.x, rect.y + _CAPTION * tops.index(rect.y), rect.width, rect.height) for rect in rects
        ]
        if total <= room or target < 24:
            break
        target *= 0.94
    if total > room:  # one tall picture: narrower than the paper
        scale = room / total
        best = [Rect(r.x * scale, r.y * scale, r.width * scale, r.height * scale) for r in best]
    pins = [
        _still(shot, Rect(inner.x + rect.x, inner.y + rect.y, rect.width, rect.height), shot.pin.style.tone)
        for shot, rect in zip(shots, best, strict=True)
    ]
    captioned = [
        replace(pin, style=replace(pin.style, caption=_caption(shot, pin.place.width), ink=INK_2))
        for shot, pin in zip(shots, pins, strict=True)
    ]
    return captioned, max(pin.place.rect.bottom for pin in pins) + _CAPTION


def _caption(shot: Shot, width: float) -> str:
    """Return as much of timecode and film as stands in one row under a picture."""
    both = len(shot.timecode) + len(shot.film) + (3 if shot.timecode and shot.film else 0)
    for length, caption in (
        (both, "{timecode} · {film}"),
        (len(shot.timecode), "{timecode}"),
        (len(shot.film), "{film}"),
    ):
        if 0 < length * _LETTER <= width:
            return caption
    return ""


def _still(shot: Shot, rect: Rect, tone: Tone) -> Pin:
    own = shot.pin
    style = PinStyle(
        tone=tone,
        corner=0.0,
        shadow=False,
        flip_x=own.style.flip_x,
        flip_y=own.style.flip_y,
        frame_at=own.style.frame_at,
    )
    place = Place(rect.x, rect.y, rect.width, rect.height)
    return Pin(new_uuid(), PinKind.STILL, place, still=own.still, crop=own.crop, style=style)


def _moved(pin: Pin, dx: float, dy: float) -> Pin:
    return replace(pin, place=replace(pin.place, x=pin.place.x + dx, y=pin.place.y + dy))


def crop_marks(frame: Pin) -> list[Pin]:
    """Return eight thin lines at the corners of the margin, along which the paper can be cut."""
    box = frame.place.rect.grown(-MARGIN)
    marks: list[Pin] = []
    for x, out_x in ((box.x, -1), (box.right, 1)):
        for y, out_y in ((box.y, -1), (box.bottom, 1)):
            marks.append(_stroke((x + out_x * _MARK_NEAR, y), (x + out_x * _MARK_FAR, y)))
            marks.append(_stroke((x, y + out_y * _MARK_NEAR), (x, y + out_y * _MARK_FAR)))
    return [replace(mark, name=MARK) for mark in marks]


def laid_at(made: Sheet, x: float, y: float, mirrored: bool = False) -> Sheet:
    """Return the sheet with its top left at a point, mirrored left to right when asked for."""
    pins = framing.mirrored(made.pins, made.frame) if mirrored else made.pins
    return replace(made, frame=_moved(made.frame, x, y), pins=tuple(_moved(pin, x, y) for pin in pins))
