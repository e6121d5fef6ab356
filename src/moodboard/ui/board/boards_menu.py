# SPDX-License-Identifier: GPL-3.0-or-later
"""All boards, under the title: search, open, make, repeat, rename, put in the bin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from moodboard.domain.board import BoardRow
from moodboard.services import boards
from moodboard.ui import keys
from moodboard.ui.board.board_rows import ROW_HEIGHT, BoardRowDelegate, BoardRows
from moodboard.ui.buttons import Button, Kind, tip_of
from moodboard.ui.card import Popover

WIDTH = 380
_ROWS_SHOWN = 6


class BoardsMenu(Popover):
    """A popover; what it is asked for is done by the page."""

    open_requested = Signal(int)
    new_requested = Signal(str)
    """With the title searched for, when no board has it."""
    from_selection_requested = Signal()
    duplicate_requested = Signal(int)
    rename_requested = Signal(int, str)
    bin_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("All boards"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search boards"))
        self.search.setAccessibleName(self.tr("Search boards"))
        self.search.installEventFilter(self)
        self.rows = BoardRows(self)
        self.list = self._make_list()
        self.empty = QLabel()
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.rename_field = QLineEdit(self.list.viewport())
        self.rename_field.setAccessibleName(self.tr("New title"))
        self.rename_field.setMaxLength(200)
        self.rename_field.installEventFilter(self)
        self.rename_field.hide()
        self._renaming = 0
        self._lay_out()
        self.search.textChanged.connect(self._on_searched)
        self.list.clicked.connect(self._on_clicked)

    def _make_list(self) -> QListView:
        view = QListView()
        view.setModel(self.rows)
        view.setItemDelegate(BoardRowDelegate(view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setProperty("plain", True)
        view.viewport().setAutoFillBackground(False)
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setAccessibleName(self.tr("Boards"))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.installEventFilter(self)
        return view

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.empty)
        column.addWidget(self.list)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(2)
            column.addLayout(row)
        self.new = self._button(self.tr("New board"), "plus")
        keys.follow(self.new, self.tr("New board"), "board.new")
        self.from_selection = self._button(self.tr("New from the selection"), "board")
        self.duplicate = self._button(self.tr("Duplicate"), "copy")
        self.rename = self._button(self.tr("Rename"), "edit", "F2")
        self.bin = self._button(self.tr("Move to the bin"), "trash", "Del")
        for button in (self.new, self.from_selection):
            first.addWidget(button)
        for button in (self.duplicate, self.rename, self.bin):
            second.addWidget(button)
        first.addStretch(1)
        second.addStretch(1)
        self.new.clicked.connect(self._on_new)
        self.from_selection.clicked.connect(self._on_from_selection)
        self.duplicate.clicked.connect(lambda: self._with_row(self.duplicate_requested.emit))
        self.rename.clicked.connect(self.start_rename)
        self.bin.clicked.connect(lambda: self._with_row(self.bin_requested.emit))

    @staticmethod
    def _button(word: str, icon: str, shortcut: str = "") -> Button:
        button = Button(word, icon, Kind.GHOST, tip_of(word, shortcut))
        button.set_compact(30, 9)
        return button

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, current: int, has_selection: bool) -> None:
        """Read all boards anew; the open one, or the one that was chosen here, is marked."""
        chosen = self._chosen()
        self.rows.take(boards.list_boards(), current)
        self.from_selection.setEnabled(has_selection)
        self._choose(self.rows.row_of(chosen.id if chosen else current))
        self._fit()

    def begin(self, current: int, has_selection: bool) -> None:
        """Start anew: nothing searched, the open board chosen."""
        self.search.clear()
        self.list.clearSelection()
        self.list.setCurrentIndex(QModelIndex())
        self.refresh(current, has_selection)

    def take_keyboard(self) -> None:
        """Typing searches at once."""
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        count = self.rows.rowCount()
        self.list.setVisible(count > 0)
        self.empty.setVisible(count == 0)
        words = self.search.text().strip()
        self.empty.setText(
            self.tr("No board by that name. Enter makes it.") if words else self.tr("There is no board yet.")
        )
        self.list.setFixedHeight(min(max(count, 1), _ROWS_SHOWN) * ROW_HEIGHT + 2)
        for button in (self.duplicate, self.rename, self.bin):
            button.setEnabled(count > 0)
        if self.isVisible():
            self.adjustSize()

    def _on_searched(self, text: str) -> None:
        self.rows.search(text)
        # What fits best is meant by Enter; with nothing searched, the board that is open.
        self._choose(0 if text.strip() else max(0, self.rows.row_of(self.rows.current)))
        self._fit()

    def _choose(self, row: int) -> None:
        index = self.rows.index(row) if 0 <= row < self.rows.rowCount() else QModelIndex()
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)

    def _chosen(self) -> BoardRow | None:
        return self.rows.row_at(self.list.currentIndex())

    # -- doing -----------------------------------------------------------------------------------

    def _on_from_selection(self) -> None:
        self.close_popover()
        self.from_selection_requested.emit()

    def _with_row(self, deed: Callable[[int], object]) -> None:
        row = self._chosen()
        if row is not None:
            deed(row.id)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            self.close_popover()
            self.open_requested.emit(row.id)

    def _on_new(self) -> None:
        title = self.search.text().strip() if self.rows.rowCount() == 0 else ""
        self.close_popover()
        self.new_requested.emit(title)

    def _on_enter(self) -> None:
        row = self._chosen()
        if row is None:
            self._on_new()
            return
        self.close_popover()
        self.open_requested.emit(row.id)

    # -- renaming in its row -----------------------------------------------------------------------

    def start_rename(self) -> None:
        """Type over the chosen board's title, in its row."""
        row = self._chosen()
        if row is None:
            return
        self._renaming = row.id
        rect = self.list.visualRect(self.list.currentIndex())
        self.rename_field.setGeometry(rect.adjusted(4, 10, -4, -10))
        self.rename_field.setText(row.title)
        self.rename_field.selectAll()
        self.rename_field.show()
        self.rename_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_rename(self, keep: bool) -> None:
        if not self._renaming:
            return
        board_id, self._renaming = self._renaming, 0
        title = self.rename_field.text().strip()
        self.rename_field.hide()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep and title:
            self.rename_requested.emit(board_id, title)

    # -- keys ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """F2 is the board's here, not the chosen film's, wherever in the popover the keyboard is."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F2:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.start_rename()
                return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list from the search field; the keys of a list in the list."""
        if watched is self.rename_field:
            return self._rename_event(event)
        if event.type() is QEvent.Type.KeyPress and watched in (self.search, self.list):
            assert isinstance(event, QKeyEvent)
            if self._key(event.key(), in_list=watched is self.list):
                return True
        return super().eventFilter(watched, event)

    def _key(self, key: int, in_list: bool) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Delete and (in_list or not self.search.text()):
            self._with_row(self.bin_requested.emit)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not in_list:
            step = 1 if key == Qt.Key.Key_Down else -1
            row = self.list.currentIndex().row() + step
            self._choose(max(0, min(row, self.rows.rowCount() - 1)))
        else:
            return False
        return True

    def _rename_event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._end_rename(True)
        elif event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                self._end_rename(event.key() != Qt.Key.Key_Escape)
                return True
        return False

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())
