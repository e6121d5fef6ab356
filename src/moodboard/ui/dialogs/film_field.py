# SPDX-License-Identifier: GPL-3.0-or-later
"""A field that finds a film of the library by its title."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from moodboard.domain.film import named
from moodboard.services import films

_MOST = 8


class FilmField(QLineEdit):
    """Suggest films as one types."""

    film_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Which film?"))
        self.setAccessibleName(self.tr("Film"))
        self._ids: dict[str, int] = {}
        self._new = ""
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        # The store has matched already, by more than how the title begins.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST)
        completer.activated.connect(self._on_picked)
        self.textEdited.connect(self._on_edited)
        self.setCompleter(completer)

    def wants_new(self) -> bool:
        """Whether the person was told that there is no such film, and insists."""
        return bool(self._new) and self._new == self.text().strip()

    def ask_for_new(self) -> None:
        """The next Enter with the same words adds the film."""
        self._new = self.text().strip()

    def suggestions(self) -> list[str]:
        """What is offered now."""
        return self._words.stringList()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the usual ones at once."""
        super().focusInEvent(event)
        if not self._ids:
            self._suggest()

    def _on_edited(self, _words: str) -> None:
        self._suggest()

    def _suggest(self) -> None:
        found = films.suggest_titles(self.text().strip(), _MOST)
        self._ids = {named(row.title, row.year): row.id for row in found}
        self._words.setStringList(list(self._ids))

    def _on_picked(self, words: str) -> None:
        film_id = self._ids.get(words)
        if film_id is not None:
            self.film_picked.emit(film_id)
