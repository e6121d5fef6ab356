# SPDX-License-Identifier: GPL-3.0-or-later
"""Paint a group: a soft ground of its colour, and its name above; without a colour nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath

from moodboard.domain.board import Pin, Rect
from moodboard.qt import fonts
from moodboard.qt.paint_look import Look

CORNER = 8.0
SHARE = 0.32
"""How much of the colour is laid over what is behind: a ground, no picture of its own."""
_GAP = 4.0
_ROOM = 20.0


def group_extent(pin: Pin, scale: float) -> Rect:
    """Return the bounds of what is painted of a group."""
    bounds = pin.place.bounds
    if not pin.style.background or not pin.text:
        return bounds
    room = _ROOM / max(scale, 0.01)
    return Rect(bounds.x, bounds.y - room, bounds.width, bounds.height + room)


def paint_group(painter: QPainter, pin: Pin, look: Look) -> None:
    """Paint the ground, and on the board the name; the painter is in board units."""
    if not pin.style.background:
        return
    place = pin.place
    rect = QRectF(place.x, place.y, place.width, place.height)
    corner = min(CORNER, place.width / 2, place.height / 2)
    ground = QPainterPath()
    ground.addRoundedRect(rect, corner, corner)
    colour = QColor(pin.style.background)
    colour.setAlphaF(SHARE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(painter.opacity() * max(0.0, pin.style.opacity))
    painter.fillPath(ground, colour)
    if look.show_frames and not look.exporting and pin.text:
        _paint_name(painter, pin.text, rect, look)
    painter.restore()


def _paint_name(painter: QPainter, name: str, rect: QRectF, look: Look) -> None:
    """Set the name at its own size whatever the zoom; shortened where the group is narrow."""
    world = painter.worldTransform()
    zoom = (world.m11() ** 2 + world.m12() ** 2) ** 0.5
    font = fonts.ui_font("small")
    metrics = QFontMetricsF(font)
    words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width() * zoom)
    painter.translate(rect.topLeft())
    painter.scale(1 / zoom, 1 / zoom)
    painter.setFont(font)
    painter.setPen(look.ink_2_colour)
    painter.drawText(QPointF(2, -_GAP - metrics.descent() - 1), words)
