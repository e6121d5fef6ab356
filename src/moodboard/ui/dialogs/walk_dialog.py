# SPDX-License-Identifier: GPL-3.0-or-later
"""Export a board through its rewatches: a film, a moving picture, or one picture for each watch."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from moodboard.domain.file_names import file_name
from moodboard.domain.scrubber import Axis
from moodboard.domain.walk import FADE_MS, HOLD_MS, LARGEST_FILM, LAST_MS, LONGEST_SIDE, WalkKind, steps_of
from moodboard.ui import messages
from moodboard.ui.dialogs.export_controls import Segmented
from moodboard.ui.dialogs.export_dialog import default_folder
from moodboard.ui.dialogs.process_dialog import ProcessDialog, on_library

_WIDTH = 480
_SUFFIX = {WalkKind.MP4: ".mp4", WalkKind.WEBP: ".webp", WalkKind.PICTURES: ".png"}


class WalkDialog(ProcessDialog):
    """Choose the kind and the width; the export runs in a process of its own, and can be stopped."""

    def __init__(
        self, board_id: int, title: str, axis: Axis, dark: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Export the rewatches"), self.tr("Export…"), parent)
        self._board_id, self._title, self._axis, self._dark = board_id, title, axis, dark
        self.kind = WalkKind.MP4
        self.kinds = Segmented(
            self.tr("Kind"),
            (
                (WalkKind.MP4, self.tr("Film, MP4")),
                (WalkKind.WEBP, self.tr("Moving picture, WebP")),
                (WalkKind.PICTURES, self.tr("Pictures, PNG")),
            ),
            self,
        )
        self.kinds.set_chosen(self.kind)
        self.kinds.chosen.connect(self._on_kind)
        self.width_field = QSpinBox(self)
        self.width_field.setRange(320, LARGEST_FILM)
        self.width_field.setSingleStep(160)
        self.width_field.setValue(LONGEST_SIDE)
        self.width_field.setSuffix(" px")
        self.width_field.setToolTip(self.tr("How wide the picture is"))
        self.rows.addWidget(self._lead)
        self.rows.addWidget(self.kinds)
        self.rows.addLayout(self.labelled(self.tr("Width"), self.width_field))
        self.rows.addWidget(self._bar)
        self._tell()

    def choices(self) -> tuple[QWidget, ...]:
        """The kind and the width."""
        return (self.kinds, self.width_field)

    def _on_kind(self, kind: str) -> None:
        self.kind = WalkKind(kind)
        self._tell()

    def _tell(self) -> None:
        steps = steps_of(self._axis, self.kind is not WalkKind.PICTURES)
        if self.kind is WalkKind.PICTURES:
            words = self.tr(
                "%n picture(s), one for each watch during which you pinned something.", "", len(steps)
            )
        else:
            seconds = (len(steps) * (HOLD_MS + FADE_MS) + LAST_MS - HOLD_MS - FADE_MS) / 1000
            words = self.tr("The board grows watch by watch, {seconds} seconds long.").format(
                seconds=f"{seconds:.0f}"
            )
        self._lead.setText(words)

    def begin(self) -> None:
        """Ask for the name, and export."""
        suffix = _SUFFIX[self.kind]
        name = file_name(self._title, self.tr("Board"))
        to = messages.choose_save(
            self, self.tr("Export the rewatches"), default_folder() / (name + suffix), [f"*{suffix}"]
        )
        if to is None:
            return
        to = to if to.suffix.casefold() == suffix else to.with_name(to.name + suffix)
        said = on_library("export", f"#{self._board_id}", str(to), "--rewatches", "--progress")
        self.start([*said, "--width", str(self.width_field.value()), *["--dark"] * self._dark], to)
