# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of the film: stars, a few words, with whom and on what; Enter logs the watch."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from moodboard.domain.dates import full
from moodboard.domain.edtf import VagueDate
from moodboard.qt.fonts import ui_font
from moodboard.services import film_pages
from moodboard.services.watching import Said, Usual
from moodboard.ui.buttons import fill_button, ghost_button
from moodboard.ui.dialogs.base import names_in
from moodboard.ui.dialogs.words_edit import WordsEdit
from moodboard.ui.film.date_field import DateField
from moodboard.ui.film.watch_editor import ListCompleter
from moodboard.ui.stars import StarsEdit
from moodboard.ui.watching.look import dress


class FinishForm(QWidget):
    """Ask what there is to say; it keeps what was typed while one goes back to the film."""

    log_wanted = Signal(object)
    """A ``Said``."""
    drop_wanted = Signal()
    back_wanted = Signal()
    height_changed = Signal()
    """A sentence came, or went."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(self)
        self.heading.setFont(ui_font("section"))
        self.heading.setWordWrap(True)
        self.stars = StarsEdit(self, hands_on=True)
        self.words = WordsEdit(60, self)
        self.people, self.where, self.medium = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.when = DateField(self)
        self.notes = QLabel(self)
        self.notes.setFont(ui_font("small"))
        self.notes.setProperty("role", "muted")
        self.notes.setWordWrap(True)
        self.error = QLabel(self)
        self.error.setFont(ui_font("small"))
        self.error.setProperty("role", "error")
        self.error.setWordWrap(True)
        self.error.hide()
        self.log = fill_button(self.tr("Log"), tip=self.tr("Log the watch (Enter)"), parent=self)
        self.unfinished = ghost_button(
            self.tr("Not finished"), tip=self.tr("Log it as not seen to the end"), parent=self
        )
        self.drop = ghost_button(
            self.tr("Do not log"), tip=self.tr("Keep the shots and lines, and no watch"), parent=self
        )
        self.back = ghost_button(icon="chevron-left", tip=self.tr("Back to the film (Esc)"), parent=self)
        self._name_fields()
        self._lay_out()
        self.stars.typed.connect(self._on_typed)
        # After the field has laid itself out anew, which it does when the events are next looked at.
        self.when.changed.connect(self.height_changed, Qt.ConnectionType.QueuedConnection)
        self.log.clicked.connect(lambda: self._on_log(True))
        self.unfinished.clicked.connect(lambda: self._on_log(False))
        self.drop.clicked.connect(self.drop_wanted)
        self.back.clicked.connect(self.back_wanted)

    def _name_fields(self) -> None:
        for field, name, hint in (
            (self.words, self.tr("Words"), self.tr("What was it like this time?")),
            (self.people, self.tr("With"), self.tr("Ana, Noor")),
            (self.where, self.tr("Where"), self.tr("At home, a cinema")),
            (self.medium, self.tr("Seen on"), self.tr("Television, cinema")),
        ):
            field.setAccessibleName(name)
            field.setPlaceholderText(hint)
            field.setToolTip(name)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.stars)
        column.addWidget(self.words)
        column.addWidget(self.notes)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for place, (field, name) in enumerate(
            (
                (self.people, self.tr("With")),
                (self.where, self.tr("Where")),
                (self.medium, self.tr("Seen on")),
                (self.when, self.tr("When")),
            )
        ):
            label = QLabel(name, self)
            label.setFont(ui_font("small"))
            label.setProperty("role", "muted")
            label.setBuddy(field)
            grid.addWidget(label, place // 2 * 2, place % 2)
            grid.addWidget(field, place // 2 * 2 + 1, place % 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(grid)
        column.addWidget(self.error)
        row = QHBoxLayout()
        row.setSpacing(2)
        self.back.set_compact(32, 8)
        for button in (self.unfinished, self.drop):
            button.set_compact(32, 8)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.drop)
        row.addWidget(self.unfinished)
        row.addSpacing(6)
        row.addWidget(self.log)
        column.addLayout(row)

    def begin(self, heading: str, evening: VagueDate, usual: Usual, notes: int) -> None:
        """Fill it for a sitting; what was last used stands there already."""
        self.heading.setText(heading)
        self.stars.set_rating(None)
        self.words.clear()
        self.people.setText(", ".join(usual.people))
        self.where.setText(usual.where)
        self.medium.setText(usual.medium)
        self.when.begin(full(evening), evening)
        self.say_notes(notes)
        self.say_error("")
        said = film_pages.said_before()
        usual_media = (self.tr("Television"), self.tr("Stream"), self.tr("Cinema"), self.tr("Blu-ray"))
        media = tuple(dict.fromkeys((*said.media, *usual_media)))
        for field, words, several in (
            (self.people, said.people, True),
            (self.where, said.places, False),
            (self.medium, media, False),
        ):
            completer = ListCompleter(words, field, several)
            if (popup := completer.popup()) is not None:
                dress(popup)  # a window of its own, which knows nothing of the dark one
            field.setCompleter(completer)

    def set_heading(self, heading: str) -> None:
        """Say why it is asked."""
        self.heading.setText(heading)

    def say_notes(self, count: int) -> None:
        """Say how many notes go into the diary with it."""
        one = self.tr("Your note goes with it, after its time.")
        many = self.tr("Your {n} notes go with it, each after its time.").format(n=count)
        self.notes.setText(one if count == 1 else many)
        self.notes.setVisible(bool(count))

    def say_error(self, sentence: str) -> None:
        """Say what could not be done; nothing takes it away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.height_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter logs from every field, figures are stars where nothing is typed, Escape goes back."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if focus in (self.drop, self.unfinished, self.back):
                focus.click()
            else:
                self._on_log(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif isinstance(focus, QLineEdit | WordsEdit) or not self.stars.take_key(event):
            super().keyPressEvent(event)

    def said(self, finished: bool) -> Said | None:
        """What was said; None while the date means none."""
        when = self.when.said()
        if when is None:
            return None
        return Said(
            self.stars.rating(),
            self.words.toPlainText().strip(),
            when[0],
            self.medium.text(),
            names_in(self.people.text()),
            self.where.text(),
            finished,
        )

    def _on_log(self, finished: bool) -> None:
        said = self.said(finished)
        if said is None:
            self.when.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.log_wanted.emit(said)

    def _on_typed(self, letters: str) -> None:
        self.words.insertPlainText(letters)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
