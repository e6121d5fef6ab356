# SPDX-License-Identifier: GPL-3.0-or-later
"""The canvas's view: panning, zooming, fitting, by hand and by call."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QPointF, QRectF, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import BoardView, Rect
from moodboard.qt.board_view import Viewport
from moodboard.qt.tokens import BOARD_INSET, ZOOM_MS
from moodboard.ui.board.motion import is_reduced

TITLE_ROOM = 98
"""What the board's title takes above the pins when everything is fitted."""
MOST_FITTED = 2.0
"""A small board is not blown up beyond this."""


class CanvasView(QWidget):
    """A widget that looks at a board."""

    view_changed = Signal()
    moving = Signal(bool)
    """A gesture or a pan is running."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = Viewport()
        self._target: Viewport | None = None
        self.motion = ZOOM_MS
        """Milliseconds that a jump of the view takes; 0 for none."""
        self.insets = (float(BOARD_INSET), float(TITLE_ROOM), float(BOARD_INSET), float(BOARD_INSET))
        """Left, top, right and bottom pixels that fitting keeps free."""
        self.covered = 0
        """Pixels at the right edge that a panel covers."""
        self._glide = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._on_glide)
        self._glide.finished.connect(self._on_glided)
        self._start = self._viewport

    # -- reading ---------------------------------------------------------------------------------

    @property
    def viewport(self) -> Viewport:
        """What is seen at this moment, on the way to ``view()``."""
        return self._viewport

    def view(self) -> BoardView:
        """Return where the person looks, or will look in a moment."""
        return (self._target or self._viewport).view()

    def zoom(self) -> float:
        """Return the zoom, 1.0 for 100 %."""
        return self.view().zoom

    def centre(self) -> tuple[float, float]:
        """Return the board point in the middle."""
        view = self.view()
        return view.x, view.y

    def to_screen(self, rect: Rect) -> QRectF:
        """Return the widget's rectangle for a board rectangle."""
        return self._viewport.rect_to_screen(rect)

    def to_board(self, point: QPointF) -> tuple[float, float]:
        """Return the board point under a point of the widget."""
        return self._viewport.to_board(point)

    # -- moving ----------------------------------------------------------------------------------

    def set_view(self, view: BoardView) -> None:
        """Look elsewhere at once."""
        self._glide.stop()
        self._target = None
        self._look(self._viewport.moved_to(view))

    def go_to(self, viewport: Viewport) -> None:
        """Look elsewhere, gliding there."""
        if self.motion <= 0 or is_reduced() or not self.isVisible() or viewport == self._viewport:
            self.set_view(viewport.view())
            return
        self._glide.stop()
        self._start, self._target = self._viewport, viewport
        self._glide.setDuration(self.motion)
        self._glide.start()

    def pan(self, dx: float, dy: float) -> None:
        """Push the picture by logical pixels."""
        self.set_view(self._viewport.panned(dx, dy).view())

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom, the board point under ``at`` (the middle when None) staying there."""
        start = self._target or self._viewport
        self.go_to(start.zoomed(zoom, QPointF(self.width() / 2, self.height() / 2) if at is None else at))

    def zoom_step(self, direction: int) -> None:
        """Zoom to the next rounder value."""
        self.zoom_to((self._target or self._viewport).step(direction))

    def fit_rect(self, rect: Rect | None, most: float = MOST_FITTED, below: float = 0.0) -> None:
        """Show all of a board rectangle, ``below`` leaving more room under it than usual."""
        if rect is not None:
            left, top, right, bottom = self.insets
            self.go_to(self._viewport.fitted(rect, (left, top, right, max(bottom, below)), most))

    def show_rect(self, rect: Rect) -> None:
        """Pan by the least that brings a board rectangle into the window."""
        left, top, right, bottom = self.insets
        shown = (self._target or self._viewport).rect_to_screen(rect)
        room = QRectF(left, top, self.width() - left - right, self.height() - top - bottom)
        dx = _into(shown.left(), shown.right(), room.left(), room.right())
        dy = _into(shown.top(), shown.bottom(), room.top(), room.bottom())
        if dx or dy:
            self.go_to((self._target or self._viewport).panned(dx, dy))

    def show_whole(self, rect: Rect) -> None:
        """Bring a board rectangle into the window: by panning, or from farther when it is too large."""
        left, top, right, bottom = self.insets
        shown = (self._target or self._viewport).rect_to_screen(rect)
        room = QRectF(left, top, self.width() - left - right, self.height() - top - bottom)
        if shown.width() <= room.width() and shown.height() <= room.height():
            self.show_rect(rect)
        else:
            self.fit_rect(rect, most=self.zoom())

    def shows(self, rect: Rect) -> bool:
        """Tell whether all of a board rectangle is in the window."""
        return QRectF(0, 0, self.width(), self.height()).contains(self.to_screen(rect))

    def _look(self, viewport: Viewport) -> None:
        viewport = viewport.within_reach()
        if viewport == self._viewport:
            return
        self._viewport = viewport
        self.view_moved()
        self.view_changed.emit()

    def view_moved(self) -> None:
        """Take notice of another view; the canvas repaints."""

    def _on_glide(self, value: object) -> None:
        if self._target is None or not isinstance(value, float):
            return
        a, b = self._start, self._target
        # Zoom grows by factors, and the centre moves so that the way looks straight.
        zoom = a.zoom * (b.zoom / a.zoom) ** value
        share = value if a.zoom == b.zoom else (1 / a.zoom - 1 / zoom) / (1 / a.zoom - 1 / b.zoom)
        x, y = a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share
        self._look(self._viewport.moved_to(BoardView(x, y, zoom)))

    def _on_glided(self) -> None:
        if self._target is not None:
            target, self._target = self._target, None
            self._look(self._viewport.moved_to(target.view()))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.ScreenChangeInternal):
            QTimer.singleShot(0, self, self._fit_window)
        return super().event(event)

    def zoom_now(self, factor: float, at: QPointF) -> None:
        """Follow the hand without gliding."""
        if factor > 0:
            self.set_view(self._viewport.zoomed(self._viewport.zoom * factor, at).view())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_window()

    def _fit_window(self) -> None:
        """Keep the top left of the picture where it is when the window grows."""
        old = self._viewport
        width, height, ratio = max(1, self.width()), max(1, self.height()), self.devicePixelRatioF()
        if (width, height, ratio) == (old.width, old.height, old.ratio):
            return
        first = old.width <= 1 and old.height <= 1
        x = old.x if first else old.x + (width - old.width) / 2 / old.zoom
        y = old.y if first else old.y + (height - old.height) / 2 / old.zoom
        self._look(Viewport(x, y, old.zoom, width, height, ratio))


def _into(start: float, end: float, low: float, high: float) -> float:
    """Return the least push that brings a span inside another; one that fills it already stays."""
    if end - start > high - low:
        return 0.0 if start <= low and end >= high else low - start
    return low - start if start < low else min(0.0, high - end)
