# SPDX-License-Identifier: GPL-3.0-or-later
"""Stars as they are painted everywhere: filled only, with halves."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

PITCH = 12.0
RADIUS = 4.9


@lru_cache(maxsize=8)
def star_path(radius: float) -> QPainterPath:
    """Return a five-pointed star about the origin."""
    path = QPainterPath()
    for step in range(10):
        reach = radius if step % 2 == 0 else radius * 0.44
        angle = math.radians(-90 + 36 * step)
        point = QPointF(reach * math.cos(angle), reach * math.sin(angle))
        if step == 0:
            path.moveTo(point)
        else:
            path.lineTo(point)
    path.closeSubpath()
    return path


def paint_stars(
    painter: QPainter,
    rating: int | None,
    left: float,
    middle: float,
    colour: str,
    pitch: float = PITCH,
    radius: float = RADIUS,
) -> float:
    """Paint the stars of a rating 1..10 from ``left``, about ``middle``; the width taken."""
    if not rating:
        return 0.0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for place in range((rating + 1) // 2):
        painter.save()
        painter.translate(left + radius + place * pitch, middle)
        if 2 * place + 1 == rating:
            painter.setClipRect(QRectF(-radius, -radius, radius, 2 * radius))
        painter.drawPath(star_path(radius))
        painter.restore()
    painter.restore()
    return (rating / 2 - 1) * pitch + 2 * radius if rating > 1 else radius
