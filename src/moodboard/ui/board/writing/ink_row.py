# SPDX-License-Identifier: GPL-3.0-or-later
"""The colour of words: the board's palette, a field for its number, an eyedropper."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui.board.pin_popover import ColourRow
from moodboard.ui.buttons import ghost_button

_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def hex_of(words: str) -> str:
    """Return ``#rrggbb`` for what was typed, empty for what is no colour."""
    found = _HEX.fullmatch(words.strip())
    if not found:
        return ""
    digits = found.group(1).lower()
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)


class _Number(QLineEdit):
    """Takes a colour by Enter or by going away; Esc puts back what it was."""

    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown = ""
        self.setFixedWidth(92)
        self.setFont(ui_font("timecode"))
        self.setMaxLength(9)
        self.editingFinished.connect(self._on_finished)

    def show_colour(self, colour: str) -> None:
        """Show a colour; empty for the theme's ink."""
        if not self.isModified():
            self.shown = colour
            self.setText(colour)

    def _on_finished(self) -> None:
        if not self.isModified():
            return
        words = self.text().strip()
        colour = hex_of(words)
        self.setModified(False)
        if words and not colour:
            self.setText(self.shown)
        elif colour != self.shown:
            self.wished.emit(colour)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(self.shown)
            self.setModified(False)
            return
        super().keyPressEvent(event)


class InkRow(QWidget):
    """Three ways to one colour."""

    chosen = Signal(str)
    pick_asked = Signal()

    def __init__(self, none_name: str) -> None:
        super().__init__()
        self.colours = ColourRow(none_name)
        self.colours.chosen.connect(self.chosen)
        self.number = _Number()
        self.number.setAccessibleName(self.tr("Colour as a number"))
        self.number.setToolTip(self.tr("Colour as a number, like #a63d28"))
        self.number.setPlaceholderText(self.tr("by itself"))
        self.number.wished.connect(self.chosen)
        self.eyedropper = ghost_button(
            self.tr("From the board"), "eyedropper", self.tr("Take the colour from any place of the board")
        )
        self.eyedropper.set_compact(28, 8)
        self.eyedropper.clicked.connect(self.pick_asked)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self.number)
        below.addWidget(self.eyedropper)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.colours)
        column.addLayout(below)

    def show_colours(self, colours: Iterable[str], current: str) -> None:
        """Offer these; mark the one in use."""
        self.colours.show_colours(colours, current)
        self.number.show_colour(current)
