# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of a film's exported page: decoded as fine as they are painted, and let go of again."""

from __future__ import annotations

import math
from collections import OrderedDict

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from moodboard.domain.errors import KnownError
from moodboard.domain.still import Still
from moodboard.qt.export_source import image_from
from moodboard.services import pictures

_BUDGET = 96_000_000
_SHADE = ((0.0, 0.0), (0.28, 0.04), (0.5, 0.24), (0.72, 0.52), (0.9, 0.74), (1.0, 0.8))
"""How dark the head becomes towards its foot, where the words stand."""
_FOCUS = 0.42


class SheetPictures:
    """Pictures by how many pixels they are painted on."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._bytes = 0
        self.missing: set[str] = set()
        """Those that could not be read; plates stand for them."""

    def image(self, still: Still, width: float, height: float) -> QImage | None:
        """Return a picture that covers so many pixels; None for one that cannot be read."""
        wanted = max(width, height * still.ratio)
        longest = max(1, math.ceil(max(wanted, wanted / still.ratio)))
        key = still.picture, longest
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if still.picture in self.missing:
            return None
        try:
            made = image_from(pictures.decode(still.picture, longest))
        except KnownError:
            self.missing.add(still.picture)
            return None
        self._kept[key] = made
        self._bytes += made.sizeInBytes()
        while self._bytes > _BUDGET and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].sizeInBytes()
        return made

    def paint(self, painter: QPainter, still: Still, rect: QRectF, scale: float) -> None:
        """Paint a shot whole; ``scale`` is how many pixels a unit has."""
        image = self.image(still, rect.width() * scale, rect.height() * scale)
        if image is None:
            painter.fillRect(rect, QColor(still.average))
            return
        if image.hasAlphaChannel():
            painter.fillRect(rect, QColor("#ffffff"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image, QRectF(image.rect()))

    def head(self, still: Still, width: float, height: float, dark: str) -> QImage | None:
        """Return a still cut to fill the head, with the shade that its words stand on."""
        image = self.image(still, width, height)
        if image is None:
            return None
        wide, high = max(1, round(width)), max(1, round(height))
        made = QImage(wide, high, QImage.Format.Format_RGB32)
        made.fill(QColor(dark))
        scale = max(wide / image.width(), high / image.height())
        part = QRectF(0, 0, wide / scale, high / scale)
        part.moveLeft((image.width() - part.width()) / 2)
        part.moveTop((image.height() - part.height()) * _FOCUS)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(made.rect()), image, part)
        painter.fillRect(made.rect(), shade(high, dark))
        painter.end()
        return made


def shade(height: float, dark: str) -> QLinearGradient:
    """Return the shade from nothing at the top to almost dark at the foot."""
    gradient = QLinearGradient(0, 0, 0, height)
    colour = QColor(dark)
    for at, opacity in _SHADE:
        colour.setAlphaF(opacity)
        gradient.setColorAt(at, QColor(colour))
    return gradient
