# SPDX-License-Identifier: GPL-3.0-or-later
"""The axis of a film's watches: a dot for each day, a soft bar as long as the doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from moodboard.domain.film import FilmPage
from moodboard.domain.rewatch_axis import (
    Mark,
    RewatchAxis,
    nearest,
    rewatch_axis,
)
from moodboard.qt import axis_paint
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.tokens import PAGE_MARGIN, Tokens
from moodboard.ui import theme
from moodboard.ui.film.cells import BY_KEYS
from moodboard.ui.focus_ring import OWN_RING

HEIGHT = axis_paint.HEIGHT
_REACH = 9.0


class RewatchAxisView(QWidget):
    """Show when a film was seen; pointer and arrow keys go from watch to watch."""

    mark_hovered = Signal(object)
    """The uuids under the pointer or the keyboard: none, or one."""
    mark_opened = Signal(str)
    """The uuid of a watch whose row is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.margin = PAGE_MARGIN
        self._axis: RewatchAxis | None = None
        self._labels: list[tuple[float, str, int]] = []
        self._lit: frozenset[str] = frozenset()
        self._picture: tuple[tuple[object, ...], QPixmap] | None = None
        self._current = -1
        self._by_keys = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty(OWN_RING, True)
        self.setAccessibleName(self.tr("When it was seen"))
        theme.controller().changed.connect(self.update)

    def show_page(self, page: FilmPage, today: date) -> None:
        """Show a film's watches; nothing when none has a date."""
        axis = rewatch_axis(page.watches, today, page.film.year)
        if axis != self._axis:
            self._axis, self._picture = axis, None
            self._current = -1 if axis is None else min(self._current, len(axis.marks) - 1)
            self._name_bars()
            self._describe()
            self.update()

    def axis(self) -> RewatchAxis | None:
        """The marks shown."""
        return self._axis

    def light(self, uuids: frozenset[str]) -> None:
        """Show which marks belong to the row that the pointer is on."""
        if uuids != self._lit:
            self._lit = uuids
            self.update()

    def sizeHint(self) -> QSize:
        """One strip."""
        return QSize(800, HEIGHT)

    def x_of(self, at: float) -> float:
        """Return where a part of the axis lies, in pixels."""
        return self.margin + at * self._length()

    def _length(self) -> float:
        return max(1.0, self.width() - 2.0 * self.margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels find their room anew."""
        super().resizeEvent(event)
        self._name_bars()

    def _name_bars(self) -> None:
        """Choose which vague dates have room for their words: the newest first."""
        found = axis_paint.labels(self._axis, self._length(), _label_font()) if self._axis is not None else []
        self._labels = [(self.margin + left, words, number) for left, words, number in found]

    def _words(self, number: int) -> str:
        return axis_paint.mark_words(self._marks()[number])

    def _marks(self) -> tuple[Mark, ...]:
        return self._axis.marks if self._axis is not None else ()

    # -- pointer and keys ----------------------------------------------------------------------------

    def _mark_at(self, x: float) -> int:
        if self._axis is None:
            return -1
        found = nearest(self._axis, (x - self.margin) / self._length(), _REACH / self._length())
        return -1 if found is None else found

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mark under the pointer lights its row."""
        number = self._mark_at(event.position().x())
        self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
        self._point_at(number)

    def _point_at(self, number: int) -> None:
        uuids = frozenset({self._marks()[number].uuid}) if number >= 0 else frozenset[str]()
        if uuids != self._lit:
            self.light(uuids)
            self.mark_hovered.emit(uuids)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the watch's row."""
        number = self._mark_at(event.position().x())
        self._by_keys = False
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._current = number
            self.mark_opened.emit(self._marks()[number].uuid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End go along; Enter goes to the row."""
        last = len(self._marks()) - 1
        steps = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = steps.get(Qt.Key(event.key()))
        if last < 0:
            super().keyPressEvent(event)
        elif target is not None:
            self._go(min(max(target, 0), last))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self.mark_opened.emit(self._marks()[self._current].uuid)
        else:
            super().keyPressEvent(event)

    def _go(self, number: int) -> None:
        self._by_keys = True
        self._current = number
        self._point_at(number)
        self._describe()
        self.update()

    def _describe(self) -> None:
        words = self._words(self._current) if 0 <= self._current < len(self._marks()) else ""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By a key, begin with the newest."""
        super().focusInEvent(event)
        self._by_keys = event.reason() in BY_KEYS
        if self._by_keys and self._marks():
            self._go(self._current if self._current >= 0 else len(self._marks()) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is pointed at any more."""
        super().focusOutEvent(event)
        self._point_at(-1)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say the date under the pointer."""
        if event.type() == QEvent.Type.Leave:
            self._point_at(-1)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._mark_at(event.pos().x())
            if number >= 0:
                QToolTip.showText(event.globalPos(), self._words(number), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line, years, bars, dots; what is lit over them."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._drawn(tokens))
        lit = tuple(mark for mark in self._marks() if mark.uuid in self._lit)
        if self._axis is not None and lit:
            few = replace(self._axis, marks=lit)
            shown = axis_paint.AxisPaint(few, tokens, self.margin, self._length(), lit=self._lit)
            shown.paint_marks(painter)
        self._paint_ring(painter, tokens)

    def _drawn(self, tokens: Tokens) -> QPixmap:
        """Return the axis without what is lit, drawn once: a thousand dots take longer than a frame."""
        ratio = self.devicePixelRatioF()
        key = tokens.dark, self.width(), self.margin, ratio
        if self._picture is not None and self._picture[0] == key:
            return self._picture[1]
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(tokens.window))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), QColor(tokens.line))
        if self._axis is not None:
            shown = axis_paint.AxisPaint(self._axis, tokens, self.margin, self._length())
            shown.paint(painter, ui_font("small"), _label_font(), self.width() - 4)
        painter.end()
        self._picture = key, picture
        return picture

    def _paint_ring(self, painter: QPainter, tokens: Tokens) -> None:
        if self.hasFocus() and self._by_keys and 0 <= self._current < len(self._marks()):
            mark = self._marks()[self._current]
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            left, right = self.x_of(mark.start) - 9, self.x_of(mark.end) + 9
            painter.drawRoundedRect(QRectF(left, axis_paint.LINE_Y - 9, right - left, 18), 9, 9)

    def labels(self) -> list[str]:
        """The vague dates that are named."""
        return [words for _, words, _ in self._labels]


def _label_font() -> QFont:
    return make_font(SERIF, 14, italic=True)
