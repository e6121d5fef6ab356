# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of a part of the page: its name, how many there are, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.tokens import Tokens
from moodboard.ui import theme
from moodboard.ui.buttons import Button, Kind

HEIGHT = 40
_BASE = 33


class QuietLink(Button):
    """Words that do something, in ink: ember is for what is yours."""

    def __init__(self, words: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "", Kind.LINK, tip, parent)
        self.set_small_text()

    def _ink(self, tokens: Tokens) -> str:
        return tokens.ink if self.underMouse() or self.hasFocus() else tokens.ink_2


class SectionHead(QWidget):
    """A name in the serif with its count; a remark or a link at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._count, self._remark = "", 0, ""
        self._buttons: list[Button] = []
        self.setFixedHeight(HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation, False)
        theme.controller().changed.connect(self.update)

    def say(self, name: str, count: int = 0, remark: str = "") -> None:
        """Show other words."""
        if (name, count, remark) != (self._name, self._count, self._remark):
            self._name, self._count, self._remark = name, count, remark
            self.setAccessibleName(f"{name} {count}" if count else name)
            self.update()

    def add(self, button: Button) -> None:
        """Put a button at the right, left of those before it."""
        button.setParent(self)
        self._buttons.append(button)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stay at the right."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        right = self.width()
        for button in self._buttons:
            if not button.isHidden():
                size = button.sizeHint()
                button.setGeometry(right - size.width(), _BASE - 14, size.width(), size.height())
                right -= size.width() + 14

    def relay(self) -> None:
        """A button came, went, or has other words."""
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name, count, remark."""
        tokens = theme.tokens()
        painter = QPainter(self)
        font = ui_font("section")
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QPointF(0, _BASE), self._name)
        x = QFontMetricsF(font).horizontalAdvance(self._name) + 6
        if self._count:
            painter.setFont(make_font(SERIF, 17))
            painter.setPen(QColor(tokens.ink_2))
            words = f"{self._count:,}"
            painter.drawText(QPointF(x, _BASE), words)
            x += painter.fontMetrics().horizontalAdvance(words) + 12
        if self._remark:
            painter.setFont(ui_font("small"))
            painter.setPen(QColor(tokens.ink_2))
            left = self.width() - painter.fontMetrics().horizontalAdvance(self._remark)
            if left > x:
                painter.drawText(QPointF(left, _BASE), self._remark)
