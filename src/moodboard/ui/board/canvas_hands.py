# SPDX-License-Identifier: GPL-3.0-or-later
"""Wheels, touchpads and touch screens: they push and zoom the board, and leave pins alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from moodboard.ui.board.canvas_view import CanvasView

NOTCH = 1.2
"""By how much one step of the wheel zooms."""
WHEEL_STEP = 60.0
"""Screen pixels that one step of the wheel pans."""
_MEANT = 8.0
"""Screen pixels before a finger that lies on the board means to drag."""
_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
Modifier = Qt.KeyboardModifier


class CanvasHands(CanvasView):
    """Two fingers push and pinch, one drags pins or the board; the wheel zooms, or pans when asked to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.wheel_pans = False
        """Whether the plain wheel pans and Ctrl with it zooms, instead of zooming itself."""
        self._fingers: tuple[QPointF, float] | None = None
        """Middle and spread of two fingers at the last event."""
        self._is_pair = False
        self._finger: QPointF | None = None
        """Where a single finger was at the last event."""
        self._finger_drags = False
        """Whether the single finger holds a pin: the mouse's gestures take it from there."""
        self._is_tap = True

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        modifiers, pixels, angle = event.modifiers(), event.pixelDelta(), event.angleDelta()
        control, shift = bool(modifiers & Modifier.ControlModifier), bool(modifiers & Modifier.ShiftModifier)
        touch = event.device() is not None and event.device().type() == QInputDevice.DeviceType.TouchPad
        # Some platforms turn the wheel's axis themselves when Shift or Alt is down.
        turned = angle.y() or angle.x()
        if touch and not control and not pixels.isNull():
            self.pan(pixels.x(), pixels.y())
        elif touch and not control:
            self.pan(angle.x() / 2, angle.y() / 2)
        elif shift and control:
            self.pan(0, turned / 120 * WHEEL_STEP)
        elif shift:
            self.pan(turned / 120 * WHEEL_STEP, 0)
        elif self.wheel_pans and not control:
            self.pan(angle.x() / 120 * WHEEL_STEP, angle.y() / 120 * WHEEL_STEP)
        else:
            self.zoom_now(NOTCH ** (turned / 120), event.position())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            if self._native(event):
                return True
        elif event.type() in _TOUCHES and isinstance(event, QTouchEvent):
            self._touched(event)
            event.accept()
            return True
        return super().event(event)

    def _native(self, event: QNativeGestureEvent) -> bool:
        """Follow a touchpad's pinch; True when it was one."""
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_now(1 + event.value(), event.position())
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            self.zoom_to(1.0 if self.zoom() != 1.0 else 0.5, event.position())
        else:
            return False
        return True

    # -- fingers on the screen ---------------------------------------------------------------------

    def _touched(self, event: QTouchEvent) -> None:
        down = [point.position() for point in event.points() if point.state() != QEventPoint.State.Released]
        if event.type() == QEvent.Type.TouchCancel or len(down) > 2:
            self._let_go(cancelled=True)
        elif len(down) == 2:
            self._two(down[0], down[1])
        elif len(down) == 1:
            self._one(down[0])
        else:
            self._let_go(cancelled=False, at=event.points()[0].position() if event.points() else None)

    def _two(self, one: QPointF, other: QPointF) -> None:
        """Push by the way of the fingers' middle, zoom by how their spread grows."""
        if self._finger is not None:
            self._let_go(cancelled=True)
        middle = (one + other) / 2
        spread = max(1.0, ((one.x() - other.x()) ** 2 + (one.y() - other.y()) ** 2) ** 0.5)
        if self._fingers is not None and self._is_pair:
            way = middle - self._fingers[0]
            self.pan(way.x(), way.y())
            self.zoom_now(spread / self._fingers[1], middle)
        self._fingers, self._is_pair = (middle, spread), True

    def _one(self, at: QPointF) -> None:
        if self._fingers is not None:
            self._is_pair = False  # one of two was lifted: what remains moves nothing
            return
        if self._finger is None:
            self._finger, self._finger_drags = at, self.is_held_at(at)
            if self._finger_drags:
                self._as_mouse(QEvent.Type.MouseButtonPress, at)
        elif self._finger_drags:
            self._as_mouse(QEvent.Type.MouseMove, at)
            self._finger = at
        elif (at - self._finger).manhattanLength() >= _MEANT or not self._is_tap:
            self._is_tap = False
            way = at - self._finger
            self.pan(way.x(), way.y())
            self._finger = at

    def _let_go(self, cancelled: bool, at: QPointF | None = None) -> None:
        finger, dragged, tapped = self._finger, self._finger_drags, self._is_tap
        self._fingers = self._finger = None
        self._is_pair = False
        self._finger_drags, self._is_tap = False, True
        if finger is None:
            return
        if dragged and cancelled:
            self.cancel_touch()
        elif dragged:
            self._as_mouse(QEvent.Type.MouseButtonRelease, at or finger)
        elif tapped and not cancelled:
            self._as_mouse(QEvent.Type.MouseButtonPress, finger)
            self._as_mouse(QEvent.Type.MouseButtonRelease, finger)

    def _as_mouse(self, kind: QEvent.Type, at: QPointF) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        button = none if kind == QEvent.Type.MouseMove else left
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        keys = QApplication.keyboardModifiers()
        QApplication.sendEvent(self, QMouseEvent(kind, at, self.mapToGlobal(at), button, held, keys))

    def is_held_at(self, at: QPointF) -> bool:
        """Tell whether a finger there takes hold of something, instead of pushing the board."""
        return False

    def cancel_touch(self) -> None:
        """Take back what a finger was doing: a second one came."""
