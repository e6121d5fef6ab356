# SPDX-License-Identifier: GPL-3.0-or-later
"""How stills are shown: tone, opacity, corners and hairline; live, one undo step a drag."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from moodboard.domain.board import Pin, PinStyle, Tone
from moodboard.domain.still import OUTLINE_STEPS
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.tokens import RADIUS_STILL
from moodboard.ui.board.pin_popover import PinPopover
from moodboard.ui.board.slider import SliderRow
from moodboard.ui.buttons import Button, Kind, link_button

MOST_ROUND = 48
"""The roundest corner that the slider offers, in board units."""


def _signed(value: int) -> str:
    return f"{value:+d}" if value else "0"


class TonePopover(PinPopover):
    """The file stays as it is; only how it is shown changes."""

    def __init__(self, parent: QWidget, editor: BoardEditor) -> None:
        super().__init__(parent, editor, self.tr("Tone, opacity and edges"), 300)
        self.greyscale = Button(self.tr("Greyscale"), "tone", Kind.GHOST)
        self.greyscale.setCheckable(True)
        self.reset = link_button(self.tr("As it was"))
        head = QHBoxLayout()
        head.addSpacing(-12)  # its icon stands over the words below; a margin cannot be negative
        head.addWidget(self.greyscale)
        head.addStretch(1)
        head.addWidget(self.reset)
        self.column.addLayout(head)
        self.warmth = SliderRow(self.tr("Warmth"), -100, 100, 0, _signed)
        self.contrast = SliderRow(self.tr("Contrast"), -100, 100, 0, _signed)
        self.fade = SliderRow(self.tr("Fade"), 0, 100, 0)
        self.outline = SliderRow(self.tr("Outline"), 0, OUTLINE_STEPS, 0, self._lines)
        self.outline.slider.setToolTip(self.tr("A drawing in black lines: few lines to many"))
        for row in (self.warmth, self.contrast, self.fade, self.outline):
            self.column.addWidget(row)
        self._build_edges()
        self.greyscale.clicked.connect(self._on_greyscale)
        self.reset.clicked.connect(self._on_reset)
        self.watch(self.warmth, lambda value: self._tone("warmth", value / 100))
        self.watch(self.contrast, lambda value: self._tone("contrast", value / 100))
        self.watch(self.fade, lambda value: self._tone("fade", value / 100))
        self.watch(self.outline, lambda value: self._tone("outline", value / OUTLINE_STEPS))

    def _build_edges(self) -> None:
        self.column.addSpacing(10)
        self.opacity = SliderRow(self.tr("Opacity"), 5, 100, 100, lambda value: f"{value} %")
        self.corner = SliderRow(self.tr("Corners"), 0, MOST_ROUND, round(RADIUS_STILL))
        self.opacity.slider.setToolTip(self.tr("Alt and the wheel do the same on the board"))
        self.corner.slider.setToolTip(self.tr("How round the corners are"))
        self.hairline = Button(self.tr("Hairline"), "hairline", Kind.GHOST)
        self.hairline.setCheckable(True)
        self.hairline.setToolTip(self.tr("A thin line around the picture"))
        self.column.addWidget(self.opacity)
        self.column.addWidget(self.corner)
        foot = QHBoxLayout()
        foot.addSpacing(-12)
        foot.addWidget(self.hairline)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.watch(self.opacity, self._on_opacity)
        self.watch(self.corner, self._on_corner)
        self.hairline.clicked.connect(self._on_hairline)

    def fill(self, pin: Pin) -> None:
        tone = pin.style.tone
        self.hairline.setChecked(pin.style.hairline)
        self.greyscale.setChecked(tone.greyscale)
        for row, value in (
            (self.warmth, tone.warmth * 100),
            (self.contrast, tone.contrast * 100),
            (self.fade, tone.fade * 100),
            (self.outline, tone.outline * OUTLINE_STEPS),
            (self.opacity, pin.style.opacity * 100),
            (self.corner, pin.style.corner),
        ):
            if not row.slider.isSliderDown():
                row.show_value(round(value))
        self.reset.setEnabled(tone != Tone())

    def _lines(self, value: int) -> str:
        return str(value) if value else self.tr("off")

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

    def _on_opacity(self, value: int) -> None:
        self.restyle(lambda style: replace(style, opacity=value / 100), self.tr("Change opacity"), live=True)

    def _on_corner(self, value: int) -> None:
        self.restyle(lambda style: replace(style, corner=float(value)), self.tr("Round corners"), live=True)

    def _on_hairline(self, on: bool) -> None:
        self.restyle(lambda style: replace(style, hairline=on), self.tr("Hairline"))
