# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards that lie over a page: raised paper with the float shadow, and popovers made of it."""

from __future__ import annotations

import math
from array import array
from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from moodboard.qt.tokens import RADIUS_CARD, Tokens
from moodboard.ui import theme

REACH = 60
"""How far the float shadow goes beyond the card."""
_NEAR, _FAR = (2.0, 3.0), (18.0, 24.0)
"""Offset downwards and deviation of the two shadows."""


@lru_cache(maxsize=24)
def _shadow(width: int, height: int, colour: str, near: float, far: float) -> QImage:
    """Return both shadows of a card of that size, at half the resolution: nothing in it is sharp."""
    across, down = (width + 2 * REACH) // 2, (height + 2 * REACH) // 2
    columns = [_blurred(across, REACH, width, deviation) for _, deviation in (_NEAR, _FAR)]
    rows = [_blurred(down, REACH + offset, height, deviation) for offset, deviation in (_NEAR, _FAR)]
    tint = QColor(colour).rgb() & 0xFFFFFF
    made: dict[tuple[float, float], array[int]] = {}  # most rows of a high card are alike
    pixels = array("I")
    for y in range(down):
        key = a, b = round(near * rows[0][y], 3), round(far * rows[1][y], 3)
        if key not in made:
            alphas = [1 - (1 - a * p) * (1 - b * q) for p, q in zip(*columns, strict=True)]
            made[key] = array("I", [(int(alpha * 255 + 0.5) << 24) | tint for alpha in alphas])
        pixels += made[key]
    return QImage(pixels.tobytes(), across, down, 4 * across, QImage.Format.Format_ARGB32).copy()


def _blurred(steps: int, start: float, length: float, deviation: float) -> list[float]:
    """Return a bar blurred by a Gauss curve, sampled at every second pixel."""
    unit = deviation * math.sqrt(2)
    return [
        (math.erf((2 * n + 1 - start) / unit) - math.erf((2 * n + 1 - start - length) / unit)) / 2
        for n in range(steps)
    ]


def shadow_of(width: int, height: int, tokens: Tokens) -> QImage:
    """Return the float shadow of a card."""
    return _shadow(width, height, tokens.shadow, tokens.float_shadow_near, tokens.float_shadow_far)


class _Shadow(QWidget):
    """The shadow under a card; lets the mouse through."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card.parentWidget())
        self._card = card
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self) -> None:
        """Lie under the card where it is now."""
        self.setGeometry(self._card.geometry().adjusted(-REACH, -REACH, REACH, REACH))
        self.stackUnder(self._card)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._card.size()
        image = shadow_of(size.width(), size.height(), theme.tokens())
        painter.drawImage(QRectF(self.rect()), image)


class Card(QWidget):
    """Raised paper with a hairline and a shadow, over whatever its parent shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shadow = _Shadow(self)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.raised))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, RADIUS_CARD - 0.5, RADIUS_CARD - 0.5)

    def moveEvent(self, event: QMoveEvent) -> None:
        self._shadow.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._shadow.follow()

    def showEvent(self, event: QShowEvent) -> None:
        self._shadow.follow()
        self._shadow.show()

    def hideEvent(self, event: object) -> None:
        self._shadow.hide()

    # A click on the paper between the controls is not one on the board below.
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class Popover(Card):
    """A card that goes away by Esc or a click elsewhere, and gives the keyboard back."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._anchor: QWidget | None = None
        self._before: QWidget | None = None

    def open_at(self, anchor: QWidget | None, place: QRect, beside: int = 8) -> None:
        """Open below the place (in the parent's pixels), above it when there is more room."""
        self._anchor = anchor
        self._before = QApplication.focusWidget()
        self.adjustSize()
        self.move(self._fitting(place, beside))
        self.raise_()
        self.show()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the first control; popovers with a field choose that."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Walk round its own controls: Tab never leads to what lies behind."""
        own = self._stops()
        if not own:
            return super().focusNextPrevChild(next)
        focus = QApplication.focusWidget()
        at = own.index(focus) if focus in own else -1 if next else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        own[(at + (1 if next else -1)) % len(own)].setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        found: list[QWidget] = []
        one: QWidget | None = self.nextInFocusChain()
        while one is not None and one is not self:
            stops = one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.focusProxy()
            if stops and self.isAncestorOf(one) and one.isVisible() and one.isEnabled():
                found.append(one)
            one = one.nextInFocusChain()
        return found

    def _fitting(self, place: QRect, beside: int) -> QPoint:
        parent = self.parentWidget() or self
        room = parent.rect().adjusted(8, 8, -8, -8)
        x = max(room.left(), min(place.left(), room.right() - self.width()))
        below, above = place.bottom() + 1 + beside, place.top() - beside - self.height()
        y = below if below + self.height() <= room.bottom() or above < room.top() else above
        return QPoint(x, max(room.top(), min(y, room.bottom() - self.height())))

    def close_popover(self) -> None:
        """Go away; the keyboard goes back where it was."""
        if not self.isVisible():
            return
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        focus = QApplication.focusWidget()
        had = focus is not None and (focus is self or self.isAncestorOf(focus))
        self.hide()
        if had and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on a press outside; lists and menus that the popover itself opened are inside."""
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            own_window = watched.window() is self.window()
            inside = watched is self or self.isAncestorOf(watched)
            on_anchor = self._anchor is not None and (
                watched is self._anchor or self._anchor.isAncestorOf(watched)
            )
            if own_window and not inside and not on_anchor:
                self.close_popover()
        return False


def anchor_rect(widget: QWidget, within: QWidget) -> QRect:
    """Return where the widget lies in another's pixels."""
    corner = widget.mapTo(within, QPoint(0, 0)) if within.isAncestorOf(widget) else QPoint(0, 0)
    return QRect(corner, widget.size())


def hairline(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Draw a line one pixel thick in the token's colour."""
    painter.fillRect(QRectF(start, end + QPointF(1, 1)), QColor(theme.tokens().line))
