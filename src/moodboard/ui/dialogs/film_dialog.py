# SPDX-License-Identifier: GPL-3.0-or-later
"""Add a film, or edit its facts; only the title is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film
from moodboard.domain.metadata import DIRECTORS, RUNTIME, YEAR
from moodboard.services import films, metadata
from moodboard.ui import icons, theme
from moodboard.ui.dialogs.base import FormDialog, names_in
from moodboard.ui.dialogs.facts_words import source_label
from moodboard.ui.dialogs.words_edit import WordsEdit
from moodboard.ui.stars import StarsEdit

if TYPE_CHECKING:
    from moodboard.ui.dialogs.film_facts import FilmFactsFiller


class HeartButton(QAbstractButton):
    """A heart that is on or off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFixedSize(32, 32)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(self.tr("A film close to your heart"))
        self.setAccessibleName(self.tr("Heart"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ember when on."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        box = self.rect().toRectF().adjusted(7, 7, -7, -7)
        icons.paint(painter, "heart-full" if self.isChecked() else "heart", box, self._ink())

    def _ink(self) -> str:
        tokens = theme.tokens()
        return tokens.accent if self.isChecked() else tokens.ink_2


class FilmDialog(FormDialog):
    """Ask for a film's facts and keep them."""

    kept = Signal(object, object, bool)
    """The ``Film`` as stored, the ``Changes``, and whether it is new."""
    known_picked = Signal(int)
    """The film was to be added, and is in the library."""

    def __init__(self, film: Film | None, title: str = "", parent: QWidget | None = None) -> None:
        self._film = film
        self._sources = metadata.sources(film.id) if film is not None else {}
        heading = self.tr("Add a film") if film is None else self.tr("Edit the film")
        super().__init__(heading, self.tr("Add") if film is None else self.tr("Save"), parent)
        self.title = QLineEdit(self)
        self.year = QLineEdit(self)
        self.year.setMaxLength(4)
        self.directors = QLineEdit(self)
        self.directors.setPlaceholderText(self.tr("Names, with commas between"))
        self.runtime = QLineEdit(self)
        self.runtime.setMaxLength(4)
        self.runtime.setPlaceholderText(self.tr("Minutes"))
        self.stars = StarsEdit(self)
        self.heart = HeartButton(self)
        self.watchlist = QCheckBox(self.tr("To watch"), self)
        self.notes = WordsEdit(72, self)
        self._facts: FilmFactsFiller | None = None
        if film is None:
            from moodboard.ui.dialogs.film_facts import FilmFactsFiller

            self._facts = FilmFactsFiller(self.title, self.year, self.directors, self.runtime)
            self._facts.filled.connect(self._on_edited)
            self._facts.film_picked.connect(self._on_known)
        self._lay_out()
        self._fill(film if film is not None else Film(title=title))
        for field in (self.title, self.year, self.runtime):
            field.textEdited.connect(self._on_edited)
        self.title.setFocus()
        self.title.selectAll()

    def _lay_out(self) -> None:
        told = None if self._facts is None else self._facts.told
        self.rows.addLayout(self.labelled(self.tr("Title"), self.title, told))
        self.rows.addLayout(
            self.beside(
                (self._sourced(self.tr("Year"), self.year, YEAR), 1),
                (self._sourced(self.tr("Directed by"), self.directors, DIRECTORS), 3),
                (self._sourced(self.tr("Runtime"), self.runtime, RUNTIME), 1),
            )
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.stars)
        row.addWidget(self.heart)
        row.addWidget(self.watchlist)
        row.addStretch(1)
        column = QVBoxLayout()
        column.addLayout(row)
        self.rows.addLayout(column)
        self.rows.addLayout(self.labelled(self.tr("Notes"), self.notes))

    def _sourced(self, words: str, field: QLineEdit, name: str) -> QVBoxLayout:
        """Return the field under its words, over where its value came from: until it is typed over."""
        below = source_label(self._sources.get(name), self)
        if below is not None:
            field.textEdited.connect(lambda _typed: below.setText(""))
            field.setAccessibleDescription(below.text())
        column = self.labelled(words, field, below)
        column.addStretch(1)
        return column

    def _fill(self, film: Film) -> None:
        self.title.setText(film.title)
        self.year.setText("" if film.year is None else str(film.year))
        self.directors.setText(", ".join(film.directors))
        self.runtime.setText("" if film.runtime is None else str(film.runtime))
        self.stars.set_rating(film.rating)
        self.heart.setChecked(film.liked)
        self.watchlist.setChecked(film.watchlist)
        self.notes.setPlainText(film.notes)

    def keep(self) -> None:
        """Store the film; what is wrong is said at its field."""
        self._on_edited()
        title = " ".join(self.title.text().split())
        if not title:
            self.show_error(self.tr("A film needs a title."), self.title)
            return
        year, runtime = self._number(self.year), self._number(self.runtime)
        if year is not None and not 1800 <= year <= 2999:
            self.show_error(self.tr("Give the year in four digits, or leave it out."), self.year)
            return
        if runtime is not None and not 0 < runtime < 6000:
            self.show_error(self.tr("Give the minutes as a number, or leave them out."), self.runtime)
            return
        film = replace(
            self._film if self._film is not None else Film(title=title),
            title=title,
            year=year,
            directors=names_in(self.directors.text()),
            runtime=runtime,
            rating=self.stars.rating(),
            liked=self.heart.isChecked(),
            watchlist=self.watchlist.isChecked(),
            notes=self.notes.toPlainText().strip(),
        )
        try:
            if self._facts is not None:
                film, changes = self._facts.add(film)
            else:
                changes = films.edit_film(film)
        except KnownError as error:
            self.show_error(str(error), self.title)
            return
        self.kept.emit(film, changes, self._film is None)
        self.accept()

    def _on_known(self, film_id: int) -> None:
        self.known_picked.emit(film_id)
        self.reject()

    @staticmethod
    def _number(field: QLineEdit) -> int | None:
        """The field's number, None when empty, -1 for what is none."""
        said = field.text().strip()
        if not said:
            return None
        return int(said) if said.isdecimal() else -1

    def _on_edited(self) -> None:
        self.clear_error(self.title, self.year, self.runtime)
