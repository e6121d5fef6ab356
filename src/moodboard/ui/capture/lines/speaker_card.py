# SPDX-License-Identifier: GPL-3.0-or-later
"""The card that asks who says a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui.card import Popover


class SpeakerCard(Popover):
    """One field; Enter keeps the name, nothing takes it away."""

    named = Signal(str)

    def __init__(self, several: bool, known: Sequence[str], now: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Said by"))
        label = QLabel(self.tr("Said by, with commas between them") if several else self.tr("Said by"), self)
        label.setFont(ui_font("small"))
        label.setProperty("role", "muted")
        self.field = QLineEdit(now, self)
        self.field.setAccessibleName(self.tr("Who says it"))
        self.field.setToolTip(self.tr("Enter keeps it, Esc leaves it"))
        self.field.setMaxLength(200)
        label.setBuddy(self.field)
        if known and not several:
            completer = QCompleter(list(known), self.field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.field.setCompleter(completer)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(self.field)
        self.setFixedWidth(280)

    def take_keyboard(self) -> None:
        """To the field."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.named.emit(self.field.text().strip())
            self.close_popover()
        else:
            super().keyPressEvent(event)
