# SPDX-License-Identifier: GPL-3.0-or-later
"""The films as a list with columns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from moodboard.domain.film import FilmRow
from moodboard.qt.film_model import ROW_ROLE, FilmModel
from moodboard.qt.thumbs import Thumbs
from moodboard.ui import theme
from moodboard.ui.focus_ring import OWN_RING
from moodboard.ui.library.crops import Crops
from moodboard.ui.library.overlay_scroll import OverlayScrollBar
from moodboard.ui.library.page.choice import FilmChoice
from moodboard.ui.library.page.columns import tip_of
from moodboard.ui.library.page.head import ColumnHeads
from moodboard.ui.library.page.posters import Posters
from moodboard.ui.library.page.row_delegate import EDGE, ROW, RowDelegate

KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FilmRows(QTableView):
    """The rows under the heads: a table of one column, whose rows are drawn whole."""

    again_requested = Signal(int)
    drag_wanted = Signal()

    def __init__(
        self, model: FilmModel, choice: FilmChoice, heads: ColumnHeads, thumbs: Thumbs, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._films, self._heads = model, heads
        crops, posters = Crops(thumbs), Posters(thumbs)
        self.rows = RowDelegate(heads, crops, posters, self)
        self.setItemDelegate(self.rows)
        self.setModel(model)
        own = self.selectionModel()
        self.setSelectionModel(choice.selection)
        own.deleteLater()
        self._make_plain()
        self._bar = OverlayScrollBar(self)
        self._repaint = QTimer(self, singleShot=True, interval=0)
        self._repaint.timeout.connect(self.viewport().update)
        thumbs.arrived_together.connect(self._repaint.start)
        theme.controller().changed.connect(crops.forget)
        theme.controller().changed.connect(posters.forget)
        heads.laid_out.connect(self._fit)
        self.horizontalScrollBar().valueChanged.connect(self._on_sideways)

    def _make_plain(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        columns.hide()
        columns.setMinimumSectionSize(0)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Films"))

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Let the page say which films go along: there may be 100,000."""
        self.drag_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes what is left."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._heads.fill(self.viewport().width() - 2 * EDGE)
        width = max(self.viewport().width(), self._heads.length() + 2 * EDGE)
        if self.columnWidth(0) != width:
            self.setColumnWidth(0, width)
        self.viewport().update()

    def _on_sideways(self, value: int) -> None:
        self._heads.setOffset(value)
        self._heads.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._hover(event.position().toPoint())
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the row when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._set_hover(-1, False)
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """ "Again" acts, but not while Shift or Ctrl choose; a click below the last row chooses nothing."""
        self.rows.keyboard = False
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        film = self._film_with_again(event.position().toPoint()) if plain else None
        if film is not None and event.button() == Qt.MouseButton.LeftButton:
            self.again_requested.emit(film.id)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on "Again" do not open the film."""
        if self._film_with_again(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last film: in a table they go along the row."""
        self.rows.keyboard = True
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._films.rowCount():
            controlled = QKeyEvent(
                event.type(), event.key(), event.modifiers() | Qt.KeyboardModifier.ControlModifier
            )
            super().keyPressEvent(controlled)
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the row only when the keyboard brought the focus."""
        self.rows.keyboard = event.reason() in KEYBOARD
        if not self.currentIndex().isValid() and self._films.rowCount():
            self.setCurrentIndex(self._films.index(0, 0))
        super().focusInEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(900, 600)

    def _film_with_again(self, point: QPoint) -> FilmRow | None:
        index = self.indexAt(point)
        film = index.data(ROW_ROLE)
        if isinstance(film, FilmRow) and self.rows.again_rect(self.visualRect(index)).contains(point):
            return film
        return None

    def _hover(self, point: QPoint) -> None:
        index = self.indexAt(point)
        film = index.data(ROW_ROLE)
        if not isinstance(film, FilmRow):
            self._set_hover(-1, False)
            self.viewport().setToolTip("")
            return
        on_again = self.rows.again_rect(self.visualRect(index)).contains(point)
        self._set_hover(index.row(), on_again)
        column = self._heads.column_at(point.x() + self.horizontalScrollBar().value() - EDGE)
        tip = self.tr("Log a watch of today (A)") if on_again else ""
        self.viewport().setToolTip(tip or (tip_of(column.id, film) if column is not None else ""))

    def _set_hover(self, row: int, on_again: bool) -> None:
        before = self.rows.hovered
        if (row, on_again) == (before, self.rows.hovered_again):
            return
        self.rows.hovered, self.rows.hovered_again = row, on_again
        for changed in {before, row}:
            if changed >= 0:
                self.viewport().update(self._row_rect(changed))

    def _row_rect(self, row: int) -> QRect:
        return self.visualRect(self._films.index(row, 0))


class FilmTable(QWidget):
    """Heads and rows."""

    def __init__(
        self, model: FilmModel, choice: FilmChoice, thumbs: Thumbs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.heads = ColumnHeads(self)
        self.rows = FilmRows(model, choice, self.heads, thumbs, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(EDGE, 0, EDGE, 0)
        top.addWidget(self.heads)
        column.addLayout(top)
        column.addWidget(self.rows, 1)
