# SPDX-License-Identifier: GPL-3.0-or-later
"""One command on the page of shortcuts: its name, its keys as caps, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from moodboard.domain.shortcuts import MOST_KEYS, Keys
from moodboard.qt.fonts import ui_font
from moodboard.ui import theme
from moodboard.ui.buttons import Button, Kind, ghost_button
from moodboard.ui.keys import native

HEIGHT = 32
_CAP = 24
_RADIUS = 4
_PADDING = 8
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_PORTABLE = QKeySequence.SequenceFormat.PortableText


def paint_cap(painter: QPainter, rect: QRectF, words: str, edge: str, ink: str, ground: str = "") -> None:
    """Paint keys as the cap of a key."""
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    painter.setFont(ui_font("small"))
    painter.setPen(QColor(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)


class KeyCap(Button):
    """Shows keys; pressed, it waits for others."""

    pressed_keys = Signal(str, str)
    """The keys that it showed, and the new ones, portable; empty for none at all."""
    waiting = Signal(bool)
    left = Signal(int)
    """Up or Down was pressed on it."""

    def __init__(self, keys: str, parent: QWidget, adds: bool = False) -> None:
        super().__init__("", "plus" if adds else "", Kind.GHOST, "", parent)
        self.keys, self.is_wrong = keys, False
        self._adds = adds
        self.set_compact(_CAP, 6)
        self.clicked.connect(self.begin)

    def words(self) -> str:
        """What it says."""
        if self.is_waiting:
            return self.tr("Press the keys…")
        return "" if self._adds else native(self.keys) or self.tr("None")

    def begin(self) -> None:
        """Wait for keys."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grabKeyboard()
        self._waits(True)

    @property
    def is_waiting(self) -> bool:
        """Whether the next keys are taken."""
        return QWidget.keyboardGrabber() is self

    def end(self) -> None:
        """Wait no longer."""
        if self.is_waiting:
            self.releaseKeyboard()
            self._waits(False)

    def _waits(self, on: bool) -> None:
        self.updateGeometry()
        self.update()
        self.waiting.emit(on)

    def sizeHint(self) -> QSize:
        """As wide as the keys."""
        words = self.words()
        if not words:
            return QSize(_CAP, _CAP)
        return QSize(round(QFontMetricsF(ui_font("small")).horizontalAdvance(words)) + 2 * _PADDING, _CAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A cap; dashed in ember while it waits, in the colour of errors when another has the same."""
        words, tokens = self.words(), theme.tokens()
        if not words:
            row = self.parentWidget()
            if self.hasFocus() or (row is not None and row.underMouse()):
                super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.is_waiting:
            paint_cap(painter, rect, words, tokens.accent, tokens.accent, tokens.soft)
        elif self.is_wrong:
            paint_cap(painter, rect, words, tokens.error, tokens.error, tokens.raised)
        elif not self.keys:
            painter.setFont(ui_font("small"))
            painter.setPen(QColor(tokens.ink if self.underMouse() else tokens.ink_3))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        else:
            ground = tokens.hover if self.underMouse() else tokens.raised
            paint_cap(painter, rect, words, tokens.line_2, tokens.ink, ground)

    def event(self, event: QEvent) -> bool:
        """While waiting, no key is a shortcut, Tab and Esc neither."""
        if event.type() is QEvent.Type.ShortcutOverride and self.is_waiting:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and self.is_waiting and isinstance(event, QKeyEvent):
            self._take(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are the page's: Qt's buttons would look for a neighbour, its areas would scroll."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.left.emit(step)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _MODIFIERS or event.key() == Qt.Key.Key_unknown:
            return
        self.end()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape and plain:
            return
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and plain:
            self.pressed_keys.emit(self.keys, "")
            return
        # The keypad's figures are keys like the others: nobody means to bind only one of the two.
        keys = QKeySequence(int(event.keyCombination().toCombined()) & ~_KEYPAD)
        self.pressed_keys.emit(self.keys, keys.toString(_PORTABLE))

    def focusOutEvent(self, event: object) -> None:
        """Whoever looks elsewhere does not mean to press keys here."""
        self.end()
        super().focusOutEvent(event)  # type: ignore[arg-type]

    def hideEvent(self, event: object) -> None:
        """Nor who searches for something else."""
        self.end()
        super().hideEvent(event)  # type: ignore[arg-type]


_KEYPAD = int(Qt.KeyboardModifier.KeypadModifier.value)


class ShortcutRow(QWidget):
    """A command's name at the left, its keys at the right; a sentence under it when they clash."""

    chosen = Signal(str, str)
    """Which keys (empty: none yet), and what shall be there instead (empty: nothing)."""
    reset = Signal()
    left = Signal(int)
    """The keyboard goes on to the row after, or before."""

    def __init__(self, name: str, menu: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name, self._menu = name, menu
        self.caps: list[KeyCap] = []
        label = QLabel(name, self)
        label.setFont(ui_font("body"))
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.note = QLabel(self)
        self.note.setFont(ui_font("small"))
        self.note.setProperty("role", "error")
        self.note.setWordWrap(True)
        self.note.hide()
        self.more = KeyCap("", self, adds=True)
        self.more.setToolTip(self.tr("Add other keys"))
        self.more.setAccessibleName(self.tr("{name}: add other keys").format(name=name))
        self.more.pressed_keys.connect(self.chosen)
        self.more.left.connect(self.left)
        self.back = ghost_button("", "undo", self.tr("Its first keys again"), self)
        self.back.setAccessibleName(self.tr("{name}: its first keys again").format(name=name))
        self.back.set_compact(_CAP)
        self.back.clicked.connect(self.reset)
        for button in (self.more, self.back):
            kept = button.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            button.setSizePolicy(kept)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label, 1)
        line.addLayout(self._keys)
        line.addWidget(self.more)
        line.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.note)

    def show_keys(self, held: Keys, wrong: Sequence[str], is_own: bool, note: str) -> None:
        """Show the keys there are now, those that clash marked, and a sentence."""
        wanted = held or ("",)
        while len(self.caps) > len(wanted):
            cap = self.caps.pop()
            self._keys.removeWidget(cap)
            cap.hide()
            cap.deleteLater()
        while len(self.caps) < len(wanted):
            cap = KeyCap("", self)
            cap.pressed_keys.connect(self.chosen)
            cap.left.connect(self.left)
            self._keys.addWidget(cap)
            self.caps.append(cap)
            if len(self.caps) > 1:
                QWidget.setTabOrder(self.caps[-2], cap)
        for cap, keys in zip(self.caps, wanted, strict=True):
            cap.keys, cap.is_wrong = keys, keys in wrong
            cap.setAccessibleName(f"{self.name}: {cap.words()}")
            cap.setAccessibleDescription(note)
            cap.setToolTip(self.tr("Choose other keys"))
            cap.updateGeometry()
            cap.update()
        QWidget.setTabOrder(self.caps[-1], self.more)
        self.more.setVisible(bool(held) and len(held) < MOST_KEYS)
        self.back.setVisible(is_own)
        if note and note != self.note.text() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.caps[0], note))
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def answers(self, asked: Sequence[str]) -> bool:
        """Tell whether each of the words is in its name, its menu or its keys."""
        from moodboard.domain.text_keys import folded

        keys = " ".join(native(cap.keys) for cap in self.caps)
        said = folded(f"{self.name} {self._menu} {keys}")
        return all(word in said for word in asked)

    def enterEvent(self, event: object) -> None:
        """The plus is seen while the pointer is over the row."""
        self.more.update()

    def leaveEvent(self, event: object) -> None:
        """And not after."""
        self.more.update()


class HandRow(QWidget):
    """What a hand does that is always the same: words at the left, the keys at the right."""

    def __init__(self, keys: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._said = f"{keys} {words}"
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 6, 2 * (_CAP + 4), 6)
        line.setSpacing(16)
        for text, role in ((words, ""), (keys, "muted")):
            label = QLabel(text, self)
            label.setFont(ui_font("body" if not role else "small"))
            label.setProperty("role", role)
            label.setWordWrap(not role)
            line.addWidget(label, 0 if role else 1)

    def answers(self, asked: Sequence[str]) -> bool:
        """Tell whether each of the words is in it."""
        from moodboard.domain.text_keys import folded

        said = folded(self._said)
        return all(word in said for word in asked)
