# SPDX-License-Identifier: GPL-3.0-or-later
"""The buttons under the film: play in its circle, pins with the caps of their keys, the time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractSlider, QLineEdit, QSizePolicy, QWidget

from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import DARK, RADIUS_BUTTON, RADIUS_CHECK, Tokens
from moodboard.ui import icons, keys
from moodboard.ui.buttons import Button, Kind
from moodboard.ui.on_ground import tokens_on

PIN_HEIGHT = 36
PLAY = 40
_TABULAR = QFont.Tag("tnum")
_CAP = 18
_PAD, _CAP_GAP = 14, 9


class PlayButton(Button):
    """A circle around the sign of what a click does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "play", Kind.GHOST, "", parent)
        self.setFixedSize(PLAY, PLAY)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The circle and the sign."""
        tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        hovered = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setPen(QPen(QColor(tokens.control if hovered else tokens.line_2), 1))
        painter.setBrush(QColor(tokens.hover) if hovered else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        side = icons.SIZE
        place = QRectF((PLAY - side) / 2, (PLAY - side) / 2, side, side)
        icons.paint(painter, self.icon_name(), place, tokens.ink)


class PinButton(Button):
    """Words and the cap of the key that does the same."""

    def __init__(self, action: QAction, kind: Kind = Kind.OUTLINE, parent: QWidget | None = None) -> None:
        super().__init__("", "", kind, "", parent)
        self._id = action.objectName()
        self._shows_cap = True
        self.set_action(action)
        keys.in_use().changed.connect(self._on_keys)

    def show_cap(self, shown: bool) -> None:
        """Leave the cap out where there is little room; the tool-tip names the key."""
        if shown != self._shows_cap:
            self._shows_cap = shown
            self.updateGeometry()
            self.update()

    def cap(self) -> str:
        """The key on the cap; empty without one."""
        said = keys.in_use().first(self._id) if self._shows_cap else ""
        return said if len(said) <= 3 else ""

    def sizeHint(self) -> QSize:
        """Words, gap, cap."""
        width = QFontMetricsF(self._font).horizontalAdvance(self.text()) + 2 * _PAD + 1
        if self.cap():
            width += _CAP_GAP + self._cap_width()
        return QSize(round(width), PIN_HEIGHT)

    def _cap_width(self) -> float:
        return max(_CAP, QFontMetricsF(ui_font("small")).horizontalAdvance(self.cap()) + 8)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)
        painter.setPen(QColor(ink))
        base = round(self.height() / 2 + (metrics.ascent() - metrics.descent()) / 2)
        painter.drawText(QPointF(_PAD + 0.5, base), self.text())
        cap = self.cap()
        if not cap:
            return
        width = self._cap_width()
        place = QRectF(self.width() - _PAD - 1 - width, (self.height() - _CAP) / 2, width, _CAP)
        painter.setPen(QPen(QColor(ink), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CHECK, RADIUS_CHECK)
        painter.setFont(ui_font("small"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cap)

    def _on_keys(self) -> None:
        self.updateGeometry()
        self.update()


class TimeButton(Button):
    """Where one is, and how long the film is; a click lets a time be typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", Kind.GHOST, "", parent)
        self._at, self._end = "0:00:00.00", ""

    def show_time(self, at: str, end: str) -> None:
        """Tell the time of the frame that is shown, and the film's length."""
        if (at, end) == (self._at, self._end):
            return
        wider = len(at) != len(self._at) or end != self._end
        self._at, self._end = at, end
        if wider:
            self.updateGeometry()
        self.update()

    def said(self) -> str:
        """What is told."""
        return f"{self._at} / {self._end}" if self._end else self._at

    def sizeHint(self) -> QSize:
        """The same for every time of the film: nothing jumps about."""
        font = ui_font("body")
        font.setFeature(_TABULAR, 1)
        widest = "".join("0" if letter.isdigit() else letter for letter in self.said())
        return QSize(round(QFontMetricsF(font).horizontalAdvance(widest)) + 12, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The time in ink, the length softer."""
        tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_BUTTON, RADIUS_BUTTON)
        font = ui_font("body")
        font.setFeature(_TABULAR, 1)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        base = round(self.height() / 2 + (metrics.ascent() - metrics.descent()) / 2)
        painter.drawText(QPointF(6, base), self._at)
        if self._end:
            painter.setPen(QColor(tokens.ink_2))
            painter.drawText(QPointF(6 + metrics.horizontalAdvance(self._at), base), f" / {self._end}")


class TimeField(QLineEdit):
    """A time to go to; Enter goes, Esc does not."""

    typed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(ui_font("body"))
        self.setAccessibleName(self.tr("Time to go to"))
        self.setToolTip(self.tr("Such as 1:29:14, 89:14 or +30. Enter goes there."))
        self.setStyleSheet(
            f"QLineEdit {{ background: {DARK.field}; color: {DARK.ink}; border: 1px solid {DARK.control}; }}"
            f'QLineEdit[error="true"] {{ border-color: {DARK.error}; }}'
        )
        self.textEdited.connect(self._on_edited)
        self.hide()

    def open(self, said: str) -> None:
        """Offer the present time to be typed over."""
        self.setText(said)
        self._mark(False)
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self) -> None:
        """What was typed is no time: it stays, to be mended."""
        self._mark(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc end it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.typed.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere wanted no other time."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.closed.emit()

    def _on_edited(self, _text: str) -> None:
        self._mark(False)

    def _mark(self, wrong: bool) -> None:
        self.setProperty("error", wrong)
        self.style().unpolish(self)
        self.style().polish(self)


class VolumeBar(QAbstractSlider):
    """How loud it is."""

    volume_wanted = Signal(int)
    """0 to 100."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(20)
        self.setFixedSize(72, 28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Volume"))
        self.valueChanged.connect(self._on_value)

    def show_volume(self, volume: int, muted: bool) -> None:
        """Show how loud it is."""
        self.blockSignals(True)
        self.setValue(volume)
        self.blockSignals(False)
        tip = self.tr("Sound is off") if muted else self.tr("Volume {n} %").format(n=volume)
        self.setToolTip(tip)
        self.setProperty("muted", muted)
        self.update()

    def _on_value(self, value: int) -> None:
        self.volume_wanted.emit(value)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the knob."""
        self._drag(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position().x())

    def _drag(self, x: float) -> None:
        self.setValue(round(100 * min(max((x - 6) / (self.width() - 12), 0.0), 1.0)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A thin line and a small knob."""
        tokens: Tokens = tokens_on(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        middle, room = self.height() / 2, self.width() - 12
        x = 6 + room * self.value() / 100
        painter.fillRect(QRectF(6, middle - 1, room, 2), QColor(tokens.line_2))
        ink = tokens.ink_3 if self.property("muted") else tokens.ink_2
        painter.fillRect(QRectF(6, middle - 1, x - 6, 2), QColor(ink))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink if self.property("muted") else tokens.ink))
        painter.drawEllipse(QPointF(x, middle), 4.5, 4.5)
