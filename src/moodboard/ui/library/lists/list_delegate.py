# SPDX-License-Identifier: GPL-3.0-or-later
"""How a film of an own list is drawn: its place, still, title, stars, and the note under it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moodboard.domain.still import Still
from moodboard.domain.text_keys import starts_right_to_left
from moodboard.qt.fonts import line_height, ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import RADIUS_BUTTON, Tokens
from moodboard.services.own_lists import ListedFilm
from moodboard.ui import theme
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.crops import Crops, plate
from moodboard.ui.library.lists.list_model import COVER_ROLE, LISTED_ROLE, NUMBER_ROLE
from moodboard.ui.stars import paint_stars

ROW = 76
_NUMBER = 52
"""Width of the column of places; it is there on a list without places too, so that nothing jumps."""
_STILL = QSize(92, 52)
_TEXT = _NUMBER + 92 + 16
_RIGHT = 16
_TIMES, _STARS = 60, 60
"""Widths of the columns of ×n and of stars."""
_NOTE_LINES = 2
_EDITOR = 64


class ListDelegate(QStyledItemDelegate):
    """Paint a row, and edit its note in place."""

    def __init__(self, thumbs: Thumbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crops = Crops(thumbs)
        self.hovered_row = -1
        self._hovered_film = 0
        self.keyboard = False
        theme.controller().changed.connect(self._crops.forget)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is alike."""
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        one = index.data(LISTED_ROLE)
        if not isinstance(one, ListedFilm):
            return
        tokens, row = theme.tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = QRectF(row).adjusted(0, 1, 0, -1)
        if selected or index.row() == self.hovered_row:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if selected else tokens.hover))
            painter.drawRoundedRect(ground, RADIUS_BUTTON, RADIUS_BUTTON)
        self._paint_number(painter, tokens, row, int(index.data(NUMBER_ROLE) or 0), selected)
        self._paint_still(painter, tokens, row, one, index.data(COVER_ROLE))
        self._paint_title(painter, tokens, row, one)
        self._paint_note(painter, tokens, row, one)
        if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, ground, tokens.accent, RADIUS_BUTTON)
        painter.restore()

    def _paint_number(
        self, painter: QPainter, tokens: Tokens, row: QRect, number: int, selected: bool
    ) -> None:
        if not number:
            return
        font = ui_font("count")
        painter.setFont(font)
        painter.setPen(QColor(tokens.accent if selected else tokens.ink_2))
        x = row.left() + _NUMBER - 16 - QFontMetricsF(font).horizontalAdvance(str(number))
        painter.drawText(QPointF(x, row.top() + 31), str(number))

    def _paint_still(
        self, painter: QPainter, tokens: Tokens, row: QRect, one: ListedFilm, cover: object
    ) -> None:
        box = QRectF(row.left() + _NUMBER, row.top() + 12, _STILL.width(), _STILL.height())
        if isinstance(cover, Still):
            self._crops.paint(painter, cover, box, tokens.raised, whole_portraits=True)
            return
        plate(painter, box, tokens.raised)
        painter.setFont(ui_font("watch-number"))
        painter.setPen(QColor(tokens.ink_3))
        year = "–" if one.row.year is None else str(one.row.year)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, year)

    def _paint_title(self, painter: QPainter, tokens: Tokens, row: QRect, one: ListedFilm) -> None:
        font, small = ui_font("row-title"), ui_font("body")
        metrics = QFontMetricsF(font)
        year = "" if one.row.year is None else str(one.row.year)
        times = f"×{one.row.times_seen}" if one.row.times_seen else ""
        right = row.right() - _RIGHT
        times_font = ui_font("count")
        if times:
            width = QFontMetricsF(times_font).horizontalAdvance(times)
            painter.setFont(times_font)
            painter.setPen(QColor(tokens.ink))
            painter.drawText(QPointF(right - width, row.top() + 30), times)
        right -= _TIMES
        stars = (one.row.rating or 0) / 2 * 12
        if stars:
            right -= _STARS  # a column: what begins on one edge is read down
            paint_stars(painter, one.row.rating, right, row.top() + 24.5, tokens.star)
            right -= 16
        left, base = row.left() + _TEXT, row.top() + 29
        year_width = QFontMetricsF(small).horizontalAdvance(year) + 5 if year else 0
        title = metrics.elidedText(one.row.title, Qt.TextElideMode.ElideRight, right - left - year_width)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QPointF(left, base), title)
        painter.setFont(small)
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(QPointF(left + metrics.horizontalAdvance(title) + 5, base), year)

    def _paint_note(self, painter: QPainter, tokens: Tokens, row: QRect, one: ListedFilm) -> None:
        words = " ".join(one.note.split())
        painter.setFont(ui_font("small"))
        painter.setPen(QColor(tokens.ink_2))
        left, width = row.left() + _TEXT, row.right() - _RIGHT - row.left() - _TEXT
        if not words:
            if one.row.id == self._hovered_film:
                painter.setPen(QColor(tokens.ink_3))
                painter.drawText(QPointF(left, row.top() + 48), self.tr("Add a note"))
            return
        for place, line in enumerate(_lines(words, width)):
            metrics = QFontMetricsF(painter.font())
            x = float(left)
            if starts_right_to_left(line):
                x = left + width - metrics.horizontalAdvance(line)
            painter.drawText(QPointF(x, row.top() + 48 + place * line_height("small")), line)

    def hover(self, row: int, film_id: int | None) -> None:
        """Say which row the pointer is over."""
        self.hovered_row, self._hovered_film = row, film_id or 0

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A small field over the note; Enter keeps it, Shift+Enter begins a new line."""
        editor = QPlainTextEdit(parent)
        editor.setFont(ui_font("small"))
        editor.setTabChangesFocus(True)
        editor.setAccessibleName(self.tr("Note"))
        editor.setPlaceholderText(self.tr("Why it is here"))
        editor.document().setDocumentMargin(3)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep on a plain Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor)
                return True
        return super().eventFilter(editor, event)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Lay the field over the note, and a little beyond the row for long ones."""
        row = QRect(option.rect)
        width = row.width() - _TEXT - _RIGHT + 6
        editor.setGeometry(QRect(row.left() + _TEXT - 6, row.top() + 34, width, _EDITOR))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the note as it is."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask for what was typed."""
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())


def _lines(words: str, width: float) -> list[str]:
    """Return at most two lines of the words; the last one is cut with an ellipsis."""
    font = ui_font("small")
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(words, font)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(max(1.0, width))
    layout.endLayout()
    cut = first.textLength()
    if cut >= len(words):
        return [words]
    rest = QFontMetricsF(font).elidedText(words[cut:].strip(), Qt.TextElideMode.ElideRight, width)
    return [words[:cut].strip(), rest][:_NOTE_LINES]
