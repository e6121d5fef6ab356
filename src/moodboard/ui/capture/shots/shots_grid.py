# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of the contact sheet: scrolled, chosen by mouse and keys, the shot that is on followed."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from moodboard.qt.tokens import DARK
from moodboard.ui.capture.shots.sheet_layout import GAP, SheetLayout
from moodboard.ui.capture.shots.sheet_model import SheetModel
from moodboard.ui.capture.shots.sheet_paint import SheetPainter, Where
from moodboard.ui.focus_ring import OWN_RING

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_OWN = frozenset(
    (
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
        *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter),
        Qt.Key.Key_P,
    )
)


class ShotsGrid(QAbstractItemView):
    """Lay out, paint and choose; what is done with what is chosen is told."""

    opened = Signal(int)
    """Enter or a double click: the row."""
    looked_at = Signal(int)
    """Space: a larger look at the row."""
    pin_requested = Signal()
    """P: what is chosen, or the current one."""
    menu_requested = Signal(int, QPoint)

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = model
        self._laid_out = SheetLayout(400, 16 / 9, ())
        self._ratio = 16 / 9
        self._on = -1
        """The row of the shot that is on."""
        self._is_following = True
        self._by_keys = False
        self._band = QRect()
        self.painter = SheetPainter()
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setProperty("plain", "true")
        self.setProperty(OWN_RING, True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet(
            f"QScrollBar::handle {{ background: {DARK.line_2}; }}"
            f"QScrollBar::handle:hover {{ background: {DARK.control}; }}"
        )
        self.setAccessibleName(self.tr("Shots of the film"))
        self.doubleClicked.connect(self._on_double)

    # Layout

    def set_ratio(self, ratio: float) -> None:
        """The film's width over its height."""
        self._ratio = ratio
        self._lay_out()

    def layout_of(self) -> SheetLayout:
        """Where everything lies."""
        return self._laid_out

    def _lay_out(self) -> None:
        bar = self.verticalScrollBar()
        top = self._laid_out.between(bar.value(), bar.value() + 1) if bar.value() else range(0)
        self._laid_out = SheetLayout(self.viewport().width(), self._ratio, self._sheet.sections())
        self._set_range()
        if len(top) and top[0] < self._laid_out.count():
            bar.setValue(self._laid_out.rect(top[0]).top() - GAP)
        self.viewport().update()

    def _set_range(self) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(high)
        bar.setSingleStep(max(24, self._laid_out.row // 3))
        bar.setRange(0, max(0, self._laid_out.height - high))

    def updateGeometries(self) -> None:
        """The bar's length."""
        super().updateGeometries()
        self._set_range()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew; what was at the top stays there."""
        super().resizeEvent(event)
        self._lay_out()

    def rowsInserted(self, parent: Index, first: int, last: int) -> None:
        """More was found: it comes below what there is."""
        super().rowsInserted(parent, first, last)
        self._grow()

    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:
        """Fewer rows."""
        super().rowsAboutToBeRemoved(parent, first, last)
        self.viewport().update()

    def reset(self) -> None:
        """Other rows."""
        super().reset()
        if hasattr(self, "_laid_out"):
            self.verticalScrollBar().setValue(0)
            self._lay_out()

    def _grow(self) -> None:
        self._laid_out = SheetLayout(self.viewport().width(), self._ratio, self._sheet.sections())
        self._set_range()
        self.viewport().update()

    # What QAbstractItemView asks

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Listen to rows that go, too."""
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self._grow)

    def visualRect(self, index: Index) -> QRect:
        """Where a shot lies in the viewport."""
        return self._laid_out.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Which shot lies there."""
        row = self._laid_out.at(point.x(), point.y() + self.verticalOffset())
        return self._sheet.index(row) if 0 <= row < self._sheet.rowCount() else QModelIndex()

    def horizontalOffset(self) -> int:
        """It does not scroll sideways."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        """None is."""
        return False

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a shot into sight."""
        rect, bar, high = self._laid_out.rect(index.row()), self.verticalScrollBar(), self.viewport().height()
        if rect.isNull():
            return
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - high // 2)
        elif rect.top() - GAP < bar.value():
            bar.setValue(rect.top() - GAP)
        elif rect.bottom() + GAP > bar.value() + high:
            bar.setValue(rect.bottom() + GAP - high)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where an arrow leads."""
        kind, count = QAbstractItemView.CursorAction, self._sheet.rowCount()
        if not count:
            return QModelIndex()
        here = self.currentIndex().row()
        if here < 0 and action not in (kind.MoveHome, kind.MoveEnd):
            return self._sheet.index(max(0, self._on))
        page = max(1, self.viewport().height() // self._laid_out.row)
        rows = {kind.MoveUp: -1, kind.MoveDown: 1, kind.MovePageUp: -page, kind.MovePageDown: page}
        steps = {kind.MoveLeft: -1, kind.MoveRight: 1, kind.MoveNext: 1, kind.MovePrevious: -1}
        if action in rows:
            row = self._laid_out.beside(here, rows[action])
        elif action == kind.MoveHome:
            row = 0
        elif action == kind.MoveEnd:
            row = count - 1
        else:
            row = here + steps.get(action, 0)
        return self._sheet.index(min(max(0, row), count - 1))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose what a rubber band touches; with Shift all shots from one to the other, in film order."""
        chosen = QItemSelection()
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        is_band = self.state() == QAbstractItemView.State.DragSelectingState
        if not is_band and first.isValid() and last.isValid():
            ends = sorted((first.row(), last.row()))
            chosen.append(QItemSelectionRange(self._sheet.index(ends[0]), self._sheet.index(ends[1])))
        else:
            band = rect.normalized().translated(0, self.verticalOffset())
            for row in self._laid_out.between(band.top(), band.bottom()):
                if self._laid_out.rect(row).intersects(band):
                    chosen.append(QItemSelectionRange(self._sheet.index(row)))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What is painted anew when other shots are chosen: the sheet is cheap, and it is one step."""
        return QRegion(self.viewport().rect())

    # The shot that is on

    def set_on(self, row: int) -> None:
        """Ring the shot that is on, and follow it unless the person looks about."""
        if row == self._on:
            return
        self._on = row
        self.viewport().update()
        if self._is_following and row >= 0:
            self.scrollTo(self._sheet.index(row))

    def on(self) -> int:
        """The row of the shot that is on, -1 for none."""
        return self._on

    def follow(self) -> None:
        """Go with the film again, from where it is."""
        self._is_following = True
        if self._on >= 0:
            self.scrollTo(self._sheet.index(self._on), QAbstractItemView.ScrollHint.PositionAtCenter)

    def chosen(self) -> list[int]:
        """Return the rows that are chosen; the one with the keyboard when none is."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return rows

    def choose(self, row: int) -> None:
        """Choose one row alone, and bring it into sight."""
        index = self._sheet.index(row)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Space, P and the arrows are the sheet's while it has the keyboard, not the player's."""
        overrides = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and self._is_own(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_A and modifiers == Qt.KeyboardModifier.ControlModifier:
            return True
        if event.key() == Qt.Key.Key_P:
            return not modifiers
        return Qt.Key(event.key()) in _OWN

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter goes there, Space looks closer, P pins; the rest is the page's."""
        key = event.key()
        row = self.currentIndex().row()
        if not self._is_own(event):
            event.ignore()
            return
        self._by_keys = True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row if row >= 0 else self._on)
        elif key == Qt.Key.Key_Space:
            self.looked_at.emit(row if row >= 0 else self._on)
        elif key == Qt.Key.Key_P:
            self.pin_requested.emit()
        else:
            self._is_following = False
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())  # also when the key led nowhere

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The person looks about."""
        self._is_following = False
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose; the person looks about."""
        self._by_keys, self._is_following = False, False
        self._pressed = event.position().toPoint() + QPoint(0, self.verticalOffset())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the rubber band along."""
        super().mouseMoveEvent(event)
        if self.state() == QAbstractItemView.State.DragSelectingState:
            to = event.position().toPoint() + QPoint(0, self.verticalOffset())
            self._band = QRect(self._pressed, to).normalized()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The band goes."""
        super().mouseReleaseEvent(event)
        self._band = QRect()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a shot."""
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.choose(index.row())
            by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
            place = self.visualRect(index).center() if by_keys else event.pos()
            self.menu_requested.emit(index.row(), self.viewport().mapToGlobal(place))

    def _on_double(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is in sight, and nothing else."""
        painter = QPainter(self.viewport())
        offset, area = self.verticalOffset(), event.rect()
        top, bottom = area.top() + offset, area.bottom() + offset
        painter.translate(0, -offset)
        layout, model = self._laid_out, self._sheet
        self.painter.begin(painter)
        for number in layout.headings_between(top, bottom):
            self.painter.heading(painter, layout.heading(number), layout.sections[number].title)
        selection, here = self.selectionModel(), self.currentIndex().row()
        for row in layout.between(top, bottom):
            shot = model.shot_at(row)
            if shot is None:
                continue
            where = Where(
                chosen=selection.isSelected(model.index(row)),
                on=row == self._on,
                focused=row == here and self._by_keys and self.hasFocus(),
                pinned=model.is_pinned(shot.number),
            )
            self.painter.shot(painter, layout.rect(row), layout.picture, shot, where)
        if not self._band.isNull():
            self.painter.band(painter, self._band)
        if self.painter.images.are_missing:
            self.viewport().update()  # the next few pictures, in the next frame

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab the ring is shown."""
        self._by_keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        super().focusInEvent(event)
        self.viewport().update()
