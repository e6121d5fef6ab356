# SPDX-License-Identifier: GPL-3.0-or-later
"""Send a board to a friend: say what goes along, then name the file."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from moodboard.domain import board_file
from moodboard.domain.board import PinKind
from moodboard.domain.board_file import Along, SentBoard
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import boards, sending
from moodboard.ui import messages
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.export_controls import Progress, Tick

_WIDTH = 500


class SendDialog(FormDialog):
    """Pictures and lines go; what you wrote for yourself goes when it is ticked."""

    sent = Signal(object)
    """The ``Path`` of the file that was written."""

    def __init__(self, board_id: int, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Send the board"), self.tr("Save the file…"), parent)
        self.setMinimumWidth(_WIDTH)
        self._board_id, self._jobs = board_id, jobs
        self._whole = sending.whole(boards.open_board(board_id))
        self._job: Job | None = None
        self._lead = QLabel(self)
        self._lead.setFont(ui_font("lead"))
        self._lead.setWordWrap(True)
        self._lead.setTextFormat(Qt.TextFormat.PlainText)
        self.watches = Tick(self.tr("Your watches and ratings of its film"), self)
        self.people = Tick(self.tr("With whom you saw it, and where"), self)
        self.notes = Tick(self._notes_words(), self)
        self._detail = QLabel(self)
        self._detail.setFont(ui_font("small"))
        self._detail.setProperty("role", "muted")
        self._detail.setWordWrap(True)
        self._bar = Progress(self.tr("Progress"), self)
        self._bar.hide()
        for widget in (self._lead, self.watches, self.people, self.notes, self._detail, self._bar):
            self.rows.addWidget(widget)
        for tick in (self.watches, self.people, self.notes):
            tick.toggled.connect(self._on_ticked)
        self.watches.setEnabled(bool(self._whole.watches))
        self._on_ticked()

    def along(self) -> Along:
        """What goes along."""
        return Along(
            watches=self.watches.isChecked(),
            people=self.watches.isChecked() and self.people.isChecked(),
            notes=self.notes.isChecked(),
        )

    def words(self) -> str:
        """The sentence that says what goes."""
        return self._lead.text()

    def _notes_words(self) -> str:
        notes = sum(pin.kind is PinKind.NOTE for pin in self._whole.pins)
        if notes:
            return self.tr("Your notes, %n of them on the board", "", notes)
        return self.tr("Your notes and feelings")

    def _on_ticked(self) -> None:
        self.people.setEnabled(self.watches.isChecked())
        sent = board_file.packed(self._whole, self.along())
        self._lead.setText(
            self.tr("{pictures} and {lines} go in one file that any Moodboard opens.").format(
                pictures=self.tr("%n picture(s)", "", len({still.picture for still in sent.stills})),
                lines=self.tr("%n line(s)", "", len(sent.lines)),
            )
        )
        self._detail.setText(self._staying(sent))

    def _staying(self, sent: SentBoard) -> str:
        hidden = sum(pin.hidden for pin in self._whole.pins)
        if hidden:
            return self.tr("%n hidden pin(s) stay here, and so does all that is not ticked.", "", hidden)
        if not any((self.watches.isChecked(), self.notes.isChecked())):
            return self.tr("Your diary stays here.")
        return self.tr("What is not ticked stays here.")

    def keep(self) -> None:
        """Ask for the file's name, and write it."""
        if self._job is not None:
            return
        name = re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", self._whole.board.title).strip() or self.tr("Board")
        to = messages.choose_save(
            self,
            self.tr("Send the board"),
            name + board_file.SUFFIX,
            [self.tr("Boards (*{suffix})").format(suffix=board_file.SUFFIX)],
        )
        if to is None:
            return
        if to.suffix.casefold() != board_file.SUFFIX:
            to = to.with_name(to.name + board_file.SUFFIX)
        self._write(to)

    def _write(self, to: Path) -> None:
        along, board_id = self.along(), self._board_id
        self.clear_error()
        self._job = Job(lambda report: sending.send(board_id, to, along, report))
        self._job.progressed.connect(lambda done, total: self._bar.set_part(done / max(1, total)))
        self._job.succeeded.connect(lambda _sent: self._on_sent(to))
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_stopped)
        for tick in (self.watches, self.people, self.notes, self.keep_button):
            tick.setEnabled(False)
        self._bar.show()
        self._jobs.start(self._job)

    def reject(self) -> None:
        """Stop what is being written; no file is left."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _on_sent(self, to: Path) -> None:
        self.sent.emit(to)
        self.accept()

    def _on_failed(self, sentence: str) -> None:
        self._on_stopped()
        self.show_error(sentence)

    def _on_stopped(self) -> None:
        self._job = None
        self._bar.hide()
        self.keep_button.setEnabled(True)
        self.watches.setEnabled(bool(self._whole.watches))
        self.notes.setEnabled(True)
        self._on_ticked()
