# SPDX-License-Identifier: GPL-3.0-or-later
"""A film's lines in film order, the one that is used most before them, large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QWidget

from moodboard.domain.line import Line, format_timecode
from moodboard.domain.text_keys import starts_right_to_left
from moodboard.qt import carried
from moodboard.qt.film_words import counted
from moodboard.qt.fonts import SERIF, line_height, make_font, ui_font
from moodboard.qt.scripts import upright
from moodboard.qt.tokens import RADIUS_BUTTON
from moodboard.ui import theme
from moodboard.ui.film.cells import BLEED, Cells
from moodboard.ui.focus_ring import paint_ring
from moodboard.ui.library.tray_delegates import LineEditor

MOST_SHOWN = 10
_GAP = 16
_SOURCE = 20
_WORDS_M, _WORDS_S = 12, 30
_HERO_MOST = 72


@dataclass(slots=True)
class _Set:
    """A line as it is set."""

    layout: QTextLayout
    step: int
    from_right: bool
    height: int
    source: str


def hero_first(lines: Sequence[Line], boards: Mapping[str, int]) -> tuple[Line, ...]:
    """Return the lines with the one that is on most boards first; in film order when none is on any."""
    used = max(lines, key=lambda line: boards.get(line.uuid, 0), default=None)
    if used is None or not boards.get(used.uuid):
        return tuple(lines)
    return (used, *(line for line in lines if line.uuid != used.uuid))


class Lines(Cells):
    """Lines that can be dragged to a board, pinned, corrected in place."""

    place_requested = Signal(list)
    bin_requested = Signal(list)
    film_requested = Signal(str)
    """The film file is wanted where a line is said."""
    words_typed = Signal(object, str)
    """A ``Line`` and its new words."""
    height_changed = Signal()

    several = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._boards: Mapping[str, int] = {}
        self._set: list[_Set] = []
        self._all = False
        self._editor: LineEditor | None = None
        self._edited: Line | None = None
        self.setAccessibleName(self.tr("Lines"))
        self.opened.connect(lambda _number: self.place_requested.emit(self._uuids(self.picked())))
        self.removed.connect(lambda numbers: self.bin_requested.emit(self._uuids(numbers)))

    def show_lines(self, lines: tuple[Line, ...], boards: Mapping[str, int], all_of_them: bool) -> bool:
        """Show these, or the first of them; True when they have to be laid anew."""
        wanted = hero_first(lines, boards)
        wanted = wanted if all_of_them else wanted[:MOST_SHOWN]
        if wanted == self._lines and boards == self._boards:
            return False
        kept = self._lines[self.current].uuid if 0 <= self.current < len(self._lines) else ""
        self._lines, self._boards = wanted, dict(boards)
        places = {line.uuid: number for number, line in enumerate(wanted)}
        self.current = places.get(kept, min(self.current, len(wanted) - 1))
        self.chosen = {self.current} if self.current >= 0 else set()
        return True

    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines

    def lay(self, width: int) -> int:
        """Set the lines in a width, with room around them; the height they take."""
        self._set = []
        rects: list[QRect] = []
        top = BLEED
        for number, line in enumerate(self._lines):
            made = self._laid(line, width, number == 0 and bool(self._boards.get(line.uuid)))
            self._set.append(made)
            rects.append(QRect(BLEED, top, width, made.height))
            top += made.height + _GAP
        self.set_rects(rects)
        self._place_editor()
        self.needed = max(0, top - _GAP + BLEED)
        return self.needed

    def _laid(self, line: Line, width: int, hero: bool) -> _Set:
        words = line.text.strip()
        font, step = self._type(words, hero)
        from_right = starts_right_to_left(words)
        layout = QTextLayout(words.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        row = layout.createLine()
        while row.isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, (layout.lineCount() - 1) * step + (step - row.height()) / 2))
            row = layout.createLine()
        layout.endLayout()
        source = self._source(line)
        height = layout.lineCount() * step + (_SOURCE if source else 0)
        return _Set(layout, step, from_right, height, source)

    @staticmethod
    def _type(words: str, hero: bool) -> tuple[QFont, int]:
        """Long lines are set smaller; scripts that are never slanted stay upright."""
        count = len(words.split())
        if hero and count <= _WORDS_S and len(words) <= 4 * _HERO_MOST:
            name = "line-m" if count <= _WORDS_M and len(words) <= _HERO_MOST else "line-s"
            if name == "line-m":
                return make_font(SERIF, 26, 400), 33
            return ui_font(name), line_height(name)
        return upright(ui_font("line-list-l"), words), line_height("line-list-l")

    def _source(self, line: Line) -> str:
        words = [line.speaker, format_timecode(line.timecode) or ""]
        count = self._boards.get(line.uuid, 0)
        if count:
            words.append(counted(count, self.tr("on a board"), self.tr("on {n} boards")))
        return " · ".join(word for word in words if word)

    def words_of(self, number: int) -> str:
        """The line and where it is from."""
        line = self._lines[number]
        source = self._source(line)
        return f"{line.text}, {source}" if source else line.text

    def copied(self, numbers: Sequence[int]) -> str:
        """The words alone."""
        return "\n\n".join(self._lines[number].text for number in numbers)

    def carried(self, numbers: Sequence[int]) -> QMimeData:
        """The same as a drag from the tray carries, and the words for other programs."""
        data = QMimeData()
        carried.put(data, carried.LINES_MIME, self._uuids(numbers))
        return data

    def _uuids(self, numbers: Sequence[int]) -> list[str]:
        return [self._lines[number].uuid for number in numbers]

    def paint_cell(self, painter: QPainter, number: int, rect: QRect) -> None:
        """The words, and under them where they are from."""
        tokens = theme.tokens()
        made = self._set[number]
        plate = QRectF(rect).adjusted(-10, -5, 10, 5)
        chosen = number in self.chosen and self.hasFocus()
        if chosen or number == self.hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.soft if chosen else tokens.hover))
            painter.drawRoundedRect(plate, RADIUS_BUTTON, RADIUS_BUTTON)
        if self.has_ring(number):
            paint_ring(painter, plate, tokens.accent, RADIUS_BUTTON)
        painter.setPen(QColor(tokens.ink))
        made.layout.draw(painter, QPointF(rect.topLeft()))
        if made.source:
            font = ui_font("timecode")
            painter.setFont(font)
            painter.setPen(QColor(tokens.ink_2))
            left = float(rect.left())
            if made.from_right:
                left = rect.right() + 1 - QFontMetricsF(font).horizontalAdvance(made.source)
            painter.drawText(QPointF(left, rect.bottom() - 4), made.source)

    # -- editing -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 is the film's; a letter of our own opens the words: E."""
        if event.key() == Qt.Key.Key_E and not event.modifiers() and self.current >= 0:
            self.edit(self.current)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the chosen lines."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        number = self.current if keyboard else self.at(event.pos())
        if number < 0:
            return
        if number not in self.chosen:
            self.set_current(number, reveal=False)
        where = self.rects[number].center() if keyboard else event.pos()
        self.menu_for(number).popup(self.mapToGlobal(where))

    def menu_for(self, number: int) -> QMenu:
        """The menu of one line, or of those chosen with it."""
        chosen = self.picked() or [number]
        uuids = self._uuids(chosen)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.words_of(number))
        menu.addAction(self.tr("Pin on the board")).triggered.connect(
            lambda: self.place_requested.emit(uuids)
        )
        uuid = self._lines[number].uuid
        menu.addAction(self.tr("Open the film there")).triggered.connect(
            lambda: self.film_requested.emit(uuid)
        )
        menu.addAction(self.tr("Edit")).triggered.connect(lambda: self.edit(number))
        copy = menu.addAction(self.tr("Copy"))
        copy.triggered.connect(lambda: QApplication.clipboard().setText(self.copied(chosen)))
        menu.addSeparator()
        menu.addAction(self.tr("Put in the bin")).triggered.connect(lambda: self.bin_requested.emit(uuids))
        return menu

    def editor(self) -> QPlainTextEdit | None:
        """The field over a line while its words are corrected."""
        return self._editor

    def edit(self, number: int) -> None:
        """Correct a line's words where they stand: Enter keeps, Escape gives up."""
        self._close(keep=True)
        self._edited = self._lines[number]
        editor = LineEditor(self)
        self._editor = editor
        editor.setFont(ui_font("line-list"))
        editor.setAccessibleName(self.tr("Words of the line"))
        editor.setPlainText(self._edited.text)
        editor.kept.connect(lambda: self._close(keep=True))
        editor.left.connect(lambda: self._close(keep=False))
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self._place_editor()
        editor.show()
        editor.selectAll()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal_requested.emit(editor.geometry())

    def _place_editor(self) -> None:
        if self._editor is None or self._edited is None:
            return
        uuids = [line.uuid for line in self._lines]
        if self._edited.uuid not in uuids:
            self._close(keep=False)
            return
        rect = self.rects[uuids.index(self._edited.uuid)]
        rows = min(
            8, 1 + len(self._edited.text) // max(10, rect.width() // 8) + self._edited.text.count("\n")
        )
        self._editor.setGeometry(
            rect.left() - 10, rect.top() - 6, rect.width() + 18, max(rect.height() + 8, 26 * rows + 18)
        )

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._editor is not None and new is not None and new is not self._editor:
            self._close(keep=True)

    def _close(self, keep: bool) -> None:
        if self._editor is None or self._edited is None:
            return
        QApplication.instance().focusChanged.disconnect(self._on_focus)  # type: ignore[union-attr]
        editor, line = self._editor, self._edited
        self._editor = self._edited = None
        words, had = editor.toPlainText().strip(), editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        if had:
            self.setFocus(Qt.FocusReason.TabFocusReason)
        if keep and words and words != line.text:
            self.words_typed.emit(line, words)
