# SPDX-License-Identifier: GPL-3.0-or-later
"""Paint one still: its shadow, its picture or plate, its caption."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from moodboard.domain.board import Pin, PinStyle, TextStyle
from moodboard.domain.still import Still, as_shown
from moodboard.domain.tone import toned_colour
from moodboard.qt import fonts, shadows, shadows_round, text
from moodboard.qt.paint_look import Look, PinSource
from moodboard.qt.paint_tone import toned
from moodboard.qt.tokens import RADIUS_STILL

CAPTION = TextStyle(fonts.SANS, 12.0, 400, leading=16 / 12, hanging=False)
CAPTION_GAP = 8.0
PLATE = "#8a8078"
SHADOW_FROM = 24
"""Device pixels of a picture's longest side below which its shadow is not worth its time."""
_BORDERED_UP_TO = 220
"""Device pixels up to which a turned picture gets its soft edge from a clear border."""
HAIRLINE_OPACITY = 0.38
_HAIRLINE_FROM = 0.25
"""Device pixels below which a hairline is not worth its time."""


def paint_still(painter: QPainter, pin: Pin, source: PinSource, look: Look) -> None:
    """Paint a still at any turn, flip, tone and opacity; the painter is in board units."""
    style, scale = pin.style, device_scale(painter)
    turned = bool(pin.place.turn % 360)
    rect = rect_of(pin) if turned or not upright(painter) else on_whole_pixels(painter, rect_of(pin))
    still = source.still(pin.still)
    found = None
    if still is not None:
        found = _picture(pin, still, source, rect.width() * look.scale, rect.height() * look.scale)
    painter.save()
    if style.opacity < 1:
        painter.setOpacity(painter.opacity() * max(0.0, style.opacity))
    casts = look.shadows and style.shadow and max(rect.width(), rect.height()) * scale >= SHADOW_FROM
    if casts and not cut_out(still, found):
        _shadow_of_turned(painter, pin, rect, look, scale)
    turn_about_centre(painter, rect, pin.place.turn)
    if found is None:
        average = still.average if still is not None else PLATE
        average = "#ffffff" if style.tone.outline else average
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outline(rect, scale, style.corner), QColor(toned_colour(average, style.tone)))
    else:
        image, part = found
        image = toned(image, style.tone, keep=not look.exporting)
        _paint_picture(painter, image, part, rect, pin, scale)
    if style.hairline:
        _paint_hairline(painter, rect, style, look, scale)
    painter.restore()
    if style.caption:
        paint_caption(painter, pin, source, look)


def _picture(
    pin: Pin, still: Still, source: PinSource, width: float, height: float
) -> tuple[QImage, QRectF] | None:
    """Return the picture, of an animated one the frame that is to be seen; until that comes, the first."""
    frame, lines = pin.style.frame_at, pin.style.tone.outline
    if frame or lines:
        found = source.picture(as_shown(still, frame, lines), pin.crop, width, height)
        if found is not None or lines:
            return found
    return source.picture(still, pin.crop, width, height)


def hairline_width(scale: float) -> float:
    """Return how many board units a hairline is wide: one, but a whole device pixel from far away."""
    return max(1.0, 1 / scale)


def _paint_hairline(painter: QPainter, rect: QRectF, style: PinStyle, look: Look, scale: float) -> None:
    """Paint a thin line just inside the edge; from far away it gets fainter, not thinner."""
    if scale < _HAIRLINE_FROM:
        return
    width = hairline_width(scale)
    colour = QColor(look.ink_colour)
    colour.setAlphaF(HAIRLINE_OPACITY * min(1.0, scale))
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    path = QPainterPath()
    radius = min(max(0.0, style.corner - width / 2), inner.width() / 2, inner.height() / 2)
    path.addRoundedRect(inner, radius, radius)
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, pen)


