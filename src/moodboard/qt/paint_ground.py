# SPDX-License-Identifier: GPL-3.0-or-later
"""Paint what lies behind the pins, the same on the screen, in pictures and in documents.

A gradient spans what is seen: the window, the page, the frame. Grain is a tile of noise of our own,
one cell of it a device pixel or a few, laid on the grid of the board so that it moves with the pins.
"""

from __future__ import annotations

import math
import random
from array import array
from functools import lru_cache
from itertools import product

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QImageWriter, QLinearGradient, QPainter, QTransform

from moodboard.domain.ground import Ground
from moodboard.qt.paint_grid import Grid

TILE = 128
"""Cells of grain after which it repeats."""
_FINE, _COARSE = 0.034, 0.00071
"""How far single cells and soft patches lighten and darken: a few of 255."""
_CELLS_ACROSS = 2000
"""On a page about so many cells lie side by side, however many pixels it has."""


def grain_cell(width: float, height: float) -> int:
    """Return how many pixels of a page one cell of grain takes."""
    return max(1, round(max(width, height) / _CELLS_ACROSS))


@lru_cache(maxsize=8)
def grain_tile(cell: int = 1) -> QImage:
    """Return the noise of paper: white and black that are nearly clear, its edges fitting together."""
    if cell > 1:
        size = TILE * cell
        return grain_tile().scaled(
            size, size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation
        )
    noise = random.Random("paper").randbytes(2 * TILE * TILE)
    fine = [one + other - 255 for one, other in zip(noise[::2], noise[1::2], strict=True)]
    coarse = _softened(_softened(fine))
    cells = array("I", (_cell(sharp, soft) for sharp, soft in zip(fine, coarse, strict=True)))
    form = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(cells.tobytes(), TILE, TILE, 4 * TILE, form).copy()


def _cell(sharp: int, soft: int) -> int:
    """Return white or black, premultiplied, as strong as the noise is there."""
    value = _FINE * sharp + _COARSE * soft
    strength = min(60, round(abs(value)))
    return (strength << 24) | (0x010101 * strength if value > 0 else 0)


def _softened(values: list[int]) -> list[int]:
    """Return nine times the noise averaged with its neighbours, over the edges too."""
    rows = [values[n : n + TILE] for n in range(0, TILE * TILE, TILE)]
    wide = [list(map(sum, zip(row[-1:] + row[:-1], row, row[1:] + row[:1], strict=True))) for row in rows]
    return [
        sum(cells)
        for n in range(TILE)
        for cells in zip(wide[n - 1], wide[n], wide[(n + 1) % TILE], strict=True)
    ]


def grain_png() -> bytes:
    """Return the noise as a picture file, for documents."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(grain_tile())
    return bytes(data.data())


def brush_of(ground: Ground, whole: QRectF) -> QBrush:
    """Return the colour or the gradient of a ground that spans a rectangle; grain is apart."""
    if not ground.is_gradient:
        return QBrush(QColor(ground.mean))
    x, y, to_x, to_y = ground.ends(whole.x(), whole.y(), whole.width(), whole.height())
    made = QLinearGradient(QPointF(x, y), QPointF(to_x, to_y))
    for share, colour in ground.stops():
        made.setColorAt(share, QColor(colour))
    return QBrush(made)


def paint_ground(
    painter: QPainter, whole: QRectF, ground: Ground, cell: float = 1.0, part: QRectF | None = None
) -> None:
    """Paint a ground that spans ``whole``, or the part of it that is needed.

    ``cell`` is how many of the painter's units a cell of grain takes; its tiles begin at the whole's
    top left.
    """
    shown = whole if part is None else part
    painter.fillRect(shown, brush_of(ground, whole))
    if ground.grain:
        brush = QBrush(grain_tile())
        brush.setTransform(QTransform.fromTranslate(whole.x(), whole.y()).scale(cell, cell))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.fillRect(shown, brush)
        painter.restore()


def paint_ground_in_tiles(painter: QPainter, whole: QRectF, ground: Ground, cell: float) -> None:
    """Paint a ground where a pattern is not drawn faithfully: documents keep one picture of a tile."""
    painter.fillRect(whole, brush_of(ground, whole))
    if not ground.grain:
        return
    size, tile = TILE * cell, grain_tile()
    painter.save()
    painter.setClipRect(whole)
    for row, column in product(
        range(math.ceil(whole.height() / size)), range(math.ceil(whole.width() / size))
    ):
        place = QRectF(whole.x() + column * size, whole.y() + row * size, size, size)
        painter.drawImage(place, tile, QRectF(0, 0, TILE, TILE))
    painter.restore()


class WindowGround:
    """The ground of a window onto a board: what each painted part of the board begins as, and what
    lies under all of them.

    A gradient spans the window and stays while the board is panned, so the painted parts are clear
    above it. Without one they are opaque, which is quicker to show. Grain is in the parts.
    """

    def __init__(self, ground: Ground, cell: int = 1, grid: Grid | None = None) -> None:
        self.ground = ground
        self.cell = max(1, cell)
        self.grid = grid
        self._under = QImage()

    def is_like(self, other: WindowGround) -> bool:
        """Tell whether parts painted on the other are right on this one: only their gradients differ."""
        if self.grid != other.grid:
            return False
        if not self.is_clear or not other.is_clear:
            return (self.ground, self.cell) == (other.ground, other.cell)
        return (self.ground.grain, self.cell) == (other.ground.grain, other.cell)

    @property
    def is_clear(self) -> bool:
        """Whether painted parts let a gradient through."""
        return self.ground.is_gradient

    def begin(self, rect: QRect, scale: float = 1.0) -> QImage:
        """Return the image that a part of the board is painted on; ``rect`` is in its device pixels.

        It has an alpha channel, as an exported one: text is smoothed the same way on both.
        """
        image = QImage(rect.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(0, 0, 0, 0) if self.is_clear else QColor(self.ground.mean))
        if self.ground.grain:
            painter = QPainter(image)
            self._grain(painter, QRect(QPoint(), rect.size()), rect.topLeft())
            painter.end()
        if self.grid is not None:
            self.grid.paint(image, rect, scale, QColor(self.ground.mean))
        return image

    def fill(self, painter: QPainter, part: QRect, origin: QPoint) -> None:
        """Fill what no painted part covers; ``origin`` is the board's device pixel at the painter's 0, 0."""
        if not self.is_clear:
            painter.fillRect(part, QColor(self.ground.mean))
        if self.ground.grain:
            self._grain(painter, part, origin + part.topLeft())

    def draw_under(self, painter: QPainter, part: QRect, window: QRect) -> None:
        """Draw the gradient that spans the window, in its device pixels."""
        if not self.is_clear:
            return
        if self._under.size() != window.size():
            self._under = QImage(window.size(), QImage.Format.Format_RGB32)
            whole = QRectF(QPointF(), window.size())
            under = QPainter(self._under)
            under.fillRect(whole, brush_of(self.ground, whole))
            under.end()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(part.topLeft(), self._under, part)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _grain(self, painter: QPainter, part: QRect, at: QPoint) -> None:
        """Lay the tile on the board's own grid: parts painted apart fit together."""
        size = TILE * self.cell
        brush = QBrush(grain_tile(self.cell))
        brush.setTransform(QTransform.fromTranslate(part.x() - at.x() % size, part.y() - at.y() % size))
        painter.fillRect(part, brush)
