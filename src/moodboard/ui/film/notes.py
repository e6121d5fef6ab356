# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes that need no watch: a field that grows with its words and keeps them by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from moodboard.qt.fonts import ui_font

_IDLE_MS = 1200
_LEAST = 64


class NotesEdit(QPlainTextEdit):
    """Words are kept while nothing is typed for a moment, and when the field is left."""

    idle = Signal(str)
    """The words as they are now; the editing goes on."""
    edited = Signal(str, str)
    """The words before and after one visit to the field."""
    height_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = ""
        self._kept = ""
        self.setFont(ui_font("body"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText(self.tr("What you know of it, whichever time it was"))
        self.setAccessibleName(self.tr("Notes"))
        self.setToolTip(self.tr("Notes that belong to no watch; kept as you type"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_IDLE_MS)
        self._timer.timeout.connect(self._keep)
        self.textChanged.connect(self._on_text)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.height_changed.emit())

    def show_notes(self, notes: str) -> None:
        """Show what is kept, unless words that are not kept yet stand here."""
        if self.hasFocus() and self.toPlainText() != self._kept:
            return
        if notes != self.toPlainText():
            self.setPlainText(notes)
        self._kept = notes
        if not self.hasFocus():
            self._before = notes
        self._timer.stop()

    def keep(self) -> None:
        """Keep what was typed and make it one step: the field or the page is left."""
        self._keep()
        if self._kept != self._before:
            before, self._before = self._before, self._kept
            self.edited.emit(before, self._kept)

    def _keep(self) -> None:
        self._timer.stop()
        words = self.toPlainText()
        if words != self._kept:
            self._kept = words
            self.idle.emit(words)

    def _on_text(self) -> None:
        if self.toPlainText() != self._kept:
            self._timer.start()

    def needed(self, width: int) -> int:
        """The height that its words take in a width."""
        if self.width() != width:
            self.resize(width, self.height())
        lines = max(1.0, self.document().size().height())
        return max(_LEAST, round(lines * self.fontMetrics().lineSpacing()) + 26)

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(280, _LEAST)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A visit begins."""
        super().focusInEvent(event)
        self._before = self._kept

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A visit ends; a menu or another window only interrupts it."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._keep()
        else:
            self.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape from commands of the window."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and escape:
            event.accept()
            return True
        return super().event(event)
