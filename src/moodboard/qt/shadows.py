# SPDX-License-Identifier: GPL-3.0-or-later
"""Shadows of things that lie on something, made once for each size and then only copied.

The blur of a rectangle is the product of two profiles, so a shadow is one column stretched and cut
by one row: exact for any size, without a blur effect. Beyond a size only its nine patches are kept.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from moodboard.qt.tokens import Tokens

REACH = 2.7
"""Standard deviations until less than half a step of colour is left, in the dark theme too."""
_WHOLE_UP_TO = 160 * 160
SQUARE_UP_TO = 4.0
"""Board units up to which a rounded corner's shadow is that of a square one: nobody sees it."""
_CACHE_BYTES = 6_000_000


@dataclass(frozen=True, slots=True)
class Layer:
    """One box shadow: how far down, how wide the blur, how dense."""

    down: float
    blur: float
    opacity: float

    @property
    def deviation(self) -> float:
        """The blur's standard deviation, half its radius as in CSS."""
        return self.blur / 2

    @property
    def reach(self) -> float:
        """How far it is seen around the rectangle."""
        return REACH * self.deviation


@dataclass(frozen=True, slots=True)
class ShadowSpec:
    """A near and a far layer in one colour."""

    near: Layer
    far: Layer
    colour: str

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """How far it is seen to the left, above, to the right and below."""
        side = self.far.reach
        return side, max(0.0, side - self.far.down), side, side + self.far.down


@lru_cache(maxsize=8)
def pin_shadow(tokens: Tokens) -> ShadowSpec:
    """Return the shadow of a pin."""
    return ShadowSpec(Layer(1, 2, tokens.pin_shadow_near), Layer(8, 22, tokens.pin_shadow_far), tokens.shadow)


@lru_cache(maxsize=8)
def float_shadow(tokens: Tokens) -> ShadowSpec:
    """Return the shadow of popovers, the inspector and dialogs."""
    return ShadowSpec(
        Layer(2, 6, tokens.float_shadow_near), Layer(18, 48, tokens.float_shadow_far), tokens.shadow
    )


def profile(length: int, deviation: float, reach: int) -> bytes:
    """Return how dense the blur of ``length`` pixels is along them, 0..255, ``reach`` more at each end."""
    if deviation < 0.05:
        return bytes(reach) + b"\xff" * length + bytes(reach)
    scale = 1 / (deviation * math.sqrt(2))
    edge = [0.5 + 0.5 * math.erf((n + 0.5) * scale) for n in range(-reach, length + reach)]
    ends = edge[: length + 2 * reach]
    return bytes(round(255 * max(0.0, a + b - 1)) for a, b in zip(ends, reversed(ends), strict=True))


