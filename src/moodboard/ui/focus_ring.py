# SPDX-License-Identifier: GPL-3.0-or-later
"""The ring around the control that the keyboard is on."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QMenu, QWidget
from shiboken6 import isValid

GAP = 2
WIDTH = 2
OWN_RING = "ownFocusRing"
"""Dynamic property of widgets that show focus themselves (lists ring their row, the board its pin)."""


class FocusRing(QObject):
    """Lay one ring over the window, two pixels away from the focused control, after a key only.

    An overlay and not a style: a style would have to paint outside of the control's own rectangle.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target: QWidget | None = None
        self._around: list[QWidget] = []
        """What the control lies in: a page that is scrolled moves it along."""
        self._overlay: _Overlay | None = None

    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Move to the control that has the focus now."""
        self._leave()
        if new is None or not self._wants_ring(new):
            return
        self._target = new
        new.installEventFilter(self)
        new.destroyed.connect(self._on_destroyed)
        self._around = list(_ancestors(new))
        for ancestor in self._around:
            ancestor.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay around the control while it moves; go when the mouse takes over."""
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        elif watched is self._target and kind in (QEvent.Type.Hide, QEvent.Type.MouseButtonPress):
            self._leave()
        return super().eventFilter(watched, event)

    def overlay(self) -> QWidget | None:
        """The ring's widget while it is shown."""
        return self._overlay if self._overlay is not None and self._overlay.isVisible() else None

    def _wants_ring(self, widget: QWidget) -> bool:
        if widget.property(OWN_RING) or isinstance(widget, QMenu | QLabel) or widget.isWindow():
            return False
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return False
        return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)

    def _place(self) -> None:
        target = self._target
        if target is None:
            return
        window = target.window()
        if self._overlay is None or self._overlay.parentWidget() is not window:
            self._drop_overlay()
            self._overlay = _Overlay(window)
            self._overlay.destroyed.connect(self._on_overlay_destroyed)
        corner = target.mapTo(window, QPoint(0, 0))
        reach = GAP + WIDTH
        self._overlay.accent = _accent_on(target)
        self._overlay.radius = 6.0 + GAP + WIDTH / 2
        ring = QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach)
        self._overlay.setGeometry(ring)
        seen = _seen(target, ring)
        if seen.isEmpty():
            self._overlay.hide()
            return
        if seen == ring:
            self._overlay.clearMask()
        else:
            self._overlay.setMask(QRegion(seen.translated(-ring.topLeft())))
        self._overlay.raise_()
        self._overlay.show()

    def _leave(self) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target.destroyed.disconnect(self._on_destroyed)
            self._target = None
            self._let_go()
        if self._overlay is not None:
            self._overlay.hide()

    def _let_go(self) -> None:
        for ancestor in self._around:
            if isValid(ancestor):
                ancestor.removeEventFilter(self)
        self._around = []

    def _drop_overlay(self) -> None:
        if self._overlay is not None:
            self._overlay.destroyed.disconnect(self._on_overlay_destroyed)
            self._overlay.deleteLater()
            self._overlay = None

    def _on_destroyed(self) -> None:
        self._target = None
        self._let_go()
        if self._overlay is not None:
            self._overlay.hide()

    def _on_overlay_destroyed(self) -> None:
        self._overlay = None


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    """Yield what a widget lies in, without the window."""
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        yield parent
        parent = parent.parentWidget()


def _seen(widget: QWidget, ring: QRect) -> QRect:
    """Return the part of the ring, in the window, that no scrolled page hides."""
    seen = QRect(ring)
    for ancestor in _ancestors(widget):
        area = ancestor.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is ancestor:
            seen &= QRect(ancestor.mapTo(widget.window(), QPoint(0, 0)), ancestor.size())
    return seen


def _accent_on(widget: QWidget) -> str:
    """Return the ring's colour where a control lies: beside a film the ground is dark in both themes."""
    from moodboard.ui.on_ground import tokens_on

    return tokens_on(widget).accent


class _Overlay(QWidget):
    """The ring itself; lets every event through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.radius = 9.0
        self.accent = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Stroke the ring in the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ring(painter, QRectF(self.rect()), self.accent, self.radius)


def paint_ring(painter: QPainter, outer: QRectF, accent: str, radius: float) -> None:
    """Stroke a ring whose outer edge is ``outer``; delegates use it for their rows."""
    painter.setPen(QPen(QColor(accent), WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = WIDTH / 2
    painter.drawRoundedRect(outer.adjusted(half, half, -half, -half), radius, radius)
