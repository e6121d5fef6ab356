# SPDX-License-Identifier: GPL-3.0-or-later
"""The imports that were made: when, from where, what came; each can be taken back whole."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from moodboard.qt.jobs import Job, JobRunner
from moodboard.qt.table_rows import MUTED_ROLE, TableRows
from moodboard.services import importing
from moodboard.services.importing import ImportRun, Totals, UndoReport
from moodboard.ui import messages
from moodboard.ui.buttons import outline_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.importing.page import muted
from moodboard.ui.dialogs.importing.table import QuietTable
from moodboard.ui.dialogs.importing.words import service_name, things

_WIDTH, _HEIGHT = 820, 480


class ImportsModel(TableRows):
    """One import a row, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._heads = (
            self.tr("When"), self.tr("From"), self.tr("Files"), self.tr("Brought"), self.tr("Is"),
        )  # fmt: skip
        self._runs: tuple[ImportRun, ...] = ()

    def set_runs(self, runs: tuple[ImportRun, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._runs = runs
        self.endResetModel()

    def at(self, row: int) -> ImportRun | None:
        """The import in a row."""
        return self._runs[row] if 0 <= row < len(self._runs) else None

    def _count(self) -> int:
        return len(self._runs)

    def _words(self, row: int, column: int) -> str:
        run = self._runs[row]
        if column == 0:
            return when(run.at)
        if column == 3:
            return things(brought(run)) or self.tr("nothing")
        state = self.tr("stopped half way") if not run.finished else self.tr("in the library")
        if run.undone:
            state = self.tr("taken back")
        return ("", service_name(run.kind), run.source, "", state)[column]

    def _more(self, row: int, column: int, role: int) -> object:
        return column == 4 or bool(self._runs[row].undone) if role == MUTED_ROLE else None


class ImportsDialog(FormDialog):
    """The list, and the way back."""

    taken_back = Signal(object)
    """The ``Changes`` of an import that was undone."""

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Imports"), self.tr("Done"), parent)
        self._jobs = jobs
        width, height = _WIDTH, _HEIGHT
        if parent is not None:
            width = min(width, parent.window().width() - 48)
            height = min(height, parent.window().height() - 48)
        self.resize(width, height)
        self.sentence = muted(self.tr("Reading."), self)
        self.model = ImportsModel(self)
        self.table = QuietTable(self.model, self.tr("Imports"), (150, 110, 150, 0, 116), self)
        self.back_button = outline_button(
            self.tr("Take it back"), tip=self.tr("Take the chosen import back whole"), parent=self
        )
        self.back_button.setEnabled(False)
        self.rows.addWidget(self.sentence)
        self.rows.addWidget(self.table, 1)
        self.buttons.insertWidget(0, self.back_button)
        self.cancel_button.hide()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(1, 1)
        column.setStretch(3, 0)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_state())
        self.table.row_entered.connect(lambda _row: self.back_button.setFocus(Qt.FocusReason.TabFocusReason))
        self.back_button.clicked.connect(self._take_back)
        self._busy = False
        self._read()

    def _read(self) -> None:
        job = Job(lambda _report: importing.imports())
        job.succeeded.connect(self._on_read)
        job.failed.connect(self.show_error)
        self._jobs.start(job)

    def _on_read(self, runs: tuple[ImportRun, ...]) -> None:
        row = max(0, self.table.currentIndex().row())
        self.model.set_runs(runs)
        self.sentence.setText(
            self.tr("Taking one back removes what it brought; what you changed or built on since stays.")
            if runs
            else self.tr("Nothing was imported yet. Import… in the menu, or a drop on the window, does it.")
        )
        if runs:
            self.table.choose(min(row, len(runs) - 1))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_state()

    def _show_state(self) -> None:
        run = self.model.at(self.table.currentIndex().row())
        ready = run is not None and not run.undone and not self._busy
        self.back_button.setEnabled(ready)
        if run is not None and run.undone:
            self.back_button.setToolTip(self.tr("It is taken back already"))
        else:
            self.back_button.setToolTip(self.tr("Take the chosen import back whole"))

    def _take_back(self) -> None:
        run = self.model.at(self.table.currentIndex().row())
        if run is None or run.undone or self._busy:
            return
        question = self.tr("Take back the import of {when}?").format(when=when(run.at))
        detail = self.tr("{things} go. A backup is made first.").format(
            things=things(brought(run)) or self.tr("nothing")
        )
        if not messages.ask(self, question, self.tr("Take it back"), detail):
            return
        self._busy = True
        self._show_state()
        self.sentence.setText(self.tr("Taking it back."))
        self.clear_error()
        job = Job(lambda _report: importing.undo(run.id), writes=True)
        job.succeeded.connect(self._on_taken_back)
        job.failed.connect(self._on_failed)
        self._jobs.start(job)

    def _on_taken_back(self, undone: UndoReport) -> None:
        self._busy = False
        self.taken_back.emit(undone.changes)
        self._read()

    def _on_failed(self, sentence: str) -> None:
        self._busy = False
        self.show_error(sentence)
        self._read()


def brought(run: ImportRun) -> Totals:
    """Return what an import brought, as a count of things."""
    return Totals(films=run.films, watches=run.watches, lists=run.lists, stills=run.stills, boards=run.boards)


def when(at: str) -> str:
    """Return a moment of ISO 8601 in UTC as a date and time here."""
    moment = QDateTime.fromString(at[:19], Qt.DateFormat.ISODate)
    moment.setTimeZone(QTimeZone.utc())
    return QLocale().toString(moment.toLocalTime(), "d MMM yyyy, HH:mm")