def _layer_image(width: int, height: int, layer: Layer, scale: float, colour: QColor) -> tuple[QImage, int]:
    """Return the blurred rectangle and how many pixels it reaches beyond it."""
    deviation = layer.deviation * scale
    reach = math.ceil(layer.reach * scale)
    full = QImage(width + 2 * reach, height + 2 * reach, QImage.Format.Format_ARGB32_Premultiplied)
    tint = QColor(colour)
    tint.setAlphaF(layer.opacity)
    full.fill(tint)
    row = profile(width, deviation, reach)
    column = profile(height, deviation, reach)
    across = QImage(row, len(row), 1, len(row), QImage.Format.Format_Alpha8)
    down = QImage(column, 1, len(column), 1, QImage.Format.Format_Alpha8)
    painter = QPainter(full)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(full.rect(), across.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
    painter.drawImage(full.rect(), down.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
    painter.end()
    return full, reach


def shadow_image(spec: ShadowSpec, width: int, height: int, scale: float) -> tuple[QImage, int, int]:
    """Return the shadow of a rectangle in device pixels, and where the rectangle's corner is in it."""
    colour = QColor(spec.colour)
    far, reach = _layer_image(width, height, spec.far, scale, colour)
    down = round(spec.far.down * scale)
    if spec.near.blur * scale < 0.6:  # at such a zoom it is thinner than a pixel
        return far, reach, reach - down
    near, near_reach = _layer_image(width, height, spec.near, scale, colour)
    painter = QPainter(far)
    painter.drawImage(reach - near_reach, reach - down - near_reach + round(spec.near.down * scale), near)
    painter.end()
    return far, reach, reach - down


_Made = tuple[QImage, int, int]


class _Kept:
    """Keeps the images made last, up to a number of bytes."""

    def __init__(self) -> None:
        self.made: OrderedDict[object, _Made] = OrderedDict()
        self._bytes = 0

    def add(self, key: object, made: _Made) -> _Made:
        self.made[key] = made
        self._bytes += made[0].sizeInBytes()
        while self._bytes > _CACHE_BYTES and len(self.made) > 1:
            self._bytes -= self.made.popitem(last=False)[1][0].sizeInBytes()
        return made


class ShadowPainter:
    """Paints one kind of shadow at one zoom; keeps what it made."""

    def __init__(self, spec: ShadowSpec, scale: float) -> None:
        self.spec = spec
        self.scale = scale
        self._kept = _Kept()
        self._inner = 2 * math.ceil(spec.far.reach * scale + spec.far.down * scale) + 1

    def whole(self, width: int, height: int) -> _Made | None:
        """Return the whole shadow and its corner for a small rectangle, None where patches are due."""
        kept = self._kept.made.get((width, height))
        if kept is not None:
            return kept
        if width * height > _WHOLE_UP_TO and (width > self._inner or height > self._inner):
            return None
        return self._keep(width, height)

    def paint(self, painter: QPainter, left: int, top: int, width: int, height: int) -> None:
        """Paint the shadow of an unturned rectangle; the painter is in device pixels."""
        if width < 1 or height < 1:
            return
        whole = self.whole(width, height)
        if whole is not None:
            image, dx, dy = whole
            painter.drawImage(left - dx, top - dy, image)
            return
        small_width, small_height = min(width, self._inner), min(height, self._inner)
        image, dx, dy = self._keep(small_width, small_height)
        columns = _cuts(left - dx, image.width(), width - small_width)
        rows = _cuts(top - dy, image.height(), height - small_height)
        for to_y, to_height, from_y, from_height in rows:
            for to_x, to_width, from_x, from_width in columns:
                painter.drawImage(
                    QRect(to_x, to_y, to_width, to_height),
                    image,
                    QRect(from_x, from_y, from_width, from_height),
                )

    def _keep(self, width: int, height: int) -> _Made:
        kept = self._kept.made.get((width, height))
        if kept is None:
            kept = self._kept.add((width, height), shadow_image(self.spec, width, height, self.scale))
        return kept


def _cuts(at: int, size: int, stretch: int) -> list[tuple[int, int, int, int]]:
    """Return (to, length, from, length) of both ends and of the middle that is stretched between."""
    if stretch <= 0:
        return [(at, size, 0, size)]
    half = size // 2
    return [
        (at, half, 0, half),
        (at + half, stretch + 1, half, 1),
        (at + half + stretch + 1, size - half - 1, half + 1, size - half - 1),
    ]


@lru_cache(maxsize=3)
def shadow_painter(spec: ShadowSpec, scale: float) -> ShadowPainter:
    """Return the painter of a shadow at a zoom."""
    return ShadowPainter(spec, scale)


_TURNED_LONGEST = 320
_soft = _Kept()


def _soft_layer(width: int, height: int, layer: Layer, colour: str, scale: float) -> tuple[QImage, int]:
    key = (width, height, layer, colour, scale)
    kept = _soft.made.get(key)
    if kept is None:
        image, reach = _layer_image(width, height, layer, scale, QColor(colour))
        kept = _soft.add(key, (image, reach, reach))
    return kept[0], kept[1]


def paint_turned(
    painter: QPainter,
    spec: ShadowSpec,
    rect: QRectF,
    turn: float,
    scale: float,
    centre: QPointF | None = None,
) -> None:
    """Paint the shadow of a rectangle turned about a point, or its centre; the painter is in board units.

    The light does not turn with the pin, so each layer falls straight down. The layers are soft:
    they are made no larger than is seen, and stretched.
    """
    about = rect.center() if centre is None else centre
    longest = max(rect.width(), rect.height(), 1.0)
    made_at = min(scale, _TURNED_LONGEST / longest)
    # In steps of four pixels, so that pins of nearly one size share what was made.
    width, height = (max(4, round(side * made_at / 4) * 4) for side in (rect.width(), rect.height()))
    fit_x, fit_y = rect.width() / width, rect.height() / height
    for layer in (spec.far, spec.near):
        if layer is spec.near and layer.blur * scale < 0.6:
            continue
        image, reach = _soft_layer(width, height, layer, spec.colour, round(made_at, 4))
        painter.save()
        painter.translate(about + QPointF(0, layer.down))
        painter.rotate(turn)
        target = QRectF(
            rect.x() - about.x() - reach * fit_x,
            rect.y() - about.y() - reach * fit_y,
            image.width() * fit_x,
            image.height() * fit_y,
        )
        painter.drawImage(target, image, QRectF(image.rect()))
        painter.restore()


_SOFT_PIXELS = 6.0
"""Pixels of a blur's deviation in the image that is made of it and stretched."""


def paint_soft(painter: QPainter, rect: QRectF, deviation: float, opacity: float, colour: str) -> None:
    """Paint a blurred rectangle in the painter's own units; at every zoom from the same image."""
    fine = _SOFT_PIXELS / deviation
    width, height = max(1, round(rect.width() * fine)), max(1, round(rect.height() * fine))
    image, reach = _soft_layer(width, height, Layer(0, 2 * deviation, opacity), colour, fine)
    fit_x, fit_y = rect.width() / width, rect.height() / height
    target = QRectF(
        rect.x() - reach * fit_x,
        rect.y() - reach * fit_y,
        image.width() * fit_x,
        image.height() * fit_y,
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image, QRectF(image.rect()))
    painter.restore()
