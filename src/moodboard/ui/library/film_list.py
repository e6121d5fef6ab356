# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of films: hover, the count edited by a click, "Log" on a row, its menu."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTableView, QWidget

from moodboard.domain.dates import full
from moodboard.domain.film import FilmRow, named
from moodboard.qt.film_model import ROW_ROLE, FilmModel
from moodboard.qt.indexes import Index
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import LIST_ROW
from moodboard.ui import keys
from moodboard.ui.focus_ring import OWN_RING
from moodboard.ui.library.film_delegate import FilmDelegate, again_rect, count_rect, log_rect
from moodboard.ui.library.overlay_scroll import OverlayScrollBar
from moodboard.ui.library.plain_view import make_plain_rows

_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)

_FAR_MS = 20
"""Until the chosen film is looked for far down a new list: the rows are painted first, and typing goes on."""


class FilmList(QTableView):
    """Show the films; say what the person chose and asked for.

    A table of one column: QListView asks a model of 100,000 rows 200,000 questions at each reset
    (0.3 s), a table with rows of one height none (2 ms).
    """

    film_chosen = Signal(object)
    """The film's id, None when nothing is chosen."""
    log_requested = Signal(int)
    again_requested = Signal(int)
    """Log a watch of the film now."""
    edit_requested = Signal(int)
    page_requested = Signal(int)
    """The film's own page is wanted."""
    board_requested = Signal(int)
    capture_requested = Signal(int)
    bin_requested = Signal(int)
    times_seen_typed = Signal(int, int)
    film_dropped = Signal(int, object)

    def __init__(self, model: FilmModel, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._films = model
        self._chosen: int | None = None
        self._restoring = False
        self._delegate = FilmDelegate(thumbs, self)
        self._delegate.times_seen_typed.connect(self.times_seen_typed)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        make_plain_rows(self, LIST_ROW)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Films"))
        self._bar = OverlayScrollBar(self)
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setInterval(0)
        self._repaint.timeout.connect(self.viewport().update)
        thumbs.arrived_together.connect(self._on_arrived)
        self._far = QTimer(self, singleShot=True, interval=_FAR_MS)
        self._far.timeout.connect(self._restore_far)
        model.modelReset.connect(self._restore_soon)

    def delegate(self) -> FilmDelegate:
        """What draws the rows."""
        return self._delegate

    def chosen(self) -> int | None:
        """The chosen film's id; kept while a search leaves it out."""
        return self._chosen

    def chosen_row(self) -> FilmRow | None:
        """The chosen film when it is in the list."""
        film = self.currentIndex().data(ROW_ROLE)
        return film if isinstance(film, FilmRow) and film.id == self._chosen else None

    def choose(self, film_id: int | None, reveal: bool = True) -> None:
        """Choose a film and bring it into view."""
        if film_id != self._chosen:
            self._chosen = film_id
            self._restore_choice()
            self.film_chosen.emit(film_id)
        elif film_id is not None:
            self._restore_choice()
        if reveal and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def choose_first(self) -> None:
        """Choose the first film of the list, if there is one."""
        film = self._films.film_at(0)
        if film is not None:
            self.choose(film.id)

    def edit_count(self) -> None:
        """Open the count of the chosen film for typing."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """A film was chosen by mouse or keys."""
        super().currentChanged(current, previous)
        if self._restoring or not current.isValid():
            return
        film = current.data(ROW_ROLE)
        if isinstance(film, FilmRow) and film.id != self._chosen:
            self._chosen = film.id
            self.film_chosen.emit(film.id)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Choose one row, whatever key is held."""
        flag = QItemSelectionModel.SelectionFlag
        command = super().selectionCommand(index, event)
        if command & (flag.Deselect | flag.Toggle):
            return flag.ClearAndSelect | flag.Rows  # with Control too the tray's film stays marked
        return command

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer over rows, "Log" and the count."""
        self._hover(event.position().toPoint())
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the row when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._set_hover(-1, False)
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on "Log" or on ×n acts; anywhere else it chooses."""
        self._delegate.keyboard = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act when the button is let go over the same thing."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        index = self.indexAt(point)
        film = index.data(ROW_ROLE)
        if not isinstance(film, FilmRow):
            return
        row = self.visualRect(index)
        if log_rect(row, film).contains(point):
            self.log_requested.emit(film.id)
        elif self._on_again(film, row, point):
            self.again_requested.emit(film.id)
        elif count_rect(row, film).contains(point):
            self.edit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the film’s page."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        film = index.data(ROW_ROLE)
        if isinstance(film, FilmRow) and event.button() == Qt.MouseButton.LeftButton:
            row = self.visualRect(index)
            taken = log_rect(row, film).contains(point) or self._on_again(film, row, point)
            if not (taken or count_rect(row, film).contains(point)):
                self.page_requested.emit(film.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the film's page, Delete asks for the bin."""
        self._delegate.keyboard = True
        film = self.chosen_row()
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the count's field lets Enter through to us once it has taken it
        if film is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.page_requested.emit(film.id)
        elif film is not None and key == Qt.Key.Key_Delete:
            self.bin_requested.emit(film.id)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            # In a table these go along the row.
            self.setCurrentIndex(
                self._films.index(0 if key == Qt.Key.Key_Home else self._films.rowCount() - 1, 0)
            )
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the row only when the keyboard brought the focus."""
        self._delegate.keyboard = event.reason() in _KEYBOARD_FOCUS
        super().focusInEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the film under the pointer, or the chosen one."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        film = index.data(ROW_ROLE)
        if isinstance(film, FilmRow):
            where = self.visualRect(index).center() if keyboard else event.pos()
            self.menu_for(film).popup(self.viewport().mapToGlobal(where))

    def menu_for(self, film: FilmRow) -> QMenu:
        """The menu of one film."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(named(film.title, film.year))
        entries = (
            (self.tr("Open the film’s page"), lambda: self.page_requested.emit(film.id)),
            (self.tr("Open the film file"), lambda: self.capture_requested.emit(film.id)),
            (self.tr("Log a watch…"), lambda: self.log_requested.emit(film.id)),
            (self.tr("Log it again, now"), lambda: self.again_requested.emit(film.id)),
            (self.tr("Set the times seen"), self._edit_count_of(film.id)),
            (self.tr("Edit…"), lambda: self.edit_requested.emit(film.id)),
            (self.tr("New board"), lambda: self.board_requested.emit(film.id)),
            (self.tr("Put in the bin"), lambda: self.bin_requested.emit(film.id)),
        )
        for place, (words, handler) in enumerate(entries):
            if place == len(entries) - 1:
                menu.addSeparator()
            action = QAction(words, menu)
            action.triggered.connect(handler)
            menu.addAction(action)
        return menu

    def _edit_count_of(self, film_id: int) -> object:
        def edit() -> None:
            self.choose(film_id)
            self.edit_count()

        return edit

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the rows' layout; an open editor moves along."""
        super().resizeEvent(event)
        self.updateEditorGeometries()

    def _hover(self, point: QPoint) -> None:
        index = self.indexAt(point)
        film = index.data(ROW_ROLE)
        if not isinstance(film, FilmRow):
            self._set_hover(-1, False)
            self.viewport().unsetCursor()
            self.viewport().setToolTip("")
            return
        row = self.visualRect(index)
        on_log = log_rect(row, film).contains(point)
        on_again = self._on_again(film, row, point)
        on_count = count_rect(row, film).contains(point)
        self._set_hover(index.row(), on_log, on_again)
        acts = on_log or on_again or on_count
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)
        tip = self.tr("Log a watch of today, at once") + keys.bracketed("film.again")
        self.viewport().setToolTip(tip if on_again else self._tip(film, on_log, on_count))

    @staticmethod
    def _on_again(film: FilmRow, row: QRect, point: QPoint) -> bool:
        return bool(film.times_seen) and again_rect(row, film).contains(point)

    def _tip(self, film: FilmRow, on_log: bool, on_count: bool) -> str:
        if on_log:
            return self.tr("Log a watch") + keys.bracketed("watch.log")
        if on_count and film.at_least:
            return self.tr(
                "At least: the first watch that is known was a rewatch already. Click to say how often."
            )
        if on_count:
            return self.tr("Times seen; click to set the number")
        if film.last_watched is not None and film.last_watched.is_known:
            return self.tr("Last seen {date}").format(date=full(film.last_watched))
        return ""

    def _set_hover(self, row: int, on_log: bool, on_again: bool = False) -> None:
        delegate = self._delegate
        before = delegate.hovered_row
        if (row, on_log, on_again) == (before, delegate.hovered_log, delegate.hovered_again):
            return
        delegate.hovered_row, delegate.hovered_log, delegate.hovered_again = row, on_log, on_again
        for changed in {before, row}:
            if changed >= 0:
                self.viewport().update(self._row_rect(changed))

    def _row_rect(self, row: int) -> QRect:
        return self.visualRect(self._films.index(row, 0))

    def _restore_soon(self) -> None:
        """Find the chosen film again after a reload: at once near the top, else when painted."""
        row = None if self._chosen is None else self._films.row_at_hand(self._chosen)
        self._set_current(row)
        if row is None and self._chosen is not None and not self._films.is_at_hand():
            self._far.start()

    def _restore_far(self) -> None:
        if not self.currentIndex().isValid():
            self._restore_choice()

    def _restore_choice(self) -> None:
        """Find the chosen film, wherever it stands."""
        self._far.stop()
        self._set_current(None if self._chosen is None else self._films.row_of(self._chosen))

    def _set_current(self, row: int | None) -> None:
        """Mark a row without going there: the list stays where the person looks."""
        self._restoring = True
        self.setAutoScroll(False)
        flag = QItemSelectionModel.SelectionFlag
        if row is None:
            self.selectionModel().clear()
        else:
            self.selectionModel().setCurrentIndex(self._films.index(row, 0), flag.ClearAndSelect)
        self.setAutoScroll(True)
        self._restoring = False

    def _on_arrived(self, _came: object) -> None:
        self._repaint.start()
