# SPDX-License-Identifier: GPL-3.0-or-later
"""A field that finds a film by its title: in the library, else in the catalogue."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


class FilmField(QLineEdit):
    """Suggest films as one types."""

    film_picked = Signal(int)
    facts_picked = Signal(object)
    """``FilmFacts`` of a film that the library has not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Which film?"))
        self.setAccessibleName(self.tr("Film"))
        self._new = ""
        from moodboard.ui.dialogs.film_completion import FilmCompletion  # with the first field

        self.completion = FilmCompletion(self)
        self.completion.film_picked.connect(self.film_picked)
        self.completion.facts_picked.connect(self.facts_picked)

    def wants_new(self) -> bool:
        """Whether the person was told that there is no such film, and insists."""
        return bool(self._new) and self._new == self.text().strip()

    def ask_for_new(self) -> None:
        """The next Enter with the same words adds the film."""
        self._new = self.text().strip()

    def suggestions(self) -> list[str]:
        """What is offered now."""
        return self.completion.names()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the usual ones at once."""
        super().focusInEvent(event)
        if not self.suggestions():
            self.completion.suggest(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter over offers of which none is marked is for the dialog: Qt would only hide the offers."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        completer = self.completer()
        offers = completer.popup() if enter and completer is not None else None
        above = self.parentWidget()
        if offers is None or above is None or not offers.isVisible() or offers.currentIndex().isValid():
            super().keyPressEvent(event)
            return
        offers.hide()
        QApplication.sendEvent(above, event)
        event.accept()
