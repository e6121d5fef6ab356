# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pins lie where: what has to be painted, and what is under the pointer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from moodboard.domain import strokes
from moodboard.domain.board import Pin, PinKind, Rect, stacking_key
from moodboard.domain.drawing import CLOSED
from moodboard.domain.grouping import above

_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_NOWHERE = (0.0, 0.0, 0.0, 0.0)

EDGE = 6.0
"""Screen pixels within which a frame's border can be taken hold of."""
LABEL = 20.0
"""Screen pixels above a frame in which its name stands."""


class BoardScene:
    """The pins of a board with the rectangles they paint in, in two lists, the back first.

    A walk over 5,000 rectangles takes 0.2 ms, so there is no tree to be kept balanced; numpy took a
    tenth of that, and 0.1 s and 15 MB of every start.
    """

    def __init__(self, extent: Callable[[Pin], Rect]) -> None:
        self._extent = extent
        self._pins: list[Pin] = []
        self._rows: dict[str, int] = {}
        self._boxes: list[_Box] = []
        self._places: list[_Box] = []
        self._hidden_groups: frozenset[str] = frozenset()
        self._foreseen: dict[int, tuple[Pin, _Box, _Box]] = {}
        self._near: tuple[int, Rect, list[int]] = (-1, Rect(0, 0, 0, 0), [])
        self.version = 0
        """Another number after every change."""

    def __len__(self) -> int:
        return len(self._pins)

    def __contains__(self, uuid: str) -> bool:
        return uuid in self._rows

    def foresee(self, pins: Iterable[Pin]) -> None:
        """Measure stills of a board that is about to be shown, in any thread: they need no fonts."""
        self._foreseen = {
            id(pin): (pin, _box(self._extent(pin)), _box(pin.place.bounds))
            for pin in pins
            if pin.kind is PinKind.STILL and not pin.style.caption
        }

    def set_pins(self, pins: Iterable[Pin]) -> None:
        """Take all pins anew; those laid out inside a frame and the hidden ones are not on the board."""
        self.version += 1
        pins = list(pins)
        self._hidden_groups = _hidden_groups(pins)
        known = {id(pin): row for row, pin in enumerate(self._pins)}
        boxes, places, kept = self._boxes, self._places, self._pins
        foreseen, self._foreseen = self._foreseen, {}
        self._pins = sorted((pin for pin in pins if self._is_here(pin)), key=stacking_key)
        self._rows = {pin.uuid: row for row, pin in enumerate(self._pins)}
        self._boxes = [_NOWHERE] * len(self._pins)
        self._places = [_NOWHERE] * len(self._pins)
        for row, pin in enumerate(self._pins):
            old = known.get(id(pin), -1)
            if old >= 0:
                self._boxes[row], self._places[row] = boxes[old], places[old]
            elif id(pin) in foreseen:  # which holds the pin itself: nobody else has its id
                _, self._boxes[row], self._places[row] = foreseen[id(pin)]
            else:
                self._measure(row, pin)
        del kept  # until here the ids of the old pins had to stay theirs

    def _is_here(self, pin: Pin) -> bool:
        return not (pin.frame or pin.hidden or (pin.group and pin.group in self._hidden_groups))

    def _measure(self, row: int, pin: Pin) -> None:
        self._boxes[row], self._places[row] = _box(self._extent(pin)), _box(pin.place.bounds)

    def update(self, pins: dict[str, Pin], changed: Collection[str]) -> list[Rect]:
        """Take over changed pins; the rectangles in which the picture is another now."""
        self.version += 1
        damaged: list[Rect] = []
        anew = False
        if any((pin := pins.get(uuid)) is None or pin.kind is PinKind.GROUP for uuid in changed):
            hidden = _hidden_groups(pins.values())
            if hidden != self._hidden_groups:
                return self._update_hidden(pins)
        for uuid in changed:
            row, pin = self._rows.get(uuid), pins.get(uuid)
            pin = pin if pin is not None and self._is_here(pin) else None
            if row is not None:
                damaged.append(_rect(self._boxes[row]))
            if row is None or pin is None or pin.z != self._pins[row].z:
                anew = anew or not (row is None and pin is None)
                continue
            self._pins[row] = pin
            self._measure(row, pin)
            damaged.append(_rect(self._boxes[row]))
        if anew:
            self.set_pins(pins.values())
            damaged += [_rect(self._boxes[self._rows[uuid]]) for uuid in changed if uuid in self._rows]
        return damaged

    def _update_hidden(self, pins: dict[str, Pin]) -> list[Rect]:
        """Take all pins anew after a group was hidden or shown: everything may look different."""
        before = self.bounds()
        self.set_pins(pins.values())
        return [rect for rect in (before, self.bounds()) if rect is not None]

    def extents(self, uuids: Iterable[str]) -> list[Rect]:
        """Return the rectangles that these pins paint in, shadows and captions included."""
        return [_rect(self._boxes[self._rows[uuid]]) for uuid in uuids if uuid in self._rows]

    def bounds(self) -> Rect | None:
        """Return the rectangle that everything paints in."""
        return _around(self._boxes)

    def places(self) -> Rect | None:
        """Return the rectangle around all places, without shadows."""
        return _around(self._places)

    def all(self) -> list[Pin]:
        """Return all pins, the back first."""
        return list(self._pins)

    def painted_in(self, rect: Rect) -> list[Pin]:
        """Return the pins that paint in a rectangle, the back first."""
        return [self._pins[row] for row in _meeting(self._boxes, rect)]

    def lying_in(self, rect: Rect) -> list[Pin]:
        """Return the pins whose places meet a rectangle, the back first."""
        return [self._pins[row] for row in _meeting(self._places, rect)]

    def neighbours(self, rect: Rect, reach: float, most: int, without: Collection[str]) -> list[Rect]:
        """Return the bounds of the pins around a rectangle, the nearest ones if there are too many."""
        left_out = {self._rows[uuid] for uuid in without if uuid in self._rows}
        rows = self._rows_near(rect.grown(reach), reach)
        # Arrows and strokes run anywhere: nobody lines pictures up with the box around one.
        near = [
            self._places[row]
            for row in rows
            if row not in left_out
            and ((drawing := self._pins[row].drawing) is None or drawing.shape in CLOSED)
        ]
        while len(near) > 4 * most:  # seen from far away hundreds are near: first the nearer half of the way
            reach /= 2
            nearer = [near[row] for row in _meeting(near, rect.grown(reach))]
            if len(nearer) < most:
                break
            near = nearer
        if len(near) > most:
            cx, cy = rect.x + rect.right, rect.y + rect.bottom
            near = sorted(near, key=lambda box: abs(box[0] + box[2] - cx) + abs(box[1] + box[3] - cy))[:most]
        return [_rect(box) for box in near]

    def _rows_near(self, rect: Rect, spare: float) -> list[int]:
        """Return the rows whose places meet a rectangle; a drag asks for nearly the same one each step."""
        version, area, rows = self._near
        inside = area.x <= rect.x and area.y <= rect.y and rect.right <= area.right
        if version != self.version or not (inside and rect.bottom <= area.bottom):
            area = rect.grown(spare)
            rows = _meeting(self._places, area)
            self._near = self.version, area, rows
        boxes, right, bottom = self._places, rect.right, rect.bottom
        return [
            row
            for row in rows
            if (box := boxes[row])[0] < right and box[2] > rect.x and box[1] < bottom and box[3] > rect.y
        ]

    def at(
        self, x: float, y: float, zoom: float = 1.0, takes: Callable[[Pin], bool] | None = None
    ) -> Pin | None:
        """Return the foremost pin under a board point, of those that ``takes`` says yes to.

        A frame is taken hold of at its edge or its name, so that one can draw a band inside it.
        """
        slack = EDGE / zoom
        near = Rect(x - slack, y - slack, 2 * slack, 2 * slack + LABEL / zoom)
        for row in reversed(_meeting(self._boxes, near)):
            pin = self._pins[row]
            if _is_hit(pin, x, y, slack) and (takes is None or takes(pin)):
                return pin
        return None


