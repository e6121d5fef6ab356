# SPDX-License-Identifier: GPL-3.0-or-later
"""Leads from a shot, a line or a film to the film file, on the capture page, at its time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QObject

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import SUFFIXES
from moodboard.domain.kept_file import KeptFile
from moodboard.qt.jobs import Job, Report
from moodboard.qt.settings import FILM_FILES
from moodboard.services import film_files, films, lines, stills
from moodboard.ui import messages
from moodboard.ui.buttons import link_button
from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import CAPTURE
from moodboard.ui.quiet_bar import QuietBar

Way = tuple[str, Callable[[], object]]
Tell = Callable[[str, Way | None], object]
"""Say a sentence, with words to click."""


class _Opens(Protocol):
    """The capture page, as far as it is needed here."""

    def open_at(self, kept: str, seconds: float) -> object: ...


class OpenFilm(QObject):
    """Find the file, ask for it when it is not known or went away, and open it.

    ``tell`` says what hinders; without one it is said at the foot of the page that is shown.
    """

    def __init__(self, parts: PageParts, tell: Tell | None = None) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._tell = tell or self._tell_page
        self._job: Job | None = None

    # -- what is asked for -------------------------------------------------------------------------

    def still(self, uuid: str) -> None:
        """Open the film where a shot is from."""
        try:
            shot = stills.still(uuid)
            place = film_files.place_of(shot)
        except KnownError as error:
            self._tell(str(error), None)
            return
        self._go_to(place, shot.timecode, shot.film_id, self.tr("This shot belongs to no film yet."))

    def line(self, uuid: str) -> None:
        """Open the film where a line is said."""
        try:
            said = lines.line(uuid)
            place = film_files.place_of_line(said)
        except KnownError as error:
            self._tell(str(error), None)
            return
        self._go_to(place, said.timecode, said.film_id, self.tr("This line belongs to no film yet."))

    def film(self, film_id: int) -> None:
        """Open a film's file where it was left."""
        files = film_files.of_film(film_id)
        there = next((one for one in files if one.opened), next(iter(files), None))
        self._go_to((there, 0.0) if there is not None else None, None, film_id, "")

    def file(self, uuid: str, seconds: float | None = None) -> None:
        """Open one of the remembered files, where it was left or at a time."""
        kept = film_files.by_uuid(uuid)
        if kept is None:
            self._tell(self.tr("That film file was forgotten. Choose it again."), None)
            return
        self.open(kept, film_files.start_of(kept) if seconds is None else seconds)

    # -- opening -----------------------------------------------------------------------------------

    def open(self, kept: KeptFile, seconds: float) -> None:
        """Open a file that is remembered; the disk it lies on may be gone, and may be slow to say so."""
        path = Path(kept.path)

        def is_there(_report: Report) -> bool:
            try:
                return path.is_file()
            except OSError:
                return False

        if self._job is not None:
            self._job.cancel()
        job = self._job = Job(is_there)
        job.succeeded.connect(partial(self._on_looked, kept, seconds, job))
        self._parts.jobs.start(job)

    def choose(self, film_id: int, seconds: float | None = None) -> None:
        """Let the person say which file a film is, and open it."""
        path = self._ask(self.tr("Which file is it?"), self._parts.settings.get(FILM_FILES))
        if path is None:
            return
        try:
            kept, changes = self._remembered(path, film_id)
        except KnownError as error:
            self._tell(str(error), None)
            return
        self._parts.events.publish(changes, self)
        self.open(kept, film_files.start_of(kept) if seconds is None else seconds)

    def find(self, kept: KeptFile, seconds: float) -> None:
        """Let the person say where a file is that was moved, and open it there."""
        folder = self._parts.settings.get(FILM_FILES) or str(Path(kept.path).parent)
        path = self._ask(self.tr("Where is {name}?").format(name=Path(kept.path).name), folder)
        if path is None:
            return
        try:
            changes = film_files.set_path(kept.uuid, path)
        except KnownError as error:
            self._tell(str(error), None)
            return
        self._parts.events.publish(changes, self)
        self._go(kept.uuid, seconds)

    def _go_to(
        self, place: tuple[KeptFile, float] | None, timecode: float | None, film_id: int | None, homeless: str
    ) -> None:
        if place is not None:
            kept = place[0]
            self.open(kept, film_files.start_of(kept) if timecode is None else timecode)
        elif film_id is None:
            self._tell(self.tr("{why} Say which film it is from first.").format(why=homeless), None)
        else:
            title = films.titles([film_id]).get(film_id, "")
            words = self.tr("Which file is “{title}”?").format(title=title)
            self._tell(words, (self.tr("Choose it…"), partial(self.choose, film_id, timecode)))

    def _on_looked(self, kept: KeptFile, seconds: float, job: Job, is_there: bool) -> None:
        if job is not self._job:
            return
        self._job = None
        if is_there:
            self._go(kept.uuid, seconds)
            return
        words = self.tr("{name} is not where it was.").format(name=Path(kept.path).name)
        self._tell(words, (self.tr("Find it…"), partial(self.find, kept, seconds)))

    def _go(self, uuid: str, seconds: float) -> None:
        pages = self._parts.window.pages
        cast(_Opens, pages.page(CAPTURE)).open_at(uuid, seconds)
        pages.go(CAPTURE)

    # -- asking ------------------------------------------------------------------------------------

    def _remembered(self, path: Path, film_id: int) -> tuple[KeptFile, Changes]:
        changes = film_files.found([(path, film_id)])
        kept = film_files.for_path(path)
        if kept is None:
            raise KnownError(self.tr("That film is not in the library any more."))
        if kept.film_id != film_id:  # the person says so: what was guessed from the name gives way
            changes |= film_files.set_film(kept.uuid, film_id)
        return kept, changes

    def _ask(self, title: str, folder: str) -> Path | None:
        kinds = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        filters = (self.tr("Films ({kinds})").format(kinds=kinds), self.tr("All files (*)"))
        chosen = messages.choose_files(self._parts.window, title, filters, folder)
        if not chosen:
            return None
        self._parts.settings.set(FILM_FILES, str(chosen[0].parent))
        return chosen[0]

    def _tell_page(self, words: str, way: Way | None) -> None:
        say_on(self._parts.verbs.bar(), words, way)


def say_on(bar: QuietBar, words: str, way: Way | None) -> None:
    """Say a sentence at the foot of a page, with words to click."""
    bar.say(words)
    if way is None:
        return
    deed = way[1]

    def go() -> None:
        bar.hide()
        deed()

    link = link_button(way[0], way[0], bar)
    link.clicked.connect(go)
    bar.put(link)
