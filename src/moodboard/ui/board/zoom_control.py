# SPDX-License-Identifier: GPL-3.0-or-later
"""Minus, the zoom in per cent, plus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import keys, theme
from moodboard.ui.buttons import Button, ghost_button


class _Percent(QAbstractButton):
    """The figure between; a click goes back to 100 %."""

    def __init__(self) -> None:
        super().__init__()
        self._hover = False
        self.setFont(ui_font("small"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(44, 30)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._hover:
            painter.fillRect(self.rect().adjusted(0, 1, 0, -1), QColor(theme.tokens().hover))
        painter.setPen(QColor(theme.tokens().ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class ZoomControl(QWidget):
    """Ask for a step of zoom or for 100 %, and show the zoom there is."""

    step_requested = Signal(int)
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(110, 32)
        self.less = self._button("minus", self.tr("Farther"), "view.zoom_out")
        self.percent = _Percent()
        self.more = self._button("plus", self.tr("Closer"), "view.zoom_in")
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 1, 3, 1)
        row.setSpacing(0)
        row.addWidget(self.less)
        row.addWidget(self.percent, 1)
        row.addWidget(self.more)
        self.less.clicked.connect(lambda: self.step_requested.emit(-1))
        self.more.clicked.connect(lambda: self.step_requested.emit(1))
        self.percent.clicked.connect(self.reset_requested)
        keys.follow(self.percent, self.tr("Show at 100 %"), "view.actual_size")
        self.set_zoom(1.0)

    @staticmethod
    def _button(icon: str, name: str, action_id: str) -> Button:
        button = ghost_button("", icon)
        keys.follow(button, name, action_id)
        button.setAccessibleName(name)
        button.set_compact(28)
        return button

    def set_zoom(self, zoom: float) -> None:
        """Show the zoom; small ones with a decimal."""
        percent = zoom * 100
        words = f"{percent:.0f}%" if percent >= 10 else f"{percent:.1f}%"
        self.percent.setText(words)
        self.percent.setAccessibleName(self.tr("Zoom {percent}").format(percent=words))
        self.percent.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.tokens().line_2))
        painter.setBrush(QColor(theme.tokens().raised))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, RADIUS_BUTTON, RADIUS_BUTTON)
