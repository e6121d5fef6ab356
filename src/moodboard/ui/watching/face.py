# SPDX-License-Identifier: GPL-3.0-or-later
"""The face of the clock: the time into the film, large, which a click sets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from moodboard.domain.watching import clock_words, read_time
from moodboard.qt.fonts import SERIF, make_font, ui_font
from moodboard.ui import icons
from moodboard.ui.buttons import ghost_button
from moodboard.ui.dialogs.base import mark_error
from moodboard.ui.on_ground import tokens_on

_HEIGHT = 66
_BASE = 46
_STEPS = ((-60, "−1 m"), (-10, "−10"), (10, "+10"), (60, "+1 m"))
ARROWS = {
    Qt.Key.Key_Left: -10.0,
    Qt.Key.Key_Right: 10.0,
    Qt.Key.Key_Down: -60.0,
    Qt.Key.Key_Up: 60.0,
}
"""What the arrows do to the clock."""


class TimeField(QLineEdit):
    """Where a time is typed; Escape gives up."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Enter and the arrows belong to the field; the clock around it would act on them too."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)
        if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.accept()


class ClockFace(QWidget):
    """Show how far the film is; click, type "46:12" and press Enter to set it."""

    set_wanted = Signal(float)
    move_wanted = Signal(float)
    refused = Signal(str)
    """Why what was typed is no time."""
    left = Signal()
    """The time was typed, or not: the keyboard may go where it was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elapsed, self._runtime, self._state = 0.0, 0.0, ""
        self._font = make_font(SERIF, 52, 300, tracking=-0.5)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(
            self.tr("Set the time (Ctrl+T; Alt+Left and Alt+Right for ten seconds, with Shift for a minute)")
        )
        self.field = TimeField(self)
        self.field.setFont(make_font(SERIF, 26, 400))
        self.field.setAccessibleName(self.tr("Time into the film"))
        self.field.setToolTip(self.tr("46:12, 1:02:30, or +10 for ten seconds more (Enter)"))
        self.field.returnPressed.connect(self._on_return)
        self.field.given_up.connect(self.stop_editing)
        self._row = QWidget(self)
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 8, 0, 12)
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        row.addSpacing(4)
        for seconds, words in _STEPS:
            button = ghost_button(words, tip=self._tip(seconds), parent=self._row)
            button.set_compact(28, 6)
            button.set_small_text()
            button.setAccessibleName(self._tip(seconds).partition(" (")[0])
            button.clicked.connect(lambda _on=False, by=seconds: self.move_wanted.emit(float(by)))
            row.addWidget(button)
        self._row.hide()
        self.show_time(0.0, 0.0, "")

    def _tip(self, seconds: int) -> str:
        keys = {-60: "Alt+Shift+Left", -10: "Alt+Left", 10: "Alt+Right", 60: "Alt+Shift+Right"}[seconds]
        words = {
            -60: self.tr("One minute back"),
            -10: self.tr("Ten seconds back"),
            10: self.tr("Ten seconds on"),
            60: self.tr("One minute on"),
        }[seconds]
        return f"{words} ({keys})"

    def show_time(self, elapsed: float, runtime: float, state: str) -> None:
        """Show the time, how long the film is (0 for unknown), and a word for a clock that rests."""
        minute = int(elapsed) // 60
        is_news = (minute, runtime, state) != (int(self._elapsed) // 60, self._runtime, self._state)
        self._elapsed, self._runtime, self._state = elapsed, runtime, state
        if is_news or not self.accessibleName():  # told once a minute: a screen reader reads each change
            self.setAccessibleName(self.tr("Time into the film: {time}").format(time=clock_words(elapsed)))
            self.setAccessibleDescription(state)
        self.update()

    def words(self) -> str:
        """The time that is shown."""
        return clock_words(self._elapsed)

    # -- setting it --------------------------------------------------------------------------------

    def is_editing(self) -> bool:
        """Whether a time is being typed."""
        return not self._row.isHidden()

    def edit(self, typed: str = "") -> None:
        """Let the time be typed."""
        self._row.setGeometry(self.rect())
        self._row.show()
        self.field.setText(typed or self.words())
        mark_error(self.field, False)
        if not typed:
            self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def stop_editing(self) -> None:
        """Show the time again."""
        if self.is_editing():
            self._row.hide()
            self.update()
            self.left.emit()

    def _on_return(self) -> None:
        seconds = read_time(self.field.text(), self._elapsed)
        if seconds is None:
            mark_error(self.field, True)
            self.field.selectAll()
            self.refused.emit(self.tr("That is no time. Type 46:12, 1:02:30, or +10 for ten seconds more."))
            return
        self.set_wanted.emit(seconds)
        self.stop_editing()

    def resizeEvent(self, event: object) -> None:
        """The field lies over the time."""
        self._row.setGeometry(self.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click sets the time."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and figures set the time, arrows move it."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit()
        elif plain and event.text().isdigit():
            self.edit(event.text())
        elif plain and event.key() in ARROWS:
            self.move_wanted.emit(ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    # -- painting ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As wide as it is let."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The time, how much that is of what, and a hairline that fills."""
        tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_way(painter, tokens.line, tokens.accent)
        if self.is_editing():
            return
        rests = bool(self._state)
        painter.setPen(QColor(tokens.ink_2 if rests else tokens.stage_ink))
        right = _figures(painter, self._font, -2.0, _BASE, self.words())
        small = ui_font("timecode")
        painter.setFont(small)
        painter.setPen(QColor(tokens.ink_2))
        if self._runtime:
            words = self.tr("of {time}").format(time=clock_words(self._runtime))
            painter.drawText(QPointF(right + 12, _BASE), words)
        if self._state:
            painter.setFont(ui_font("small-strong"))
            painter.setPen(QColor(tokens.accent))
            painter.drawText(QPointF(right + 12, _BASE - 18 if self._runtime else _BASE), self._state)
        elif self.underMouse() or self.hasFocus():
            edge = QRectF(self.width() - icons.SIZE, _BASE - icons.SIZE + 2, icons.SIZE, icons.SIZE)
            icons.paint(painter, "edit", edge, tokens.ink_3)

    def _paint_way(self, painter: QPainter, line: str, accent: str) -> None:
        y = self.height() - 3.0
        painter.fillRect(QRectF(0, y, self.width(), 1), QColor(line))
        if self._runtime:
            done = min(1.0, self._elapsed / self._runtime)
            painter.fillRect(QRectF(0, y - 0.5, self.width() * done, 2), QColor(accent))


def _figures(painter: QPainter, font: QFont, x: float, base: float, words: str) -> float:
    """Draw figures each as wide as the widest, so that nothing moves with the seconds; the right end."""
    metrics = QFontMetricsF(font)
    widest = max(metrics.horizontalAdvance(figure) for figure in "0123456789")
    painter.setFont(font)
    for sign in words:
        own = metrics.horizontalAdvance(sign)
        room = widest if sign.isdigit() else own
        painter.drawText(QPointF(x + (room - own) / 2, base), sign)
        x += room
    return x
