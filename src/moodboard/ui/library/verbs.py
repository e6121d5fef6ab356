# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done with films: add, edit, log a watch, set the count, bin; each with its way back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch
from moodboard.qt.events import Events
from moodboard.services import films, watches
from moodboard.ui.dialogs.film_dialog import FilmDialog
from moodboard.ui.dialogs.log_watch import LogWatchDialog
from moodboard.ui.library.pane import LibraryPane


class LibraryVerbs(QObject):
    """Answer the pane's requests and the actions' handlers."""

    film_added = Signal(int)
    watch_logged = Signal(object)
    """The ``Watch`` as it was kept."""

    def __init__(self, window: QWidget, pane: LibraryPane, events: Events) -> None:
        super().__init__(window)
        self._window = window
        self._pane = pane
        self._events = events
        pane.film_add_requested.connect(self.add_film)
        pane.film_edit_requested.connect(self.edit_film)
        pane.watch_log_requested.connect(self.log_watch)
        pane.film_bin_requested.connect(self.bin_film)
        pane.times_seen_typed.connect(self.set_times_seen)

    def add_film(self, title: str = "") -> None:
        """Ask for a film; its title is enough."""
        dialog = FilmDialog(None, title, parent=self._window)
        dialog.kept.connect(self._on_film_kept)
        dialog.open()

    def add_titled(self, title: str) -> None:
        """Add a film by its title without a dialog; one that is there is chosen instead."""
        try:
            film, changes = films.add_film(Film(title=title.strip()))
        except KnownError as error:
            self._choose_known(title, error)
            return
        self._publish(changes)
        self._pane.choose_film(film.id)
        self.film_added.emit(film.id)

    def edit_film(self, film_id: int | None = None) -> None:
        """Open a film's facts."""
        wanted = film_id if film_id is not None else self._pane.chosen_film()
        if wanted is None:
            return
        try:
            film = films.film(wanted)
        except KnownError as error:
            self._pane.bar.say(str(error), error=True)
            return
        dialog = FilmDialog(film, parent=self._window)
        dialog.kept.connect(self._on_film_kept)
        dialog.open()

    def log_watch(self, film_id: int | None = None) -> None:
        """Log a watch of the film, or of the chosen one."""
        wanted = film_id if film_id is not None else self._pane.chosen_film()
        dialog = LogWatchDialog(wanted, parent=self._window)
        dialog.kept.connect(self._on_watch_kept)
        dialog.open()

    def bin_film(self, film_id: int | None = None) -> None:
        """Put a film in the bin, and offer to take it out again."""
        wanted = film_id if film_id is not None else self._pane.chosen_film()
        if wanted is None:
            return
        try:
            title = films.film(wanted).title
            changes = films.bin_film(wanted)
        except KnownError as error:
            self._pane.bar.say(str(error), error=True)
            return
        self._publish(changes)
        self._pane.bar.say(
            self.tr("“{title}” is in the bin.").format(title=title), lambda: self._restore(wanted)
        )

    def set_times_seen(self, film_id: int, total: int) -> None:
        """Make ×n the total: earlier watches become what the logged ones leave."""
        try:
            changes = films.set_times_seen(film_id, total)
        except KnownError as error:
            self._pane.bar.say(str(error), error=True)
            return
        self._publish(changes)
        kept = films.film_row(film_id).times_seen
        if kept != total:
            self._pane.bar.say(self.tr("%n time(s) are logged, so the number stays there.", "", kept))

    def _restore(self, film_id: int) -> None:
        try:
            changes = films.restore_film(film_id)
        except KnownError as error:
            self._pane.bar.say(str(error), error=True)
            return
        self._publish(changes)
        self._pane.choose_film(film_id)

    def _choose_known(self, title: str, error: KnownError) -> None:
        try:
            film = films.find_film(title)
        except KnownError:
            self._pane.bar.say(str(error), error=True)
            return
        self._pane.choose_film(film.id)
        self._pane.bar.say(str(error))

    def _on_film_kept(self, film: Film, changes: Changes, is_new: bool) -> None:
        self._publish(changes)
        self._pane.choose_film(film.id)
        if is_new:
            self.film_added.emit(film.id)

    def _on_watch_kept(self, watch: Watch, changes: Changes, title: str) -> None:
        self._publish(changes)
        self._pane.choose_film(watch.film_id)
        self.watch_logged.emit(watch)
        self._pane.bar.say(self.tr("Logged “{title}”.").format(title=title), lambda: self._unlog(watch.uuid))

    def _unlog(self, uuid: str) -> None:
        try:
            self._publish(watches.remove_watch(uuid))
        except KnownError as error:
            self._pane.bar.say(str(error), error=True)

    def _publish(self, changes: Changes) -> None:
        self._events.publish(changes, self)
