# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of the board page that composes: pressed once a finished board, pressed again another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMenu

from moodboard.domain.board import Pin, PinKind, Rect, bounds_of
from moodboard.domain.edits import BoardEdit
from moodboard.ui.board.board_actions import at_now

if TYPE_CHECKING:
    from moodboard.domain.compose_pins import Composed, Composer, World
    from moodboard.ui.board.page import BoardPage

_FRAME_MARGIN = 0.048
"""Of a frame's shorter side, when it names none of its own."""
MOST = 500
"""More pins are no composition any more, and would keep the window waiting for seconds."""
_NOT_LAID = (PinKind.FRAME, PinKind.GROUP, PinKind.DRAWING)


@dataclass(slots=True)
class _Memory:
    """What was composed last, so that the next press begins from the same pins."""

    key: tuple[int, frozenset[str], str]
    """The board, the pins, and the frame they were laid into."""
    composer: Composer
    base: dict[str, Pin]
    placed: dict[str, Pin] = field(default_factory=dict)
    number: int = -1
    strip: str = ""
    """The strip that came with it, the same one in every composition."""


class ComposingPart(QObject):
    """Connects Compose and remembers, for this run of the program, which composition comes next."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._memory: _Memory | None = None
        page.book.connect_handler("arrange.compose", at_now(page, self.compose))
        page.menus.pin_entries.append(self._add_for_pins)
        page.menus.board_entries.append(self._add_for_board)

    def compose(self) -> None:
        """Compose what is chosen, or the whole board; again, another way."""
        page, editor = self._page, self._page.editor
        if not editor.may_change():
            return
        frame, subjects = self._subjects()
        if len(subjects) > MOST:
            words = self.tr("That is more than one composition holds. Choose up to {n} pins first.")
            page.bar.tell(words.format(n=MOST))
            return
        memory = self._remembered(frame, subjects)
        if memory.composer.is_empty:
            page.bar.tell(
                self.tr("There is nothing to compose yet. Lay a shot or a line on the board first.")
            )
            return
        memory.number += 1
        composed = memory.composer.nth(memory.number)
        if memory.number and self._is_there(composed):  # nothing moved: the next one then
            memory.number += 1
            composed = memory.composer.nth(memory.number)
        self._lay(memory, composed)
        self._memory = memory
        self._show(frame, subjects, composed)
        focus = QApplication.focusWidget()
        if focus is None or not page.isAncestorOf(focus):
            page.canvas.setFocus(Qt.FocusReason.OtherFocusReason)  # so that the key gives another at once
        if memory.number:
            page.bar.put_away()  # known by now, and it would lie over the next composition
        else:
            page.bar.tell(self.tr("Composed. Press again for another."))

    # -- what takes part ---------------------------------------------------------------------------

    def _subjects(self) -> tuple[Pin | None, list[Pin]]:
        """Return the frame to fill, None for the board, and the pins; locked ones are told apart later."""
        editor = self._page.editor
        chosen = self._page.canvas.selected()
        own = [pin for pin in editor.own_pins() if pin.kind not in _NOT_LAID]
        pins = editor.chosen(editor.leaves(chosen)) if chosen else own
        if len(pins) == 1 and pins[0].kind is not PinKind.FRAME:
            pins = own  # one pin alone is no composition: what was just written is still chosen
        frames = [pin for pin in editor.chosen(chosen) if pin.kind is PinKind.FRAME]
        frame = frames[0] if len(frames) == 1 and frames[0].place.turn % 360 == 0 else None
        if frame is not None:
            inside = [pin for pin in own if frame.place.contains(*pin.place.rect.centre)]
            pins = [*pins, *(pin for pin in inside if pin not in pins)]
        found = [pin for pin in pins if pin.kind not in _NOT_LAID and not editor.is_hidden(pin.uuid)]
        return frame, [replace(pin, locked=editor.is_locked(pin.uuid)) for pin in found]

    def _remembered(self, frame: Pin | None, subjects: Sequence[Pin]) -> _Memory:
        """Return what was composed last when it is about the same pins, else a new beginning."""
        before = self._memory
        strip = before.strip if before is not None else ""
        names = frozenset(pin.uuid for pin in subjects) - {strip}
        where = repr(frame.place) if frame is not None else ""
        key = self._page.board_id, names, where
        if before is None or before.key != key:
            rest = [pin for pin in subjects if pin.uuid in names]
            if before is not None and strip and any(pin.uuid == strip for pin in subjects):
                rest = list(subjects)  # other pins: that strip is one of them now
                key = self._page.board_id, frozenset(pin.uuid for pin in rest), where
            return _Memory(key, self._composer(frame, rest), {pin.uuid: pin for pin in rest})
        own = {pin.uuid: pin for pin in subjects if pin.uuid in names}
        if all(_alike(pin, before.placed.get(uuid)) or pin == before.base[uuid] for uuid, pin in own.items()):
            return before
        # Something was moved, locked or set anew: from there, but with the other pins as they were.
        base = {
            uuid: before.base[uuid] if _alike(pin, before.placed.get(uuid)) else pin
            for uuid, pin in own.items()
        }
        composer = self._composer(frame, list(base.values()), with_strip=bool(before.strip))
        return _Memory(key, composer, base, {}, before.number, before.strip)

    def _composer(self, frame: Pin | None, pins: Sequence[Pin], with_strip: bool = True) -> Composer:
        from moodboard.domain.compose_pins import Composer, Spot

        room = _inside(frame) if frame is not None else None
        movable = bounds_of([pin for pin in pins if not pin.locked]) or Rect(0, 0, 1, 1)
        names = {pin.uuid for pin in pins}
        others = tuple(
            pin.place.bounds
            for pin in self._page.editor.own_pins()
            if pin.uuid not in names
            and pin.kind not in _NOT_LAID
            and (self._memory is None or pin.uuid != self._memory.strip)
        )
        spot = Spot(room.centre if room is not None else movable.centre, self._shape(), room, others)
        return Composer(pins, self._world(), spot, with_strip)

    def _shape(self) -> float:
        canvas = self._page.canvas
        left, top, right, bottom = canvas.insets
        width, height = canvas.width() - left - right, canvas.height() - top - bottom
        return min(1.75, max(1.25, width / max(1.0, height)))

    def _world(self) -> World:
        from moodboard.domain.compose_pins import World
        from moodboard.domain.export import Measured
        from moodboard.qt import text
        from moodboard.qt.paint_look import caption_words
        from moodboard.qt.paint_still import caption_height

        editor = self._page.editor
        words = editor.words

        def measure(said: str, style: object, width: float) -> Measured:
            made = text.laid(said or " ", style, width)  # type: ignore[arg-type]
            return Measured(made.natural_width, made.height)

        def caption(pin: Pin) -> float:
            if not pin.style.caption:
                return 0.0
            still = editor.stills.get(pin.still)
            film = editor.films.get(still.film_id, "") if still is not None and still.film_id else ""
            return caption_height(caption_words(pin.style.caption, still, film), 240.0)

        return World(editor.stills, editor.lines, measure, words.under, caption)

    # -- what comes of it --------------------------------------------------------------------------

    def _is_there(self, composed: Composed) -> bool:
        pins = self._page.editor.pins
        return all(_alike(pin, pins.get(pin.uuid)) for pin in composed.pins)

    def _lay(self, memory: _Memory, composed: Composed) -> None:
        """Put it on the board as one undo step, with its strip."""
        from moodboard.qt import pin_text

        editor = self._page.editor
        after = [pin_text.fitted(pin, editor.words) for pin in composed.pins]
        memory.placed = {pin.uuid: pin for pin in after}
        before = editor.chosen(pin.uuid for pin in after)
        strip = composed.strip
        there = editor.pins.get(memory.strip)
        # Gone while the others still lie as composed: the person took it away, and it stays away.
        undone = all(pin == memory.base.get(pin.uuid) for pin in before)
        if strip is not None and (there is not None or not memory.strip or undone):
            if there is None:
                made = editor.new_pin(PinKind.SWATCHES, strip.rect, still=strip.still, colours=strip.colours)
                memory.strip = made.uuid
            else:
                rect = strip.rect
                place = replace(there.place, x=rect.x, y=rect.y, width=rect.width, height=rect.height)
                made = replace(there, place=place, still=strip.still, colours=strip.colours)
                before.append(there)
            after.append(made)
        editor.push(BoardEdit(tuple(before), tuple(after)), self.tr("Compose"))

    def _show(self, frame: Pin | None, subjects: Sequence[Pin], composed: Composed) -> None:
        """Choose the same pins with their strip, and bring all of it into the window."""
        canvas, memory = self._page.canvas, self._memory
        if len(canvas.selected()) > 1 and frame is None and memory is not None:
            names = [pin.uuid for pin in subjects]
            if memory.strip in self._page.editor.pins and memory.strip not in names:
                names.append(memory.strip)
            canvas.select(names)
        bounds = composed.bounds
        for pin in subjects:  # what is locked belongs to the picture
            if bounds is not None and pin.locked:
                bounds = bounds.united(pin.place.bounds)
        if bounds is not None and not canvas.shows(bounds.grown(4)):
            canvas.fit_rect(bounds, most=1.0)

    # -- menus -------------------------------------------------------------------------------------

    def _add_for_pins(self, menu: QMenu, pins: Sequence[Pin]) -> None:
        if len(pins) > 1 or pins[0].kind in (PinKind.FRAME, PinKind.GROUP):
            self._insert(menu, "board.from_selection", "view.fit_selection")

    def _add_for_board(self, menu: QMenu) -> None:
        if self._page.editor.own_pins():
            self._insert(menu, "board.export")

    def _insert(self, menu: QMenu, *before: str) -> None:
        book = self._page.book
        for action_id in before:
            if book.action(action_id) in menu.actions():
                menu.insertAction(book.action(action_id), book.action("arrange.compose"))
                return
        menu.addAction(book.action("arrange.compose"))


def _alike(one: Pin, other: Pin | None) -> bool:
    """Tell whether two states of a pin look the same and stand at the same place."""
    if other is None or one.crop != other.crop or one.style != other.style or one.locked != other.locked:
        return False
    a, b = one.place, other.place
    gaps = (a.x - b.x, a.y - b.y, a.width - b.width, a.height - b.height, a.turn - b.turn)
    return all(abs(gap) < 0.01 for gap in gaps)


def _inside(frame: Pin) -> Rect:
    """Return the room that a frame's margin leaves."""
    rect = frame.place.rect
    margin = frame.style.margin or _FRAME_MARGIN * min(rect.width, rect.height)
    return rect.grown(-min(margin, min(rect.width, rect.height) / 4))
