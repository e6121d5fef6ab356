# SPDX-License-Identifier: GPL-3.0-or-later
"""The film as a strip of its colours, from its beginning to its end; a click goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from moodboard.domain.errors import KnownError
from moodboard.domain.film_file import said_clock
from moodboard.qt.tokens import DARK

if TYPE_CHECKING:
    from moodboard.services.video.keeping import Survey

HEIGHT = 30
_STEP, _PAGE = 5.0, 60.0


class BarcodeStrip(QWidget):
    """Grows while the film is looked through."""

    go_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._survey: Survey | None = None
        self._duration = 0.0
        self._at = 0.0
        self._aim: float | None = None
        """Where the keys are, before Enter goes there."""
        self._made_for = (0, 0)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Colours of the film"))
        self.setToolTip(self.tr("The colours of the film. A click goes there."))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(400, HEIGHT)

    def show_film(self, survey: Survey, duration: float) -> None:
        """Show the colours found so far, of a film of this length."""
        self._survey, self._duration = survey, max(duration, survey.reached)
        self._make()

    def set_at(self, seconds: float) -> None:
        """Where the film is."""
        if round(self._x_of(seconds)) != round(self._x_of(self._at)):
            self.update()
        self._at = seconds

    def image(self) -> QImage | None:
        """What is shown of the film's colours; None while none are known."""
        return self._image

    def time_at(self, x: float) -> float:
        """Return the time under a place."""
        return min(max(0.0, x / max(1, self.width())), 1.0) * self._duration

    def _x_of(self, seconds: float) -> float:
        return seconds / self._duration * self.width() if self._duration else 0.0

    def _make(self) -> None:
        from moodboard.services.video import colours

        survey = self._survey
        if survey is None or not self._duration or not len(survey.colours):
            self._image, self._made_for = None, (0, 0)
            self.update()
            return
        share = min(1.0, len(survey.colours) / self._duration)
        width = max(1, round(self.width() * self.devicePixelRatioF() * share))
        wanted = len(survey.colours), width
        if wanted == self._made_for:
            return
        self._made_for = wanted
        try:
            raw = colours.barcode(survey.colours, width, 1)
        except KnownError:
            self._image = None
        else:
            row = QImage(raw.data, raw.width, 1, raw.width * 3, QImage.Format.Format_RGB888)
            self._image = row.copy()
        self.update()

    def resizeEvent(self, _event: QEvent) -> None:
        """A column a pixel."""
        self._make()

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton and self._duration:
            self._aim = None
            self.go_requested.emit(self.time_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._duration:
            self.go_requested.emit(self.time_at(event.position().x()))

    def event(self, event: QEvent) -> bool:
        """Say the time under the pointer; the arrows are the strip's while it has the keyboard."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._duration:
            words = said_clock(self.time_at(event.pos().x()))
            QToolTip.showText(event.globalPos(), f"{words}\n{self.toolTip()}", self)
            return True
        if event.type() is QEvent.Type.ShortcutOverride and self._uses(event):
            event.accept()
            return True
        return super().event(event)

    def _uses(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        return self._wanted(event.key()) is not None or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose a time, Enter goes there."""
        wanted = self._wanted(event.key())
        if wanted is not None:
            self._aim = wanted
            self.setAccessibleDescription(said_clock(wanted))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._aim is not None:
            self.go_requested.emit(self._aim)
            self._aim = None
        else:
            event.ignore()

    def _wanted(self, key: int) -> float | None:
        here = self._at if self._aim is None else self._aim
        ways = {
            Qt.Key.Key_Left: here - _STEP,
            Qt.Key.Key_Right: here + _STEP,
            Qt.Key.Key_PageDown: here + _PAGE,
            Qt.Key.Key_PageUp: here - _PAGE,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: self._duration,
        }
        found = ways.get(Qt.Key(key))
        return None if found is None else min(max(0.0, found), self._duration)

    def focusOutEvent(self, _event: QEvent) -> None:
        """Choosing is over."""
        self._aim = None
        self.update()

    # Paint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The colours, and a line where the film is."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painter.fillRect(rect, QColor(DARK.raised))
        if self._image is not None:
            wide = self._image.width() / self.devicePixelRatioF()
            painter.drawImage(QRectF(0, 0, wide, self.height()), self._image)
        self._line(painter, self._at, DARK.ink, 2)
        if self._aim is not None:
            self._line(painter, self._aim, DARK.accent, 2)

    def _line(self, painter: QPainter, seconds: float, colour: str, thick: int) -> None:
        x = min(max(1.5, self._x_of(seconds)), self.width() - 1.5)
        painter.setPen(QPen(QColor(DARK.stage), thick + 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setPen(QPen(QColor(colour), thick))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
