# SPDX-License-Identifier: GPL-3.0-or-later
"""The controls of a drawing's look: colour, width, dashes, fill, heads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from moodboard.domain.drawing import WIDTHS, Heads
from moodboard.ui import theme
from moodboard.ui.board.drawing.look import LIKED, DrawLook
from moodboard.ui.board.pin_popover import ColourDot, ColourRow, caption_label
from moodboard.ui.buttons import Button, ghost_button


class _NoFill(ColourDot):
    """An empty circle struck through."""

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.control), 1.4))
        painter.drawEllipse(QRectF(4.5, 4.5, 15, 15))
        painter.drawLine(QPointF(7, 17), QPointF(17, 7))
        if self.isChecked() or self.underMouse():
            painter.setPen(QPen(QColor(tokens.accent if self.isChecked() else tokens.line_2), 1.5))
            painter.drawEllipse(QRectF(1, 1, 22, 22))


class FillRow(ColourRow):
    """Colours to fill with; the first is none."""

    def _make(self, offered: list[str], own: str) -> None:
        super()._make(offered, own)
        plain, none = self._dots[0], _NoFill("", self._none_name)
        self._row.replaceWidget(plain, none)
        plain.hide()
        plain.deleteLater()
        self._dots[0] = none
        none.clicked.connect(lambda: self.chosen.emit(""))


class WidthButton(Button):
    """One width of the stroke, shown as it is."""

    def __init__(self, width: float, name: str, parent: QWidget | None = None) -> None:
        super().__init__(tip=name, parent=parent)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.stroke = width

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        pen = QPen(QColor(ink), self.stroke)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle = self.height() / 2
        inset = 8 + self.stroke / 2
        painter.drawLine(QPointF(inset, middle), QPointF(self.width() - inset, middle))


def width_buttons(parent: QWidget) -> dict[float, WidthButton]:
    """Return a button for each width of the stroke."""
    names = {
        1.0: parent.tr("Hairline"),
        2.0: parent.tr("Thin stroke"),
        4.0: parent.tr("Thick stroke"),
        8.0: parent.tr("Very thick stroke"),
    }
    return {width: WidthButton(width, names[width], parent) for width in WIDTHS}


class StylePanel(QWidget):
    """All of a drawing's look; each press tells what is to be changed, and to what."""

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours = ColourRow(self.tr("Ink"))
        self.colours.setAccessibleName(self.tr("Colour"))
        self.widths = width_buttons(self)
        self.dashed = ghost_button("", "dashed", self.tr("Dashed"))
        self.dashed.setCheckable(True)
        self.fill_name = caption_label(self.tr("Fill"))
        self.fills = FillRow(self.tr("No fill"))
        self.fills.setAccessibleName(self.tr("Fill"))
        self.heads_name = caption_label(self.tr("Ends"))
        self.heads = self._head_buttons()
        self._heads_row = _row(list(self.heads.values()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(caption_label(self.tr("Colour")))
        column.addWidget(self.colours)
        column.addWidget(caption_label(self.tr("Stroke")))
        column.addWidget(_row([*self.widths.values(), self.dashed]))
        for part in (self.fill_name, self.fills, self.heads_name, self._heads_row):
            column.addWidget(part)
        self._connect()

    def _head_buttons(self) -> dict[str, Button]:
        named = {
            "": ("stroke", self.tr("No head")),
            Heads.END.value: ("arrow", self.tr("Head at the end")),
            Heads.START.value: ("arrow-back", self.tr("Head at the start")),
            Heads.BOTH.value: ("arrow-both", self.tr("Heads at both ends")),
        }
        made = {heads: ghost_button("", icon, name) for heads, (icon, name) in named.items()}
        for button in made.values():
            button.setCheckable(True)
        return made

    def _connect(self) -> None:
        self.colours.chosen.connect(lambda colour: self.changed.emit("colour", colour))
        self.fills.chosen.connect(lambda colour: self.changed.emit("fill", colour))
        self.dashed.clicked.connect(lambda on: self.changed.emit("dashed", bool(on)))
        for width, button in self.widths.items():
            button.clicked.connect(lambda _=False, width=width: self.changed.emit("width", width))
        for heads, head in self.heads.items():
            head.clicked.connect(lambda _=False, heads=heads: self.changed.emit("heads", heads))

    def show_look(self, look: DrawLook, palette: Sequence[str], fills: bool, heads: bool) -> None:
        """Show a look; what the drawing has not is not shown."""
        offered = [*LIKED, *palette]
        self.colours.show_colours(offered, look.colour)
        self.fills.show_colours(offered, look.fill)
        self.dashed.setChecked(look.dashed)
        for width, button in self.widths.items():
            button.setChecked(width == look.width)
        for name, head in self.heads.items():
            head.setChecked(name == look.heads)
        self.fill_name.setVisible(fills)
        self.fills.setVisible(fills)
        self.heads_name.setVisible(heads)
        self._heads_row.setVisible(heads)


def _row(widgets: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
