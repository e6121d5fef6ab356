# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of lines: it follows the film until one scrolls by hand; keys jump and pin."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QItemSelectionModel, QPoint, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from moodboard.qt.cue_model import NOW_ROLE, CueModel
from moodboard.ui.capture.lines.row_view import RowView

_PLACE = 0.36
"""How far down the line that is said is kept."""
_GLIDE_MS = 160
_KEYS = {"L": "line", "P": "shot", "B": "both"}


class LineList(RowView):
    """Rows at their heights; Enter and a double click jump, L, P and B pin."""

    jump_requested = Signal(int)
    pin_requested = Signal(str)
    """``line``, ``shot`` or ``both`` of the chosen rows."""
    menu_requested = Signal(int, int, QPoint)
    """The row, the letter that was clicked (-1 by the keyboard), and where on the screen."""
    following_changed = Signal(bool)
    left = Signal()
    """Escape."""
    search_requested = Signal()
    """Up from the first row."""

    def __init__(self, model: CueModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._following = True
        self._anchor: float | None = None
        self._was_now = -1
        self._was_at: float | None = None
        """When the row began that had the keyboard before the rows were made anew."""
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._on_glide)
        self.setAccessibleName(self.tr("The film’s lines"))
        bar = self.verticalScrollBar()
        bar.sliderPressed.connect(self.stop_following)
        bar.actionTriggered.connect(self._on_bar_used)
        model.now_changed.connect(self._on_now_changed)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._on_reset)

    # Following

    @property
    def following(self) -> bool:
        """Whether the list goes along with the film."""
        return self._following

    def follow(self) -> None:
        """Go along with the film from here on."""
        if not self._following:
            self._following = True
            self.following_changed.emit(True)
        self._bring_now(glide=True)

    def stop_following(self) -> None:
        """Stay where the person scrolled to."""
        self._glide.stop()
        if self._following and not self._rows.remembered and self._rows.rowCount():
            self._following = False
            self.following_changed.emit(False)

    def _on_bar_used(self, _action: int) -> None:
        self.stop_following()

    def _on_now_changed(self) -> None:
        now = self._rows.now
        for row in (self._was_now, now):
            if 0 <= row < len(self._heights):
                self._measure(row)
        self._was_now = now
        self._lay_out()
        if self._following and not self._rows.remembered:
            self._bring_now(glide=True)

    def _bring_now(self, glide: bool) -> None:
        now = self._rows.now
        if now < 0 and self._rows.rowCount():
            now = next((n for n in range(self._rows.rowCount()) if self._is_ahead(n)), -1)
        if not 0 <= now < len(self._heights):
            return
        self._measure_around(now)
        middle = self._tops[now] + self._heights[now] // 2
        wanted = middle - round(self.viewport().height() * _PLACE)
        bar = self.verticalScrollBar()
        wanted = min(max(bar.minimum(), wanted), bar.maximum())
        self._glide.stop()
        if glide and self.isVisible() and 0 < abs(wanted - bar.value()) < self.viewport().height():
            self._glide.setStartValue(bar.value())
            self._glide.setEndValue(wanted)
            self._glide.start()
        else:
            bar.setValue(wanted)

    def _is_ahead(self, row: int) -> bool:
        return bool(self._rows.index(row).data(NOW_ROLE) == 1)

    def _on_glide(self, value: object) -> None:
        if isinstance(value, int):
            self.verticalScrollBar().setValue(value)

    def _keep_place(self) -> None:
        here = self.currentIndex().row()
        self._was_at = self._rows.row(here).line.start if here >= 0 and self.hasFocus() else None
        top = self._row_at_height(self.verticalScrollBar().value())
        rows = self._rows.rows()
        searched = bool(self._rows.remembered)
        self._anchor = rows[top].line.start if 0 <= top < len(rows) and not searched else self._anchor

    def _on_reset(self) -> None:
        self._was_now = self._rows.now
        self._glide.stop()
        self._forget_heights()
        if self._rows.remembered:
            self._measure_around(0)
            self.verticalScrollBar().setValue(0)
        elif self._following:
            self._bring_now(glide=False)
        elif self._anchor is not None and self._rows.rowCount():
            row = self._rows.row_at(self._anchor)
            self._measure_around(row)
            self.verticalScrollBar().setValue(self._tops[row])
        self._take_up()

    def _take_up(self) -> None:
        """Be at the same line as before: words that were corrected, joined or split make all rows anew."""
        starts = [row.line.start for row in self._rows.rows()]
        if self._was_at is not None and self._was_at in starts:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._rows.index(starts.index(self._was_at)), flag)

    def _stay(self, row: int, within: int) -> None:
        if self._glide.state() == self._glide.State.Running:
            return
        if self._following and not self._rows.remembered:
            self._bring_now(glide=False)
        else:
            super()._stay(row, within)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is said at its place."""
        super().resizeEvent(event)
        if self._following and not self._rows.remembered:
            self._bring_now(glide=False)

    # Mouse and keys

    def chosen_rows(self) -> list[int]:
        """The rows that are chosen, in order; the one that is said where none is."""
        found = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = found or [self.currentIndex().row()]
        return [row for row in found if 0 <= row < self._rows.rowCount()]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling by hand stops the following."""
        self.stop_following()
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the line that is said follows the film again."""
        self._delegate.keyboard = False
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() == Qt.MouseButton.LeftButton and row >= 0 and row == self._rows.now:
            self.follow()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def viewportEvent(self, event: QEvent) -> bool:
        """No row is under the pointer any more: the view itself is not told when a notice lay over it."""
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Jump to the line."""
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self.jump_requested.emit(row)

    def event(self, event: QEvent) -> bool:
        """Take L, P and B while a row is chosen by hand: they are about that row then."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            leaves = event.key() == Qt.Key.Key_Escape and bool(self._rows.remembered)
            if self._pins(event) or event.key() in _OWN or leaves:
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By Tab one comes to the line that is said, in a ring; no line is chosen by that."""
        super().focusInEvent(event)
        if event.reason() in _BY_TAB:
            self._delegate.keyboard = True
            if not self.currentIndex().isValid() and self._rows.rowCount():
                index = self._rows.index(max(0, self._rows.now))
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()

    def _pins(self, event: QKeyEvent) -> str:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        what = _KEYS.get(chr(event.key())) if plain and event.key() < 128 else None
        return what if what and self.currentIndex().isValid() and self.selectionModel().hasSelection() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter jumps, the menu's key opens the menu, letters pin."""
        key = event.key()
        self._delegate.keyboard = True
        row = self.currentIndex().row()
        if what := self._pins(event):
            self.pin_requested.emit(what)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row >= 0:
                self.jump_requested.emit(row)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Up and row <= 0:
            self.search_requested.emit()
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and event.modifiers() & _SHIFT):
            if row >= 0:
                at = self.visualRect(self._rows.index(row)).bottomLeft() + QPoint(84, -8)
                self.menu_requested.emit(row, -1, self.viewport().mapToGlobal(at))
        else:
            if key in _OWN:
                self.stop_following()
            super().keyPressEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: object) -> None:
        """Open the menu of the row under the pointer."""
        if not isinstance(event, QContextMenuEvent) or event.reason() != event.Reason.Mouse:
            return
        index = self.indexAt(event.pos())
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            rect = self.visualRect(index)
            row, now = self._rows.row(index.row()), index.row() == self._rows.now
            at = event.pos() - rect.topLeft()
            letter = self._delegate.letter_at(row, now, rect.width(), at.x(), at.y())
            self.menu_requested.emit(index.row(), letter, event.globalPos())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Have the keyboard again after editing."""
        super().closeEditor(editor, hint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)


_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_OWN = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2,
})  # fmt: skip
