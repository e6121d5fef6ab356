# SPDX-License-Identifier: GPL-3.0-or-later
"""Find the film files of a folder: how many are films of the library, and which films the unsure ones are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from moodboard.domain.changes import Changes
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import film_folder
from moodboard.services.film_folder import Doubt, FilmFolder
from moodboard.ui import messages
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog

_WIDTH = 560
_MOST_ASKED = 200
_LIST_HEIGHT = 260


class FilmFolderDialog(FormDialog):
    """Choose a folder, look through it, and remember what was found."""

    remembered = Signal(object, int)
    """What changed, and how many films have a file now."""
    folder_chosen = Signal(object)

    def __init__(self, jobs: JobRunner, start: str, parent: QWidget | None = None) -> None:
        heading = QCoreApplication.translate("FilmFolderDialog", "Find my film files")
        super().__init__(heading, QCoreApplication.translate("FilmFolderDialog", "Choose a folder…"), parent)
        self._jobs, self._start = jobs, start
        self._job: Job | None = None
        self.found: FilmFolder | None = None
        self._fields: list[tuple[Doubt, QComboBox]] = []
        self._writing = False
        self.what = self._label("body", "muted")
        self.told = self._label("lead", "")
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Files that may be one of several films"))
        self.area.hide()
        self.other_button = link_button(
            self.tr("Another folder…"), self.tr("Look through another folder"), self
        )
        self.other_button.clicked.connect(self.choose)
        self.other_button.hide()
        for widget in (self.what, self.told, self.area):
            self.rows.addWidget(widget)
        self.buttons.insertWidget(0, self.other_button)
        self.setMinimumWidth(_WIDTH)
        self.what.setText(
            self.tr(
                "Choose the folder that your films are in. They are told by their names alone: no file is "
                "opened, and none is changed. A film whose file is known opens where a shot of it is from."
            )
        )
        self.told.hide()
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _label(self, font: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setFont(ui_font(font))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        return label

    # -- looking -------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Choose the folder, or remember what was found in it."""
        if self._job is not None:
            return
        if self.found is None or not (self.found.sure or self.found.unsure):
            self.choose()
        else:
            self._remember(self.found)

    def choose(self) -> None:
        """Ask for the folder."""
        chosen = messages.choose_folder(self, self.tr("The folder of your films"), self._start)
        if chosen is not None:
            self.look(chosen)

    def look(self, folder: Path) -> None:
        """Look through a folder."""
        self._stop()
        self._start = str(folder)
        self.folder_chosen.emit(folder)
        self.clear_error()
        self.area.hide()
        self.what.setText(str(folder))
        self._say(self.tr("Looking…"))
        job = self._begin(Job(lambda report: film_folder.scan(folder, report)))
        job.progressed.connect(self._on_step)
        job.succeeded.connect(self._on_found)
        self._jobs.start(job)

    def _begin(self, job: Job) -> Job:
        self._job = job
        self.keep_button.setEnabled(False)
        self.other_button.hide()
        self.cancel_button.setText(self.tr("Stop"))
        job.failed.connect(self.show_error)
        job.cancelled.connect(self._on_stopped)
        job.finished.connect(self._on_finished)
        return job

    def _on_step(self, done: int, total: int) -> None:
        if total:
            self._say(self.tr("{done:,} of {total:,}").format(done=done, total=total))
        else:
            self._say(self.tr("%n file(s) looked at", "", done))

    def _on_found(self, found: FilmFolder) -> None:
        self.found = found
        self._say(self._words(found))
        self._ask(found.unsure[:_MOST_ASKED])
        ready = bool(found.sure or found.unsure)
        self.keep_button.setText(self.tr("Remember them") if ready else self.tr("Choose a folder…"))
        self.other_button.setVisible(ready)
        self.fit()

    def _words(self, found: FilmFolder) -> str:
        if not found.looked_at:
            return self.tr("There is no film file in this folder.")
        said = [self.tr("Here: the files of %n film(s) of your library.", "", found.films)]
        if found.unsure:
            said.append(self.tr("%n file(s) may be one of several films: choose.", "", len(found.unsure)))
        if found.unknown:
            said.append(self.tr("Not in your library: %n file(s).", "", len(found.unknown)))
        if found.closed:
            said.append(self.tr("%n folder(s) could not be looked into.", "", len(found.closed)))
        return " ".join(said)

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()

    # -- the unsure ones -----------------------------------------------------------------------------

    def _ask(self, doubts: tuple[Doubt, ...]) -> None:
        names = film_folder.names_of(doubts)
        holder = QWidget()
        holder.setAutoFillBackground(False)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setSpacing(8)
        grid.setColumnStretch(0, 1)
        self._fields = []
        for row, doubt in enumerate(doubts):
            label = QLabel(doubt.path.name, holder)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setToolTip(str(doubt.path))
            label.setMinimumWidth(120)
            field = QComboBox(holder)
            field.setAccessibleName(self.tr("Which film is {name}?").format(name=doubt.path.name))
            field.addItem(self.tr("None of them"), None)
            for film_id in doubt.films:
                field.addItem(names.get(film_id, ""), film_id)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            self._fields.append((doubt, field))
        column = QVBoxLayout()
        column.addStretch(1)
        grid.addLayout(column, len(doubts), 0)
        self.area.setWidget(holder)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setFixedHeight(min(_LIST_HEIGHT, 20 + 40 * len(doubts)))
        self.area.setVisible(bool(doubts))

    def fields(self) -> list[QComboBox]:
        """The questions, one a file."""
        return [field for _doubt, field in self._fields]

    # -- remembering ---------------------------------------------------------------------------------

    def _remember(self, found: FilmFolder) -> None:
        chosen = [(doubt.path, field.currentData()) for doubt, field in self._fields]
        files = [*found.sure, *((path, film) for path, film in chosen if film is not None)]
        count = len({film for _path, film in files})
        job = self._begin(Job(lambda report: film_folder.remember(files, report), writes=True))
        job.progressed.connect(self._on_step)
        job.succeeded.connect(lambda changes: self._on_remembered(changes, count))
        self._jobs.start(job)

    def _on_remembered(self, changes: Changes, count: int) -> None:
        self.remembered.emit(changes, count)
        self.accept()

    # -- ending --------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Stop what goes on; then close."""
        if self._job is not None:
            self._stop()
        else:
            super().reject()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_stopped(self) -> None:
        self._say(self.tr("Stopped."))

    def _on_finished(self) -> None:
        self._job = None
        self.keep_button.setEnabled(True)
        if not self.fields():  # it lost the keyboard while it rested
            self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.cancel_button.setText(self.tr("Cancel"))
