# SPDX-License-Identifier: GPL-3.0-or-later
"""The field in which a line or a note is typed on the board."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from moodboard.domain.board import NOTE_STYLE, TextStyle
from moodboard.domain.note_markup import Row, address_of
from moodboard.ui.board.writing import note_document
from moodboard.ui.board.writing.ending import Ending
from moodboard.ui.focus_ring import OWN_RING

OVERHANG = 24
"""Room at the left for italics and punctuation that reach out of their place."""
CARET_ROOM = 4
"""Room at the right for the caret after the last letter."""
_Key, _Modifier = Qt.Key, Qt.KeyboardModifier
MOST_WORDS = 20_000
"""So many letters can be pasted at once: setting a whole book in type would stop the window."""
_NUMBER = re.compile(r"(\d{1,3})\.")


class WordsField(QTextEdit):
    """The words; Enter ends, Shift+Enter begins a new row. Notes can have lists and links."""

    done = Signal(bool)
    """True to keep what was typed; False for Esc."""
    link_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.style_of_note: TextStyle = NOTE_STYLE
        self.is_rich = False
        self.setProperty("bare", True)
        self.setProperty(OWN_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setUseDesignMetrics(True)
        self._leave_room()
        ending = Ending(self, rows=True)
        ending.done.connect(self.done)
        ending.left.connect(lambda: self.done.emit(True))

    def _leave_room(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(OVERHANG)
        form.setRightMargin(CARET_ROOM)
        frame.setFrameFormat(form)

    def begin(self, words: str, note: TextStyle | None = None) -> None:
        """Show these words, of a note with its lists and links; undo goes back to them and no further."""
        self.is_rich = note is not None
        self.clear()
        if note is not None:
            self.style_of_note = note
            note_document.fill(self.document(), words, note)
            self.setTextCursor(QTextCursor(self.document()))
        else:
            self.setPlainText(words)
        self._leave_room()

    def said(self) -> str:
        """Return what is typed, of a note as markup, without room at the ends."""
        return note_document.read(self.document()) if self.is_rich else self.toPlainText().strip()

    # -- keys ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._is_ours(event) or super().event(event)
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        """Take a key before the window's own Ctrl+B is heard."""
        ours = self.is_rich and bool(self._deed(event))
        if ours:
            event.accept()
        return ours

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deed(event) if self.is_rich else ""
        if deed:
            self.do(deed)
        elif event.key() in (_Key.Key_Return, _Key.Key_Enter):
            self._new_row()
        elif self.is_rich and event.key() == _Key.Key_Backspace and self._leaves_list():
            note_document.set_row(self.textCursor(), Row.PLAIN)
        elif self.is_rich and event.key() == _Key.Key_Space and self._begins_list():
            pass
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _deed(event: QKeyEvent) -> str:
        """Return what a key stands for in a note; on many keyboards Shift+7 arrives as another sign."""
        held = event.modifiers() & ~_Modifier.KeypadModifier
        if held == _Modifier.ControlModifier:
            return {_Key.Key_B: "bold", _Key.Key_I: "italic"}.get(_Key(event.key()), "")
        if held == _Modifier.ControlModifier | _Modifier.ShiftModifier:
            deeds = {
                _Key.Key_7: "numbers",
                _Key.Key_Ampersand: "numbers",
                _Key.Key_Slash: "numbers",
                _Key.Key_8: "bullets",
                _Key.Key_Asterisk: "bullets",
                _Key.Key_ParenLeft: "bullets",
                _Key.Key_K: "link",
            }
            return deeds.get(_Key(event.key()), "")
        return ""

    def do(self, deed: str) -> None:
        """Make the chosen words bold, italic, a list or a link, or no longer so."""
        cursor = self.textCursor()
        if deed == "bold":
            self.setCurrentCharFormat(note_document.toggled_bold(cursor, self.style_of_note))
        elif deed == "italic":
            self.setCurrentCharFormat(note_document.toggled_italic(cursor, self.style_of_note))
        elif deed in ("bullets", "numbers"):
            wanted = Row.BULLET if deed == "bullets" else Row.NUMBER
            note_document.set_row(cursor, Row.PLAIN if note_document.row_of(cursor) is wanted else wanted)
        elif deed == "link":
            self.link_asked.emit()

    def set_link(self, address: str) -> None:
        """Let the chosen words lead somewhere; without any, the address itself is typed."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.setCharFormat(note_document.linked(cursor, address, self.style_of_note))
        elif address:
            cursor.insertText(address, note_document.linked(cursor, address, self.style_of_note))
        cursor.clearSelection()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(note_document.linked(cursor, "", self.style_of_note))

    def link(self) -> str:
        """Return where the chosen words lead."""
        form = self.textCursor().charFormat()
        return form.anchorHref() if form.isAnchor() else ""

    def insertFromMimeData(self, source: QMimeData) -> None:
        words = source.text()
        if len(words) > MOST_WORDS:
            self.textCursor().insertText(words[:MOST_WORDS])
            return
        address = address_of(words) if self.is_rich else ""
        if address and self.textCursor().hasSelection():
            self.set_link(address)
        else:
            super().insertFromMimeData(source)

    # -- rows ----------------------------------------------------------------------------------------

    def _new_row(self) -> None:
        cursor = self.textCursor()
        if self.is_rich and cursor.currentList() is not None and not cursor.block().text():
            note_document.set_row(cursor, Row.PLAIN)
        else:
            cursor.insertBlock()
        self.ensureCursorVisible()

    def _leaves_list(self) -> bool:
        cursor = self.textCursor()
        return not cursor.hasSelection() and cursor.atBlockStart() and cursor.currentList() is not None

    def _begins_list(self) -> bool:
        """Make a list of a row that begins with "-" or "1." when Space is pressed after it."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        number = _NUMBER.fullmatch(before)
        if cursor.hasSelection() or cursor.currentList() is not None or not (before == "-" or number):
            return False
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        note_document.set_row(
            cursor, Row.NUMBER if number else Row.BULLET, int(number.group(1)) if number else 1
        )
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        return True
