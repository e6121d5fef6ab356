# SPDX-License-Identifier: GPL-3.0-or-later
"""What a film's page does with its film files: open one, choose another, say that one is another film's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from moodboard.domain.changes import Changes
from moodboard.qt import file_manager
from moodboard.services import film_files
from moodboard.ui.held_key import HeldKey
from moodboard.ui.open_film import OpenFilm
from moodboard.ui.page_parts import PageParts

if TYPE_CHECKING:
    from moodboard.ui.film.film_page import FilmPage


class FilmFileDeeds(QObject):
    """Connect the parts of the page that lead to film files."""

    def __init__(self, parts: PageParts, page: FilmPage) -> None:
        super().__init__(page)
        self._parts, self._page = parts, page
        self.open_film = OpenFilm(parts)
        view = page.view
        view.header.capture_requested.connect(self._on_capture)
        view.shots.film_requested.connect(self.open_film.still)
        view.lines.film_requested.connect(self.open_film.line)
        HeldKey(view.shots, "still.open_film", self._on_shot_key)
        HeldKey(view.lines, "still.open_film", self._on_line_key)
        view.files.choose.clicked.connect(self._on_choose)
        view.files.rows.open_requested.connect(self.open_film.file)
        view.files.rows.other_film_requested.connect(self.part)
        view.files.rows.folder_requested.connect(self._on_folder)

    def part(self, uuid: str) -> None:
        """Say that a file is not this film."""
        kept = film_files.by_uuid(uuid)
        if kept is None:
            return
        film_id = kept.film_id

        def act() -> tuple[Changes, Callable[[], Changes]]:
            return film_files.set_film(uuid, None), lambda: film_files.set_film(uuid, film_id)

        history = self._parts.history
        if history.do(self.tr("a file parted from its film"), act):
            words = self.tr("{name} is not this film.").format(name=Path(kept.path).name)
            self._page.bar.say(words, history.undo)

    def _on_capture(self) -> None:
        for film_id in self._page.chosen_films():
            self.open_film.film(film_id)

    def _on_choose(self) -> None:
        for film_id in self._page.chosen_films():
            self.open_film.choose(film_id)

    def _on_shot_key(self) -> None:
        shots = self._page.view.shots
        if 0 <= shots.current < len(shots.stills()):
            self.open_film.still(shots.stills()[shots.current].uuid)

    def _on_line_key(self) -> None:
        lines = self._page.view.lines
        if 0 <= lines.current < len(lines.lines()):
            self.open_film.line(lines.lines()[lines.current].uuid)

    def _on_folder(self, uuid: str) -> None:
        kept = film_files.by_uuid(uuid)
        if kept is None:
            return
        try:
            file_manager.show_in_folder(Path(kept.path))
        except OSError as error:
            self._page.bar.say(str(error), error=True)
