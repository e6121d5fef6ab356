# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets the commands about films act on the page that is shown, and the films' page answer its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from moodboard.ui.page_parts import PageParts
from moodboard.ui.pages import FILM, FILMS

if TYPE_CHECKING:
    from moodboard.services.films_many import Done
    from moodboard.ui.library.library_page import LibraryPage


class FilmingControl(QObject):
    """The page is made when it is first needed: nothing of it is imported here."""

    def __init__(self, parts: PageParts) -> None:
        super().__init__(parts.window)
        self._parts, self._pages = parts, parts.window.pages
        connect = parts.book.connect_handler
        connect("film.again", self.again)
        connect("film.watchlist", self.toggle_watchlist)
        connect("film.heart", self.toggle_heart)
        connect("films.filter", lambda: self._go().open_filters())
        connect("films.save_list", lambda: self._go().places.save())
        connect("films.all", lambda: self._go().show_all())
        for view in ("list", "posters", "stills"):
            connect(f"films.{view}", lambda view=view: self._go().show_view(view))
        answer = parts.book.answer_on
        answer(FILMS, "edit.select_all", lambda: self._page().select_all())
        answer(FILMS, "search", lambda: self._page().focus_search())
        answer(FILM, "search", lambda: self._go().focus_search())
        answer(FILMS, "pane.toggle", lambda: self._page().toggle_side())
        answer(FILMS, "film.bin", lambda: self._page().deeds.bin())

    def again(self) -> None:
        """Log a watch of today for what is chosen."""
        if self._pages.name() == FILMS:
            self._page().deeds.again()
            return
        self._parts.verbs.log_again()

    def toggle_watchlist(self) -> None:
        """Put what is chosen on the watchlist, or take it off."""
        if self._pages.name() == FILMS:
            self._page().deeds.toggle_watchlist()
            return
        film = self._parts.verbs.chosen_film()
        if film is None:
            return
        from moodboard.services import films, films_many

        row = films.film_row(film)
        on = not row.watchlist
        words = self.tr("“{title}” on the watchlist.") if on else self.tr("“{title}” off the watchlist.")
        self._do(words.format(title=row.title), lambda: films_many.set_watchlist([film], on))

    def toggle_heart(self) -> None:
        """Give what is chosen a heart, or take it."""
        if self._pages.name() == FILMS:
            self._page().deeds.toggle_heart()
            return
        film = self._parts.verbs.chosen_film()
        if film is None:
            return
        from moodboard.services import films, films_many

        row = films.film_row(film)
        on = not row.liked
        words = self.tr("“{title}” with a heart.") if on else self.tr("“{title}” without a heart.")
        self._do(words.format(title=row.title), lambda: films_many.set_heart([film], on))

    def _do(self, words: str, act: Callable[[], Done]) -> None:
        history = self._parts.history
        if history.do(words, act):
            self._parts.verbs.say(words, history.undo)

    def _go(self) -> LibraryPage:
        self._pages.go(FILMS)
        return self._page()

    def _page(self) -> LibraryPage:
        from moodboard.ui.library.library_page import LibraryPage

        page = self._pages.page(FILMS)
        assert isinstance(page, LibraryPage)
        return page
