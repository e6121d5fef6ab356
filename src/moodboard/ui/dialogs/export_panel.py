# SPDX-License-Identifier: GPL-3.0-or-later
"""The choices of the export dialog: what, which shape, which format, what around it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from moodboard.domain.board import PinKind
from moodboard.domain.export import CANVAS_DARK, CANVAS_LIGHT, WINDOW_LIMIT, ExportPlan, Format, Mode
from moodboard.domain.ground import resolved
from moodboard.domain.presets import PRESETS
from moodboard.qt.fonts import ui_font
from moodboard.services.boards import OpenBoard
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs import export_options
from moodboard.ui.dialogs.export_controls import ColourDot, Segmented, ShapeRow, Slider, Tick
from moodboard.ui.dialogs.export_options import BOARD, CUSTOM, SELECTION, Options

_SHAPES = ("phone", "story", "square", "desktop", "a4", "a3")
_MARGIN_LIMIT = 0.16
"""Of the shorter side: the slider's end."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportPanel", text)


def shape_names() -> dict[str, str]:
    """Return the presets that the dialog offers, as people call them."""
    return {
        "phone": _tr("Phone wallpaper"),
        "story": _tr("Story"),
        "square": _tr("Square"),
        "desktop": _tr("Desktop"),
        "a4": _tr("A4 print"),
        "a3": _tr("A3 print"),
    }


