# SPDX-License-Identifier: GPL-3.0-or-later
"""Take a colour from any place of the board, as it is painted there."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from moodboard.ui.board.canvas_keys import CanvasKeys
from moodboard.ui.board.colour.loupe import PIXELS, Loupe
from moodboard.ui.board.gestures import Gesture
from moodboard.ui.board.tool import CanvasTool
from moodboard.ui.card import anchor_rect

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas
    from moodboard.ui.board.page import BoardPage

Modifiers = Qt.KeyboardModifier
OnColour = Callable[[str], object]
FAR = 10
"""Pixels that an arrow goes with Shift."""


def pick(page: BoardPage, on_colour: OnColour) -> None:
    """Let the person take one colour off the board, then call with it as "#rrggbb".

    Esc puts the eyedropper down without a call. Shift while picking keeps it in hand.
    """
    page.canvas.set_tool(Eyedropper(page, on_colour))


def pixels_around(canvas: BoardCanvas, at: QPointF, count: int = PIXELS) -> QImage:
    """Return the board's device pixels around a point of the canvas, without what lies over the board."""
    ratio = canvas.viewport.ratio
    left = math.floor(at.x() * ratio) - count // 2
    top = math.floor(at.y() * ratio) - count // 2
    image = QImage(count, count, QImage.Format.Format_RGB32)
    image.fill(QColor(canvas.background))
    painter = QPainter(image)
    painter.translate(-left, -top)
    painter.scale(ratio, ratio)
    spare = math.ceil(count / ratio) + 2
    exposed = QRect(math.floor(left / ratio) - 1, math.floor(top / ratio) - 1, spare, spare)
    canvas.paint_board(painter, exposed.intersected(canvas.rect()))
    painter.end()
    return image


class Eyedropper(CanvasTool):
    """Shows a loupe at the pointer; a click or Enter takes the colour in its middle."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, page: BoardPage, on_colour: OnColour) -> None:
        self._page = page
        self._on_colour = on_colour
        self._at = QPointF()
        self._by_keys = False
        self._before: QWidget | None = None
        self._loupe: Loupe | None = None

    @property
    def colour(self) -> str:
        """The colour under the eyedropper."""
        return self._loupe.colour if self._loupe is not None else ""

    @property
    def loupe(self) -> Loupe | None:
        """The magnified pixels; None while it is not in hand."""
        return self._loupe

    def taken(self, canvas: BoardCanvas) -> None:
        self._before = QApplication.focusWidget()
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._loupe = Loupe(self._page)
        pointer = canvas.mapFromGlobal(canvas.cursor().pos())
        over = canvas.isVisible() and canvas.rect().contains(pointer)
        self._at = QPointF(pointer if over else canvas.rect().center())
        self._by_keys = not over
        canvas.view_changed.connect(self._look)
        canvas.renderer.painted.connect(self._look)
        self._look()

    def put_down(self, canvas: BoardCanvas) -> None:
        canvas.view_changed.disconnect(self._look)
        canvas.renderer.painted.disconnect(self._look)
        if self._loupe is not None:
            self._loupe.hide()
            self._loupe.deleteLater()
            self._loupe = None
        before, self._before = self._before, None
        if before is not None and before is not canvas and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def hover(self, canvas: BoardCanvas, at: QPointF, modifiers: Modifiers) -> None:
        self._by_keys = False
        self.go_to(at)

    def press(self, canvas: BoardCanvas, at: QPointF, modifiers: Modifiers) -> Gesture | None:
        self._by_keys = False
        self.go_to(at)
        return _Picking(canvas, at, self)

    def key(self, canvas: BoardCanvas, event: QKeyEvent) -> bool:
        keep = bool(event.modifiers() & Modifiers.ShiftModifier)
        way = CanvasKeys.ARROWS.get(event.key())
        if way is not None:
            step = (FAR if keep else 1) / canvas.viewport.ratio
            self._by_keys = True
            self.go_to(self._at + QPointF(way[0] * step, way[1] * step))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.take(keep)
            return True
        return False

    def paint(self, canvas: BoardCanvas, painter: QPainter) -> None:
        """Mark the pixel while the keys lead: the pointer is elsewhere."""
        if not self._by_keys:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, radius in ((QColor(0, 0, 0, 160), 7.0), (QColor(255, 255, 255), 6.0)):
            painter.setPen(QPen(colour, 1.2))
            painter.drawEllipse(self._at, radius, radius)

    def go_to(self, at: QPointF) -> None:
        """Look at another point of the canvas, kept inside of it."""
        canvas = self._page.canvas
        before = self._at
        last = 1 / canvas.viewport.ratio
        x = min(max(0.0, at.x()), canvas.width() - last)
        self._at = QPointF(x, min(max(0.0, at.y()), canvas.height() - last))
        for point in (before, self._at):
            canvas.update(QRect(point.toPoint() - QPoint(10, 10), point.toPoint() + QPoint(10, 10)))
        self._look()

    def take(self, keep: bool = False) -> None:
        """Give the colour on, and go back to the arrow unless more are wanted."""
        colour = self.colour
        if not keep:
            self._page.canvas.set_tool(None)
        if colour:
            self._on_colour(colour)

    def _look(self, *_: object) -> None:
        canvas = self._page.canvas
        if self._loupe is not None:
            corner = anchor_rect(canvas, self._page).topLeft()
            self._loupe.show_pixels(pixels_around(canvas, self._at), self._at.toPoint() + corner)


class _Picking(Gesture):
    """A press that looks around until it is let go."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: BoardCanvas, at: QPointF, tool: Eyedropper) -> None:
        super().__init__(canvas, at)
        self._tool = tool
        self._keep = False

    def move(self, at: QPointF, modifiers: Modifiers) -> None:
        self._keep = bool(modifiers & Modifiers.ShiftModifier)
        self._tool.go_to(at)

    def finish(self) -> None:
        held = QApplication.keyboardModifiers() & Modifiers.ShiftModifier
        self._tool.take(self._keep or bool(held))
