# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing a face: a list to search in, each name set in its own face once it is seen."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from moodboard.qt.families import families, writes
from moodboard.qt.fonts import make_font, ui_font
from moodboard.ui import icons, theme
from moodboard.ui.buttons import Button, Kind

ROW = 32
_SIZE = 17
_Index = QModelIndex | QPersistentModelIndex


class FaceButton(Button):
    """Shows the face in use in its own letters; a press opens the list."""

    def __init__(self, width: int) -> None:
        super().__init__("", "", Kind.OUTLINE)
        self.set_compact(ROW, 12)
        self.setFixedWidth(width)
        self.setToolTip(self.tr("Choose another face"))

    def show_face(self, face: str) -> None:
        """Show another face."""
        self.setText(face)
        self.setAccessibleName(self.tr("Face: {name}").format(name=face))
        self._font = name_font(face)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.width(), ROW)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        inner = self.rect().adjusted(12, 0, -34, 0)
        painter.setFont(self._font)
        painter.setPen(QColor(ink))
        words = QFontMetrics(self._font).elidedText(self.text(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        icons.paint(painter, "chevron-down", QRectF(self.width() - 28, 10, 12, 12), theme.tokens().ink_3)


def name_font(face: str) -> QFont:
    """Return what a face's name is set in: itself, or ours where it has no such letters."""
    return make_font(face, _SIZE) if writes(face, face) else ui_font("body")


class _Names(QAbstractListModel):
    """The names of all families."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.names = families()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  - Qt's own signature
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.names[index.row()]
        return None


class _Name(QStyledItemDelegate):
    """Paints a name in its own face, or in ours where the face has no such letters."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = theme.tokens()
        name = str(index.data())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(tokens.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.hover))
        painter.setFont(name_font(name))
        painter.setPen(QColor(tokens.ink))
        inner = rect.adjusted(12, 0, -8, 0)
        words = QFontMetrics(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()


class FaceList(QWidget):
    """A field and a list; what the list stands on is told at once, so that the board can show it."""

    looked_at = Signal(str)
    chosen = Signal(str)
    left = Signal()
    """Esc: the face from before is wanted back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Search faces"))
        self.search.setPlaceholderText(self.tr("Search faces"))
        self.search.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Faces"))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Name(self.list))
        self.list.setMinimumHeight(ROW * 9)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(_Names(self))
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list.setModel(self._found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self._quiet = False
        self.search.textEdited.connect(self._on_search)
        self.search.installEventFilter(self)
        self.list.clicked.connect(lambda index: self.chosen.emit(str(index.data())))
        self.list.selectionModel().currentChanged.connect(self._on_current)

    def names(self) -> list[str]:
        """Return the names that the search leaves."""
        return [str(self._found.index(row, 0).data()) for row in range(self._found.rowCount())]

    def begin(self, face: str) -> None:
        """Stand on a face, with an empty search."""
        self._quiet = True
        self.search.clear()
        self._found.setFilterFixedString("")
        names = self.names()
        row = names.index(face) if face in names else 0
        index = self._found.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        self._quiet = False
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_search(self, words: str) -> None:
        self._quiet = True
        self._found.setFilterFixedString(words.strip())
        self._quiet = False
        if self._found.rowCount():
            self._quiet = True
            self.list.setCurrentIndex(self._found.index(0, 0))
            self._quiet = False
            self.looked_at.emit(str(self.list.currentIndex().data()))

    def _on_current(self, index: _Index) -> None:
        if not self._quiet and index.isValid():
            self.looked_at.emit(str(index.data()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk the list while the words are typed above it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        if key in steps:
            row = self.list.currentIndex().row() + steps[Qt.Key(key)]
            row = max(0, min(row, self._found.rowCount() - 1))
            self.list.setCurrentIndex(self._found.index(row, 0))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.currentIndex().isValid():
                self.chosen.emit(str(self.list.currentIndex().data()))
            return True
        if key == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return False
