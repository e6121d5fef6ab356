# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies behind the pins of the board, or of frames: a colour, a gradient, paper grain."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from moodboard.domain.board import PinKind
from moodboard.domain.ground import DOWN, Ground, ground_of, is_ground, parse
from moodboard.qt.palettes import strip_of
from moodboard.ui.board.colour.colour_field import ColourField
from moodboard.ui.board.colour.eyedropper import Eyedropper
from moodboard.ui.board.pin_popover import caption_label
from moodboard.ui.board.slider import SliderRow
from moodboard.ui.buttons import Button, Kind, link_button
from moodboard.ui.card import Popover

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage

_MOST_LOOKED_AT = 240
"""The colours of a board of thousands are those of its first pins: opening must not wait."""


class GroundPopover(Popover):
    """Everything shows at once; all that is tried while it is open is one undo step."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page = page
        self._frames: tuple[str, ...] = ()
        self._gesture: int | None = None
        self.setFixedWidth(336)
        self.setAccessibleName(self.tr("Background"))
        self.colour = ColourField(page, self.tr("Colour"))
        self.other = ColourField(page, self.tr("Second colour"))
        self.gradient = Button(self.tr("Gradient"), "gradient", Kind.GHOST)
        self.grain = Button(self.tr("Paper grain"), "grain", Kind.GHOST)
        self.angle = SliderRow(self.tr("Angle"), 0, 359, DOWN, lambda value: f"{value}°")
        self.reset = link_button(self.tr("The theme’s"), self.tr("Back to the theme’s own background"))
        self._build()
        self.colour.chosen.connect(self._on_colour)
        self.other.chosen.connect(self._on_other)
        self.gradient.clicked.connect(self._on_gradient)
        self.grain.clicked.connect(lambda on: self._set(replace(self.ground, grain=on)))
        self.angle.moved.connect(lambda angle: self._set(replace(self.ground, angle=angle)))
        self.reset.clicked.connect(lambda: self._set(Ground()))
        self.closed.connect(self.angle.flush)
        page.editor.board_changed.connect(self._refill)
        page.editor.pins_changed.connect(self._refill)
        page.editor.loaded.connect(self.close_popover)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(caption_label(self.tr("Behind the pins")))
        head.addStretch(1)
        head.addWidget(self.reset)
        column.addLayout(head)
        column.addWidget(self.colour)
        switches = QHBoxLayout()
        switches.addSpacing(-12)  # their icons stand under the words above; a margin cannot be negative
        for switch in (self.gradient, self.grain):
            switch.setCheckable(True)
            switches.addWidget(switch)
        switches.addStretch(1)
        column.addLayout(switches)
        column.addWidget(self.other)
        column.addWidget(self.angle)

    # -- what it is about ------------------------------------------------------------------------

    def open_for_board(self, place: QRect) -> None:
        """Open about the board's own background."""
        self._open((), place)

    def open_for_frames(self, frames: tuple[str, ...], place: QRect) -> None:
        """Open about what is painted behind the pins of frames."""
        self._open(frames, place)

    def _open(self, frames: tuple[str, ...], place: QRect) -> None:
        if self._page.editor.board is None:
            return
        self._frames = frames
        self._gesture = self._page.editor.new_gesture()
        self._offer()
        self._fill()
        self.open_at(None, place)

    @property
    def said(self) -> str:
        """The stored text of the background."""
        editor = self._page.editor
        if self._frames:
            pin = editor.pins.get(self._frames[0])
            return pin.style.background if pin is not None else ""
        return editor.board.background if editor.board is not None else ""

    @property
    def ground(self) -> Ground:
        """The background as it is stored: without colours it is the theme's."""
        return parse(self.said) if is_ground(self.said) else Ground()

    @property
    def _theme(self) -> str:
        """Return what an empty background looks like."""
        canvas = self._page.canvas
        return canvas.background if self._frames else canvas.tokens.canvas.lower()

    # -- showing ---------------------------------------------------------------------------------

    def _offer(self) -> None:
        editor = self._page.editor
        pins = (pin for pin in editor.own_pins() if pin.kind in (PinKind.STILL, PinKind.SWATCHES))
        own = strip_of(editor, islice(pins, _MOST_LOOKED_AT))
        name = self.tr("The board’s") if self._frames else self.tr("The theme’s")
        self.colour.chips.offer(("#ffffff", "#14100e", *own), self._theme, name)
        self.other.chips.offer(("#ffffff", "#14100e", *own))

    def _refill(self, *_: object) -> None:
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        ground, shown = self.ground, ground_of(self.said, self._theme)
        self.colour.show_colour(shown.colours[0])
        self.gradient.setChecked(ground.is_gradient)
        self.grain.setChecked(ground.grain)
        for part in (self.other, self.angle):
            part.setVisible(ground.is_gradient)
        if ground.is_gradient:
            self.other.show_colour(ground.colours[1])
            if not self.angle.slider.isSliderDown():
                self.angle.show_value(ground.angle)
        self.reset.setEnabled(bool(self.said))
        self.adjustSize()

    # -- changing --------------------------------------------------------------------------------

    def _set(self, ground: Ground) -> None:
        editor, said = self._page.editor, str(ground)
        if said == self.said:
            self._fill()
        elif self._frames:
            label = self.tr("Change background")
            editor.restyle(self._frames, lambda style: replace(style, background=said), label, self._gesture)
        else:
            editor.set_background(said, self._gesture)

    def _on_colour(self, colour: str) -> None:
        ground = self.ground
        if ground.is_gradient:
            self._set(replace(ground, colours=(colour or self._theme, ground.colours[1])))
        else:
            self._set(replace(ground, colours=(colour,) if colour else ()))

    def _on_other(self, colour: str) -> None:
        first = ground_of(self.said, self._theme).colours[0]
        self._set(replace(self.ground, colours=(first, colour)))

    def _on_gradient(self, on: bool) -> None:
        first = ground_of(self.said, self._theme).colours[0]
        if not on:
            self._set(replace(self.ground, colours=() if first == self._theme else (first,)))
            return
        offered = [dot.colour for dot in self.other.chips.dots if dot.colour != first]
        self._set(replace(self.ground, colours=(first, offered[-1] if offered else "#14100e")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay open while its eyedropper looks for a colour on the board."""
        if isinstance(self._page.canvas.tool, Eyedropper):
            return False
        return super().eventFilter(watched, event)

    def take_keyboard(self) -> None:
        """The first chip."""
        dots = self.colour.chips.dots
        (dots[0] if dots else self.colour.hex).setFocus(Qt.FocusReason.PopupFocusReason)
