# SPDX-License-Identifier: GPL-3.0-or-later
"""The quiet bar that asks which film a file is: its name is a guess, the person knows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.qt.fonts import ui_font
from moodboard.services import films
from moodboard.ui import theme
from moodboard.ui.buttons import ghost_button, outline_button
from moodboard.ui.dialogs.film_field import FilmField

HEIGHT = 52


class WhichFilm(QWidget):
    """One row: the question, a field with the guess, and the ways to answer."""

    answered = Signal(int)
    """The film it is."""
    changes_made = Signal(object)
    """A film was added: the ``Changes``."""
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self._year: int | None = None
        self._guess = ""
        question = QLabel(self.tr("Which film is this?"), self)
        question.setFont(ui_font("body-strong"))
        self.field = FilmField(self)
        self.field.setFixedHeight(32)
        self.field.film_picked.connect(self.answered)
        self.field.facts_picked.connect(self._on_facts)
        self.field.textChanged.connect(self._on_text)
        self.keep = outline_button(self.tr("This one"), parent=self)
        self.keep.setToolTip(self.tr("Take the film of that name; it is added if you do not have it (Enter)"))
        self.keep.clicked.connect(self.answer)
        self.later = ghost_button(self.tr("Not now"), parent=self)
        self.later.setToolTip(self.tr("Shots and lines are kept without a film until you say which it is"))
        self.later.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(10)
        row.addWidget(question)
        row.addWidget(self.field, 1)
        row.addWidget(self.keep)
        row.addWidget(self.later)
        self.hide()

    def ask(self, guess: str, year: int | None) -> None:
        """Ask, with what the file's name tells as the answer that is offered."""
        self._guess, self._year = guess, year
        shown = f"{guess} ({year})" if guess and year else guess
        self.field.blockSignals(True)
        self.field.setText(shown)
        self.field.blockSignals(False)
        self._on_text(shown)
        self.show()

    def answer(self) -> None:
        """Take the film that is named, adding it when the library has none of that name."""
        from moodboard.domain.film_file import title_of

        title, year = title_of(self.field.text())
        if not title:
            return
        try:
            self.answered.emit(self._film(title, year))
        except KnownError as error:
            self.failed.emit(str(error))

    def _film(self, title: str, year: int | None) -> int:
        from moodboard.services import stills

        known = stills.film_called(title, year) if year else None
        known = known if known is not None else stills.film_called(title)
        if known is not None:
            return known
        film, changes = films.add_film(Film(title=title, year=year))
        self.changes_made.emit(changes)
        return film.id

    def _on_facts(self, facts: object) -> None:
        from moodboard.domain.catalogue import FilmFacts
        from moodboard.services import catalogue

        if not isinstance(facts, FilmFacts):
            return
        try:
            film, changes = catalogue.add_film(facts)
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self.changes_made.emit(changes)
        self.answered.emit(film.id)

    def _on_text(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers, Esc puts it off."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answer()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper with a hairline below."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.panel))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
