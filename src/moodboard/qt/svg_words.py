# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines and notes in an SVG: outlines with their words beside them, gradients, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtGui import QPainterPath, QTransform

from moodboard.domain import note_markup
from moodboard.domain.board import Pin
from moodboard.domain.veils import lies_within
from moodboard.qt import svg_shapes as shapes
from moodboard.qt.paint_look import Look, PinSource
from moodboard.qt.paint_veil import DENSITY, deviation_for, veil_for, veil_rect
from moodboard.qt.paint_words import line_of
from moodboard.qt.text import Composed

_FAR = 1e5


class Setter(Protocol):
    """Writes laid texts."""

    def __call__(
        self, made: Composed, words: str, x: float, y: float, ink: str, ink_2: str, again: bool = False
    ) -> Iterator[str]:
        """Yield the elements of texts at a point; ``again`` for those that are there already."""


def line(pin: Pin, source: PinSource, look: Look, put: Setter | None = None, name: str = "") -> Iterator[str]:
    """Yield the elements of a line and its source, on a still with the gradient under them.

    ``name`` is unlike those of all other lines in the file.
    """
    put = put or composed
    made = line_of(pin, source)
    if made is None:
        return
    style, place = pin.style.text, pin.place
    found = source.line(pin.line)
    words = found.text if found is not None else pin.text
    still = source.still_under(pin) if style.veil else None
    if still is None:
        ink = shapes.colour(style.colour, look.ink_colour.name())
        yield f"<g{shapes.turned(pin)}>"
        ink_2 = shapes.colour(pin.style.ink, look.ink_2_colour.name())
        yield from mirrored(pin, put(made, words, place.x, place.y, ink, ink_2))
        yield "</g>"
        return
    veil = veil_for(style.colour)
    whole = bool(style.colour) or lies_within(place, still.place)
    yield from _veil(pin, still, made, veil.colour, name)
    veil = replace(veil, ink=shapes.colour(veil.ink, look.ink_colour.name()))
    if whole:
        yield f"<g{shapes.turned(pin)}>"
        yield from mirrored(pin, put(made, words, place.x, place.y, veil.ink, veil.ink_2))
        yield "</g>"
        return
    # Beyond the still the words stand on the canvas, and have its ink.
    inside, outside = f"in{name}", f"out{name}"
    around = f"M{-_FAR} {-_FAR}H{_FAR}V{_FAR}H{-_FAR}Z "
    yield f'<clipPath id="{inside}"><path d="{_still_path(still)}"/></clipPath>'
    yield f'<clipPath id="{outside}"><path clip-rule="evenodd" d="{around}{_still_path(still)}"/></clipPath>'
    inks = {inside: (veil.ink, veil.ink_2), outside: (look.ink_colour.name(), look.ink_2_colour.name())}
    for clip, (ink, ink_2) in inks.items():
        yield f'<g clip-path="url(#{clip})"><g{shapes.turned(pin)}>'
        said = put(made, words, place.x, place.y, ink, ink_2, again=clip == outside)
        yield from mirrored(pin, said)
        yield "</g></g>"


def mirrored(pin: Pin, pieces: Iterator[str]) -> Iterator[str]:
    """Yield elements, mirrored left to right where the pin is."""
    if not pin.style.flip_x:
        yield from pieces
        return
    middle = shapes.number(2 * pin.place.rect.centre[0])
    yield f'<g transform="translate({middle} 0) scale(-1 1)">'
    yield from pieces
    yield "</g>"


def _veil(pin: Pin, still: Pin, made: Composed, colour: str, number: str) -> Iterator[str]:
    """Yield the blurred rectangle, cut to the still."""
    rect, soft = veil_rect(made, pin), deviation_for(pin.style.text.size)
    reach = 3 * soft
    area = shapes.box(rect.x() - reach, rect.y() - reach, rect.width() + 2 * reach, rect.height() + 2 * reach)
    name, cut = f"veil{number}", f"cut{number}"
    yield (
        f'<filter id="{name}" filterUnits="userSpaceOnUse" {area}>'
        f'<feGaussianBlur stdDeviation="{shapes.number(soft)}"/></filter>'
    )
    yield f'<clipPath id="{cut}"><path d="{_still_path(still)}"/></clipPath>'
    if pin.style.flip_x:
        rect.moveRight(2 * pin.place.rect.centre[0] - rect.left())
    box = shapes.box(rect.x(), rect.y(), rect.width(), rect.height())
    yield (
        f'<g clip-path="url(#{cut})"><g{shapes.turned(pin)}><rect {box} fill="{colour}" '
        f'fill-opacity="{shapes.number(DENSITY)}" filter="url(#{name})"/></g></g>'
    )


def _still_path(still: Pin) -> str:
    """Return the outline of a still as path data, turned as it is."""
    place = still.place
    cx, cy = place.rect.centre
    corner = min(still.style.corner, place.width / 2, place.height / 2)
    path = QPainterPath()
    path.addRoundedRect(place.x, place.y, place.width, place.height, corner, corner)
    turned = QTransform.fromTranslate(cx, cy).rotate(place.turn).translate(-cx, -cy)
    return shapes.outline(turned.map(path)) + " Z"


def note(pin: Pin, made: Composed, x: float, y: float, ink: str, put: Setter | None = None) -> Iterator[str]:
    """Yield the words of a note, with a way to click for each link."""
    yield from (put or composed)(made, note_markup.plain(pin.text), x, y, ink, ink)
    for link in made.links:
        rect = link.rect.translated(x, y)
        box = shapes.box(rect.x(), rect.y(), rect.width(), rect.height())
        address = quoteattr(link.address)
        yield (
            f'<a href={address} target="_blank" rel="noopener noreferrer" aria-label={address}>'
            f'<rect {box} fill-opacity="0"/></a>'
        )


def composed(
    made: Composed, words: str, x: float, y: float, ink: str, ink_2: str, again: bool = False
) -> Iterator[str]:
    """Yield laid texts as outlines, and what they say for whoever searches or listens."""
    at = f'transform="translate({shapes.number(x)} {shapes.number(y)})"'
    if again:
        yield f'<g aria-hidden="true" {at}>'
    else:
        said = quoteattr(" ".join(words.split()))
        yield f'<g role="img" aria-label={said} {at}><title>{escape(words)}</title>'
    for part in made.parts:
        path = part.laid.path().translated(part.x, part.y)
        yield f'<path fill="{ink_2 if part.aside else ink}" d="{shapes.outline(path)}"/>'
    for rule in made.rules:
        yield f'<rect {shapes.box(rule.x(), rule.y(), rule.width(), rule.height())} fill="{ink}"/>'
    yield "</g>"
