# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields that open in a row of the story: a watch edited where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from moodboard.domain.film import Watch
from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import RADIUS_CARD
from moodboard.services.film_pages import SaidBefore
from moodboard.ui import theme
from moodboard.ui.buttons import ghost_button
from moodboard.ui.dialogs.base import names_in
from moodboard.ui.dialogs.words_edit import WordsEdit
from moodboard.ui.film.date_field import DateField
from moodboard.ui.stars import StarsEdit

_LINE = 18
_LEAST_LINES, _MOST_LINES = 2, 14
PAD = 12


class ListCompleter(QCompleter):
    """Complete the last name of a list parted by commas."""

    def __init__(self, words: tuple[str, ...], parent: QObject, several: bool = False) -> None:
        super().__init__(list(words), parent)
        self._several = several
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains if not several else Qt.MatchFlag.MatchStartsWith)

    def splitPath(self, path: str) -> list[str]:
        """Look for what stands behind the last comma."""
        return [path.rpartition(",")[2].strip()] if self._several else [path]

    def pathFromIndex(self, index: object) -> str:
        """Leave the names before it."""
        word = str(super().pathFromIndex(index))  # type: ignore[arg-type]
        field = self.widget()
        if not self._several or not isinstance(field, QLineEdit):
            return word
        before = field.text().rpartition(",")[0].strip()
        return f"{before}, {word}" if before else word


