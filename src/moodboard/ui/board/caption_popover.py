# SPDX-License-Identifier: GPL-3.0-or-later
"""Words under a still: none, its timecode, its film, or one's own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from moodboard.domain.board import Pin
from moodboard.qt.board_editor import BoardEditor
from moodboard.ui.board.pin_popover import PinPopover, caption_label
from moodboard.ui.buttons import Button, Kind

TIMECODE, FILM = "{timecode}", "{film}"


class CaptionPopover(PinPopover):
    """A click sets it; own words are set by Enter or by going away."""

    def __init__(self, parent: QWidget, editor: BoardEditor) -> None:
        super().__init__(parent, editor, self.tr("Caption"), 320)
        self.choices: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(2)
        for caption, word in (
            ("", self.tr("None")),
            (TIMECODE, self.tr("Timecode")),
            (FILM, self.tr("Film")),
            (f"{FILM} · {TIMECODE}", self.tr("Both")),
        ):
            button = Button(word, "", Kind.GHOST)
            button.setCheckable(True)
            button.set_compact(28, 9)
            button.clicked.connect(lambda _=False, c=caption: self.set_caption(c))
            self.choices[caption] = button
            row.addWidget(button)
        row.addStretch(1)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words of your own"))
        self.words.setAccessibleName(self.tr("Caption"))
        self.words.setToolTip(self.tr("{timecode} and {film} stand for the picture’s own"))
        self.words.editingFinished.connect(self._on_words)
        self.column.addWidget(caption_label(self.tr("Under the picture")))
        self.column.addLayout(row)
        self.column.addWidget(self.words)

    def fill(self, pin: Pin) -> None:
        caption = pin.style.caption
        for choice, button in self.choices.items():
            button.setChecked(choice == caption)
        self.words.setText(caption if caption not in self.choices else "")

    def take_keyboard(self) -> None:
        """Own words first: they are what is typed."""
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_caption(self, caption: str) -> None:
        """Set it under all the chosen stills."""
        self.restyle(lambda style: replace(style, caption=caption), self.tr("Caption"))

    def _on_words(self) -> None:
        """Own words; an untouched field leaves a ready-made caption alone."""
        if self.words.isModified():
            self.words.setModified(False)
            self.set_caption(self.words.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_popover()
        else:
            super().keyPressEvent(event)
