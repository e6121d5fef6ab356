# SPDX-License-Identifier: GPL-3.0-or-later
"""How shots and lines are drawn in the tray."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moodboard.domain.line import Line, format_timecode
from moodboard.domain.still import Still
from moodboard.qt.fonts import ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.scripts import upright
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import icons, theme
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.crops import Crops
from moodboard.ui.library.tray_models import ITEM_ROLE

SHOT = QSize(97, 60)
GAP = 6
LINE_ROW = 32
_TEXT_LEFT = 32


class ShotDelegate(QStyledItemDelegate):
    """A still of 97 by 60, a ring outside of it when chosen, a dot when it is on the board."""

    def __init__(self, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crops = Crops(thumbs)
        self.keyboard = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The still and the gap to the next."""
        return QSize(SHOT.width() + GAP, SHOT.height() + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the shot."""
        still = index.data(ITEM_ROLE)
        if not isinstance(still, Still):
            return
        tokens = theme.tokens()
        cell = QRect(option.rect)
        box = QRectF(cell.left() + GAP / 2, cell.top() + GAP / 2, SHOT.width(), SHOT.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._crops.paint(painter, still, box, tokens.raised)
        if still.on_board:
            dot = QPointF(box.left() + 9.5, box.bottom() - 11.5)
            painter.setPen(QPen(QColor(0, 0, 0, 150), 1.2))
            painter.setBrush(QColor("#FFFFFF"))
            painter.drawEllipse(dot, 4.1, 4.1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        current = bool(option.state & QStyle.StateFlag.State_HasFocus) and self.keyboard
        if chosen or current:
            painter.setPen(QPen(QColor(tokens.accent), 1.5 if not current else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1.75, -1.75, 1.75, 1.75), 3, 3)
        painter.restore()


class LineEditor(QPlainTextEdit):
    """Words of a line: Enter keeps them, Shift+Enter begins a new line, Escape leaves them."""

    kept = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape end the editing."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LineDelegate(QStyledItemDelegate):
    """A line in serif italic with its grip and its time."""

    words_typed = Signal(object, str)
    """A ``Line`` and its new words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.keyboard = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every line takes one row; its tool-tip has it whole."""
        return QSize(0, LINE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        line = index.data(ITEM_ROLE)
        if not isinstance(line, Line):
            return
        tokens = theme.tokens()
        row = QRect(option.rect)
        plate = QRectF(row.left(), row.top() + 1, row.width() - 8, row.height() - 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or index.row() == self.hovered_row:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
            painter.drawRoundedRect(plate, RADIUS_BUTTON, RADIUS_BUTTON)
        self._paint_words(painter, line, row)
        if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, plate, tokens.accent, RADIUS_BUTTON)
        painter.restore()

    def _paint_words(self, painter: QPainter, line: Line, row: QRect) -> None:
        tokens = theme.tokens()
        grip = QRectF(row.left() + 5, row.top() + 8, icons.SIZE, icons.SIZE)
        icons.paint(painter, "drag", grip, tokens.ink_2)
        right = row.right() + 1 - 20.5
        at = format_timecode(line.timecode)
        if at is not None:
            small = ui_font("timecode")
            metrics = QFontMetricsF(small)
            painter.setFont(small)
            painter.setPen(QColor(tokens.ink_2))
            left = right - metrics.horizontalAdvance(at)
            painter.drawText(QPointF(left, row.top() + 21), at)
            right = left - 10
        words = " ".join(line.text.split())
        font = upright(ui_font("line-list"), words)
        metrics = QFontMetricsF(font)
        left = row.left() + _TEXT_LEFT - 4
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QPointF(left, row.top() + 20), shown)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A field over the row."""
        editor = LineEditor(parent)
        editor.setFont(ui_font("line-list"))
        editor.setAccessibleName(self.tr("Words of the line"))
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.kept.connect(lambda: self._keep(editor))
        editor.left.connect(lambda: self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint))
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter belongs to the editor: Qt's own handling would put a line break in."""
        ends = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ends:
            return False
        return super().eventFilter(watched, event)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As high as its words ask for, up to four rows, and inside of the list."""
        line = index.data(ITEM_ROLE)
        row = QRect(option.rect)
        count = min(4, len(line.text.splitlines())) if isinstance(line, Line) else 1
        height = max(LINE_ROW + 2, 24 * count + 12)
        top = row.top()
        host = editor.parentWidget()
        if host is not None:
            top = max(0, min(top, host.height() - height))
        editor.setGeometry(QRect(row.left() + _TEXT_LEFT - 14, top, row.width() - _TEXT_LEFT, height))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the words as they are."""
        line = index.data(ITEM_ROLE)
        if isinstance(editor, LineEditor) and isinstance(line, Line) and not editor.toPlainText():
            editor.setPlainText(line.text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Say what was typed; whoever listens keeps it."""
        line = index.data(ITEM_ROLE)
        if isinstance(editor, LineEditor) and isinstance(line, Line):
            words = editor.toPlainText().strip()
            if words and words != line.text:
                self.words_typed.emit(line, words)

    def _keep(self, editor: LineEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
