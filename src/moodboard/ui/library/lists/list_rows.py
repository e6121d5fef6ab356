# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of an own list: chosen, dragged, stepped by keys, annotated in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from moodboard.qt.indexes import Index
from moodboard.qt.thumbs import Thumbs
from moodboard.ui import theme
from moodboard.ui.library.lists.list_delegate import ROW, ListDelegate
from moodboard.ui.library.lists.list_model import ListModel
from moodboard.ui.library.overlay_scroll import OverlayScrollBar
from moodboard.ui.library.page.carrying import FILMS_MIME, start_drag
from moodboard.ui.library.plain_view import BY_KEYBOARD, make_plain


class ListRows(QListView):
    """Alt+Up and Alt+Down step, Delete takes off the list, Enter opens, F2 or N edits the note."""

    step_requested = Signal(int)
    """One place up (-1) or down (1)."""
    removal_requested = Signal()
    open_requested = Signal(int)
    """A film's page."""
    menu_requested = Signal(QPoint)
    """Where on the screen."""

    def __init__(self, model: ListModel, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.films = model
        self._delegate = ListDelegate(thumbs, self)
        self._drop_at: int | None = None
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        make_plain(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDropIndicatorShown(False)
        self.setAccessibleName(self.tr("Films of the list"))
        self._bar = OverlayScrollBar(self)
        thumbs.arrived_together.connect(self._repaint)
        theme.controller().changed.connect(self._repaint)

    def chosen(self) -> tuple[int, ...]:
        """The chosen films, in their order; the current one when none is chosen."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        found = (self.films.film_id(row) for row in rows)
        return tuple(film for film in found if film is not None)

    def choose(self, film_ids: tuple[int, ...]) -> None:
        """Choose films, and bring the first into sight."""
        self.selectionModel().clearSelection()
        flag = QItemSelectionModel.SelectionFlag
        rows = [row for row in map(self.films.row_of, film_ids) if row is not None]
        for row in rows:
            self.selectionModel().select(self.films.index(row, 0), flag.Select | flag.Rows)
        if rows:
            self.selectionModel().setCurrentIndex(self.films.index(rows[0], 0), flag.NoUpdate)
            self.scrollTo(self.films.index(rows[0], 0))

    def edit_note(self, index: QModelIndex | None = None) -> None:
        """Open the note of a row for typing, the current one's without an index."""
        wanted = index if index is not None else self.currentIndex()
        if wanted.isValid():
            self.edit(wanted)

    def _repaint(self, _what: object) -> None:
        # A method: what it is connected to forgets it with the widget, a lambda would outlive it.
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, take off, open, annotate; the arrows choose as ever."""
        self._delegate.keyboard = True
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        film = self.films.film_id(self.currentIndex().row())
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_requested.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and film is not None:
            self.open_requested.emit(film)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_N) and not event.modifiers():
            self.edit_note()
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean a row of the list from commands of the window: F2 is its note here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key_of = Qt.Key
            own = (
                key_of.Key_F2,
                key_of.Key_Delete,
                key_of.Key_Backspace,
                key_of.Key_Return,
                key_of.Key_Enter,
            )
            if event.key() in own and not event.modifiers():
                event.accept()
                return True
        return super().event(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """What hangs on the pointer is small: the line where the films would stand stays in sight."""
        chosen = self.chosen()
        if len(chosen) == 1:
            start_drag(self, chosen, str(self.currentIndex().data()))
        elif chosen:
            start_drag(self, chosen, self.tr("%n film(s)", "", len(chosen)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on "Add a note" or on a note of the one chosen row edits it."""
        self._delegate.keyboard = False
        index = self.indexAt(event.position().toPoint())
        was_alone = self.chosen() == (self.films.film_id(index.row()),)
        super().mousePressEvent(event)
        over_note = index.isValid() and event.position().y() > self.visualRect(index).top() + ROW // 2
        if event.button() == Qt.MouseButton.LeftButton and over_note and was_alone:
            self.edit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the film."""
        film = self.films.film_id(self.indexAt(event.position().toPoint()).row())
        if film is not None:
            self.open_requested.emit(film)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        row = self.indexAt(event.position().toPoint()).row()
        self._delegate.hover(row, self.films.film_id(row))
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Nothing is under the pointer."""
        self._delegate.hover(-1, None)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Say where a menu is wanted."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        where = self.visualRect(self.currentIndex()).center() if keyboard else event.pos()
        if self.indexAt(where).isValid():
            self.menu_requested.emit(self.viewport().mapToGlobal(where))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the row only when the keyboard brought the focus."""
        self._delegate.keyboard = event.reason() in BY_KEYBOARD
        if not self.currentIndex().isValid() and self.films.rowCount():
            self.setCurrentIndex(self.films.index(0, 0))
        super().focusInEvent(event)

    # -- drag --------------------------------------------------------------------------------------

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which rows the films would stand."""
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(FILMS_MIME):
            self._drop_at = self._row_at(event.position().toPoint())
            event.acceptProposedAction()
            self.viewport().update()

    def dragLeaveEvent(self, event: object) -> None:
        """They went elsewhere."""
        self._drop_at = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put them between two rows: never onto one, as the plain list would."""
        at = self._row_at(event.position().toPoint())
        self._drop_at = None
        if self.films.dropMimeData(event.mimeData(), event.dropAction(), at, 0, QModelIndex()):
            event.acceptProposedAction()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the ember line where a drop would put the films."""
        super().paintEvent(event)
        if self._drop_at is None:
            return
        painter = QPainter(self.viewport())
        y = self._line_at(self._drop_at)
        painter.fillRect(QRect(8, y - 1, self.viewport().width() - 16, 2), QColor(theme.tokens().accent))

    def _row_at(self, where: QPoint) -> int:
        index: Index = self.indexAt(where)
        if not index.isValid():
            return self.films.rowCount()
        return index.row() + (where.y() > self.visualRect(index).center().y())

    def _line_at(self, row: int) -> int:
        if row < self.films.rowCount():
            return max(1, self.visualRect(self.films.index(row, 0)).top())
        return self.visualRect(self.films.index(row - 1, 0)).bottom() if row else 1
