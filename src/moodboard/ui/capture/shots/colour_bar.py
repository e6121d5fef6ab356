# SPDX-License-Identifier: GPL-3.0-or-later
"""Choose the colour to look for: the film's own as swatches, any other as hex or from the system's dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QHBoxLayout, QLineEdit, QWidget

from moodboard.domain.colour import parsed
from moodboard.qt.colour_words import colour_words
from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import DARK
from moodboard.ui.buttons import ghost_button

MOST = 8


class Swatch(QAbstractButton):
    """One of the film's colours; a ring when it is looked for."""

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        name = self.tr("Find shots with {colour}").format(colour=colour_words(colour))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(22, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A square of the colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(DARK.line_2), 1))
        painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(QRectF(3.5, 4.5, 15, 15), 2, 2)
        if self.isChecked() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.accent if self.isChecked() else DARK.ink_2), 1.5))
            painter.drawRoundedRect(QRectF(1, 2, 20, 20), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right lead to the swatch beside, Enter chooses too."""
        row = self.parentWidget()
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and isinstance(row, ColourBar):
            row.step(self, 1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ColourBar(QWidget):
    """Swatches, hex, any other colour; the cross shows all shots again."""

    chosen = Signal(str)
    """"#rrggbb", empty for all shots again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Colour to look for"))
        self.swatches: list[Swatch] = []
        self.colour = ""
        self.hex = QLineEdit(self)
        self.hex.setFont(ui_font("small"))
        self.hex.setPlaceholderText("#rrggbb")
        self.hex.setAccessibleName(self.tr("Colour to look for"))
        self.hex.setToolTip(self.tr("Find shots by a colour, such as #b0442d. Enter looks."))
        self.hex.setMaxLength(9)
        self.hex.setFixedWidth(84)
        self.hex.setStyleSheet(
            f"QLineEdit {{ background: {DARK.field}; color: {DARK.ink}; border: 1px solid {DARK.control};"
            f" padding: 3px 7px; placeholder-text-color: {DARK.ink_3}; }}"
            f'QLineEdit[error="true"] {{ border-color: {DARK.error}; }}'
        )
        self.other = ghost_button("", "eyedropper", self.tr("Another colour"), self)
        self.other.set_compact(28)
        self.none = ghost_button("", "close", self.tr("Show all shots again"), self)
        self.none.set_compact(28)
        self.none.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for part in (self.hex, self.other, self.none):
            self._row.addWidget(part)
        self._row.insertSpacing(0, 6)
        self.hex.returnPressed.connect(self._on_typed)
        self.hex.textEdited.connect(self._on_edited)
        self.other.clicked.connect(self._on_other)
        self.none.clicked.connect(self.clear)

    def offer(self, colours: Sequence[str]) -> None:
        """Offer the film's colours."""
        wanted = tuple(colours)[:MOST]
        if tuple(one.colour for one in self.swatches) == wanted:
            return
        held = next((n for n, one in enumerate(self.swatches) if one.hasFocus()), -1)
        for old in self.swatches:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.swatches = []
        before: QWidget | None = None
        for place, colour in enumerate(wanted):
            made = Swatch(colour, self)
            made.setChecked(colour == self.colour)
            made.clicked.connect(self._on_swatch)
            self._row.insertWidget(place, made)
            made.show()
            self.setTabOrder(before, made) if before is not None else None
            before = made
            self.swatches.append(made)
        if before is not None:
            self.setTabOrder(before, self.hex)
        if 0 <= held < len(self.swatches):
            self.swatches[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_colour(self, colour: str) -> None:
        """Show what is looked for, without telling it."""
        self.colour = colour
        self.hex.setText(colour)
        self._mark(False)
        self.none.setVisible(bool(colour))
        for one in self.swatches:
            one.setChecked(one.colour == colour)

    def choose(self, colour: str) -> None:
        """Look for a colour."""
        self.show_colour(colour)
        self.chosen.emit(colour)

    def clear(self) -> None:
        """Show all shots again."""
        self.choose("")

    def step(self, swatch: Swatch, by: int) -> None:
        """Give the keyboard to the swatch beside."""
        place = self.swatches.index(swatch) + by
        if 0 <= place < len(self.swatches):
            self.swatches[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_swatch(self) -> None:
        sender = self.sender()
        if isinstance(sender, Swatch):
            self.choose("" if sender.colour == self.colour else sender.colour)

    def _on_typed(self) -> None:
        colour = parsed(self.hex.text())
        if colour is not None or not self.hex.text().strip():
            self.choose(colour or "")
        else:
            self._mark(True)

    def _on_edited(self, said: str) -> None:
        self._mark(False)
        colour = parsed(said)
        if colour is not None and len(said.strip().lstrip("#")) == 6:
            self.choose(colour)

    def _mark(self, wrong: bool) -> None:
        if self.hex.property("error") != wrong:
            self.hex.setProperty("error", wrong)
            self.hex.style().polish(self.hex)

    def _on_other(self) -> None:
        asked = QColorDialog.getColor(
            QColor(self.colour or "#b0442d"), self, self.tr("Find shots by a colour")
        )
        if asked.isValid():
            self.choose(asked.name())
