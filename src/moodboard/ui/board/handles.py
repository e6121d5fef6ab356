# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame and the handles around what is chosen: where they are and how they look."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from moodboard.domain import strokes, transforms
from moodboard.domain.board import Pin, PinKind, Place, Rect, bounds_of
from moodboard.domain.guides import Guide
from moodboard.qt.board_view import Viewport
from moodboard.qt.tokens import Tokens

GAP = 3.0
"""Screen pixels between a pin and its frame."""
FRAME = 1.5
SIZE = 9.0
GRIP = 8.0
"""Screen pixels around a handle's middle within which it is taken."""
TURN_REACH = 24.0
"""Screen pixels beyond a corner within which a drag turns."""
MOST_OUTLINED = 200
TICK = 4.0
"""Half the length of the ticks at the ends of a measured gap."""
ROOM_FOR_SIDES, ROOM_FOR_CORNERS = 42.0, 14.0

Handle = tuple[float, float]
"""Fractions of the box: (0, 0) the top left corner, (1, 0.5) the right side."""
CORNERS: tuple[Handle, ...] = ((0, 0), (1, 0), (1, 1), (0, 1))
SIDES: tuple[Handle, ...] = ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5))


class Hold(Enum):
    """What a press near the frame takes hold of."""

    CORNER = "corner"
    SIDE = "side"
    TURN = "turn"
    END = "end"
    """Of an arrow or a line."""


def box_of(pins: list[Pin]) -> Place | None:
    """Return the box around what is chosen: a single pin's own place, else one that is not turned."""
    if not pins:
        return None
    if len(pins) == 1:
        return pins[0].place
    around = bounds_of(pins)
    assert around is not None
    return Place(around.x, around.y, around.width, around.height)


def sides_of(pins: list[Pin]) -> tuple[Handle, ...]:
    """Return the sides that have a handle: a line has no height of its own, several pins no sides."""
    if len(pins) != 1:
        return ()
    if pins[0].kind in (PinKind.LINE, PinKind.NOTE):
        return SIDES[1], SIDES[3]
    return SIDES if pins[0].kind is not PinKind.GROUP else ()


def may_turn(pins: list[Pin]) -> bool:
    """Tell whether there is anything to turn: frames are what is exported, and stay upright."""
    return any(pin.kind is not PinKind.FRAME for pin in pins)


def grown(place: Place, by: float) -> Place:
    """Return the place with more on every side, about its centre."""
    return Place(place.x - by, place.y - by, place.width + 2 * by, place.height + 2 * by, place.turn)


def line_of(pins: list[Pin]) -> Pin | None:
    """Return the arrow or line that is chosen alone: it has its two ends instead of a frame."""
    return pins[0] if len(pins) == 1 and strokes.is_linear(pins[0]) else None


def end_points(line: Pin, viewport: Viewport) -> tuple[QPointF, QPointF]:
    """Return an arrow's or a line's two ends on the screen."""
    start, end = strokes.ends_of(line)
    return viewport.to_screen(*start), viewport.to_screen(*end)


def _end_at(point: QPointF, line: Pin, viewport: Viewport) -> tuple[Hold, Handle] | None:
    """Return the nearer end when it is within reach; the end first, where the head is."""
    start, end = end_points(line, viewport)
    away = [math.hypot(at.x() - point.x(), at.y() - point.y()) for at in (end, start)]
    if min(away) > GRIP + 2:
        return None
    return Hold.END, ((1, 1) if away[0] <= away[1] else (0, 0))


def shown_handles(box: Place, pins: list[Pin], zoom: float) -> list[Handle]:
    """Return the handles for which there is room on the screen."""
    width, height = box.width * zoom, box.height * zoom
    if max(width, height) < ROOM_FOR_CORNERS:
        return []
    found = list(CORNERS)
    for handle in sides_of(pins):
        length = width if handle[1] != 0.5 else height
        if length >= ROOM_FOR_SIDES or pins[0].kind in (PinKind.LINE, PinKind.NOTE):
            found.append(handle)
    return found


def handle_point(box: Place, handle: Handle, viewport: Viewport) -> QPointF:
    """Return the middle of a handle on the screen."""
    return viewport.to_screen(*transforms.point_on(grown(box, GAP / viewport.zoom), *handle))


def hold_at(
    point: QPointF, box: Place, pins: list[Pin], viewport: Viewport, turning: bool = False
) -> tuple[Hold, Handle] | None:
    """Return what a press at a point of the screen takes hold of; ``turning`` makes corners turn."""
    line = line_of(pins)
    if line is not None:
        return _end_at(point, line, viewport)
    for handle in shown_handles(box, pins, viewport.zoom):
        at = handle_point(box, handle, viewport)
        if max(abs(at.x() - point.x()), abs(at.y() - point.y())) <= GRIP:
            if handle in CORNERS:
                turn = turning and may_turn(pins)
                return (Hold.TURN if turn else Hold.CORNER), handle
            return Hold.SIDE, handle
    if not may_turn(pins) or max(box.width, box.height) * viewport.zoom < ROOM_FOR_CORNERS:
        return None
    if grown(box, GAP / viewport.zoom).contains(*viewport.to_board(point)):
        return None
    for handle in CORNERS:
        at = handle_point(box, handle, viewport)
        if math.hypot(at.x() - point.x(), at.y() - point.y()) <= TURN_REACH:
            return Hold.TURN, handle
    return None


