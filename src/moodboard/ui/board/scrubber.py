# SPDX-License-Identifier: GPL-3.0-or-later
"""The bar below a board: the axis of watches when there is one to walk, and the zoom."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from moodboard.domain.dates import VagueDate
from moodboard.domain.scrubber import Axis, Tick, ordinal
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.qt.tokens import BOARD_INSET, SCRUBBER
from moodboard.ui import icons, theme
from moodboard.ui.board.watch_axis import MARGIN, WatchAxis
from moodboard.ui.board.words import date_words
from moodboard.ui.board.zoom_control import ZoomControl
from moodboard.ui.buttons import Button, Kind

SLIM = 48
"""The bar's height when only the zoom is shown."""
STEP_MS = 1200
_RIGHT = 40
_LEAST_LABEL = 76
_GAP = 18


class RoundButton(Button):
    """The play button: a circle on raised paper."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Plate and icon."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line_2))
        painter.setBrush(QColor(tokens.hover if self.underMouse() else tokens.raised))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        side = (self.width() - 14) / 2
        colour = tokens.ink if self.underMouse() else tokens.ink_2
        icons.paint(painter, self.icon_name(), QRectF(side, side, 14, 14), colour)


class _Label(QWidget):
    """The watch shown and its date, set as it was given; a vague one in italics."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = ""
        self._date = VagueDate()
        self._words = ""

    def show_tick(self, tick: Tick | None) -> None:
        """Show a tick; one of which nothing is known says so."""
        self._head = self.tr("{nth} watch").format(nth=ordinal(tick.number)) if tick else ""
        self._date = tick.date if tick else VagueDate()
        self._words = date_words(self._date) or (self.tr("no date") if tick else "")
        self.setAccessibleName(f"{self._head}, {self._words}" if tick else "")
        self.update()

    @staticmethod
    def _fonts(date: VagueDate) -> tuple[QFont, QFont]:
        vague = make_font(SERIF, 14, italic=True)
        return make_font(SERIF, 16), ui_font("small") if date.is_day else vague

    def width_for(self, axis: Axis) -> int:
        """Return a width at which no tick's words move the axis when they are shown."""
        widest = _LEAST_LABEL
        for tick in axis.ticks:
            head, small = self._fonts(tick.date)
            number = self.tr("{nth} watch").format(nth=ordinal(tick.number))
            words = date_words(tick.date) or self.tr("no date")
            widest = max(
                widest,
                QFontMetrics(head).horizontalAdvance(number),
                # The date may reach into the gap before the zoom.
                QFontMetrics(small).horizontalAdvance(words) - _GAP + 4,
            )
        return min(widest, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        head, small = self._fonts(self._date)
        painter.setFont(head)
        painter.setPen(QColor(theme.tokens().ink))
        painter.drawText(QPointF(0, 36), self._head)
        painter.setFont(small)
        painter.setPen(QColor(theme.tokens().ink_2))
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QPointF(0, 54), words)


class Scrubber(QWidget):
    """Walk the watches of a board's film; at the right the zoom."""

    number_changed = Signal(int)
    axis_changed = Signal()
    """The watch to show the board at; the newest means the board as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.play_button = RoundButton("", "play", Kind.GHOST, self.tr("Play the watches"), self)
        self.axis = WatchAxis(self)
        self.label = _Label(self)
        self.zoom = ZoomControl(self)
        self._clock = QTimer(self)
        self._clock.setInterval(STEP_MS)
        self._clock.timeout.connect(self._on_clock)
        self.play_button.clicked.connect(self.toggle)
        self.axis.valueChanged.connect(self._on_value)
        self.axis.sliderPressed.connect(self.stop)
        self.set_axis(Axis())

    @property
    def number(self) -> int:
        """The watch shown."""
        return self.axis.value()

    @property
    def is_now(self) -> bool:
        """Whether the board is shown as it is."""
        return self.axis.value() >= self.axis.axis.now

    @property
    def is_playing(self) -> bool:
        """Whether the watches walk by themselves."""
        return self._clock.isActive()

    def set_axis(self, axis: Axis) -> None:
        """Show the ticks, or only the zoom when there is nothing to walk."""
        shown = axis.is_worth_showing
        if not shown:
            self.stop()
        self.axis.set_axis(axis)
        if not shown:
            self.to_now()
        for part in (self.play_button, self.axis, self.label):
            part.setVisible(shown)
        self.setFixedHeight(SCRUBBER if shown else SLIM)
        self.label.show_tick(axis.tick(self.axis.value()))
        self._lay_out()
        self.axis_changed.emit()

    # -- walking ---------------------------------------------------------------------------------

    def to_now(self) -> None:
        """Show the board as it is."""
        self.stop()
        self.axis.setValue(self.axis.axis.now)

    def step(self, by: int) -> None:
        """Go some watches on or back."""
        self.axis.setValue(self.axis.value() + by)

    def toggle(self) -> None:
        """Play from the watch shown, from the first when at the end; or stop."""
        if self.is_playing:
            self.stop()
            return
        if self.is_now:
            self.axis.setValue(1)
        self._clock.start()
        self._show_playing()

    def stop(self) -> None:
        """Stop walking and stay."""
        if self.is_playing:
            self._clock.stop()
            self._show_playing()

    def _show_playing(self) -> None:
        self.play_button.set_icon("pause" if self.is_playing else "play")
        name = self.tr("Pause") if self.is_playing else self.tr("Play the watches")
        self.play_button.setToolTip(name)
        self.play_button.setAccessibleName(name)

    def _on_clock(self) -> None:
        self.step(1)
        if self.is_now:
            self.stop()

    def _on_value(self, number: int) -> None:
        self.label.show_tick(self.axis.axis.tick(number))
        self.number_changed.emit(number)

    # -- layout ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        top = (self.height() - 30) // 2 + 1
        zoom_x = self.width() - _RIGHT - self.zoom.width()
        self.zoom.move(zoom_x, top - 1 if self.height() == SCRUBBER else 9)
        label_width = self.label.width_for(self.axis.axis)
        label_x = zoom_x - _GAP - label_width
        self.play_button.setGeometry(BOARD_INSET, 24, 30, 30)
        self.label.setGeometry(label_x, 1, label_width + _GAP - 4, SCRUBBER - 1)
        first, last = BOARD_INSET + 30 + 38, label_x - 24
        self.axis.setGeometry(first - MARGIN, 1, max(2 * MARGIN, last - first + 2 * MARGIN), SCRUBBER - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens().window))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.tokens().line))
