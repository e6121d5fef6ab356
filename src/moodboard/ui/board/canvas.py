# SPDX-License-Identifier: GPL-3.0-or-later
"""The board under the hands: choosing, gestures, keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Pin, PinKind, Place, Rect
from moodboard.qt.tokens import LIGHT, Tokens
from moodboard.ui.board import handles
from moodboard.ui.board.canvas_tools import CanvasTools
from moodboard.ui.board.gestures import BandGesture, Gesture, MoveGesture, PanGesture, ZoomGesture
from moodboard.ui.board.gestures_shape import shape_gesture
from moodboard.ui.board.layers.focus_view import FocusView

Modifiers = Qt.KeyboardModifier


class BoardCanvas(CanvasTools):
    """The open board: shown, chosen from, moved about."""

    edit_text_requested = Signal(str)
    new_text_requested = Signal(float, float, str)
    context_menu_requested = Signal(QPoint)
    """In the canvas's own coordinates."""

    def __init__(self, parent: QWidget | None = None, tokens: Tokens = LIGHT) -> None:
        super().__init__(parent)
        self.tokens = tokens
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Board"))
        self._band: Rect | None = None
        self.focus_view = FocusView(self)

    # -- fitting ---------------------------------------------------------------------------------

    def fit_all(self) -> None:
        """Show the whole board."""
        bounds = self.scene.places()
        if bounds is None:
            self.zoom_to(1.0)
        else:
            self.fit_rect(bounds)

    def fit_selection(self) -> None:
        """Show what is chosen as large as it goes; once more brings the view before back."""
        self.focus_view.toggle()

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self.paint_board(painter, event.rect())
            for hook in self.hooks:
                hook.paint(self, painter, event.rect())
            self._paint_overlays(painter)
        finally:
            painter.end()  # Qt dies when a window goes away under its painter

    def _paint_overlays(self, painter: QPainter) -> None:
        if self._crop is not None:
            self._crop.paint(painter)
        elif self._selection:
            self._paint_selection(painter)
        if self._band is not None:
            handles.paint_band(painter, self.to_screen(self._band), self.tokens)
        if self._attach_to is not None:
            handles.paint_target(painter, self._attach_to, self._viewport, self.tokens)
        if self._tool is not None:
            self._tool.paint(self, painter)
        self.paint_drop(painter)

    def _paint_selection(self, painter: QPainter) -> None:
        running = self._gesture is not None and self._gesture.is_running
        pins = self._air if self._air is not None and running else self.choice.pins
        box = handles.box_of(pins) if pins is self._air else self.choice.box
        line = handles.line_of(self.choice.pins)
        if line is not None:
            free = bool(self.free_pins()) and not running
            handles.paint_ends(painter, self.in_air(line), self._viewport, self.tokens, free)
            return
        if box is None:
            return
        change = self.air_box_change()
        painter.save()
        if running and not change.isIdentity() and self._air is None:
            transform = self._viewport.transform()
            back, _ = transform.inverted()
            painter.setTransform(back * change * transform, True)
        if len(pins) > 1 and not running:
            handles.paint_outlines(painter, pins, self._viewport, self.tokens)
        held = running or len(self.free_pins()) < len(self._selection)
        shown = [] if held else handles.shown_handles(box, pins, self._viewport.zoom)
        handles.paint_box(painter, box, shown, self._viewport, self.tokens)
        painter.restore()

    def show_band(self, band: Rect | None) -> None:
        """Show the rubber band."""
        for rect in (self._band, band):
            if rect is not None:
                self.update(self.to_screen(rect).adjusted(-2, -2, 2, 2).toAlignedRect())
        self._band = band

    def selection_box(self) -> Place | None:
        """Return the box around what is chosen and can be taken hold of."""
        return self.choice.free_box

    def free_pins(self) -> list[Pin]:
        """Return the chosen pins that are not locked."""
        return list(self.choice.free)

    # -- the mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at, button = event.position(), event.button()
        self.stop_nudging()
        if self._gesture is not None:
            return
        if button == Qt.MouseButton.MiddleButton:
            zooming = bool(event.modifiers() & Modifiers.ControlModifier)
            self._begin(ZoomGesture(self, at) if zooming else PanGesture(self, at))
        elif button == Qt.MouseButton.LeftButton and self.editor.board is not None:
            gesture = self._pressed(at, event.modifiers())
            if gesture is not None:
                self._begin(gesture)
        event.accept()

    def _pressed(self, at: QPointF, modifiers: Modifiers) -> Gesture | None:
        if self.is_panning:
            return PanGesture(self, at)
        if self.is_held(Qt.Key.Key_Z):
            return ZoomGesture(self, at)
        if self._tool is not None:
            return self._tool.press(self, at, modifiers)
        if self.is_held(Qt.Key.Key_C) and (drawn := self.draw_crop(at)) is not None:
            return drawn
        if self._crop is not None:
            inside = self._crop.press(at)
            if inside is None:
                self.end_crop()
            return inside
        for hook in self.hooks:
            if (taken := hook.press(self, at, modifiers)) is not None:
                return taken
        turning = bool(modifiers & Modifiers.ControlModifier)
        box, pins = self.selection_box(), self.free_pins()
        if box is not None:
            held = handles.hold_at(at, box, pins, self._viewport, turning)
            if held is not None:
                return shape_gesture(held[0], self, at, box, held[1])
        pin = self.pin_at(at)
        adding = bool(modifiers & (Modifiers.ShiftModifier | Modifiers.ControlModifier))
        copying = bool(modifiers & Modifiers.AltModifier)
        if pin is None:
            return PanGesture(self, at) if copying else BandGesture(self, at, adding)
        return self._pressed_pin(at, self.walk.meant(pin), adding, copying)

    def _pressed_pin(self, at: QPointF, pin: Pin, adding: bool, copying: bool) -> Gesture | None:
        was_chosen = pin.uuid in self._selection
        if adding and was_chosen:
            self.select(uuid for uuid in self._selection if uuid != pin.uuid)
            return None
        if not was_chosen:
            self.select((*self._selection, pin.uuid) if adding else (pin.uuid,))
        if self.editor.is_board_locked:
            return PanGesture(self, at)
        return MoveGesture(self, at, pin.uuid, copying, narrow=was_chosen and len(self._selection) > 1)

    def _begin(self, gesture: Gesture) -> None:
        self._gesture = gesture
        if gesture.cursor is not None:
            self.setCursor(gesture.cursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            self._gesture.move(event.position(), event.modifiers())
            self.edge_pan.follow(event.position(), event.modifiers())
        elif not event.buttons():
            if self._tool is not None:
                self._tool.hover(self, event.position(), event.modifiers())
            self._show_cursor(event.position(), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._gesture is None or event.button() not in (
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.MiddleButton,
        ):
            return
        gesture, self._gesture = self._gesture, None
        gesture.finish()
        self.gesture_ended(gesture)
        self._show_cursor(event.position(), event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._crop or self._tool:
            self.mousePressEvent(event)
            return
        pin = self.pin_at(event.position())
        if pin is None:
            x, y = self.to_board(event.position())
            self.new_text_requested.emit(x, y, "line")
            return
        deeper = self.walk.deeper(pin)
        pin = self.walk.meant(pin)
        self.select((deeper or pin.uuid,))
        if not deeper:
            self.open_pin(pin)

    def open_pin(self, pin: Pin) -> None:
        """Do what Enter or a double click does: edit words, go into a group, look closely and back."""
        if pin.kind is PinKind.GROUP:
            self.walk.inside = pin.uuid
            self.select(one.uuid for one in self.walk.beside())
        elif pin.kind in (PinKind.LINE, PinKind.NOTE, PinKind.FRAME, PinKind.DRAWING):
            self.edit_text_requested.emit(pin.uuid)
        else:
            self.fit_selection()

    def pin_at(self, at: QPointF) -> Pin | None:
        """Return the foremost pin under a point of the widget that is not locked."""
        return self.scene.at(*self.to_board(at), self._viewport.zoom, self.walk.takes)

    def is_held_at(self, at: QPointF) -> bool:
        """A finger takes hold of pins, handles and tools; elsewhere it pushes the board."""
        if self._tool is not None or self._crop is not None:
            return True
        box = self.selection_box()
        held = box is not None and handles.hold_at(at, box, self.free_pins(), self._viewport, False)
        return bool(held) or self.pin_at(at) is not None

    def cancel_touch(self) -> None:
        self.cancel_gesture()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            pin = self.pin_at(QPointF(event.pos()))
            if pin is None:
                self.select(())
            elif (meant := self.walk.meant(pin)).uuid not in self._selection:
                self.select((meant.uuid,))
        self.context_menu_requested.emit(event.pos())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.unsetCursor()
        super().leaveEvent(event)

    def show_cursor(self) -> None:
        at = self.mapFromGlobal(self.cursor().pos())
        if self._gesture is None and self.rect().contains(at):
            self._show_cursor(QPointF(at), Modifiers.NoModifier)

    def _show_cursor(self, at: QPointF, modifiers: Modifiers) -> None:
        shape = Qt.CursorShape.ArrowCursor
        box, pins = self.selection_box(), self.free_pins()
        turning = bool(modifiers & Modifiers.ControlModifier)
        if self.is_panning:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._tool is not None:
            shape = self._tool.cursor
        elif self.is_held(Qt.Key.Key_C):
            shape = Qt.CursorShape.CrossCursor
        elif self._crop is not None:
            shape = self._crop.cursor_at(at)
        elif (own := self.hooked_cursor(at)) is not None:
            shape = own
        elif box is not None and (held := handles.hold_at(at, box, pins, self._viewport, turning)):
            shape = handles.cursor_for(*held, box.turn)
        elif modifiers & Modifiers.AltModifier and self.pin_at(at) is not None:
            shape = Qt.CursorShape.DragCopyCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    # -- keys ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape(event)
        elif (self._tool is not None and self._tool.key(self, event)) or (
            self._crop is not None and self.crop_key(event)
        ):
            event.accept()
        elif event.key() == Qt.Key.Key_C and not event.modifiers() and len(self._selection) == 1:
            self.begin_crop()
        else:
            super().keyPressEvent(event)

    def _arrow(self, way: tuple[int, int], far: bool) -> None:
        if self.focus_view.is_on and way[0] and not far:
            self.focus_view.step(way[0])
        else:
            super()._arrow(way, far)

    def _escape(self, event: QKeyEvent) -> None:
        if self.cancel_gesture():
            return
        if self._crop is not None:
            self.end_crop(accept=False)
        elif self._tool is not None:
            self.set_tool(None)
        elif self.focus_view.is_on:
            self.focus_view.leave()
        elif self.walk.inside and (left := self.walk.out()):
            self.select((left,))
        elif self._selection:
            self.select(())
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.end_space()
        self.end_keys()

    # -- following the editor --------------------------------------------------------------------

    def _on_loaded(self) -> None:
        if self._gesture is not None and self._gesture.is_running:
            self.moving.emit(False)
        self.edge_pan.stop()
        self._gesture = self._crop = self._band = self._attach_to = None
        self.focus_view.forget()
        self.walk.forget()
        self.set_tool(None)
        super()._on_loaded()

    def selection_gone(self, uuids: Iterable[str]) -> None:
        if self._crop is not None and self._crop.pin.uuid in uuids:
            self.end_crop(accept=False)
