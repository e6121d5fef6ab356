# SPDX-License-Identifier: GPL-3.0-or-later
"""Fill the fields of a new film from the catalogue; what was typed by hand is never written over."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit

from moodboard.domain.catalogue import FilmFacts
from moodboard.domain.changes import Changes
from moodboard.domain.film import Film
from moodboard.domain.text_keys import folded
from moodboard.qt.fonts import ui_font
from moodboard.services import catalogue, films
from moodboard.ui.dialogs.film_completion import FilmCompletion


class FilmFactsFiller(QObject):
    """Complete the title's field, and fill the others once a film of the catalogue is picked."""

    filled = Signal()
    film_picked = Signal(int)
    """A film that is in the library was picked."""

    def __init__(self, title: QLineEdit, year: QLineEdit, directors: QLineEdit, runtime: QLineEdit) -> None:
        super().__init__(title)
        self._title, self._year, self._directors, self._runtime = title, year, directors, runtime
        self._facts: FilmFacts | None = None
        self._ours: dict[QLineEdit, str] = {}
        """What was filled in by a film picked before: another one may write over it."""
        self.told = QLabel(title.parentWidget())
        self.told.setFont(ui_font("small"))
        self.told.setProperty("role", "muted")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.hide()
        self.completion = FilmCompletion(title)
        self.completion.film_picked.connect(self.film_picked)
        self.completion.facts_picked.connect(self.fill)
        for field in (title, year):
            field.textChanged.connect(self._tell)

    def fill(self, facts: FilmFacts) -> None:
        """Fill what is blank."""
        self._facts = facts
        self._title.setText(facts.title)
        told = (
            (self._year, "" if facts.year is None else str(facts.year)),
            (self._directors, ", ".join(facts.directors)),
            (self._runtime, "" if facts.runtime is None else str(facts.runtime)),
        )
        for field, words in told:
            if field.text().strip() in ("", self._ours.get(field)):
                field.setText(words)
                field.setCursorPosition(0)  # long names are shown from their beginning
                self._ours[field] = words
        self._tell()
        self.filled.emit()

    def add(self, film: Film) -> tuple[Film, Changes]:
        """Keep the new film, with what has no field here: the original title and IMDb's number."""
        facts = self._facts
        if facts is None or not self._is_it():
            return films.add_film(film)
        return catalogue.keep_film(replace(film, imdb=facts.imdb, original_title=facts.original_title), facts)

    def _is_it(self) -> bool:
        """Whether the fields still speak of the film that was picked."""
        facts = self._facts
        if facts is None:
            return False
        year = "" if facts.year is None else str(facts.year)
        return folded(self._title.text()) == folded(facts.title) and self._year.text().strip() in ("", year)

    def _tell(self) -> None:
        facts = self._facts
        if facts is None or not self._is_it():
            self.told.hide()
            return
        parts = (facts.original_title, self.tr("IMDb {id}").format(id=facts.imdb))
        self.told.setText(" · ".join(part for part in parts if part))
        self.told.show()
