# SPDX-License-Identifier: GPL-3.0-or-later
"""Swatch strips under the pointer: the name of a colour on hover, its hex by a click."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.qt.colour_words import colour_name
from moodboard.qt.fonts import ui_font
from moodboard.ui import theme
from moodboard.ui.board import handles
from moodboard.ui.board.gestures import BEGIN
from moodboard.ui.card import anchor_rect

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage

_BELOW = 7
ABOVE = 38
_GAP = 8


class Label(QWidget):
    """ "dusty rose  #bd8684" under a swatch; lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name = self._colour = ""
        self.hide()

    @property
    def words(self) -> str:
        """What is told."""
        return f"{self._name}  {self._colour}" if self.isVisible() else ""

    def tell(self, colour: str, middle: float, top: float) -> None:
        """Tell a colour under a point."""
        self._name, self._colour = colour_name(colour), colour
        self.setAccessibleName(f"{self._name}, {colour}")
        name = QFontMetrics(ui_font("small")).horizontalAdvance(self._name)
        number = QFontMetrics(ui_font("timecode")).horizontalAdvance(colour)
        width = name + number + _GAP + 16
        room = (self.parentWidget() or self).rect()
        x = max(4, min(round(middle - width / 2), room.right() - width - 4))
        y = max(4, min(round(top), room.bottom() - 28))
        self.setGeometry(x, y, width, 24)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QPointF(8, 16), self._name)
        at = 8 + painter.fontMetrics().horizontalAdvance(self._name) + _GAP
        painter.setFont(ui_font("timecode"))
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(QPointF(at, 16), self._colour)


class Strips(QObject):
    """Watches the canvas's mouse without taking anything from it."""

    clicked = Signal(str)
    """A colour of a strip; the strip is chosen by the same click."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._pressed: tuple[QPointF, str] | None = None
        self._label: Label | None = None
        page.canvas.installEventFilter(self)
        page.canvas.view_changed.connect(self._hide)

    @property
    def words(self) -> str:
        """What is told under the pointer now."""
        return self._label.words if self._label is not None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._on_move(event)
        elif kind is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._hide()
            self._pressed = self._on_press(event)
        elif kind is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            pressed, self._pressed = self._pressed, None
            if pressed is not None and event.button() is Qt.MouseButton.LeftButton:
                self.clicked.emit(pressed[1])
        elif kind in (QEvent.Type.Leave, QEvent.Type.KeyPress):
            self._hide()
        return False

    def _on_move(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            way = event.position() - self._pressed[0]
            if abs(way.x()) >= BEGIN or abs(way.y()) >= BEGIN:
                self._pressed = None  # the strip is being moved
        if event.buttons() or not self._is_free():
            self._hide()
            return
        found = self._swatch_at(event.position())
        if found is None:
            self._hide()
            return
        pin, number = found
        self._tell(pin, number)

    def _on_press(self, event: QMouseEvent) -> tuple[QPointF, str] | None:
        canvas = self._page.canvas
        if event.button() is not Qt.MouseButton.LeftButton or event.modifiers() or not self._is_free():
            return None
        found = self._swatch_at(event.position())
        if found is None:
            return None
        pin, box = found[0], canvas.selection_box()
        chosen = canvas.selected() == (pin.uuid,)
        if chosen and box and handles.hold_at(event.position(), box, [pin], canvas.viewport, False):
            return None
        return QPointF(event.position()), pin.colours[found[1]]

    def _is_free(self) -> bool:
        canvas = self._page.canvas
        return canvas.tool is None and not canvas.is_cropping and not canvas.is_panning

    def _swatch_at(self, at: QPointF) -> tuple[Pin, int] | None:
        """Return the strip under a point of the canvas and which of its colours is there."""
        pin = self._page.canvas.pin_at(at)
        if pin is None or pin.kind is not PinKind.SWATCHES or not pin.colours:
            return None
        x, y = self._page.canvas.to_board(at)
        middle_x, middle_y = pin.place.rect.centre
        turn = math.radians(-pin.place.turn)
        across = (x - middle_x) * math.cos(turn) - (y - middle_y) * math.sin(turn) + pin.place.width / 2
        number = math.floor(across / pin.place.width * len(pin.colours))
        return pin, max(0, min(number, len(pin.colours) - 1))

    def _tell(self, pin: Pin, number: int) -> None:
        page = self._page
        if self._label is None:
            self._label = Label(page)
        step = pin.place.width / len(pin.colours)
        away = (number + 0.5) * step - pin.place.width / 2
        turn = math.radians(pin.place.turn)
        middle = pin.place.rect.centre[0] + away * math.cos(turn)
        corner = anchor_rect(page.canvas, page).topLeft()
        bounds = page.canvas.to_screen(pin.place.bounds)
        at = page.canvas.viewport.to_screen(middle, 0.0)
        # The handles and the inspector of a chosen strip are below it.
        chosen = pin.uuid in page.canvas.selected()
        top = bounds.top() - ABOVE if chosen else bounds.bottom() + _BELOW
        self._label.tell(pin.colours[number].lower(), at.x() + corner.x(), top + corner.y())

    def _hide(self) -> None:
        if self._label is not None:
            self._label.hide()
