# SPDX-License-Identifier: GPL-3.0-or-later
"""What is chosen on the canvas, and choosing and moving it by keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Pin
from moodboard.ui.board import accessible
from moodboard.ui.board.canvas_drop import CanvasDrop
from moodboard.ui.board.chosen import Chosen
from moodboard.ui.board.layers.group_walk import GroupWalk

Modifiers = Qt.KeyboardModifier

PAN_STEP = 60.0
"""Screen pixels by which an arrow pans when nothing is chosen."""


class CanvasKeys(CanvasDrop):
    """Keep what is chosen, and follow the keyboard."""

    selection_changed = Signal()
    is_board_canvas = True

    ARROWS = {  # noqa: RUF012  - never changed
        int(Qt.Key.Key_Left): (-1, 0),
        int(Qt.Key.Key_Right): (1, 0),
        int(Qt.Key.Key_Up): (0, -1),
        int(Qt.Key.Key_Down): (0, 1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection: dict[str, None] = {}
        self._choice = Chosen(self.editor, self._selection)
        self._nudging: int | None = None
        self._space = False
        self.walk = GroupWalk(self)
        accessible.install(self)

    # -- choosing --------------------------------------------------------------------------------

    def selected(self) -> tuple[str, ...]:
        """Return the uuids of the chosen pins, in the order of choosing."""
        return tuple(self._selection)

    def chosen_pins(self) -> list[Pin]:
        """Return the chosen pins."""
        return list(self.choice.pins)

    @property
    def choice(self) -> Chosen:
        """What is chosen, with the boxes around it."""
        if not self._choice.is_true(self.editor, self._selection):
            self._choice = Chosen(self.editor, self._selection)
        return self._choice

    def select(self, uuids: Iterable[str]) -> None:
        """Choose these pins and no others."""
        chosen = {uuid: None for uuid in uuids if uuid in self.scene}
        if len(chosen) > 1:
            chosen = dict.fromkeys(self.editor.topmost(chosen))
        if chosen.keys() == self._selection.keys():
            return
        self._selection = chosen
        self._nudging = None
        self.update()
        self.selection_changed.emit()
        if len(chosen) == 1:
            accessible.tell_focus(self, next(iter(chosen)))

    def select_all(self) -> None:
        """Choose every pin that is not locked, or everything in the group that was gone into."""
        self.select(pin.uuid for pin in self.walk.beside())

    def select_new(self, uuids: tuple[str, ...]) -> None:
        if any(uuids):
            self.select(uuids)

    def focus_pin(self, step: int = 1) -> bool:
        """Choose the next pin in reading order, or the one before; False past the end."""
        order = self.walk.order()
        if not order:
            return False
        chosen = [uuid for uuid in order if uuid in self._selection]
        if not chosen:
            uuid = order[0 if step > 0 else -1]
        else:
            at = order.index(chosen[-1 if step > 0 else 0]) + step
            if not 0 <= at < len(order):
                return False
            uuid = order[at]
        self.select((uuid,))
        self.show_rect(self.editor.pins[uuid].place.bounds)
        return True

    def focus_next(self) -> bool:
        """Choose the next pin in reading order."""
        return self.focus_pin(1)

    def focus_previous(self) -> bool:
        """Choose the pin before in reading order."""
        return self.focus_pin(-1)

    # -- keys ------------------------------------------------------------------------------------

    @property
    def is_panning(self) -> bool:
        """Whether Space is held, so that a drag pans."""
        return self._space

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            plain = not event.modifiers() & ~Modifiers.ShiftModifier
            if step is not None and plain and self.focus_pin(step):
                event.accept()
                return True  # past the last pin the focus goes on to the next widget
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        way = self.ARROWS.get(key)
        keypad = Modifiers.KeypadModifier | Modifiers.ShiftModifier
        if way is not None and not modifiers & ~keypad:
            self._arrow(way, bool(modifiers & Modifiers.ShiftModifier))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self._selection) == 1:
            self.open_pin(self.chosen_pins()[0])
        elif key == Qt.Key.Key_Space and not modifiers:
            if not event.isAutoRepeat():
                self._space = True
                self.show_cursor()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.end_space()
        else:
            event.ignore()

    def end_space(self) -> None:
        """Let drags be drags again."""
        if self._space:
            self._space = False
            self.show_cursor()

    def show_cursor(self) -> None:
        """Show the pointer's shape for where it is."""

    def open_pin(self, pin: Pin) -> None:
        """Do what Enter does on a pin."""

    def _arrow(self, way: tuple[int, int], far: bool) -> None:
        if not self._selection:
            self.pan(-way[0] * PAN_STEP, -way[1] * PAN_STEP)
            return
        if self._nudging is None:
            self._nudging = self.editor.new_gesture()
        step = 10 if far else 1
        self.editor.move(self.selected(), way[0] * step, way[1] * step, self._nudging)

    def stop_nudging(self) -> None:
        """Let the next arrow begin a new undo step."""
        self._nudging = None

    # -- following the editor --------------------------------------------------------------------

    def _on_loaded(self) -> None:
        had = bool(self._selection)
        self._selection = {}
        super()._on_loaded()
        if had:
            self.selection_changed.emit()

    def _on_pins_changed(self, uuids: object) -> None:
        count = len(self.scene)
        super()._on_pins_changed(uuids)
        if len(self.scene) != count:
            accessible.tell_pins(self)
        gone = [uuid for uuid in self._selection if uuid not in self.scene]
        if gone:
            self.selection_gone(gone)
            self.select(uuid for uuid in self._selection if uuid in self.scene)
        if self._selection:
            self.update()
            if not self._selection.keys().isdisjoint(uuids if isinstance(uuids, frozenset) else ()):
                self.selection_changed.emit()

    def selection_gone(self, uuids: Iterable[str]) -> None:
        """Take notice that chosen pins are no longer there."""
