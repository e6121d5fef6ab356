# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything of a film's page lies: three columns, or two in a narrow window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from moodboard.qt.tokens import PAGE_MARGIN
from moodboard.ui import theme
from moodboard.ui.library.overlay_scroll import OverlayScrollBar

THREE_FROM = 1160
"""The width from which there is room for three columns."""
NARROW_MARGIN = 32
_HEAD_TOP = 16
_INSET = 32


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths of what stands in the columns, for a page of a width."""

    margin: int
    watches: int
    """The width of the first column, with the page's margin and the room at its right."""
    shots: tuple[int, int]
    """Left edge and width."""
    lines: tuple[int, int]
    lines_below: bool
    """The lines stand under the shots."""
    hairlines: tuple[int, ...]


def columns_for(width: int) -> Columns:
    """Return the columns: shares of the look's 1440 pixels, whatever the width."""
    if width >= THREE_FROM:
        first = max(400, min(560, round(width * 488 / 1440)))
        second = round(width * 1068 / 1440)
        shots = (first + _INSET, second - first - 2 * _INSET)
        lines = (second + _INSET, width - second - _INSET - PAGE_MARGIN + 6)
        return Columns(PAGE_MARGIN, first, shots, lines, False, (first, second))
    first = max(344, round(width * 0.42))
    part = (first + 24, width - first - 24 - NARROW_MARGIN)
    return Columns(NARROW_MARGIN, first, part, part, True, (first,))


class Sheet(QWidget):
    """The page's content: hairlines between the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hairlines: tuple[int, ...] = ()
        self.columns_top = 0
        theme.controller().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel, and the hairlines."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.tokens().panel))
        for x in self.hairlines:
            rect = QRect(x, self.columns_top, 1, max(0, self.height() - self.columns_top))
            painter.fillRect(rect & event.rect(), QColor(theme.tokens().line))


class SheetArea(QScrollArea):
    """Scroll the sheet, and tell its parts when."""

    scrolled = Signal(int)
    resized = Signal()

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidget(sheet)
        self.setWidgetResizable(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("plain", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setSingleStep(48)
        self._bar = OverlayScrollBar(self)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    def resizeEvent(self, event: object) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.resized.emit()

    def reveal(self, rect: QRect, above: int, below: int = 24) -> None:
        """Bring a part of the sheet into sight, below what stays at the top of the page."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        top, bottom = rect.top() - above, rect.bottom() + below
        if bottom > bar.value() + high:
            bar.setValue(min(bottom - high, top))
        if top < bar.value():
            bar.setValue(max(0, top))

    def without_jump(self, act: Callable[[], None]) -> None:
        """Do something to the sheet, and stay where the page was scrolled to."""
        at = self.verticalScrollBar().value()
        act()
        self.verticalScrollBar().setValue(at)