def paint_caption(painter: QPainter, pin: Pin, source: PinSource, look: Look) -> None:
    """Set the caption under the picture, turned with it."""
    words = source.caption(pin)
    if not words:
        return
    rect = rect_of(pin)
    painter.save()
    painter.setOpacity(painter.opacity() * max(0.0, pin.style.opacity))
    turn_about_centre(painter, rect, pin.place.turn)
    made = text.laid(words, CAPTION, rect.width())
    ink = QColor(pin.style.ink) if pin.style.ink else look.ink_2_colour
    made.paint(painter, rect.x(), rect.bottom() + CAPTION_GAP, ink)
    painter.restore()


def caption_height(words: str, width: float) -> float:
    """Return how far a caption reaches below its picture."""
    return CAPTION_GAP + text.laid(words, CAPTION, width).height if words else 0.0


def rect_of(pin: Pin) -> QRectF:
    """Return the pin's unturned rectangle."""
    place = pin.place
    return QRectF(place.x, place.y, place.width, place.height)


def mirror_about_centre(painter: QPainter, rect: QRectF) -> None:
    """Let the painter paint from right to left within the rectangle."""
    painter.translate(rect.center())
    painter.scale(-1, 1)
    painter.translate(-rect.center())


def turn_about_centre(painter: QPainter, rect: QRectF, turn: float) -> None:
    """Turn the painter clockwise about the rectangle's centre."""
    if turn % 360:
        centre = rect.center()
        painter.translate(centre)
        painter.rotate(turn)
        painter.translate(-centre)


def device_scale(painter: QPainter) -> float:
    """Return how many device pixels a board unit has on this painter."""
    world = painter.worldTransform()
    return math.hypot(world.m11(), world.m12()) * painter.device().devicePixelRatioF()


def on_pixels(painter: QPainter) -> bool:
    """Tell whether it paints pixels at once, not commands of a document."""
    return painter.paintEngine().type() == QPaintEngine.Type.Raster


def upright(painter: QPainter) -> bool:
    """Tell whether it only moves and enlarges, and paints pixels: whole pixels can be aimed at."""
    world = painter.worldTransform()
    return not world.m12() and not world.m21() and world.m11() > 0 and world.m22() > 0 and on_pixels(painter)


def on_whole_pixels(painter: QPainter, rect: QRectF) -> QRectF:
    """Return the rectangle with its edges moved to whole device pixels, still in board units."""
    world, ratio = painter.worldTransform(), painter.device().devicePixelRatioF()
    scale_x, scale_y = world.m11() * ratio, world.m22() * ratio
    move_x, move_y = world.dx() * ratio, world.dy() * ratio
    left, top = math.floor(rect.x() * scale_x + move_x + 0.5), math.floor(rect.y() * scale_y + move_y + 0.5)
    right = max(left + 1, math.floor(rect.right() * scale_x + move_x + 0.5))
    bottom = max(top + 1, math.floor(rect.bottom() * scale_y + move_y + 0.5))
    return QRectF(
        (left - move_x) / scale_x,
        (top - move_y) / scale_y,
        (right - left) / scale_x,
        (bottom - top) / scale_y,
    )


def outline(rect: QRectF, scale: float, corner: float = RADIUS_STILL) -> QPainterPath:
    """Return the outline of a picture, with its corners rounded where that can be seen."""
    path = QPainterPath()
    if corner * scale < 1:
        path.addRect(rect)
    else:
        radius = min(corner, rect.width() / 2, rect.height() / 2)
        path.addRoundedRect(rect, radius, radius)
    return path


def cut_out(still: Still | None, found: tuple[QImage, QRectF] | None) -> bool:
    """Tell whether the picture is seen through in places: there is no rectangle to cast a shadow."""
    return still is not None and still.alpha and found is not None and found[0].hasAlphaChannel()


