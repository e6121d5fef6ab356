# SPDX-License-Identifier: GPL-3.0-or-later
"""Joins the boards and the library to film files: O on a shot, a film’s menu, folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from moodboard.domain.changes import Changes
from moodboard.qt.settings import FILM_FILES
from moodboard.ui.open_film import OpenFilm, Way, say_on
from moodboard.ui.page_parts import PageParts
from moodboard.ui.screenshots_control import ScreenshotsControl

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage
    from moodboard.ui.library.pane import LibraryPane


class FilmFileLinks(QObject):
    """Answer the commands that lead to film files, wherever they are given."""

    def __init__(self, parts: PageParts, board: BoardPage, pane: LibraryPane) -> None:
        super().__init__(parts.window)
        self._parts, self._board = parts, board
        self.open_film = OpenFilm(parts, self.tell)
        self.screenshots = ScreenshotsControl(parts, self.tell)
        connect = parts.book.connect_handler
        connect("still.open_film", self.open_chosen)
        connect("film.capture", self.open_meant)
        connect("library.film_folder", self.find_files)
        pane.film_file_requested.connect(self.open_film.film)
        pane.tray.still_film_requested.connect(self.open_film.still)
        pane.tray.line_film_requested.connect(self.open_film.line)

    def tell(self, words: str, way: Way | None) -> None:
        """Say something where the person looks: at the board's foot, or at that of the page."""
        page = self._parts.window.pages.current()
        if page is None and self._board.isVisible():
            self._board.bar.tell(words, *([way] if way is not None else []))
            return
        say_on(self._parts.verbs.bar(), words, way)

    def open_chosen(self) -> None:
        """Open the film at the first chosen shot or line of the board."""
        editor, canvas = self._board.editor, self._board.canvas
        for uuid in canvas.selected():
            pin = editor.pins.get(uuid)
            if pin is not None and pin.still:
                self.open_film.still(pin.still)
                return
            if pin is not None and pin.line:
                self.open_film.line(pin.line)
                return
        self.tell(self.tr("Choose a shot or a line first: O opens its film there."), None)

    def open_meant(self) -> None:
        """Open the file of the film that is meant here."""
        film_id = self._parts.verbs.meant_film()
        if film_id is not None:
            self.open_film.film(film_id)

    def find_files(self) -> None:
        """Look through a folder for the library's films."""
        from moodboard.ui.dialogs.film_folder_dialog import FilmFolderDialog

        dialog = FilmFolderDialog(self._parts.jobs, self._parts.settings.get(FILM_FILES), self._parts.window)
        dialog.folder_chosen.connect(self._on_folder)
        dialog.remembered.connect(self._on_remembered)
        dialog.open()

    def _on_folder(self, folder: Path) -> None:
        self._parts.settings.set(FILM_FILES, str(folder))

    def _on_remembered(self, changes: Changes, count: int) -> None:
        self._parts.events.publish(changes, self)
        self.tell(self.tr("Known from now on: the files of %n film(s).", "", count), None)
