# SPDX-License-Identifier: GPL-3.0-or-later
"""Export several frames of a board at once, a file for each."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from moodboard.domain import framing
from moodboard.domain.board import Pin
from moodboard.domain.export import Format
from moodboard.domain.file_names import file_name
from moodboard.domain.presets import PRESETS
from moodboard.qt.fonts import ui_font
from moodboard.ui import messages
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.export_controls import Segmented, Slider, Tick
from moodboard.ui.dialogs.export_dialog import default_folder
from moodboard.ui.dialogs.process_dialog import ProcessDialog, on_library

_WIDTH = 480
_MOST_SEEN = 6
"""Frames in the list before it scrolls."""
_TICK_HEIGHT = 24
_PRINT = 150
_SUFFIX = {Format.JPEG: ".jpg", Format.TIFF: ".tif"}


class FramesDialog(ProcessDialog):
    """Tick the frames, choose the format; the export runs in a process of its own, and can be stopped."""

    def __init__(
        self, board_id: int, title: str, pins: Iterable[Pin], dark: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Export all frames"), self.tr("Export"), parent)
        self._board_id, self._title, self._dark = board_id, title, dark
        self.frames = framing.frames_of(pins)
        self.format = Format.PNG
        self.folder = default_folder()
        self._build_formats()
        self._build_numbers()
        self.ticks = [self._tick(frame) for frame in self.frames]
        self.rows.addWidget(self._lead)
        self.rows.addWidget(self._list())
        self.rows.addWidget(self.formats)
        self.rows.addLayout(self._numbers)
        self.rows.addLayout(self._folder_row())
        self.rows.addWidget(self._bar)
        self._show_choice()
        if self.ticks:
            self.ticks[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the form --------------------------------------------------------------------------------

    def _build_formats(self) -> None:
        names = {Format.JPEG: "JPEG", Format.WEBP: "WebP"}
        kinds = (Format.PNG, Format.JPEG, Format.WEBP, Format.TIFF, Format.PDF, Format.SVG)
        items = [(kind.value, names.get(kind, kind.value.upper())) for kind in kinds]
        self.formats = Segmented(self.tr("Format"), items, self)
        self.formats.set_chosen(self.format.value)
        self.formats.chosen.connect(self._on_format)

    def _build_numbers(self) -> None:
        """Dots per inch for paper, quality for JPEG and WebP."""
        self.dpi = QSpinBox(self)
        self.dpi.setRange(72, 1200)
        self.dpi.setValue(300)
        self.dpi.setToolTip(self.tr("Dots per inch of frames for paper"))
        self.quality = Slider(self.tr("Quality"), 40, 100, self)
        self.quality.setValue(92)
        self.quality.setToolTip(self.tr("Higher looks better and takes more room"))
        self._dpi_said, self._quality_said = QLabel(self.tr("Dots per inch")), QLabel(self.tr("Quality"))
        self._numbers = QHBoxLayout()
        self._numbers.setSpacing(12)
        for label, field in ((self._dpi_said, self.dpi), (self._quality_said, self.quality)):
            label.setFont(ui_font("body"))
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            self._numbers.addWidget(label)
            self._numbers.addWidget(field)
        self._numbers.addStretch(1)

    def _tick(self, frame: Pin) -> Tick:
        tick = Tick(frame.text or self.tr("Frame"))
        tick.setChecked(True)
        tick.setToolTip(self.tr("Export this frame (Space)"))
        tick.toggled.connect(self._show_choice)
        return tick

    def _list(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for tick in self.ticks:
            column.addWidget(tick)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(min(_MOST_SEEN, len(self.ticks)) * (_TICK_HEIGHT + 4))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        area.setAccessibleName(self.tr("Frames"))
        return area

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel(self.tr("Into"))
        label.setFont(ui_font("body"))
        self.folder_link = link_button("", "", self)
        self.folder_link.clicked.connect(self._on_folder)
        row.addWidget(label)
        row.addWidget(self.folder_link)
        row.addStretch(1)
        self._show_folder()
        return row

    def _show_folder(self) -> None:
        parts = self.folder.parts[-2:]
        self.folder_link.setText("/".join(part.strip("/\\") for part in parts))
        self.folder_link.setToolTip(self.tr("{folder}: choose another").format(folder=self.folder))
        self.folder_link.setAccessibleName(self.tr("Folder {folder}").format(folder=self.folder))
        self.folder_link.updateGeometry()

    def _on_folder(self) -> None:
        chosen = messages.choose_folder(self, self.tr("Where to put the pictures"), str(self.folder))
        if chosen is not None:
            self.folder = chosen
            self.clear_error()
            self._show_folder()

    def _on_format(self, kind: str) -> None:
        self.format = Format(kind)
        self._show_choice()

    def chosen(self) -> tuple[Pin, ...]:
        """The frames that are ticked."""
        return tuple(frame for frame, tick in zip(self.frames, self.ticks, strict=True) if tick.isChecked())

    @property
    def files(self) -> tuple[Path, ...]:
        """What is written, or was."""
        return self.targets

    def choices(self) -> tuple[QWidget, ...]:
        """All of the form."""
        return (*self.ticks, self.formats, self.dpi, self.quality, self.folder_link)

    def _show_choice(self) -> None:
        chosen = self.chosen()
        paper = any(_is_paper(frame) for frame in chosen) and self.format is not Format.SVG
        self._dpi_said.setVisible(paper)
        self.dpi.setVisible(paper)
        self._quality_said.setVisible(self.format.has_quality)
        self.quality.setVisible(self.format.has_quality)
        self.keep_button.setEnabled(bool(chosen))
        if chosen:
            self._lead.setText(self.tr("%n file(s), each with its frame’s name.", "", len(chosen)))
        else:
            self._lead.setText(self.tr("Tick the frames that you want."))

    # -- the export ------------------------------------------------------------------------------

    def begin(self) -> None:
        """Export what is ticked."""
        if self.chosen():
            self._start(self.chosen())

    def _start(self, frames: tuple[Pin, ...]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            self.show_error(
                self.tr("{folder} cannot be written to. Choose another folder.").format(folder=self.folder)
            )
            return
        target, files = self._free(frames)
        said = on_library("export", f"#{self._board_id}", str(target), "--progress")
        for frame in frames:
            said += ["--frame", frame.uuid]
        if self.dpi.isVisibleTo(self) and self.dpi.value() != 300:
            said += ["--dpi", str(self.dpi.value())]
        said += ["--quality", str(self.quality.value())] + ["--dark"] * self._dark
        self.start(said, *files)

    def _free(self, frames: tuple[Pin, ...]) -> tuple[Path, tuple[Path, ...]]:
        """Return the name to give the command, and the files it will write: none is there already."""
        stem = file_name(self._title, self.tr("Board"))
        suffix = _SUFFIX.get(self.format, f".{self.format.value}")
        for n in count(1):
            target = self.folder / (f"{stem}{suffix}" if n == 1 else f"{stem} {n}{suffix}")
            files = framing.files_for(frames, target)
            if not any(file.exists() for file in files):
                break
        return (target if len(frames) > 1 else files[0]), files

    def saved_words(self, said: str) -> str:
        """How many there are."""
        saved = self.tr("Saved %n file(s).", "", len(self.files))
        return f"{saved} {said}".strip()


def _is_paper(frame: Pin) -> bool:
    preset = PRESETS.get(frame.style.preset)
    return preset is not None and preset.dpi >= _PRINT
