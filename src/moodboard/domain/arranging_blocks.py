# SPDX-License-Identifier: GPL-3.0-or-later
"""What is arranged: blocks, which are pins with everything that comes along with them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from moodboard.domain import transforms
from moodboard.domain.board import Pin, PinKind, Place, Rect
from moodboard.domain.grouping import above, unseen

Targets = dict[str, Rect]
"""The bounds that blocks are to get, by their uuids."""

_CELL = 256.0
_MOST_CELLS = 400


@dataclass(frozen=True, slots=True)
class Block:
    """One thing to arrange: a pin, or a frame or a group with what belongs to it."""

    lead: Pin
    bounds: Rect
    """Of the lead, turned as it is."""
    along: tuple[Pin, ...] = ()
    """Pins that move and scale with it: what lies in a frame, a group's members, a drawing on a picture."""

    @property
    def uuid(self) -> str:
        """The name of the pin that leads it."""
        return self.lead.uuid

    @property
    def stretches(self) -> bool:
        """Whether rows and columns may give it another size; words keep theirs."""
        return self.lead.kind is PinKind.STILL

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.bounds.width / self.bounds.height if self.bounds.height > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a command acts on, and what it has to leave alone."""

    blocks: tuple[Block, ...] = ()
    fixed: tuple[Rect, ...] = ()
    """The locked pins among what was chosen: they stay, and the others go by them."""
    obstacles: tuple[Rect, ...] = ()
    """Locked pins anywhere on the board on which nothing that is arranged lies."""


@dataclass(slots=True)
class _Board:
    """The own pins of a board, and who belongs to whom."""

    own: dict[str, Pin]
    members: dict[str, list[Pin]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for pin in self.own.values():
            if pin.group in self.own:
                self.members.setdefault(pin.group, []).append(pin)

    def groups_of(self, pin: Pin) -> list[Pin]:
        """Return the groups around a pin, the innermost first."""
        return [self.own[uuid] for uuid in above(self.own, pin.uuid)] if pin.group else []

    def kept_back(self) -> set[str]:
        """Return what stays: locked pins, what lies in locked groups, groups with a locked pin in them."""
        found: set[str] = set()
        for pin in self.own.values():
            groups = self.groups_of(pin)
            if pin.locked or any(group.locked for group in groups):
                found.update((pin.uuid, *(group.uuid for group in groups)))
        return found

    def inside(self, frame: Pin) -> list[Pin]:
        """Return what lies in a frame: by its own centre, or by that of the outermost group around it."""
        around = {group.uuid for group in self.groups_of(frame)}
        found = []
        for pin in self.own.values():
            if pin.kind is PinKind.FRAME:
                continue
            unit = pin
            for group in self.groups_of(pin):
                if group.uuid not in around:
                    unit = group
            if frame.place.contains(*unit.place.rect.centre) and pin.uuid not in around:
                found.append(pin)
        return found

    def belonging(self, group: Pin) -> list[Pin]:
        """Return a group's members, theirs, and what lies in frames among them."""
        found: dict[str, Pin] = {}
        waiting = [group]
        while waiting:
            for pin in self.members.get(waiting.pop().uuid, ()):
                if pin.uuid not in found and pin.uuid != group.uuid:
                    found[pin.uuid] = pin
                    waiting.append(pin)
        for frame in [pin for pin in found.values() if pin.kind is PinKind.FRAME]:
            for pin in self.inside(frame):
                found.setdefault(pin.uuid, pin)
        return list(found.values())


def arranged(chosen: Collection[str], pins: Mapping[str, Pin]) -> Arranged:
    """Return the blocks that a command acts on: what is chosen, or all of the board when nothing is.

    A single frame or group that is chosen stands for what is in it. Hidden pins, and drawings that
    are attached to others, are none: those follow by themselves.
    """
    board = _Board({uuid: pin for uuid, pin in pins.items() if not pin.frame})
    names = [uuid for uuid in chosen if uuid in board.own] or list(board.own)
    names = _opened(board, names) if chosen else names
    hidden = unseen(board.own)
    seen = [board.own[uuid] for uuid in names if uuid not in hidden]
    locked = board.kept_back()
    picked = {pin.uuid for pin in seen}
    leads = [
        pin
        for pin in seen
        if pin.uuid not in locked
        and not _is_attached(pin, board.own)
        and not any(group.uuid in picked for group in board.groups_of(pin))
    ]
    blocks = _with_drawings(_blocks(board, leads, locked))
    fixed = tuple(pin.place.bounds for pin in seen if pin.uuid in locked)
    return Arranged(tuple(blocks), fixed, _obstacles(board, blocks, locked - hidden))


def _opened(board: _Board, names: list[str]) -> list[str]:
    if len(names) != 1:
        return names
    only = board.own[names[0]]
    if only.kind is PinKind.GROUP:
        return [pin.uuid for pin in board.members.get(only.uuid, ())]
    if only.kind is PinKind.FRAME:
        return [pin.uuid for pin in board.inside(only)]
    return names


