# SPDX-License-Identifier: GPL-3.0-or-later
"""What dialogs have in common that write a file through our own command line: progress, stop, done."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from moodboard.qt import file_manager
from moodboard.qt.fonts import ui_font
from moodboard.services import library
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_controls import Progress
from moodboard.ui.dialogs.export_process import ExportProcess

WIDTH = 480


def on_library(*said: str) -> list[str]:
    """Return a command and its words, for the library that is open."""
    return ["--library", str(library.folder()), *said]


class ProcessDialog(FormDialog):
    """Say what will be written; write it in a process that can be stopped; say where it is."""

    def __init__(self, heading: str, deed: str, parent: QWidget | None = None, width: int = WIDTH) -> None:
        super().__init__(heading, deed, parent)
        self.setMinimumWidth(width)
        self.targets: tuple[Path, ...] = ()
        self._is_saved = False
        self._lead = QLabel(self)
        self._lead.setFont(ui_font("lead"))
        self._lead.setTextFormat(Qt.TextFormat.PlainText)
        self._lead.setWordWrap(True)
        self._bar = Progress(self.tr("Progress"), self)
        self._bar.hide()
        self.show_link = link_button(self.tr("Show in folder"), self.tr("Show it in its folder"), self)
        self.show_link.hide()
        self.show_link.clicked.connect(self._show_targets)
        self.buttons.insertWidget(0, self.show_link)
        self._process = ExportProcess(self)
        self._process.progressed.connect(self._on_progress)
        self._process.succeeded.connect(self._on_saved)
        self._process.failed.connect(self._on_failed)
        self._process.cancelled.connect(self._on_stopped)

    # -- what those who inherit it say ---------------------------------------------------------------

    def begin(self) -> None:
        """Ask for the file's name, and write it."""
        raise NotImplementedError

    def choices(self) -> Sequence[QWidget]:
        """Return what rests while it works."""
        return ()

    def saved_words(self, said: str) -> str:
        """Return the sentence at the end; ``said`` is what the command had to say."""
        words = self.tr("Saved {name}.").format(name=self.targets[0].name)
        return f"{words} {said}".strip()

    # -- the work ------------------------------------------------------------------------------------

    def words(self) -> str:
        """The sentence that is shown."""
        return self._lead.text()

    def start(self, said: Sequence[str], *targets: Path) -> None:
        """Run one of our commands, which writes these files."""
        self.targets = targets
        self.clear_error()
        self.set_busy(True)
        self._process.start([sys.executable, "-m", "moodboard"], said, *targets)

    def keep(self) -> None:
        """Begin; afterwards the same button closes."""
        if self._process.is_running:
            return
        if self._is_saved:
            self.accept()
        else:
            self.begin()

    def set_busy(self, busy: bool) -> None:
        """Show that it works, or that it does not any more."""
        for widget in (*self.choices(), self.keep_button):
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

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.set_part(done / max(1, total))

    def _on_stopped(self) -> None:
        self.set_busy(False)

    def _on_failed(self, sentence: str) -> None:
        self._on_stopped()
        self.show_error(sentence)

    def _on_saved(self, said: str) -> None:
        self.set_busy(False)
        self._is_saved = True
        for widget in self.choices():
            widget.setEnabled(False)
        self._lead.setText(self.saved_words(said))
        self.show_link.show()
        self.cancel_button.hide()
        self.keep_button.setText(self.tr("Done"))
        self.keep_button.setAccessibleName(self.tr("Done"))
        self.keep_button.setToolTip(self.tr("Done (Enter)"))
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_targets(self) -> None:
        if self.targets:
            file_manager.show_in_folder(self.targets[0])
