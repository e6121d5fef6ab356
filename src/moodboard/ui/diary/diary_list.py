# SPDX-License-Identifier: GPL-3.0-or-later
"""The diary as a list: months with their days, choosing, and what can be asked for a watch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTableView, QWidget

from moodboard.domain.diary import DiaryRow, Section
from moodboard.domain.film import named
from moodboard.qt.diary_model import ROW_ROLE, DiaryModel
from moodboard.qt.indexes import Index
from moodboard.qt.thumbs import Thumbs
from moodboard.ui.diary.diary_delegate import ROW, DiaryDelegate
from moodboard.ui.focus_ring import OWN_RING
from moodboard.ui.library.overlay_scroll import OverlayScrollBar
from moodboard.ui.library.plain_view import make_plain_rows

_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class DiaryList(QTableView):
    """Show the diary; say what the person chose and asked for.

    A table of one column, as the film list is: with rows of one height it asks the model nothing at a reset.
    """

    watch_chosen = Signal(object)
    """The ``DiaryRow``, None when nothing is chosen."""
    film_opened = Signal(int)
    edit_requested = Signal(object)
    again_requested = Signal(int)
    """Log a watch of this film now."""
    remove_requested = Signal(object)
    section_reached = Signal(object)
    """The ``Section`` that stands at the top."""

    def __init__(
        self, model: DiaryModel, thumbs: Thumbs, narrow: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._diary = model
        self._chosen: int | None = None
        self._restoring = False
        self._top: Section | None = None
        self._delegate = DiaryDelegate(model, thumbs, narrow, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        make_plain_rows(self, ROW)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Diary"))
        self._bar = OverlayScrollBar(self)
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setInterval(0)
        self._repaint.timeout.connect(self.viewport().update)
        thumbs.arrived_together.connect(self._on_arrived)
        model.modelReset.connect(self._restore_choice)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _on_arrived(self, _came: object) -> None:
        # A method is forgotten with the list; a lambda would outlive it.
        self._repaint.start()

    def delegate(self) -> DiaryDelegate:
        """What draws the rows."""
        return self._delegate

    def chosen_row(self) -> DiaryRow | None:
        """The chosen watch while it is in the list."""
        shown = self.currentIndex().data(ROW_ROLE)
        return shown if isinstance(shown, DiaryRow) and shown.watch.id == self._chosen else None

    def choose(self, watch_id: int | None) -> None:
        """Choose a watch and bring it into view."""
        self._chosen = watch_id
        self._restore_choice()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.watch_chosen.emit(self.chosen_row())

    def choose_first(self) -> None:
        """Choose the first watch that is seen."""
        first = max(0, self.rowAt(0))
        for row in range(first, min(first + 20, self._diary.rowCount())):
            watch_id = self._diary.watch_id(row)
            if watch_id is not None:
                self.choose(watch_id)
                return

    def show_section(self, section: Section) -> None:
        """Bring a section's heading to the top."""
        row = self._diary.row_of_section(section)
        if row is not None:
            self.scrollTo(self._diary.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def top_section(self) -> Section | None:
        """The section that stands at the top."""
        return self._diary.section_of(max(0, self.rowAt(1)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """A watch was chosen by mouse or keys."""
        super().currentChanged(current, previous)
        if self._restoring or not current.isValid():
            return
        watch_id = self._diary.watch_id(current.row())
        if watch_id is not None and watch_id != self._chosen:
            self._chosen = watch_id
            self.watch_chosen.emit(self.chosen_row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer over rows."""
        self._set_hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the row when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._set_hover(-1)
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse needs no ring."""
        self._delegate.keyboard = False
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the film's page."""
        shown = self.indexAt(event.position().toPoint()).data(ROW_ROLE)
        if isinstance(shown, DiaryRow) and event.button() == Qt.MouseButton.LeftButton:
            self.film_opened.emit(shown.watch.film_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the film, E edits the watch, Delete removes it; months by Control with the arrows."""
        self._delegate.keyboard = True
        shown, key = self.chosen_row(), event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if shown is not None and plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.film_opened.emit(shown.watch.film_id)
        elif shown is not None and plain and key == Qt.Key.Key_E:
            self.edit_requested.emit(shown)
        elif shown is not None and plain and key == Qt.Key.Key_Delete:
            self.remove_requested.emit(shown)
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to_end(key == Qt.Key.Key_End)
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_by_section(1 if key == Qt.Key.Key_Down else -1)
        elif self._chosen is None and plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choose_first()
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here; there is a field to search with."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the row only when the keyboard brought the focus."""
        self._delegate.keyboard = event.reason() in _KEYBOARD_FOCUS
        super().focusInEvent(event)
        if self._chosen is None and self._delegate.keyboard:
            self.choose_first()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a watch."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        shown = index.data(ROW_ROLE)
        if isinstance(shown, DiaryRow):
            self.setCurrentIndex(self._diary.index(index.row(), 0))
            where = self.visualRect(index).center() if by_key else event.pos()
            self.menu_for(shown).popup(self.viewport().mapToGlobal(QPoint(where)))

    def menu_for(self, shown: DiaryRow) -> QMenu:
        """The menu of one watch."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(named(shown.title, shown.year))
        film_id = shown.watch.film_id
        entries = (
            (self.tr("Open the film’s page"), "Return", lambda: self.film_opened.emit(film_id)),
            (self.tr("Edit the watch…"), "E", lambda: self.edit_requested.emit(shown)),
            (self.tr("Log it again, now"), "", lambda: self.again_requested.emit(film_id)),
            (self.tr("Remove the watch"), "Del", lambda: self.remove_requested.emit(shown)),
        )
        for words, shortcut, handler in entries:
            if shortcut == "Del":
                menu.addSeparator()
            action = QAction(f"{words}\t{shortcut}" if shortcut else words, menu)
            action.triggered.connect(handler)
            menu.addAction(action)
        return menu

    def _go_to_end(self, last: bool) -> None:
        rows = range(self._diary.rowCount())
        for row in reversed(rows) if last else rows:
            if self._diary.watch_id(row) is not None:
                self.setCurrentIndex(self._diary.index(row, 0))
                self.scrollTo(self.currentIndex())
                return

    def _go_by_section(self, step: int) -> None:
        row = max(0, self.currentIndex().row())
        section = self._diary.section_of(row)
        if section is None:
            return
        sections = [one for one in self._diary.outline().sections if one.count]
        place = sections.index(section) if section in sections else 0
        wanted = sections[max(0, min(len(sections) - 1, place + step))]
        self.show_section(wanted)
        start = self._diary.row_of_section(wanted)
        if start is not None:
            self.setCurrentIndex(self._diary.index(start + 1, 0))

    def _set_hover(self, row: int) -> None:
        before = self._delegate.hovered_row
        if row != before:
            self._delegate.hovered_row = row
            for changed in {before, row}:
                if changed >= 0:
                    self.viewport().update(self.visualRect(self._diary.index(changed, 0)))

    def _restore_choice(self) -> None:
        """Find the chosen watch again after the diary was asked anew."""
        self._restoring = True
        row = None if self._chosen is None else self._diary.row_of(self._chosen)
        if row is None:
            self.selectionModel().clear()
            self._chosen = None
        else:
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self._diary.index(row, 0), flag.ClearAndSelect | flag.Rows)
        self._restoring = False
        self._on_scrolled()

    def _on_scrolled(self, _value: int = 0) -> None:
        top = self.top_section()
        if top != self._top:
            self._top = top
            self.section_reached.emit(top)
