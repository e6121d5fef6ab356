# SPDX-License-Identifier: GPL-3.0-or-later
"""The two lists of the tray: shots in columns, lines in rows; both can be dragged from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from moodboard.domain.line import Line
from moodboard.qt.thumbs import Thumbs
from moodboard.ui.focus_ring import OWN_RING
from moodboard.ui.held_key import HeldKey
from moodboard.ui.library.overlay_scroll import OverlayScrollBar
from moodboard.ui.library.tray_delegates import GAP, SHOT, LineDelegate, ShotDelegate
from moodboard.ui.library.tray_models import LineModel, StillModel

_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class _TrayList(QListView):
    """What both lists have in common: choosing several, dragging, Enter and Delete."""

    place_requested = Signal(list)
    """Uuids to lay on the board."""
    bin_requested = Signal(list)
    film_requested = Signal(str)
    """The film file is wanted at the time of one of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self._bar = OverlayScrollBar(self)
        HeldKey(self, "still.open_film", self.open_film)

    def chosen(self) -> list[str]:
        """Uuids of what is chosen, in the list's order."""
        model = self.model()
        if not isinstance(model, StillModel | LineModel):
            return []
        uuids = model.uuids()
        return [uuids[row] for row in sorted(index.row() for index in self.selectedIndexes())]

    def open_film(self) -> None:
        """Open the film where the first of the chosen is from."""
        for uuid in self.chosen()[:1]:
            self.film_requested.emit(uuid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter lays on the board, Delete puts in the bin."""
        self._set_keyboard(True)
        chosen = self.chosen()
        if chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.place_requested.emit(chosen)
        elif chosen and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.bin_requested.emit(chosen)
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse needs no ring."""
        self._set_keyboard(False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by a key, begin with the first."""
        by_key = event.reason() in _KEYBOARD_FOCUS
        self._set_keyboard(by_key)
        super().focusInEvent(event)
        model = self.model()
        if by_key and not self.selectedIndexes() and model is not None and model.rowCount():
            # Qt itself makes the first current, but does not choose it.
            current = self.currentIndex()
            self.selectionModel().setCurrentIndex(
                current if current.isValid() else model.index(0, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect,
            )
        self.viewport().update()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry what is chosen, with the first of it as the picture."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(indexes))
        first = min(indexes, key=lambda index: index.row())
        picture = self._picture_of(first)
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(12, 12))
        drag.exec(actions, Qt.DropAction.CopyAction)

    def _picture_of(self, index: QModelIndex) -> QPixmap:
        ratio = self.devicePixelRatioF()
        row = self.visualRect(index)
        picture = QPixmap(row.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setOpacity(0.9)
        self.viewport().render(painter, QPoint(0, 0), row, QWidget.RenderFlag.DrawChildren)
        painter.end()
        return picture

    def _set_keyboard(self, on: bool) -> None:
        delegate = self.itemDelegate()
        if isinstance(delegate, ShotDelegate | LineDelegate):
            delegate.keyboard = on


class ShotList(_TrayList):
    """Shots in columns."""

    def __init__(self, model: StillModel, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._delegate = ShotDelegate(thumbs, self)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setAccessibleName(self.tr("Shots"))
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setInterval(0)
        self._repaint.timeout.connect(self.viewport().update)
        thumbs.arrived_together.connect(self._on_arrived)

    def columns(self) -> int:
        """How many fit beside each other."""
        return max(1, self.viewport().width() // (SHOT.width() + GAP))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Lay the shot on the board."""
        chosen = self.chosen()
        if chosen and event.button() == Qt.MouseButton.LeftButton:
            self.place_requested.emit(chosen)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the shots chosen."""
        chosen = self.chosen()
        if not chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Put on the board")).triggered.connect(
            lambda: self.place_requested.emit(chosen)
        )
        menu.addAction(self.tr("Open the film there")).triggered.connect(self.open_film)
        menu.addSeparator()
        menu.addAction(self.tr("Put in the bin")).triggered.connect(lambda: self.bin_requested.emit(chosen))
        menu.popup(event.globalPos())

    def _on_arrived(self, _came: object) -> None:
        self._repaint.start()


class LineList(_TrayList):
    """Lines in rows."""

    words_typed = Signal(object, str)
    """A ``Line`` and its new words."""

    def __init__(self, model: LineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._delegate = LineDelegate(self)
        self._delegate.words_typed.connect(self.words_typed)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Lines"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 corrects the words."""
        if event.key() == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """F2 means the line here, not the film."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_F2
            and self.currentIndex().isValid()
        ):
            event.accept()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Correct the words in place."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.edit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the row when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the lines chosen."""
        chosen = self.chosen()
        index = self.currentIndex()
        if not chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Put on the board")).triggered.connect(
            lambda: self.place_requested.emit(chosen)
        )
        menu.addAction(self.tr("Open the film there")).triggered.connect(self.open_film)
        if isinstance(index.data(int(Qt.ItemDataRole.UserRole) + 1), Line):
            menu.addAction(self.tr("Correct the words")).triggered.connect(lambda: self.edit(index))
        menu.addSeparator()
        menu.addAction(self.tr("Put in the bin")).triggered.connect(lambda: self.bin_requested.emit(chosen))
        menu.popup(event.globalPos())

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()
