# SPDX-License-Identifier: GPL-3.0-or-later
"""The pins that stand for the items of a foreign board, each exactly where its item was."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from moodboard.domain import grouping, strokes
from moodboard.domain.board import NOTE_STYLE, Pin, PinKind, PinStyle, Place, Tone, bounds_of
from moodboard.domain.drawing import Drawing, Shape
from moodboard.domain.foreign_board import (
    Drawn,
    ForeignBoard,
    Grouped,
    Item,
    Said,
    Shown,
    Stroke,
    UnplacedError,
    visible_part,
)
from moodboard.domain.ids import new_uuid
from moodboard.domain.reaching import FARTHEST

NOTE_PADDING = (12.0, 10.0)
"""From a note's edge to its words, as notes are painted."""
_SLACK = 1.03  # a row must not wrap because it was measured a hair too short
_LIST_LEAD = 1.6  # of the size: a list's sign and the gap after it
_CORNERED = 12  # points up to which a stroke of straight pieces was drawn corner by corner
_NEAR = 0.02  # of a piece: where a corner is held

Measure = Callable[[str, float], float]
"""How wide a row of words is at a size."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the foreign board that is in the library."""

    still: str
    width: int
    height: int


@dataclass(slots=True)
class Laid:
    """A foreign board's pins, and what became of each of its items."""

    pins: list[Pin] = field(default_factory=list)
    whole: int = 0
    """Items that came in just as they were."""
    faults: list[str] = field(default_factory=list)
    """A sentence for each that did not, or not at all."""


def lay(board: ForeignBoard, pictures: Mapping[int, Picture | str], now: str, measure: Measure) -> Laid:
    """Return the pins; ``pictures`` has why for each source that could not be taken in."""
    return _Laying(board, pictures, now, measure).all()


