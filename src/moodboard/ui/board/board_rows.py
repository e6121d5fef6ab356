# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the list of boards: title, film, pins, when it was changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moodboard.domain.board import BoardRow
from moodboard.qt.fonts import make_font, ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import theme
from moodboard.ui.board.words import counted, since_words

ROW_HEIGHT = 54
_SERIF_SIZE = 17
_translate = QCoreApplication.translate


class BoardRows(QAbstractListModel):
    """All boards that hold the words searched for; the row itself is under UserRole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[BoardRow, ...] = ()
        self._shown: list[BoardRow] = []
        self._text = ""
        self.current = 0
        """The id of the open board."""

    def take(self, rows: Sequence[BoardRow], current: int) -> None:
        """Show these boards."""
        self.current = current
        self._all = tuple(rows)
        self.search(self._text)

    def search(self, text: str) -> None:
        """Keep the boards whose title or film holds every word; the titles that do come first."""
        self._text = text
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = [
            row
            for row in self._all
            if all(word in f"{row.title} {row.film or ''}".casefold() for word in words)
        ]
        self._shown.sort(key=lambda row: not all(word in row.title.casefold() for word in words))
        self.endResetModel()

    def row_at(self, index: Index) -> BoardRow | None:
        """Return the board of a row."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def row_of(self, board_id: int) -> int:
        """Return where a board stands, -1 when it is not shown."""
        return next((n for n, row in enumerate(self._shown) if row.id == board_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            here = self.tr(", open now") if row.id == self.current else ""
            return f"{row.title}, {facts_of(row)}{here}"
        return None


def facts_of(row: BoardRow) -> str:
    """Say a board's film, its pins and when it was changed."""
    pins = counted(row.pins, _translate("board", "{n} pin"), _translate("board", "{n} pins"))
    since = since_words(row.changed)
    parts = (row.film or "", pins, since)
    return " · ".join(part for part in parts if part)


class BoardRowDelegate(QStyledItemDelegate):
    """Paint a board's row; the open one has the ember bar."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(320, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, BoardRow):
            return
        tokens = theme.tokens()
        rect: QRectF = QRectF(option.rect)
        state = option.state
        model = index.model()
        is_current = isinstance(model, BoardRows) and model.current == row.id
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        fill = None
        if state & QStyle.StateFlag.State_Selected:
            fill = tokens.soft
        elif state & QStyle.StateFlag.State_MouseOver:
            fill = tokens.hover
        if fill:
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(rect, RADIUS_BUTTON, RADIUS_BUTTON)
        if is_current:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(rect.x(), rect.y() + 10, 3, rect.height() - 20), 1.5, 1.5)
        self._paint_words(painter, rect, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, row: BoardRow) -> None:
        tokens = theme.tokens()
        room = int(rect.width()) - 28
        painter.setFont(make_font("Newsreader", _SERIF_SIZE))
        painter.setPen(QColor(tokens.ink))
        title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(rect.x() + 14, rect.y() + 23), title)
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink_2))
        facts = painter.fontMetrics().elidedText(facts_of(row), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(rect.x() + 14, rect.y() + 42), facts)
