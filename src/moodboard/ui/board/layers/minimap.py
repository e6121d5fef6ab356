# SPDX-License-Identifier: GPL-3.0-or-later
"""A small map of the board in a corner: pins as their average colours, and what is seen of it."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import BoardView, Pin, PinKind, Rect
from moodboard.ui import theme
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.card import Card

WIDTH, HEIGHT = 180, 120
_INSET = 8
_SOON_MS = 120
_SLICE = 0.006
"""Seconds of painting at once: a board of 20,000 pins takes a few such slices."""
_HANDFUL = 400
_STEP = 0.15
"""Of the view's width, by an arrow key."""


class Minimap(Card):
    """Show where the view is; a click or a drag moves it there."""

    def __init__(self, canvas: BoardCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.setFixedSize(WIDTH, HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Map of the board: arrows move the view"))
        self.setToolTip(self.tr("Click or drag to look elsewhere (M puts the map away)"))
        self._image = QImage()
        self._world = Rect(0, 0, 1, 1)
        self._draft = QImage()
        self._draft_world = Rect(0, 0, 1, 1)
        self._waiting: list[Pin] = []
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._begin)
        self._slices = QTimer(self, singleShot=True, interval=0)
        self._slices.timeout.connect(self._go_on)
        canvas.view_changed.connect(self._on_view)
        editor = canvas.editor
        for signal in (editor.loaded, editor.pins_changed, editor.stills_changed, editor.board_changed):
            signal.connect(self.look_soon)
        theme.controller().changed.connect(self.look_soon)

    @property
    def is_up_to_date(self) -> bool:
        """Whether nothing is still to be painted."""
        return not (self._soon.isActive() or self._slices.isActive() or self._waiting)

    def call(self) -> None:
        """Show it."""
        self.show()
        self.raise_()
        self._begin()

    def put_away(self) -> None:
        """Hide it; nothing is painted any more."""
        self.hide()
        self._soon.stop()
        self._slices.stop()
        self._waiting = []

    def look_soon(self, *_: object) -> None:
        """Paint the map anew in a moment, if it is seen."""
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _on_view(self) -> None:
        if self.isVisible():
            self.update()

    # -- painting the map ------------------------------------------------------------------------

    def _begin(self) -> None:
        bounds = self._canvas.scene.places() or Rect(-200, -150, 400, 300)
        self._draft_world = bounds.grown(0.04 * max(bounds.width, bounds.height))
        ratio = self.devicePixelRatioF()
        self._draft = QImage(QSize(WIDTH, HEIGHT) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        self._draft.setDevicePixelRatio(ratio)
        self._draft.fill(0)
        self._waiting = self._canvas.scene.all()[::-1]  # taken from the end: the back first
        self._go_on()

    def _go_on(self) -> None:
        deadline = perf_counter() + _SLICE
        painter = QPainter(self._draft)
        place = _Mapping(self._draft_world)
        try:
            while self._waiting:
                for _ in range(min(_HANDFUL, len(self._waiting))):
                    self._paint_pin(painter, self._waiting.pop(), place)
                if perf_counter() > deadline:
                    break
        finally:
            painter.end()  # Qt dies when an image goes away under its painter
        if self._waiting:
            self._slices.start()
            return
        self._image, self._world = self._draft, self._draft_world
        self.update()

    def _paint_pin(self, painter: QPainter, pin: Pin, place: _Mapping) -> None:
        colour = self._colour(pin)
        if colour is None:
            return
        rect = place.rect(pin.place.bounds)
        rect.setSize(rect.size().expandedTo(_LEAST))
        if pin.kind is PinKind.FRAME:
            painter.setPen(QPen(colour, 1))
            painter.drawRect(rect)
        elif pin.kind is PinKind.SWATCHES and pin.colours:
            each = rect.width() / len(pin.colours)
            for n, own in enumerate(pin.colours):
                painter.fillRect(
                    QRectF(rect.x() + n * each, rect.y(), each + 0.5, rect.height()), QColor(own)
                )
        else:
            painter.fillRect(rect, colour)

    def _colour(self, pin: Pin) -> QColor | None:
        tokens = theme.tokens()
        if pin.kind is PinKind.STILL:
            still = self._canvas.editor.stills.get(pin.still)
            return QColor(still.average if still is not None else tokens.line_2)
        if pin.kind is PinKind.GROUP:
            if not pin.style.background:
                return None
            colour = QColor(pin.style.background)
            colour.setAlphaF(0.32)
            return colour
        if pin.kind in (PinKind.LINE, PinKind.DRAWING):
            own = pin.style.text.colour if pin.drawing is None else pin.drawing.colour
            colour = QColor(own or tokens.ink_2)
            colour.setAlphaF(0.5)
            return colour
        return QColor(tokens.control if pin.kind is PinKind.FRAME else tokens.line_2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        painter.fillRect(ground, QColor(self._canvas.background))
        painter.setClipRect(ground)
        if not self._image.isNull():
            painter.drawImage(QPointF(0, 0), self._image)
        seen = _Mapping(self._world).rect(self._canvas.viewport.board)
        seen = seen.intersected(ground.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(QColor(theme.tokens().accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(seen)

    # -- hands -----------------------------------------------------------------------------------

    def _look_at(self, at: QPointF) -> None:
        x, y = _Mapping(self._world).board(at)
        self._canvas.set_view(BoardView(x, y, self._canvas.view().zoom))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self._look_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._look_at(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        steps = (event.angleDelta().y() or event.angleDelta().x()) / 120
        self._canvas.zoom_to(self._canvas.zoom() * 1.2**steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = BoardCanvas.ARROWS.get(event.key())
        if way is None:
            event.ignore()
            return
        self._canvas.pan(-way[0] * _STEP * self._canvas.width(), -way[1] * _STEP * self._canvas.height())


_LEAST = QRectF(0, 0, 1.2, 1.2).size()


class _Mapping:
    """Between board units and the map's pixels."""

    def __init__(self, world: Rect) -> None:
        across, down = WIDTH - 2 * _INSET, HEIGHT - 2 * _INSET
        self._scale = min(across / max(1e-6, world.width), down / max(1e-6, world.height))
        self._x = WIDTH / 2 - world.centre[0] * self._scale
        self._y = HEIGHT / 2 - world.centre[1] * self._scale

    def rect(self, rect: Rect) -> QRectF:
        """Return where a board rectangle lies on the map."""
        scale = self._scale
        return QRectF(
            rect.x * scale + self._x, rect.y * scale + self._y, rect.width * scale, rect.height * scale
        )

    def board(self, at: QPointF) -> tuple[float, float]:
        """Return the board point under a point of the map."""
        return (at.x() - self._x) / self._scale, (at.y() - self._y) / self._scale
