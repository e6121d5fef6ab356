# SPDX-License-Identifier: GPL-3.0-or-later
"""Paint drawings: arrows, lines, strokes of a pen, rectangles and ellipses."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from moodboard.domain import strokes
from moodboard.domain.board import Pin, PinKind, Place
from moodboard.domain.drawing import CLOSED, Drawing, Shape
from moodboard.qt.paint_look import Look

_DOT = 0.01
"""Qt draws no end caps on a stroke without any length."""


@lru_cache(maxsize=2048)
def path_of(place: Place, drawing: Drawing) -> QPainterPath:
    """Return the stroke of a drawing in board units, without its heads."""
    path = QPainterPath()
    if drawing.shape in CLOSED:
        return _closed(place, drawing.shape)
    points = strokes.points_of(Pin("", PinKind.DRAWING, place, drawing=drawing))
    if not points:
        return path
    path.moveTo(*points[0])
    if len(points) == 1:
        path.lineTo(points[0][0] + _DOT, points[0][1])
    elif drawing.shape is not Shape.PEN or len(points) == 2:
        for point in points[1:]:
            path.lineTo(*point)
    else:
        for (ax, ay), (bx, by), (x, y) in strokes.curves(points):
            path.cubicTo(ax, ay, bx, by, x, y)
    return path


def _closed(place: Place, shape: Shape) -> QPainterPath:
    path = QPainterPath()
    rect = QRectF(place.x, place.y, place.width, place.height)
    if shape is Shape.RECTANGLE:
        path.addRect(rect)
    else:
        path.addEllipse(rect)
    if place.turn % 360:
        cx, cy = place.rect.centre
        path = QTransform().translate(cx, cy).rotate(place.turn).translate(-cx, -cy).map(path)
    return path


def heads_path(pin: Pin) -> QPainterPath:
    """Return the heads of an arrow in board units; they are never dashed."""
    path = QPainterPath()
    for one, tip, other in strokes.heads(pin):
        path.moveTo(*one)
        path.lineTo(*tip)
        path.lineTo(*other)
    return path


def pen_of(drawing: Drawing, colour: QColor) -> QPen:
    """Return the pen of a drawing, in board units."""
    pen = QPen(colour, drawing.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(
        Qt.PenJoinStyle.MiterJoin if drawing.shape is Shape.RECTANGLE else Qt.PenJoinStyle.RoundJoin
    )
    if drawing.dashed:
        pen.setDashPattern([length / drawing.width for length in strokes.dashes(drawing)])
    return pen


def colour_of(drawing: Drawing, look: Look) -> QColor:
    """Return the stroke's colour: its own, else an ink that can be read on the board."""
    return QColor(drawing.colour) if drawing.colour else look.ink_colour


def paint_drawing(painter: QPainter, pin: Pin, look: Look) -> None:
    """Paint a drawing; the painter is in board units."""
    drawing = pin.drawing
    if drawing is None:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if pin.style.opacity < 1:
        painter.setOpacity(painter.opacity() * max(0.0, pin.style.opacity))
    pen = pen_of(drawing, colour_of(drawing, look))
    painter.setPen(pen)
    filled = drawing.fill and drawing.shape in CLOSED
    painter.setBrush(QColor(drawing.fill) if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(path_of(pin.place, drawing))
    if drawing.shape is Shape.ARROW:
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawPath(heads_path(pin))
    painter.restore()


def paint_piece(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Paint the newest piece of a stroke that is being drawn, with the painter's pen."""
    painter.drawLine(start, end if start != end else end + QPointF(_DOT, 0))
