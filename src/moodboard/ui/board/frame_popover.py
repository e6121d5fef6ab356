# SPDX-License-Identifier: GPL-3.0-or-later
"""A frame: its name, its shape, what is painted behind, its margin."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from moodboard.domain.board import Pin, Place
from moodboard.domain.presets import PRESETS
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.fonts import ui_font
from moodboard.ui.board.pin_popover import ColourRow, PinPopover, caption_label, palette_of_board


def preset_name(name: str) -> str:
    """Return a preset's name in the person's words."""
    tr = QCoreApplication.translate
    names = {
        "phone": tr("board", "Phone"),
        "story": tr("board", "Story"),
        "square": tr("board", "Square"),
        "desktop": tr("board", "Desktop"),
        "a4": tr("board", "A4"),
        "a4-landscape": tr("board", "A4, landscape"),
        "a3": tr("board", "A3"),
        "a3-landscape": tr("board", "A3, landscape"),
    }
    preset = PRESETS[name]
    return f"{names.get(name, name)}  {preset.width} × {preset.height}"


def reshaped(place: Place, preset: str) -> Place:
    """Return the place in the preset's shape, with the same area and centre."""
    shape = PRESETS[preset]
    area = place.width * place.height
    width = (area * shape.width / shape.height) ** 0.5
    height = area / width
    cx, cy = place.rect.centre
    return Place(cx - width / 2, cy - height / 2, width, height, place.turn)


class FramePopover(PinPopover):
    """Every control is one undo step."""

    def __init__(self, parent: QWidget, editor: BoardEditor) -> None:
        super().__init__(parent, editor, self.tr("Frame"), 320)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.preset = QComboBox()
        self.preset.setAccessibleName(self.tr("Shape"))
        self.preset.addItem(self.tr("Free"), "")
        for preset in PRESETS:
            self.preset.addItem(preset_name(preset), preset)
        self.margin = QSpinBox()
        self.margin.setAccessibleName(self.tr("Margin"))
        self.margin.setRange(0, 2000)
        self.margin.setKeyboardTracking(False)
        self.colours = ColourRow(self.tr("The board’s"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, field in enumerate((self.name, self.preset, self.margin)):
            label = QLabel(field.accessibleName())
            label.setFont(ui_font("body"))
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addWidget(caption_label(self.tr("Behind the pins")))
        self.column.addWidget(self.colours)
        self.name.editingFinished.connect(self._on_name)
        self.preset.activated.connect(self._on_preset)
        self.margin.valueChanged.connect(self._on_margin)
        self.colours.chosen.connect(
            lambda colour: self.restyle(
                lambda style: replace(style, background=colour), self.tr("Change background")
            )
        )

    def fill(self, pin: Pin) -> None:
        self.name.setText(pin.text)
        self.preset.setCurrentIndex(max(0, self.preset.findData(pin.style.preset)))
        self.margin.setValue(round(pin.style.margin))
        self.colours.show_colours(
            ["#ffffff", "#14100e", *palette_of_board(self.editor, 5)], pin.style.background
        )

    def take_keyboard(self) -> None:
        """The name first."""
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)
        self.name.selectAll()

    def _on_name(self) -> None:
        for pin in self.pins[:1]:
            self.editor.edit_note(pin.uuid, self.name.text())

    def _on_preset(self) -> None:
        preset = str(self.preset.currentData())
        after = [
            replace(
                pin,
                place=reshaped(pin.place, preset) if preset else pin.place,
                style=replace(pin.style, preset=preset),
            )
            for pin in self.pins
        ]
        self.editor.change(after, self.tr("Change shape"))

    def _on_margin(self, margin: int) -> None:
        self.restyle(lambda style: replace(style, margin=float(margin)), self.tr("Change margin"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_popover()
        else:
            super().keyPressEvent(event)
