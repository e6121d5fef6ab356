# SPDX-License-Identifier: GPL-3.0-or-later
"""The quiet column at the left of the films' page: where one can go, in sections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from moodboard.qt.fonts import ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.tokens import RADIUS_BUTTON, Tokens
from moodboard.ui import icons, theme
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.overlay_scroll import OverlayScrollBar
from moodboard.ui.library.page.sidebar_model import ROW_ROLE, Entry, Section, SideModel, SideRow
from moodboard.ui.library.plain_view import BY_KEYBOARD, make_plain

WIDTH, NARROW = 220, 184
_LEFT = 24
_ENTRY, _HEADING = 30, 46


class SideBar(QListView):
    """Let the person choose what the page is about; other parts of the program add sections.

    ``add_section`` and ``set_entries`` fill it; ``entry_chosen`` says where the person wants to go.
    """

    entry_chosen = Signal(str, str)
    """Section and entry."""
    films_dropped = Signal(str, str, object)
    """Section, entry, and the films dropped on it."""
    deed_requested = Signal(str)
    """The plus of a section."""
    menu_requested = Signal(str, str, QPoint)
    """Section, entry, and where on the screen its menu may open."""
    delete_requested = Signal(str, str)
    rename_requested = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = SideModel(self)
        self.side.dropped.connect(self.films_dropped)
        self._shown = ("", "")
        self.setModel(self.side)
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        make_plain(self)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.setAccessibleName(self.tr("Where to go among the films"))
        self._bar = OverlayScrollBar(self)
        self.side.modelReset.connect(self._restore)

    def add_section(self, section: Section, before: str = "") -> None:
        """Put a section at the end, or before another one."""
        self.side.add_section(section, before)

    def set_entries(self, section_id: str, entries: Sequence[Entry]) -> None:
        """Show these under a section."""
        self.side.set_entries(section_id, entries)

    def set_count(self, section_id: str, key: str, count: int | None) -> None:
        """Show another number behind an entry."""
        self.side.set_count(section_id, key, count)

    def chosen(self) -> tuple[str, str]:
        """Section and entry of what is shown; empty for none of them."""
        return self._shown

    def show_chosen(self, section_id: str, key: str) -> None:
        """Mark what is shown, without going there; empty words mark nothing."""
        self._shown = (section_id, key)
        self._restore()

    def choose(self, section_id: str, key: str) -> None:
        """Go to an entry, as if it had been clicked."""
        if self.side.row_of(section_id, key) is not None:
            self.show_chosen(section_id, key)
            self.entry_chosen.emit(section_id, key)

    def _restore(self) -> None:
        row = self.side.row_of(*self._shown)
        self.viewport().update()
        if row is None:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self.side.index(row, 0))

    def _row(self, index: Index) -> SideRow | None:
        found = index.data(ROW_ROLE)
        return found if isinstance(found, SideRow) else None

    def _go(self, index: Index) -> None:
        row = self._row(index)
        if row is not None and row.entry is not None:
            self._shown = (row.section.id, row.entry.key)
            self.viewport().update()
            self.entry_chosen.emit(*self._shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go at once; the plus of a heading asks for something new."""
        self._delegate.keyboard = False
        index = self.indexAt(event.position().toPoint())
        row = self._row(index)
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            if row.entry is None and row.section.deed and not row.is_hint:
                if plus_rect(self.visualRect(index)).contains(event.position().toPoint()):
                    self.deed_requested.emit(row.section.id)
                return
            super().mousePressEvent(event)
            self._go(index)
            return
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click on an entry asks for another name."""
        row = self._row(self.indexAt(event.position().toPoint()))
        if row is not None and row.entry is not None:
            self.rename_requested.emit(row.section.id, row.entry.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        index = self.indexAt(event.position().toPoint())
        row = self._row(index)
        over_plus = (
            row is not None
            and row.entry is None
            and bool(row.section.deed)
            and plus_rect(self.visualRect(index)).contains(event.position().toPoint())
        )
        self._delegate.hovered, self._delegate.hovered_plus = index.row(), over_plus
        self.viewport().setToolTip(row.section.deed if row is not None and over_plus else "")
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Nothing is under the pointer."""
        self._delegate.hovered = -1
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go there at once, F2 renames, Delete asks to remove, Insert makes a new one."""
        self._delegate.keyboard = True
        before = self.currentIndex().row()
        row = self._row(self.currentIndex())
        key = event.key()
        if row is not None and row.entry is not None and key == Qt.Key.Key_F2:
            self.rename_requested.emit(row.section.id, row.entry.key)
        elif row is not None and row.entry is not None and key == Qt.Key.Key_Delete:
            self.delete_requested.emit(row.section.id, row.entry.key)
        elif row is not None and key == Qt.Key.Key_Insert and row.section.deed:
            self.deed_requested.emit(row.section.id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex())
        else:
            super().keyPressEvent(event)
            if self.currentIndex().row() != before:
                self._go(self.currentIndex())
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Say for which entry a menu is wanted."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        row = self._row(index)
        if row is not None and row.entry is not None:
            where = self.visualRect(index).center() if keyboard else event.pos()
            self.menu_requested.emit(row.section.id, row.entry.key, self.viewport().mapToGlobal(where))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the entry only when the keyboard brought the focus."""
        self._delegate.keyboard = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As wide as the look says."""
        return QSize(WIDTH, 400)


def plus_rect(row: QRect) -> QRect:
    """Where the plus of a heading lies."""
    return QRect(row.right() - 36, row.bottom() - 27, 24, 24)


class _Delegate(QStyledItemDelegate):
    """Draws headings small and grey, entries as rows with their count at the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered, self.hovered_plus, self.keyboard = -1, False, False

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        heading = isinstance(row, SideRow) and row.entry is None and not row.is_hint
        return QSize(0, _HEADING if heading else _ENTRY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, SideRow):
            return
        tokens = theme.tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.entry is None:
            self._paint_heading(painter, tokens, QRect(option.rect), row, index.row())
        else:
            self._paint_entry(painter, tokens, option, row.entry, index.row())
        painter.restore()

    def _paint_heading(self, painter: QPainter, tokens: Tokens, box: QRect, row: SideRow, at: int) -> None:
        painter.setFont(ui_font("small" if row.is_hint else "small-strong"))
        painter.setPen(QColor(tokens.ink_3))
        words = row.section.hint if row.is_hint else row.section.title
        metrics = QFontMetricsF(painter.font())
        room = box.width() - _LEFT - (44 if row.section.deed else 16)
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        base = box.bottom() - 11 if not row.is_hint else box.top() + 18
        painter.drawText(QPointF(box.left() + _LEFT, base), text)
        if row.section.deed and not row.is_hint:
            plus = QRectF(plus_rect(box))
            if self.hovered == at and self.hovered_plus:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.hover))
                painter.drawRoundedRect(plus, RADIUS_BUTTON, RADIUS_BUTTON)
            ink = tokens.ink if self.hovered == at and self.hovered_plus else tokens.ink_2
            icons.paint(painter, "plus", plus.adjusted(4, 4, -4, -4), ink)

    def _paint_entry(
        self, painter: QPainter, tokens: Tokens, option: QStyleOptionViewItem, entry: Entry, at: int
    ) -> None:
        plate = QRectF(option.rect).adjusted(12, 1, -12, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or self.hovered == at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
            painter.drawRoundedRect(plate, RADIUS_BUTTON, RADIUS_BUTTON)
        if chosen:
            bar = QPainterPath()
            bar.addRoundedRect(QRectF(plate.left() - 2, plate.top() + 6, 5, plate.height() - 12), 2, 2)
            painter.setClipRect(QRectF(plate.left(), plate.top(), 3, plate.height()))
            painter.fillPath(bar, QColor(tokens.accent))
            painter.setClipping(False)
        base = plate.top() + 18.5
        right = plate.right() - 10
        if entry.count is not None:
            painter.setFont(ui_font("watch-number"))
            painter.setPen(QColor(tokens.ink_2))
            number = f"{entry.count:,}"
            width = QFontMetricsF(painter.font()).horizontalAdvance(number)
            painter.drawText(QPointF(right - width, base), number)
            right -= width + 8
        painter.setFont(ui_font("body-strong" if chosen else "body"))
        painter.setPen(QColor(tokens.ink))
        left = plate.left() + 12
        text = QFontMetricsF(painter.font()).elidedText(
            entry.words, Qt.TextElideMode.ElideRight, right - left
        )
        painter.drawText(QPointF(left, base), text)
        if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, plate, tokens.accent, RADIUS_BUTTON)
