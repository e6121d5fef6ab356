# SPDX-License-Identifier: GPL-3.0-or-later
"""Quiet tables: hairlines, small headings, a soft row, cells edited in place."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from moodboard.qt.fonts import ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.table_rows import CHOICES_ROLE, KEY_ROLE, MUTED_ROLE, STARS_ROLE, WORDS_ROLE
from moodboard.qt.tokens import Tokens
from moodboard.ui import icons, theme
from moodboard.ui.focus_ring import OWN_RING, paint_ring
from moodboard.ui.stars import paint_stars

ROW = 32
_INSET = 10
_BOX = 16
_WORDS_ROWS = 3
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Head(QHeaderView):
    """Small words over a hairline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(28)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(40)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The heading on its column's left edge, or at its right when the column stands there."""
        tokens = theme.tokens()
        painter.save()
        painter.fillRect(rect, QColor(tokens.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        font = ui_font("small")
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        room = QRectF(rect).adjusted(_INSET, 0, -_INSET, 0)
        align = self.model().index(0, section).data(Qt.ItemDataRole.TextAlignmentRole)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink_2))
        words = QFontMetricsF(font).elidedText(words, _ELIDE, room.width())
        painter.drawText(room, int(align) if isinstance(align, int) else int(_LEFT), words)
        painter.restore()


