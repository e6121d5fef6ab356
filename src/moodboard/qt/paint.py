# SPDX-License-Identifier: GPL-3.0-or-later
"""Paint pins: the one painter of the board on the screen and of every exported file.

The painter given is in board units; whatever its zoom or device, the same functions of a pin, a
source and a look are called. Unturned stills, nearly all there are, take a quick way in device
pixels; everything else goes through ``paint_pin``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QTransform

from moodboard.domain import strokes
from moodboard.domain.board import Pin, PinKind, Rect
from moodboard.domain.still import outlined
from moodboard.domain.tone import NEUTRAL, toned_colour
from moodboard.qt import shadows
from moodboard.qt.paint_drawing import paint_drawing
from moodboard.qt.paint_group import group_extent, paint_group
from moodboard.qt.paint_look import Look, PinSource, caption_words, contrast, look_on
from moodboard.qt.paint_still import (
    PLATE,
    SHADOW_FROM,
    caption_height,
    cut_out,
    fill_with_picture,
    paint_caption,
    paint_still,
    upright,
)
from moodboard.qt.paint_tone import toned
from moodboard.qt.paint_words import (
    frame_label_rect,
    line_extent,
    note_size,
    paint_frame,
    paint_line,
    paint_note,
    paint_swatches,
)
from moodboard.qt.tokens import RADIUS_STILL

__all__ = [
    "Look",
    "PinSource",
    "caption_words",
    "contrast",
    "frame_label_rect",
    "look_on",
    "note_size",
    "paint_pin",
    "paint_pins",
    "pin_extent",
]

_LABEL_ROOM = 20.0
_NOBODY: Mapping[str, float] = {}


def paint_pin(painter: QPainter, pin: Pin, source: PinSource, look: Look) -> None:
    """Paint one pin; the painter is in board units."""
    kind = pin.kind
    if kind is PinKind.STILL:
        if _is_plain(pin) and upright(painter):
            _paint_plain_stills(painter, (pin,), source, look)
        else:
            paint_still(painter, pin, source, look)
    elif kind is PinKind.LINE:
        paint_line(painter, pin, source, look)
    elif kind is PinKind.NOTE:
        paint_note(painter, pin, look)
    elif kind is PinKind.SWATCHES:
        paint_swatches(painter, pin)
    elif kind is PinKind.FRAME:
        paint_frame(painter, pin, look)
    elif kind is PinKind.DRAWING:
        paint_drawing(painter, pin, look)
    elif kind is PinKind.GROUP:
        paint_group(painter, pin, look)


def paint_pins(
    painter: QPainter,
    pins: Iterable[Pin],
    source: PinSource,
    look: Look,
    faded: Mapping[str, float] = _NOBODY,
) -> None:
    """Paint pins, the back first; ``faded`` holds an opacity for those that are to be seen through."""
    still = PinKind.STILL
    quick = upright(painter)
    batch: list[Pin] = []
    for pin in pins:
        if quick and pin.kind is still and _is_plain(pin) and not (faded and pin.uuid in faded):
            batch.append(pin)
            if not pin.style.caption:
                continue
            # What lies in front of a captioned picture lies in front of its caption too.
            _paint_plain_stills(painter, batch, source, look)
            batch = []
            continue
        if batch:
            _paint_plain_stills(painter, batch, source, look)
            batch = []
        if faded and pin.uuid in faded:
            painter.save()
            painter.setOpacity(painter.opacity() * faded[pin.uuid])
            paint_pin(painter, pin, source, look)
            painter.restore()
        else:
            paint_pin(painter, pin, source, look)
    if batch:
        _paint_plain_stills(painter, batch, source, look)


def pin_extent(pin: Pin, source: PinSource | None = None, scale: float = 1.0) -> Rect:
    """Return the bounds of all that is painted of a pin: shadow, caption, source, a frame's name."""
    bounds = pin.place.bounds
    kind, style = pin.kind, pin.style
    if kind is PinKind.DRAWING:
        return strokes.extent(pin)
    if kind is PinKind.GROUP:
        return group_extent(pin, scale)
    below = around = 0.0
    if kind is PinKind.STILL and style.caption:
        words = source.caption(pin) if source is not None else style.caption
        below = caption_height(words, pin.place.width)
    elif kind is PinKind.LINE:
        below, around = line_extent(pin, source)
    elif kind is PinKind.NOTE:
        below = max(0.0, note_size(pin.text, style.text, pin.place.width)[1] - pin.place.height)
    if below:
        reach = below if pin.place.turn % 360 else 0.0  # turned, it may hang to any side
        bounds = Rect(
            bounds.x - reach,
            bounds.y - reach,
            bounds.width + 2 * reach,
            bounds.height + below + reach,
        )
    if kind in (PinKind.STILL, PinKind.NOTE):
        left, above, right, under = _SHADOW_MARGINS
        return Rect(
            bounds.x - left, bounds.y - above, bounds.width + left + right, bounds.height + above + under
        )
    if kind is PinKind.LINE:
        return bounds.grown(around)
    if kind is PinKind.FRAME:
        room = _LABEL_ROOM / max(scale, 0.01)
        return Rect(bounds.x - 1, bounds.y - room, bounds.width + 2, bounds.height + room + 1)
    return bounds


