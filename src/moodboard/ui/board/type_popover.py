# SPDX-License-Identifier: GPL-3.0-or-later
"""The type of lines and notes: face, size, weight, colour, measure and what stands under them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.qt import pin_text
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.fonts import SANS, SERIF, load_fonts, ui_font
from moodboard.ui.board.pin_popover import ColourRow, PinPopover, caption_label, palette_of_board
from moodboard.ui.board.slider import SliderRow
from moodboard.ui.buttons import Button, Kind, ghost_button

WEIGHTS = {SERIF: (200, 800), SANS: (100, 900)}
_ALIGNMENTS = (("left", "align-left"), ("centre", "align-centre"), ("right", "align-right"))


def families() -> list[str]:
    """Return the families to choose from, our two first."""
    load_fonts()
    others = [
        name
        for name in QFontDatabase.families()
        if name not in (SERIF, SANS)
        and not name.startswith((".", "@"))
        and not QFontDatabase.isPrivateFamily(name)
    ]
    return [SERIF, SANS, *others]


class TypePopover(PinPopover):
    """Everything shows on the board at once."""

    def __init__(self, parent: QWidget, editor: BoardEditor) -> None:
        super().__init__(parent, editor, self.tr("Type"), 320)
        self.face = QComboBox()
        self.face.setAccessibleName(self.tr("Face"))
        self.face.setMaxVisibleItems(14)
        self.size_of = self._spin(self.tr("Size"), 6, 600)
        self.width_of = self._spin(self.tr("Width"), 0, 20_000)
        self.width_of.setSpecialValueText(self.tr("as needed"))
        self.italic = Button(self.tr("Italic"), "", Kind.GHOST)
        self.italic.setCheckable(True)
        self.attribution = Button(self.tr("Source under it"), "", Kind.GHOST)
        self.attribution.setCheckable(True)
        self.aligned: dict[str, Button] = {}
        self.weight = SliderRow(self.tr("Weight"), 200, 800, 300)
        self.leading = SliderRow(self.tr("Leading"), 80, 220, 120, lambda value: f"{value / 100:.2f}")
        self.tracking = SliderRow(self.tr("Tracking"), -40, 200, 0, lambda value: f"{value / 10:.1f}")
        self.colours = ColourRow(self.tr("Ink"))
        self._lay_out()
        self._connect()

    @staticmethod
    def _spin(name: str, least: int, most: int) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(least, most)
        spin.setAccessibleName(name)
        spin.setToolTip(name)
        spin.setKeyboardTracking(False)
        spin.setFixedWidth(92)
        return spin

    def _lay_out(self) -> None:
        self.column.addWidget(self.face)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(6)
        for name, spin in ((self.tr("Size"), self.size_of), (self.tr("Width"), self.width_of)):
            label = QLabel(name)
            label.setFont(ui_font("body"))
            first.addWidget(label)
            first.addWidget(spin)
        first.addStretch(1)
        names = {"left": self.tr("Left"), "centre": self.tr("Centre"), "right": self.tr("Right")}
        for align, icon in _ALIGNMENTS:
            button = ghost_button("", icon, names[align])
            button.setCheckable(True)
            button.set_compact(28)
            self.aligned[align] = button
            second.addWidget(button)
        for toggle in (self.italic, self.attribution):
            toggle.set_compact(28, 8)
            second.addWidget(toggle)
        second.addStretch(1)
        self.column.addLayout(first)
        self.column.addLayout(second)
        for slider in (self.weight, self.leading, self.tracking):
            self.column.addWidget(slider)
        self.column.addWidget(caption_label(self.tr("Colour")))
        self.column.addWidget(self.colours)

    def _connect(self) -> None:
        self.face.textActivated.connect(self._on_face)
        self.size_of.valueChanged.connect(lambda value: self._text(self.tr("Change size"), size=float(value)))
        self.width_of.valueChanged.connect(self._on_width)
        self.italic.clicked.connect(lambda on: self._text(self.tr("Italic"), italic=on))
        self.attribution.clicked.connect(lambda on: self._text(self.tr("Source"), attribution=on))
        for align, button in self.aligned.items():
            button.clicked.connect(lambda _=False, a=align: self._text(self.tr("Align words"), align=a))
        self.watch(self.weight, lambda value: self._text(self.tr("Change weight"), live=True, weight=value))
        self.watch(
            self.leading, lambda value: self._text(self.tr("Change leading"), live=True, leading=value / 100)
        )
        self.watch(
            self.tracking,
            lambda value: self._text(self.tr("Change tracking"), live=True, tracking=value / 10),
        )
        self.colours.chosen.connect(lambda colour: self._text(self.tr("Change colour"), colour=colour))

    def take_keyboard(self) -> None:
        """Face first."""
        self.face.setFocus()

    def fill(self, pin: Pin) -> None:
        text = pin.style.text
        if not self.face.count():
            self.face.addItems(families())  # hundreds of names: only when it is first opened
        if self.face.findText(text.face) < 0:
            self.face.addItem(text.face)
        self.face.setCurrentText(text.face)
        if round(text.size) != self.size_of.value():
            self.size_of.setValue(round(text.size))
        words = pin_text.words_of(pin, self.editor.lines)
        natural = pin_text.natural_width(pin.kind, words, text)
        self.width_of.setValue(0 if abs(natural - pin.place.width) <= 1 else round(pin.place.width))
        self.italic.setChecked(text.italic)
        self.attribution.setChecked(text.attribution)
        self.attribution.setVisible(pin.kind is PinKind.LINE)
        for align, button in self.aligned.items():
            button.setChecked(align == text.align)
        self.weight.set_range(*WEIGHTS.get(text.face, (100, 900)))
        for row, value in (
            (self.weight, text.weight),
            (self.leading, round(text.leading * 100)),
            (self.tracking, round(text.tracking * 10)),
        ):
            if not row.slider.isSliderDown():
                row.show_value(value)
        self.colours.show_colours(["#ffffff", *palette_of_board(self.editor)], text.colour)

    def _on_face(self, face: str) -> None:
        least, most = WEIGHTS.get(face, (100, 900))
        pins = self.pins
        weight = min(max(pins[0].style.text.weight, least), most) if pins else 400
        self._text(self.tr("Change face"), face=face, weight=weight)

    def _text(self, label: str, live: bool = False, **changes: object) -> None:
        self.restyle(
            lambda style: replace(style, text=replace(style.text, **changes)),  # type: ignore[arg-type]
            label,
            live=live,
        )

    def _on_width(self, width: int) -> None:
        if self._filling:
            return
        places = {}
        for pin in self.pins:
            words = pin_text.words_of(pin, self.editor.lines)
            wanted = float(width) or pin_text.natural_width(pin.kind, words, pin.style.text)
            wanted = max(wanted, pin_text.LEAST_WIDTH)
            places[pin.uuid] = pin_text.resized(pin.place, wanted, pin.place.height)
        self.editor.place(places, label=self.tr("Change width"))
