# SPDX-License-Identifier: GPL-3.0-or-later
"""The control that gives stars."""

from __future__ import annotations

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from moodboard.qt.stars import PITCH, RADIUS, paint_stars, star_path
from moodboard.ui.on_ground import tokens_on

__all__ = ["PITCH", "RADIUS", "StarsEdit", "paint_stars", "star_path"]

_EDIT_PITCH = 26.0
_EDIT_RADIUS = 10.0


class StarsEdit(QWidget):
    """Give half stars by click, by keys 1-5, and by Left and Right in halves; Delete takes them away."""

    rated = Signal(object)
    """The new rating 1..10, None for none."""
    typed = Signal(str)
    """Letters that mean no stars; told only by one that ``hands_on`` them."""

    def __init__(self, parent: QWidget | None = None, hands_on: bool = False) -> None:
        super().__init__(parent)
        self._hands_on = hands_on
        # What is composed of several keys (é, か) comes as one text, and only to who takes input methods.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, hands_on)
        self._rating: int | None = None
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Stars (1 to 5; Left and Right for halves; Delete for none)"))
        self._describe()

    def rating(self) -> int | None:
        """1..10, None for none."""
        return self._rating

    def set_rating(self, rating: int | None) -> None:
        """Show a rating and say so when it is another one."""
        if rating != self._rating:
            self._rating = rating
            self._describe()
            self.update()
            self.rated.emit(rating)

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key that means stars; a dialog passes its own keys here too."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.set_rating(2 * (key - Qt.Key.Key_0))
        elif key == Qt.Key.Key_Right:
            self.set_rating(min(10, (self._rating or 0) + 1))
        elif key == Qt.Key.Key_Left:
            self.set_rating((self._rating or 0) - 1 if (self._rating or 0) > 1 else None)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
            self.set_rating(None)
        else:
            return False
        return True

    def sizeHint(self) -> QSize:
        """Five stars."""
        return QSize(round(4 * _EDIT_PITCH + 2 * _EDIT_RADIUS + 4), 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1-5, Left, Right, Delete."""
        if self.take_key(event):
            return
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        commands |= Qt.KeyboardModifier.MetaModifier
        letters = event.text() if event.text().isprintable() else ""
        if self._hands_on and letters.strip() and not event.modifiers() & commands:
            self.typed.emit(letters)
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What was composed is typed too."""
        if event.commitString().strip():
            self.typed.emit(event.commitString())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would give."""
        self._hovered = self._rating_at(event.position().x())
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Show what was given."""
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the stars under the pointer; the same again takes them away."""
        if event.button() == Qt.MouseButton.LeftButton:
            at = self._rating_at(event.position().x())
            self.set_rating(None if at == self._rating else at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Empty outlines are shown here only, while rating."""
        tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QColor(tokens.control))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for place in range(5):
            painter.save()
            painter.translate(2 + _EDIT_RADIUS + place * _EDIT_PITCH, middle)
            painter.drawPath(star_path(_EDIT_RADIUS))
            painter.restore()
        shown = self._hovered if self._hovered is not None else self._rating
        paint_stars(painter, shown, 2.0, middle, tokens.star, _EDIT_PITCH, _EDIT_RADIUS)

    def _rating_at(self, x: float) -> int:
        place = (x - 2 - _EDIT_RADIUS + _EDIT_PITCH / 2) / _EDIT_PITCH
        return min(10, max(1, math.floor(place * 2) + 1))

    def _describe(self) -> None:
        if self._rating is None:
            self.setAccessibleName(self.tr("Stars: none"))
        else:
            self.setAccessibleName(self.tr("Stars: {stars}").format(stars=f"{self._rating / 2:g}"))
