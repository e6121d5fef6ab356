# SPDX-License-Identifier: GPL-3.0-or-later
"""What the popovers of the inspector share: the pins they are about, and undo steps by gesture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QColorDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from moodboard.domain.board import Pin, PinStyle
from moodboard.domain.ground import ground_of, mean_of
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.fonts import ui_font
from moodboard.qt.paint_ground import brush_of
from moodboard.ui import icons, theme
from moodboard.ui.board.slider import SliderRow
from moodboard.ui.card import Popover

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage

_ASIDE = 24
"""From the pins to a popover beside them: their handles and shadow stay free."""


class PinPopover(Popover):
    """A popover about chosen pins; shows anew whatever changes them."""

    def __init__(self, parent: QWidget, editor: BoardEditor, name: str, width: int) -> None:
        super().__init__(parent)
        self.editor = editor
        self.setFixedWidth(width)
        self.setAccessibleName(name)
        self._uuids: tuple[str, ...] = ()
        self._gesture: int | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 14)
        self.column.setSpacing(8)
        self._filling = False
        editor.pins_changed.connect(self._on_pins_changed)
        editor.lines_changed.connect(self._on_pins_changed)
        editor.loaded.connect(self.close_popover)

    def open_for(self, uuids: Iterable[str], anchor: QWidget | None, place: QRect) -> None:
        """Open about these pins."""
        self._uuids = tuple(uuid for uuid in uuids if uuid in self.editor.pins)
        if not self._uuids:
            return
        self._refill()
        self.open_at(anchor, place)

    def _fitting(self, place: QRect, beside: int) -> QPoint:
        """Stand beside the pins where it would cover them: what changes is to be seen."""
        at, pins = super()._fitting(place, beside), self._seen_pins()
        room = (self.parentWidget() or self).rect().adjusted(8, 8, -8, -8)
        top = max(room.top(), min(pins.top(), room.bottom() - self.height()))
        right = min(pins.right() + _ASIDE, room.right() - self.width())
        left = max(pins.left() - _ASIDE - self.width(), room.left())

        def covered(spot: QPoint) -> int:
            hidden = QRect(spot, self.size()).intersected(pins)
            return hidden.width() * hidden.height()

        # Of spots as good as each other the first is taken: where the button is.
        return min((at, QPoint(right, top), QPoint(left, top)), key=covered)

    def _seen_pins(self) -> QRect:
        """Return where the pins are seen, in the parent's pixels."""
        page, bounds = cast("BoardPage", self.parentWidget()), self.editor.bounds(self._uuids)
        if bounds is None:
            return QRect()
        corner = page.canvas.mapTo(page, QPoint(0, 0))
        return page.canvas.to_screen(bounds).toAlignedRect().translated(corner)

    @property
    def pins(self) -> list[Pin]:
        """The pins it is about, those that are still there."""
        return self.editor.chosen(self._uuids)

    def fill(self, pin: Pin) -> None:
        """Show a pin's state in the controls; the first of several speaks for all."""
        raise NotImplementedError

    def restyle(self, change: Callable[[PinStyle], PinStyle], label: str, live: bool = False) -> None:
        """Change the look of all the pins; while dragging as part of the running gesture."""
        if not self._filling:
            self.editor.restyle(self._uuids, change, label, self._gesture if live else None)

    def watch(self, row: SliderRow, changed: Callable[[int], object]) -> None:
        """Let a slider's drag be one undo step."""
        row.began.connect(self.begin_gesture)
        row.moved.connect(changed)
        self.closed.connect(row.flush)

    def begin_gesture(self) -> None:
        """What follows is one undo step."""
        self._gesture = self.editor.new_gesture()

    def _refill(self) -> None:
        pins = self.pins
        if pins:
            self._filling = True
            self.fill(pins[0])
            self._filling = False

    def _on_pins_changed(self, _uuids: object) -> None:
        if not self.isVisible():
            return
        if self.pins:
            self._refill()
        else:
            self.close_popover()


class ColourDot(QAbstractButton):
    """One colour to choose; a ring when it is the one in use."""

    def __init__(self, colour: str, name: str) -> None:
        super().__init__()
        self.colour = colour
        self.hollow = False
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(24, 24)

    def shown(self) -> QColor:
        """Return the colour painted; the empty one stands for the theme's ink."""
        return QColor(mean_of(self.colour, theme.tokens().ink))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        if self.hollow:
            painter.setPen(QPen(QColor(tokens.ink_2), 1.4))
            painter.drawLine(QPointF(7.2, 16.8), QPointF(16.8, 7.2))
        else:
            painter.setBrush(brush_of(ground_of(self.colour, theme.tokens().ink), QRectF(self.rect())))
        painter.drawEllipse(QRectF(4.5, 4.5, 15, 15))
        if self.isChecked() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent if self.isChecked() else tokens.line_2), 1.5))
            painter.drawEllipse(QRectF(1, 1, 22, 22))


class _Custom(ColourDot):
    """Any other colour, from the system's dialog."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.colour:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        icons.paint(painter, "plus", QRectF(4, 4, 16, 16), theme.tokens().ink_2)


class ColourRow(QWidget):
    """Some colours side by side, and any other."""

    chosen = Signal(str)

    def __init__(self, none_name: str, hollow: bool = False) -> None:
        """``hollow``: the neutral one stands for no colour at all, not for the theme's ink."""
        super().__init__()
        self._none_name, self._hollow = none_name, hollow
        self._dots: list[ColourDot] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)

    @property
    def dots(self) -> list[ColourDot]:
        """The colours offered; the last opens the dialog."""
        return list(self._dots)

    def show_colours(self, colours: Iterable[str], current: str) -> None:
        """Offer these after the neutral one; mark the one in use."""
        offered = ["", *dict.fromkeys(colour.lower() for colour in colours if colour)]
        current = current.lower()
        own = current if current not in offered else ""
        if [dot.colour for dot in self._dots] != [*offered, own]:
            self._make(offered, own)
        for dot in self._dots[:-1]:
            dot.setChecked(dot.colour == current)
        self._dots[-1].setChecked(bool(own))

    def _make(self, offered: list[str], own: str) -> None:
        for old in self._dots:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._dots = [ColourDot(colour, colour or self._none_name) for colour in offered]
        self._dots[0].hollow = self._hollow
        self._dots.append(_Custom(own, self.tr("Another colour")))
        for place, dot in enumerate(self._dots):
            self._row.insertWidget(place, dot)
            dot.clicked.connect(lambda _=False, dot=dot: self._on_clicked(dot))

    def _on_clicked(self, dot: ColourDot) -> None:
        if dot is not self._dots[-1]:
            self.chosen.emit(dot.colour)
            return
        found = QColorDialog.getColor(dot.shown(), self.window(), self.tr("Another colour"))
        if found.isValid():
            self.chosen.emit(found.name())


def caption_label(words: str) -> QLabel:
    """Return a small, secondary heading over a group of controls."""
    label = QLabel(words)
    label.setFont(ui_font("small"))
    label.setProperty("role", "muted")
    return label


def palette_of_board(editor: BoardEditor, most: int = 6) -> list[str]:
    """Return colours met on the board: the swatches' first, then the stills' heaviest."""
    found: dict[str, None] = {}
    for pin in editor.own_pins():
        for colour in pin.colours:
            found.setdefault(colour.lower())
    for still in editor.stills.values():
        for colour in still.palette[:2]:
            found.setdefault(colour.lower())
        if len(found) > 4 * most:
            break
    return list(found)[:most]
