# SPDX-License-Identifier: GPL-3.0-or-later
"""The controls of the export dialog: rows of shapes, a segmented choice, colour dots, a slider, a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from moodboard.domain.ground import ground_of
from moodboard.qt.fonts import ui_font
from moodboard.qt.paint_ground import brush_of
from moodboard.qt.tokens import RADIUS_BUTTON, Tokens
from moodboard.ui import icons, theme

_ROW = 34
_ICON_BOX = 34.0


class ShapeRow(QAbstractButton):
    """One shape to export in: its outline, its name, its size."""

    def __init__(
        self, name: str, size: str, ratio: float, dashed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size, self._ratio, self._dashed = size, ratio, dashed
        self.setText(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(f"{name}, {size}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_size_text(self, size: str) -> None:
        """Show another size."""
        self._size = size
        self.setAccessibleName(f"{self.text()}, {size}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(300, _ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A plate and an ember bar when chosen."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        if self.isChecked() or (self.isEnabled() and self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if self.isChecked() else tokens.hover))
            painter.drawRoundedRect(self.rect(), RADIUS_BUTTON, RADIUS_BUTTON)
        if self.isChecked():
            painter.fillRect(0, 6, 3, self.height() - 12, QColor(tokens.accent))
        self._paint_shape(painter, tokens)
        self._paint_words(painter, tokens)

    def _paint_shape(self, painter: QPainter, tokens: Tokens) -> None:
        longest = 26.0
        width = longest * min(1.0, self._ratio) if self._ratio < 1 else min(_ICON_BOX, 18.0 * self._ratio)
        height = width / self._ratio
        if height > longest:
            width, height = longest * self._ratio, longest
        centre = QPointF(34.0, self.height() / 2)
        rect = QRectF(round(centre.x() - width / 2) + 0.5, round(centre.y() - height / 2) + 0.5, 0, 0)
        rect.setSize(QRectF(0, 0, round(width), round(height)).size())
        pen = QPen(QColor(tokens.accent if self.isChecked() else tokens.ink), 1.2)
        if self._dashed:
            pen.setDashPattern([2.5, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 2, 2)

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        font = ui_font("body-strong")
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        room = QRectF(self.rect()).adjusted(68, 0, -16, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(ui_font("body"))
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, self._size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the rows and choose."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        parent = self.parentWidget()
        if step is None or parent is None:
            super().keyPressEvent(event)
            return
        rows = [row for row in parent.findChildren(ShapeRow) if row.isEnabled()]
        at = rows.index(self) + step
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            rows[at].click()


class _Segment(QAbstractButton):
    def __init__(self, text: str, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._first, self._last = first, last
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(ui_font("body-strong")).horizontalAdvance(self.text())) + 14, 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        # The rounded ends belong to the first and the last; the others reach out under their edges.
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, 0.5, -0.5)
        rect.adjust(0 if self._first else -12, 0, -1 if self._last else 12, 0)
        painter.setClipRect(self.rect())
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        hovered = self.isEnabled() and self.underMouse()
        plate = tokens.chip if self.isChecked() else tokens.hover if hovered else tokens.raised
        painter.setBrush(QColor(plate))
        painter.drawRoundedRect(rect, RADIUS_BUTTON, RADIUS_BUTTON)
        if not self._first:
            painter.drawLine(QPointF(0.5, 1), QPointF(0.5, self.height() - 1))
        painter.setFont(ui_font("body-strong" if self.isChecked() else "body"))
        painter.setPen(QColor(tokens.on_chip if self.isChecked() else tokens.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segmented(QWidget):
    """One of a few, side by side."""

    chosen = Signal(str)
    """The key of what was chosen by hand."""

    def __init__(self, name: str, items: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._keys: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for n, (key, words) in enumerate(items):
            segment = _Segment(words, n == 0, n == len(items) - 1, self)
            segment.setAccessibleName(f"{name}: {words}")
            segment.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
            self._group.addButton(segment)
            self._keys[key] = segment
            row.addWidget(segment, 1)

    def set_chosen(self, key: str) -> None:
        """Show which one it is."""
        self._keys[key].setChecked(True)

    def button(self, key: str) -> QAbstractButton:
        """Return one segment."""
        return self._keys[key]


class ColourDot(QAbstractButton):
    """A background to choose: a round of its colour, or the word for none."""

    def __init__(self, colour: str | None, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setText(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A round of 26 with its ring, or the word."""
        if self.colour:
            return QSize(36, 36)
        return QSize(round(QFontMetricsF(ui_font("body")).horizontalAdvance(self.text())) + 16, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The colour, ringed in ember when chosen."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        if not self.colour:
            painter.setFont(ui_font("body-strong" if self.isChecked() else "body"))
            painter.setPen(QColor(tokens.accent if self.isChecked() else tokens.ink_2))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
            return
        centre = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(QColor(tokens.line_2), 1))
        painter.setBrush(brush_of(ground_of(self.colour, tokens.canvas), QRectF(self.rect())))
        painter.drawEllipse(centre, 13, 13)
        if self.isChecked():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 16.5, 16.5)


class Slider(QSlider):
    """A thin line, filled up to a round handle."""

    def __init__(self, name: str, lowest: int, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(lowest, highest)
        self.setAccessibleName(name)
        self.setMinimumHeight(22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line, filled part, handle."""
        tokens = theme.tokens()
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_Slider
        part = QStyle.SubControl.SC_SliderHandle
        handle = self.style().subControlRect(control, option, part, self)
        x, y = handle.center().x() + 0.5, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line_2))
        painter.drawRoundedRect(QRectF(0, y - 1.5, self.width(), 3), 1.5, 1.5)
        painter.setBrush(QColor(tokens.fill))
        painter.drawRoundedRect(QRectF(0, y - 1.5, x, 3), 1.5, 1.5)
        painter.setPen(QPen(QColor(tokens.fill), 1.5))
        painter.setBrush(QColor(tokens.raised))
        painter.drawEllipse(QPointF(min(max(x, 8.0), self.width() - 8.0), y), 7, 7)


class Tick(QCheckBox):
    """A check box of 16 with its words."""

    def sizeHint(self) -> QSize:
        """Box, gap, words."""
        return QSize(24 + round(QFontMetricsF(ui_font("body")).horizontalAdvance(self.text())) + 2, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled with a tick when on."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        box = QRectF(0.5, (self.height() - 16) / 2 + 0.5, 15, 15)
        on = self.isChecked()
        painter.setPen(QPen(QColor(tokens.fill if on else tokens.control), 1))
        painter.setBrush(QColor(tokens.fill if on else tokens.field))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            icons.paint(painter, "check", box.adjusted(1.5, 1.5, -1.5, -1.5), tokens.on_fill)
        painter.setFont(ui_font("body"))
        painter.setPen(QColor(tokens.ink))
        room = QRectF(self.rect()).adjusted(24, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())

    def hitButton(self, pos: object) -> bool:
        """Everywhere on it counts."""
        return True


class Progress(QWidget):
    """A thin bar that fills."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setAccessibleName(name)
        self.setFixedHeight(6)

    def set_part(self, part: float) -> None:
        """Fill it up to 0..1."""
        self._part = min(1.0, max(0.0, part))
        self.setAccessibleDescription(f"{round(self._part * 100)} %")
        self.update()

    @property
    def part(self) -> float:
        """How far it is filled."""
        return self._part

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line and what is done of it."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line))
        painter.drawRoundedRect(self.rect(), 3, 3)
        painter.setBrush(QColor(tokens.fill))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._part, self.height()), 3, 3)
