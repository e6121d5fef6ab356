# SPDX-License-Identifier: GPL-3.0-or-later
"""Paint what is not a picture: lines, notes, swatch strips and frames."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from moodboard.domain.board import Pin, Rect, TextStyle
from moodboard.domain.ground import ground_of
from moodboard.qt import fonts, shadows, text
from moodboard.qt.paint_ground import brush_of, paint_ground
from moodboard.qt.paint_look import Look, PinSource
from moodboard.qt.paint_still import device_scale, mirror_about_centre, rect_of, turn_about_centre, upright
from moodboard.qt.paint_veil import paint_words_on, reach_for
from moodboard.qt.text_note import note_of

NOTE_PADDING_X = 12.0
NOTE_PADDING_Y = 10.0
NOTE_RADIUS = 2.0
_LABEL_HEIGHT = 18.0
_LABEL_GAP = 2.0
_UNCOUNTED = 2.0**29


def paint_line(painter: QPainter, pin: Pin, source: PinSource, look: Look) -> None:
    """Set a line, its source under it where the style asks for that; on a still over a soft gradient."""
    made = line_of(pin, source)
    if made is None:
        return
    style, rect = pin.style.text, rect_of(pin)
    still = source.still_under(pin) if style.veil else None
    painter.save()
    painter.setOpacity(painter.opacity() * max(0.0, pin.style.opacity))
    if still is not None:
        paint_words_on(painter, pin, still, made, look)
    else:
        turn_about_centre(painter, rect, pin.place.turn)
        if pin.style.flip_x:
            mirror_about_centre(painter, rect)
        ink = QColor(style.colour) if style.colour else look.ink_colour
        ink_2 = QColor(pin.style.ink) if pin.style.ink else look.ink_2_colour
        made.paint(painter, rect.x(), rect.y(), ink, ink_2)
    painter.restore()


def line_of(pin: Pin, source: PinSource) -> text.Composed | None:
    """Return a line pin's words laid out with their source; None when it has none."""
    line = source.line(pin.line)
    words = line.text if line is not None else pin.text
    if not words:
        return None
    style = pin.style.text
    said = source.attribution(line) if line is not None and style.attribution else ""
    return text.line_of(words, style, pin.place.width, said)


def line_extent(pin: Pin, source: PinSource | None) -> tuple[float, float]:
    """Return how far a line reaches below its place, and around it: lean, hanging signs, the gradient."""
    style = pin.style.text
    made = line_of(pin, source) if source is not None else None
    around = max(4.0, style.size * 0.25, made.hung + 2 if made is not None else 0.0)
    if style.veil:
        around = max(around, reach_for(style.size))
    return max(0.0, made.height - pin.place.height) if made is not None else 0.0, around


def note_size(words: str, style: TextStyle, width: float) -> tuple[float, float]:
    """Return the size of the card that holds a note's words in this width."""
    inner = max(1.0, width - 2 * NOTE_PADDING_X)
    return width, note_of(words or " ", style, inner).height + 2 * NOTE_PADDING_Y


def paint_note(painter: QPainter, pin: Pin, look: Look) -> None:
    """Paint a card with small words; it grows downwards rather than cut them."""
    style, rect = pin.style, rect_of(pin)
    rect.setHeight(max(rect.height(), note_size(pin.text, style.text, rect.width())[1]))
    turn = pin.place.turn
    painter.save()
    painter.setOpacity(painter.opacity() * max(0.0, style.opacity))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    centre = rect_of(pin).center()
    if look.shadows and style.shadow:
        spec = shadows.pin_shadow(look.tokens)
        shadows.paint_turned(painter, spec, rect, turn, device_scale(painter), centre)
    painter.translate(centre)
    painter.rotate(turn)
    painter.translate(-centre)
    if style.flip_x:
        mirror_about_centre(painter, rect)
    card = QPainterPath()
    card.addRoundedRect(rect, NOTE_RADIUS, NOTE_RADIUS)
    painter.fillPath(card, brush_of(ground_of(style.background, look.tokens.raised), rect))
    inner = rect.adjusted(NOTE_PADDING_X, NOTE_PADDING_Y, -NOTE_PADDING_X, -NOTE_PADDING_Y)
    made = note_of(pin.text, style.text, max(1.0, inner.width()))
    ink = QColor(style.text.colour or look.tokens.ink_2)
    made.paint(painter, inner.x(), inner.y(), ink, ink)
    painter.restore()