class WatchEditor(QWidget):
    """All there is to say of one watch. Leaving keeps it, Escape gives up."""

    kept = Signal(object, object)
    """The watch before and after; comes only when it is another one."""
    closed = Signal(bool)
    """It may go; True when the keyboard should return to the row."""
    given_up = Signal(object)
    """Escape was pressed on changes: the watch as it would have been."""
    remove_requested = Signal(object)
    height_changed = Signal()

    def __init__(
        self,
        watch: Watch,
        said: SaidBefore,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._watch = watch
        self._ended = False
        self._shown_words = "", ""
        """What the field showed at first, and the note it stands for."""
        self.date = DateField(self, now)
        self.stars = StarsEdit(self)
        self.people, self.where = QLineEdit(self), QLineEdit(self)
        self.medium, self.cut = QLineEdit(self), QLineEdit(self)
        self.words = WordsEdit(60, self)
        self.themes = QLineEdit(self)
        self.finished = QCheckBox(self.tr("Seen to the end"), self)
        self.remove_button = ghost_button(
            icon="trash", tip=self.tr("Take it out of the diary (Del on its row)"), parent=self
        )
        self._lay_out()
        self._offer(said)
        self.fill(watch)
        self._connect()

    # -- making --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.people.setPlaceholderText(self.tr("Ana, Noor"))
        self.where.setPlaceholderText(self.tr("At home, a cinema"))
        self.medium.setPlaceholderText(self.tr("Blu-ray, 35 mm"))
        self.cut.setPlaceholderText(self.tr("Director’s"))
        self.words.setPlaceholderText(self.tr("What was it like this time?"))
        self.words.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.remove_button.set_compact(28, 6)
        grid = QGridLayout(self)
        grid.setContentsMargins(PAD, PAD, PAD, PAD)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            (self.tr("When"), self.date, ""),
            (self.tr("Stars"), self.stars, self.tr("Stars (1 to 5; Left and Right for halves)")),
            (self.tr("With"), self.people, self.tr("With whom, commas between")),
            (self.tr("Where"), self.where, self.tr("Where it was")),
            (self.tr("On"), self.medium, self.tr("What it was seen on")),
            (self.tr("Words"), self.words, self.tr("Your words; Enter keeps, Shift+Enter begins a line")),
            (self.tr("Themes"), self.themes, self.tr("Themes of this watch, commas between")),
        )
        for at, (name, field, tip) in enumerate(rows):
            label = self._label(name, field)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label, at, 0, top)
            if field is self.stars:
                grid.addWidget(field, at, 1, 1, 3, Qt.AlignmentFlag.AlignLeft)
            elif field is self.medium:
                grid.addWidget(field, at, 1)
                grid.addWidget(self._label(self.tr("Cut"), self.cut), at, 2, top)
                grid.addWidget(self.cut, at, 3)
            else:
                grid.addWidget(field, at, 1, 1, 3)
            if tip:
                field.setToolTip(tip)
        self.cut.setToolTip(self.tr("Which cut of the film"))
        self.finished.setToolTip(self.tr("Whether you saw it to the end (Space)"))
        foot = QHBoxLayout()
        foot.addWidget(self.finished)
        foot.addStretch(1)
        foot.addWidget(self.remove_button)
        grid.addLayout(foot, len(rows), 1, 1, 3)

    def _label(self, words: str, field: QWidget) -> QLabel:
        label = QLabel(words, self)
        label.setFont(ui_font("small"))
        label.setProperty("role", "muted")
        label.setBuddy(field)
        label.setContentsMargins(0, 7, 0, 0)
        if not field.accessibleName():
            field.setAccessibleName(words)
        return label

    def _offer(self, said: SaidBefore) -> None:
        for field, words, several in (
            (self.people, said.people, True),
            (self.where, said.places, False),
            (self.medium, said.media, False),
            (self.cut, said.cuts, False),
            (self.themes, said.themes, True),
        ):
            if words:
                completer = ListCompleter(words, field, several)
                field.setCompleter(completer)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._fit_words)
        self.date.changed.connect(self._on_date)
        self.remove_button.clicked.connect(lambda: self.remove_requested.emit(self._watch))
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        theme.controller().changed.connect(self.update)

    # -- the watch -----------------------------------------------------------------------------------

    def watch(self) -> Watch:
        """The watch as it was before the editing."""
        return self._watch

    def fill(self, watch: Watch) -> None:
        """Show a watch, or a draft of it that was given up."""
        self.date.show_watch(watch)
        self.stars.set_rating(watch.rating)
        self.people.setText(", ".join(watch.people))
        self.where.setText(watch.where)
        self.medium.setText(watch.medium)
        self.cut.setText(watch.cut)
        self.words.setPlainText(watch.note)
        self._shown_words = self.words.toPlainText(), watch.note
        self.themes.setText(", ".join(watch.themes))
        self.finished.setChecked(watch.finished)
        self._fit_words()

    def draft(self) -> Watch:
        """The watch as the fields say; with the date it had while theirs is not understood."""
        said = self.date.said()
        date, times = said if said is not None else (self._watch.date, self._watch.times)
        was = self._watch
        return replace(
            self._watch,
            date=date,
            times=times,
            rating=self.stars.rating(),
            people=self._names(self.people, was.people),
            where=self._said(self.where, was.where),
            medium=self._said(self.medium, was.medium),
            cut=self._said(self.cut, was.cut),
            note=self._note(),
            themes=self._names(self.themes, was.themes),
            finished=self.finished.isChecked(),
        )

    def _note(self) -> str:
        typed = self.words.toPlainText()
        shown, kept = self._shown_words
        return kept if typed == shown else typed.strip()

    # What was not touched stays as it is kept, to the letter: fields show some of it otherwise, a name
    # with a comma as two, a space that does not break as one that does.

    @staticmethod
    def _names(field: QLineEdit, was: tuple[str, ...]) -> tuple[str, ...]:
        return was if field.text() == ", ".join(was) else names_in(field.text())

    @staticmethod
    def _said(field: QLineEdit, was: str) -> str:
        return was if field.text() == was else field.text().strip()

    def is_refused(self) -> bool:
        """Whether the date is not understood."""
        return self.date.said() is None

    def keep(self) -> None:
        """Keep what the fields say, and stay."""
        before, after = self._watch, self.draft()
        if after != before:
            self._watch = after
            self.kept.emit(before, after)

    def focus_field(self, name: str) -> None:
        """Go to a field by its name: date, stars, facts or note."""
        field: QWidget = {"stars": self.stars, "facts": self.people, "note": self.words}.get(
            name, self.date.field
        )
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()

    # -- leaving -------------------------------------------------------------------------------------

    def end(self, back: bool) -> None:
        """Keep and close; a date that is not understood keeps it open."""
        if self._ended:
            return
        self.keep()
        if self.is_refused():
            if back:
                self.date.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._ended = True
        self.closed.emit(back)

    def give_up(self) -> None:
        """Close without keeping what was typed."""
        if self._ended:
            return
        self._ended = True
        draft = self.draft()
        if draft != self._watch:
            self.given_up.emit(draft)
        self.closed.emit(True)

    def stop(self) -> None:
        """Hear of no more: it is being taken away."""
        self._ended = True
        QApplication.instance().focusChanged.disconnect(self._on_focus)  # type: ignore[union-attr]

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ended or not self.isVisible():
            return
        if new is None or new.window() is not self.window():
            self.keep()  # another window, or a list of our own: nothing is lost meanwhile
        elif new is not self and not self.isAncestorOf(new):
            self.end(back=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps from any field, Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.end(back=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape and Delete from commands of the window."""
        own = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Delete)
        if own and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first field takes the keyboard."""
        self.focus_field("date")

    # -- looks ---------------------------------------------------------------------------------------

    def _fit_words(self) -> None:
        """As many lines as there are words for, and a page of them at most."""
        document = self.words.document()
        lines = max(_LEAST_LINES, min(_MOST_LINES, round(document.size().height())))
        height = lines * self.words.fontMetrics().lineSpacing() + 24
        if height != self.words.height():
            self.words.setFixedHeight(height)
            self.height_changed.emit()

    def _on_date(self) -> None:
        self.height_changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A raised plate under the fields."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS_CARD, RADIUS_CARD)
