# SPDX-License-Identifier: GPL-3.0-or-later
"""Typing a line or a note in place: in its own type, where it will be painted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from moodboard.domain.board import NOTE_STYLE, Pin, PinKind, Place, Rect, TextStyle
from moodboard.qt import pin_text
from moodboard.qt import text as qt_text
from moodboard.qt.board_editor import BoardEditor
from moodboard.qt.fonts import font_of
from moodboard.qt.paint_look import Look, look_on
from moodboard.qt.paint_words import NOTE_PADDING_X, NOTE_PADDING_Y
from moodboard.ui import theme
from moodboard.ui.board.canvas import BoardCanvas
from moodboard.ui.focus_ring import OWN_RING

_CARET_ROOM = 4
_OVERHANG = 24
"""Room at the left for italics that reach out of their place."""
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class _Words(QTextEdit):
    """The words; Enter ends, Shift+Enter begins a new line, Esc takes back."""

    done = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setProperty(OWN_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setUseDesignMetrics(True)
        self._leave_room()

    def _leave_room(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(_OVERHANG)
        frame.setFrameFormat(form)

    def begin(self, words: str) -> None:
        """Show these words; undo goes back to them and no further."""
        self.setPlainText(words)
        self._leave_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
            else:
                self.done.emit(True)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.done.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu over the words or another window in front is not the end of typing.
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.done.emit(True)


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
        self.words = _Words(self)
        self.words.done.connect(self.finish)
        self.words.textChanged.connect(self._dress)
        canvas.view_changed.connect(self._dress)
        editor.loaded.connect(lambda: self.finish(False))
        self.hide()

    @property
    def is_active(self) -> bool:
        """Whether something is being typed."""
        return self._active

    # -- beginning and ending ------------------------------------------------------------------------

    def begin_new(self, kind: PinKind, x: float, y: float) -> None:
        """Type a new line or note; the caret stands at the board point."""
        self.finish(True)
        style = pin_text.style_for("") if kind is PinKind.LINE else NOTE_STYLE
        down = NOTE_PADDING_Y if kind is PinKind.NOTE else 0.0
        self._begin(kind, None, (x, y - style.size * style.leading / 2 - down), "")

    def begin_edit(self, uuid: str) -> None:
        """Edit the words of a line or a note in its place."""
        self.finish(True)
        pin = self._editor.pins.get(uuid)
        if pin is None or pin.kind not in (PinKind.LINE, PinKind.NOTE):
            return
        self._begin(pin.kind, pin, (pin.place.x, pin.place.y), pin_text.words_of(pin, self._editor.lines))
        self._canvas.fade({uuid: 0.0})  # else it would be seen twice, a hair apart

    def _begin(self, kind: PinKind, pin: Pin | None, at: tuple[float, float], words: str) -> None:
        self._kind, self._pin, self._at, self._old = kind, pin, at, words
        self._active = True
        self._dressing = True
        self.words.begin(words)
        self._dressing = False
        name = self.tr("Note") if kind is PinKind.NOTE else self.tr("Line")
        self.words.setAccessibleName(
            self.tr("{kind}: Enter ends, Shift+Enter begins a new line").format(kind=name)
        )
        self._dress()
        # Undo inside begins with the words as they were.
        self.words.document().clearUndoRedoStacks()
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.show()
        self._dress()  # once more: Qt lays a document out only when its widget is seen
        self.raise_()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.started.emit()

    def finish(self, keep: bool = True) -> None:
        """End typing; an empty new line or note vanishes."""
        if not self._active:
            return
        self._active = False
        words = self.words.toPlainText().strip()
        had_focus = self.words.hasFocus()
        self.hide()
        pin = self._pin
        if pin is not None:
            self._canvas.fade({})
        uuid = self._keep(pin, words) if keep else ""
        if had_focus:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.emit(uuid)

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
        words = self.words.toPlainText()
        style = self._style(words)
        zoom = self._canvas.viewport.zoom
        self._set_type(style, zoom)
        width, height = self._size(words, style)
        rect = self._canvas.to_screen(self._rect(width, height))
        self.setGeometry(rect.toAlignedRect().adjusted(-_OVERHANG, 0, _CARET_ROOM, 1))
        self._set_words_place(words, style, zoom, rect, width)
        self.update()
        self._dressing = False

    def _rect(self, width: float, height: float) -> Rect:
        """Return the place in board units; a turned pin is typed upright, about its centre."""
        if self._pin is None or not self._pin.place.turn % 360:
            return Rect(*self._at, width, height)
        place: Place = pin_text.resized(self._pin.place, width, height)
        return place.rect

    def _set_type(self, style: TextStyle, zoom: float) -> None:
        font = QFont(font_of(style))
        # Points may be broken, pixels may not; and the words must be as large as the zoom says.
        font.setPointSizeF(max(0.5, style.size * zoom * 72 / self.words.viewport().logicalDpiY()))
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking * zoom)
        if self.words.document().defaultFont() != font:
            self.words.document().setDefaultFont(font)
        ink = QColor(style.colour) if style.colour else self._ink()
        sheet = f"color: {ink.name()}; background: transparent; border: none; padding: 0;"
        if self.words.styleSheet() != sheet:
            self.words.setStyleSheet(sheet)
        self._set_lines(style.leading * style.size * zoom)

    def _ink(self) -> QColor:
        board = self._editor.board
        look = Look(theme.tokens())
        if self._kind is PinKind.NOTE or board is None:
            return look.ink_colour
        return look_on(board.background, look).ink_colour

    def _set_lines(self, height: float) -> None:
        """Give all lines the height; joined to the step before, so that undo takes back words only."""
        block = self.words.document().firstBlock()
        while block.isValid():
            form = block.blockFormat()
            if form.lineHeightType() != _FIXED or abs(form.lineHeight() - height) > 1e-3:
                form.setLineHeight(height, _FIXED)
                cursor = QTextCursor(block)
                cursor.joinPreviousEditBlock()
                cursor.setBlockFormat(form)
                cursor.endEditBlock()
            block = block.next()

    def _set_words_place(self, words: str, style: TextStyle, zoom: float, rect: QRectF, width: float) -> None:
        is_note = self._kind is PinKind.NOTE
        across, down = (NOTE_PADDING_X, NOTE_PADDING_Y) if is_note else (0.0, 0.0)
        inner = width - 2 * across
        laid = qt_text.laid(words or " ", style, inner)
        unbroken = len(laid.lines) <= len((words or " ").split("\n"))
        option = QTextOption(_ALIGN.get(style.align, Qt.AlignmentFlag.AlignLeft))
        option.setUseDesignMetrics(True)
        # Words that need no break get none, whatever a hair of rounding says.
        option.setWrapMode(
            QTextOption.WrapMode.NoWrap if unbroken else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        )
        self.words.document().setDefaultTextOption(option)
        self.words.setWordWrapMode(option.wrapMode())
        corner = rect.topLeft() - QPointF(self.pos())
        hang = laid.lines[0].x * zoom if laid.lines and style.align == "left" else 0.0
        left = corner.x() + across * zoom + min(hang, 0.0)
        tall = round(laid.height * zoom) + 2
        left -= _OVERHANG
        self.words.setGeometry(round(left), 0, round(inner * zoom) + _OVERHANG + _CARET_ROOM, tall)
        shift = laid.baseline * zoom - self._baseline()
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
        if self._kind is not PinKind.NOTE:
            return
        painter = QPainter(self)
        paper = self.rect().adjusted(_OVERHANG, 0, -_CARET_ROOM, -1)
        painter.fillRect(paper, QColor(theme.tokens().raised))