def paint_swatches(painter: QPainter, pin: Pin) -> None:
    """Paint flat, equal strips without gaps."""
    if not pin.colours:
        return
    rect, count = rect_of(pin), len(pin.colours)
    painter.save()
    painter.setOpacity(painter.opacity() * max(0.0, pin.style.opacity))
    turn_about_centre(painter, rect, pin.place.turn)
    world = painter.worldTransform()
    edges = [rect.x() + rect.width() * n / count for n in range(count + 1)]
    if upright(painter):
        # On whole pixels no hair of the ground shows between two colours.
        ratio = painter.device().devicePixelRatioF()
        painter.setWorldTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
        across = [_pixel((x * world.m11() + world.dx()) * ratio) for x in edges]
        top = _pixel((rect.y() * world.m22() + world.dy()) * ratio)
        bottom = _pixel((rect.bottom() * world.m22() + world.dy()) * ratio)
        for colour, left, right in zip(pin.colours, across[:-1], across[1:], strict=True):
            painter.fillRect(left, top, right - left, max(1, bottom - top), QColor(colour))
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, start in zip(pin.colours, edges, strict=False):
            # Each reaches under the next ones, so their smoothed edges never let the ground through.
            painter.fillRect(QRectF(start, rect.y(), rect.right() - start, rect.height()), QColor(colour))
    painter.restore()


def _pixel(edge: float) -> int:
    """Return the nearest border of pixels; one beyond every window where Qt could not count to it."""
    return floor(min(max(edge, -_UNCOUNTED), _UNCOUNTED) + 0.5)


def paint_frame(painter: QPainter, pin: Pin, look: Look) -> None:
    """Paint a frame's background, and on the board its hairline and its name above."""
    rect = rect_of(pin)
    painter.save()
    turn_about_centre(painter, rect, pin.place.turn)
    if pin.style.background:
        ground = ground_of(pin.style.background, look.tokens.canvas)
        paint_ground(painter, rect, ground, look.grain / look.scale)
    if look.show_frames and not look.exporting:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, bool(pin.place.turn % 360))
        pen = QPen(QColor(look.tokens.control))
        pen.setWidthF(1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        _paint_frame_name(painter, pin, rect, look)
    painter.restore()


def _paint_frame_name(painter: QPainter, pin: Pin, rect: QRectF, look: Look) -> None:
    """Set the name at its own size whatever the zoom; shortened where the frame is narrow."""
    world = painter.worldTransform()
    zoom = (world.m11() ** 2 + world.m12() ** 2) ** 0.5
    font = fonts.ui_font("small")
    metrics = QFontMetricsF(font)
    words = metrics.elidedText(pin.text, Qt.TextElideMode.ElideRight, rect.width() * zoom)
    painter.translate(rect.topLeft())
    painter.scale(1 / zoom, 1 / zoom)
    painter.setFont(font)
    painter.setPen(look.ink_2_colour)
    painter.drawText(QPointF(0, -_LABEL_GAP - metrics.descent() - 1), words)


def frame_label_rect(pin: Pin, zoom: float) -> Rect:
    """Return where a frame's name stands, in board units: it keeps its size at every zoom."""
    height = _LABEL_HEIGHT / zoom
    metrics = QFontMetricsF(fonts.ui_font("small"))
    width = min(pin.place.width, (metrics.horizontalAdvance(pin.text) + 4) / zoom)
    return Rect(pin.place.x, pin.place.y - height - _LABEL_GAP / zoom, width, height)
