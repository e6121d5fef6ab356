# SPDX-License-Identifier: GPL-3.0-or-later
"""The films that a look-up of many left to the person, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from moodboard.qt.fonts import ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.services.lookup import Unsure
from moodboard.ui import theme
from moodboard.ui.focus_ring import OWN_RING, paint_ring

_ROW, _HEIGHT = 48, 208
_ID = Qt.ItemDataRole.UserRole
_REASON = Qt.ItemDataRole.UserRole + 1


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, view = theme.tokens(), option.widget
        row = QRect(option.rect).adjusted(2, 1, -2, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
            painter.drawRoundedRect(row, RADIUS_BUTTON, RADIUS_BUTTON)
        words = (
            (str(index.data(Qt.ItemDataRole.DisplayRole)), "row-title", tokens.ink, 19),
            (str(index.data(_REASON)), "small", tokens.ink_2, 37),
        )
        for said, font_name, colour, base in words:
            font = ui_font(font_name)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            cut = QFontMetricsF(font).elidedText(said, Qt.TextElideMode.ElideRight, row.width() - 20)
            painter.drawText(row.left() + 10, row.top() + base, cut)
        keyboard = view is not None and view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(row).adjusted(1, 1, -1, -1), tokens.accent, RADIUS_BUTTON)
        painter.restore()


class LeftList(QListWidget):
    """Enter, or a double click, looks one up."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Films that are left to you"))
        self.itemDoubleClicked.connect(self._open)

    def show_left(self, left: Sequence[Unsure]) -> None:
        """Show these."""
        self.clear()
        for one in left:
            item = QListWidgetItem(one.title, self)
            item.setData(_ID, one.film_id)
            item.setData(_REASON, one.reason)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.title}. {one.reason}")
            item.setToolTip(self.tr("{reason} Look it up (Enter)").format(reason=one.reason))
        self.setFixedHeight(min(_HEIGHT, _ROW * len(left) + 4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what the keyboard is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._open(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(int(item.data(_ID)))