def cursor_for(hold: Hold, handle: Handle, turn: float) -> Qt.CursorShape:
    """Return the pointer's shape over a handle of a turned box."""
    if hold in (Hold.TURN, Hold.END):
        return Qt.CursorShape.CrossCursor
    angle = math.degrees(math.atan2(handle[1] - 0.5, handle[0] - 0.5)) + turn
    return (
        Qt.CursorShape.SizeHorCursor,
        Qt.CursorShape.SizeFDiagCursor,
        Qt.CursorShape.SizeVerCursor,
        Qt.CursorShape.SizeBDiagCursor,
    )[round(angle / 45) % 4]


def paint_box(
    painter: QPainter, box: Place, handles: Iterable[Handle], viewport: Viewport, tokens: Tokens
) -> None:
    """Paint the ember frame and its handles."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent), FRAME))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_polygon(grown(box, GAP / viewport.zoom), viewport))
    painter.setBrush(QColor(tokens.raised))
    painter.setPen(QPen(QColor(tokens.accent), 1.25))
    for handle in handles:
        at = handle_point(box, handle, viewport)
        painter.save()
        painter.translate(at)
        painter.rotate(box.turn)
        painter.drawRoundedRect(QRectF(-SIZE / 2, -SIZE / 2, SIZE, SIZE), 2, 2)
        painter.restore()
    painter.restore()


def paint_ends(painter: QPainter, line: Pin, viewport: Viewport, tokens: Tokens, handles: bool) -> None:
    """Paint an ember glow along an arrow or a line, and its two handles: filled where it is attached."""
    assert line.drawing is not None
    start, end = end_points(line, viewport)
    glow = QColor(tokens.accent)
    glow.setAlphaF(0.28)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(glow, line.drawing.width * viewport.zoom + 2 * GAP)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(start, end)
    painter.setPen(QPen(QColor(tokens.accent), FRAME))
    for at, held in ((start, line.drawing.start), (end, line.drawing.end)) if handles else ():
        painter.setBrush(QColor(tokens.accent if held else tokens.raised))
        painter.drawEllipse(at, SIZE / 2, SIZE / 2)
    painter.restore()


def paint_target(painter: QPainter, pin: Pin, viewport: Viewport, tokens: Tokens) -> None:
    """Outline the pin to which an end would be attached."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_polygon(grown(pin.place, GAP / viewport.zoom), viewport))
    painter.restore()


def paint_outlines(painter: QPainter, pins: list[Pin], viewport: Viewport, tokens: Tokens) -> None:
    """Paint a thin ember line around each of several chosen pins."""
    if len(pins) > MOST_OUTLINED:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.accent), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pin in pins:
        if strokes.is_linear(pin):
            painter.drawLine(*end_points(pin, viewport))
            continue
        painter.drawPolygon(_polygon(grown(pin.place, 1 / viewport.zoom), viewport))
    painter.restore()


def paint_band(painter: QPainter, band: QRectF, tokens: Tokens) -> None:
    """Paint the rubber band."""
    fill = QColor(tokens.accent)
    fill.setAlphaF(0.08)
    painter.setPen(QPen(QColor(tokens.accent), 1))
    painter.setBrush(fill)
    painter.drawRect(band)


def paint_guides(painter: QPainter, guides: Iterable[Guide], viewport: Viewport, tokens: Tokens) -> None:
    """Paint the lines of what attracts, and the gaps it measures."""
    painter.setPen(QPen(QColor(tokens.accent), 1))
    for guide in guides:
        a, b = guide_ends(guide, viewport)
        painter.drawLine(a, b)
        if guide.ticks:
            tick = QPointF(TICK, 0) if guide.upright else QPointF(0, TICK)
            for end in (a, b):
                painter.drawLine(end - tick, end + tick)


def guide_ends(guide: Guide, viewport: Viewport) -> tuple[QPointF, QPointF]:
    """Return a guide's ends on the screen, a little longer than what it lines up, or as long as its gap."""
    if guide.upright:
        a, b = viewport.to_screen(guide.at, guide.start), viewport.to_screen(guide.at, guide.end)
        more = QPointF(0, 8)
        x = math.floor(a.x()) + 0.5
        a.setX(x)
        b.setX(x)
    else:
        a, b = viewport.to_screen(guide.start, guide.at), viewport.to_screen(guide.end, guide.at)
        more = QPointF(8, 0)
        y = math.floor(a.y()) + 0.5
        a.setY(y)
        b.setY(y)
    return (a, b) if guide.ticks else (a - more, b + more)


def paint_drop(painter: QPainter, rects: Iterable[Rect], viewport: Viewport, tokens: Tokens) -> None:
    """Paint where a drop will land."""
    soft = QColor(tokens.soft)
    soft.setAlphaF(0.5)
    painter.setPen(QPen(QColor(tokens.accent), FRAME, Qt.PenStyle.DashLine))
    painter.setBrush(soft)
    for rect in rects:
        painter.drawRect(viewport.rect_to_screen(rect))


def _polygon(place: Place, viewport: Viewport) -> QPolygonF:
    return QPolygonF([viewport.to_screen(x, y) for x, y in transforms.corners(place)])