def _shadow_of_turned(painter: QPainter, pin: Pin, rect: QRectF, look: Look, scale: float) -> None:
    turn = pin.place.turn
    painter.save()
    if pin.style.opacity < 1:  # or the shadow would darken the picture that it shows through
        around = QPainterPath()
        around.addRect(rect.adjusted(-9999, -9999, 9999, 9999))
        painter.save()
        turn_about_centre(painter, rect, turn)
        inside = painter.worldTransform()
        painter.restore()
        back, _ = painter.worldTransform().inverted()
        hole = (inside * back).map(outline(rect, scale, pin.style.corner))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(around.subtracted(hole), Qt.ClipOperation.IntersectClip)
    spec = shadows.pin_shadow(look.tokens)
    if pin.style.corner > shadows.SQUARE_UP_TO:
        shadows_round.paint_rounded(painter, spec, rect, turn, scale, pin.style.corner)
    else:
        shadows.paint_turned(painter, spec, rect, turn, scale)
    painter.restore()


def _paint_picture(
    painter: QPainter, image: QImage, part: QRectF, rect: QRectF, pin: Pin, scale: float
) -> None:
    """Paint the part of an image in the rectangle, its edges smooth at every turn."""
    style = pin.style
    if style.flip_x or style.flip_y:
        painter.translate(rect.center())
        painter.scale(-1 if style.flip_x else 1, -1 if style.flip_y else 1)
        painter.translate(-rect.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if not on_pixels(painter):
        painter.setClipPath(outline(rect, scale, style.corner), Qt.ClipOperation.IntersectClip)
        painter.drawImage(rect, image, part)
        return
    small = max(rect.width(), rect.height()) * scale <= _BORDERED_UP_TO
    if small and style.corner * scale < 1 and pin.place.turn % 360:
        _paint_bordered(painter, image, part, rect)
        return
    fill_with_picture(painter, outline(rect, scale, style.corner), rect, image, part)


def fill_with_picture(
    painter: QPainter, path: QPainterPath, rect: QRectF, image: QImage, part: QRectF
) -> None:
    """Fill an outline with the part of the image that belongs in the rectangle, its edges smooth.

    A brush, for Qt does not smooth the edge of a clip. A brush repeats: where it would reach over the
    image's edge, and so show the opposite one, it is drawn a hair larger.
    """
    if rect.isEmpty() or part.isEmpty():
        return
    coarser_x, coarser_y = part.width() / rect.width(), part.height() / rect.height()
    world = painter.worldTransform()
    zoom = math.hypot(world.m11(), world.m12()) * painter.device().devicePixelRatioF()
    turned = bool(world.m12() or world.m21())
    if turned or coarser_x < zoom * 0.999 or coarser_y < zoom * 0.999:
        reach = 0.75 / zoom if turned else 0.0
        x = min(0.5 + reach * coarser_x, part.width() / 4)
        y = min(0.5 + reach * coarser_y, part.height() / 4)
        part = part.adjusted(x, y, -x, -y)
        coarser_x, coarser_y = part.width() / rect.width(), part.height() / rect.height()
    brush = QBrush(image)
    brush.setTransform(
        QTransform(1 / coarser_x, 0, 0, 1 / coarser_y, rect.x(), rect.y()).translate(-part.x(), -part.y())
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, brush)


def _paint_bordered(painter: QPainter, image: QImage, part: QRectF, rect: QRectF) -> None:
    """Paint a small picture with one clear pixel around it, which smooths its edges when turned."""
    inner = part.toAlignedRect().intersected(image.rect())
    if inner.isEmpty():
        return
    made = QImage(inner.width() + 2, inner.height() + 2, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    copier = QPainter(made)
    copier.drawImage(1, 1, image, inner.x(), inner.y(), inner.width(), inner.height())
    copier.end()
    x, y = rect.width() / inner.width(), rect.height() / inner.height()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    # Half a pixel of the border blends; the other half lies outside.
    painter.drawImage(rect.adjusted(-x, -y, x, y), made, QRectF(made.rect()))
