# SPDX-License-Identifier: GPL-3.0-or-later
"""What both calendars are: days that the keyboard and the mouse walk over."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from moodboard.domain.dates import tonight
from moodboard.domain.diary import DiaryRow, Outline
from moodboard.domain.film import named
from moodboard.qt import diary_words
from moodboard.services import diary
from moodboard.ui import theme
from moodboard.ui.focus_ring import OWN_RING

NAMED = 3
"""Films of a day that are named and shown; more are counted."""


class DayGrid(QWidget):
    """Show the days of a span of time; one of them is the current one."""

    day_chosen = Signal(object)
    """The current day, a ``date``."""
    day_opened = Signal(object)
    """Enter or a double click on a day."""

    def __init__(self, parent: QWidget | None = None, now: Callable[[], datetime] = datetime.now) -> None:
        super().__init__(parent)
        self._now = now
        self._day = tonight(now())
        self._outline = Outline()
        self._hovered: date | None = None
        self.keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setProperty(OWN_RING, True)
        theme.controller().changed.connect(self.update)

    def day(self) -> date:
        """The current day."""
        return self._day

    def today(self) -> date:
        """The day that it is now."""
        return tonight(self._now())

    def set_outline(self, outline: Outline) -> None:
        """Show this diary."""
        self._outline = outline
        self.forget()
        self.refill()
        self._describe()
        self.update()

    def go(self, day: date) -> None:
        """Make a day the current one."""
        if day != self._day:
            self._day = day
            self.refill()
            self._describe()
            self.update()
            self.day_chosen.emit(day)

    def turn(self, step: int) -> None:
        """Go on, or back, by what is shown at once."""
        raise NotImplementedError

    def refill(self) -> None:
        """Work out what is shown of the days, where it is another month or year than before."""

    def forget(self) -> None:
        """Let go of what was worked out: the diary is another one."""

    def rect_of(self, day: date) -> QRectF:
        """Where a day lies; empty when it is not shown."""
        raise NotImplementedError

    def day_at(self, point: QPoint) -> date | None:
        """The day at a point."""
        raise NotImplementedError

    def rows_of(self, day: date) -> tuple[tuple[DiaryRow, ...], int]:
        """Return the first watches of a day, and how many there are."""
        ids = self._outline.on_day(day)
        return diary.rows(ids[:NAMED]), len(ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by days and weeks, the page keys by months, Home and End to a month's ends."""
        self.keyboard = True
        key, held = event.key(), event.modifiers()
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in steps:
            self.go(moved(self._day, steps[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            by = 12 if shift else 1
            self.go(by_months(self._day, by if key == Qt.Key.Key_PageDown else -by))
        elif key == Qt.Key.Key_Home:
            self.go(self._day.replace(day=1))
        elif key == Qt.Key.Key_End:
            self.go(self._day.replace(day=monthrange(self._day.year, self._day.month)[1]))
        elif key == Qt.Key.Key_T:
            self.go(self.today())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_opened.emit(self._day)
        else:
            super().keyPressEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        self.keyboard = False
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day under the pointer."""
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.day_opened.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        day = self.day_at(event.position().toPoint())
        if day != self._hovered:
            self._hovered = day
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the day under the pointer."""
        self._hovered = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the day only when the keyboard brought the focus."""
        self.keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Name the films of the day under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            if day is not None:
                QToolTip.showText(event.globalPos(), self.words_of(day), self, self.rect_of(day).toRect())
                return True
        return super().event(event)

    def words_of(self, day: date) -> str:
        """Return a day and its films in words."""
        rows, count = self.rows_of(day)
        films = [named(row.title, row.year) for row in rows]
        if count > len(rows):
            films.append(self.tr("%n more", "", count - len(rows)))
        told = ", ".join(films) or (self.tr("still to come") if day > self.today() else self.tr("no watch"))
        return f"{diary_words.long_day(day)}: {told}"

    def _describe(self) -> None:
        """Say the current day to who listens."""
        self.setAccessibleName(self.words_of(self._day))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


def moved(day: date, days: int) -> date:
    """Return the day some days on, within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def by_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last of that month."""
    ordinal = day.year * 12 + day.month - 1 + months
    year, month = divmod(ordinal, 12)
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
