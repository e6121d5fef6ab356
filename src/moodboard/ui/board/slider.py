# SPDX-License-Identifier: GPL-3.0-or-later
"""A thin slider with its name and its value, filled from where it does nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QLabel, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui import theme

_KNOB = 6.0
LIVE_MS = 33
"""Changes while dragging are passed on this often: each one is written to disk."""


class Slider(QAbstractSlider):
    """Whole steps; a double click goes back to the neutral one."""

    def __init__(self, least: int, most: int, neutral: int) -> None:
        super().__init__()
        self._neutral = neutral
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(least, most)
        self.setValue(neutral)
        self.setPageStep(max(1, (most - least) // 10))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(140, 24)

    def _x_of(self, value: int) -> float:
        span = max(1, self.maximum() - self.minimum())
        return _KNOB + (self.width() - 2 * _KNOB) * (value - self.minimum()) / span

    def _go_to(self, x: float) -> None:
        share = (x - _KNOB) / max(1.0, self.width() - 2 * _KNOB)
        self.setValue(round(self.minimum() + share * (self.maximum() - self.minimum())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(True)
        self.setValue(self._neutral)
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        painter.setBrush(QColor(tokens.line_2))
        painter.drawRoundedRect(QRectF(_KNOB, middle - 1, self.width() - 2 * _KNOB, 2), 1, 1)
        here, neutral = self._x_of(self.value()), self._x_of(self._neutral)
        painter.setBrush(QColor(tokens.fill))
        painter.drawRect(QRectF(min(here, neutral), middle - 1, abs(here - neutral), 2))
        painter.drawEllipse(QPointF(here, middle), _KNOB, _KNOB)


class SliderRow(QWidget):
    """A name, the slider, the value; ``moved`` says when a drag begins, goes on and has ended."""

    began = Signal()
    """A drag or a run of keys begins: what follows is one undo step."""
    moved = Signal(int)

    def __init__(
        self, name: str, least: int, most: int, neutral: int, say: Callable[[int], str] = str
    ) -> None:
        super().__init__()
        self._say = say
        self.slider = Slider(least, most, neutral)
        self.slider.setAccessibleName(name)
        self._name = QLabel(name)
        self._name.setFont(ui_font("body"))
        self._name.setFixedWidth(76)
        self._value = QLabel()
        self._value.setFont(ui_font("timecode"))
        self._value.setFixedWidth(40)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self.slider, 1)
        row.addWidget(self._value)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(LIVE_MS)
        self._clock.timeout.connect(self._tell)
        self._quiet = False
        self._keys = QTimer(self)
        self._keys.setSingleShot(True)
        self._keys.setInterval(700)
        self.slider.sliderPressed.connect(self._on_pressed)
        self.slider.valueChanged.connect(self._on_value)
        self.slider.sliderReleased.connect(self.flush)
        self.show_value(neutral)

    def show_value(self, value: int) -> None:
        """Stand at a value without telling it."""
        self._quiet = True
        self.slider.setValue(value)
        self._quiet = False
        self._value.setText(self._say(value))

    def set_range(self, least: int, most: int) -> None:
        """Allow other values."""
        self._quiet = True
        self.slider.setRange(least, most)
        self._quiet = False

    def _on_pressed(self) -> None:
        self.began.emit()

    def _on_value(self, value: int) -> None:
        self._value.setText(self._say(value))
        if self._quiet:
            return
        if not self.slider.isSliderDown():
            # Keys pressed shortly after each other are one step too.
            if not self._keys.isActive():
                self.began.emit()
            self._keys.start()
            self._tell()
        elif not self._clock.isActive():
            self._clock.start()

    def flush(self) -> None:
        """Tell the last value now."""
        if self._clock.isActive():
            self._clock.stop()
            self._tell()

    def _tell(self) -> None:
        self.moved.emit(self.slider.value())
