# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person can do on the open board; every verb is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from moodboard.domain import pin_json, stacking
from moodboard.domain.board import (
    WHOLE,
    Crop,
    Pin,
    PinKind,
    PinStyle,
    Place,
    bounds_of,
    stacking_key,
)
from moodboard.domain.copying import renamed
from moodboard.domain.edits import BoardEdit, change_of
from moodboard.domain.line import Line
from moodboard.qt import pin_text
from moodboard.qt.board_adder import BoardAdder, now
from moodboard.services import stills as stills_service

_translate = QCoreApplication.translate

DUPLICATE_STEP = 24.0


class BoardEditor(BoardAdder):
    """The verbs of a board. Uuids that are not on the board are passed over in silence.

    ``gesture`` (from ``new_gesture()``) joins the steps of one gesture into one undo step.
    """

    def with_contents(self, uuids: Iterable[str]) -> list[str]:
        """Add to frames the pins whose centres lie inside them: they move along."""
        found = dict.fromkeys(uuid for uuid in uuids if uuid in self.pins)
        frames = [self.pins[uuid] for uuid in found if self.pins[uuid].kind is PinKind.FRAME]
        for pin in self.own_pins() if frames else ():
            x, y = pin.place.rect.centre
            if pin.kind is not PinKind.FRAME and any(frame.place.contains(x, y) for frame in frames):
                found.setdefault(pin.uuid)
        return list(found)

    # -- changing pins ---------------------------------------------------------------------------

    def change(self, pins: Iterable[Pin], label: str, gesture: int | None = None) -> None:
        """Put these pins in the place of those with the same uuids."""
        after = [pin for pin in pins if pin.uuid in self.pins]
        self.push(change_of(self.chosen(pin.uuid for pin in after), after), label, gesture)

    def move(self, uuids: Iterable[str], dx: float, dy: float, gesture: int | None = None) -> None:
        """Move pins, frames with what lies in them."""
        moved = [
            replace(pin, place=replace(pin.place, x=pin.place.x + dx, y=pin.place.y + dy))
            for pin in self.chosen(self.with_contents(uuids))
        ]
        self.change(moved, _translate("board", "Move"), gesture)

    def place(self, places: Mapping[str, Place], gesture: int | None = None, label: str = "") -> None:
        """Put pins where they are told; lines and notes get the height that their words need."""
        pins = [
            pin_text.fitted(replace(pin, place=places[pin.uuid]), self.words) for pin in self.chosen(places)
        ]
        self.change(pins, label or _translate("board", "Arrange"), gesture)

    def restyle(
        self,
        uuids: Iterable[str],
        style: Callable[[PinStyle], PinStyle],
        label: str = "",
        gesture: int | None = None,
    ) -> None:
        """Change how pins look; the places of lines and notes follow their words."""
        after = []
        for pin in self.chosen(uuids):
            changed = replace(pin, style=style(pin.style))
            if changed.style.text != pin.style.text:
                changed = pin_text.fitted(changed, self.words, pin, self.words.of(pin))
            after.append(changed)
        self.change(after, label or _translate("board", "Change style"), gesture)

    def crop(self, uuid: str, crop: Crop, place: Place, gesture: int | None = None) -> None:
        """Show another part of a still, in another place."""
        if uuid in self.pins:
            pin = replace(self.pins[uuid], crop=crop, place=place)
            self.change([pin], _translate("board", "Crop"), gesture)

    def uncrop(self, uuids: Iterable[str]) -> None:
        """Show stills whole again, the visible part staying where it is."""
        after = []
        for pin in self.chosen(uuids):
            if pin.kind is PinKind.STILL and pin.crop != WHOLE:
                width, height = pin.place.width / pin.crop.width, pin.place.height / pin.crop.height
                x = pin.place.x - pin.crop.x * width
                y = pin.place.y - pin.crop.y * height
                place = Place(x, y, width, height, pin.place.turn)
                after.append(replace(pin, crop=WHOLE, place=place))
        self.change(after, _translate("board", "Show whole picture"))

    def recolour(self, uuid: str, colours: Sequence[str], gesture: int | None = None) -> None:
        """Give a swatch strip other colours."""
        if uuid in self.pins:
            pin = replace(self.pins[uuid], colours=tuple(colours))
            self.change([pin], _translate("board", "Change colours"), gesture)

    def flip(self, uuids: Iterable[str], across: bool = True) -> None:
        """Mirror stills left to right, or top to bottom."""

        def turned(style: PinStyle) -> PinStyle:
            return (
                replace(style, flip_x=not style.flip_x) if across else replace(style, flip_y=not style.flip_y)
            )

        stills = [pin.uuid for pin in self.chosen(uuids) if pin.kind is PinKind.STILL]
        self.restyle(stills, turned, _translate("board", "Mirror"))

    # -- order -----------------------------------------------------------------------------------

    def raise_(self, uuids: Collection[str]) -> None:
        """Bring pins in front of the next one that they touch."""
        self.change(
            stacking.brought_forward(self.own_pins(), set(uuids)), _translate("board", "Bring forward")
        )

    def lower(self, uuids: Collection[str]) -> None:
        """Send pins behind the next one that they touch."""
        self.change(stacking.sent_backward(self.own_pins(), set(uuids)), _translate("board", "Send backward"))

    def front(self, uuids: Collection[str]) -> None:
        """Bring pins in front of all others."""
        self.change(
            stacking.brought_to_front(self.own_pins(), set(uuids)), _translate("board", "Bring to front")
        )

    def back(self, uuids: Collection[str]) -> None:
        """Send pins behind all others."""
        self.change(stacking.sent_to_back(self.own_pins(), set(uuids)), _translate("board", "Send to back"))

    # -- removing and repeating ------------------------------------------------------------------

    def remove(self, uuids: Iterable[str], label: str = "") -> None:
        """Take pins off the board, with their repetitions inside frames; a line left nowhere is binned."""
        names = {uuid for uuid in uuids if uuid in self.pins}
        going = [
            pin
            for pin in self.pins.values()
            if pin.uuid in names or pin.frame in names or (pin.twin and pin.twin in names)
        ]
        gone = {pin.uuid for pin in going}
        shown = {pin.line for pin in self.pins.values() if pin.uuid not in gone}
        lines = {pin.line for pin in going if pin.line and pin.line not in shown}
        words = tuple(self.lines[uuid] for uuid in sorted(lines) if uuid in self.lines)
        self.push(BoardEdit(before=tuple(going), lines_before=words), label or _translate("board", "Remove"))

    def duplicate(
        self, uuids: Iterable[str], dx: float = DUPLICATE_STEP, dy: float = DUPLICATE_STEP
    ) -> tuple[str, ...]:
        """Repeat pins a step aside, in front; frames with what was laid out for them."""
        chosen = sorted(self.chosen(uuids), key=stacking_key)
        copies = self._copies(chosen, dx, dy)
        names = {pin.uuid: copy.uuid for pin, copy in zip(chosen, copies, strict=True)}
        inside = [
            replace(pin, uuid=str(uuid4()), frame=names[pin.frame], twin=names.get(pin.twin, pin.twin))
            for pin in self.pins.values()
            if pin.frame in names
        ]
        self.push(BoardEdit(after=(*copies, *inside)), _translate("board", "Duplicate"))
        return tuple(pin.uuid for pin in copies)

    def _copies(self, pins: Sequence[Pin], dx: float, dy: float) -> list[Pin]:
        front = stacking.front_z(self.own_pins())
        back = stacking.back_z(self.own_pins())
        names = {pin.uuid: str(uuid4()) for pin in pins}
        return [
            replace(
                renamed(pin, names),
                place=replace(pin.place, x=pin.place.x + dx, y=pin.place.y + dy),
                z=back if pin.kind is PinKind.FRAME else front + n,
                watch=self.watch_of(self.stills.get(pin.still)),
                frame="",
                twin="",
                pinned=now().isoformat(timespec="seconds"),
            )
            for n, pin in enumerate(pins)
        ]

    def to_clipboard(self, uuids: Iterable[str]) -> bytes:
        """Return pins as bytes that ``paste_pins`` reads, on this board or another."""
        pins = sorted(self.chosen(uuids), key=stacking_key)
        lines = {pin.line: self.lines[pin.line] for pin in pins if pin.line in self.lines}
        return pin_json.written(tuple(pins), tuple(lines.values()))

    def paste_pins(self, data: bytes, x: float, y: float) -> tuple[str, ...]:
        """Lay copied pins around the board point; their uuids. Stills of another library are left out."""
        pins, lines = pin_json.read(data)
        if self.board is None or not pins:
            return ()
        wanted = sorted({pin.still for pin in pins if pin.kind is PinKind.STILL})
        self.stills.update(stills_service.stills([uuid for uuid in wanted if uuid not in self.stills]))
        pins = tuple(pin for pin in pins if pin.kind is not PinKind.STILL or pin.still in self.stills)
        around = bounds_of(pins)
        if around is None:
            return ()
        copies = self._copies(pins, x - around.centre[0], y - around.centre[1])
        shown = {pin.line for pin in copies}
        words = tuple(line for line in lines if line.uuid in shown and line.uuid not in self.lines)
        self.push(BoardEdit(after=tuple(copies), lines_after=words), _translate("board", "Paste"))
        return tuple(pin.uuid for pin in copies)

    def edit_line(self, uuid: str, text: str) -> None:
        """Correct the words of a pin's line, wherever it is pinned; no words take the pin away."""
        text, pin = text.strip(), self.pins.get(uuid)
        line = self.lines.get(pin.line) if pin else None
        if pin is None or line is None or text == line.text:
            return
        if not text:
            self.remove([uuid])
            return
        self.change_line(replace(line, text=text))

    def change_line(self, corrected: Line) -> None:
        """Say who speaks a line, when, in which film; its words too. One undo step."""
        line = self.lines.get(corrected.uuid)
        if line is None or line == corrected:
            return
        words = pin_text.Words({**self.lines, line.uuid: corrected}, self.films)
        before = [pin for pin in self.pins.values() if pin.line == line.uuid]
        edit = change_of(before, [pin_text.fitted(pin, words, pin, line.text) for pin in before])
        self.push(BoardEdit(edit.before, edit.after, (line,), (corrected,)), _translate("board", "Edit line"))

    def edit_note(self, uuid: str, text: str) -> None:
        """Correct a note or a frame's name; a note without words is taken away."""
        text, pin = text.strip(), self.pins.get(uuid)
        if pin is None or text == pin.text:
            return
        if not text:
            if pin.kind is PinKind.NOTE:
                self.remove([uuid])
            return
        same = [pin, *(other for other in self.pins.values() if other.twin == uuid)]
        after = [pin_text.fitted(replace(p, text=text), self.words, p, p.text) for p in same]
        is_note = pin.kind is PinKind.NOTE
        label = _translate("board", "Edit note") if is_note else _translate("board", "Rename frame")
        self.change(after, label)
