# SPDX-License-Identifier: GPL-3.0-or-later
"""What keys and the mouse do in the list of films and on the wall alike."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from moodboard.domain.film import FilmRow
from moodboard.qt.film_model import ROW_ROLE, FilmModel
from moodboard.services import films_many
from moodboard.ui.library.page.choice import FilmChoice

TYPING_MS = 1_000
"""A pause after which letters begin another word."""
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class FilmHands(QObject):
    """Turn keys and clicks of a view into what the person wants.

    A letter begins a title that is looked for. A and W act instead, unless a title is being typed;
    with Shift they begin one.
    """

    opened = Signal(int)
    again_wanted = Signal()
    watchlist_wanted = Signal()
    bin_wanted = Signal()
    menu_wanted = Signal(QPoint)
    left = Signal()
    """Escape: back to the search field."""

    def __init__(self, view: QAbstractItemView, model: FilmModel, choice: FilmChoice) -> None:
        super().__init__(view)
        self._view, self._model, self._choice = view, model, choice
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._pause.timeout.connect(self._forget)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.doubleClicked.connect(self._on_double_click)

    def typed(self) -> str:
        """The beginning of a title that is being typed."""
        return self._typed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys and menus before the view does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        if isinstance(event, QContextMenuEvent):
            self._on_menu(event)
            return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if self._view.state() == QAbstractItemView.State.EditingState:
            return False
        plain = event.modifiers() in _PLAIN
        if plain and self._take_plain(event):
            return True
        text = event.text()
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if (plain or shifted) and text and text.isprintable() and (self._typed or text.isalnum()):
            self._seek(text)
            return True
        return False

    def _take_plain(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            film = self._choice.film()
            if film is not None:
                self.opened.emit(film)
            return True
        if key == Qt.Key.Key_Escape:
            if self._typed:
                self._forget()
            elif self._choice.count() > 1:
                self._choose_current()
            else:
                self.left.emit()
            return True
        if key == Qt.Key.Key_Backspace and self._typed:
            self._typed = self._typed[:-1]
            return True
        if key == Qt.Key.Key_Delete:
            self.bin_wanted.emit()
            return True
        if not self._typed and key in (letters := self._letters()):
            letters[key]()
            return True
        return False

    def _letters(self) -> dict[int, Callable[[], None]]:
        return {Qt.Key.Key_A: self.again_wanted.emit, Qt.Key.Key_W: self.watchlist_wanted.emit}

    def _choose_current(self) -> None:
        film = self._choice.film()
        if film is not None:
            self._choice.choose(film)

    def _seek(self, text: str) -> None:
        self._pause.start()
        again = len(self._typed) == 1 and text.casefold() == self._typed.casefold()
        row = self._choice.selection.currentIndex().row()
        if not again:
            self._typed += text
        # The film at hand may go on fitting while its title is typed; the same letter again goes on.
        after = row if again or len(self._typed) == 1 else row - 1
        found = films_many.titled_from(self._model.query(), self._typed, after)
        if found is not None:
            self._view.setCurrentIndex(self._model.index(found, 0))

    def _forget(self) -> None:
        self._typed = ""

    def _on_double_click(self, index: QModelIndex) -> None:
        film = index.data(ROW_ROLE)
        if isinstance(film, FilmRow):
            self.opened.emit(film.id)

    def _on_menu(self, event: QContextMenuEvent) -> None:
        view = self._view
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = view.currentIndex()
            where = view.viewport().mapToGlobal(view.visualRect(index).center())
        else:
            index = view.indexAt(view.viewport().mapFromGlobal(event.globalPos()))
            where = event.globalPos()
        if index.isValid():
            if not self._choice.selection.isSelected(index):
                view.setCurrentIndex(index)
            self.menu_wanted.emit(where)
