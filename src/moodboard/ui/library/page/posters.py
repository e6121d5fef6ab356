# SPDX-License-Identifier: GPL-3.0-or-later
"""Posters whole in a box, kept ready to paint."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPixmap

from moodboard.qt.thumbs import Thumbs
from moodboard.ui.library.crops import cut

_KEPT = 400


class Posters:
    """A poster is known by its picture alone; its shape is learned when it comes."""

    def __init__(self, thumbs: Thumbs) -> None:
        self._thumbs = thumbs
        self._kept: OrderedDict[tuple[str, float, float, float], QPixmap] = OrderedDict()

    def paint(self, painter: QPainter, picture: str, box: QRectF, paper: str) -> bool:
        """Paint the poster whole into the box; False while it has yet to come."""
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        key = picture, box.width(), box.height(), ratio
        ready = self._kept.get(key)
        if ready is not None:
            self._kept.move_to_end(key)
            painter.drawPixmap(box.topLeft(), ready)
            return True
        wanted = round(max(box.width(), box.height()) * ratio / 1.125)
        image = self._thumbs.image(picture, wanted)
        final = image is not None
        image = image if image is not None else self._thumbs.nearest(picture, wanted)
        if image is None or image.isNull():
            return False
        whole = abs(image.width() / image.height() - box.width() / box.height()) > 0.06
        made = cut(image, box.size(), ratio, whole, paper)
        painter.drawPixmap(box.topLeft(), made)
        if final:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return True

    def forget(self) -> None:
        """Drop what was cut: the paper beside posters has another colour."""
        self._kept.clear()
