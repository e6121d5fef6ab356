# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of one film: it asks the library, shows the answer, and makes the edits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.dates import VagueDate
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.qt import file_manager
from moodboard.qt.film_words import stars_words
from moodboard.services import film_files, film_pages, films, lines, own_lists, pictures, stills
from moodboard.services.film_pages import FilmFields
from moodboard.ui import keys
from moodboard.ui.film.deeds import FilmDeeds
from moodboard.ui.film.file_deeds import FilmFileDeeds
from moodboard.ui.film.film_view import FilmData, FilmView
from moodboard.ui.page import Page
from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import FILMS


class FilmPage(Page):
    """Show a film whole; every edit goes through the history and says its way back."""

    board_requested = Signal(int)
    new_board_requested = Signal(int)
    """A new board for this film."""
    list_requested = Signal(str)
    """An own list, by its uuid."""
    place_requested = Signal(int, list, list)
    """Lay stills and lines (uuids) on a board; 0 is the open one."""

    def __init__(
        self,
        parts: PageParts,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._film: Film | None = None
        self._data: FilmData | None = None
        self._stale = False
        self._altered = False
        self.deeds = FilmDeeds(parts, self)
        self.view = FilmView(parts.thumbs, self.deeds, self, now)
        # One refresh after all that a single edit changes, once Qt has dealt with what caused it.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        self._connect()
        self.files = FilmFileDeeds(parts, self)
        self.bar.raise_()

    def _connect(self) -> None:
        view = self.view
        self._parts.events.changed.connect(self._on_changed)
        self.deeds.said.connect(lambda words: self.bar.say(words, self._parts.history.undo))
        header = view.header
        header.rated.connect(self._on_rated)
        header.liked.connect(self._on_liked)
        header.themes_edited.connect(self._on_themes)
        header.facts_opened.connect(lambda: self._parts.verbs.edit_film(self._film_id()))
        header.log_requested.connect(lambda: self._parts.verbs.log_watch(self._film_id()))
        header.board_requested.connect(self.open_board)
        header.cover_requested.connect(self._on_cover)
        keys.follow(header.log_button, self.tr("Log a watch"), "watch.log")
        keys.follow(header.watching_button, self.tr("Watch now, elsewhere"), "film.watching_now")
        header.watching_requested.connect(self._parts.book.action("film.watching_now").trigger)
        view.first_time.dated.connect(self._on_dated)
        view.watches.draft_given_up.connect(self._on_given_up)
        view.shots.place_requested.connect(lambda uuids: self.place_requested.emit(0, uuids, []))
        view.shots.cover_requested.connect(self._on_cover)
        view.shots.open_requested.connect(self._on_open_picture)
        view.shots.folder_requested.connect(self._on_show_picture)
        view.shots.bin_requested.connect(self.deeds.bin_stills)
        view.lines.place_requested.connect(lambda uuids: self.place_requested.emit(0, [], uuids))
        view.lines.bin_requested.connect(self.deeds.bin_lines)
        view.lines.words_typed.connect(self.deeds.edit_line)
        view.new_line.returnPressed.connect(self._on_line_typed)
        view.boards.board_requested.connect(self.board_requested)
        view.boards.dropped.connect(self.place_requested)
        view.lists.list_requested.connect(self.list_requested)
        view.new_board.clicked.connect(lambda: self.new_board_requested.emit(self._film_id()))
        view.notes.idle.connect(self._on_notes)
        view.notes.edited.connect(self._on_notes_left)

    # -- the page ------------------------------------------------------------------------------------

    def chosen_films(self) -> tuple[int, ...]:
        """The film that is shown."""
        return (self._film.id,) if self._film is not None else ()

    def subject(self) -> int | None:
        """The film that is shown."""
        return self._film.id if self._film is not None else None

    def show_subject(self, subject: int | str | None) -> bool:
        """Show a film; False when it is not in the library any more."""
        if not isinstance(subject, int):
            return False
        if self._film is not None and subject != self._film.id:
            self._keep_typed()
            self.view.watches.drop_fields()
            self.bar.hide()
        return self._read(subject)

    def take_focus(self) -> None:
        """The keyboard begins on the watches, or where the first one is dated."""
        view = self.view
        first = view.first_time if view.watches.isHidden() else view.watches
        first.setFocus()

    def refresh(self) -> None:
        """Ask the library anew; a film that is gone leads back."""
        self._stale = False
        if self._film is not None and not self._read(self._film.id):
            self._film = self._data = None
            pages = self._parts.window.pages
            if pages.current() is self and not pages.back():
                pages.go(FILMS)

    def data(self) -> FilmData | None:
        """What is shown."""
        return self._data

    def _read(self, film_id: int) -> bool:
        try:
            data = FilmData(
                page=films.film_page(film_id),
                stills=stills.stills_of_film(film_id),
                lines=lines.lines_of_film(film_id),
                boards=film_pages.boards_of(film_id),
                lists=own_lists.lists_of(film_id),
                line_boards=film_pages.boards_by_line(film_id),
                themes=film_pages.known_themes(),
                files=film_files.of_film(film_id),
            )
        except KnownError:
            return False
        self._film = data.page.film
        # Also when undo made all as it was: a heart that was clicked shows it by itself.
        if data != self._data or self._altered:
            self._data, self._altered = data, False
            self.view.show_data(data)
        return True

    def _film_id(self) -> int:
        return self._film.id if self._film is not None else 0

    def _on_changed(self, changes: Changes, _origin: object) -> None:
        if self._film is None:
            return
        here = self._film.id in changes.films
        kinds = changes.stills or changes.lines or changes.boards or changes.film_lists
        if not (changes.everything or here or kinds):
            return
        self._altered = self._altered or here
        if self.isVisible():
            self._soon.start()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving keeps what is being typed."""
        super().hideEvent(event)
        self._keep_typed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The view fills the page; the bar lies over its foot."""
        super().resizeEvent(event)
        self.view.setGeometry(self.rect())

    def _keep_typed(self) -> None:
        self.view.watches.keep_fields()
        self.view.notes.keep()

    # -- edits ---------------------------------------------------------------------------------------

    def _on_rated(self, rating: int | None) -> None:
        words = self.tr("rated with {stars}").format(stars=stars_words(rating))
        self.deeds.set_fields(
            self._film_id(), words if rating is not None else self.tr("rating taken away"), {"rating": rating}
        )

    def _on_liked(self, liked: bool) -> None:
        words = self.tr("heart given") if liked else self.tr("heart taken away")
        self.deeds.set_fields(self._film_id(), words, FilmFields(liked=liked))

    def _on_themes(self, themes: tuple[str, ...]) -> None:
        had = self._film.themes if self._film is not None else ()
        less = len(themes) < len(had)
        gone = next((name for name in had if name not in themes), "")
        words = self.tr("theme “{name}” taken away").format(name=gone) if less else self.tr("theme added")
        self.deeds.set_fields(self._film_id(), words, FilmFields(themes=themes), tell=less)

    def _on_cover(self, uuid: str) -> None:
        words = self.tr("another shot stands at the head")
        self.deeds.set_fields(self._film_id(), words, FilmFields(cover=uuid))

    def _on_dated(self, date: VagueDate, times: int) -> None:
        if self.deeds.log(self._film_id(), date, times):
            self._soon.stop()
            self.refresh()
            self.view.first_time.clear()
            self.view.watches.setFocus()

    def _on_given_up(self, watch: Watch, draft: Watch) -> None:
        self.bar.say(
            self.tr("Not kept: what you typed into this watch."),
            lambda: self.view.watches.edit(watch.uuid, draft=draft),
        )

    def _on_notes(self, notes: str) -> None:
        if self._film is not None:
            self.deeds.keep_notes(self._film.id, notes)

    def _on_notes_left(self, before: str, after: str) -> None:
        if self._film is not None:
            self.deeds.notes_typed(self._film.id, before, after)

    def _on_line_typed(self) -> None:
        words = self.view.new_line.text().strip()
        if words and self.deeds.add_line(self._film_id(), words):
            self.view.new_line.clear()  # the field stays for the next one

    # -- elsewhere -----------------------------------------------------------------------------------

    def open_board(self) -> None:
        """Open the film's newest board, ask which when there are several, make the first."""
        own = [board for board in self._data.boards if board.is_own] if self._data is not None else []
        if not own:
            self.new_board_requested.emit(self._film_id())
        elif len(own) == 1:
            self.board_requested.emit(own[0].id)
        else:
            button = self.view.header.board_button
            self.boards_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def boards_menu(self) -> QMenu:
        """The film's own boards, the one changed last first."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Boards of the film"))
        own = [board for board in self._data.boards if board.is_own] if self._data is not None else []
        for board in own:
            entry = menu.addAction(board.title.replace("&", "&&"))
            entry.triggered.connect(lambda _on=False, one=board.id: self.board_requested.emit(one))
        menu.addSeparator()
        new = menu.addAction(self.tr("New board"))
        new.triggered.connect(lambda: self.new_board_requested.emit(self._film_id()))
        return menu

    def _on_open_picture(self, uuid: str) -> None:
        self._with_picture(uuid, lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def _on_show_picture(self, uuid: str) -> None:
        self._with_picture(uuid, file_manager.show_in_folder)

    def _with_picture(self, uuid: str, act: Callable[[Path], object]) -> None:
        try:
            act(pictures.original(stills.still(uuid).picture))
        except (KnownError, OSError) as error:
            self.bar.say(str(error), error=True)