class _WordsField(QPlainTextEdit):
    """Several rows of words; Enter is done, with Shift it begins another row."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the words."""
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """Paint a cell: a tick, stars or words; edit it with a field or a list of choices."""

    keyboard = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows are alike."""
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then what stands in it."""
        tokens = theme.tokens()
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.soft))
            if index.column() == 0:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        room = QRectF(rect).adjusted(_INSET, 0, -_INSET, 0)
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is not None:
            self._paint_tick(painter, tokens, room, Qt.CheckState(tick) is Qt.CheckState.Checked)
            room.adjust(_BOX + 10, 0, 0, 0)
        rating = index.data(STARS_ROLE)
        if isinstance(rating, int):
            paint_stars(painter, rating, room.left(), room.center().y(), tokens.star)
        else:
            self._paint_words(painter, tokens, room, index)
        if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRectF(rect).adjusted(4, 4, -4, -4), tokens.accent, 4)
        painter.restore()

    @staticmethod
    def _paint_tick(painter: QPainter, tokens: Tokens, room: QRectF, on: bool) -> None:
        box = QRectF(room.left() + 0.5, room.center().y() - 7.5, 15, 15)
        painter.setPen(QPen(QColor(tokens.fill if on else tokens.control), 1))
        painter.setBrush(QColor(tokens.fill if on else tokens.field))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            icons.paint(painter, "check", box.adjusted(1.5, 1.5, -1.5, -1.5), tokens.on_fill)

    @staticmethod
    def _paint_words(painter: QPainter, tokens: Tokens, room: QRectF, index: Index) -> None:
        words = " ".join(str(index.data() or "").split())
        chooses = index.data(CHOICES_ROLE) is not None
        if chooses:
            icons.paint(
                painter,
                "chevron-down",
                QRectF(room.right() - 12, room.center().y() - 6, 12, 12),
                tokens.ink_2,
            )
            room = room.adjusted(0, 0, -18, 0)
        font = ui_font("body")
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink_2 if index.data(MUTED_ROLE) else tokens.ink))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        words = QFontMetricsF(font).elidedText(words, _ELIDE, room.width())
        painter.drawText(room, int(align) if isinstance(align, int) else int(_LEFT), words)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list where there are choices, else a field."""
        choices = index.data(CHOICES_ROLE)
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or "")
        if index.data(WORDS_ROLE):
            words = _WordsField(parent)
            words.setAccessibleName(name)
            words.done.connect(lambda: self._keep_editor(words))
            return words
        if choices is None:
            field = QLineEdit(parent)
            field.setProperty("compact", True)
            field.setAccessibleName(name)
            return field
        box = QComboBox(parent)
        box.setAccessibleName(name)
        box.setMaxVisibleItems(24)
        for key, words in choices:
            box.addItem(words, key)
        box.activated.connect(lambda _n: self._keep_editor(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _keep_editor(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what it is."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(KEY_ROLE))))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep what was typed or chosen."""
        said = editor.currentData() if isinstance(editor, QComboBox) else None
        if isinstance(editor, QPlainTextEdit):
            said = editor.toPlainText()
        elif isinstance(editor, QLineEdit):
            said = editor.text()
        model.setData(index, said, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell, behind its tick."""
        rect = QRect(option.rect).adjusted(2, 2, -2, -3)
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            rect.setLeft(rect.left() + _INSET + _BOX + 2)
        if isinstance(editor, QPlainTextEdit):
            rect.setHeight(_WORDS_ROWS * ROW)
            parent = editor.parentWidget()
            if parent is not None and rect.bottom() > parent.height():
                rect.moveBottom(max(rect.height(), parent.height()) - 2)
        editor.setGeometry(rect)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on the tick's box, or Space, turns it over."""
        tick = index.data(Qt.ItemDataRole.CheckStateRole)
        if tick is None or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return super().editorEvent(event, model, option, index)
        turn = False
        if event.type() == QEvent.Type.MouseButtonRelease:
            point = event.position()  # type: ignore[attr-defined]
            turn = point.x() < option.rect.left() + 2 * _INSET + _BOX
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            turn = event.key() == Qt.Key.Key_Space
        if turn:
            on = Qt.CheckState(tick) is Qt.CheckState.Checked
            other = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
            return model.setData(index, other.value, Qt.ItemDataRole.CheckStateRole)
        return False


class QuietTable(QTableView):
    """A table without a grid; Enter edits or chooses, and never leaves the dialog."""

    row_entered = Signal(int)
    """Enter was pressed, or a row double-clicked, where nothing is edited."""
    key_typed = Signal(str)
    """A plain letter or digit where nothing is edited."""

    def __init__(
        self, model: QAbstractItemModel, name: str, widths: tuple[int, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        head = _Head(self)
        self.setHorizontalHeader(head)
        self.setModel(model)
        for column, width in enumerate(widths):
            if width:
                self.setColumnWidth(column, width)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setProperty("plain", True)
        self.setProperty(OWN_RING, True)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.SelectedClicked)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double)
        theme.controller().changed.connect(self.viewport().update)

    def choose(self, row: int, column: int = 0) -> None:
        """Go to a row."""
        self.setCurrentIndex(self.model().index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits the cell, or the first one of its row that can be; else it says that it was pressed."""
        self._set_keyboard(True)
        if self.state() is QAbstractItemView.State.EditingState:
            return  # the cell's field lets Enter through once it has taken it
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif event.text().isalnum() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.key_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        """Begin on the first row."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        by_keyboard = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        self._set_keyboard(by_keyboard)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.choose(0)

    def mousePressEvent(self, event: QEvent) -> None:
        """The ring is the keyboard's."""
        self._set_keyboard(False)
        super().mousePressEvent(event)  # type: ignore[arg-type]

    def _set_keyboard(self, on: bool) -> None:
        if self._cells.keyboard != on:
            self._cells.keyboard = on
            self.viewport().update()

    def _on_enter(self) -> None:
        current = self.currentIndex()
        if not current.isValid():
            return
        row = [self.model().index(current.row(), column) for column in range(self.model().columnCount())]
        can = [index for index in (current, *row) if index.flags() & Qt.ItemFlag.ItemIsEditable]
        if can:
            self.setCurrentIndex(can[0])
            self.edit(can[0])
        else:
            self.row_entered.emit(current.row())

    def _on_clicked(self, index: Index) -> None:
        """One click opens a list of choices."""
        if index.data(CHOICES_ROLE) is not None and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _on_double(self, index: Index) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.row_entered.emit(index.row())
