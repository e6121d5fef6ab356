# SPDX-License-Identifier: GPL-3.0-or-later
"""Log a watch: tonight, the stars, a few words; three keys for the usual case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QWidget

from moodboard.domain.changes import Changes
from moodboard.domain.dates import VagueDate, full, parse_said_times, tonight
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch, named
from moodboard.qt.fonts import ui_font
from moodboard.services import films, watches
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog, mark_error, names_in
from moodboard.ui.dialogs.film_field import FilmField
from moodboard.ui.dialogs.words_edit import WordsEdit
from moodboard.ui.stars import StarsEdit

_EVENING = 17
_NIGHT_ENDS = 5


class LogWatchDialog(FormDialog):
    """Ask what there is to say of a watch and keep it.

    The keyboard begins on the stars: Ctrl+L, 4, Enter is a watch of tonight with four stars.
    """

    kept = Signal(object, object, str)
    """The ``Watch`` as stored, the ``Changes``, the film's title."""

    def __init__(
        self,
        film_id: int | None,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(self.tr("Log a watch"), self.tr("Log"), parent)
        self._now = now()
        self._film_id: int | None = None
        self._title = ""
        self._date: VagueDate | None = None
        self._times = 1
        self.change_film = link_button(self.tr("another film"), self.tr("Choose another film"), self)
        self.film_field = FilmField(self)
        self.stars = StarsEdit(self)
        self.date = QLineEdit(self)
        self.understood = QLabel(self)
        self.words = WordsEdit(64, self)
        self.people, self.where, self.medium = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self._lay_out()
        self._connect()
        self.date.setText(self._usual_date())
        self._set_film(film_id)

    def _lay_out(self) -> None:
        self.heading.setText("")
        head = QHBoxLayout()
        head.setSpacing(12)
        self.change_film.setFont(ui_font("small"))
        head.addWidget(self.change_film)
        head.addStretch(1)
        self.rows.addLayout(head)
        self.rows.addWidget(self.film_field)
        self.understood.setFont(ui_font("small"))
        self.understood.setProperty("role", "muted")
        self.date.setPlaceholderText(self.tr("tonight, summer 2016, before 2014 ×3, or nothing"))
        stars = self.labelled(self.tr("Stars (1 to 5)"), self.stars)
        stars.addStretch(1)
        self.rows.addLayout(
            self.beside((stars, 0), (self.labelled(self.tr("When"), self.date, self.understood), 1))
        )
        self.words.setPlaceholderText(self.tr("What was it like this time?"))
        self.rows.addLayout(self.labelled(self.tr("Words"), self.words))
        self.people.setPlaceholderText(self.tr("Ana, Noor"))
        self.where.setPlaceholderText(self.tr("At home, a cinema"))
        self.medium.setPlaceholderText(self.tr("Blu-ray, 35 mm"))
        usual = [
            "Blu-ray",
            "DVD",
            "VHS",
            "35 mm",
            "70 mm",
            self.tr("cinema"),
            self.tr("stream"),
            self.tr("file"),
        ]
        completer = QCompleter(usual, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.medium.setCompleter(completer)
        self.rows.addLayout(
            self.beside(
                (self.labelled(self.tr("With"), self.people), 1),
                (self.labelled(self.tr("Where"), self.where), 1),
                (self.labelled(self.tr("Seen on"), self.medium), 1),
            )
        )
        self.setMinimumWidth(520)

    def _connect(self) -> None:
        self.change_film.clicked.connect(self._on_change_film)
        self.film_field.film_picked.connect(self._on_film_picked)
        self.film_field.textEdited.connect(lambda: self.clear_error(self.film_field))
        self.date.textChanged.connect(self._on_date)

    def film_id(self) -> int | None:
        """Whose watch it will be."""
        return self._film_id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers mean stars wherever nothing is typed."""
        if not isinstance(self.focusWidget(), QLineEdit | WordsEdit) and self.stars.take_key(event):
            return
        super().keyPressEvent(event)

    def keep(self) -> None:
        """Write the watch down; what is wrong is said at its field."""
        film_changes = self._film_for_words()
        if film_changes is None:
            return
        if self._date is None:
            self.date.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        watch = Watch(
            film_id=self._film_id or 0,
            date=self._date,
            times=self._times,
            rating=self.stars.rating(),
            note=self.words.toPlainText().strip(),
            people=names_in(self.people.text()),
            where=self.where.text().strip(),
            medium=self.medium.text().strip(),
        )
        try:
            watch, changes = watches.log_watch(watch)
        except KnownError as error:
            self.show_error(str(error))
            return
        self.kept.emit(watch, film_changes | changes, self._title)
        self.accept()

    def _film_for_words(self) -> Changes | None:
        """Settle on the film: the chosen one, the one typed, or a new one; None when there is none yet."""
        if self._film_id is not None:
            return Changes()
        said = self.film_field.text().strip()
        if not said:
            self.show_error(self.tr("Which film was it?"), self.film_field)
            return None
        try:
            film = films.find_film(said)
            changes = Changes()
        except KnownError:
            if not self.film_field.wants_new():
                self.show_error(
                    self.tr("Choose a film of the list, or press Enter again to add “{title}”.").format(
                        title=said
                    ),
                    self.film_field,
                )
                self.film_field.ask_for_new()
                return None
            try:
                film, changes = films.add_film(Film(title=said))
            except KnownError as error:
                self.show_error(str(error), self.film_field)
                return None
        self._film_id, self._title = film.id, film.title
        return changes

    def _set_film(self, film_id: int | None) -> None:
        known = films.titles([film_id]) if film_id is not None else {}
        self._film_id = film_id if known else None
        if self._film_id is None:
            self._on_change_film()
            return
        row = films.film_row(self._film_id)
        self._title = row.title
        self.heading.setText(named(row.title, row.year))
        self.change_film.show()
        self.film_field.hide()
        self.stars.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_change_film(self) -> None:
        self._film_id = None
        self.heading.setText(self.tr("Log a watch"))
        self.change_film.hide()
        self.film_field.show()
        self.film_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_film_picked(self, film_id: int) -> None:
        self.clear_error(self.film_field)
        self._set_film(film_id)

    def _usual_date(self) -> str:
        late = self._now.hour >= _EVENING or self._now.hour < _NIGHT_ENDS
        return self.tr("tonight") if late else self.tr("today")

    def _on_date(self, said: str) -> None:
        """Show what was understood as it is typed."""
        try:
            self._date, self._times = parse_said_times(self._in_english(said), tonight(self._now))
        except KnownError as error:
            self._date = None
            mark_error(self.date, True)
            self._say(str(error), wrong=True)
            return
        mark_error(self.date, False)
        words = full(self._date) or self.tr("Date unknown")
        if self._date.is_day and self._date.earliest is not None:
            words = self._date.earliest.strftime("%A, ") + words
        self._say(words + (f" ×{self._times}" if self._times > 1 else ""), wrong=False)

    def _in_english(self, said: str) -> str:
        """The two words that the field itself fills in may be translated."""
        plain = said.strip()
        return "today" if plain in (self.tr("tonight"), self.tr("today")) else plain

    def _say(self, words: str, wrong: bool) -> None:
        self.understood.setText(words)
        self.understood.setProperty("role", "error" if wrong else "muted")
        self.understood.style().unpolish(self.understood)
        self.understood.style().polish(self.understood)
