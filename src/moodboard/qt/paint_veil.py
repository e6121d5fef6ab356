# SPDX-License-Identifier: GPL-3.0-or-later
"""The soft gradient under words that lie on a still, and the inks that can be read on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from moodboard.domain.board import Pin
from moodboard.domain.veils import lies_within
from moodboard.qt import shadows
from moodboard.qt.paint_look import Look, contrast
from moodboard.qt.paint_still import (
    device_scale,
    mirror_about_centre,
    on_whole_pixels,
    outline,
    rect_of,
    upright,
)
from moodboard.qt.text import Composed
from moodboard.qt.tokens import DARK, LIGHT

DENSITY = 0.8
_DARK, _PAPER = "#120E0C", "#FFFCF8"
_SOFTNESS = 0.36
"""The blur's deviation in sizes of the type."""
_SOFTEST, _HARDEST = 40.0, 6.0
_ROOM = 1.8
"""Deviations by which the dense part is larger than the words: at their edges it is still dense."""


@dataclass(frozen=True, slots=True)
class Veil:
    """A gradient's colour, and the inks on it."""

    colour: str
    ink: str
    ink_2: str


@lru_cache(maxsize=256)
def veil_for(own_ink: str) -> Veil:
    """Return the gradient under words: dark under light ones, light under dark ones.

    Words without a colour of their own are set light, so that they can be read on any still.
    """
    if not own_ink:
        return Veil(_DARK, DARK.ink, DARK.ink)
    if contrast(own_ink, _DARK) >= contrast(own_ink, _PAPER):
        return Veil(_DARK, own_ink, DARK.ink)
    return Veil(_PAPER, own_ink, LIGHT.ink)


def deviation_for(size: float) -> float:
    """Return how soft the gradient is under type of a size."""
    return min(_SOFTEST, max(_HARDEST, _SOFTNESS * size))


def reach_for(size: float) -> float:
    """Return how far the gradient is seen around words of a size."""
    return (_ROOM + shadows.REACH) * deviation_for(size)


def veil_rect(made: Composed, pin: Pin) -> QRectF:
    """Return the rectangle, in board units and not turned, that is dense."""
    room = _ROOM * deviation_for(pin.style.text.size)
    bounds = made.bounds().translated(pin.place.x, pin.place.y)
    return bounds.adjusted(-room, -room, room, room)


def paint_words_on(painter: QPainter, pin: Pin, still: Pin, made: Composed, look: Look) -> None:
    """Paint a line on its still: the gradient within the still, and words that can be read everywhere.

    The painter is in board units and not turned. What of the line reaches beyond the still stands
    on the canvas, and has its ink.
    """
    veil = veil_for(pin.style.text.colour)
    own = bool(pin.style.text.colour)
    ground = still_outline(painter, still)
    whole = own or lies_within(pin.place, still.place)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(ground, Qt.ClipOperation.IntersectClip)
    turn_about(painter, pin)
    _mirror(painter, pin)
    colour = QColor(veil.colour)
    soft = deviation_for(pin.style.text.size)
    shadows.paint_soft(painter, veil_rect(made, pin), soft, DENSITY, colour.name())
    if not whole:
        _set(painter, pin, made, veil.ink, veil.ink_2)
    painter.restore()
    painter.save()
    if not whole:
        around = QPainterPath()
        reach = made.height + made.width + 4 * pin.style.text.size
        around.addRect(rect_of(pin).adjusted(-reach, -reach, reach, reach))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(around.subtracted(ground), Qt.ClipOperation.IntersectClip)
    turn_about(painter, pin)
    _mirror(painter, pin)
    inks = (veil.ink, veil.ink_2) if whole else (look.ink_colour.name(), look.ink_2_colour.name())
    _set(painter, pin, made, *inks)
    painter.restore()


def _mirror(painter: QPainter, pin: Pin) -> None:
    if pin.style.flip_x:
        mirror_about_centre(painter, rect_of(pin))


def _set(painter: QPainter, pin: Pin, made: Composed, ink: str, ink_2: str) -> None:
    made.paint(painter, pin.place.x, pin.place.y, QColor(ink), QColor(ink_2))


def turn_about(painter: QPainter, pin: Pin) -> None:
    """Turn the painter as the pin is turned."""
    if pin.place.turn % 360:
        centre = rect_of(pin).center()
        painter.translate(centre)
        painter.rotate(pin.place.turn)
        painter.translate(-centre)


def still_outline(painter: QPainter, still: Pin) -> QPainterPath:
    """Return the still's outline in board units, turned, on whole pixels where it is painted so."""
    rect, turn = rect_of(still), still.place.turn
    if not turn % 360 and upright(painter):
        rect = on_whole_pixels(painter, rect)
    path = outline(rect, device_scale(painter), still.style.corner)
    if not turn % 360:
        return path
    centre: QPointF = rect.center()
    turned = QTransform.fromTranslate(centre.x(), centre.y()).rotate(turn)
    return turned.translate(-centre.x(), -centre.y()).map(path)
