# SPDX-License-Identifier: GPL-3.0-or-later
"""Films that may be ones of the library: which one each is, a new one, or none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from moodboard.domain.film import named
from moodboard.qt.fonts import ui_font
from moodboard.qt.review_models import UnsureModel
from moodboard.services import films
from moodboard.services.importing import NEW, SKIP, Answer, Candidate, ImportReport
from moodboard.ui import theme
from moodboard.ui.buttons import link_button
from moodboard.ui.dialogs.film_field import FilmField
from moodboard.ui.dialogs.importing.page import ReviewPage
from moodboard.ui.dialogs.importing.table import QuietTable

_CHOICE, _CHOICES_EDGE, _MOST_SHOWN = 28, 10, 5
_ANSWER = Qt.ItemDataRole.UserRole


class UnsurePage(ReviewPage):
    """The list above, the choices for the film at hand below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Unsure"), "", parent)
        self.sentence.setText(
            self.tr(
                "These may be films that you have. What you leave open stays as it is proposed. "
                "A number chooses, N is a new film, O leaves it out."
            )
        )
        self.model = UnsureModel(self)
        self.table = QuietTable(self.model, self.tr("Films that are unsure"), (0, 300), self)
        self.asked = QLabel(self)
        self.asked.setFont(ui_font("section"))
        self.asked.setTextFormat(Qt.TextFormat.PlainText)
        self.choices = _Choices(self)
        self.choices.setAccessibleName(self.tr("What it is"))
        self.other = FilmField(self)
        self.other.setPlaceholderText(self.tr("Another of your films"))
        self.other.setAccessibleName(self.tr("Another of your films"))
        self.as_proposed = link_button(
            self.tr("All as proposed"), self.tr("Take all open ones as they are proposed"), self
        )
        self.all_new = link_button(self.tr("All are new films"), self.tr("All open ones are new films"), self)
        self._asking: tuple[str, tuple[Candidate, ...], Answer] | None = None
        self.column.addWidget(self.table, 1)
        self.row_of(self.as_proposed, self.all_new)
        self.column.addWidget(self.asked)
        self.column.addWidget(self.choices)
        self.column.addWidget(self.other)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _was: self._ask(now.row()))
        self.table.key_typed.connect(self._on_key)
        self.table.row_entered.connect(lambda _row: self.choices.setFocus(Qt.FocusReason.TabFocusReason))
        self.choices.taken.connect(self._on_taken)
        self.choices.itemClicked.connect(lambda chosen: self.answer(chosen.data(_ANSWER)))
        self.other.film_picked.connect(self._on_other)
        self.as_proposed.clicked.connect(lambda: self._answer_rest(new=False))
        self.all_new.clicked.connect(lambda: self._answer_rest(new=True))

    def take(self, report: ImportReport) -> None:
        """Show what is unsure now, the place kept."""
        row = max(0, self.table.currentIndex().row())
        self.model.take(report.unsure)
        if self.model.rowCount():
            self.table.choose(min(row, self.model.rowCount() - 1))
        self._ask(self.table.currentIndex().row())

    def concerns(self) -> bool:
        """Whether anything was unsure."""
        return self.model.rowCount() > 0

    def count(self) -> str:
        """How many are open."""
        return f"{self.model.open_ones():,}"

    def answers(self) -> dict[str, Answer]:
        """What was said, for the next look."""
        return self.model.answers()

    def answer(self, said: Answer, title: str = "") -> None:
        """Say what the film at hand is, and go on to the next open one."""
        row = self.table.currentIndex().row()
        if self.model.at(row) is None:
            return
        self.model.answer(row, said, title)
        if row + 1 < self.model.rowCount():
            self.table.choose(row + 1)
        else:
            self._ask(row)
        self.retold.emit()
        self.changed.emit()

    def _answer_rest(self, new: bool) -> None:
        self.model.answer_rest(new)
        self._ask(self.table.currentIndex().row())
        self.retold.emit()
        self.changed.emit()

    def _ask(self, row: int) -> None:
        one = self.model.at(row)
        asking = None if one is None else (one.key, one.candidates, self.model.meant(row))
        if asking is not None and asking == self._asking:
            return  # another look changed nothing here: what is being chosen or typed stays
        self._asking = asking
        for widget in (self.asked, self.choices, self.other):
            widget.setVisible(one is not None)
        self.choices.clear()
        self.other.clear()
        if one is None:
            return
        self.asked.setText(self.tr("What is “{film}”?").format(film=named(one.title, one.year)))
        meant = self.model.meant(row)
        for number, film in enumerate(one.candidates, 1):
            self._offer(f"{number}   {self._said(film)}", film.answer, meant)
        own = self.tr("N   A watch of its own") if one.of_watch else self.tr("N   A new film")
        self._offer(own, NEW, meant)
        self.other.setVisible(not one.of_watch)
        self._offer(self.tr("O   Leave it out"), SKIP, meant)
        self.choices.setFixedHeight(min(self.choices.count(), _MOST_SHOWN) * _CHOICE + _CHOICES_EDGE)

    def _offer(self, words: str, answer: Answer, meant: Answer) -> None:
        row = QListWidgetItem(words, self.choices)
        row.setData(_ANSWER, answer)
        if answer == meant:
            self.choices.setCurrentItem(row)

    def _said(self, film: Candidate) -> str:
        title = named(film.title, film.year)
        if not isinstance(film.answer, int):
            return self.tr("{film}, of this import").format(film=title)
        if film.times:
            return self.tr("{film}, yours, ×{n}").format(film=title, n=film.times)
        return self.tr("{film}, yours").format(film=title)

    def _on_key(self, key: str) -> None:
        one = self.model.at(self.table.currentIndex().row())
        if one is None:
            return
        plain = key.casefold()
        if plain.isdecimal() and 0 < int(plain) <= len(one.candidates):
            self.answer(one.candidates[int(plain) - 1].answer)
        elif plain in ("n", "o"):
            self.answer(NEW if plain == "n" else SKIP)

    def _on_taken(self) -> None:
        chosen = self.choices.currentItem()
        if chosen is not None:
            self.answer(chosen.data(_ANSWER))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other(self, film_id: int) -> None:
        row = films.film_row(film_id)
        self.answer(film_id, named(row.title, row.year))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


class _Choices(QListWidget):
    """Enter or Space takes the row."""

    taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("plain", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.controller().changed.connect(self._dress)
        self._dress()

    def _dress(self, _tokens: object = None) -> None:
        tokens = theme.tokens()
        self.setStyleSheet(
            f"QListWidget {{ background: {tokens.raised}; border: 1px solid {tokens.line};"
            " border-radius: 6px; outline: none; padding: 4px; }"
            f"QListWidget::item {{ color: {tokens.ink}; padding: 5px 8px; border-radius: 4px; }}"
            f"QListWidget::item:hover {{ background: {tokens.hover}; }}"
            f"QListWidget::item:selected {{ background: {tokens.soft}; color: {tokens.ink}; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the row, or go on among them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
