# SPDX-License-Identifier: GPL-3.0-or-later
"""The card of drawing tools at the lower edge of the board; hidden until it is called."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from moodboard.domain.drawing import CLOSED, Shape
from moodboard.ui import keys, theme
from moodboard.ui.actions import ActionBook
from moodboard.ui.board.drawing.look import DrawLook
from moodboard.ui.board.drawing.style_panel import width_buttons
from moodboard.ui.buttons import Button, ghost_button, tip_of
from moodboard.ui.card import Card

HEIGHT = 40
ABOVE_EDGE = 20
_PITCH = 34


class ColourButton(Button):
    """The colour that is set, with the fill inside."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(tip=name, parent=parent)
        self.setAccessibleName(name)
        self.look = DrawLook()
        self.shows_fill = False

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        tokens = theme.tokens()
        circle = QRectF(self.width() / 2 - 8, self.height() / 2 - 8, 16, 16)
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        painter.setBrush(QColor(self.look.colour or tokens.ink))
        painter.drawEllipse(circle)
        if self.shows_fill and self.look.fill:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.look.fill))
            painter.drawEllipse(circle.adjusted(3.5, 3.5, -3.5, -3.5))


class DrawBar(Card):
    """Tools, and the look of what they draw; each press is a wish."""

    tool_wished = Signal(object)
    """A Shape; None for the arrow that chooses."""
    look_wished = Signal(str, object)
    colours_wished = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget, book: ActionBook) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Drawing tools"))
        self._rules: list[int] = []
        self._x = 6
        self.choose = self._place(ghost_button("", "pointer", tip_of(self.tr("Choose pins"), "V"), self))
        self.choose.clicked.connect(lambda: self.tool_wished.emit(None))
        self.tools = {shape: self._tool(shape, book) for shape in Shape}
        self._rule()
        self.colour = ColourButton(self.tr("Colour, fill and ends"), self)
        self._place(self.colour)
        self.colour.clicked.connect(self.colours_wished)
        self.widths = width_buttons(self)
        for width, button in self.widths.items():
            self._place(button)
            button.clicked.connect(lambda _=False, width=width: self.look_wished.emit("width", width))
        self.dashed = self._place(ghost_button("", "dashed", self.tr("Dashed"), self))
        self.dashed.clicked.connect(lambda on: self.look_wished.emit("dashed", bool(on)))
        self._rule()
        self.close_button = self._place(ghost_button("", "close", parent=self))
        self.close_button.setAccessibleName(self.tr("Put the drawing tools away"))
        keys.follow(self.close_button, self.tr("Put the drawing tools away"), "draw.bar")
        self.close_button.setCheckable(False)
        self.close_button.clicked.connect(self.closed)
        self.setFixedSize(self._x + 4, HEIGHT)

    def _tool(self, shape: Shape, book: ActionBook) -> Button:
        icon = "stroke" if shape is Shape.LINE else shape.value
        action = book.action(f"draw.{shape.value}")
        button = self._place(ghost_button("", icon, parent=self))
        keys.follow(button, action.text(), action.objectName())
        button.setAccessibleName(action.text())
        button.clicked.connect(lambda: self.tool_wished.emit(shape))
        return button

    def _place(self, button: Button) -> Button:
        button.setCheckable(True)
        button.setGeometry(self._x, 4, 32, 32)
        self._x += _PITCH
        return button

    def _rule(self) -> None:
        self._rules.append(self._x + 3)
        self._x += 9

    def show_tool(self, shape: Shape | None) -> None:
        """Mark the tool in hand."""
        self.choose.setChecked(shape is None)
        for one, button in self.tools.items():
            button.setChecked(one is shape)
        self.colour.shows_fill = shape in CLOSED
        self.colour.update()

    def show_look(self, look: DrawLook) -> None:
        """Mark the look that is set."""
        self.colour.look = look
        self.colour.setChecked(False)
        self.colour.update()
        self.dashed.setChecked(look.dashed)
        for width, button in self.widths.items():
            button.setChecked(width == look.width)

    def place(self, room: QRect, above: int = 0) -> None:
        """Stand in the middle above the lower edge of the board, ``above`` what stands there already."""
        x = room.left() + max(0, (room.width() - self.width()) // 2)
        self.move(x, room.bottom() + 1 - ABOVE_EDGE - HEIGHT - above)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for x in self._rules:
            painter.fillRect(QRect(x, 8, 1, HEIGHT - 16), QColor(theme.tokens().line))
