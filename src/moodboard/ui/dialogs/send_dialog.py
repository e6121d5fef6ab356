# SPDX-License-Identifier: GPL-3.0-or-later
"""Send a board to a friend: for their Moodboard or for any browser; say what goes along, name the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from moodboard.domain import board_file
from moodboard.domain.board import PinKind
from moodboard.domain.board_file import Along, SentBoard
from moodboard.domain.export import ExportPlan, ExportRequest, Format, Mode
from moodboard.domain.file_names import file_name
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import boards, exporting, library, sending
from moodboard.ui import messages
from moodboard.ui.dialogs import export_options
from moodboard.ui.dialogs.export_controls import Segmented, Tick
from moodboard.ui.dialogs.process_dialog import ProcessDialog

BOARD, PAGE = "board", "page"
PAGE_SUFFIX = ".html"
_WIDTH = 500


class SendDialog(ProcessDialog):
    """Pictures and lines go; what you wrote for yourself goes when it is ticked."""

    sent = Signal(object)
    """The ``Path`` of the file that was written."""

    def __init__(
        self, board_id: int, jobs: JobRunner, parent: QWidget | None = None, dark: bool = False
    ) -> None:
        super().__init__(self.tr("Send the board"), self.tr("Save the file…"), parent, _WIDTH)
        self._board_id, self._jobs, self._dark = board_id, jobs, dark
        self._whole = sending.whole(boards.open_board(board_id))
        self._job: Job | None = None
        self._measuring: Job | None = None
        self.kind = BOARD
        self._build()
        self._connect()
        self.watches.setEnabled(bool(self._whole.watches))
        self._on_ticked()

    def _build(self) -> None:
        self.kinds = Segmented(
            self.tr("For whom"),
            ((BOARD, self.tr("For Moodboard")), (PAGE, self.tr("For any browser"))),
            self,
        )
        self.kinds.set_chosen(self.kind)
        self.watches = Tick(self.tr("Your watches and ratings of its film"), self)
        self.people = Tick(self.tr("With whom you saw it, and where"), self)
        self.notes = Tick(self._notes_words(), self)
        self._detail = QLabel(self)
        self._detail.setFont(ui_font("small"))
        self._detail.setProperty("role", "muted")
        self._size = QLabel(self)
        self._size.setFont(ui_font("body-strong"))
        for label in (self._detail, self._size):
            label.setWordWrap(True)
        ticks: tuple[QWidget, ...] = (self.watches, self.people, self.notes)
        for widget in (self.kinds, self._lead, *ticks, self._detail, self._size, self._bar):
            self.rows.addWidget(widget)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kind)
        for tick in (self.watches, self.people, self.notes):
            tick.toggled.connect(self._on_ticked)

    def along(self) -> Along:
        """What goes along."""
        return Along(
            watches=self.watches.isChecked(),
            people=self.watches.isChecked() and self.people.isChecked(),
            notes=self.notes.isChecked(),
        )

    def choices(self) -> tuple[QWidget, ...]:
        """For whom, and what goes along."""
        return (self.kinds, self.watches, self.people, self.notes)

    def _notes_words(self) -> str:
        notes = sum(pin.kind is PinKind.NOTE for pin in self._whole.pins)
        if notes:
            return self.tr("Your notes, %n of them on the board", "", notes)
        return self.tr("Your notes and feelings")

    def _on_ticked(self) -> None:
        self.people.setEnabled(self.watches.isChecked())
        sent = board_file.packed(self._whole, self.along())
        if self.kind == PAGE:
            said = self.tr("{pictures} and {lines} go in one page that any phone shows.")
        else:
            said = self.tr("{pictures} and {lines} go in one file that any Moodboard opens.")
        self._lead.setText(
            said.format(
                pictures=self.tr("%n picture(s)", "", len({still.picture for still in sent.stills})),
                lines=self.tr("%n line(s)", "", len(sent.lines)),
            )
        )
        self._detail.setText(self._staying(sent))
        self._measure()
        room = self.width() - self.contentsMargins().left() - self.contentsMargins().right()
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():  # a sentence may need a row more now
            self.setMinimumHeight(layout.totalHeightForWidth(room))

    def _on_kind(self, kind: str) -> None:
        self.kind = kind
        self._on_ticked()

    def request(self) -> ExportRequest:
        """The page that would be written."""
        along = self.along()
        return ExportRequest(
            self._board_id,
            Format.HTML,
            mode=Mode.AS_LAID_OUT,
            notes=along.notes,
            along=along,
            dark=self._dark,
        )

    def _measure(self) -> None:
        """Tell how large the page will be, as soon as that is known."""
        self._size.setVisible(self.kind == PAGE)
        self._size.setText(self.tr("One page"))
        if self._measuring is not None:
            self._measuring.cancel()
        if self.kind != PAGE:
            return
        request = self.request()
        self._measuring = Job(lambda _report: exporting.plan(request))
        self._measuring.succeeded.connect(self._on_measured)
        self._jobs.start(self._measuring)

    def _on_measured(self, plan: ExportPlan) -> None:
        if self._measuring is not None:
            self._size.setText(export_options.page_sentence(plan.estimated_bytes))

    def _staying(self, sent: SentBoard) -> str:
        hidden = sum(pin.hidden for pin in self._whole.pins)
        if hidden:
            return self.tr("%n hidden pin(s) stay here, and so does all that is not ticked.", "", hidden)
        if not any((self.watches.isChecked(), self.notes.isChecked())):
            return self.tr("Your diary stays here.")
        return self.tr("What is not ticked stays here.")

    def begin(self) -> None:
        """Ask for the file's name, and write it."""
        if self._job is not None:
            return
        suffix = PAGE_SUFFIX if self.kind == PAGE else board_file.SUFFIX
        files = self.tr("Pages (*{suffix})") if self.kind == PAGE else self.tr("Boards (*{suffix})")
        name = file_name(self._whole.board.title, self.tr("Board"))
        to = messages.choose_save(
            self,
            self.tr("Send the board"),
            name + suffix,
            [files.format(suffix=suffix)],
        )
        if to is None:
            return
        if to.suffix.casefold() not in (suffix, ".htm" if self.kind == PAGE else suffix):
            to = to.with_name(to.name + suffix)
        if self.kind == PAGE:
            self.start(export_options.arguments_of(self.request(), to, library.folder()), to)
        else:
            self._write(to)

    def _write(self, to: Path) -> None:
        self.clear_error()
        self.set_busy(True)
        along, board_id = self.along(), self._board_id
        self._job = Job(lambda report: sending.send(board_id, to, along, report))
        self._job.progressed.connect(self._on_progress)
        self._job.succeeded.connect(lambda _sent: self._on_sent(to))
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_stopped)
        self._jobs.start(self._job)

    def reject(self) -> None:
        """Stop what is being written; no file is left."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def done(self, result: int) -> None:
        """Close, and leave no process behind."""
        if self._measuring is not None:
            self._measuring.cancel()
            self._measuring = None
        super().done(result)

    def _on_saved(self, said: str) -> None:
        self._on_sent(self.targets[0])

    def _on_sent(self, to: Path) -> None:
        self.sent.emit(to)
        self.accept()

    def _on_stopped(self) -> None:
        self._job = None
        super()._on_stopped()
        self.watches.setEnabled(bool(self._whole.watches))
        self._on_ticked()
