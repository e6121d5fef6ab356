# SPDX-License-Identifier: GPL-3.0-or-later
"""How a line is drawn in the list: its time, who says it, its words, those that were searched for marked."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from moodboard.domain.text_keys import starts_right_to_left
from moodboard.qt.cue_model import NOW_ROLE, ROW_ROLE, CueModel, CueRow, timecode
from moodboard.qt.fonts import SERIF, line_height, make_font, ui_font
from moodboard.qt.indexes import Index
from moodboard.qt.scripts import foreign_stretches
from moodboard.qt.tokens import RADIUS_BUTTON, Tokens
from moodboard.ui import theme
from moodboard.ui.capture.lines.line_editor import LineWords
from moodboard.ui.focus_ring import paint_ring

TIME_LEFT, WORDS_LEFT, RIGHT = 24, 84, 22
PLATE_LEFT, PLATE_RIGHT = 8, 8
_PAD, _PAD_NOW, _GAP_NOW = 12, 13, 4
_STEP, _SIZE = 24, 17
_SPEAKER = 16
_KEPT = 600


@dataclass(slots=True)
class SetLine:
    """A row's words, set in a width."""

    layout: QTextLayout
    step: int
    words_top: int
    height: int
    text: str


class LineDelegate(QStyledItemDelegate):
    """Set and paint rows; the one that is said now is larger."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts = {
            (False, False): make_font(SERIF, _SIZE),
            (False, True): make_font(SERIF, _SIZE, italic=True),
            (True, False): ui_font("line-s"),
            (True, True): make_font(SERIF, 22, italic=True),
        }
        self._set: OrderedDict[tuple[CueRow, bool, int], SetLine] = OrderedDict()
        self.keyboard = False
        self.hovered = -1

    # Setting

    def set_line(self, row: CueRow, now: bool, width: int) -> SetLine:
        """Return a row set in the list's width."""
        key = (row, now, width)
        found = self._set.get(key)
        if found is None:
            found = self._set[key] = self._laid(row, now, width - WORDS_LEFT - RIGHT)
            if len(self._set) > _KEPT:
                self._set.popitem(last=False)
        else:
            self._set.move_to_end(key)
        return found

    def _laid(self, row: CueRow, now: bool, width: int) -> SetLine:
        text = row.line.text.replace("\n", "\u2028")
        step = line_height("line-s") if now else _STEP
        layout = QTextLayout(text, self._font(row, now))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        leftwards = starts_right_to_left(text)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
        )
        if leftwards:  # the direction alone leaves a row at the left
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(max(40, width))
            line.setPosition(QPointF(0, (layout.lineCount() - 1) * step + (step - line.height()) / 2))
            line = layout.createLine()
        layout.endLayout()
        pad = _PAD_NOW + _GAP_NOW if now else _PAD
        top = pad + (_SPEAKER if row.line.speaker else 0)
        return SetLine(layout, step, top, top + layout.lineCount() * step + pad, text)

    def _font(self, row: CueRow, now: bool) -> QFont:
        slanted = row.is_note and not foreign_stretches(row.line.text, SERIF)
        return self._fonts[now, slanted]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need."""
        row = index.data(ROW_ROLE)
        width = option.rect.width()
        height = self.set_line(row, index.data(NOW_ROLE) == 0, width).height if isinstance(row, CueRow) else 0
        return QSize(width, height)

    def letter_at(self, row: CueRow, now: bool, width: int, x: int, y: int) -> int:
        """Return the letter of a row that lies at a point of it."""
        found = self.set_line(row, now, width)
        number = min(max(0, (y - found.words_top) // found.step), found.layout.lineCount() - 1)
        return _letters(found.text, found.layout.lineAt(number).xToCursor(x - WORDS_LEFT))

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Plate, time, words."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, CueRow):
            return
        tokens, box, when = theme.tokens(), QRect(option.rect), index.data(NOW_ROLE)
        now = when == 0
        found = self.set_line(row, now, box.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, tokens, box, now, selected, index.row() == self.hovered)
        painter.setFont(ui_font("timecode"))
        painter.setPen(QColor(tokens.accent if now else tokens.ink_2))
        top = box.top() + found.words_top
        base = top + found.step / 2 + (8 if now else 6)
        painter.drawText(QPointF(TIME_LEFT, round(base) - (1 if now else 0)), timecode(row.line))
        if row.line.speaker:
            painter.setFont(ui_font("small"))
            painter.setPen(QColor(tokens.ink_2))
            painter.drawText(QPointF(WORDS_LEFT, top - 3), row.line.speaker)
        ink = tokens.ink_2 if row.is_note or (not isinstance(when, int) or when < 0) else tokens.ink
        self._paint_words(painter, tokens, row, found, QPointF(WORDS_LEFT, top), ink)
        if self.keyboard and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, _plate(box, now), tokens.accent, RADIUS_BUTTON)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, tokens: Tokens, box: QRect, now: bool, selected: bool, hovered: bool
    ) -> None:
        if not (now or selected or hovered):
            return
        plate = _plate(box, now)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.soft if now else tokens.hover))
        painter.drawRoundedRect(plate, RADIUS_BUTTON, RADIUS_BUTTON)
        if now:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(plate.left(), plate.top() + 14, 3, plate.height() - 28), 1.5, 1.5)

    def _paint_words(
        self, painter: QPainter, tokens: Tokens, row: CueRow, found: SetLine, at: QPointF, ink: str
    ) -> None:
        painter.setPen(QColor(ink))
        marks = []
        for begin, end in row.marks:
            if end > begin:
                mark = QTextLayout.FormatRange()
                mark.start, mark.length = (
                    _units(found.text, begin),
                    _units(found.text[begin:end], end - begin),
                )
                look = QTextCharFormat()
                look.setForeground(QColor(tokens.accent))
                look.setFontUnderline(True)
                mark.format = look
                marks.append(mark)
        found.layout.draw(painter, at, marks)

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field in which Enter keeps the words and Ctrl+Enter splits them at the caret."""
        editor = LineWords(parent)
        editor.setFont(self._fonts[index.data(NOW_ROLE) == 0, False])
        editor.kept.connect(self._on_kept)
        editor.left.connect(self._on_left)
        return editor

    def _on_kept(self) -> None:
        editor = self.sender()
        if isinstance(editor, LineWords):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)

    def _on_left(self) -> None:
        editor = self.sender()
        if isinstance(editor, LineWords):
            self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The words as they are."""
        if isinstance(editor, LineWords) and not editor.is_begun:
            editor.begin(index.row(), str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """The words as they were typed."""
        if isinstance(editor, LineWords) and isinstance(model, CueModel):
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Over the words, with room for one more row."""
        box = QRect(option.rect)
        editor.setGeometry(box.adjusted(WORDS_LEFT - 10, 4, -PLATE_RIGHT, -4))


def _plate(box: QRect, now: bool) -> QRectF:
    inset = _GAP_NOW if now else 2
    return QRectF(box).adjusted(PLATE_LEFT, inset, -PLATE_RIGHT, -inset)


def _units(text: str, letters: int) -> int:
    """Return Qt's count of so many letters: those beyond the basic plane are two to it."""
    return letters + sum(sign > "\uffff" for sign in text[:letters])


def _letters(text: str, units: int) -> int:
    for number, sign in enumerate(text):
        if units <= 0:
            return number
        units -= 2 if sign > "\uffff" else 1
    return len(text)
