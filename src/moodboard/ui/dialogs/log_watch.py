# SPDX-License-Identifier: GPL-3.0-or-later
"""Log a watch: tonight, the stars, a few words; three keys for the usual case. Or correct one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.catalogue import FilmFacts
from moodboard.domain.changes import Changes
from moodboard.domain.dates import full, ordinal, parse_edtf, tonight
from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, Watch, named
from moodboard.services import films, watches
from moodboard.ui.dialogs.base import FormDialog, names_in
from moodboard.ui.dialogs.log_fields import LogFields
from moodboard.ui.dialogs.words_edit import WordsEdit

_EVENING = 17
_NIGHT_ENDS = 5


class LogWatchDialog(FormDialog):
    """Ask what there is to say of a watch and keep it.

    The keyboard begins on the stars: Ctrl+L, 4, Enter is a watch of tonight with four stars. Letters
    typed there look for another film; once there are stars they are words.
    """

    kept = Signal(object, object, str)
    """The ``Watch`` as stored, the ``Changes``, the film's title."""
    edited = Signal(object, object, str)
    """The ``Watch`` as it shall be, the ``Changes`` made for its film, the film's title."""

    def __init__(
        self,
        film_id: int | None,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = datetime.now,
        watch: Watch | None = None,
        on: date | None = None,
    ) -> None:
        heading = self.tr("Log a watch") if watch is None else self.tr("Edit the watch")
        super().__init__(heading, self.tr("Log") if watch is None else self.tr("Save"), parent)
        self._now = now()
        self._watch = watch
        self._film_id: int | None = None
        self._guess = film_id
        self._facts: FilmFacts | None = None
        """A film of the catalogue, which comes into the library with its first watch."""
        self._title = ""
        self._seen, self._at_least = 0, False
        self.fields = fields = LogFields(self, now)
        self.change_film, self.film_field, self.count = fields.change_film, fields.film_field, fields.count
        self.stars, self.when, self.words = fields.stars, fields.when, fields.words
        self.date, self.understood = fields.when.field, fields.when.understood
        self.people, self.where, self.medium = fields.people, fields.where, fields.medium
        self.cut, self.themes, self.to_end = fields.cut, fields.themes, fields.to_end
        self.heading.setText("")
        fields.lay_out(self)
        self._connect()
        self._begin_date(on)
        if watch is not None:
            fields.fill(watch)
        self._set_film(film_id)
        self.keep_button.setToolTip(
            self.tr("{deed} (Enter; Ctrl+Enter)").format(deed=self.keep_button.text())
        )

    def _connect(self) -> None:
        self.change_film.clicked.connect(self._on_change_film)
        self.film_field.film_picked.connect(self._on_film_picked)
        self.film_field.facts_picked.connect(self._on_facts_picked)
        self.film_field.textEdited.connect(lambda: self.clear_error(self.film_field))
        self.film_field.installEventFilter(self)
        self.stars.typed.connect(self._on_typed)
        self.when.changed.connect(self._show_count)

    def film_id(self) -> int | None:
        """Whose watch it will be."""
        return self._film_id

    # -- keys --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers mean stars wherever nothing is typed; Control and Enter keep from anywhere."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take_first()
            self.keep()
            return
        if enter and self.focusWidget() is self.film_field and self._take_first():
            return
        typing = isinstance(self.focusWidget(), type(self.date) | WordsEdit)
        if not typing and self.stars.take_key(event):
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the film's field for the film that was guessed: Escape drops what was typed, Tab keeps it."""
        pressed = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        alone = self._guess is not None and not self._offers_shown()
        if watched is self.film_field and pressed is not None and alone:
            if pressed.key() == Qt.Key.Key_Escape:
                self._back_to_guess()
                return True
            if pressed.key() == Qt.Key.Key_Tab:
                self._words_for_guess()
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self, letters: str) -> None:
        """Go on where letters mean something: the film while there are no stars, then the words."""
        if self.stars.rating() is None and self._watch is None:
            self._on_change_film()
            self.film_field.setText(letters)
            self.film_field.textEdited.emit(letters)
        else:
            self.words.insertPlainText(letters)
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offers_shown(self) -> bool:
        completer = self.film_field.completer()
        popup = completer.popup() if completer is not None else None
        return popup is not None and popup.isVisible()

    def _back_to_guess(self) -> None:
        self.film_field.clear()
        self.clear_error(self.film_field)
        self._set_film(self._guess)

    def _words_for_guess(self) -> None:
        """What was typed as a film were words of the one that was guessed."""
        typed = self.film_field.text()
        self._back_to_guess()
        self.words.setPlainText(" ".join(part for part in (self.words.toPlainText(), typed) if part))
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_first(self) -> bool:
        """Take the film that the letters mean, when they mean one to the letter."""
        if self._film_id is not None or self._facts is not None or not self.film_field.text().strip():
            return False
        first = next(iter(self.film_field.completion.model.offers()), None)
        if first is None or first.facts is not None or first.is_near:
            return False
        self._on_film_picked(first.film_id)
        return True

    # -- keeping -----------------------------------------------------------------------------------

    def keep(self) -> None:
        """Write the watch down; what is wrong is said at its field."""
        film_changes = self._film_for_words()
        if film_changes is None:
            return
        said = self.when.said()
        if said is None:
            self.date.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        watch = replace(
            self._watch or Watch(0),
            film_id=self._film_id or 0,
            date=said[0],
            times=said[1],
            rating=self.stars.rating(),
            note=self.words.toPlainText().strip(),
            people=names_in(self.people.text()),
            where=self.where.text().strip(),
            medium=self.medium.text().strip(),
            cut=self.cut.text().strip(),
            themes=names_in(self.themes.text()),
            finished=self.to_end.isChecked(),
        )
        if self._watch is not None:
            self.edited.emit(watch, film_changes, self._title)
            self.accept()
            return
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
        if self._facts is not None:
            return self._film_of_facts(self._facts)
        said = self.film_field.text().strip()
        if not said:
            self.show_error(self.tr("Which film was it?"), self.film_field)
            return None
        try:
            film, changes = films.find_film(said), Changes()
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

    def _film_of_facts(self, facts: FilmFacts) -> Changes | None:
        from moodboard.services import catalogue

        try:
            film, changes = catalogue.add_film(facts)
        except KnownError as error:
            self._on_change_film()
            self.show_error(str(error), self.film_field)
            return None
        self._film_id, self._title = film.id, film.title
        return changes

    # -- the film ----------------------------------------------------------------------------------

    def _set_film(self, film_id: int | None) -> None:
        try:
            row = films.film_row(film_id) if film_id is not None else None
        except KnownError:
            row = None
        self._film_id = None if row is None else row.id
        if row is None:
            self._guess = None
            self._on_change_film()
            return
        self._seen, self._at_least = row.times_seen, row.at_least
        self._show_film(row.title, row.year)

    def _show_film(self, title: str, year: int | None) -> None:
        self._title = title
        self.heading.setText(named(title, year))
        self.change_film.show()
        self.film_field.hide()
        self._show_count()
        self.stars.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_change_film(self) -> None:
        self._film_id = self._facts = None
        self.heading.setText(self.windowTitle())
        self.change_film.hide()
        self.count.hide()
        self.film_field.show()
        self.film_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_film_picked(self, film_id: int) -> None:
        self.clear_error(self.film_field)
        self._set_film(film_id)

    def _on_facts_picked(self, facts: FilmFacts) -> None:
        self.clear_error(self.film_field)
        self._facts = facts
        self._seen, self._at_least = 0, False
        self._show_film(facts.title, facts.year)

    def _show_count(self) -> None:
        """Say which time it is."""
        said = self.when.said()
        shown = self._film_id is not None or self._facts is not None
        self.count.setVisible(shown and self._watch is None and said is not None)
        if said is None:
            return
        total = self._seen + self._at_least + said[1]
        lately = said[0].is_day and said[0].earliest == tonight(self._now)
        if total == 1:
            words = self.tr("The first time.")
        elif self._at_least:
            words = self.tr("This makes at least {n} times.").format(n=f"{total:,}")
        elif lately and said[1] == 1:
            words = self.tr("This is the {nth} time.").format(nth=ordinal(total))
        else:
            words = self.tr("This makes {n} times.").format(n=f"{total:,}")
        self.count.setText(words)

    def _begin_date(self, on: date | None) -> None:
        if on is not None:
            said = parse_edtf(on.isoformat())
            self.when.begin(full(said), said)
            return
        late = self._now.hour >= _EVENING or self._now.hour < _NIGHT_ENDS
        words = self.tr("tonight") if late else self.tr("today")
        self.when.begin(words, parse_edtf(tonight(self._now).isoformat()))
