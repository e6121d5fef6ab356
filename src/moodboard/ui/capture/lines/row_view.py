# SPDX-License-Identifier: GPL-3.0-or-later
"""A list whose rows are as high as their words: the heights, and what Qt asks of a view.

A view of our own and not Qt's list: that one asks for the height of every row again whenever one
changes, 20 ms with 2,000 lines, and here the row that is said now changes every few seconds.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from time import perf_counter

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from moodboard.qt.cue_model import CueModel
from moodboard.qt.indexes import Index
from moodboard.ui import theme
from moodboard.ui.capture.lines.line_delegate import LineDelegate
from moodboard.ui.focus_ring import OWN_RING

_BUDGET = 0.004
"""Seconds in which rows are measured before the window gets its turn."""
_GUESS = 48
_BOTTOM = 24


class RowView(QAbstractItemView):
    """Rows under one another, measured when they are seen and then one after the other."""

    def __init__(self, model: CueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._heights: list[int] = []
        self._tops: list[int] = [0]
        self._exact: list[bool] = []
        self._measured = 0
        self._delegate = LineDelegate(self)
        self._measurer = QTimer(self)
        self._measurer.setInterval(0)
        self._measurer.timeout.connect(self._measure_on)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setEditTriggers(self.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(48)
        model.dataChanged.connect(self._on_data_changed)
        theme.controller().changed.connect(self._repaint)

    def line_delegate(self) -> LineDelegate:
        """Who draws the rows."""
        return self._delegate

    def _stay(self, row: int, within: int) -> None:
        """Keep a row where it was, now that heights above it are known better."""
        if 0 <= row < len(self._heights):
            self.verticalScrollBar().setValue(self._tops[row] + within)

    def _forget_heights(self) -> None:
        count = self._rows.rowCount()
        self._heights, self._exact, self._measured = [_GUESS] * count, [False] * count, 0
        self._lay_out()
        if count:
            self._measurer.start()

    # Heights

    def _measure(self, row: int) -> None:
        rows = self._rows
        width = self.viewport().width()
        self._heights[row] = self._delegate.set_line(rows.row(row), row == rows.now, width).height
        self._exact[row] = True

    def _measure_around(self, row: int) -> None:
        """Measure what will be seen around a row, so that nothing moves under the eye later."""
        if not self._heights:
            return
        around = 2 + self.viewport().height() // 48
        changed = False
        for number in range(max(0, row - around), min(len(self._heights), row + around)):
            if not self._exact[number]:
                self._measure(number)
                changed = True
        if changed:
            self._lay_out()

    def _measure_on(self) -> None:
        """Measure more rows, for a few milliseconds; what is at the top stays there."""
        begun, count = perf_counter(), len(self._heights)
        top = self._row_at_height(self.verticalScrollBar().value())
        within = self.verticalScrollBar().value() - (self._tops[top] if 0 <= top < count else 0)
        while self._measured < count and perf_counter() - begun < _BUDGET:
            if not self._exact[self._measured]:
                self._measure(self._measured)
            self._measured += 1
        if self._measured >= count:
            self._measurer.stop()
        self._lay_out()
        self._stay(top, within)

    def _lay_out(self) -> None:
        self._tops = [0, *accumulate(self._heights)]
        self.updateGeometries()
        self.updateEditorGeometries()
        self.viewport().update()

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        if roles and Qt.ItemDataRole.DisplayRole not in roles:
            self.viewport().update()
            return
        for row in range(first.row(), last.row() + 1):
            self._exact[row] = False
        self._measured = 0
        self._measure_around(self._row_at_height(self.verticalScrollBar().value()))
        self._measurer.start()
        self.viewport().update()

    def _row_at_height(self, y: int) -> int:
        row = bisect_right(self._tops, y) - 1
        return row if 0 <= row < len(self._heights) else -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._exact = [False] * len(self._heights)
            self._measured = 0
            self._measure_around(max(0, self._row_at_height(self.verticalScrollBar().value())))
            if self._heights:
                self._measurer.start()
        self.updateGeometries()

    # What Qt asks of a view

    def updateGeometries(self) -> None:
        """Tell the scroll bar how much there is."""
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setPageStep(height)
        bar.setRange(0, max(0, self._tops[-1] + _BOTTOM - height))
        super().updateGeometries()

    def visualRect(self, index: Index) -> QRect:
        """Return where a row lies in the window."""
        row = index.row()
        if not index.isValid() or row >= len(self._heights):
            return QRect()
        top = self._tops[row] - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights[row])

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into view."""
        if not index.isValid() or index.row() >= len(self._heights):
            return
        self._measure_around(index.row())
        rect, room = self.visualRect(index), self.viewport().rect()
        bar = self.verticalScrollBar()
        if hint == self.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - room.center().y())
        elif rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() > room.bottom():
            bar.setValue(bar.value() + min(rect.top(), rect.bottom() - room.bottom()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a point."""
        row = self._row_at_height(point.y() + self.verticalOffset()) if point.y() >= 0 else -1
        return self._rows.index(row) if row >= 0 else QModelIndex()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go up, down, by the page, to either end."""
        count, row = self._rows.rowCount(), self.currentIndex().row()
        page = max(1, self.viewport().height() // 56)
        actions = self.CursorAction
        steps = {
            actions.MoveUp: -1, actions.MovePrevious: -1, actions.MoveDown: 1, actions.MoveNext: 1,
            actions.MovePageUp: -page, actions.MovePageDown: page,
            actions.MoveHome: -count, actions.MoveEnd: count,
        }  # fmt: skip
        if not count:
            return QModelIndex()
        if row < 0:
            row = max(0, self._rows.now)
            return self._rows.index(row)
        return self._rows.index(min(max(0, row + steps.get(action, 0)), count - 1))

    def horizontalOffset(self) -> int:
        """None: words are wrapped."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """Nothing is."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the rows that a rectangle touches."""
        first = self._row_at_height(max(0, rect.top() + self.verticalOffset()))
        last = self._row_at_height(rect.bottom() + self.verticalOffset())
        if first < 0:
            self.selectionModel().select(QItemSelection(), command)
            return
        last = last if last >= 0 else self._rows.rowCount() - 1
        chosen = QItemSelection(self._rows.index(first), self._rows.index(max(first, last)))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return where chosen rows lie."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move editors along, and paint."""
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(0, dy)
        self.updateEditorGeometries()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        painter = QPainter(self.viewport())
        first = self._row_at_height(event.rect().top() + self.verticalOffset())
        if first < 0:
            return
        current, chosen = self.currentIndex().row(), self.selectionModel()
        for row in range(first, len(self._heights)):
            index = self._rows.index(row)
            option = QStyleOptionViewItem()
            option.rect = self.visualRect(index)
            if option.rect.top() > event.rect().bottom():
                break
            option.state = QStyle.StateFlag.State_Enabled
            if chosen.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if row == current and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            self._delegate.paint(painter, option, index)

    def _repaint(self) -> None:
        self.viewport().update()
