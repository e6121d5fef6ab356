# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of the dialog in which a watch is logged, and what they offer from earlier watches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from moodboard.domain.film import Watch
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.services import film_pages
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.base import FormDialog
from moodboard.ui.dialogs.film_field import FilmField
from moodboard.ui.dialogs.words_edit import WordsEdit
from moodboard.ui.film.date_field import DateField
from moodboard.ui.stars import StarsEdit


class LogFields(QObject):
    """Make the fields, lay them out, fill them."""

    def __init__(self, dialog: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__(dialog)
        tip = self.tr("Choose another film; or type its title")
        self.change_film = link_button(self.tr("another film"), tip, dialog)
        self.change_film.setFont(ui_font("small"))
        self.film_field = FilmField(dialog)
        self.count = QLabel(dialog)
        self.count.setFont(make_font(SERIF, 16, italic=True))
        self.count.setProperty("role", "muted")
        self.stars = StarsEdit(dialog, hands_on=True)
        self.when = DateField(dialog, now)
        self.words = WordsEdit(64, dialog)
        self.people, self.where, self.medium = QLineEdit(dialog), QLineEdit(dialog), QLineEdit(dialog)
        self.cut, self.themes = QLineEdit(dialog), QLineEdit(dialog)
        self.to_end = QCheckBox(self.tr("Seen to the end"), dialog)
        self.to_end.setChecked(True)
        self.to_end.setToolTip(self.tr("Whether you saw it to the end (Space)"))
        self._offered = False
        for field in (self.people, self.where, self.medium, self.cut, self.themes):
            field.installEventFilter(self)

    def lay_out(self, form: FormDialog) -> None:
        """Put them into the dialog's column."""
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.count)
        head.addWidget(self.change_film)
        head.addStretch(1)
        form.rows.addLayout(head)
        form.rows.addWidget(self.film_field)
        stars = form.labelled(self.tr("Stars (1 to 5)"), self.stars)
        stars.addStretch(1)
        when = form.labelled(self.tr("When"), self.when)
        form.rows.addLayout(form.beside((stars, 0), (when, 1)))
        form.rows.addLayout(form.labelled(self.tr("Words"), self.words))
        form.rows.addLayout(
            form.beside(
                (form.labelled(self.tr("With"), self.people), 1),
                (form.labelled(self.tr("Where"), self.where), 1),
                (form.labelled(self.tr("Seen on"), self.medium), 1),
            )
        )
        form.rows.addLayout(
            form.beside(
                (form.labelled(self.tr("Cut"), self.cut), 1),
                (form.labelled(self.tr("Themes"), self.themes), 2),
            )
        )
        form.rows.addWidget(self.to_end)
        self._hint()
        form.setMinimumWidth(560)

    def _hint(self) -> None:
        self.when.field.setPlaceholderText(self.tr("tonight, summer 2016, before 2014 ×3, or nothing"))
        self.words.setPlaceholderText(self.tr("What was it like this time?"))
        self.people.setPlaceholderText(self.tr("Ana, Noor"))
        self.where.setPlaceholderText(self.tr("At home, a cinema"))
        self.medium.setPlaceholderText(self.tr("Blu-ray, 35 mm"))
        self.cut.setPlaceholderText(self.tr("Director’s"))
        self.themes.setPlaceholderText(self.tr("rain, letters"))
        self.people.setToolTip(self.tr("With whom, commas between"))
        self.cut.setToolTip(self.tr("Which cut of the film, when it was another one"))
        self.themes.setToolTip(self.tr("Themes of this watch, commas between"))

    def fill(self, watch: Watch) -> None:
        """Show a watch that is there."""
        self.stars.set_rating(watch.rating)
        self.when.show_watch(watch)
        self.words.setPlainText(watch.note)
        self.people.setText(", ".join(watch.people))
        self.where.setText(watch.where)
        self.medium.setText(watch.medium)
        self.cut.setText(watch.cut)
        self.themes.setText(", ".join(watch.themes))
        self.to_end.setChecked(watch.finished)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer what was said before when the first of these fields is entered: the usual case needs none."""
        if event.type() == QEvent.Type.FocusIn and not self._offered:
            self._offered = True
            self._offer()
        return super().eventFilter(watched, event)

    def _offer(self) -> None:
        from moodboard.ui.film.watch_editor import ListCompleter

        said = film_pages.said_before()
        usual = ("Blu-ray", "DVD", "VHS", "35 mm", "70 mm")
        others = (self.tr("cinema"), self.tr("stream"), self.tr("file"))
        media = tuple(dict.fromkeys((*said.media, *usual, *others)))
        cuts = tuple(
            dict.fromkeys((*said.cuts, self.tr("director’s"), self.tr("theatrical"), self.tr("extended")))
        )
        offered = (
            (self.people, said.people, True),
            (self.where, said.places, False),
            (self.medium, media, False),
            (self.cut, cuts, False),
            (self.themes, said.themes, True),
        )
        for field, words, several in offered:
            field.setCompleter(ListCompleter(words, field, several))
