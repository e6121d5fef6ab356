# SPDX-License-Identifier: GPL-3.0-or-later
"""All that comes from outside: what was dropped or chosen is told apart, reviewed, brought in, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.suffixes import EXPORTS, SUFFIXES, TEXTS
from moodboard.qt.events import Events
from moodboard.qt.jobs import JobRunner
from moodboard.ui import messages
from moodboard.ui.actions import ActionBook
from moodboard.ui.first_run import FirstRun
from moodboard.ui.import_files import file_filters, is_export, is_prose
from moodboard.ui.library.verbs import LibraryVerbs
from moodboard.ui.main_window import MainWindow


class ImportControl(QObject):
    """Open the dialogs of imports, and say what came of them."""

    paths_chosen = Signal(list)
    """Paths that were picked in the file dialog."""
    pictures_given = Signal(list)
    """Paths that are no exports: pictures, or folders of them."""
    imported = Signal(object)
    """The ``ImportReport`` of what was written."""
    taken_back = Signal(object)
    """The ``Changes`` of an import that was undone."""

    def __init__(
        self,
        window: MainWindow,
        first_run: FirstRun,
        book: ActionBook,
        jobs: JobRunner,
        events: Events,
        verbs: LibraryVerbs,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._events = events
        self._verbs = verbs
        first_run.help_requested.connect(self.show_help)
        book.connect_handler("library.import", self.choose)
        book.connect_handler("library.imports", self.show_imports)
        book.connect_handler("library.where_from", self.show_help)
        book.connect_handler("lines.from_text", self.lines_from_text)

    def take(self, paths: Sequence[Path]) -> None:
        """Bring exports and boards in, turn words into lines, and hand pictures on."""
        boards = [path for path in paths if path.suffix.casefold() in SUFFIXES]
        if boards:
            self.review(boards)
        rest = [path for path in paths if path not in boards]
        words = [path for path in rest if path.suffix.casefold() in TEXTS and is_prose(path)]
        if words and len(words) == len(rest):
            self.lines_from_text(words[0])
            if len(words) > 1:
                more = self.tr("One text at a time: “{name}” is shown.").format(name=words[0].name)
                self._verbs.say(more)
            return
        exports = [path for path in rest if path not in words]
        if any(path.suffix.casefold() in (*EXPORTS, *TEXTS) or is_export(path) for path in exports):
            self.review(exports)
        elif exports:
            self.pictures_given.emit(exports)

    def review(self, paths: list[Path]) -> None:
        """Show what an export holds, and bring it in when the person agrees."""
        from moodboard.ui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(paths, self._jobs, self._window)
        dialog.imported.connect(self.imported)
        dialog.taken_back.connect(self.taken_back)
        dialog.stopped.connect(lambda: self._events.publish(Changes(everything=True), self))
        dialog.help_requested.connect(lambda: self.show_help(parent=dialog))
        dialog.open()

    def choose(self) -> None:
        """Ask for files to import."""
        paths = messages.choose_files(self._window, self.tr("Import"), file_filters())
        if paths:
            self.paths_chosen.emit(paths)

    def show_imports(self) -> None:
        """Show the imports that were made."""
        from moodboard.ui.dialogs.imports_dialog import ImportsDialog

        dialog = ImportsDialog(self._jobs, self._window)
        dialog.taken_back.connect(self.taken_back)
        dialog.open()

    def show_help(self, service: str = "", parent: QObject | None = None) -> None:
        """Say how to get each service's export."""
        from PySide6.QtWidgets import QWidget

        from moodboard.ui.dialogs.where_from_dialog import WhereFromDialog

        over = parent if isinstance(parent, QWidget) else self._window
        WhereFromDialog(service if isinstance(service, str) else "", over).open()

    def lines_from_text(self, path: Path | None = None) -> None:
        """Turn words into lines, which are looked through first."""
        from moodboard.ui.dialogs.lines_text_dialog import LinesTextDialog

        file = path if isinstance(path, Path) else None
        dialog = LinesTextDialog(self._jobs, self._verbs.chosen_film(), file, self._window)
        dialog.kept.connect(self._on_lines_kept)
        dialog.open()

    def _on_lines_kept(self, uuids: list[str], changes: Changes) -> None:
        self._events.publish(changes, self)
        words = self.tr("%n line(s) kept.", "", len(uuids))
        self._verbs.say(words, lambda: self._unkeep(uuids))

    def _unkeep(self, uuids: list[str]) -> None:
        from moodboard.services import lines_text

        try:
            self._events.publish(lines_text.take_back(uuids), self)
        except KnownError as error:
            self._verbs.say(str(error), error=True)
