# SPDX-License-Identifier: GPL-3.0-or-later
"""A painted list inside a page that scrolls as a whole: only what is in sight is painted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDrag,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from moodboard.ui import theme
from moodboard.ui.focus_ring import OWN_RING

BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
BLEED = 12
"""Room around the cells inside of their widget: plates and rings are larger than what they mark."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Cells(QWidget):
    """Cells in order, one of them current; with ``several``, more than one may be chosen.

    Not an item view: those scroll by themselves, and here all lists of a page scroll together.
    """

    current_moved = Signal(int)
    hover_moved = Signal(int)
    """The cell under the pointer, -1 for none."""
    opened = Signal(int)
    """Enter or a double click."""
    removed = Signal(list)
    """Delete: the numbers of the chosen cells."""
    reveal_requested = Signal(QRect)
    """A part of this widget has to come into sight."""
    left = Signal(bool)
    """The keys go beyond the last cell (True) or before the first."""

    several = False
    across = False
    """Cells lie beside each other rather than under each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rects: list[QRect] = []
        self.current = -1
        self.hovered = -1
        self.chosen: set[int] = set()
        self.by_keys = False
        self.needed = 0
        """The height that the cells take as they are laid."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._anchor = 0
        self._pressed_at: QPoint | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_RING, True)
        theme.controller().changed.connect(self.update)

    # -- what those who inherit it say ---------------------------------------------------------------

    def paint_cell(self, painter: QPainter, number: int, rect: QRect) -> None:
        """Paint one cell."""
        raise NotImplementedError

    def words_of(self, number: int) -> str:
        """Return what a screen reader says of a cell."""
        raise NotImplementedError

    def carried(self, numbers: Sequence[int]) -> QMimeData | None:
        """Return what a drag of cells carries; None when they cannot be dragged."""
        return None

    def copied(self, numbers: Sequence[int]) -> str:
        """Return what copying cells puts into the clipboard."""
        return "\n".join(self.words_of(number) for number in numbers)

    def beyond(self, number: int, key: Qt.Key) -> int:
        """Return the cell that an arrow key leads to."""
        return number + (1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Right) else -1)

    # -- cells -------------------------------------------------------------------------------------

    def set_rects(self, rects: Iterable[QRect]) -> None:
        """Lay the cells; they come in the order in which they are met."""
        self.rects = list(rects)
        side = [(r.left(), r.right()) if self.across else (r.top(), r.bottom()) for r in self.rects]
        self._starts = [start for start, _ in side]
        # The furthest that any cell up to this one reaches: rows of unlike heights stay in order.
        self._ends, furthest = [], -1
        for _, end in side:
            furthest = max(furthest, end)
            self._ends.append(furthest)
        if self.current >= len(self.rects):
            self.current = len(self.rects) - 1
        self.chosen = {number for number in self.chosen if number < len(self.rects)}
        self.hovered = -1
        self.update()

    def in_sight(self, clip: QRect) -> range:
        """Return the cells that a rectangle touches, and perhaps neighbours of theirs."""
        first, last = (clip.left(), clip.right()) if self.across else (clip.top(), clip.bottom())
        return range(bisect_left(self._ends, first), bisect_right(self._starts, last))

    def at(self, point: QPoint) -> int:
        """Return the cell under a point, -1 for none."""
        sight = self.in_sight(QRect(point, point))
        return next((number for number in sight if self.rects[number].contains(point)), -1)

    def set_current(self, number: int, reveal: bool = True, extend: bool = False) -> None:
        """Go to a cell; with ``extend``, choose all from where choosing began."""
        if not 0 <= number < len(self.rects):
            return
        moved = number != self.current
        self.current = number
        if self.several and extend:
            self.chosen = set(range(min(self._anchor, number), max(self._anchor, number) + 1))
        else:
            self.chosen, self._anchor = {number}, number
        self.describe()
        self.update()
        if moved:
            self.current_moved.emit(number)
        if reveal:
            self.reveal_requested.emit(self.rects[number])

    def picked(self) -> list[int]:
        """Return the chosen cells in order, or the current one."""
        if self.several and self.chosen:
            return sorted(self.chosen)
        return [self.current] if 0 <= self.current < len(self.rects) else []

    def describe(self) -> None:
        """Tell screen readers where the keyboard is."""
        there = 0 <= self.current < len(self.rects)
        words = self.words_of(self.current) if there else ""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def set_hovered(self, number: int) -> None:
        """Show a cell as the one under the pointer."""
        if number != self.hovered:
            for one in (self.hovered, number):
                if 0 <= one < len(self.rects):
                    self.update(self.rects[one].adjusted(-80, -6, 6, 6))
            self.hovered = number

    # -- events ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in self.in_sight(event.rect()):
            if self.rects[number].intersects(event.rect().adjusted(-8, -8, 8, 8)):
                self.paint_cell(painter, number, self.rects[number])

    def has_ring(self, number: int) -> bool:
        """Tell whether the keyboard is on a cell."""
        return self.by_keys and self.hasFocus() and number == self.current

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End and pages move; Enter opens, Delete removes, Control+C copies."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.by_keys = True
        target = self._target(key)
        if target is not None and self.rects:
            self.set_current(min(max(target, 0), len(self.rects) - 1), extend=shift)
        elif key in _ENTER and self.picked():
            self.opened.emit(self.current)
        elif key in _DELETE and self.picked():
            self.removed.emit(self.picked())
        elif event.matches(QKeySequence.StandardKey.Copy) and self.picked():
            QApplication.clipboard().setText(self.copied(self.picked()))
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self.several and self.rects:
            self.chosen = set(range(len(self.rects)))
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def _target(self, key: Qt.Key) -> int | None:
        back, on = (Qt.Key.Key_Up, Qt.Key.Key_Left), (Qt.Key.Key_Down, Qt.Key.Key_Right)
        if key in (*back, *on):
            return self.beyond(self.current, key) if self.current >= 0 else 0
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.rects) - 1}
        pages = {Qt.Key.Key_PageUp: self.current - 8, Qt.Key.Key_PageDown: self.current + 8}
        return ends.get(key, pages.get(key))

    def event(self, event: QEvent) -> bool:
        """Keep Control+C and Control+A from commands of the window while they mean cells."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)
            if any(event.matches(one) for one in own):
                event.accept()
                return True
        if event.type() == QEvent.Type.Leave:
            self.set_hovered(-1)
            self.hover_moved.emit(-1)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by a key, begin with the current cell, or the first."""
        self.by_keys = event.reason() in BY_KEYS
        super().focusInEvent(event)
        if self.by_keys and self.rects:
            self.set_current(max(0, self.current))
        self.describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without the keyboard."""
        super().focusOutEvent(event)
        self.update()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        """Where the keyboard is: the page scrolls there, not to the list's middle."""
        if query == Qt.InputMethodQuery.ImCursorRectangle and 0 <= self.current < len(self.rects):
            return self.rects[self.current]
        return super().inputMethodQuery(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose; Control adds, Shift extends."""
        self.by_keys = False
        number = self.at(event.position().toPoint())
        if number < 0:
            self.chosen = set()
            self.update()
            return
        self._pressed_at = event.position().toPoint()
        held = event.modifiers()
        if self.several and held & Qt.KeyboardModifier.ControlModifier:
            self.chosen ^= {number}
            self.current = self._anchor = number
            self.update()
        elif number in self.chosen and self.several and not held & Qt.KeyboardModifier.ShiftModifier:
            self.current = number  # a drag of all that are chosen may begin here
            self.update()
        else:
            self.set_current(number, reveal=False, extend=bool(held & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer, or begin a drag."""
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton and self._pressed_at is not None:
            if (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
                self._pressed_at = None
                self._drag()
            return
        number = self.at(point)
        if number != self.hovered:
            self.set_hovered(number)
            self.hover_moved.emit(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on one of several chosen leaves that one."""
        number = self.at(event.position().toPoint())
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        left = event.button() == Qt.MouseButton.LeftButton
        if self._pressed_at is not None and plain and left and self.several and number >= 0:
            self.set_current(number, reveal=False)
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell."""
        number = self.at(event.position().toPoint())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = None
            self.opened.emit(number)

    def _drag(self) -> None:
        numbers = self.picked()
        data = self.carried(numbers) if numbers else None
        if data is None:
            return
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self._picture_of(numbers[0]))
        drag.setHotSpot(QPoint(12, 12))
        drag.exec(Qt.DropAction.CopyAction)

    def _picture_of(self, number: int) -> QPixmap:
        rect, ratio = self.rects[number], self.devicePixelRatioF()
        picture = QPixmap(rect.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.9)
        painter.translate(-rect.topLeft())
        self.paint_cell(painter, number, rect)
        painter.end()
        return picture
