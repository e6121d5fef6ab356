# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a menu that a key asked for opens: at what the keyboard is on, not where the mouse was left."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

_TALLEST, _INSET = 80, 24
"""What is taller than that is no row and no button: the menu opens inside it."""


def place_near_focus() -> QPoint:
    """Return the place under the row, the field or the button that the keyboard is on."""
    widget = QApplication.focusWidget()
    return QCursor.pos() if widget is None else place_at(widget)


def place_at(widget: QWidget) -> QPoint:
    """Return the place under a button, a field, or a view's row at hand."""
    surface, rect = _at_hand(widget)
    if rect.height() <= _TALLEST:
        return surface.mapToGlobal(rect.bottomLeft() + QPoint(min(_INSET, rect.width() // 2), 1))
    return surface.mapToGlobal(rect.topLeft() + QPoint(_INSET, _INSET))


def _at_hand(widget: QWidget) -> tuple[QWidget, QRect]:
    if isinstance(widget, QAbstractItemView):
        view = widget.viewport()
        rect = widget.visualRect(widget.currentIndex()) & view.rect()
        return (view, rect) if not rect.isEmpty() else (view, view.rect())
    return widget, widget.rect()
