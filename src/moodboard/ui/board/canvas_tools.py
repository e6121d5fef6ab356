# SPDX-License-Identifier: GPL-3.0-or-later
"""What the hand does on the canvas beside choosing: a gesture, a tool in hand, crop mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import PinKind
from moodboard.ui.board.canvas_keys import CanvasKeys
from moodboard.ui.board.crop_mode import CropMode
from moodboard.ui.board.gestures import Gesture
from moodboard.ui.board.tool import CanvasTool

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas

Modifiers = Qt.KeyboardModifier


class CanvasTools(CanvasKeys):
    """Keep the gesture under way, the tool in hand and crop mode."""

    crop_mode_changed = Signal(bool)
    tool_changed = Signal(object)
    """The tool in hand, None for the arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gesture: Gesture | None = None
        self._crop: CropMode | None = None
        self._tool: CanvasTool | None = None

    # -- gestures --------------------------------------------------------------------------------

    def cancel_gesture(self) -> bool:
        """Take back what the hand is doing; False when it does nothing."""
        if self._gesture is None:
            return False
        gesture, self._gesture = self._gesture, None
        gesture.cancel()
        self.gesture_ended(gesture)
        return True

    def gesture_ended(self, gesture: Gesture) -> None:
        """Show that the hand does nothing any more."""
        self.unsetCursor()
        if gesture.is_running:
            self.moving.emit(False)
        self.update()

    # -- the tool in hand ------------------------------------------------------------------------

    @property
    def tool(self) -> CanvasTool | None:
        """What the hand holds, None for the arrow."""
        return self._tool

    @property
    def _canvas(self) -> BoardCanvas:
        return cast("BoardCanvas", self)

    def tool_key(self, event: QKeyEvent) -> bool:
        """Offer a key to the tool in hand; False when it does not want it."""
        return self._tool is not None and self._tool.key(self._canvas, event)

    def set_tool(self, tool: CanvasTool | None) -> None:
        """Take a tool in hand instead of the one held; None goes back to the arrow."""
        if tool is self._tool:
            return
        self.cancel_gesture()
        self.end_crop()
        before, self._tool = self._tool, tool
        if before is not None:
            before.put_down(self._canvas)
        if tool is not None:
            tool.taken(self._canvas)
        self.show_cursor()
        self.tool_changed.emit(tool)
        self.update()

    # -- crop mode -------------------------------------------------------------------------------

    @property
    def is_cropping(self) -> bool:
        """Whether crop mode is on."""
        return self._crop is not None

    def begin_crop(self, uuid: str = "") -> None:
        """Begin to choose what a still's frame shows; without a name, the one chosen still's."""
        if not uuid and len(self._selection) == 1:
            uuid = next(iter(self._selection))
        pin = self.editor.pins.get(uuid)
        if pin is None or pin.kind is not PinKind.STILL or self._gesture is not None:
            return
        self.end_crop()
        self.select((uuid,))
        self._crop = CropMode(self._canvas, pin)
        self.crop_mode_changed.emit(True)
        self.update()

    def end_crop(self, accept: bool = True) -> None:
        """Leave crop mode, with what was chosen or without."""
        crop, self._crop = self._crop, None
        if crop is None:
            return
        changed = accept and crop.pin != crop.before and crop.pin.uuid in self.editor.pins
        self.put_down([crop.pin] if changed else None, self.tr("Crop"))
        self.crop_mode_changed.emit(False)
        self.update()

    def crop_key(self, event: QKeyEvent) -> bool:
        """Take a key in crop mode; False lets the canvas have it."""
        assert self._crop is not None
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_C):
            self.end_crop()
            return True
        way = self.ARROWS.get(key)
        if way is not None:
            step = 10 if event.modifiers() & Modifiers.ShiftModifier else 1
            self._crop.nudge(way[0] * step, way[1] * step)
            return True
        return False
