# SPDX-License-Identifier: GPL-3.0-or-later
"""Two films become one, and one becomes two, with the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from moodboard.domain.changes import Changes
from moodboard.domain.film import Film, named
from moodboard.domain.ids import new_uuid
from moodboard.services import film_merging, films
from moodboard.ui.actions import ActionBook
from moodboard.ui.library.verbs import LibraryVerbs

Act = tuple[Changes, Callable[[], Changes]]


class OneFilmControl(QObject):
    """Answer the two commands."""

    def __init__(self, book: ActionBook, verbs: LibraryVerbs) -> None:
        super().__init__(verbs)
        self._verbs = verbs
        book.connect_handler("film.merge", self.ask_merge)
        book.connect_handler("film.split", self.ask_split)

    def ask_merge(self) -> None:
        """Ask which film the chosen one is the same as; two chosen films are asked about at once."""
        from moodboard.ui.dialogs.merge_dialog import MergeDialog

        chosen = self._verbs.chosen_films()
        if not chosen:
            return
        dialog = MergeDialog(chosen[:2], self._verbs.window())
        dialog.agreed.connect(self.merge)
        dialog.open()

    def merge(self, kept: int, gone: int, join_same_days: bool) -> None:
        """Make two films one."""
        title = films.titles([gone]).get(gone, "")

        def act() -> Act:
            changes, before = film_merging.merge(kept, gone, join_same_days)
            return changes, lambda: film_merging.undo_merge(before)

        history = self._verbs.history
        if history.do(self.tr("made two films one"), act):
            words = self.tr("“{title}” is part of it now.").format(title=title)
            self._verbs.say(words, history.undo)

    def ask_split(self) -> None:
        """Ask what of the chosen film is another one's."""
        from moodboard.ui.dialogs.split_dialog import SplitDialog

        film_id = self._verbs.chosen_film()
        if film_id is None:
            return
        dialog = SplitDialog(film_id, self._verbs.window())

        def try_it(new: Film, chosen: tuple[list[str], list[str], list[str]]) -> None:
            if self.split(film_id, new, chosen, dialog.refuse):
                dialog.accept()

        dialog.agreed.connect(try_it)
        dialog.open()

    def split(
        self,
        film_id: int,
        new: Film,
        chosen: tuple[list[str], list[str], list[str]],
        refuse: Callable[[str], object],
    ) -> bool:
        """Make one film two; a refusal is said where the person typed."""
        uuid = new_uuid()  # done again after an undo, it is the same film

        def act() -> Act:
            whole = Film(new.title, new.year, uuid=uuid)
            other, changes, before = film_merging.split(film_id, whole, *chosen)
            return changes, lambda: film_merging.undo_split(before, other)

        history = self._verbs.history
        history.failed.connect(refuse)
        try:
            done = history.do(self.tr("made one film two"), act)
        finally:
            history.failed.disconnect(refuse)
        if done:
            words = self.tr("“{title}” is a film of its own now.").format(title=named(new.title, new.year))
            self._verbs.say(words, history.undo)
        return done
