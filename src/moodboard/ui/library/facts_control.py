# SPDX-License-Identifier: GPL-3.0-or-later
"""Looking films up: opens its dialogs, publishes what was filled in, and keeps the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.errors import KnownError
from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.qt.jobs import JobRunner
from moodboard.services import films
from moodboard.ui.actions import ActionBook
from moodboard.ui.library.verbs import LibraryVerbs

# The dialogs and what asks servers are imported when they are first wanted: the program starts without.


class FactsControl(QObject):
    """Answer the commands about facts."""

    def __init__(
        self,
        window: QWidget,
        book: ActionBook,
        jobs: JobRunner,
        events: Events,
        history: History,
        verbs: LibraryVerbs,
    ) -> None:
        super().__init__(window)
        self._window, self._jobs, self._events = window, jobs, events
        self._history, self._verbs = history, verbs
        book.connect_handler("film.lookup", self.look_up)
        book.connect_handler("film.lookup_many", self.look_up_many)
        book.connect_handler("film.facts", self.show_settings)

    def look_up(self, film_id: int | None = None, over: QWidget | None = None) -> None:
        """Open the dialog for a film, or for the chosen one."""
        from moodboard.ui.dialogs.lookup_dialog import LookupDialog

        wanted = film_id if film_id is not None else self._verbs.chosen_film()
        if wanted is None:
            return
        try:
            film = films.film(wanted)
        except KnownError as error:
            self._verbs.say(str(error), error=True)
            return
        dialog = LookupDialog(film, self._jobs, over or self._window)
        dialog.filled.connect(self._on_filled)
        dialog.settings_requested.connect(lambda: self.show_settings(then=wanted))
        dialog.open()

    def look_up_many(self) -> None:
        """Open the dialog for all films that lack facts."""
        from moodboard.ui.dialogs.lookup_many_dialog import LookupManyDialog

        dialog = LookupManyDialog(self._jobs, self._window)
        dialog.filled.connect(self._on_many_filled)
        dialog.taken_back.connect(self._take_back)
        dialog.lookup_requested.connect(lambda film_id: self.look_up(film_id, dialog))
        dialog.settings_requested.connect(self.show_settings)
        dialog.open()

    def show_settings(self, then: int | None = None) -> None:
        """Open the settings; once films may be looked up, go on with the film that was asked about."""
        from moodboard.ui.dialogs.facts_settings_dialog import FactsSettingsDialog

        dialog = FactsSettingsDialog(self._jobs, self._window)
        if then is not None:
            dialog.switched.connect(lambda on: self.look_up(then) if on else None)
        dialog.open()

    # -- what happened -------------------------------------------------------------------------------

    def _on_filled(self, filled: object, changes: Changes) -> None:
        from moodboard.services.metadata import Filled
        from moodboard.ui.dialogs.facts_words import field_words

        if not isinstance(filled, Filled):
            return
        self._events.publish(changes, self)
        names = ", ".join(field_words(field) for field in filled.after)
        if not names:
            self._verbs.say(self.tr("There was nothing to fill in."))
            return
        words = self.tr("Filled in for “{film}”: {fields}.").format(film=filled.title, fields=names)
        self._remember(words, [filled])
        self._verbs.say(words, lambda: self._take_back([filled]))

    def _on_many_filled(self, report: object) -> None:
        from moodboard.services.lookup import ManyReport

        if not isinstance(report, ManyReport) or not report.filled:
            return
        self._events.publish(report.changes, self)
        self._remember(self.tr("Facts of %n film(s)", "", len(report.filled)), report.filled)

    def _remember(self, words: str, filled: Sequence[object]) -> None:
        from moodboard.services import metadata
        from moodboard.services.metadata import Filled

        made = [one for one in filled if isinstance(one, Filled)]
        self._history.push(words, lambda: metadata.take_back(made), lambda: metadata.fill_again(made))

    def _take_back(self, filled: Sequence[object]) -> None:
        from moodboard.services import metadata
        from moodboard.services.metadata import Filled

        try:
            changes = metadata.take_back([one for one in filled if isinstance(one, Filled)])
        except KnownError as error:
            self._verbs.say(str(error), error=True)
            return
        self._events.publish(changes, self)