def _is_attached(pin: Pin, own: Mapping[str, Pin]) -> bool:
    return pin.drawing is not None and (pin.drawing.start in own or pin.drawing.end in own)


def _blocks(board: _Board, leads: Sequence[Pin], locked: Collection[str]) -> list[Block]:
    """Return a block for each lead; a pin comes along with one only, frames take first."""
    taken: set[str] = set()
    along: dict[str, tuple[Pin, ...]] = {}
    for frame in [pin for pin in leads if pin.kind is PinKind.FRAME]:
        along[frame.uuid] = _free(board.inside(frame), taken, locked)
    for group in [pin for pin in leads if pin.kind is PinKind.GROUP and pin.uuid not in taken]:
        along[group.uuid] = _free(board.belonging(group), taken, locked)
    return [
        Block(lead, lead.place.bounds, along.get(lead.uuid, ())) for lead in leads if lead.uuid not in taken
    ]


def _free(pins: Iterable[Pin], taken: set[str], locked: Collection[str]) -> tuple[Pin, ...]:
    found = tuple(pin for pin in pins if pin.uuid not in taken and pin.uuid not in locked)
    taken.update(pin.uuid for pin in found)
    return found


def _with_drawings(blocks: list[Block]) -> list[Block]:
    """Let a drawing whose middle lies on something else that is arranged come along with it."""
    drawn = [block for block in blocks if block.lead.kind is PinKind.DRAWING]
    if not drawn or len(drawn) == len(blocks):
        return blocks
    cells: dict[tuple[int, int], list[Block]] = {}
    for block in drawn:
        x, y = block.bounds.centre
        cells.setdefault((math.floor(x / _CELL), math.floor(y / _CELL)), []).append(block)
    under: dict[str, Block] = {}
    for block in blocks:
        if block.lead.kind is not PinKind.DRAWING:
            for drawing in _near(cells, drawn, block.bounds):
                best = under.get(drawing.uuid)
                on_it = block.lead.place.contains(*drawing.bounds.centre)
                if on_it and (best is None or best.lead.z < block.lead.z):
                    under[drawing.uuid] = block
    riding: dict[str, list[Pin]] = {}
    for drawing in drawn:
        if drawing.uuid in under:
            riding.setdefault(under[drawing.uuid].uuid, []).append(drawing.lead)
    return [
        Block(block.lead, block.bounds, (*block.along, *riding.get(block.uuid, ())))
        for block in blocks
        if block.uuid not in under
    ]


def _near(cells: dict[tuple[int, int], list[Block]], drawn: list[Block], rect: Rect) -> list[Block]:
    across = range(math.floor(rect.x / _CELL), math.floor(rect.right / _CELL) + 1)
    down = range(math.floor(rect.y / _CELL), math.floor(rect.bottom / _CELL) + 1)
    if len(across) * len(down) > _MOST_CELLS:
        return drawn
    return [block for column in across for row in down for block in cells.get((column, row), ())]


def _obstacles(board: _Board, blocks: Sequence[Block], locked: Collection[str]) -> tuple[Rect, ...]:
    """Return the locked pins to keep clear of; one on which pins lie already is their ground."""
    found = []
    for uuid in locked:
        pin = board.own[uuid]
        if pin.kind in (PinKind.FRAME, PinKind.GROUP, PinKind.DRAWING):
            continue
        bounds = pin.place.bounds
        if not any(block.bounds.meets(bounds) for block in blocks):
            found.append(bounds)
    return tuple(found)


def around(blocks: Iterable[Block]) -> Rect | None:
    """Return the rectangle around all blocks, None for none."""
    found: Rect | None = None
    for block in blocks:
        found = block.bounds if found is None else found.united(block.bounds)
    return found


def put(blocks: Iterable[Block], targets: Mapping[str, Rect]) -> list[Pin]:
    """Return the pins as they are when the blocks' bounds have become the targets.

    A target has the ratio of its block: the difference in size scales the block as the corner
    handles do. What stays as it is, is not in the list.
    """
    found = []
    for block in blocks:
        target = targets.get(block.uuid)
        if target is None or target == block.bounds:
            continue
        found += [_into(pin, block.bounds, target) for pin in (block.lead, *block.along)]
    return found


def _into(pin: Pin, old: Rect, new: Rect) -> Pin:
    dx, dy = new.x - old.x, new.y - old.y
    factor = new.width / old.width if old.width > 0 else 1.0
    if abs(factor - 1) < 1e-9:
        return transforms.moved(pin, dx, dy)
    if pin.kind is not PinKind.STILL:
        return transforms.moved(transforms.scaled(pin, factor, (old.x, old.y)), dx, dy)
    place = pin.place  # pictures have no type to scale along: one step instead of four
    cx, cy = place.rect.centre
    cx, cy = new.x + (cx - old.x) * factor, new.y + (cy - old.y) * factor
    width, height = place.width * factor, place.height * factor
    return replace(pin, place=Place(cx - width / 2, cy - height / 2, width, height, place.turn))
