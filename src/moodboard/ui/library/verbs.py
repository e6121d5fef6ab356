# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with films: add, edit, log a watch, set the count, bin; each with its way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.services import film_pages, film_way_back, films, watches
from moodboard.services.film_way_back import KeptFilm
from moodboard.ui.again import Again
from moodboard.ui.dialogs.film_dialog import FilmDialog
from moodboard.ui.library.pane import LibraryPane
from moodboard.ui.pages import Pages
from moodboard.ui.quiet_bar import QuietBar

if TYPE_CHECKING:
    from moodboard.domain.catalogue import FilmFacts


class LibraryVerbs(QObject):
    """Answer the pane's requests and the actions' handlers."""

    film_added = Signal(int)
    watch_logged = Signal(object)
    """The ``Watch`` as it was kept."""

    def __init__(
        self, window: QWidget, pane: LibraryPane, events: Events, pages: Pages, history: History
    ) -> None:
        super().__init__(window)
        self._window = window
        self._pane = pane
        self._events = events
        self._pages = pages
        self.history = history
        self.again = Again(window, history, self.bar)
        self.film_of_board: Callable[[], tuple[int | None, int | None]] = lambda: (None, None)
        """The film of the chosen pins while the board has the keyboard, and the board's own film."""
        pane.film_add_requested.connect(self.add_film)
        pane.film_edit_requested.connect(self.edit_film)
        pane.watch_log_requested.connect(self.log_watch)
        pane.watch_again_requested.connect(self.log_again)
        pane.film_bin_requested.connect(self.bin_film)
        pane.times_seen_typed.connect(self.set_times_seen)

    def chosen_film(self) -> int | None:
        """The film that commands are about: the page's, or the pane's beside a board."""
        return next(iter(self.chosen_films()), None)

    def chosen_films(self) -> tuple[int, ...]:
        """The films that commands for several are about, the current one first."""
        if self._pages.current() is not None:
            return self._pages.chosen_films()
        film_id = self._pane.chosen_film()
        return () if film_id is None else (film_id,)

    def all_chosen_films(self) -> tuple[int, ...]:
        """All of them, however many were chosen on the page."""
        many = self._pages.all_chosen_films()
        return many if self._pages.current() is not None else self.chosen_films()

    def window(self) -> QWidget:
        """The window that dialogs belong to."""
        return self._window

    def say(self, words: str, way_back: Callable[[], object] | None = None, error: bool = False) -> None:
        """Say at the foot of what is shown what was done, and offer the way back."""
        self.bar().say(words, way_back, error)

    def bar(self) -> QuietBar:
        """The bar at the foot of what is shown."""
        page = self._pages.current()
        return self._pane.bar if page is None else page.bar

    def add_film(self, title: str = "") -> None:
        """Ask for a film; its title is enough."""
        dialog = FilmDialog(None, title, parent=self._window)
        dialog.kept.connect(self._on_film_kept)
        dialog.known_picked.connect(self.show_known)
        dialog.open()

    def add_titled(self, title: str) -> None:
        """Add a film by its title without a dialog; one that is there is chosen instead."""
        try:
            film, changes = films.add_film(Film(title=title.strip()))
        except KnownError as error:
            self._choose_known(title, error)
            return
        self._publish(changes)
        self._remember_added(film)
        self._pane.choose_film(film.id)
        self.film_added.emit(film.id)

    def add_found(self, facts: FilmFacts) -> None:
        """Add a film of the catalogue without a dialog; one that is there is chosen instead."""
        from moodboard.services import catalogue

        try:
            film, changes = catalogue.add_film(facts)
        except KnownError as error:
            self.say(str(error), error=True)
            return
        self._publish(changes)
        self._remember_added(film)
        self._pane.choose_film(film.id)
        self.film_added.emit(film.id)

    def show_known(self, film_id: int) -> None:
        """Choose a film that was to be added, and is there."""
        self._pane.choose_film(film_id)
        title = films.titles([film_id]).get(film_id, "")
        self.say(self.tr("“{title}” is in your library.").format(title=title))

    def edit_film(self, film_id: int | None = None) -> None:
        """Open a film's facts."""
        wanted = film_id if film_id is not None else self.chosen_film()
        if wanted is None:
            return
        try:
            was = film_way_back.kept(wanted)
        except KnownError as error:
            self.say(str(error), error=True)
            return
        dialog = FilmDialog(was.film, parent=self._window)
        dialog.kept.connect(lambda film, changes, _new: self._on_film_edited(was, film, changes))
        dialog.open()

    def log_watch(self, film_id: int | None = None, on: date | None = None) -> None:
        """Log a watch of the film, or of the one that is meant here; today, or on a day."""
        from moodboard.ui.dialogs.log_watch import LogWatchDialog

        dialog = LogWatchDialog(film_id or self.meant_film(), parent=self._window, on=on)
        dialog.kept.connect(self._on_watch_kept)
        dialog.open()

    def log_again(self, film_id: int | None = None) -> None:
        """Log a watch of the film, or of the chosen one, now and without a dialog."""
        wanted = film_id or self.meant_film()
        if wanted is not None and (watch := self.again.log(wanted, take_keys=film_id is None)) is not None:
            self.watch_logged.emit(watch)

    def meant_film(self) -> int | None:
        """The film of what is chosen: of a pin under the keyboard, the page's or the pane's, the board's."""
        pinned, of_board = self.film_of_board() if self._pages.current() is None else (None, None)
        return pinned or self.chosen_film() or of_board

    def bin_film(self, film_id: int | None = None) -> None:
        """Put a film in the bin, and offer to take it out again."""
        wanted = film_id if film_id is not None else self.chosen_film()
        if wanted is None:
            return
        try:
            title = films.film(wanted).title
        except KnownError as error:
            self.say(str(error), error=True)
            return
        words = self.tr("put “{title}” into the bin").format(title=title)
        if self.history.do(words, lambda: (films.bin_film(wanted), lambda: films.restore_film(wanted))):
            self.say(self.tr("“{title}” is in the bin.").format(title=title), lambda: self._restore(wanted))

    def set_times_seen(self, film_id: int, total: int) -> None:
        """Make ×n the total: earlier watches become what the logged ones leave."""

        def act() -> tuple[Changes, Callable[[], Changes]]:
            film = films.film(film_id)
            before, told = film.earlier_watches, not film.at_least
            changes = films.set_times_seen(film_id, total)
            return changes, lambda: film_pages.set_earlier(film_id, before, told)

        if not self.history.do(self.tr("number of times changed"), act):
            return
        kept = films.film_row(film_id).times_seen
        if kept != total:
            self.say(self.tr("%n time(s) are logged, so the number stays there.", "", kept))

    def _restore(self, film_id: int) -> None:
        self.history.undo()
        self._pane.choose_film(film_id)

    def _choose_known(self, title: str, error: KnownError) -> None:
        try:
            film = films.find_film(title)
        except KnownError:
            self.say(str(error), error=True)
            return
        self._pane.choose_film(film.id)
        self.say(str(error))

    def _on_film_kept(self, film: Film, changes: Changes, is_new: bool) -> None:
        self._publish(changes)
        self._pane.choose_film(film.id)
        if is_new:
            self._remember_added(film)
            self.film_added.emit(film.id)

    def _remember_added(self, film: Film) -> None:
        words = self.tr("added “{title}”").format(title=film.title)
        self.history.push(words, lambda: films.bin_film(film.id), lambda: films.restore_film(film.id))

    def _on_film_edited(self, was: KeptFilm, film: Film, changes: Changes) -> None:
        words = self.tr("edited “{title}”").format(title=film.title)
        self.history.push(words, lambda: film_way_back.put_back(was), lambda: films.edit_film(film))
        self._on_film_kept(film, changes, False)

    def _on_watch_kept(self, watch: Watch, changes: Changes, title: str) -> None:
        self._publish(changes)
        self._pane.choose_film(watch.film_id)
        self.watch_logged.emit(watch)
        words = self.tr("Logged “{title}”.").format(title=title)
        self.history.push(
            words.rstrip("."),
            lambda: watches.remove_watch(watch.uuid),
            lambda: watches.log_watch(watch)[1],
        )
        self.say(words, self.history.undo)

    def _publish(self, changes: Changes) -> None:
        self._events.publish(changes, self)
