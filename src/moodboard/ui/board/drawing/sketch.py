# SPDX-License-Identifier: GPL-3.0-or-later
"""The hand drawing: arrows, lines, rectangles and ellipses by a drag, strokes of a pen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from moodboard.domain import sketching, strokes
from moodboard.domain.board import Pin
from moodboard.qt import paint, paint_drawing
from moodboard.ui.board.drawing.targets import drawn, target_at
from moodboard.ui.board.gestures import Gesture, Modifiers

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas
    from moodboard.ui.board.drawing.tools import DrawTool

_SPARE = 3


class Sketch(Gesture):
    """A drawing under way; ``base`` is the pin that it will be, not yet running anywhere."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: BoardCanvas, at: QPointF, tool: DrawTool, base: Pin) -> None:
        super().__init__(canvas, at)
        self.tool, self.base = tool, base
        self.start = canvas.to_board(at)

    def paint(self, painter: QPainter) -> None:
        """Paint what is drawn so far, in the widget's own coordinates."""

    def cancel(self) -> None:
        self.canvas.show_target(None)
        self.tool.sketch = None
        self.canvas.update()


class ShapeSketch(Sketch):
    """A drag from one end or corner to the other."""

    def __init__(self, canvas: BoardCanvas, at: QPointF, tool: DrawTool, base: Pin) -> None:
        super().__init__(canvas, at, tool, base)
        self.pin: Pin | None = None
        self._held: Pin | None = None

    def begin(self) -> None:
        if self.tool.is_linear:
            self._held = self.canvas.shown_target

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        self._update()
        end = self.canvas.to_board(at)
        constrained = bool(modifiers & Modifiers.ShiftModifier)
        centred = bool(modifiers & Modifiers.AltModifier)
        if self.tool.is_linear:
            ends = sketching.ends(self.start, end, constrained, centred)
            target = target_at(self.canvas, *ends[1], modifiers)
            self.pin = drawn(self.canvas, self.base, ends, (None if centred else self._held, target))
            attached = self.pin.drawing is not None and self.pin.drawing.end
            self.canvas.show_target(target if attached else None)
        else:
            self.pin = replace(self.base, place=sketching.box(self.start, end, constrained, centred))
        self._update()

    def _update(self) -> None:
        if self.pin is not None:
            rect = self.canvas.to_screen(paint.pin_extent(self.pin))
            self.canvas.update(rect.adjusted(-_SPARE, -_SPARE, _SPARE, _SPARE).toAlignedRect())

    def paint(self, painter: QPainter) -> None:
        if self.pin is None:
            return
        viewport = self.canvas.viewport
        painter.save()
        painter.setTransform(viewport.transform(), True)
        paint_drawing.paint_drawing(painter, self.pin, self.canvas.look(viewport.scale))
        painter.restore()

    def finish(self) -> None:
        self.canvas.show_target(None)
        self.tool.done(self.pin or self.tool.put_around(*self.start))


class PenSketch(Sketch):
    """A stroke that follows the hand: each step paints only its own piece, into a picture kept for it."""

    def __init__(self, canvas: BoardCanvas, at: QPointF, tool: DrawTool, base: Pin) -> None:
        super().__init__(canvas, at, tool, base)
        self._points = [self.start]
        self._bent = 0
        """How many points come before a straight piece that Shift keeps straight; 0 for none."""
        self._viewport = canvas.viewport
        self._image = QImage()
        self._add_piece(0)

    def move(self, at: QPointF, modifiers: Modifiers) -> None:
        if not self.is_running:
            self.is_running = True
            self.canvas.moving.emit(True)
        self.follow(at, modifiers)

    def follow(self, at: QPointF, modifiers: Modifiers) -> None:
        point = self.canvas.to_board(at)
        if modifiers & Modifiers.ShiftModifier:
            self._bent = self._bent or len(self._points)
            corner = self._points[self._bent - 1]
            self._points[self._bent :] = [sketching.snapped(corner, point)]
            self._image = QImage()
            self.canvas.update()
            return
        self._bent = 0
        if point != self._points[-1]:
            self._points.append(point)
            self._add_piece(len(self._points) - 1)

    def _add_piece(self, n: int) -> None:
        """Paint the piece that ends at the n-th point, and show just that."""
        if self._image.isNull() or self._viewport != self.canvas.viewport:
            self._start_anew()
        else:
            painter = self._painter()
            paint_drawing.paint_piece(painter, self._at(max(0, n - 1)), self._at(n))
            painter.end()
        drawing = self.base.drawing
        reach = (drawing.width if drawing else 1) * self._viewport.zoom / 2 + _SPARE
        piece = QRectF(self._on_screen(max(0, n - 1)), self._on_screen(n)).normalized()
        self.canvas.update(piece.adjusted(-reach, -reach, reach, reach).toAlignedRect())

    def _start_anew(self) -> None:
        viewport = self._viewport = self.canvas.viewport
        size = QSize(round(viewport.width * viewport.ratio), round(viewport.height * viewport.ratio))
        self._image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.setDevicePixelRatio(viewport.ratio)
        self._image.fill(0)
        painter = self._painter()
        for n in range(len(self._points)):
            paint_drawing.paint_piece(painter, self._at(max(0, n - 1)), self._at(n))
        painter.end()

    def _painter(self) -> QPainter:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._viewport.transform(), True)
        if self.base.drawing is not None:
            solid = replace(self.base.drawing, dashed=False)
            colour = paint_drawing.colour_of(solid, self.canvas.look(self._viewport.scale))
            painter.setPen(paint_drawing.pen_of(solid, colour))
        return painter

    def _at(self, n: int) -> QPointF:
        return QPointF(*self._points[n])

    def _on_screen(self, n: int) -> QPointF:
        return self._viewport.to_screen(*self._points[n])

    def paint(self, painter: QPainter) -> None:
        if self._image.isNull() or self._viewport != self.canvas.viewport:
            self._start_anew()
        painter.drawImage(0, 0, self._image)

    def finish(self) -> None:
        tolerance = strokes.TOLERANCE / self.canvas.viewport.zoom
        self.tool.done(strokes.laid(self.base, strokes.thinned(self._points, tolerance)))
