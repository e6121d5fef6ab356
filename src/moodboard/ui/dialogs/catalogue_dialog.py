# SPDX-License-Identifier: GPL-3.0-or-later
"""The film catalogue: what it is, where its files are to be had, make it, remove it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from moodboard.domain.catalogue import ATTRIBUTION, SITE, CatalogueReport, CatalogueStatus, Table
from moodboard.domain.dates import full, parse_edtf
from moodboard.domain.errors import KnownError
from moodboard.qt.fonts import ui_font
from moodboard.services import catalogue
from moodboard.ui import messages
from moodboard.ui.buttons import link_button, outline_button
from moodboard.ui.catalogue_control import CatalogueControl
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_controls import Progress

_WIDTH = 540
_MB = 1_000_000


class CatalogueDialog(FormDialog):
    """Show what there is and how far a new one is."""

    def __init__(self, control: CatalogueControl, parent: QWidget | None = None) -> None:
        super().__init__(control.tr("Film catalogue"), control.tr("Choose files…"), parent)
        self._control = control
        self.setMinimumWidth(_WIDTH)
        self.setAcceptDrops(True)
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setAccessibleName(self.tr("Close"))
        self.cancel_button.setToolTip(self.tr("Close (Esc)"))
        self.folder_button = link_button(
            self.tr("Choose a folder…"), self.tr("Choose the folder that holds the files"), self
        )
        self.folder_button.clicked.connect(self._choose_folder)
        self.stop_button = outline_button(self.tr("Stop"), parent=self)
        self.stop_button.setToolTip(self.tr("Stop; with the same files it goes on from here"))
        self.stop_button.clicked.connect(control.stop)
        self.remove_button = link_button(self.tr("Remove"), self.tr("Remove the catalogue"), self)
        self.remove_button.clicked.connect(self._remove)
        self.state = self._label("lead", "")
        self.detail = self._label("small", "muted")
        self._bar = Progress(self.tr("Making the film catalogue"), self)
        self._lay_out()
        control.began.connect(self._show_all)
        control.progressed.connect(self._on_progress)
        control.made.connect(self._on_made)
        control.failed.connect(self._on_failed)
        control.stopped.connect(self._on_stopped)
        self._show_all()

    def _label(self, font: str, role: str, words: str = "") -> QLabel:
        label = QLabel(words, self)
        label.setFont(ui_font(font))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        return label

    def _lay_out(self) -> None:
        what = self.tr(
            "A list of over a million films on this computer: with it a title completes as you type, and "
            "brings its year, directors and runtime. It works without any network."
        )
        how = self.tr(
            "Download title.basics.tsv.gz from {site}, and for the directors title.crew.tsv.gz and "
            "name.basics.tsv.gz. With title.ratings.tsv.gz, too, the films that most people know come "
            "first. Then choose the files here, or drop them."
        ).format(site=SITE)
        for words in (what, how):
            self.rows.addWidget(self._label("body", "muted", words))
        self.rows.addSpacing(4)
        self.rows.addWidget(self.state)
        self.rows.addWidget(self._bar)
        self.rows.addWidget(self.detail)
        self.rows.addWidget(self._label("small", "muted", self.tr(ATTRIBUTION)))
        left = QHBoxLayout()
        left.setSpacing(12)
        for button in (self.remove_button, self.stop_button):
            left.addWidget(button)
        self.buttons.insertLayout(0, left)
        self.buttons.insertWidget(self.buttons.indexOf(self.cancel_button), self.folder_button)

    # -- what was asked for ----------------------------------------------------------------------

    def keep(self) -> None:
        """Choose the files."""
        if self._control.is_running:
            return
        kinds = [self.tr("IMDb’s tables (*.tsv.gz *.tsv)"), self.tr("All files (*)")]
        paths = messages.choose_files(self, self.tr("Files of IMDb"), kinds)
        if paths:
            self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Make the catalogue of these."""
        self.clear_error()
        if self._control.is_running:
            self.show_error(self.tr("One is being made. Stop it first, or wait until it is done."))
            return
        self._control.start(paths)

    def _choose_folder(self) -> None:
        folder = messages.choose_folder(self, self.tr("Folder with IMDb’s files"))
        if folder is not None:
            self.take([folder])

    def _remove(self) -> None:
        question = self.tr("Remove the film catalogue?")
        stays = self.tr("The films that you added stay as they are.")
        if not messages.ask(self, question, self.tr("Remove"), stays):
            return
        self.clear_error()
        try:
            catalogue.remove()
        except KnownError as error:
            self.show_error(str(error))
        self._show_all()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin with them."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.take(paths)

    # -- what is shown ---------------------------------------------------------------------------

    def _show_all(self) -> None:
        running = self._control.is_running
        try:
            status = catalogue.status()
            broken = ""
        except KnownError as error:
            status, broken = CatalogueStatus(), str(error)
        there = bool(status.made or status.unfinished or broken)
        self.state.setText(self.tr("Making the catalogue…") if running else broken or self._said(status))
        self.detail.setText(self._told(status, running))
        self.detail.setVisible(bool(self.detail.text()))
        self._bar.setVisible(running)
        self._bar.set_part(self._control.part)
        self.stop_button.setVisible(running)
        self.remove_button.setVisible(there and not running)
        self.keep_button.setEnabled(not running)
        self.folder_button.setEnabled(not running)
        if running and self.focusWidget() in (None, self.keep_button, self.folder_button):
            self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not running and self.focusWidget() in (None, self.stop_button, self.remove_button):
            self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Be as tall as the words need at this width: the size that Qt proposes is for a narrower one."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _said(self, status: CatalogueStatus) -> str:
        if not status.made:
            return self.tr("There is none yet.")
        if Table.BASICS not in status.tables:
            return self.tr("It has no titles yet: give title.basics.tsv.gz, too.")
        return self.tr("{n} films").format(n=f"{status.films:,}")

    def _told(self, status: CatalogueStatus, running: bool) -> str:
        if running:
            return self.tr("You may close this: it goes on, and what is there works until it is done.")
        parts = []
        if status.made:
            day = full(parse_edtf(status.made[:10]))
            words = self.tr("Made on {day}, {size} MB on the disk.")
            parts.append(words.format(day=day, size=f"{max(1, round(status.size / _MB)):,}"))
            if Table.BASICS in status.tables and not {Table.CREW, Table.NAMES} <= set(status.tables):
                parts.append(self.tr("Without directors: title.crew and name.basics are missing."))
        if status.unfinished:
            parts.append(self.tr("A making was stopped; choose the same files, and it goes on there."))
        return " ".join(parts)

    def _on_progress(self, part: float) -> None:
        self._bar.set_part(part)
        percent = self.tr("Making the catalogue… {percent} %").format(percent=int(part * 100))
        if percent != self.state.text():
            self.state.setText(percent)

    def _on_made(self, report: CatalogueReport) -> None:
        self._show_all()
        problems = list(report.problems)
        if report.unreadable:
            problems.append(self.tr("%n row(s) could not be read and were left out.", "", report.unreadable))
        if problems:
            self.show_error(" ".join(problems))

    def _on_failed(self, sentence: str) -> None:
        self._show_all()
        self.show_error(sentence)

    def _on_stopped(self) -> None:
        self._show_all()
