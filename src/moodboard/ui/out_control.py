# SPDX-License-Identifier: GPL-3.0-or-later
"""All that leaves the library: a film's page, the whole, Letterboxd's format, tables, backups; and back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from moodboard.qt import file_manager
from moodboard.qt.jobs import Job
from moodboard.services import library, library_archive
from moodboard.ui import messages, theme
from moodboard.ui.buttons import link_button
from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import FILM


class OutControl(QObject):
    """Open the dialogs, and say what came of them."""

    restore_requested = Signal(object)
    """The ``Path`` of a ZIP: the window closes, the library comes back from it, the window opens again."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        book = parts.book
        book.connect_handler("film.export", self.export_film)
        book.connect_handler("library.export", self.export_library)
        book.connect_handler("library.letterboxd", self.export_letterboxd)
        book.connect_handler("library.csv", self.export_tables)
        book.connect_handler("library.backup", self.back_up)
        book.connect_handler("library.restore", self.ask_restore)
        book.answer_on(FILM, "board.export", self.export_film)

    # Each dialog is imported when it is first asked for.

    def export_film(self) -> None:
        """Export the page of the chosen film."""
        from moodboard.ui.dialogs.film_sheet_dialog import FilmSheetDialog

        film_id = self._parts.verbs.chosen_film()
        if film_id is not None:
            dark = theme.tokens().dark
            FilmSheetDialog(film_id, self._parts.jobs, self._parts.window, dark).open()

    def export_library(self) -> None:
        """Export all of it as one ZIP."""
        from moodboard.ui.dialogs.out_dialogs import LibraryDialog

        LibraryDialog(self._parts.jobs, self._parts.window).open()

    def export_letterboxd(self) -> None:
        """Export the diary for Letterboxd."""
        from moodboard.ui.dialogs.out_dialogs import LetterboxdDialog

        LetterboxdDialog(self._parts.window).open()

    def export_tables(self) -> None:
        """Export tables for a spreadsheet."""
        from moodboard.ui.dialogs.out_dialogs import TablesDialog

        TablesDialog(self._parts.window).open()

    def back_up(self) -> None:
        """Copy the library's file into its folder of backups, behind what goes on here."""
        job = Job(lambda _report: library.backup("by-hand"))
        job.succeeded.connect(self._on_backed_up)
        job.failed.connect(lambda sentence: self._parts.verbs.say(sentence, error=True))
        self._parts.jobs.start(job)

    def _on_backed_up(self, file: Path) -> None:
        words = self.tr("Backed up as {name}; your pictures lie beside it already.").format(name=file.name)
        bar = self._parts.verbs.bar()
        bar.say(words)
        link = link_button(self.tr("Show in folder"), self.tr("Show the backup in its folder"))
        link.clicked.connect(lambda: file_manager.show_in_folder(file))
        bar.put(link)

    def ask_restore(self) -> None:
        """Ask for the ZIP, explain what will happen, and have the window closed for it."""
        window = self._parts.window
        chosen = messages.choose_files(window, self.tr("Restore a backup"), ["*.zip"])
        if not chosen:
            return
        file = chosen[0]
        if not library_archive.is_library(file):
            words = self.tr(
                "There is no whole library in {name}. Choose the ZIP that “Export the library” wrote."
            )
            messages.show_error(window, words.format(name=file.name))
            return
        agreed = messages.ask(
            window,
            self.tr("Bring the library back as it was in {name}?").format(name=file.name),
            self.tr("Close and restore"),
            self.tr(
                "What is in this library now is replaced; a copy of it is kept in its folder of backups. "
                "Moodboard closes for that, and opens again when it is done. To add a library to this one "
                "instead, use “Import…”."
            ),
        )
        if agreed:
            self.restore_requested.emit(file)
