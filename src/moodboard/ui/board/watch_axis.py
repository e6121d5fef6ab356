# SPDX-License-Identifier: GPL-3.0-or-later
"""The axis of watches: a slider whose steps are the times a film was seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QToolTip, QWidget

from moodboard.domain.scrubber import Axis, labelled, nearest, ordinal, positions
from moodboard.qt.fonts import SERIF, make_font
from moodboard.qt.tokens import with_alpha
from moodboard.ui import theme
from moodboard.ui.board.motion import Glide
from moodboard.ui.board.words import counted, date_words
from moodboard.ui.focus_ring import OWN_RING

MARGIN = 16
"""Room beside the first and the last tick."""
_AXIS_Y = 39.0
_DOTS_SHOWN = 5


class WatchAxis(QAbstractSlider):
    """Ticks, the pins made at each, and the thumb on the watch that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis = Axis()
        self._thumb = 0.0
        self._from = 0.0
        self._by_keys = False
        self._glide = Glide(self, 160, self._on_glide)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setSingleStep(1)
        self.setPageStep(5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Watches"))
        self.setProperty(OWN_RING, True)
        self.valueChanged.connect(self._on_value)

    @property
    def axis(self) -> Axis:
        """The ticks shown."""
        return self._axis

    def set_axis(self, axis: Axis) -> None:
        """Show these ticks; a thumb on the newest stays on the newest."""
        was_now = self.value() >= self._axis.now
        self._axis = axis
        self.setRange(min(1, axis.now), axis.now)
        if was_now:
            self.setValue(axis.now)
        self._thumb = float(self.value())
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 76)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 76)

    def places(self) -> tuple[float, ...]:
        """Return where the ticks stand, in the widget's pixels."""
        return positions(self._axis.now, float(MARGIN), float(self.width() - MARGIN))

    # -- moving ----------------------------------------------------------------------------------

    def _on_value(self, number: int) -> None:
        self._from = self._thumb
        self._glide.run(glides=not self.isSliderDown())
        self._describe()

    def _on_glide(self, way: float) -> None:
        self._thumb = self._from + (self.value() - self._from) * way
        self.update()

    def _describe(self) -> None:
        tick = self._axis.tick(self.value())
        self.setAccessibleDescription(self._words(self.value()) if tick else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._axis.now:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.update()

    def _go_to(self, x: float) -> None:
        self.setValue(nearest(self._axis.now, MARGIN, self.width() - MARGIN, x))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and self._axis.now:
            number = nearest(self._axis.now, MARGIN, self.width() - MARGIN, event.pos().x())  # type: ignore[attr-defined]
            QToolTip.showText(event.globalPos(), self._words(number), self)  # type: ignore[attr-defined]
            return True
        if event.type() is QEvent.Type.FocusIn:
            self._by_keys = event.reason() in (  # type: ignore[attr-defined]
                Qt.FocusReason.TabFocusReason,
                Qt.FocusReason.BacktabFocusReason,
                Qt.FocusReason.ShortcutFocusReason,
            )
            self.update()
        if event.type() is QEvent.Type.FocusOut:
            self.update()
        return super().event(event)

    def _words(self, number: int) -> str:
        tick = self._axis.tick(number)
        if tick is None:
            return ""
        made = counted(tick.pins, self.tr("{n} pin"), self.tr("{n} pins")) if tick.pins else ""
        words = (self.tr("{nth} watch").format(nth=ordinal(number)), date_words(tick.date), made)
        return " · ".join(word for word in words if word)

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        places = self.places()
        if not places:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        thumb_x = self._place_of_thumb(places)
        accent, quiet = QColor(theme.tokens().accent), QColor(theme.tokens().line_2)
        painter.fillRect(QRectF(places[0], _AXIS_Y - 1, places[-1] - places[0], 2), quiet)
        painter.fillRect(QRectF(places[0], _AXIS_Y - 1, thumb_x - places[0], 2), accent)
        for tick, x in zip(self._axis.ticks, places, strict=True):
            self._paint_tick(painter, x, tick.is_soft, accent if x <= thumb_x + 0.5 else quiet)
            self._paint_dots(painter, x, tick.pins, x <= thumb_x + 0.5)
        self._paint_thumb(painter, thumb_x)
        self._paint_labels(painter, places)

    def _place_of_thumb(self, places: tuple[float, ...]) -> float:
        if len(places) == 1:
            return places[0]
        step = (places[-1] - places[0]) / (len(places) - 1)
        return places[0] + (self._thumb - 1) * step

    def _paint_tick(self, painter: QPainter, x: float, soft: bool, colour: QColor) -> None:
        # Ticks that stand closer than their own width would flow into a bar.
        size = 6.0 if self.width() / max(1, self._axis.now) > 9 else 3.0
        if not soft:
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x, _AXIS_Y), size / 2, size / 2)
            return
        painter.setBrush(QColor(theme.tokens().window))
        painter.setPen(QPen(with_alpha(colour.name(), 0.7), 1.2))
        painter.drawEllipse(QPointF(x, _AXIS_Y), size / 2 - 0.6, size / 2 - 0.6)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_dots(self, painter: QPainter, x: float, pins: int, reached: bool) -> None:
        painter.setBrush(with_alpha(theme.tokens().accent if reached else theme.tokens().line_2, 0.75))
        for row in range(min(pins, _DOTS_SHOWN)):
            painter.drawEllipse(QPointF(x, _AXIS_Y - 10.5 - 5 * row), 1.5, 1.5)

    def _paint_thumb(self, painter: QPainter, x: float) -> None:
        centre = QPointF(x, _AXIS_Y)
        painter.setBrush(QColor(theme.tokens().window))
        painter.setPen(QPen(QColor(theme.tokens().accent), 1.5))
        painter.drawEllipse(centre, 7.25, 7.25)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens().fill))
        painter.drawEllipse(centre, 4.0, 4.0)
        if self.hasFocus() and self._by_keys:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.tokens().accent), 2))
            painter.drawEllipse(centre, 11.0, 11.0)

    def _paint_labels(self, painter: QPainter, places: tuple[float, ...]) -> None:
        painter.setFont(make_font(SERIF, 14, hinted=False))
        width = places[-1] - places[0]
        shown = labelled(len(places), width)
        current = self.value()
        gap = width / max(1, len(places) - 1)
        for number in sorted(shown | {current}):
            # The current number is always told; a neighbour that would touch it gives way.
            if number != current and abs(number - current) * gap < 22:
                continue
            painter.setPen(QColor(theme.tokens().accent if number == current else theme.tokens().ink_2))
            text = str(number)
            advance = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(QPointF(round(places[number - 1] - advance / 2), _AXIS_Y + 20), text)
