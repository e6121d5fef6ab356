# SPDX-License-Identifier: GPL-3.0-or-later
"""A group: its name and its colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from moodboard.domain.board import Pin
from moodboard.qt.board_editor import BoardEditor
from moodboard.ui.board.pin_popover import ColourRow, PinPopover, caption_label, palette_of_board

_USUAL = ("#c8896a", "#d9b36c", "#8fa07c", "#7d95a8", "#a78aa0")


class GroupPopover(PinPopover):
    """Every control is one undo step."""

    def __init__(self, parent: QWidget, editor: BoardEditor) -> None:
        super().__init__(parent, editor, self.tr("Group"), 288)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the group"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.colours = ColourRow(self.tr("No colour"), hollow=True)
        self.column.addWidget(self.name)
        self.column.addWidget(caption_label(self.tr("Behind the pins")))
        self.column.addWidget(self.colours)
        self.name.editingFinished.connect(self._on_name)
        self.colours.chosen.connect(lambda colour: self.editor.colour_groups(self._uuids, colour))

    def fill(self, pin: Pin) -> None:
        if not self.name.hasFocus() or not self.name.isModified():
            self.name.setText(pin.text)
        self.colours.show_colours([*_USUAL, *palette_of_board(self.editor, 3)][:8], pin.style.background)

    def take_keyboard(self) -> None:
        """The name first."""
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)
        self.name.selectAll()

    def _on_name(self) -> None:
        for pin in self.pins[:1]:
            if self.name.text() != pin.text:
                self.editor.call(pin.uuid, self.name.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_popover()
        else:
            super().keyPressEvent(event)
