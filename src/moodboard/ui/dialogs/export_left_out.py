# SPDX-License-Identifier: GPL-3.0-or-later
"""What found no room in an export, shown under its preview."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.note_markup import plain
from moodboard.qt.export_preview import Thumbnails
from moodboard.qt.fonts import ui_font
from moodboard.services.boards import OpenBoard
from moodboard.ui import theme

_HEIGHT, _GAP, _LEFT, _BELOW = 34, 8, 44, 20


class LeftOut(QWidget):
    """One line of small pictures and words."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._pins: tuple[Pin, ...] = ()
        self._opened: OpenBoard | None = None
        self._places: list[tuple[QRectF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A sentence, and a strip when something was left out."""
        return QSize(300, 16 + (_HEIGHT + 8 if self._pins else 0) + _BELOW)

    def show_pins(self, pins: tuple[Pin, ...], opened: OpenBoard) -> None:
        """Show these pins."""
        self._pins, self._opened = pins, opened
        self.setAccessibleName(self.sentence())
        words = [self._name(pin) for pin in pins]
        self.setAccessibleDescription(", ".join(words))
        self.updateGeometry()
        self.update()

    def pins(self) -> tuple[Pin, ...]:
        """What is shown."""
        return self._pins

    def pictures(self) -> tuple[str, ...]:
        """The pictures that are wanted."""
        if self._opened is None:
            return ()
        stills = (self._opened.stills.get(pin.still) for pin in self._pins if pin.kind is PinKind.STILL)
        return tuple(still.picture for still in stills if still is not None)

    def sentence(self) -> str:
        """Say how many wait outside."""
        if not self._pins:
            return self.tr("What you see is what is drawn")
        if len(self._pins) == 1:
            return self.tr("One pin is left out")
        return self.tr("{n} pins are left out").format(n=len(self._pins))

    def _name(self, pin: Pin) -> str:
        if self._opened is None:
            return ""
        line = self._opened.lines.get(pin.line)
        still = self._opened.stills.get(pin.still)
        if line is not None:
            return " ".join(line.text.split())
        if pin.kind is PinKind.NOTE:
            return " ".join(plain(pin.text).split())
        if pin.kind is PinKind.SWATCHES:
            return self.tr("Colours")
        return still.name if still is not None and still.name else self.tr("A still")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sentence, then pictures and words as far as they go."""
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.canvas))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        font = ui_font("small")
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink_2))
        top = QRectF(_LEFT, 0, self.width() - 2 * _LEFT, 16)
        align = Qt.AlignmentFlag.AlignLeft if self._pins else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(top, align | Qt.AlignmentFlag.AlignVCenter, self.sentence())
        self._places = []
        metrics = QFontMetricsF(ui_font("small"))
        x, end = float(_LEFT), self.width() - _LEFT
        for pin in self._pins:
            name = self._name(pin)
            width = self._width(pin, name, metrics)
            if x + width > end:
                painter.drawText(QRectF(x, 24, 30, _HEIGHT), Qt.AlignmentFlag.AlignVCenter, "…")
                break
            rect = QRectF(x, 24, width, _HEIGHT)
            self._paint_pin(painter, pin, name, rect, metrics)
            self._places.append((rect, name))
            x += width + _GAP

    def _width(self, pin: Pin, name: str, metrics: QFontMetricsF) -> float:
        if pin.kind in (PinKind.STILL, PinKind.SWATCHES):
            return min(72.0, max(20.0, _HEIGHT * pin.place.width / max(1.0, pin.place.height)))
        return min(130.0, metrics.horizontalAdvance(name) + 4)

    def _paint_pin(
        self, painter: QPainter, pin: Pin, name: str, rect: QRectF, metrics: QFontMetricsF
    ) -> None:
        if pin.kind is PinKind.STILL and self._opened is not None:
            still = self._opened.stills.get(pin.still)
            image = self._thumbnails.image(still.picture) if still is not None else None
            if image is None:
                painter.fillRect(rect, QColor(still.average if still is not None else "#8a8078"))
                return
            crop, width, height = pin.crop, image.width(), image.height()
            part = QRectF(crop.x * width, crop.y * height, crop.width * width, crop.height * height)
            painter.drawImage(rect, image, part)
        elif pin.kind is PinKind.SWATCHES and pin.colours:
            each = rect.width() / len(pin.colours)
            for n, colour in enumerate(pin.colours):
                box = QRectF(rect.x() + n * each, rect.y() + 9, each, rect.height() - 18)
                painter.fillRect(box, QColor(colour))
        else:
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)

    def event(self, event: QEvent) -> bool:
        """Name what is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at: QPoint = event.pos()
            for rect, name in self._places:
                if rect.contains(at):
                    QToolTip.showText(event.globalPos(), name, self)
                    return True
            QToolTip.hideText()
        return super().event(event)
