# SPDX-License-Identifier: GPL-3.0-or-later
"""A field for how often a film was seen before all that is known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.services.films import MOST_TIMES


class NumberField(QWidget):
    """Enter and leaving keep the number, Escape gives up; nothing typed means none."""

    kept = Signal(int)
    closed = Signal(bool)
    """It may go; True when the keyboard should return to the row."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ended = False
        self.field = _Field(self)
        self.field.setText(str(number) if number else "")
        self.field.setValidator(QIntValidator(0, MOST_TIMES, self.field))
        self.field.setFixedWidth(72)
        self.field.setAccessibleName(self.tr("Earlier times"))
        self.field.setToolTip(self.tr("How often you saw it before all that is noted here"))
        self.field.setPlaceholderText(self.tr("0"))
        label = QLabel(self.tr("more of which nothing is known"), self)
        label.setFont(ui_font("small"))
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(label, 1)
        self.setFocusProxy(self.field)
        self.field.selectAll()
        self.field.left.connect(lambda: self._end(keep=True, back=False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True, back=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(keep=False, back=True)
        else:
            super().keyPressEvent(event)

    def _end(self, keep: bool, back: bool) -> None:
        if self._ended:
            return
        self._ended = True
        if keep:
            self.kept.emit(int(self.field.text() or 0))
        self.closed.emit(back)


class _Field(QLineEdit):
    """Say when the keyboard goes elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Not when a menu or another window took it for a while."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()
