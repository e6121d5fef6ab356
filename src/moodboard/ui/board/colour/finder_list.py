# SPDX-License-Identifier: GPL-3.0-or-later
"""The grid of stills that have a colour: model, painting, keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from moodboard.domain.line import format_timecode
from moodboard.qt import carried
from moodboard.qt.colour_words import colour_words
from moodboard.qt.fonts import ui_font
from moodboard.qt.thumbs import Thumbs
from moodboard.services.colour_search import Found
from moodboard.ui import theme
from moodboard.ui.focus_ring import OWN_RING

Index = QModelIndex | QPersistentModelIndex
CELL = QSize(143, 130)
_PICTURE = QSize(131, 76)
_MARK = 4
_LEVEL = 256
_ROOT = QModelIndex()


class FoundModel(QAbstractListModel):
    """What was found, the best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Found, ...] = ()

    def show_found(self, found: Sequence[Found]) -> None:
        """Show these."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def found_at(self, row: int) -> Found | None:
        """Return what is in a row."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.found_at(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return found
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            at = format_timecode(found.still.timecode) or ""
            name = found.film or found.still.name
            return " · ".join(word for word in (name, at, colour_words(found.colour)) if word)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def mimeTypes(self) -> list[str]:
        return [carried.STILLS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        found = [self._found[row] for row in sorted({index.row() for index in indexes})]
        carried.put(data, carried.STILLS_MIME, (one.still.uuid for one in found))
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


class FoundDelegate(QStyledItemDelegate):
    """A still in its own ratio, the colour it was found by, its film and timecode."""

    def __init__(self, thumbs: Thumbs | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(found, Found):
            return
        tokens, still = theme.tokens(), found.still
        cell = QRect(option.rect)
        left, base = cell.x() + 5, cell.y() + 6 + _PICTURE.height()
        size = _fitted(still.ratio)
        picture = QRect(left, base - size.height(), size.width(), size.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = self._image(still.picture)
        if image is None:
            painter.fillRect(picture, QColor(still.average))
        else:
            painter.drawImage(QRectF(picture), image)
        painter.fillRect(QRect(left, base + 3, size.width(), _MARK), QColor(found.colour))
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawRect(QRectF(picture).adjusted(-2.75, -2.75, 2.75, 2.75))
        self._words(painter, found, left, base + 22)
        if state & QStyle.StateFlag.State_HasFocus and not state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _image(self, picture: str) -> QImage | None:
        if self._thumbs is None:
            return None
        return self._thumbs.image(picture, _LEVEL) or self._thumbs.nearest(picture, _LEVEL)

    def _words(self, painter: QPainter, found: Found, left: int, base: int) -> None:
        tokens = theme.tokens()
        name = found.film or found.still.name
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _PICTURE.width())
        painter.drawText(left, base, shown)
        at = format_timecode(found.still.timecode)
        if at:
            painter.setFont(ui_font("timecode"))
            painter.setPen(QColor(tokens.ink_2))
            painter.drawText(left, base + 15, at)


def _fitted(ratio: float) -> QSize:
    """Return the largest size of a ratio that goes into a cell."""
    width, height = _PICTURE.width(), _PICTURE.height()
    if ratio >= width / height:
        return QSize(width, max(1, round(width / ratio)))
    return QSize(max(1, round(height * ratio)), height)


class FoundList(QListView):
    """The grid; Enter or a double click pins, a drag does too."""

    pinned = Signal(list)
    """Uuids of stills."""
    looked_at = Signal(object)
    """The Found that the keyboard or a click came to."""

    def __init__(self, thumbs: Thumbs | None) -> None:
        super().__init__()
        self.found = FoundModel(self)
        self.setModel(self.found)
        self.setItemDelegate(FoundDelegate(thumbs, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("plain", "true")
        self.setProperty(OWN_RING, True)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda _index: self.pin())
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.looked_at.emit(now.data(Qt.ItemDataRole.UserRole))
        )
        if thumbs is not None:
            thumbs.arrived_together.connect(self._on_arrived)

    def chosen(self) -> list[str]:
        """Return the uuids of the chosen stills, in the order shown."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [found.still.uuid for row in rows if (found := self.found.found_at(row)) is not None]

    def pin(self) -> None:
        """Lay what is chosen on the board."""
        uuids = self.chosen()
        if uuids:
            self.pinned.emit(uuids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pin()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the panel closes
        else:
            super().keyPressEvent(event)

    def _on_arrived(self, _arrived: object) -> None:
        if self.isVisible():
            self.viewport().update()
