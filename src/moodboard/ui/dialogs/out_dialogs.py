# SPDX-License-Identifier: GPL-3.0-or-later
"""The library out of the program: whole as a ZIP, for Letterboxd, or as tables for a spreadsheet."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from moodboard.domain.file_names import free
from moodboard.qt.fonts import ui_font
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import library_size
from moodboard.ui import messages
from moodboard.ui.dialogs.export_controls import Tick
from moodboard.ui.dialogs.export_dialog import default_folder
from moodboard.ui.dialogs.export_options import bytes_text
from moodboard.ui.dialogs.process_dialog import ProcessDialog, on_library


class LibraryDialog(ProcessDialog):
    """One ZIP that another Moodboard takes in without loss."""

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export the library"), self.tr("Save the ZIP…"), parent)
        self._lead.setText(
            self.tr(
                "Everything in one ZIP. Another Moodboard takes it in without loss, and “Restore a backup” "
                "brings it back here."
            )
        )
        self._size = QLabel(self.tr("Counting…"), self)
        self._size.setFont(ui_font("body-strong"))
        self.rows.addWidget(self._lead)
        self.rows.addWidget(self._size)
        self.rows.addWidget(self._bar)
        self._job: Job | None = Job(lambda _report: library_size.measure())
        self._job.succeeded.connect(self._on_measured)
        self._job.failed.connect(self.show_error)
        jobs.start(self._job)

    def size_words(self) -> str:
        """What will be in it, and how large it will be."""
        return self._size.text()

    def _on_measured(self, size: library_size.LibrarySize) -> None:
        if self._job is None:
            return
        words = (
            self.tr("%n film(s)", "", size.films),
            self.tr("%n watch(es)", "", size.watches),
            self.tr("%n picture(s)", "", size.pictures),
            self.tr("about {bytes}").format(bytes=bytes_text(size.bytes)),
        )
        self._size.setText(" · ".join(words))

    def begin(self) -> None:
        """Ask for the name, and write it."""
        wanted = free(default_folder() / f"Moodboard {date.today().isoformat()}.zip")
        to = messages.choose_save(self, self.windowTitle(), wanted, ["*.zip"])
        if to is not None:
            to = to if to.suffix.casefold() == ".zip" else to.with_name(to.name + ".zip")
            self.start(on_library("backup", str(to), "--progress"), to)

    def done(self, result: int) -> None:
        """Close; nothing is counted any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(result)


class LetterboxdDialog(ProcessDialog):
    """The diary in the format that Letterboxd imports."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export for Letterboxd"), self.tr("Save the CSV…"), parent)
        self._lead.setText(
            self.tr(
                "Each watch with its day, stars and words, in files of less than 1 MB, which is what "
                "Letterboxd takes. On letterboxd.com, open Settings, Import, and give them one by one."
            )
        )
        self.people = Tick(self.tr("With whom, where and on what, as tags"), self)
        self.people.setToolTip(self.tr("On Letterboxd everybody sees tags (Space)"))
        self.rows.addWidget(self._lead)
        self.rows.addWidget(self.people)
        self.rows.addWidget(self._bar)

    def choices(self) -> tuple[QWidget, ...]:
        """What goes along."""
        return (self.people,)

    def begin(self) -> None:
        """Ask for the name of the first file, and write them."""
        to = messages.choose_save(
            self, self.windowTitle(), free(default_folder() / "letterboxd-import.csv"), ["*.csv"]
        )
        if to is not None:
            to = to if to.suffix.casefold() == ".csv" else to.with_name(to.name + ".csv")
            said = on_library("export-diary", str(to), "--progress")
            self.start(said + ["--people"] * self.people.isChecked(), to)

    def saved_words(self, said: str) -> str:
        """How many parts there are: the further ones are called -2, -3 …"""
        parts, to = 1, self.targets[0]
        while to.with_name(f"{to.stem}-{parts + 1}{to.suffix}").is_file():
            parts += 1
        if parts == 1:
            return super().saved_words(said)
        words = self.tr("Saved %n part(s), {name} and so on.", "", parts).format(name=to.name)
        return f"{words} {said}".strip()


class TablesDialog(ProcessDialog):
    """A folder with a CSV for each table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export as CSV"), self.tr("Choose a folder…"), parent)
        self._lead.setText(
            self.tr(
                "Films, watches, lines, shots, lists and themes, each as a table that any spreadsheet opens. "
                "Dates are there as words and as EDTF, stars from 0.5 to 5. What is in the bin stays here."
            )
        )
        self.rows.addWidget(self._lead)
        self.rows.addWidget(self._bar)

    def begin(self) -> None:
        """Ask where; a new folder is made there."""
        place = messages.choose_folder(self, self.tr("Where to put the tables"), str(default_folder()))
        if place is not None:
            to = free(place / f"Moodboard tables {date.today().isoformat()}")
            self.start(on_library("export-csv", str(to), "--progress"), to)


class RestoreDialog(ProcessDialog):
    """Bring a library back from its ZIP; no window is open on it meanwhile."""

    def __init__(self, file: Path, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Restore a backup"), self.tr("Restore"), parent)
        self._file, self._folder = file, folder
        self._lead.setText(self.tr("{name} is being read.").format(name=file.name))
        self.rows.addWidget(self._lead)
        self.rows.addWidget(self._bar)

    def begin(self) -> None:
        """Restore; a stop or an error leaves the library as it was."""
        self.start(["--library", str(self._folder), "restore", str(self._file), "--progress"], self._folder)

    def _on_saved(self, said: str) -> None:
        super()._on_saved(said)
        self.show_link.hide()
        self.keep_button.setText(self.tr("Open Moodboard"))
        self.keep_button.setAccessibleName(self.tr("Open Moodboard"))
        self.keep_button.setToolTip(self.tr("Open Moodboard (Enter)"))

    def saved_words(self, said: str) -> str:
        """That it is back."""
        words = self.tr("Your library is back as it was in {name}.")
        return f"{words.format(name=self._file.name)} {said}".strip()

    def _on_failed(self, sentence: str) -> None:
        super()._on_failed(sentence)
        self._lead.setText(self.tr("Nothing was changed: your library is as it was."))
        self.keep_button.setText(self.tr("Try again"))


def restore_and_reopen(file: Path, folder: Path) -> None:
    """Restore while no window is open on the library, then start the program on it again."""
    dialog = RestoreDialog(file, folder)
    QTimer.singleShot(0, dialog.begin)
    dialog.exec()
    QProcess.startDetached(sys.executable, ["-m", "moodboard", "--library", str(folder)])
