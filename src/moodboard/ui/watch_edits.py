# SPDX-License-Identifier: GPL-3.0-or-later
"""Correcting a watch in a dialog, and removing one; both can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.diary import DiaryRow
from moodboard.domain.film import Watch
from moodboard.qt.events import Events
from moodboard.qt.history import History
from moodboard.services import watches
from moodboard.ui.library.verbs import LibraryVerbs


class WatchEdits(QObject):
    """Act on a watch of the diary for a page."""

    def __init__(self, window: QWidget, history: History, events: Events, verbs: LibraryVerbs) -> None:
        super().__init__(window)
        self._window = window
        self._history = history
        self._events = events
        self._verbs = verbs

    def edit(self, row: DiaryRow) -> None:
        """Open the watch with all that is known of it."""
        from moodboard.ui.dialogs.log_watch import LogWatchDialog

        dialog = LogWatchDialog(row.watch.film_id, self._window, watch=row.watch)
        dialog.edited.connect(lambda watch, changes, title: self._keep(row.watch, watch, changes, title))
        dialog.open()

    def remove(self, row: DiaryRow) -> None:
        """Take the watch out of the diary, and offer the way back."""
        watch = row.watch
        words = self.tr("Removed a watch of “{title}”.").format(title=row.title)

        def act() -> tuple[Changes, Callable[[], Changes]]:
            was = watches.kept(watch.uuid)
            return watches.remove_watch(watch.uuid), lambda: watches.bring_back(was)

        if self._history.do(words, act):
            self._verbs.say(words, self._history.undo)

    def _keep(self, before: Watch, after: Watch, film_changes: Changes, title: str) -> None:
        words = self.tr("Changed a watch of “{title}”.").format(title=title)

        def act() -> tuple[Changes, Callable[[], Changes]]:
            was = watches.kept(before.uuid)
            return film_changes | watches.edit_watch(after), lambda: watches.put_back(was)

        if self._history.do(words, act):
            self._verbs.say(words, self._history.undo)
