# SPDX-License-Identifier: GPL-3.0-or-later
"""A field that finds a film by its title while it is typed, or offers to add it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from moodboard.domain.errors import KnownError
from moodboard.domain.film import Film, named
from moodboard.qt.fonts import ui_font
from moodboard.services import films
from moodboard.ui import theme

_SHOWN = 8


class _Row(QStyledItemDelegate):
    """One title, on the soft fill when it would be taken."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(200, 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        tokens = theme.tokens()
        rect: QRect = option.rect
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(rect, QColor(tokens.soft if chosen else tokens.raised))
        painter.setFont(ui_font("body"))
        painter.setPen(QColor(tokens.ink))
        words = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, rect.width() - 24
        )
        painter.drawText(rect.adjusted(12, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter, words)


class FilmField(QLineEdit):
    """Type a title; Enter takes the best match, or adds the film when there is none."""

    film_chosen = Signal(int)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Title of the film"))
        self.setAccessibleName(self.tr("Film"))
        self._ids: dict[str, int] = {}
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN)
        view = QListView()
        view.setItemDelegate(_Row(view))
        completer.setPopup(view)
        completer.activated[str].connect(self._on_activated)  # type: ignore[index]
        self.setCompleter(completer)
        self.textEdited.connect(self._on_edited)

    def _on_edited(self, text: str) -> None:
        rows = films.suggest_titles(text.strip(), _SHOWN) if text.strip() else ()
        self._ids = {named(row.title, row.year): row.id for row in rows}
        self._names.setStringList(list(self._ids))
        completer = self.completer()
        if rows and completer is not None:
            completer.complete()

    def _on_activated(self, name: str) -> None:
        film_id = self._ids.get(name)
        if film_id:
            self.film_chosen.emit(film_id)

    def answer(self) -> None:
        """Take what is typed: an exact title, else the only match, else a new film of that title."""
        text = " ".join(self.text().split())
        if not text:
            return
        self._on_edited(text)
        exact = [number for name, number in self._ids.items() if _same(name, text)]
        try:
            if len(exact) == 1:
                film_id = exact[0]
            elif len(self._ids) == 1 and next(iter(self._ids)).casefold().startswith(text.casefold()):
                film_id = next(iter(self._ids.values()))
            else:
                film_id = films.add_film(_film_of(text))[0].id
        except KnownError as error:
            self.failed.emit(str(error))
            return
        popup = self.completer().popup() if self.completer() else None
        if popup is not None:
            popup.hide()
        self.film_chosen.emit(film_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answer()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


def _same(name: str, text: str) -> bool:
    """Tell whether the words are the film's title, with or without its year."""
    name, text = name.casefold(), text.casefold()
    return text == name or (text == name.rsplit(" (", 1)[0])


def _film_of(text: str) -> Film:
    """Return a new film of the typed title; a year in brackets at the end is its year."""
    head, bracket, tail = text.rpartition(" (")
    if bracket and tail.endswith(")") and tail[:-1].isdigit() and len(tail) == 5:
        return Film(head, int(tail[:-1]))
    return Film(text)
