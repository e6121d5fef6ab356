# SPDX-License-Identifier: GPL-3.0-or-later
"""The one field: a line that is heard, or a note, with the time at which one began to type."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from moodboard.domain.watching import clock_words
from moodboard.qt.fonts import ui_font
from moodboard.ui.buttons import ghost_button

_PLAIN = Qt.KeyboardModifier.NoModifier
NOTE_SIGN = "/"


class EntryField(QLineEdit):
    """Empty, it hands its keys on: Space, Enter and the arrows act on the film."""

    empty_key = Signal(object)
    """A key that means something while nothing is typed; a ``Qt.Key``."""
    mime_pasted = Signal(object)
    """A picture, files, or words in several rows were pasted."""
    undo_wanted = Signal()
    redo_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Words are typed; all else is somebody else's."""
        if event.matches(QKeySequence.StandardKey.Paste) and self._paste():
            return
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_wanted.emit()
            return
        if event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable():
            self.redo_wanted.emit()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        choose = plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if choose or (plain and not self.text() and event.key() in keys):
            self.empty_key.emit(Qt.Key(event.key()))
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # the clock's
            return
        super().keyPressEvent(event)

    def _paste(self) -> bool:
        mime = QGuiApplication.clipboard().mimeData()
        if mime is None or not is_taken(mime):
            return False
        self.mime_pasted.emit(mime)
        return True


def is_taken(mime: QMimeData) -> bool:
    """Tell whether what is pasted or dropped is more than words for the field."""
    if mime.hasUrls() and any(url.isLocalFile() for url in mime.urls()):
        return True
    return mime.hasImage() or "\n" in mime.text().strip()


class Entry(QWidget):
    """Read a line or a note; Enter keeps it."""

    typed = Signal(str, float, bool)
    """The words, the seconds into the film at which they were begun, whether they are a note."""
    begun = Signal()
    """The first letter was typed: its time is to be taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.at = 0.0
        self._is_begun = False
        self.field = EntryField(self)
        self.field.setMaxLength(4000)
        self.time = QLabel(self)
        self.time.setFont(ui_font("timecode"))
        self.time.setProperty("role", "muted")
        self.time.hide()
        tip = self.tr("Write a note instead of a line (Ctrl+N; or begin with a slash)")
        self.note = ghost_button(self.tr("Note"), "note", tip, self)
        self.note.setCheckable(True)
        self.note.set_compact(28, 8)
        self.note.set_small_text()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.time)
        row.addWidget(self.field, 1)
        row.addWidget(self.note)
        self.setFocusProxy(self.field)
        self.note.toggled.connect(self._on_note)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._on_return)
        self._on_note(False)

    def is_note(self) -> bool:
        """Whether what is typed is a note."""
        return self.note.isChecked() or self.field.text().startswith(NOTE_SIGN)

    def begin_at(self, seconds: float) -> None:
        """Say when the first letter was typed."""
        self.at = seconds
        self.time.setText(clock_words(seconds))

    def move_by(self, seconds: float) -> None:
        """The clock was set while something was being typed."""
        if self._is_begun:
            self.begin_at(max(0.0, self.at + seconds))

    def _on_note(self, on: bool) -> None:
        words = self.tr("A note for the diary") if on else self.tr("A line you hear, and Enter")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(self.tr("Note") if on else self.tr("Line"))
        self.field.setToolTip(
            self.tr(
                "NAME: words [what is done]; a picture is pasted here too; Space pauses while it is empty"
            )
        )

    def _on_text(self, text: str) -> None:
        begun = bool(text)
        if begun != self._is_begun:
            self._is_begun = begun
            self.time.setVisible(begun)
            if begun:
                self.begun.emit()

    def _on_return(self) -> None:
        is_note = self.is_note()
        words = self.field.text().removeprefix(NOTE_SIGN).strip() if is_note else self.field.text().strip()
        if not words:
            return
        self.typed.emit(words, self.at, is_note)

    def take_away(self) -> None:
        """It was kept: the field is ready for the next one."""
        self.field.setText("")  # unlike clear(), which Ctrl+Z would take back instead of what was kept
        self.note.setChecked(False)
