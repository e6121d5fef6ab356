# SPDX-License-Identifier: GPL-3.0-or-later
"""Typing a line or a note in place: in its own type, where it will be painted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from moodboard.domain import note_markup
from moodboard.domain.board import NOTE_STYLE, Pin, PinKind, Place, Rect, TextStyle
from moodboard.qt import pin_text
from moodboard.qt import text as qt_text
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.fonts import font_of
from moodboard.qt.paint_look import Look, look_on
from moodboard.qt.paint_veil import DENSITY, Veil, veil_for
from moodboard.qt.paint_words import NOTE_PADDING_X, NOTE_PADDING_Y
from moodboard.qt.text_note import list_indent, note_of
from moodboard.ui import theme
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.board.writing.words_field import CARET_ROOM, OVERHANG, WordsField

if TYPE_CHECKING:
    from moodboard.ui.board.writing.note_bar import NoteBar

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class TextEditor(QWidget):
    """A frameless editor on the canvas, one at a time."""

    started = Signal()
    finished = Signal(str)
    """The uuid of the pin that was typed or edited; empty when nothing came of it."""

    def __init__(self, canvas: BoardCanvas, editor: BoardEditor) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._editor = editor
        self._kind = PinKind.LINE
        self._pin: Pin | None = None
        self._at = (0.0, 0.0)
        self._old = ""
        self._active = False
        self._dressing = False
        self._offered = False
        self.unplaced: PinKind | None = None
        """What was left without a letter during this very click; the click may say where it shall be."""
        self.words = WordsField(self)
        self.words.done.connect(self._on_done)
        self._bar: NoteBar | None = None
        self._hang = 0.0
        """Pixels by which punctuation hangs out."""
        self.words.textChanged.connect(self._dress)
        canvas.view_changed.connect(self._dress)
        editor.leaving.connect(lambda: self.finish(True))
        editor.loaded.connect(lambda: self.finish(False))
        self.hide()

    @property
    def is_active(self) -> bool:
        """Whether something is being typed."""
        return self._active

    # -- beginning and ending ------------------------------------------------------------------------

    def begin_new(self, kind: PinKind, x: float, y: float, offered: bool = False) -> None:
        """Type a new line or note; the caret stands at the board point.

        ``offered`` says that the program chose the place: a click elsewhere before the first letter moves it.
        """
        self.finish(True)
        if not self._editor.may_change():
            return
        style = pin_text.style_for("") if kind is PinKind.LINE else NOTE_STYLE
        down = NOTE_PADDING_Y if kind is PinKind.NOTE else 0.0
        self._begin(kind, None, (x, y - style.size * style.leading / 2 - down), "")
        self._offered = offered

    def begin_edit(self, uuid: str) -> None:
        """Edit the words of a line or a note in its place."""
        self.finish(True)
        pin = self._editor.pins.get(uuid)
        if pin is None or pin.kind not in (PinKind.LINE, PinKind.NOTE) or not self._editor.may_change(uuid):
            return
        self._begin(pin.kind, pin, (pin.place.x, pin.place.y), pin_text.words_of(pin, self._editor.lines))
        self._canvas.fade({uuid: 0.0})  # else it would be seen twice, a hair apart

    def _begin(self, kind: PinKind, pin: Pin | None, at: tuple[float, float], words: str) -> None:
        self._kind, self._pin, self._at, self._old = kind, pin, at, words
        self._active = True
        self._offered = False
        self._dressing = True
        is_note = kind is PinKind.NOTE
        self.words.begin(words, self._style(words) if is_note else None)
        self._dressing = False
        name = self.tr("Note") if is_note else self.tr("Line")
        self.words.setAccessibleName(
            self.tr("{kind}: Enter ends, Shift+Enter begins a new line").format(kind=name)
        )
        self._explain(pin is None)
        self._dress()
        # Undo inside begins with the words as they were.
        self.words.document().clearUndoRedoStacks()
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.show()
        if is_note:
            self._note_bar().refresh()
        self._dress()  # once more: Qt lays a document out only when its widget is seen
        self.raise_()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.started.emit()

    def _explain(self, is_new: bool) -> None:
        """Say how typing ends; Esc never throws away what was just written."""
        keys = self.tr("Enter ends. Shift+Enter begins a new line.")
        way = (
            self.tr("Esc keeps it too; Undo takes it off the board.")
            if is_new
            else self.tr("Esc takes back what you changed.")
        )
        self.words.setToolTip(f"{keys} {way}")
        self.words.setAccessibleDescription(way)

    def _note_bar(self) -> NoteBar:
        if self._bar is None:
            from moodboard.ui.board.writing.note_bar import NoteBar

            self._bar = NoteBar(self._canvas, self.words)
            self._bar.ended.connect(lambda: self.finish(True))
        return self._bar

    def _on_done(self, keep: bool) -> None:
        if keep and self._bar is not None and self._bar.address.hasFocus():
            return  # the keyboard went to the bar above the words
        self.finish(keep or self._pin is None)

    def finish(self, keep: bool = True) -> None:
        """End typing; an empty new line or note vanishes."""
        if not self._active:
            return
        self._active = False
        words = self.words.said()
        had_focus = self.words.hasFocus()
        self.hide()
        if self._bar is not None:
            self._bar.hide()
        pin = self._pin
        if pin is not None:
            self._canvas.fade({})
        uuid = self._keep(pin, words) if keep else ""
        if self._offered and pin is None and not words:
            self.unplaced = self._kind
            QTimer.singleShot(0, self._forget_unplaced)
        if had_focus:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.emit(uuid)

    def _forget_unplaced(self) -> None:
        self.unplaced = None

    def _keep(self, pin: Pin | None, words: str) -> str:
        if pin is not None:
            if self._kind is PinKind.NOTE:
                self._editor.edit_note(pin.uuid, words)
            else:
                self._editor.edit_line(pin.uuid, words)
            return pin.uuid if pin.uuid in self._editor.pins else ""
        if not words:
            return ""
        if self._kind is PinKind.NOTE:
            return self._editor.add_note(words, *self._at)
        return self._editor.type_line(words, *self._at)

    # -- looks ---------------------------------------------------------------------------------------

    def _style(self, words: str) -> TextStyle:
        if self._pin is not None:
            return self._pin.style.text
        return NOTE_STYLE if self._kind is PinKind.NOTE else pin_text.style_for(words)

    def _size(self, words: str, style: TextStyle) -> tuple[float, float]:
        """Return the size in board units that the pin will have with these words."""
        pin = self._pin
        if pin is None:
            width = pin_text.NOTE_WIDTH if self._kind is PinKind.NOTE else 0.0
            return pin_text.size_for(self._kind, words, style, width)
        draft = replace(pin, text=words)
        lines = dict(self._editor.lines)
        if pin.line in lines:
            lines[pin.line] = replace(lines[pin.line], text=words)
        said = pin_text.Words(lines, self._editor.films)
        place = pin_text.fitted(draft, said, pin, self._old).place
        return place.width, place.height

    def _dress(self) -> None:
        """Set type, place and size anew, after each key and each change of the view."""
        if not self._active or self._dressing:
            return
        self._dressing = True
        words = self.words.said() if self._kind is PinKind.NOTE else self.words.toPlainText()
        style = self._style(words)
        zoom = self._canvas.viewport.zoom
        width, height = self._size(words, style)
        made = self._made(words, style, width)
        self._set_type(style, zoom, made)
        rect = self._canvas.to_screen(self._rect(width, height))
        self.setGeometry(rect.toAlignedRect().adjusted(-OVERHANG, 0, CARET_ROOM, 1))
        self._set_words_place(style, zoom, rect, width, made)
        if self._kind is PinKind.NOTE:
            self._note_bar().show_above(rect)
        self.update()
        self._dressing = False

    def _rect(self, width: float, height: float) -> Rect:
        """Return the place in board units; a turned pin is typed upright, about its centre."""
        if self._pin is None or not self._pin.place.turn % 360:
            return Rect(*self._at, width, height)
        place: Place = pin_text.resized(self._pin.place, width, height)
        return place.rect

    def _made(self, words: str, style: TextStyle, width: float) -> qt_text.Composed:
        """Return the words laid out as they are typed: of an exchange the rows as they are."""
        if self._kind is PinKind.NOTE:
            return note_of(words or " ", style, width - 2 * NOTE_PADDING_X)
        return qt_text.line_of(words or " ", replace(style, exchange="off", attribution=False), width)

    def _set_type(self, style: TextStyle, zoom: float, made: qt_text.Composed) -> None:
        font = QFont(font_of(style))
        # Points may be broken, pixels may not; and the words must be as large as the zoom says.
        font.setPointSizeF(max(0.5, style.size * zoom * 72 / self.words.viewport().logicalDpiY()))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking * zoom)
        if self.words.document().defaultFont() != font:
            self.words.document().setDefaultFont(font)
        veil = self._veil(style)
        ink = QColor(veil.ink) if veil is not None else QColor(style.colour) if style.colour else self._ink()
        sheet = f"color: {ink.name()}; background: transparent; border: none; padding: 0;"
        if self.words.styleSheet() != sheet:
            self.words.setStyleSheet(sheet)
        if self._kind is PinKind.NOTE:
            rows = note_markup.parse(self.words.said())
            self.words.document().setIndentWidth(list_indent(style, rows) * zoom)
        hung = {line.start: line.hung * zoom for line in made.parts[0].laid.lines if line.hung}
        self._hang = min(max(hung.values(), default=0.0), OVERHANG - 4)
        self._set_lines(style.leading * style.size * zoom, hung)

    def _ink(self) -> QColor:
        board = self._editor.board
        look = Look(theme.tokens())
        if self._kind is PinKind.NOTE:
            return look.ink_2_colour
        if board is None:
            return look.ink_colour
        return look_on(board.background, look).ink_colour

    def _veil(self, style: TextStyle) -> Veil | None:
        """Return the gradient that lies under the line, when it lies on a still."""
        pictures = self._canvas.pictures
        if self._pin is None or self._kind is not PinKind.LINE or not style.veil or pictures is None:
            return None
        return veil_for(style.colour) if pictures.still_under(self._pin) is not None else None

    def _set_lines(self, height: float, hung: dict[int, float]) -> None:
        """Give all lines the height, and let those hang out that open with punctuation.

        Joined to the step before, so that undo takes back words only.
        """
        block = self.words.document().firstBlock()
        while block.isValid():
            form = block.blockFormat()
            out = -min(hung.get(block.position(), 0.0), OVERHANG - 4)
            fits = form.lineHeightType() == _FIXED and abs(form.lineHeight() - height) < 1e-3
            if not fits or abs(form.textIndent() - out) > 1e-3:
                form.setLineHeight(height, _FIXED)
                form.setTextIndent(out)
                cursor = QTextCursor(block)
                cursor.joinPreviousEditBlock()
                cursor.setBlockFormat(form)
                cursor.endEditBlock()
            block = block.next()

    def _set_words_place(
        self, style: TextStyle, zoom: float, rect: QRectF, width: float, made: qt_text.Composed
    ) -> None:
        is_note = self._kind is PinKind.NOTE
        across, down = (NOTE_PADDING_X, NOTE_PADDING_Y) if is_note else (0.0, 0.0)
        inner = width - 2 * across
        first = made.parts[0].laid
        rows = self.words.document().blockCount()
        unbroken = sum(len(part.laid.lines) for part in made.parts) <= rows and len(made.parts) == 1
        option = QTextOption(_ALIGN.get(style.align, Qt.AlignmentFlag.AlignLeft))
        option.setUseDesignMetrics(True)
        # Words that need no break get none, whatever a hair of rounding says.
        option.setWrapMode(
            QTextOption.WrapMode.NoWrap if unbroken else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        )
        self.words.document().setDefaultTextOption(option)
        self.words.setWordWrapMode(option.wrapMode())
        corner = rect.topLeft() - QPointF(self.pos())
        hang = (first.lines[0].x + first.lines[0].hung) * zoom if style.align == "left" else 0.0
        left = corner.x() + across * zoom + min(hang, 0.0)
        tall = round(made.height * zoom) + 2
        left -= OVERHANG
        self.words.setGeometry(round(left), 0, round(inner * zoom) + OVERHANG + CARET_ROOM, tall)
        shift = made.baseline * zoom - self._baseline()
        self.words.move(round(left), round(corner.y() + down * zoom + shift))
        # Lowered by the shift, the last line must still be inside, or Qt scrolls.
        self.words.resize(self.words.width(), max(tall, int(self.words.document().size().height()) + 2))
        self.resize(self.width(), max(self.height(), self.words.geometry().bottom() + 1))

    def _baseline(self) -> float:
        """Return where the first line of the document stands, in its own pixels."""
        block = self.words.document().firstBlock()
        layout = self.words.document().documentLayout()
        layout.documentSize()  # makes it lay out what is still to be
        top = layout.blockBoundingRect(block).top()
        line = block.layout().lineAt(0)
        return top + line.y() + line.ascent() if line.isValid() else 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paper = self.rect().adjusted(OVERHANG, 0, -CARET_ROOM, -1)
        if self._kind is PinKind.NOTE:
            painter.fillRect(paper, QColor(theme.tokens().raised))
            return
        veil = self._veil(self._style(""))
        if veil is not None:
            ground = QColor(veil.colour)
            ground.setAlphaF(DENSITY)
            painter.fillRect(paper.adjusted(-round(self._hang) - 2, 0, 0, 0), ground)