class ExportPanel(QWidget):
    """Shows and changes the options."""

    changed = Signal(object)
    """The new ``Options``."""
    again_requested = Signal()
    """Lay the pins out anew, without what was moved by hand."""

    def __init__(
        self, opened: OpenBoard, selection: tuple[str, ...], options: Options, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.options = options
        self._opened = opened
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.what = self._what_box(selection)
        column.addLayout(self._row(_tr("Export"), self.what))
        column.addWidget(self._shapes())
        column.addWidget(self._custom())
        self.mode = Segmented(
            _tr("Layout"), ((Mode.AS_LAID_OUT, _tr("As laid out")), (Mode.REFIT, _tr("Refit"))), self
        )
        self.mode.chosen.connect(lambda key: self._change(mode=Mode(key), palettes=None, notes=None))
        self.again = link_button(_tr("Lay out again"), _tr("Forget what was moved by hand"), self)
        self.again.clicked.connect(self.again_requested)
        self.again.hide()
        column.addLayout(self._row(_tr("Layout"), self.mode, self.again))
        self.format = Segmented(_tr("Format"), [(f, _format_name(f)) for f in Format], self)
        self.format.chosen.connect(self._on_format)
        column.addLayout(self._row(_tr("Format"), self.format))
        column.addLayout(self._sliders())
        column.addLayout(self._row(_tr("Background"), self._backgrounds()))
        column.addLayout(self._row(_tr("Include"), self._includes()))
        self._show()

    def set_opened(self, opened: OpenBoard) -> None:
        """The board has changed."""
        self._opened = opened

    def show_plan(self, plan: ExportPlan | None, has_layout: bool) -> None:
        """Show what follows from the plan: margin, custom size, the frame's own layout."""
        self.again.setVisible(has_layout)
        self.margin.setEnabled(not has_layout and plan is not None)
        self.margin.setToolTip(
            _tr("This frame has a layout of its own. “Lay out again” to change its margin.")
            if has_layout
            else _tr("Space around the pins, in pixels")
        )
        if plan is None:
            return
        with QSignalBlocker(self.margin):
            self.margin.setMaximum(max(1, round(min(plan.width, plan.height) * _MARGIN_LIMIT)))
            self.margin.setValue(plan.margin)
        self.margin_said.setText(_tr("{n} px").format(n=plan.margin))
        self.rows[CUSTOM].set_size_text(
            f"{plan.width} × {plan.height}" if self.options.shape == CUSTOM else _tr("any size, to 16,000 px")
        )
        for box, value in ((self.width_box, plan.width), (self.height_box, plan.height)):
            if self.options.shape == CUSTOM and not box.hasFocus():
                with QSignalBlocker(box):
                    box.setValue(value)

    def _row(self, name: str, *widgets: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        label = QLabel(name, self)
        label.setFont(ui_font("body"))
        label.setProperty("role", "muted")
        label.setFixedWidth(98)
        row.addWidget(label)
        for n, widget in enumerate(widgets):
            row.addWidget(widget, 0 if n else 1)
        return row

    def _what_box(self, selection: tuple[str, ...]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(_tr("What to export"))
        box.setToolTip(_tr("What to export"))
        box.addItem(_tr("Whole board"), BOARD)
        if selection:
            words = _tr("One chosen pin") if len(selection) == 1 else _tr("{n} chosen pins")
            words = words.format(n=len(selection))
            box.addItem(words, SELECTION)
        for pin in self._opened.pins:
            if pin.kind is PinKind.FRAME and not export_options.is_filled(pin, self._opened):
                box.addItem(_tr("Frame “{name}”").format(name=pin.text or _tr("Untitled")), pin.uuid)
        box.setCurrentIndex(max(0, box.findData(self.options.what)))
        box.activated.connect(lambda _n: self._on_what(str(box.currentData())))
        return box

    def _shapes(self) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        names = shape_names()
        self.rows: dict[str, ShapeRow] = {}
        for key in _SHAPES:
            preset = PRESETS[key]
            size = f"{preset.width} × {preset.height}"
            if preset.dpi >= 150:
                size = _tr("{dpi} dpi, {size}").format(dpi=preset.dpi, size=size)
            self.rows[key] = ShapeRow(names[key], size, preset.width / preset.height, parent=holder)
        self.rows[CUSTOM] = ShapeRow(_tr("Custom"), _tr("any size, to 16,000 px"), 1.0, True, holder)
        for key, row in self.rows.items():
            row.clicked.connect(lambda _on, key=key: self._on_shape(key))
            column.addWidget(row)
        return holder

    def _custom(self) -> QWidget:
        self.custom = QWidget(self)
        row = QHBoxLayout(self.custom)
        row.setContentsMargins(68, 0, 16, 0)
        self.width_box, self.height_box = QSpinBox(self.custom), QSpinBox(self.custom)
        for box, name in (
            (self.width_box, _tr("Width in pixels")),
            (self.height_box, _tr("Height in pixels")),
        ):
            box.setRange(1, WINDOW_LIMIT)
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setKeyboardTracking(False)
            box.valueChanged.connect(self._on_custom_size)
        row.addWidget(self.width_box, 1)
        row.addWidget(QLabel("×", self.custom))
        row.addWidget(self.height_box, 1)
        return self.custom

    def _sliders(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.margin = Slider(_tr("Margin"), 0, 200, self)
        self.margin.valueChanged.connect(lambda value: self._change(margin=value))
        self.margin_said = QLabel(self)
        self.quality = Slider(_tr("Quality"), 40, 100, self)
        self.quality.setToolTip(_tr("Higher looks better and takes more bytes"))
        self.quality.valueChanged.connect(lambda value: self._change(quality=value))
        self.quality_said = QLabel(self)
        self.quality_label = QLabel(_tr("Quality"), self)
        margin_label = QLabel(_tr("Margin"), self)
        for n, (label, slider, said) in enumerate(
            (
                (margin_label, self.margin, self.margin_said),
                (self.quality_label, self.quality, self.quality_said),
            )
        ):
            label.setProperty("role", "muted")
            label.setFixedWidth(98)
            said.setFixedWidth(56)
            said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, n, 0)
            grid.addWidget(slider, n, 1)
            grid.addWidget(said, n, 2)
        return grid

    def _backgrounds(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        theme = CANVAS_DARK if self.options.dark else CANVAS_LIGHT
        canvas = resolved(self._opened.board.background, theme)
        self.dots: list[ColourDot] = [ColourDot(canvas, _tr("The board’s canvas"), holder)]
        self.dots += [ColourDot("#FFFFFF", _tr("White"), holder), ColourDot("#0F0D0C", _tr("Black"), holder)]
        colours = palette_colours(self._opened)
        self.dots += [
            ColourDot(each, _tr("A colour of the stills, {hex}").format(hex=each), holder) for each in colours
        ]
        self.clear = ColourDot(None, _tr("Clear"), holder)
        self.clear.setToolTip(_tr("No background: transparent"))
        for n, dot in enumerate((*self.dots, self.clear)):
            colour = "" if n == 0 else dot.colour
            dot.clicked.connect(lambda _on, colour=colour: self._change(background=colour))
            row.addWidget(dot)
        row.addStretch(1)
        return holder

    def _includes(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        self.lines = Tick(_tr("Lines"), holder)
        self.palettes = Tick(_tr("Palettes"), holder)
        self.notes = Tick(_tr("Notes"), holder)
        self.lines.clicked.connect(lambda on: self._change(lines=on))
        self.palettes.clicked.connect(lambda on: self._change(palettes=on))
        self.notes.clicked.connect(lambda on: self._change(notes=on))
        for tick in (self.lines, self.palettes, self.notes):
            tick.setAccessibleName(_tr("Include {what}").format(what=tick.text().lower()))
            row.addWidget(tick)
        row.addStretch(1)
        return holder

    def _on_what(self, what: str) -> None:
        mode = Mode.AS_LAID_OUT if what not in (BOARD, SELECTION) else self.options.mode
        self._change(what=what, mode=mode, margin=None)

    def _on_shape(self, shape: str) -> None:
        mode = Mode.AS_LAID_OUT if shape == CUSTOM else self.options.mode
        self._change(shape=shape, margin=None, width=None, height=None, mode=mode)

    def _on_format(self, key: str) -> None:
        chosen = Format(key)
        background = self.options.background
        if background is None and not chosen.can_be_clear:
            background = ""
        quality = self.options.quality
        if quality == self.options.format.usual_quality:
            quality = chosen.usual_quality
        self._change(format=chosen, background=background, quality=quality)

    def _on_custom_size(self) -> None:
        self._change(width=self.width_box.value(), height=self.height_box.value(), margin=None)

    def _change(self, **changes: object) -> None:
        self.options = replace(self.options, **changes)  # type: ignore[arg-type]
        self._show()
        self.changed.emit(self.options)

    def _show(self) -> None:
        """Make the controls say what the options are."""
        options = self.options
        with_preset = options.what in (BOARD, SELECTION)
        for key, row in self.rows.items():
            row.setEnabled(with_preset)
            row.setChecked(key == options.shape)
        self.custom.setVisible(options.shape == CUSTOM and with_preset)
        self.mode.set_chosen(options.mode)
        refit = self.mode.button(Mode.REFIT)
        sized = options.shape != CUSTOM or bool(options.width and options.height)
        refit.setEnabled(with_preset and sized)
        refit.setToolTip(
            "" if refit.isEnabled() else _tr("A refit needs a shape: choose one, or give a size")
        )
        self.format.set_chosen(options.format)
        for part in (self.quality_label, self.quality, self.quality_said):
            part.setVisible(options.format.has_quality)
        with QSignalBlocker(self.quality):
            self.quality.setValue(options.quality)
        self.quality_said.setText(str(options.quality))
        self.clear.setVisible(options.format.can_be_clear)
        for n, dot in enumerate((*self.dots, self.clear)):
            dot.setChecked(options.background == ("" if n == 0 else dot.colour))
        as_laid_out = options.mode is Mode.AS_LAID_OUT
        self.lines.setChecked(options.lines)
        self.palettes.setChecked(as_laid_out if options.palettes is None else options.palettes)
        usual = as_laid_out and options.format is not Format.HTML  # a page leaves the house
        self.notes.setChecked(usual if options.notes is None else options.notes)


def _format_name(kind: Format) -> str:
    return {Format.WEBP: "WebP", Format.HTML: _tr("Page")}.get(kind, kind.value.upper())


def palette_colours(opened: OpenBoard) -> tuple[str, ...]:
    """Return a deep and a light colour of the board's largest stills, to choose a background from."""
    stills = sorted(
        (pin for pin in opened.pins if pin.still in opened.stills and not pin.frame),
        key=lambda pin: -pin.place.width * pin.place.height,
    )
    colours = [colour for pin in stills[:4] for colour in opened.stills[pin.still].palette]
    if not colours:
        return ()
    by_light = sorted(dict.fromkeys(colours), key=_lightness)
    deep, light = by_light[len(by_light) // 5], by_light[-1 - len(by_light) // 5]
    return (deep, light) if deep != light else (deep,)


def _lightness(colour: str) -> float:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
