# SPDX-License-Identifier: GPL-3.0-or-later
"""How typing in place ends: Esc, Enter, Tab, or the keyboard going elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_MERELY_AWAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""A menu over the words or another window in front is not the end of typing."""


class Ending(QObject):
    """Watches a field; with ``rows`` Shift+Enter belongs to the field, and Tab ends as well."""

    done = Signal(bool)
    """A key ended it: True to keep what was typed, False for Esc."""
    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, field: QWidget, rows: bool = False) -> None:
        super().__init__(field)
        self._rows = rows
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._away(event.reason())
        return False

    def _away(self, reason: Qt.FocusReason) -> None:
        if reason not in _MERELY_AWAY:
            self.left.emit()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.done.emit(False)
            return True
        ends = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._rows and ends and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        if self._rows and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            ends = True
        if ends:
            self.done.emit(True)
        return ends
