# SPDX-License-Identifier: GPL-3.0-or-later
"""The films as a wall of posters or stills."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from moodboard.domain.film import FilmRow
from moodboard.domain.still import Still
from moodboard.qt.film_model import COVER_ROLE, ROW_ROLE, FilmModel
from moodboard.qt.indexes import Index
from moodboard.qt.thumbs import Thumbs
from moodboard.ui import theme
from moodboard.ui.focus_ring import OWN_RING
from moodboard.ui.library.overlay_scroll import OverlayScrollBar
from moodboard.ui.library.page.choice import FilmChoice
from moodboard.ui.library.page.table import KEYBOARD
from moodboard.ui.library.page.wall_painter import CAPTION, GAP_X, GAP_Y, Look, WallPainter

SMALLEST, LARGEST, USUAL = 96, 320, 168
_MARGIN = 12
"""Room for the frame of a chosen film at the edges."""


class FilmWall(QAbstractItemView):
    """Cells of one size in rows from edge to edge; only what is in view is asked for.

    Written by hand: Qt's own list asks a model of 100,000 films 200,000 questions at each reset.
    """

    again_requested = Signal(int)
    drag_wanted = Signal()
    zoomed = Signal(int)
    """Another size of the cells, by the wheel with Control."""

    def __init__(
        self, model: FilmModel, choice: FilmChoice, thumbs: Thumbs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._films = model
        self._wanted = USUAL
        self._across, self._width = 1, USUAL
        self._hovered, self._hovered_again, self._keyboard = -1, False, False
        self.painter = WallPainter(thumbs, self.tr("Again"))
        self.setModel(model)
        own = self.selectionModel()
        self.setSelectionModel(choice.selection)
        own.deleteLater()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Films"))
        self._bar = OverlayScrollBar(self)
        self._repaint = QTimer(self, singleShot=True, interval=0)
        self._repaint.timeout.connect(self.viewport().update)
        thumbs.arrived_together.connect(self._repaint.start)

    # -- where things are --------------------------------------------------------------------------

    def set_size(self, width: int) -> None:
        """Show larger or smaller pictures; what is in the middle stays in view."""
        width = max(SMALLEST, min(LARGEST, width))
        if width != self._wanted:
            middle = self.indexAt(QPoint(_MARGIN + 1, self.viewport().height() // 2))
            self._wanted = width
            self.updateGeometries()
            if middle.isValid():
                self.scrollTo(middle, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.viewport().update()

    def size_wanted(self) -> int:
        """How wide the pictures are about."""
        return self._wanted

    def set_posters(self, posters: bool) -> None:
        """Show upright posters, or stills."""
        if posters != self.painter.posters:
            first = self.indexAt(QPoint(_MARGIN + 1, 1 + GAP_Y))
            self.painter.posters = posters
            self.updateGeometries()
            if first.isValid():
                self.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)
            self.viewport().update()

    def across(self) -> int:
        """How many films stand side by side."""
        return self._across

    def _pitch(self) -> int:
        return self.painter.picture_height(self._width) + CAPTION + GAP_Y

    def _measure(self) -> None:
        room = self.viewport().width() - 2 * _MARGIN
        self._across = max(1, round((room + GAP_X) / (self._wanted + GAP_X)))
        self._width = max(1, (room - (self._across - 1) * GAP_X) // self._across)

    def updateGeometries(self) -> None:
        """Count the rows of the wall, and how far it scrolls."""
        self._measure()
        rows = -(-self._films.rowCount() // self._across)
        bar = self.verticalScrollBar()
        bar.setSingleStep(40)
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, rows * self._pitch() + _MARGIN - self.viewport().height()))
        super().updateGeometries()

    def cell(self, row: int) -> QRect:
        """Where a film stands in the viewport."""
        down, across = divmod(row, self._across)
        left = _MARGIN + across * (self._width + GAP_X)
        top = _MARGIN + down * self._pitch() - self.verticalOffset()
        return QRect(left, top, self._width, self._pitch() - GAP_Y)

    def visualRect(self, index: Index) -> QRect:
        """Where a film stands in the viewport, in view or not."""
        return self.cell(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The film at a point of the viewport."""
        down = (point.y() - _MARGIN + self.verticalOffset()) // self._pitch()
        across = (point.x() - _MARGIN) // (self._width + GAP_X)
        row = down * self._across + across
        inside = 0 <= across < self._across and 0 <= row < self._films.rowCount()
        if inside and self.cell(row).contains(point):
            return self._films.index(row, 0)
        return self._films.index(-1, 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a film into view, as little as is needed."""
        if not index.isValid():
            return
        box, bar = self.visualRect(index).adjusted(0, -_MARGIN, 0, _MARGIN), self.verticalScrollBar()
        view = self.viewport().height()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + box.center().y() - view // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or box.top() < 0:
            bar.setValue(bar.value() + box.top())
        elif box.bottom() > view:
            bar.setValue(bar.value() + min(box.bottom() - view, box.top()))

    def horizontalOffset(self) -> int:
        """It never scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:
        """How far it is scrolled."""
        return int(self.verticalScrollBar().value())

    def isIndexHidden(self, _index: Index) -> bool:
        """Every film is shown."""
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads: to the side, up and down, by a screen, to the ends."""
        count, move = self._films.rowCount(), QAbstractItemView.CursorAction
        if not count:
            return self._films.index(-1, 0)
        row = max(0, self.currentIndex().row())
        screen = max(1, self.viewport().height() // self._pitch()) * self._across
        steps = {
            move.MoveLeft: -1,
            move.MovePrevious: -1,
            move.MoveRight: 1,
            move.MoveNext: 1,
            move.MoveUp: -self._across,
            move.MoveDown: self._across,
            move.MovePageUp: -screen,
            move.MovePageDown: screen,
        }
        if action == move.MoveHome:
            wanted = 0
        elif action == move.MoveEnd:
            wanted = count - 1
        else:
            wanted = row + steps[action]
            if action in (move.MoveUp, move.MovePageUp) and wanted < 0:
                wanted = row % self._across if action == move.MovePageUp else row
            if (
                action == move.MoveDown
                and wanted >= count
                and row // self._across == (count - 1) // self._across
            ):
                wanted = row
        return self._films.index(max(0, min(count - 1, wanted)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose all films from one corner to the other, as they follow each other."""
        first, last = self._nearest(rect.topLeft()), self._nearest(rect.bottomRight())
        if first is None or last is None:
            return
        low, high = sorted((first, last))
        chosen = QItemSelection(self._films.index(low, 0), self._films.index(high, 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        """Painting it whole costs less than working out what of it changed."""
        return QRegion(self.viewport().rect())

    def _nearest(self, point: QPoint) -> int | None:
        count = self._films.rowCount()
        if not count:
            return None
        down = (point.y() - _MARGIN + self.verticalOffset()) // self._pitch()
        across = (point.x() - _MARGIN) // (self._width + GAP_X)
        row = max(0, down) * self._across + max(0, min(self._across - 1, across))
        return max(0, min(count - 1, int(row)))

    # -- the look ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells that are in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.tokens().panel))
        top = (event.rect().top() - _MARGIN + self.verticalOffset()) // self._pitch()
        bottom = (event.rect().bottom() + self.verticalOffset()) // self._pitch()
        first = max(0, top) * self._across
        last = min(self._films.rowCount(), (bottom + 1) * self._across)
        current, focused = self.currentIndex().row(), self.hasFocus()
        for row in range(first, last):
            index = self._films.index(row, 0)
            film, cover = index.data(ROW_ROLE), index.data(COVER_ROLE)
            if not isinstance(film, FilmRow):
                continue
            look = Look(
                chosen=self.selectionModel().isSelected(index),
                hovered=row == self._hovered,
                hovered_again=self._hovered_again,
                ring=self._keyboard and focused and row == current,
            )
            self.painter.paint(
                painter, self.cell(row), film, cover if isinstance(cover, Still) else None, look
            )

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted along, and paint the rest."""
        self._set_hover(-1, False)
        self.viewport().scroll(dx, dy)

    # -- the mouse and the keys --------------------------------------------------------------------

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Let the page say which films go along."""
        self.drag_wanted.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """ "Again" acts; a click beside the films chooses none."""
        self._keyboard = False
        point = event.position().toPoint()
        index = self.indexAt(point)
        film = index.data(ROW_ROLE)
        if self._is_again(index, point) and isinstance(film, FilmRow):
            self.again_requested.emit(film.id)
            return
        if not index.isValid() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.clearSelection()
        if index.isValid():
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on "Again" do not open the film."""
        point = event.position().toPoint()
        if not self._is_again(self.indexAt(point), point):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        film = index.data(ROW_ROLE)
        on_again = self._is_again(index, point)
        self._set_hover(index.row(), on_again)
        tip = self.tr("Log a watch of today (A)") if on_again else ""
        self.viewport().setToolTip(tip or (film.title if isinstance(film, FilmRow) else ""))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the film when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._set_hover(-1, False)
        return super().viewportEvent(event)

    def wheelEvent(self, event: object) -> None:
        """With Control the pictures grow."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:  # type: ignore[attr-defined]
            step = 16 if event.angleDelta().y() > 0 else -16  # type: ignore[attr-defined]
            self.set_size(self._wanted + step)
            self.zoomed.emit(self._wanted)
            return
        super().wheelEvent(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ring the film that the keyboard is on."""
        self._keyboard = True
        super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the film only when the keyboard brought the focus."""
        self._keyboard = event.reason() in KEYBOARD
        if not self.currentIndex().isValid() and self._films.rowCount():
            self.setCurrentIndex(self._films.index(0, 0))
        super().focusInEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another number of films stands side by side; the one at the top stays there."""
        first = self.indexAt(QPoint(_MARGIN + 1, _MARGIN + 1))
        super().resizeEvent(event)
        self.updateGeometries()
        if first.isValid() and self.verticalOffset():
            self.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(900, 600)

    def _is_again(self, index: Index, point: QPoint) -> bool:
        return index.isValid() and self.painter.again_rect(self.visualRect(index)).contains(point)

    def _set_hover(self, row: int, on_again: bool) -> None:
        before = self._hovered
        if (row, on_again) == (before, self._hovered_again):
            return
        self._hovered, self._hovered_again = row, on_again
        for changed in {before, row}:
            if changed >= 0:
                self.viewport().update(self.cell(changed).adjusted(-8, -8, 8, 8))
