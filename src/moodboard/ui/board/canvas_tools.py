# SPDX-License-Identifier: GPL-3.0-or-later
"""What the hand does on the canvas beside choosing: a gesture, a tool in hand, crop mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QInputDevice, QKeyEvent, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.ui.board.canvas_hands import NOTCH
from moodboard.ui.board.canvas_hook import CanvasHook
from moodboard.ui.board.canvas_keys import CanvasKeys
from moodboard.ui.board.crop_mode import CropDrawGesture, CropMode
from moodboard.ui.board.edge_pan import EdgePan
from moodboard.ui.board.eraser import EraserGesture
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
        self._attach_to: Pin | None = None

        self._held: set[int] = set()
        self.edge_pan = EdgePan(self._canvas)
        self.hooks: list[CanvasHook] = []
        """What the page's parts add to the canvas."""

    # -- keys that are held while the mouse drags -------------------------------------------------

    def is_held(self, key: Qt.Key) -> bool:
        """Tell whether a key is down, without Ctrl, Alt or Shift."""
        return int(key) in self._held

    def end_keys(self) -> None:
        """Forget the keys that are held: their release may be heard elsewhere."""
        self._held.clear()

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        # A key that is also a shortcut comes as an override only; its release comes always.
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            if not event.modifiers() and not event.isAutoRepeat():
                self._held.add(int(event.key()))
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            self._held.discard(int(event.key()))
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        device, control = event.device(), bool(event.modifiers() & Modifiers.ControlModifier)
        touch = device is not None and device.type() == QInputDevice.DeviceType.TouchPad
        if self._crop is not None and not control and not touch:
            steps = (event.angleDelta().y() or event.angleDelta().x()) / 120
            self._crop.zoom(NOTCH**steps, event.position())
            event.accept()
        elif any(hook.wheel(self._canvas, event) for hook in self.hooks):
            event.accept()
        else:
            super().wheelEvent(event)

    def hooked_cursor(self, at: QPointF) -> Qt.CursorShape | None:
        """Return the pointer's shape that a hook wants over a point."""
        shapes = (hook.cursor(self._canvas, at) for hook in self.hooks)
        return next((shape for shape in shapes if shape is not None), None)

    # -- pins that leave the window --------------------------------------------------------------

    def is_away(self, at: QPointF) -> bool:
        """Tell whether a point of the widget lies outside of the window."""
        return not self.window().frameGeometry().contains(self.mapToGlobal(at).toPoint())

    def let_out(self) -> bool:
        """Give the chosen pins to another program, what the hand was doing taken back; False if none can."""
        hook = next((hook for hook in self.hooks if hook.carries_out(self._canvas)), None)
        if hook is None:
            return False
        self.cancel_gesture()
        self.end_keys()
        hook.carry_out(self._canvas)
        return True

    # -- a pen -----------------------------------------------------------------------------------

    def tabletEvent(self, event: QTabletEvent) -> None:
        """The eraser's end wipes drawings away; the pen's own is left to Qt, which makes a mouse of it."""
        erases = event.pointerType() == QPointingDevice.PointerType.Eraser
        wiping = isinstance(self._gesture, EraserGesture)
        if not (erases or wiping) or (self._gesture is not None and not wiping):
            event.ignore()
            return
        event.accept()
        kind, at = event.type(), event.position()
        if kind == QEvent.Type.TabletPress and not wiping and self.editor.may_change():
            self.end_crop()
            self._gesture = EraserGesture(self._canvas, at)
        elif kind == QEvent.Type.TabletMove and self._gesture is not None:
            self._gesture.move(at, event.modifiers())
        elif kind == QEvent.Type.TabletRelease and self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.finish()
            self.gesture_ended(gesture)

    # -- gestures --------------------------------------------------------------------------------

    @property
    def gesture(self) -> Gesture | None:
        """What the hand is doing."""
        return self._gesture

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
        self.edge_pan.stop()
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

    @property
    def shown_target(self) -> Pin | None:
        """The pin that is outlined."""
        return self._attach_to

    def show_target(self, pin: Pin | None) -> None:
        """Outline the pin to which an end would be attached now."""
        if pin is self._attach_to:
            return
        for shown in (self._attach_to, pin):
            if shown is not None:
                rect = self.to_screen(shown.place.bounds)
                self.update(rect.adjusted(-8, -8, 8, 8).toAlignedRect())
        self._attach_to = pin

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
        if not self.editor.may_change(uuid):
            return
        was = self._crop.pin.uuid if self._crop is not None else ""
        self.end_crop()
        if uuid == was:
            return  # the same key ends what it began
        self.select((uuid,))
        self._crop = CropMode(self._canvas, pin)
        self.crop_mode_changed.emit(True)
        self.update()

    def draw_crop(self, at: QPointF) -> Gesture | None:
        """Begin to draw the frame of the still under a point; None where no still lies."""
        if self._crop is None or not self._crop.covers(at):
            pin = self._canvas.pin_at(at)
            if pin is None or pin.kind is not PinKind.STILL:
                return None
            self.end_crop()
            if not self.editor.may_change(pin.uuid):
                return Gesture(self._canvas, at)
            self.begin_crop(pin.uuid)
        return CropDrawGesture(self._canvas, at, self._crop) if self._crop is not None else None

    def uncrop(self) -> None:
        """Show the chosen stills whole; in crop mode, let its frame show everything."""
        if self._crop is not None:
            self._crop.reset()
        else:
            self.editor.uncrop(self.editor.leaves(self.selected()))

    def end_crop(self, accept: bool = True) -> None:
        """Leave crop mode, with what was chosen or without."""
        crop, self._crop = self._crop, None
        if crop is None:
            return
        changed = accept and crop.is_changed and crop.pin.uuid in self.editor.pins
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
            shift = event.modifiers() & Modifiers.ShiftModifier
            if event.modifiers() & Modifiers.AltModifier:
                self._crop.move_side(way, outwards=bool(shift))
            else:
                step = 10 if shift else 1
                self._crop.nudge(way[0] * step, way[1] * step)
            return True
        return False