class _Laying:
    def __init__(
        self, board: ForeignBoard, pictures: Mapping[int, Picture | str], now: str, measure: Measure
    ) -> None:
        self._board = board
        self._pictures = pictures
        self._now = now
        self._measure = measure
        self._laid = Laid(faults=list(board.left_out))
        self._groups = {item.key: new_uuid() for item in board.items if isinstance(item, Grouped)}
        self._z = 0

    def all(self) -> Laid:
        groups: list[Grouped] = []
        for item in self._board.items:
            if isinstance(item, Grouped):
                groups.append(item)
                continue
            try:
                made, fault = self._pins(item)
            except UnplacedError as error:
                words = str(error)
                self._laid.faults.append(f"{self._called(item)} was left out: {words[:1].lower()}{words[1:]}")
                continue
            self._laid.pins += made
            self._count(item, fault)
        self._add_groups(groups)
        return self._laid

    def _count(self, item: Item, fault: str) -> None:
        if fault:
            self._laid.faults.append(f"{self._called(item)}: {fault}")
        else:
            self._laid.whole += 1

    def _called(self, item: Item) -> str:
        if isinstance(item, Shown):
            source = self._board.sources.get(item.picture)
            return item.name or (source.name if source else "A picture")
        if isinstance(item, Said):
            first = " ".join(item.plain.split())[:40]
            return f"The text “{first}”" if first else "A text"
        return item.name or ("A group" if isinstance(item, Grouped) else "A drawing")

    def _pin(self, item: Item, kind: PinKind, place: Place, style: PinStyle) -> Pin:
        self._z += 1
        return Pin(
            uuid=new_uuid(),
            kind=kind,
            place=place,
            z=float(self._z),
            style=replace(style, opacity=style.opacity * item.opacity),
            pinned=self._now,
            group=self._groups.get(item.group, "") if item.group is not None else "",
            name=item.name[:200],
            locked=item.locked,
        )

    def _pins(self, item: Item) -> tuple[list[Pin], str]:
        if isinstance(item, Shown):
            return self._picture(item)
        if isinstance(item, Said):
            return [self._note(item)], item.fault
        if isinstance(item, Drawn):
            return self._drawing(item), item.fault
        return [], ""

    def _picture(self, item: Shown) -> tuple[list[Pin], str]:
        picture = self._pictures.get(item.picture, "Its picture is not in the file.")
        if isinstance(picture, str):
            raise UnplacedError(picture)
        box, crop, fault = visible_part(item, picture.width, picture.height)
        # Square corners: boards of these programs are packed edge to edge.
        style = PinStyle(
            tone=Tone(greyscale=item.greyscale),
            flip_x=box.flip_x,
            corner=0.0,
            frame_at=max(0, item.frame),
        )
        pin = self._pin(item, PinKind.STILL, box.place, style)
        return [replace(pin, still=picture.still, crop=crop)], fault

    # -- words ---------------------------------------------------------------------------------------

    def _note(self, item: Said) -> Pin:
        scale = item.matrix.scale
        if not math.isfinite(scale) or scale <= 0:
            raise UnplacedError("It has no size.")
        size = item.size * scale
        width, height = self._note_size(item, size, scale)
        cx, cy = 0.0, 0.0
        if item.origin is not None:
            cx = item.origin[0] + (width / 2 - NOTE_PADDING[0]) / scale
            cy = item.origin[1] + (height / 2 - NOTE_PADDING[1]) / scale
        width, height = width / scale, height / scale
        box = item.matrix.box(cx - width / 2, cy - height / 2, width, height)
        text = replace(NOTE_STYLE, size=size, colour=item.colour)
        style = PinStyle(text=text, background=item.background)
        return replace(self._pin(item, PinKind.NOTE, box.place, style), text=item.text)

    def _note_size(self, item: Said, size: float, scale: float) -> tuple[float, float]:
        """Return the card's size in board units: as it was given, else what its words take."""
        rows = [(row, _LIST_LEAD * size if _is_point(row) else 0.0) for row in item.plain.splitlines()]
        lengths = [lead + _SLACK * self._measure(row, size) for row, lead in rows] or [0.0]
        given = item.box or (0.0, 0.0)
        if math.isfinite(given[0]) and given[0] > 0:
            width = max(given[0] * scale, size + 2 * NOTE_PADDING[0])
        else:
            width = math.ceil(max(lengths)) + 1 + 2 * NOTE_PADDING[0]
        inner = width - 2 * NOTE_PADDING[0]
        count = sum(max(1, math.ceil(length / inner)) for length in lengths)
        height = count * size * NOTE_STYLE.leading + 2 * NOTE_PADDING[1]
        if math.isfinite(given[1]) and given[1] > 0:
            height = max(height, given[1] * scale)
        return width, height

    # -- drawings and groups -------------------------------------------------------------------------

    def _drawing(self, item: Drawn) -> list[Pin]:
        """Return one pin a stroke; several are kept together by a group, as they were by the drawing."""
        made = [self._stroke(item, stroke) for stroke in item.strokes]
        if len(made) < 2:
            return made
        whole = self._pin(item, PinKind.GROUP, _around(made), PinStyle())
        whole = replace(whole, text=whole.name, name="", style=PinStyle())
        return [*(replace(pin, group=whole.uuid, name="") for pin in made), whole]

    def _stroke(self, item: Drawn, stroke: Stroke) -> Pin:
        points = [item.matrix.map(x, y) for x, y in stroke.points]
        width = stroke.width * item.matrix.scale
        numbers = [width, *(number for point in points for number in point)]
        if not all(math.isfinite(number) and abs(number) <= FARTHEST for number in numbers):
            raise UnplacedError("It lies too far out, or is too large.")
        if len(points) > 2:
            points = _cornered(points) if len(points) <= _CORNERED else points
        place, fractions = strokes.framed(points)
        shape = Shape.LINE if len(points) == 2 else Shape.PEN
        drawing = Drawing(shape, fractions, colour=stroke.colour, width=max(0.1, width), dashed=stroke.dashed)
        pin = self._pin(item, PinKind.DRAWING, place, PinStyle(opacity=stroke.opacity))
        return replace(pin, drawing=drawing)

    def _add_groups(self, groups: Sequence[Grouped]) -> None:
        """Make the groups that have members, the innermost first: a place is that of the members."""
        members: dict[str, list[Pin]] = {}
        for pin in self._laid.pins:
            members.setdefault(pin.group, []).append(pin)
        for item in reversed(groups):
            own = members.get(self._groups[item.key], [])
            if not own:
                self._laid.whole += 1  # an empty group is nothing that could be seen
                continue
            style = PinStyle(background=item.background)
            group = Pin(
                uuid=self._groups[item.key],
                kind=PinKind.GROUP,
                place=_around(own),
                z=max(pin.z for pin in own),
                text=item.name[:200],
                style=style,
                pinned=self._now,
                group=self._groups.get(item.group, "") if item.group is not None else "",
                locked=item.locked,
            )
            padded = group.place.rect.grown(grouping.padding_of(group))
            group = replace(group, place=Place(padded.x, padded.y, padded.width, padded.height))
            self._laid.pins.append(group)
            members.setdefault(group.group, []).append(group)
            self._count(item, item.fault)


def _around(pins: Sequence[Pin]) -> Place:
    around = bounds_of(list(pins))
    assert around is not None
    return Place(around.x, around.y, around.width, around.height)


def _is_point(row: str) -> bool:
    return row.startswith("- ") or row.split(". ", 1)[0].isdecimal()


def _cornered(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the points with two more on each piece, so that a pen's smooth course keeps the corners."""
    kept = [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        kept += [
            (ax + (bx - ax) * _NEAR, ay + (by - ay) * _NEAR),
            (bx + (ax - bx) * _NEAR, by + (ay - by) * _NEAR),
            (bx, by),
        ]
    return kept
