# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawing tools that the hand can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from moodboard.domain import sketching, strokes
from moodboard.domain.board import Pin, PinKind, Rect
from moodboard.domain.drawing import LINEAR, Shape
from moodboard.ui.board.drawing.look import drawing_with
from moodboard.ui.board.drawing.sketch import PenSketch, ShapeSketch, Sketch
from moodboard.ui.board.drawing.targets import target_at
from moodboard.ui.board.gestures import Gesture
from moodboard.ui.board.tool import CanvasTool

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas
    from moodboard.ui.board.drawing.part import DrawingPart

_NOWHERE = Rect(0, 0, strokes.LEAST, strokes.LEAST)


class DrawTool(CanvasTool):
    """Draws one shape. The pen stays in the hand, the others go back to the arrow after one drawing."""

    def __init__(self, part: DrawingPart, shape: Shape) -> None:
        self._part = part
        self.shape = shape
        self.sketch: Sketch | None = None

    @property
    def is_linear(self) -> bool:
        """Whether it draws from one end to another."""
        return self.shape in LINEAR

    def taken(self, canvas: BoardCanvas) -> None:
        canvas.select(())

    def put_down(self, canvas: BoardCanvas) -> None:
        self.sketch = None
        canvas.show_target(None)

    def press(self, canvas: BoardCanvas, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        if not self._part.begin():
            return None
        self.hover(canvas, at, modifiers)
        kind = PenSketch if self.shape is Shape.PEN else ShapeSketch
        self.sketch = kind(canvas, at, self, self.new_pin())
        return self.sketch

    def new_pin(self) -> Pin:
        """Return a drawing of the look that is set, running nowhere yet."""
        drawing = drawing_with(self.shape, self._part.look)
        pin = self._part.page.editor.new_pin(PinKind.DRAWING, _NOWHERE)
        return replace(pin, drawing=drawing)

    def hover(self, canvas: BoardCanvas, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self.is_linear:
            canvas.show_target(target_at(canvas, *canvas.to_board(at), modifiers))

    def key(self, canvas: BoardCanvas, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == Qt.Key.Key_V:
            canvas.set_tool(None)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.shape is not Shape.PEN:
            if self._part.begin():
                self.done(self.put_around(*canvas.centre()))
            return True
        return False

    def paint(self, canvas: BoardCanvas, painter: QPainter) -> None:
        if self.sketch is not None:
            self.sketch.paint(painter)

    def put_around(self, x: float, y: float) -> Pin:
        """Return a drawing of a usual size around a board point."""
        pin = self.new_pin()
        if self.is_linear:
            return strokes.laid(pin, sketching.ends_around(x, y))
        return replace(pin, place=sketching.box_around(self.shape, x, y))

    def done(self, pin: Pin) -> None:
        """Lay a drawing on the board; all but the pen are put down."""
        self.sketch = None
        self._part.add(pin)
        canvas = self._part.page.canvas
        if self.shape is not Shape.PEN:
            if canvas.tool is self:
                canvas.set_tool(None)
            canvas.select((pin.uuid,))
