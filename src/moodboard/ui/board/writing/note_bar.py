# SPDX-License-Identifier: GPL-3.0-or-later
"""The small bar above a note that is being typed: bold, italic, lists, a link."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.note_markup import Row, address_of
from moodboard.ui.board.writing import note_document
from moodboard.ui.board.writing.ending import Ending
from moodboard.ui.board.writing.words_field import WordsField
from moodboard.ui.buttons import Button, ghost_button, tip_of
from moodboard.ui.card import Card

_GAP = 8


class NoteBar(Card):
    """Follows the words; a click on it leaves the keyboard where it is."""

    ended = Signal()
    """The keyboard left the bar's field for somewhere else than the words."""

    def __init__(self, parent: QWidget, words: WordsField) -> None:
        super().__init__(parent)
        self._words = words
        self._place = QRectF()
        self.setAccessibleName(self.tr("Note"))
        named = {
            "bold": (self.tr("Bold"), "Ctrl+B"),
            "italic": (self.tr("Italic"), "Ctrl+I"),
            "bullets": (self.tr("List"), "Ctrl+Shift+8"),
            "numbers": (self.tr("Numbered list"), "Ctrl+Shift+7"),
            "link": (self.tr("Link. Or paste an address over chosen words"), "Ctrl+Shift+K"),
        }
        row = QHBoxLayout()
        row.setSpacing(2)
        self.buttons: dict[str, Button] = {}
        for deed, (name, keys) in named.items():
            button = ghost_button("", deed, tip_of(name, keys))
            button.setAccessibleName(name.split(".")[0])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has its keys
            button.setCheckable(True)
            button.set_compact(28)
            button.clicked.connect(lambda _=False, deed=deed: self._do(deed))
            self.buttons[deed] = button
            row.addWidget(button)
        row.addStretch(1)
        self.address = QLineEdit()
        self.address.setAccessibleName(self.tr("Address of the link"))
        self.address.setPlaceholderText("https://")
        self.address.setMinimumWidth(240)
        self.address.hide()
        ending = Ending(self.address)
        ending.done.connect(self._on_address)
        ending.left.connect(self._on_left)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.address)
        words.cursorPositionChanged.connect(self.refresh)
        words.currentCharFormatChanged.connect(lambda _: self.refresh())
        words.link_asked.connect(self.ask_link)

    def _do(self, deed: str) -> None:
        self._words.do(deed)
        self.refresh()

    def refresh(self) -> None:
        """Show what the words at the caret are."""
        if not self._words.is_rich:
            return
        cursor = self._words.textCursor()
        row = note_document.row_of(cursor)
        states = {
            "bold": note_document.is_bold(cursor),
            "italic": cursor.charFormat().fontItalic(),
            "bullets": row is Row.BULLET,
            "numbers": row is Row.NUMBER,
            "link": bool(self._words.link()),
        }
        for deed, on in states.items():
            self.buttons[deed].setChecked(on)

    def show_above(self, place: QRectF) -> None:
        """Stand above the note, below it where there is no room."""
        self._place = place
        self.adjustSize()
        parent = self.parentWidget() or self
        top = place.top() - self.height() - _GAP
        if top < _GAP:
            top = place.bottom() + _GAP
        left = max(float(_GAP), min(place.left(), parent.width() - self.width() - _GAP))
        self.move(round(left), round(top))
        self.show()
        self.raise_()

    # -- the link ------------------------------------------------------------------------------------

    @property
    def is_asking(self) -> bool:
        """Whether the address of a link is being typed."""
        return self.address.isVisible()

    def ask_link(self) -> None:
        """Let an address be typed for the chosen words."""
        self.address.setText(self._words.link())
        self.address.show()
        self.show_above(self._place)
        self.address.selectAll()
        self.address.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_address(self, keep: bool) -> None:
        words = self.address.text().strip()
        address = address_of(words) or address_of(f"https://{words}") if words else ""
        if keep and words and not address:
            self.address.setProperty("error", True)
            self.address.setToolTip(self.tr("Write an address of the web, like https://example.org."))
            self._polish()
            return
        self._close()
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep:
            self._words.set_link(address)
        self.refresh()

    def _on_left(self) -> None:
        if self.is_asking:
            self._close()
            self.ended.emit()

    def _close(self) -> None:
        self.address.setProperty("error", False)
        self.address.setToolTip("")
        self._polish()
        self.address.hide()
        self.show_above(self._place)

    def _polish(self) -> None:
        self.address.style().unpolish(self.address)
        self.address.style().polish(self.address)
