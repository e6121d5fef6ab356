# SPDX-License-Identifier: GPL-3.0-or-later
"""Choose one colour: from chips, as hex, or off the board."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.colour import parsed
from moodboard.qt.colour_words import colour_words
from moodboard.ui.board.pin_popover import ColourDot
from moodboard.ui.buttons import ghost_button

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage

MOST_CHIPS = 11


class HexField(QLineEdit):
    """A colour as it is written; takes three digits or six, with or without #."""

    chosen = Signal(str)
    """A colour that can be read, "#rrggbb"."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(self.tr("A colour as #rrggbb"))
        self.setPlaceholderText("#rrggbb")
        self.setMaxLength(9)
        self.setFixedWidth(92)
        self._shown = ""
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_finished)

    def show_colour(self, colour: str) -> None:
        """Show a colour without telling it; what is being typed stays."""
        self._shown = colour
        if not (self.hasFocus() and parsed(self.text()) == colour):
            self.setText(colour)

    def _on_edited(self, said: str) -> None:
        colour = parsed(said)
        # Three digits may be the first half of six: they count when the person is done.
        if colour is not None and len(said.strip().lstrip("#")) == 6:
            self._tell(colour)

    def _on_finished(self) -> None:
        colour = parsed(self.text())
        if colour is None:
            self.setText(self._shown)
        else:
            self._tell(colour)
            self.setText(colour)

    def _tell(self, colour: str) -> None:
        if colour != self._shown:
            self._shown = colour
            self.chosen.emit(colour)


class Chips(QWidget):
    """Colours side by side; the empty one stands for the theme's."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)
        self.dots: list[ColourDot] = []

    def offer(self, colours: Iterable[str], theme: str = "", theme_name: str = "") -> None:
        """Offer these, the theme's own first when it is given."""
        offered = [theme] if theme else []
        offered += [colour for colour in dict.fromkeys(colours) if colour != theme][:MOST_CHIPS]
        if [dot.colour for dot in self.dots] == offered:
            return
        for old in self.dots:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.dots = []
        for place, colour in enumerate(offered):
            dot = ColourDot(colour, theme_name if theme and not place else colour_words(colour))
            told = "" if theme and not place else colour
            dot.clicked.connect(lambda _=False, told=told: self.chosen.emit(told))
            self._row.insertWidget(place, dot)
            self.dots.append(dot)

    def mark(self, colour: str) -> None:
        """Ring the one in use."""
        for dot in self.dots:
            dot.setChecked(dot.colour == colour)


class ColourField(QWidget):
    """Chips, and below them the hex and the eyedropper."""

    chosen = Signal(str)
    """"#rrggbb", empty for the theme's."""

    def __init__(self, page: BoardPage, name: str) -> None:
        super().__init__()
        self._page = page
        self.setAccessibleName(name)
        self.chips = Chips()
        self.hex = HexField(name)
        self.eyedropper = ghost_button("", "eyedropper", self.tr("Take a colour off the board"))
        self.eyedropper.setAccessibleName(self.tr("{name}: take it off the board").format(name=name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.chips)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.hex)
        row.addWidget(self.eyedropper)
        row.addStretch(1)
        column.addLayout(row)
        self.chips.chosen.connect(self.chosen)
        self.hex.chosen.connect(self.chosen)
        self.eyedropper.clicked.connect(self._on_eyedropper)

    def show_colour(self, colour: str) -> None:
        """Show the colour in use."""
        self.chips.mark(colour)
        self.hex.show_colour(colour)

    def _on_eyedropper(self) -> None:
        from moodboard.ui.board.colour.eyedropper import pick

        pick(self._page, self.chosen.emit)
