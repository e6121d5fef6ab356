# SPDX-License-Identifier: GPL-3.0-or-later
"""Thumbnails cut to a list's size, kept ready to paint."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap

from moodboard.domain.still import Still
from moodboard.qt.thumbs import Thumbs
from moodboard.qt.tokens import RADIUS_STILL

_KEPT = 600


class Crops:
    """Cut, scale and round each still once for a size; later paints only copy pixels."""

    def __init__(self, thumbs: Thumbs) -> None:
        self._thumbs = thumbs
        self._kept: OrderedDict[tuple[str, float, float, float, bool], QPixmap] = OrderedDict()

    def paint(
        self,
        painter: QPainter,
        still: Still,
        box: QRectF,
        paper: str,
        whole_portraits: bool = False,
    ) -> None:
        """Paint the still into the box: what is ready, else its average colour as a flat plate."""
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        whole = whole_portraits and still.ratio < 1
        key = still.picture, box.width(), box.height(), ratio, whole
        ready = self._kept.get(key)
        if ready is not None:
            self._kept.move_to_end(key)
            painter.drawPixmap(box.topLeft(), ready)
            return
        image, final = self._image(still, box.size() * ratio, whole)
        if image is None:
            plate(painter, box, still.average)
            return
        made = cut(image, box.size(), ratio, whole, paper)
        painter.drawPixmap(box.topLeft(), made)
        if final:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """Drop what was cut, e.g. when the paper under portraits has another colour."""
        self._kept.clear()

    def _image(self, still: Still, size: QSizeF, whole: bool) -> tuple[QImage | None, bool]:
        fit = min if whole else max
        scale = fit(size.width() / still.width, size.height() / still.height)
        # An eighth less than asked is not seen, and saves a level four times as large.
        wanted = round(max(still.width, still.height) * scale / 1.125)
        image = self._thumbs.image(still.picture, wanted)
        if image is not None:
            return image, True
        return self._thumbs.nearest(still.picture, wanted), False


def plate(painter: QPainter, box: QRectF, colour: str) -> None:
    """Paint a flat plate with a still's corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(box, RADIUS_STILL, RADIUS_STILL)
    painter.restore()


def cut(image: QImage, size: QSizeF, ratio: float, whole: bool, paper: str) -> QPixmap:
    """Return the image cut to the size, or whole on paper, with a still's corners."""
    width, height = round(size.width() * ratio), round(size.height() * ratio)
    fit = min if whole else max
    scale = fit(width / image.width(), height / image.height())
    scaled = image.scaled(
        max(1, round(image.width() * scale)),
        max(1, round(image.height() * scale)),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    result = QPixmap(width, height)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(0, 0, width, height), RADIUS_STILL * ratio, RADIUS_STILL * ratio)
    painter.setClipPath(outline)
    if whole:
        painter.fillPath(outline, QColor(paper))
    painter.drawImage(QPointF((width - scaled.width()) / 2, (height - scaled.height()) / 2), scaled)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