_FAR = shadows.Layer(8, 22, 1.0)
_SHADOW_MARGINS = (_FAR.reach, _FAR.reach - _FAR.down, _FAR.reach, _FAR.reach + _FAR.down)


def _is_plain(pin: Pin) -> bool:
    style = pin.style
    return (
        pin.place.turn == 0
        and style.opacity >= 1
        and not style.flip_x
        and not style.flip_y
        and style.corner == RADIUS_STILL
        and not style.hairline
        and not style.frame_at
    )


def _use_device_pixels(painter: QPainter, ratio: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.setWorldTransform(QTransform.fromScale(1 / ratio, 1 / ratio))


def _paint_plain_stills(painter: QPainter, pins: Iterable[Pin], source: PinSource, look: Look) -> None:
    """Paint unturned stills on whole device pixels: a hot loop, so names are local, nothing is made twice."""
    ratio = painter.device().devicePixelRatioF()
    world = painter.worldTransform() * QTransform.fromScale(ratio, ratio)
    scale_x, scale_y, move_x, move_y = world.m11(), world.m22(), world.dx() + 0.5, world.dy() + 0.5
    finer_x, finer_y = look.scale / scale_x, look.scale / scale_y
    soft = shadows.shadow_painter(shadows.pin_shadow(look.tokens), round(scale_x, 5))
    shadow_from = SHADOW_FROM if look.shadows else 1 << 30
    rounded = (radius := scale_x * RADIUS_STILL) >= 1
    still_of, picture_of, draw = source.still, source.picture, painter.drawImage
    captioned: list[Pin] = []
    painter.save()
    _use_device_pixels(painter, ratio)
    for pin in pins:
        place = pin.place
        left, top = floor(place.x * scale_x + move_x), floor(place.y * scale_y + move_y)
        width = floor((place.x + place.width) * scale_x + move_x) - left or 1
        height = floor((place.y + place.height) * scale_y + move_y) - top or 1
        still = still_of(pin.still)
        found = None
        style = pin.style
        tone = style.tone
        is_toned = tone is not NEUTRAL and tone != NEUTRAL
        if is_toned and tone.outline and still is not None:
            still = outlined(still, tone.outline)
        if still is not None:
            found = picture_of(still, pin.crop, width * finer_x, height * finer_y)
        average = still.average if still is not None else PLATE
        if is_toned:
            average = toned_colour(average, tone)
            if found is not None:
                found = toned(found[0], tone, not look.exporting), found[1]
        if (width >= shadow_from or height >= shadow_from) and style.shadow and not cut_out(still, found):
            shadow = soft.whole(width, height)
            if shadow is not None:
                draw(left - shadow[1], top - shadow[2], shadow[0])
            else:
                soft.paint(painter, left, top, width, height)
        if rounded:
            _paint_rounded(painter, QRectF(left, top, width, height), found, average, radius)
        elif found is None:
            painter.fillRect(left, top, width, height, QColor(average))
        else:
            draw(QRectF(left, top, width, height), *found)
        if style.caption:
            captioned.append(pin)
    painter.restore()
    for pin in captioned:
        paint_caption(painter, pin, source, look)


def _paint_rounded(
    painter: QPainter, rect: QRectF, found: tuple[QImage, QRectF] | None, average: str, radius: float
) -> None:
    """Paint a picture or its plate with rounded corners, in device pixels."""
    path = QPainterPath()
    path.addRoundedRect(rect, min(radius, rect.width() / 2), min(radius, rect.height() / 2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if found is None:
        painter.fillPath(path, QColor(average))
    else:
        fill_with_picture(painter, path, rect, *found)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
