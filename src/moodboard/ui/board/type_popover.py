# SPDX-License-Identifier: GPL-3.0-or-later
"""The type of lines and notes: face, size, weight, spacing, colour, measure, and how a line stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from moodboard.domain.board import Pin, PinKind, TextStyle
from moodboard.domain.exchange import could_be, turns_of
from moodboard.qt import pin_text
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.families import Weights, weights_of
from moodboard.qt.fonts import ui_font
from moodboard.ui import theme
from moodboard.ui.board.pin_popover import PinPopover, caption_label, palette_of_board
from moodboard.ui.board.slider import SliderRow
from moodboard.ui.board.writing.faces import FaceButton, FaceList
from moodboard.ui.board.writing.ink_row import InkRow
from moodboard.ui.buttons import Button, ghost_button

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage

WIDTH = 320
_ALIGNMENTS = (("left", "align-left"), ("centre", "align-centre"), ("right", "align-right"))
_SIDES = 16


class TypePopover(PinPopover):
    """Everything shows on the board at once; the list of faces takes the place of all else."""

    def __init__(self, parent: QWidget, editor: BoardEditor) -> None:
        super().__init__(parent, editor, self.tr("Type"), WIDTH)
        self._faces: FaceList | None = None
        self._styles_before: dict[str, TextStyle] = {}
        self._weights = Weights(200, 800)
        self._anchor_of_type: tuple[QWidget | None, QRect] = (None, QRect())
        self.face = FaceButton(WIDTH - 2 * _SIDES)
        self.size_of = self._spin(self.tr("Size"), 6, 600)
        self.width_of = self._spin(self.tr("Width"), 0, 20_000)
        self.width_of.setSpecialValueText(self.tr("as needed"))
        self.italic = self._toggle(self.tr("Italic"), "italic")
        self.small_caps = self._toggle(self.tr("Small capitals"), "small-caps")
        self.aligned: dict[str, Button] = {}
        self.weight = SliderRow(self.tr("Weight"), 200, 800, 300, self._say_weight)
        self.leading = SliderRow(self.tr("Lines"), 80, 220, 120, lambda value: f"{value / 100:.2f}")
        self.tracking = SliderRow(self.tr("Letters"), -40, 200, 0, lambda value: f"{value / 10:.1f}")
        self.leading.setToolTip(self.tr("Space between lines"))
        self.tracking.setToolTip(self.tr("Space between letters"))
        self.colours = InkRow(self.tr("By itself: ink that can be read"))
        self.attribution = self._tick(
            self.tr("Source under it"),
            self.tr("Who says it, the film and the time, set small under the line"),
        )
        self.exchange = self._tick(
            self.tr("Speakers beside their words"), self.tr("Rows that begin with a name and a colon")
        )
        self.hanging = self._tick(
            self.tr("Punctuation hangs out"),
            self.tr("Opening quotes, dashes and brackets stand left of the edge, so that letters share it"),
        )
        self.veil = self._tick(
            self.tr("Soft ground on a still"),
            self.tr("A soft gradient under the words where they lie on a picture"),
        )
        self._lay_out()
        self._connect()

    # -- building --------------------------------------------------------------------------------

    @staticmethod
    def _spin(name: str, least: int, most: int) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(least, most)
        spin.setAccessibleName(name)
        spin.setToolTip(name)
        spin.setKeyboardTracking(False)
        spin.setFixedWidth(92)
        return spin

    @staticmethod
    def _toggle(name: str, icon: str) -> Button:
        button = ghost_button("", icon, name)
        button.setCheckable(True)
        button.set_compact(28)
        return button

    @staticmethod
    def _tick(words: str, tip: str) -> QCheckBox:
        tick = QCheckBox(words)
        tick.setToolTip(tip)
        tick.setAccessibleDescription(tip)
        tick.setFont(ui_font("body"))
        return tick

    def _lay_out(self) -> None:
        self._controls = QWidget()
        column = QVBoxLayout(self._controls)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.face)
        column.addLayout(self._measures())
        column.addLayout(self._shapes())
        for slider in (self.weight, self.leading, self.tracking):
            column.addWidget(slider)
        column.addWidget(_Rule())
        column.addWidget(caption_label(self.tr("Colour")))
        column.addWidget(self.colours)
        self._line_rule = _Rule()
        column.addWidget(self._line_rule)
        for tick in (self.attribution, self.exchange, self.hanging, self.veil):
            column.addWidget(tick)
        self.column.addWidget(self._controls)

    def _measures(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, spin in ((self.tr("Size"), self.size_of), (self.tr("Width"), self.width_of)):
            label = QLabel(name)
            label.setFont(ui_font("body"))
            label.setBuddy(spin)
            row.addWidget(label)
            row.addWidget(spin)
            if spin is self.size_of:
                row.addStretch(1)
        return row

    def _shapes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        names = {
            "left": self.tr("Align left"),
            "centre": self.tr("Align to the middle"),
            "right": self.tr("Align right"),
        }
        for align, icon in _ALIGNMENTS:
            self.aligned[align] = self._toggle(names[align], icon)
            row.addWidget(self.aligned[align])
        row.addStretch(1)
        row.addWidget(self.italic)
        row.addWidget(self.small_caps)
        return row

    def _connect(self) -> None:
        self.face.clicked.connect(self.open_faces)
        self.size_of.valueChanged.connect(lambda value: self._text(self.tr("Change size"), size=float(value)))
        self.width_of.valueChanged.connect(self._on_width)
        self.italic.clicked.connect(lambda on: self._text(self.tr("Italic"), italic=on))
        self.small_caps.clicked.connect(lambda on: self._text(self.tr("Small capitals"), small_caps=on))
        ticks: tuple[tuple[QCheckBox, str, Callable[[bool], dict[str, object]]], ...] = (
            (self.attribution, self.tr("Source"), lambda on: {"attribution": on}),
            (self.hanging, self.tr("Hanging punctuation"), lambda on: {"hanging": on}),
            (self.veil, self.tr("Soft ground"), lambda on: {"veil": on}),
            (self.exchange, self.tr("Speakers"), lambda on: {"exchange": "on" if on else "off"}),
        )
        for tick, label, changes in ticks:
            tick.clicked.connect(lambda on, label=label, changes=changes: self._text(label, **changes(on)))
        for align, button in self.aligned.items():
            button.clicked.connect(lambda _=False, a=align: self._text(self.tr("Align words"), align=a))
        self.watch(self.weight, self._on_weight)
        self.watch(
            self.leading, lambda value: self._text(self.tr("Change leading"), live=True, leading=value / 100)
        )
        self.watch(
            self.tracking,
            lambda value: self._text(self.tr("Change tracking"), live=True, tracking=value / 10),
        )
        self.colours.chosen.connect(lambda colour: self._text(self.tr("Change colour"), colour=colour))
        self.colours.pick_asked.connect(self._pick)
        self.closed.connect(self._close_faces)

    # -- showing ---------------------------------------------------------------------------------

    def open_at(self, anchor: QWidget | None, place: QRect, beside: int = 8) -> None:
        self._anchor_of_type = (anchor, place)
        super().open_at(anchor, place, beside)

    @property
    def _page(self) -> BoardPage:
        return cast("BoardPage", self.parentWidget())

    def take_keyboard(self) -> None:
        """Face first."""
        self.face.setFocus()

    def fill(self, pin: Pin) -> None:
        style = pin.style.text
        self.face.show_face(style.face)
        if round(style.size) != self.size_of.value():
            self.size_of.setValue(round(style.size))
        words = pin_text.words_of(pin, self.editor.lines)
        natural = pin_text.natural_width(pin.kind, words, style)
        self.width_of.setValue(0 if abs(natural - pin.place.width) <= 1 else round(pin.place.width))
        self.italic.setChecked(style.italic)
        self.small_caps.setChecked(style.small_caps)
        for align, button in self.aligned.items():
            button.setChecked(align == style.align)
        self._fill_weight(style)
        for row, value in (
            (self.leading, round(style.leading * 100)),
            (self.tracking, round(style.tracking * 10)),
        ):
            if not row.slider.isSliderDown():
                row.show_value(value)
        self.colours.show_colours(["#ffffff", *palette_of_board(self.editor)], style.colour)
        self._fill_ticks(pin, words)

    def _fill_weight(self, style: TextStyle) -> None:
        self._weights = weights_of(style.face)
        steps = self._weights.steps
        ends = (0, max(1, len(steps) - 1)) if steps else (self._weights.least, self._weights.most)
        self.weight.set_range(*ends)
        self.weight.setEnabled(not self._weights.is_one)
        self.weight.setToolTip(self.tr("This face has one weight only.") if self._weights.is_one else "")
        nearest = self._weights.nearest(style.weight)
        if not self.weight.slider.isSliderDown():
            self.weight.show_value(steps.index(nearest) if steps else nearest)

    def _fill_ticks(self, pin: Pin, words: str) -> None:
        style, is_line = pin.style.text, pin.kind is PinKind.LINE
        for part in (self._line_rule, self.attribution, self.exchange, self.hanging, self.veil):
            part.setVisible(is_line)
        self.attribution.setChecked(style.attribution)
        self.hanging.setChecked(style.hanging)
        self.veil.setChecked(style.veil)
        self.exchange.setChecked(bool(turns_of(words, style.exchange)))
        self.exchange.setEnabled(could_be(words))

    def _say_weight(self, value: int) -> str:
        steps = self._weights.steps
        return str(steps[min(value, len(steps) - 1)] if steps else value)

    # -- changing --------------------------------------------------------------------------------

    def _on_weight(self, value: int) -> None:
        steps = self._weights.steps
        weight = steps[min(value, len(steps) - 1)] if steps else value
        self._text(self.tr("Change weight"), live=True, weight=weight)

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

    def _pick(self) -> None:
        """Take the colour off the board; afterwards the popover is there again."""
        from moodboard.ui.board.colour.eyedropper import pick

        uuids, (anchor, place) = self._uuids, self._anchor_of_type

        def take(colour: str) -> None:
            self._text(self.tr("Change colour"), colour=colour)
            self.open_for(uuids, anchor, place)

        self.close_popover()
        pick(self._page, take)

    # -- faces -----------------------------------------------------------------------------------

    def open_faces(self) -> None:
        """Show the list of faces in the place of the controls; hundreds of names, so only now."""
        pins = self.pins
        if not pins:
            return
        if self._faces is None:
            self._faces = FaceList()
            self._faces.looked_at.connect(self._on_face)
            self._faces.chosen.connect(self._on_face_chosen)
            self._faces.left.connect(self._on_faces_left)
            self.column.addWidget(self._faces)
        self._styles_before = {pin.uuid: pin.style.text for pin in pins}
        self.begin_gesture()
        height = self.height()
        self._controls.hide()
        self._faces.setFixedHeight(max(300, height - 28))
        self._faces.show()
        self._faces.begin(pins[0].style.text.face)

    def _on_face(self, face: str) -> None:
        weights = weights_of(face)
        self.restyle(
            lambda style: replace(
                style, text=replace(style.text, face=face, weight=weights.nearest(style.text.weight))
            ),
            self.tr("Change face"),
            live=True,
        )

    def _on_face_chosen(self, face: str) -> None:
        self._on_face(face)
        self._close_faces()
        self.face.setFocus()

    def _on_faces_left(self) -> None:
        """Put back the faces from before; the step is as if it had never been."""
        before = self._styles_before
        after = [
            replace(pin, style=replace(pin.style, text=before[pin.uuid]))
            for pin in self.pins
            if pin.uuid in before
        ]
        words = self.editor.words
        fitted = [pin_text.fitted(pin, words, self.editor.pins[pin.uuid], words.of(pin)) for pin in after]
        self.editor.change(fitted, self.tr("Change face"), self._gesture)
        self._close_faces()
        self.face.setFocus()

    def _close_faces(self) -> None:
        if self._faces is not None and not self._faces.isHidden():
            self._faces.hide()
            self._controls.show()
            self.adjustSize()


class _Rule(QWidget):
    """A hairline between two sections."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(9)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 4, self.width(), 1, QColor(theme.tokens().line))
