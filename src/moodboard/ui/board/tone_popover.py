# SPDX-License-Identifier: GPL-3.0-or-later
"""Tone of stills: greyscale, warmth, contrast, fade; live, one undo step a drag."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from moodboard.domain.board import Pin, PinStyle, Tone
from moodboard.qt.board_editor import BoardEditor
from moodboard.ui.board.pin_popover import PinPopover
from moodboard.ui.board.slider import SliderRow
from moodboard.ui.buttons import Button, Kind, link_button


def _signed(value: int) -> str:
    return f"{value:+d}" if value else "0"


class TonePopover(PinPopover):
    """The file stays as it is; only how it is shown changes."""

    def __init__(self, parent: QWidget, editor: BoardEditor) -> None:
        super().__init__(parent, editor, self.tr("Tone"), 300)
        self.greyscale = Button(self.tr("Greyscale"), "tone", Kind.GHOST)
        self.greyscale.setCheckable(True)
        self.reset = link_button(self.tr("As it was"))
        head = QHBoxLayout()
        head.setContentsMargins(-12, 0, 0, 0)  # its icon stands over the words below
        head.addWidget(self.greyscale)
        head.addStretch(1)
        head.addWidget(self.reset)
        self.column.addLayout(head)
        self.warmth = SliderRow(self.tr("Warmth"), -100, 100, 0, _signed)
        self.contrast = SliderRow(self.tr("Contrast"), -100, 100, 0, _signed)
        self.fade = SliderRow(self.tr("Fade"), 0, 100, 0)
        for row in (self.warmth, self.contrast, self.fade):
            self.column.addWidget(row)
        self.greyscale.clicked.connect(self._on_greyscale)
        self.reset.clicked.connect(self._on_reset)
        self.watch(self.warmth, lambda value: self._tone("warmth", value / 100))
        self.watch(self.contrast, lambda value: self._tone("contrast", value / 100))
        self.watch(self.fade, lambda value: self._tone("fade", value / 100))

    def fill(self, pin: Pin) -> None:
        tone = pin.style.tone
        self.greyscale.setChecked(tone.greyscale)
        for row, value in (
            (self.warmth, tone.warmth),
            (self.contrast, tone.contrast),
            (self.fade, tone.fade),
        ):
            if not row.slider.isSliderDown():
                row.show_value(round(value * 100))
        self.reset.setEnabled(tone != Tone())

    def _tone(self, field: str, value: float) -> None:
        changes = {field: value}

        def toned(style: PinStyle) -> PinStyle:
            return replace(style, tone=replace(style.tone, **changes))  # type: ignore[arg-type]

        self.restyle(toned, self.tr("Change tone"), live=True)

    def _on_greyscale(self, on: bool) -> None:
        self.restyle(
            lambda style: replace(style, tone=replace(style.tone, greyscale=on)), self.tr("Greyscale")
        )

    def _on_reset(self) -> None:
        self.restyle(lambda style: replace(style, tone=Tone()), self.tr("Tone as it was"))
