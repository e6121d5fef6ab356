# SPDX-License-Identifier: GPL-3.0-or-later
"""Which folder is watched for screenshots, if any."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.ui import messages
from moodboard.ui.buttons import link_button, outline_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_controls import Tick


class ScreenshotsDialog(FormDialog):
    """Offer the folders that computers and players use, and any other."""

    watch_requested = Signal(object, bool)
    """The folder, and whether pictures whose names tell nothing are left alone."""
    stop_requested = Signal()

    def __init__(
        self,
        folders: tuple[Path, ...],
        watched: Path | None,
        told_only: bool,
        parent: QWidget | None = None,
    ) -> None:
        heading = QCoreApplication.translate("ScreenshotsDialog", "Watch a folder for screenshots")
        super().__init__(heading, QCoreApplication.translate("ScreenshotsDialog", "Watch it"), parent)
        self.what = QLabel(
            self.tr(
                "Whatever comes into the folder from now on is kept as a shot. Its name tells the film and "
                "the time, as mpv, VLC and other players write it; the line said there comes along when the "
                "film’s subtitles are known. The files themselves stay where they are."
            ),
            self,
        )
        self.what.setWordWrap(True)
        self.what.setProperty("role", "muted")
        self.field = QComboBox(self)
        self.field.setMinimumContentsLength(34)
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choose_button = outline_button(
            self.tr("Choose…"), "folder", self.tr("Choose another folder"), self
        )
        self.choose_button.clicked.connect(self._choose)
        self.told = Tick(self.tr("Leave pictures alone whose names tell neither film nor time"), self)
        self.told.setChecked(told_only)
        self.stop_button = link_button(
            self.tr("Stop watching"), self.tr("Take in nothing by itself any more"), self
        )
        self.stop_button.clicked.connect(self._stop)
        self.stop_button.setVisible(watched is not None)
        self._lay_out(folders, watched)

    def _lay_out(self, folders: tuple[Path, ...], watched: Path | None) -> None:
        for folder in dict.fromkeys((*([watched] if watched is not None else ()), *folders)):
            self._offer(folder)
        self.field.setCurrentIndex(0 if self.field.count() else -1)
        self.field.setPlaceholderText(self.tr("No folder chosen"))
        self.rows.addWidget(self.what)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.choose_button)
        label = QLabel(self.tr("Folder"), self)
        label.setFont(ui_font("small"))
        label.setProperty("role", "muted")
        label.setBuddy(self.field)
        self.field.setAccessibleName(self.tr("Folder"))
        self.rows.addWidget(label)
        self.rows.addLayout(row)
        self.rows.addWidget(self.told)
        self.buttons.insertWidget(0, self.stop_button)
        if watched is not None:
            self.keep_button.setText(self.tr("Watch this one"))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setMinimumWidth(520)

    def folder(self) -> Path | None:
        """The folder that is chosen."""
        chosen = self.field.currentData()
        return Path(chosen) if chosen else None

    def keep(self) -> None:
        """Watch the folder."""
        folder = self.folder()
        if folder is None:
            self.show_error(self.tr("Choose a folder first."), self.field)
            return
        self.watch_requested.emit(folder, self.told.isChecked())
        self.accept()

    def _offer(self, folder: Path) -> int:
        try:
            words = f"~/{folder.relative_to(Path.home()).as_posix()}"
        except (ValueError, RuntimeError):
            words = str(folder)
        self.field.addItem(words, str(folder))
        self.field.setItemData(self.field.count() - 1, str(folder), Qt.ItemDataRole.ToolTipRole)
        return self.field.count() - 1

    def _choose(self) -> None:
        start = self.folder()
        chosen = messages.choose_folder(self, self.tr("Watch this folder"), str(start or ""))
        if chosen is None:
            return
        there = self.field.findData(str(chosen))
        self.field.setCurrentIndex(there if there >= 0 else self._offer(chosen))
        self.clear_error(self.field)

    def _stop(self) -> None:
        self.stop_requested.emit()
        self.accept()
