# SPDX-License-Identifier: GPL-3.0-or-later
"""Export a board through its rewatches: a film, a moving picture, or one picture for each watch."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from moodboard.domain.scrubber import Axis
from moodboard.domain.walk import FADE_MS, HOLD_MS, LARGEST_FILM, LAST_MS, LONGEST_SIDE, WalkKind, steps_of
from moodboard.qt.fonts import ui_font
from moodboard.services import library
from moodboard.ui import messages
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_controls import Progress, Segmented
from moodboard.ui.dialogs.export_dialog import default_folder
from moodboard.ui.dialogs.export_process import ExportProcess

_WIDTH = 480
_SUFFIX = {WalkKind.MP4: ".mp4", WalkKind.WEBP: ".webp", WalkKind.PICTURES: ".png"}


class WalkDialog(FormDialog):
    """Choose the kind and the width; the export runs in a process of its own, and can be stopped."""

    def __init__(
        self, board_id: int, title: str, axis: Axis, dark: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Export the rewatches"), self.tr("Export…"), parent)
        self.setMinimumWidth(_WIDTH)
        self._board_id, self._title, self._axis, self._dark = board_id, title, axis, dark
        self._target: Path | None = None
        self.kind = WalkKind.MP4
        self._lead = QLabel(self)
        self._lead.setFont(ui_font("lead"))
        self._lead.setWordWrap(True)
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
        self._bar = Progress(self.tr("Progress"), self)
        self._bar.hide()
        self.show_link = link_button(self.tr("Show in folder"), self.tr("Show the file in its folder"), self)
        self.show_link.hide()
        self.show_link.clicked.connect(self._show_folder)
        self.rows.addWidget(self._lead)
        self.rows.addWidget(self.kinds)
        self.rows.addLayout(self.labelled(self.tr("Width"), self.width_field))
        self.rows.addWidget(self._bar)
        self.buttons.insertWidget(0, self.show_link)
        self._process = ExportProcess(self)
        self._process.progressed.connect(lambda done, total: self._bar.set_part(done / max(1, total)))
        self._process.succeeded.connect(self._on_saved)
        self._process.failed.connect(self._on_failed)
        self._process.cancelled.connect(lambda: self._set_busy(False))
        self._tell()

    def words(self) -> str:
        """The sentence that says what will be written."""
        return self._lead.text()

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

    def keep(self) -> None:
        """Ask for the name, and export; afterwards the same button closes."""
        if self._process.is_running:
            return
        if self._target is not None and not self.show_link.isHidden():
            self.accept()
            return
        suffix = _SUFFIX[self.kind]
        name = re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", self._title).strip() or self.tr("Board")
        to = messages.choose_save(
            self, self.tr("Export the rewatches"), default_folder() / (name + suffix), [f"*{suffix}"]
        )
        if to is not None:
            self._start(to if to.suffix.casefold() == suffix else to.with_name(to.name + suffix))

    def _start(self, to: Path) -> None:
        self._target = to
        self.clear_error()
        self._set_busy(True)
        said = ["--library", str(library.folder()), "export", f"#{self._board_id}", str(to), "--rewatches"]
        said += ["--progress", "--width", str(self.width_field.value())]
        self._process.start([sys.executable, "-m", "moodboard"], said + ["--dark"] * self._dark, to)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.kinds, self.width_field, self.keep_button):
            widget.setEnabled(not busy)
        self._bar.setVisible(busy)
        self._bar.set_part(0.0)
        if busy:
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Stop what runs; no file is left. Else close."""
        if self._process.is_running:
            self._process.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and leave no process behind."""
        self._process.stop_now()
        super().done(result)

    def _on_saved(self, _said: str) -> None:
        self._set_busy(False)
        assert self._target is not None
        self._lead.setText(self.tr("Saved {name}.").format(name=self._target.name))
        self.show_link.show()
        self.cancel_button.hide()
        self.keep_button.setText(self.tr("Done"))
        self.keep_button.setAccessibleName(self.tr("Done"))
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, sentence: str) -> None:
        self._set_busy(False)
        self.show_error(sentence)

    def _show_folder(self) -> None:
        if self._target is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))
