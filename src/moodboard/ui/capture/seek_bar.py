# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar that goes through the film: how far one is, its cuts as ticks, what is pinned as diamonds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from moodboard.domain.film_file import said_clock
from moodboard.qt.tokens import DARK

INSET = 8
"""Room at either end for half a knob."""
HEIGHT = 36
_TRACK, _TRACK_TOP, _KNOB = 3, 16, 7.0
_DIAMOND_AT, _DIAMOND = 8.5, 5.5
_TICK_TOP, _TICK = 25, 6
_REST = QColor("#3D322C")
_TICK_INK = QColor("#8C7B6F")
_STEP, _PAGE = 5.0, 60.0
_MS = 1000
_NEAR_MARK = 6.0  # pixels from a diamond at which a click means it


class SeekBar(QAbstractSlider):
    """A slider over the film's seconds; it says where one wants to be, and shows where one is."""

    scrubbed = Signal(float)
    """The knob is dragged over this time: any near frame will do."""
    go_requested = Signal(float)
    """This very time is wanted."""
    pointed = Signal(float, float)
    """The pointer is over this time, at this x; also while the knob is dragged."""
    left = Signal()
    """The pointer points at no time any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._duration = 0.0
        self._at = 0.0
        self._cuts: tuple[float, ...] = ()
        self._reached = 0.0
        self._marks: tuple[float, ...] = ()
        self._ticks: QPixmap | None = None
        self._drags = False
        self._hovers = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSingleStep(round(_STEP * _MS))
        self.setPageStep(round(_PAGE * _MS))
        self.setAccessibleName(self.tr("Place in the film"))

    # What it shows

    def set_duration(self, seconds: float) -> None:
        """The film's length; 0 when unknown."""
        self._duration = max(0.0, seconds)
        self.setRange(0, round(self._duration * _MS))
        self._ticks = None
        self.set_at(self._at)
        self.update()

    def duration(self) -> float:
        """The film's length."""
        return self._duration

    def set_at(self, seconds: float) -> None:
        """Show where one is; while the knob is dragged, it stays under the pointer."""
        if self._drags:
            return
        self._show_at(seconds)

    def at(self) -> float:
        """Where the knob is."""
        return self._at

    def set_cuts(self, cuts: Sequence[float], reached: float) -> None:
        """Show the cuts found so far; ``reached``: how far was looked."""
        cuts = tuple(cuts)
        if cuts != self._cuts or reached != self._reached:
            self._cuts, self._reached, self._ticks = cuts, reached, None
            self.update()

    def set_marks(self, marks: Sequence[float]) -> None:
        """Show the film's stills as diamonds."""
        self._marks, self._ticks = tuple(sorted(marks)), None
        self.update()

    def cuts(self) -> tuple[float, ...]:
        """The ticks."""
        return self._cuts

    def marks(self) -> tuple[float, ...]:
        """The diamonds."""
        return self._marks

    # Places

    def x_of(self, seconds: float) -> float:
        """Return where a time lies."""
        if self._duration <= 0:
            return float(INSET)
        return INSET + self._length() * min(max(seconds / self._duration, 0.0), 1.0)

    def seconds_at(self, x: float) -> float:
        """Return the time at a place."""
        return min(max((x - INSET) / self._length(), 0.0), 1.0) * self._duration

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(400, HEIGHT)

    def _length(self) -> float:
        return max(1.0, self.width() - 2.0 * INSET)

    def _show_at(self, seconds: float) -> None:
        self._at = seconds
        value = round(seconds * _MS)
        if value != self.value():
            self.setValue(value)
            said = self.tr("{at} of {end}").format(at=said_clock(seconds), end=said_clock(self._duration))
            if said != self.accessibleDescription():  # once a second, not once a frame
                self.setAccessibleDescription(said)
        self.update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the knob, wherever it is."""
        if event.button() != Qt.MouseButton.LeftButton or self._duration <= 0:
            return
        self._drags = True
        self.setSliderDown(True)
        self._drag_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Preview what is under the pointer; with the knob held, go there."""
        x = event.position().x()
        if self._duration <= 0:
            return
        if self._drags:
            self._drag_to(x)
        else:
            self._hovers = True
            self.pointed.emit(self.seconds_at(x), x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Be exactly where the knob was let go; on a diamond, at its frame."""
        if event.button() != Qt.MouseButton.LeftButton or not self._drags:
            return
        self._drags = False
        self.setSliderDown(False)
        x = event.position().x()
        mark = self._mark_at(event.position())
        self.go_requested.emit(mark if mark is not None else self.seconds_at(x))
        if not self.rect().contains(event.position().toPoint()):
            self.left.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The line is thicker under the pointer."""
        self._hovers = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No preview any more, unless the knob is held."""
        self._hovers = False
        if not self._drags:
            self.left.emit()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch is five seconds."""
        down = event.angleDelta().y() < 0
        self._go_by(_STEP if down else -_STEP)
        event.accept()

    def _drag_to(self, x: float) -> None:
        seconds = self.seconds_at(x)
        self._show_at(seconds)
        self.scrubbed.emit(seconds)
        self.pointed.emit(seconds, min(max(x, INSET), self.width() - INSET))

    def _mark_at(self, place: QPointF) -> float | None:
        if place.y() > _TRACK_TOP:
            return None
        near = [mark for mark in self._marks if abs(self.x_of(mark) - place.x()) <= _NEAR_MARK]
        return min(near, key=lambda mark: abs(self.x_of(mark) - place.x())) if near else None

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows five seconds, Page a minute, Home and End; the rest is the page's."""
        key, plain = (
            Qt.Key(event.key()),
            event.modifiers()
            in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ),
        )
        steps = {
            Qt.Key.Key_Left: -_STEP,
            Qt.Key.Key_Right: _STEP,
            Qt.Key.Key_Down: -_STEP,
            Qt.Key.Key_Up: _STEP,
            Qt.Key.Key_PageUp: _PAGE,
            Qt.Key.Key_PageDown: -_PAGE,
        }
        if plain and key in steps:
            self._go_by(steps[key])
        elif plain and key == Qt.Key.Key_Home:
            self.go_requested.emit(0.0)
        elif plain and key == Qt.Key.Key_End:
            self.go_requested.emit(self._duration)
        else:
            event.ignore()

    def _go_by(self, seconds: float) -> None:
        wanted = min(max(self._at + seconds, 0.0), self._duration)
        self._show_at(wanted)  # so that keys that come quickly add up
        self.go_requested.emit(wanted)

    # Paint

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The ticks lie elsewhere now."""
        self._ticks = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The track, what is behind one, ticks, diamonds, the knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = _TRACK + (1 if self._hovers or self._drags else 0)
        top = _TRACK_TOP + (_TRACK - thick) / 2
        x, end = self.x_of(self._at), self.width() - INSET
        painter.fillRect(QRectF(INSET, top, end - INSET, thick), _REST)
        painter.fillRect(QRectF(INSET, top, x - INSET, thick), QColor(DARK.accent))
        if self._ticks is None:
            self._ticks = self._draw_ticks()
        painter.drawPixmap(0, 0, self._ticks)
        if self._duration > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(DARK.ink))
            painter.drawEllipse(QPointF(x, _TRACK_TOP + _TRACK / 2), _KNOB, _KNOB)

    def _draw_ticks(self) -> QPixmap:
        """Draw ticks and diamonds once for all frames; where several fall on one pixel, one is seen."""
        ratio = self.devicePixelRatioF()
        made = QPixmap(QSize(round(self.width() * ratio), round(HEIGHT * ratio)))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        if self._duration <= 0:
            return made
        painter = QPainter(made)
        painter.setPen(Qt.PenStyle.NoPen)
        for x in sorted({round(self.x_of(cut)) for cut in self._cuts}):
            painter.fillRect(QRectF(x, _TICK_TOP, 1, _TICK), _TICK_INK)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_marks(painter)
        painter.end()
        return made

    def _paint_marks(self, painter: QPainter) -> None:
        path = QPainterPath()
        last = -100.0
        for mark in self._marks:
            x = self.x_of(mark)
            if x - last < 1.0 or mark > self._duration:
                continue
            last = x
            corners = [(0.0, -_DIAMOND), (_DIAMOND, 0.0), (0.0, _DIAMOND), (-_DIAMOND, 0.0)]
            path.addPolygon(QPolygonF([QPointF(x + dx, _DIAMOND_AT + dy) for dx, dy in corners]))
            path.closeSubpath()
        path.setFillRule(Qt.FillRule.WindingFill)
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.fillPath(path, QColor(DARK.star))