def _is_hit(pin: Pin, x: float, y: float, slack: float) -> bool:
    place = pin.place
    if pin.kind is PinKind.DRAWING:
        return strokes.is_hit(pin, x, y, slack)
    if pin.kind is PinKind.GROUP and not pin.style.background:
        return False  # nothing of it is seen but its members
    if pin.kind is not PinKind.FRAME:
        # Thin things (a caption's line, a narrow strip) get a little more to hold.
        spare_x, spare_y = max(0.0, 2 * slack - place.width) / 2, max(0.0, 2 * slack - place.height) / 2
        if spare_x or spare_y:
            return place.rect.grown(max(spare_x, spare_y)).meets(Rect(x, y, 1e-9, 1e-9))
        return place.contains(x, y)
    rect = place.rect
    inner, outer = rect.grown(-slack), rect.grown(slack)
    on_edge = outer.x <= x <= outer.right and outer.y <= y <= outer.bottom
    inside = inner.width > 0 and inner.x < x < inner.right and inner.y < y < inner.bottom
    label = LABEL * slack / EDGE
    on_name = 0 <= rect.y - y <= label and rect.x <= x <= min(rect.right, rect.x + 8 * label)
    return (on_edge and not inside) or on_name


def _hidden_groups(pins: Iterable[Pin]) -> frozenset[str]:
    """Return the groups whose members are not seen: hidden ones, and those that lie in them."""
    hidden = {pin.uuid for pin in pins if pin.hidden and pin.kind is PinKind.GROUP}
    if not hidden:
        return frozenset()
    groups = {pin.uuid: pin for pin in pins if pin.kind is PinKind.GROUP}
    return frozenset(uuid for uuid in groups if not hidden.isdisjoint((uuid, *above(groups, uuid))))


def _meeting(boxes: list[_Box], rect: Rect) -> list[int]:
    """Return the rows of the boxes that overlap a rectangle."""
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return [
        row for row, (x, y, r, b) in enumerate(boxes) if x < right and r > left and y < bottom and b > top
    ]


def _around(boxes: list[_Box]) -> Rect | None:
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    x, y = min(lefts), min(tops)
    return Rect(x, y, max(rights) - x, max(bottoms) - y)


def _box(rect: Rect) -> _Box:
    return rect.x, rect.y, rect.x + rect.width, rect.y + rect.height


def _rect(box: _Box) -> Rect:
    x, y, right, bottom = box
    return Rect(x, y, right - x, bottom - y)
