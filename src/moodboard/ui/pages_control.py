# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the pages when they are first shown, and lets tabs, commands and undo act on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from moodboard.ui.actions import Needs
from moodboard.ui.capture_control import CaptureControl
from moodboard.ui.drag_to_boards import DragToBoards
from moodboard.ui.library.filming import FilmingControl
from moodboard.ui.near_focus import place_near_focus
from moodboard.ui.page import Page
from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import BOARDS, CAPTURE, DIARY, FILM, FILMS

if TYPE_CHECKING:
    from moodboard.ui.film.film_page import FilmPage
    from moodboard.ui.library.bin.bin_control import BinControl
    from moodboard.ui.library.lists.lists_control import ListsControl


_LISTED_AT_MOST = 5_000


class PagesControl(QObject):
    """Know which pages there are, and who answers a command while one of them is shown."""

    board_requested = Signal(int)
    new_board_requested = Signal(int)
    """A board for this film."""
    place_requested = Signal(int, list, list)
    """Stills and lines (uuids) for a board; 0 is the open one."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._lists: ListsControl
        self._bin: BinControl
        """Made with the films' page."""
        self._pages = parts.window.pages
        self._pages.offer(FILMS, self._films)
        self._pages.offer(FILM, self._film)
        self._pages.offer(DIARY, self._diary)
        self._pages.shown.connect(self._on_shown)
        parts.window.top_bar.page_requested.connect(self._pages.go)
        over_boards = DragToBoards(parts.window.top_bar.boards_tab)
        over_boards.boards_wanted.connect(lambda: self._pages.go(BOARDS))
        over_boards.dropped.connect(lambda stills, lines: self.place_requested.emit(0, stills, lines))
        book = parts.book
        book.boards_wanted.connect(lambda: self._pages.go(BOARDS))
        for name in (BOARDS, FILMS, DIARY):
            book.connect_handler(f"page.{name}", lambda name=name: self._pages.go(name))
        book.connect_handler("page.back", self._pages.back)
        book.connect_handler("film.page", self.open_film)
        book.connect_handler("film.put_on_list", self.put_on_list)
        book.connect_handler("library.bin", self.show_bin)
        for name in (FILMS, FILM, DIARY, CAPTURE):
            book.answer_on(name, "edit.undo", parts.history.undo, able=False)
            book.answer_on(name, "edit.redo", parts.history.redo, able=False)
        self.filming = FilmingControl(parts)
        self.capture = CaptureControl(parts)
        self.capture.place_requested.connect(self.place_requested)
        parts.history.moved.connect(self._on_moved)
        parts.history.told.connect(lambda words: self._parts.verbs.say(words))
        parts.history.failed.connect(lambda words: self._parts.verbs.say(words, error=True))

    def open_film(self, film_id: int | None = None) -> None:
        """Show a film's page, or the chosen one's."""
        wanted = film_id if film_id is not None else self._parts.verbs.chosen_film()
        if wanted is not None:
            self._pages.go(FILM, wanted)

    def put_on_list(self) -> None:
        """Offer the lists that the chosen films can be put on."""
        chosen = self._parts.verbs.all_chosen_films()
        if len(chosen) > _LISTED_AT_MOST:
            words = self.tr("Put {count} films on a list at most.").format(count=f"{_LISTED_AT_MOST:,}")
            self._parts.verbs.say(words)
        elif chosen:
            self._pages.page(FILMS)
            self._lists.offer(chosen, place_near_focus())

    def show_list(self, uuid: str) -> None:
        """Show one of the own lists."""
        self._pages.go(FILMS)
        self._lists.show(uuid)

    def show_bin(self) -> None:
        """Look into the bin."""
        self._pages.go(FILMS)
        self._bin.show()

    def open_watch(self, film_id: int, uuid: str) -> None:
        """Show a film's page at one of its watches."""
        self.open_film(film_id)
        self._film_page().view.go_to_watch(uuid)

    def open_line(self, film_id: int, uuid: str) -> None:
        """Show a film's page at one of its lines."""
        self.open_film(film_id)
        self._film_page().view.go_to_line(uuid)

    def _film_page(self) -> FilmPage:
        from moodboard.ui.film.film_page import FilmPage

        page = self._pages.page(FILM)
        assert isinstance(page, FilmPage)
        return page

    # Each page is imported when it is first shown: the program starts on the boards.

    def _films(self) -> Page:
        from moodboard.ui.library.bin.bin_control import BinControl
        from moodboard.ui.library.library_page import LibraryPage
        from moodboard.ui.library.lists.lists_control import ListsControl

        page = LibraryPage(self._parts)
        page.film_opened.connect(self.open_film)
        page.film_chosen.connect(self._on_film_chosen)
        page.watch_opened.connect(self.open_watch)
        page.line_opened.connect(self.open_line)
        page.board_opened.connect(self.board_requested)
        page.rooms.currentChanged.connect(self._on_film_chosen)
        self._lists = ListsControl(page, self._parts)
        self._lists.film_opened.connect(self.open_film)
        self._lists.films_chosen.connect(self._on_film_chosen)
        self._bin = BinControl(page, self._parts)
        return page

    def _film(self) -> Page:
        from moodboard.ui.film.film_page import FilmPage

        page = FilmPage(self._parts)
        page.board_requested.connect(self.board_requested)
        page.new_board_requested.connect(self.new_board_requested)
        page.place_requested.connect(self.place_requested)
        page.list_requested.connect(self.show_list)
        return page

    def _diary(self) -> Page:
        from moodboard.ui.diary.diary_page import DiaryPage

        page = DiaryPage(self._parts)
        page.film_opened.connect(self.open_film)
        page.film_chosen.connect(self._on_film_chosen)
        return page

    def _on_shown(self, name: str) -> None:
        parts = self._parts
        parts.book.set_page("" if name == BOARDS else name)
        parts.window.top_bar.show_page(self._pages.tab())
        self._on_film_chosen()

    def _on_film_chosen(self, _film: object = None) -> None:
        self._parts.book.have(Needs.FILM, self._parts.verbs.chosen_film() is not None)

    def _on_moved(self) -> None:
        history, book = self._parts.history, self._parts.book
        for name in (FILMS, FILM, DIARY, CAPTURE):
            book.set_able(name, "edit.undo", history.can_undo())
            book.set_able(name, "edit.redo", history.can_redo())
