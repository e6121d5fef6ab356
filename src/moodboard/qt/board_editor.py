# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person can do on the open board; every verb is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from moodboard.domain import framing, grouping, pin_json, stacking, transforms
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
from moodboard.domain.copying import copied
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
        """Add what moves along: to groups their members, to frames what lies in them."""
        found = dict.fromkeys(self.with_members(uuids))
        inside = framing.contents(self.pins, found)
        return self.with_members((*found, *inside)) if inside else list(found)

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
        for pin in self.chosen(self.leaves(uuids)):
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
        after = [
            replace(pin, crop=WHOLE, place=transforms.whole_place(pin))
            for pin in self.chosen(uuids)
            if pin.kind is PinKind.STILL and pin.crop != WHOLE
        ]
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

        stills = [pin.uuid for pin in self.chosen(self.leaves(uuids)) if pin.kind is PinKind.STILL]
        self.restyle(stills, turned, _translate("board", "Mirror"))

    # -- order -----------------------------------------------------------------------------------

    def raise_(self, uuids: Collection[str]) -> None:
        """Bring pins in front of the next one that they touch."""
        self._restack(uuids, stacking.brought_forward, _translate("board", "Bring forward"))

    def lower(self, uuids: Collection[str]) -> None:
        """Send pins behind the next one that they touch."""
        self._restack(uuids, stacking.sent_backward, _translate("board", "Send backward"))

    def front(self, uuids: Collection[str]) -> None:
        """Bring pins in front of all others."""
        self._restack(uuids, stacking.brought_to_front, _translate("board", "Bring to front"))

    def back(self, uuids: Collection[str]) -> None:
        """Send pins behind all others."""
        self._restack(uuids, stacking.sent_to_back, _translate("board", "Send to back"))

    def _restack(
        self,
        uuids: Iterable[str],
        step: Callable[[list[Pin], Collection[str]], tuple[Pin, ...]],
        label: str,
    ) -> None:
        names = set(self.unlocked(uuids))
        if not names:
            self.may_change(next(iter(uuids), ""))
        elif grouping.has_groups(self.pins):
            self.change(grouping.stepped(self.pins, names, step), label)
        else:
            self.change(step(self.own_pins(), names), label)

    # -- removing and repeating ------------------------------------------------------------------

    def remove(self, uuids: Iterable[str], label: str = "") -> None:
        """Take pins off the board, with their repetitions inside frames; a line left nowhere is binned."""
        asked = self.with_members(uuids)
        names = set(self.unlocked(asked))
        if asked and not names:
            self.may_change(asked[0])
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
        """Repeat pins a step aside, in front; frames with what lies in them and was laid out for them."""
        uuids = tuple(uuids)
        asked = self.with_members(uuids)
        chosen = sorted(self.chosen(self.with_contents(uuids)), key=stacking_key)
        copies = self._copies(chosen, dx, dy)
        names = {pin.uuid: copy.uuid for pin, copy in zip(chosen, copies, strict=True)}
        inside = [
            replace(pin, uuid=str(uuid4()), frame=names[pin.frame], twin=names.get(pin.twin, pin.twin))
            for pin in self.pins.values()
            if pin.frame in names
        ]
        self.push(BoardEdit(after=(*copies, *inside)), _translate("board", "Duplicate"))
        return tuple(self.topmost(names[uuid] for uuid in asked))

    def _copies(self, pins: Sequence[Pin], dx: float, dy: float) -> list[Pin]:
        front = stacking.front_z(self.own_pins())
        back = stacking.back_z(self.own_pins())
        names = {pin.uuid: str(uuid4()) for pin in pins}
        called = framing.names_apart(pins, self.own_pins())
        return [
            replace(
                copied(pin, names),
                text=called.get(pin.uuid, pin.text),
                place=replace(pin.place, x=pin.place.x + dx, y=pin.place.y + dy),
                z=back if pin.kind is PinKind.FRAME else front + n,
                watch=self.watch_of(self.stills.get(pin.still)),
                frame="",
                twin="",
                locked=False,
                hidden=False,
                pinned=now().isoformat(timespec="seconds"),
            )
            for n, pin in enumerate(pins)
        ]

    def to_clipboard(self, uuids: Iterable[str]) -> bytes:
        """Return pins as bytes that ``paste_pins`` reads, on this board or another; frames with theirs."""
        pins = sorted(self.chosen(self.with_contents(uuids)), key=stacking_key)
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
        return tuple(self.topmost(pin.uuid for pin in copies))

    def edit_line(self, uuid: str, text: str) -> None:
        """Correct the words of a pin's line, wherever it is pinned; no words take the pin away."""
        text, pin = text.strip(), self.pins.get(uuid)
        line = self.lines.get(pin.line) if pin else None
        if pin is None or line is None or text == line.text or not self.may_change(uuid):
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
        if before and not self.unlocked(pin.uuid for pin in before):
            self.may_change(before[0].uuid)
            return
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
