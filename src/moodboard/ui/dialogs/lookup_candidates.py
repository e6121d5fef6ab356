# SPDX-License-Identifier: GPL-3.0-or-later
"""The films that were found: poster, title, year, who directed them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moodboard.domain.film import named
from moodboard.domain.metadata import Candidate, Found
from moodboard.qt.fonts import ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import theme
from moodboard.ui.focus_ring import OWN_RING, paint_ring

ROW = 76
POSTER = QSize(40, 60)
_ROOT = QModelIndex()
_ROLE = Qt.ItemDataRole.UserRole


class CandidateModel(QAbstractListModel):
    """Candidates in the order they were found, completed as more is known of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Candidate] = []
        self._posters: dict[str, QImage] = {}

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(candidates)
        self._posters = {}
        self.endResetModel()

    def candidate(self, row: int) -> Candidate | None:
        """Return what is in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, key: str) -> int:
        """Return the row of a candidate, -1 for none."""
        return next((n for n, one in enumerate(self._rows) if one.key == key), -1)

    def complete(self, key: str, found: Found | None, poster: QImage) -> None:
        """Show who directed it, and its poster."""
        row = self.row_of(key)
        if row < 0:
            return
        if found is not None:
            self._rows[row] = replace(self._rows[row], directors=found.directors)
        if not poster.isNull():
            self._posters[key] = poster
        at = self.index(row)
        self.dataChanged.emit(at, at)

    def poster(self, key: str) -> QImage:
        """Return a candidate's poster, a null image while there is none."""
        return self._posters.get(key, QImage())

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many were found."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title and year as words; the candidate itself for painting."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, _ROLE):
            return None
        one = self.candidate(index.row())
        if one is None or role == _ROLE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return named(one.title, one.year)
        return ", ".join(filter(None, (named(one.title, one.year), *one.directors)))


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, view, model = index.data(_ROLE), option.widget, index.model()
        if not isinstance(one, Candidate) or not isinstance(model, CandidateModel):
            return
        tokens = theme.tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        row = QRect(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
            painter.drawRoundedRect(row, RADIUS_BUTTON, RADIUS_BUTTON)
        if chosen:
            painter.fillRect(row.left(), row.top() + 14, 3, row.height() - 28, QColor(tokens.accent))
        _paint_poster(painter, row, model.poster(one.key))
        _paint_words(painter, row, one)
        keyboard = view is not None and view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(row).adjusted(1, 1, -1, -1), tokens.accent, RADIUS_BUTTON)
        painter.restore()


def _paint_poster(painter: QPainter, row: QRect, poster: QImage) -> None:
    box = QRectF(row.left() + 12, row.top() + 7, POSTER.width(), POSTER.height())
    if poster.isNull():
        painter.fillRect(box, QColor(theme.tokens().line))
        return
    size = QSize(poster.size()).scaled(POSTER, Qt.AspectRatioMode.KeepAspectRatio)
    fit = QRectF(0, 0, size.width(), size.height())
    fit.moveCenter(box.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(fit, poster)


def _paint_words(painter: QPainter, row: QRect, one: Candidate) -> None:
    tokens = theme.tokens()
    left, width = row.left() + 64.0, row.width() - 64.0 - 10.0
    directed = ", ".join(one.directors)
    original = one.original_title if one.original_title != one.title else ""
    lines = [
        (one.title, "row-title", tokens.ink),
        (" · ".join(filter(None, (str(one.year or ""), directed))), "small", tokens.ink_2),
        (original, "small", tokens.ink_3),
    ]
    shown = [line for line in lines if line[0]]
    base = row.top() + (row.height() - 19 * len(shown)) / 2 + 14
    for words, font_name, colour in shown:
        font = ui_font(font_name)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        cut = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QPointF(left, base), cut)
        base += 19


class CandidateList(QListView):
    """Choose one with the arrows or the mouse."""

    def __init__(self, model: CandidateModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Films that were found"))

    def chosen(self) -> Candidate | None:
        """The film that is chosen."""
        model = self.model()
        rows = self.selectedIndexes()
        return model.candidate(rows[0].row()) if rows and isinstance(model, CandidateModel) else None
