# SPDX-License-Identifier: GPL-3.0-or-later
"""The list at the left of a review: its pages, each with its number."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import theme

WIDTH = 196
_ROW = 34


class SectionRow(QAbstractButton):
    """The name of a page and its number in the serif."""

    stepped = Signal(int)
    """Go up or down."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""
        self.setText(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count("")

    def set_count(self, count: str) -> None:
        """Show another number."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        self.update()

    def count(self) -> str:
        """The number that is shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """As wide as the list."""
        return QSize(WIDTH, _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the list."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Soft with an ember bar when it is the one shown."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if self.isChecked() else tokens.hover))
            painter.drawRoundedRect(self.rect(), RADIUS_BUTTON, RADIUS_BUTTON)
        if self.isChecked():
            painter.fillRect(0, 8, 3, self.height() - 16, QColor(tokens.accent))
        room = QRectF(self.rect()).adjusted(12, 0, -10, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        count_font = ui_font("watch-number")
        painter.setFont(count_font)
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, self._count)
        room.setRight(room.right() - QFontMetricsF(count_font).horizontalAdvance(self._count) - 8)
        font = ui_font("body-strong" if self.isChecked() else "body")
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        words = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, words)


class Sections(QWidget):
    """One of them is shown."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.rows: list[SectionRow] = []
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addStretch(1)

    def add(self, name: str) -> SectionRow:
        """Add a page's row."""
        row = SectionRow(name, self)
        number = len(self.rows)
        self.rows.append(row)
        self._group.addButton(row)
        self._column.insertWidget(number, row)
        row.toggled.connect(lambda on, n=number: self.chosen.emit(n) if on else None)
        row.stepped.connect(lambda step, n=number: self._step(n, step))
        return row

    def choose(self, number: int) -> None:
        """Show a page."""
        self.rows[number].setChecked(True)

    def _step(self, number: int, step: int) -> None:
        shown = [n for n, row in enumerate(self.rows) if not row.isHidden()]
        place = shown.index(number) + step
        if 0 <= place < len(shown):
            row = self.rows[shown[place]]
            row.setFocus(Qt.FocusReason.TabFocusReason)
            row.click()
