# SPDX-License-Identifier: GPL-3.0-or-later
"""The face of the export dialog: the preview at the left, the choices and the buttons at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from moodboard.qt.export_preview import Thumbnails
from moodboard.qt.fonts import ui_font
from moodboard.services.boards import OpenBoard
from moodboard.ui.buttons import fill_button, ghost_button, link_button, outline_button
from moodboard.ui.dialogs.base import Scrim, centre_over
from moodboard.ui.dialogs.export_controls import Progress
from moodboard.ui.dialogs.export_left_out import LeftOut
from moodboard.ui.dialogs.export_options import Options
from moodboard.ui.dialogs.export_panel import ExportPanel
from moodboard.ui.dialogs.export_preview import ExportPreview


class ExportForm(QDialog):
    """All that is seen; what it does is the dialog's."""

    def __init__(
        self,
        opened: OpenBoard,
        selection: tuple[str, ...],
        options: Options,
        thumbnails: Thumbnails,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._scrim: Scrim | None = None
        self.setWindowTitle(self.tr("Export “{title}”").format(title=opened.board.title))
        self.setModal(True)
        self.setMinimumSize(820, 600)
        self.resize(QSize(1020, 780).boundedTo(self.screen().availableSize() - QSize(0, 40)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(thumbnails), 26)
        row.addWidget(self._right(options, selection), 25)

    def _left(self, thumbnails: Thumbnails) -> QWidget:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.preview = ExportPreview(thumbnails, left)
        self.left_out = LeftOut(thumbnails, left)
        column.addWidget(self.preview, 1)
        column.addWidget(self.left_out)
        return left

    def _right(self, options: Options, selection: tuple[str, ...]) -> QWidget:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(36, 24, 36, 24)
        column.setSpacing(12)
        top = QHBoxLayout()
        heading = QLabel(self.windowTitle(), right)
        heading.setFont(ui_font("dialog"))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        self.close_button = ghost_button(icon="close", tip=self.tr("Close (Esc)"), parent=right)
        top.addWidget(heading, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        self.panel = ExportPanel(self._opened, selection, options, right)
        scroll = QScrollArea(right)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setProperty("plain", True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(self.panel)
        self.panel.setAutoFillBackground(False)
        column.addWidget(scroll, 1)
        self._add_sentences(column, right)
        column.addLayout(self._bottom(right))
        return right

    def _add_sentences(self, column: QVBoxLayout, parent: QWidget) -> None:
        self.size_said = QLabel(parent)
        self.size_said.setFont(ui_font("body-strong"))
        self.fit_said = QLabel(parent)
        self.fit_said.setFont(ui_font("small"))
        self.fit_said.setProperty("role", "muted")
        self.fit_said.setWordWrap(True)
        self.error_said = QLabel(parent)
        self.error_said.setProperty("role", "error")
        self.error_said.setWordWrap(True)
        self.error_said.hide()
        self.progress = Progress(self.tr("Export"), parent)
        self.step_said = QLabel(parent)
        self.step_said.setFont(ui_font("small"))
        self.step_said.setProperty("role", "muted")
        self.saved_said = QLabel(self.tr("Saved."), parent)
        self.saved_said.setFont(ui_font("body-strong"))
        self.show_link = link_button(self.tr("Show in folder"), parent=parent)
        saved = QHBoxLayout()
        saved.setSpacing(8)
        saved.addWidget(self.saved_said)
        saved.addWidget(self.show_link)
        saved.addStretch(1)
        column.addWidget(self.size_said)
        column.addWidget(self.fit_said)
        column.addWidget(self.error_said)
        column.addWidget(self.progress)
        column.addWidget(self.step_said)
        column.addLayout(saved)
        hidden: tuple[QWidget, ...] = (self.progress, self.step_said, self.saved_said, self.show_link)
        for widget in hidden:
            widget.hide()

    def _bottom(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.folder_link = link_button("", self.tr("Choose another folder"), parent)
        self.copy_button = ghost_button(
            self.tr("Copy"), "copy", self.tr("Copy the picture to the clipboard"), parent
        )
        self.cancel_button = outline_button(self.tr("Cancel"), tip=self.tr("Cancel (Esc)"), parent=parent)
        self.export_button = fill_button(self.tr("Export"), tip=self.tr("Export (Enter)"), parent=parent)
        row.addWidget(self.folder_link)
        row.addStretch(1)
        for button in (self.copy_button, self.cancel_button, self.export_button):
            row.addWidget(button)
        return row

    def _say_error(self, sentence: str) -> None:
        self.error_said.setText(sentence)
        self.error_said.setVisible(bool(sentence))

    def showEvent(self, event: QShowEvent) -> None:
        """Dim the window behind."""
        super().showEvent(event)
        parent = self.parentWidget()
        if self._scrim is None and parent is not None:
            self._scrim = Scrim(parent.window())
            centre_over(self, parent.window())

    def done(self, result: int) -> None:
        """Light again."""
        if self._scrim is not None:
            self._scrim.lift()
            self._scrim = None
        super().done(result)
