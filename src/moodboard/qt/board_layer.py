# SPDX-License-Identifier: GPL-3.0-or-later
"""Painted parts of a board: pixels on the grid of one scale, and which of them are true."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QRegion

from moodboard.domain.board import Rect

_MANY = 12
"""From so many rectangles on, one around all is painted instead."""


def device_rect(rect: Rect, scale: float, spare: int = 1) -> QRect:
    """Return the whole device pixels that a board rectangle touches at a scale."""
    left, top = math.floor(rect.x * scale) - spare, math.floor(rect.y * scale) - spare
    right, bottom = math.ceil(rect.right * scale) + spare, math.ceil(rect.bottom * scale) + spare
    return QRect(left, top, right - left, bottom - top)


def board_rect(rect: QRect, scale: float) -> Rect:
    """Return the board rectangle under device pixels."""
    return Rect(rect.x() / scale, rect.y() / scale, rect.width() / scale, rect.height() / scale)


def around_within(rects: Iterable[Rect], seen: Rect) -> list[Rect]:
    """Return those that are seen at all; when they are many, one rectangle around them."""
    left, top, right, bottom = seen.x, seen.y, seen.right, seen.bottom
    near = [
        rect
        for rect in rects
        if rect.x < right and rect.x + rect.width > left and rect.y < bottom and rect.y + rect.height > top
    ]
    if len(near) <= _MANY:
        return near
    x, y = min(rect.x for rect in near), min(rect.y for rect in near)
    far = max(rect.x + rect.width for rect in near), max(rect.y + rect.height for rect in near)
    return [Rect(x, y, far[0] - x, far[1] - y)]


class Layer:
    """An image of a part of the board at one scale.

    ``have`` has been painted at some time, ``valid`` is what the painter would paint now. Both, and
    ``rect``, lie on the grid of device pixels whose (0, 0) is the board's. A clear one lets what it is
    drawn on be seen between the pins.
    """

    def __init__(self, rect: QRect, scale: float, clear: bool = False) -> None:
        self.rect = QRect(rect)
        self.scale = scale
        self.clear = clear
        self.image = _blank(rect.size(), clear)
        self.have = QRegion()
        self.valid = QRegion()

    def dirty(self, needed: QRect) -> QRegion:
        """Return what still has to be painted there."""
        return QRegion(needed.intersected(self.rect)).subtracted(self.valid)

    def is_whole(self, needed: QRect) -> bool:
        """Tell whether everything there is true."""
        return self.rect.contains(needed) and self.dirty(needed).isEmpty()

    def invalidate(self, rects: list[Rect]) -> QRegion:
        """Remember that the picture is another in these board rectangles; what of it was true here."""
        # A region of thousands of parts costs more than painting a little more.
        rects = around_within(rects, board_rect(self.rect, self.scale).grown(2 / self.scale))
        region = QRegion()
        for rect in rects:
            region += device_rect(rect, self.scale).intersected(self.rect)
        stale = region.intersected(self.valid)
        self.valid = self.valid.subtracted(region)
        return stale

    def reach(self, rect: QRect) -> None:
        """Cover another rectangle, keeping the pixels that both have in common."""
        if rect == self.rect:
            return
        image = _blank(rect.size(), self.clear)
        common = rect.intersected(self.rect)
        if not common.isEmpty():
            painter = QPainter(image)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(
                common.topLeft() - rect.topLeft(), self.image, common.translated(-self.rect.topLeft())
            )
            painter.end()
        self.image, self.rect = image, QRect(rect)
        self.have, self.valid = self.have.intersected(rect), self.valid.intersected(rect)

    def take(self, rect: QRect, pixels: QImage) -> None:
        """Put painted pixels in."""
        painter = QPainter(self.image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(rect.topLeft() - self.rect.topLeft(), pixels)
        painter.end()
        seen = rect.intersected(self.rect)
        self.have, self.valid = self.have.united(seen), self.valid.united(seen)

    def draw(self, painter: QPainter, origin: QPoint, scale: float, exposed: QRect) -> None:
        """Draw it in device pixels, ``origin`` being the grid point at the painter's (0, 0)."""
        if not self.clear:  # quicker: nothing is read
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        if scale == self.scale:
            for part in parts_of(self.have.intersected(exposed.translated(origin))):
                painter.drawImage(part.topLeft() - origin, self.image, part.translated(-self.rect.topLeft()))
        else:
            by = scale / self.scale
            have = self.have.boundingRect()
            target = QRectF(
                have.x() * by - origin.x(), have.y() * by - origin.y(), have.width() * by, have.height() * by
            )
            _draw_scaled(painter, target, self.image, have.translated(-self.rect.topLeft()), exposed)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def covered(self, scale: float) -> QRegion:
        """Return the device pixels of another scale that it has something for."""
        if scale == self.scale:
            return self.have
        by = scale / self.scale
        have = self.have.boundingRect()
        # Half covered pixels at the edges do not count.
        left, top = math.ceil(have.x() * by), math.ceil(have.y() * by)
        right = math.floor((have.x() + have.width()) * by)
        bottom = math.floor((have.y() + have.height()) * by)
        return QRegion(QRect(left, top, max(0, right - left), max(0, bottom - top)))


def _draw_scaled(painter: QPainter, target: QRectF, image: QImage, source: QRect, exposed: QRect) -> None:
    """Draw only the part that is seen: a far zoomed picture would have a target of millions of pixels."""
    seen = target.intersected(QRectF(exposed))
    if seen.isEmpty() or source.isEmpty():
        return
    by_x, by_y = source.width() / target.width(), source.height() / target.height()
    part = QRectF(
        source.x() + (seen.x() - target.x()) * by_x,
        source.y() + (seen.y() - target.y()) * by_y,
        seen.width() * by_x,
        seen.height() * by_y,
    )
    painter.drawImage(seen, image, part)


def _blank(size: QSize, clear: bool) -> QImage:
    size = size.expandedTo(QSize(1, 1))
    if not clear:
        return QImage(size, QImage.Format.Format_RGB32)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def parts_of(region: QRegion) -> list[QRect]:
    """Return the rectangles of a region."""
    return list(cast("Iterable[QRect]", region))  # Qt's own typing does not know that it can be walked


def next_part(dirty: QRegion) -> QRect:
    """Return the rectangle to paint next of what is dirty."""
    around = dirty.boundingRect()
    if dirty.rectCount() == 1 or dirty.rectCount() > _MANY:
        return around
    parts = parts_of(dirty)
    area = sum(part.width() * part.height() for part in parts)
    return around if 2 * area > around.width() * around.height() else parts[0]
