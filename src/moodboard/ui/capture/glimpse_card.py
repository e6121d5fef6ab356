# SPDX-License-Identifier: GPL-3.0-or-later
"""The small picture above the bar: what the film shows at the time the pointer is over."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from moodboard.domain.film_file import said_clock
from moodboard.qt.fonts import ui_font
from moodboard.qt.tokens import DARK

WIDTH = 192
_EDGE, _FOOT = 4, 22


class GlimpseCard(QWidget):
    """A picture and its timecode on a dark plate; lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._seconds = 0.0
        self._ratio = 16 / 9
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_ratio(self, ratio: float) -> None:
        """The film's shape: the card has its size before the picture comes."""
        self._ratio = min(max(ratio, 0.4), 4.0)
        self._image = None

    def show_at(self, seconds: float, foot: QPoint) -> None:
        """Show the time above a place; the picture follows when it is made."""
        self._seconds = seconds
        size = self._size()
        host = self.parentWidget()
        room = host.width() if host is not None else size.width()
        x = min(max(foot.x() - size.width() // 2, 8), max(8, room - size.width() - 8))
        self.setGeometry(x, foot.y() - size.height(), size.width(), size.height())
        self.raise_()
        self.show()
        self.update()

    def set_picture(self, image: QImage) -> None:
        """Show the picture of about this time."""
        self._image = image
        self.update()

    def picture(self) -> QImage | None:
        """What is shown, None before the first picture came."""
        return self._image

    def seconds(self) -> float:
        """The time that is told."""
        return self._seconds

    def _size(self) -> QSize:
        height = min(round(WIDTH / self._ratio), 150)
        return QSize(round(height * self._ratio) + 2 * _EDGE, height + _EDGE + _FOOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A plate with a hairline, the picture, the time below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(DARK.line_2), 1))
        painter.setBrush(QColor(DARK.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        place = QRectF(_EDGE, _EDGE, self.width() - 2 * _EDGE, self.height() - _EDGE - _FOOT)
        if self._image is None:
            painter.fillRect(place, QColor(DARK.stage))
        else:
            painter.drawImage(place, self._image)
        font = ui_font("timecode")
        said = said_clock(self._seconds)
        painter.setFont(font)
        painter.setPen(QColor(DARK.ink))
        x = (self.width() - QFontMetricsF(font).horizontalAdvance(said)) / 2
        painter.drawText(round(x), self.height() - 7, said)
