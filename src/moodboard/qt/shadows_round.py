# SPDX-License-Identifier: GPL-3.0-or-later
"""Shadows of rectangles with round corners: one blurred corner is reckoned, mirrored and stretched."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from moodboard.qt.shadows import Layer, ShadowSpec

_DEVIATION = 4.0
"""Pixels of a blur's deviation that are fine enough to be stretched without showing."""
_CORNER = 64
"""Pixels of a corner's side at most."""
_LONGEST = 512

_Corner = tuple[QImage, int]


def paint_rounded(
    painter: QPainter, spec: ShadowSpec, rect: QRectF, turn: float, scale: float, corner: float
) -> None:
    """Paint the shadow of a rounded rectangle turned about its centre; the painter is in board units."""
    corner = min(corner, rect.width() / 2, rect.height() / 2)
    for layer in (spec.far, spec.near):
        if layer is spec.near and layer.blur * scale < 0.6:
            continue
        fine = _fineness(layer, corner, scale, max(rect.width(), rect.height()))
        size = _steps(rect.width() * fine), _steps(rect.height() * fine)
        image, reach = _layer_image(*size, round(corner * fine), layer, fine, spec.colour)
        fit_x, fit_y = rect.width() / size[0], rect.height() / size[1]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(rect.center() + QPointF(0, layer.down))
        painter.rotate(turn)
        target = QRectF(
            -rect.width() / 2 - reach * fit_x,
            -rect.height() / 2 - reach * fit_y,
            image.width() * fit_x,
            image.height() * fit_y,
        )
        painter.drawImage(target, image, QRectF(image.rect()))
        painter.restore()


def _fineness(layer: Layer, corner: float, scale: float, longest: float) -> float:
    """Return how many pixels stand for a board unit: a power of two, so that sizes share corners."""
    most = min(
        scale,
        _DEVIATION / layer.deviation,
        _CORNER / (corner + 2 * layer.reach),
        _LONGEST / max(1.0, longest),
    )
    return float(2.0 ** math.floor(math.log2(max(most, 1e-4))))


def _steps(pixels: float) -> int:
    return max(2, round(pixels / 2) * 2)


@lru_cache(maxsize=24)
def _layer_image(
    width: int, height: int, corner: int, layer: Layer, fine: float, colour: str
) -> tuple[QImage, int]:
    """Return the blurred rectangle, and how many pixels it reaches beyond it."""
    deviation = layer.deviation * fine
    reach = math.ceil(layer.reach * fine)
    inner = corner + 2 * reach
    across, down = min(width // 2, inner), min(height // 2, inner)
    piece = _corner_image(across, down, min(corner, across, down), deviation, reach)
    size = width + 2 * reach, height + 2 * reach
    mask = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    mask.fill(0)
    painter = QPainter(mask)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for flip_x in (False, True):
        for flip_y in (False, True):
            _lay_corner(painter, piece, mask, flip_x, flip_y)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    tint = QColor(colour)
    tint.setAlphaF(layer.opacity)
    painter.fillRect(mask.rect(), tint)
    painter.end()
    return mask, reach


def _lay_corner(painter: QPainter, piece: QImage, mask: QImage, flip_x: bool, flip_y: bool) -> None:
    """Copy the corner into its quarter of the mask; its last row and column reach to the middle."""
    width, height = piece.width(), piece.height()
    right, bottom = mask.width() // 2, mask.height() // 2
    painter.save()
    painter.setTransform(
        QTransform(
            -1 if flip_x else 1,
            0,
            0,
            -1 if flip_y else 1,
            mask.width() if flip_x else 0,
            mask.height() if flip_y else 0,
        )
    )
    painter.drawImage(QPoint(0, 0), piece)
    if right > width:
        painter.drawImage(QRect(width, 0, right - width, height), piece, QRect(width - 1, 0, 1, height))
    if bottom > height:
        painter.drawImage(QRect(0, height, width, bottom - height), piece, QRect(0, height - 1, width, 1))
    if right > width and bottom > height:
        last = piece.copy(width - 1, height - 1, 1, 1)
        painter.drawImage(QRect(width, height, right - width, bottom - height), last, QRect(0, 0, 1, 1))
    painter.restore()


@lru_cache(maxsize=64)
def _corner_image(across: int, down: int, corner: int, deviation: float, reach: int) -> QImage:
    """Return the top left quarter of a blurred rounded rectangle of half ``across`` by half ``down``.

    Each row of the rectangle is blurred along itself by the error function, then the rows among
    each other by the weights of the Gauss curve.
    """
    width, height = across + reach, down + reach
    scale = 1 / (max(deviation, 0.05) * math.sqrt(2))

    def along(inset: float) -> list[float]:
        left, right = reach + inset, reach + 2 * across - inset
        return [
            0.5 * (math.erf((right - x - 0.5) * scale) - math.erf((left - x - 0.5) * scale))
            for x in range(width)
        ]

    straight = along(0.0)
    rows = [along(_inset(corner, y + 0.5)) for y in range(corner)]
    blank = [0.0] * width

    def row_at(y: int) -> list[float]:
        inside = min(y, 2 * down - 1 - y)
        if inside < 0:
            return blank
        return rows[inside] if inside < corner else straight

    weights = [math.exp(-0.5 * (n / max(deviation, 0.05)) ** 2) for n in range(-reach, reach + 1)]
    whole = sum(weights)
    made = bytearray()
    for y in range(-reach, down):
        near = [(weight / whole, row_at(y + n - reach)) for n, weight in enumerate(weights)]
        near = [(weight, row) for weight, row in near if row is not blank]
        made += bytes(min(255, round(255 * sum(w * row[x] for w, row in near))) for x in range(width))
    alpha = QImage(bytes(made), width, height, width, QImage.Format.Format_Alpha8)
    return alpha.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _inset(corner: float, y: float) -> float:
    """Return by how much a rounded rectangle is narrower on each side at a depth under its top."""
    if y >= corner:
        return 0.0
    return corner - math.sqrt(max(0.0, corner * corner - (corner - y) ** 2))
