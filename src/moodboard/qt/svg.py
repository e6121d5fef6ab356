# SPDX-License-Identifier: GPL-3.0-or-later
"""Write an export as an SVG of our own: pictures with their own bytes, text as outlines.

Each picture is stored once, however often it is shown, and cut by a clip path; the words of a text
stand in its ``<title>``, so that they can be found and read aloud.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtGui import QImage, QPainterPath

from moodboard.domain.board import WHOLE, Crop, Pin, PinKind, TextStyle, Tone
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan
from moodboard.domain.still import Still
from moodboard.domain.tone import NEUTRAL, toned_colour
from moodboard.qt import paint, shadows, text
from moodboard.qt.export_source import PlanSource, image_from
from moodboard.qt.paint_still import CAPTION, CAPTION_GAP, PLATE
from moodboard.qt.paint_tone import apply_tone
from moodboard.qt.paint_words import NOTE_PADDING_X, NOTE_PADDING_Y, NOTE_RADIUS
from moodboard.qt.tokens import RADIUS_STILL
from moodboard.services import pictures, pictures_encode

_SHADOW_LAYERS = ("far", "near")


def write(
    plan: ExportPlan, source: PlanSource, look: paint.Look, to: Path, report: Callable[[int, int], None]
) -> None:
    """Write the plan, a pin at a time."""
    total = max(1, len(plan.pins))
    writer = _Writer(plan, source, look)
    with to.open("w", encoding="utf-8") as file:
        for piece in writer.head():
            file.write(piece + "\n")
        for done, pin in enumerate(plan.pins):
            report(done, total)
            for piece in writer.pin(pin):
                file.write(piece + "\n")
        file.write("</g>\n</svg>\n")
    report(total, total)


@dataclass(slots=True)
class _Writer:
    plan: ExportPlan
    source: PlanSource
    look: paint.Look
    _pictures: dict[tuple[str, Tone], str] = field(default_factory=dict)
    """The id under which a picture was written before."""
    _clips: int = 0

    def head(self) -> Iterator[str]:
        """Yield everything up to the first pin."""
        plan = self.plan
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{plan.width}" height="{plan.height}" '
            f'viewBox="0 0 {plan.width} {plan.height}">'
        )
        yield f"<title>{escape(plan.title)}</title>"
        yield from self._filters()
        if plan.background is not None:
            yield f'<rect width="100%" height="100%" fill="{plan.background}"/>'
        x, y = plan.origin
        cut = ""
        if plan.clip is not None:
            clip = plan.clip
            box = _box(clip.x, clip.y, clip.width, clip.height)
            yield f'<clipPath id="frame"><rect {box}/></clipPath>'
            cut = ' clip-path="url(#frame)"'
        yield f'<g transform="scale({_n(plan.scale)}) translate({_n(-x)} {_n(-y)})"{cut}>'

    def _filters(self) -> Iterator[str]:
        if not self.look.shadows:
            return
        spec = shadows.pin_shadow(self.look.tokens)
        yield "<defs>"
        for name, layer in zip(_SHADOW_LAYERS, (spec.far, spec.near), strict=True):
            yield (
                f'<filter id="{name}" x="-50%" y="-50%" width="200%" height="200%">'
                f'<feGaussianBlur stdDeviation="{_n(layer.deviation)}"/></filter>'
            )
        yield "</defs>"

    def pin(self, pin: Pin) -> Iterator[str]:
        """Yield the elements of one pin."""
        opacity = f' opacity="{_n(max(0.0, pin.style.opacity))}"' if pin.style.opacity < 1 else ""
        yield f"<g{opacity}>"
        if pin.kind is PinKind.STILL:
            yield from self._still(pin)
        elif pin.kind is PinKind.LINE:
            yield from self._line(pin)
        elif pin.kind is PinKind.NOTE:
            yield from self._note(pin)
        elif pin.kind is PinKind.SWATCHES:
            yield from self._swatches(pin)
        yield "</g>"

    def _still(self, pin: Pin) -> Iterator[str]:
        place, still = pin.place, self.source.still(pin.still)
        name = self._picture(pin, still)
        yield from name.written
        if still is None or not still.alpha:
            yield from self._shadow(pin, place.height)
        yield f"<g{_turned(pin)}>"
        average = still.average if still is not None else PLATE
        box = _box(place.x, place.y, place.width, place.height)
        if still is None or not name.id:
            colour = toned_colour(average, pin.style.tone)
            yield f'<rect {box} rx="{_n(RADIUS_STILL)}" fill="{colour}"/>'
        else:
            self._clips += 1
            clip = f"c{self._clips}"
            yield f'<clipPath id="{clip}"><rect {box} rx="{_n(RADIUS_STILL)}"/></clipPath>'
            yield f'<g clip-path="url(#{clip})">'
            yield f'<use href="#{name.id}" transform="{_mapped(pin, still, name.crop)}"/>'
            yield "</g>"
        words = self.source.caption(pin) if pin.style.caption else ""
        if words:
            colour = self.look.ink_2_colour.name()
            yield self._text(words, CAPTION, place.x, place.rect.bottom + CAPTION_GAP, place.width, colour)
        yield "</g>"

    def _shadow(self, pin: Pin, height: float) -> Iterator[str]:
        if not self.look.shadows:
            return
        spec, place = shadows.pin_shadow(self.look.tokens), pin.place
        box = _box(place.x, place.y, place.width, height)
        for name, layer in zip(_SHADOW_LAYERS, (spec.far, spec.near), strict=True):
            yield (
                f'<g transform="translate(0 {_n(layer.down)})"><g{_turned(pin)}>'
                f'<rect {box} fill="{spec.colour}" fill-opacity="{_n(layer.opacity)}" '
                f'filter="url(#{name})"/></g></g>'
            )

    def _line(self, pin: Pin) -> Iterator[str]:
        line = self.source.line(pin.line)
        words = line.text if line is not None else pin.text
        if not words:
            return
        style, place = pin.style.text, pin.place
        yield f"<g{_turned(pin)}>"
        colour = style.colour or self.look.ink_colour.name()
        yield self._text(words, style, place.x, place.y, place.width, colour)
        said = self.source.attribution(line) if line is not None and style.attribution else ""
        if said:
            top = place.y + text.laid(words, style, place.width).height + text.attribution_gap(style)
            under = text.attribution_style(style)
            yield self._text(said, under, place.x, top, place.width, self.look.ink_2_colour.name())
        yield "</g>"

    def _note(self, pin: Pin) -> Iterator[str]:
        place, style, tokens = pin.place, pin.style, self.look.tokens
        height = max(place.height, paint.note_size(pin.text, style.text, place.width)[1])
        yield from self._shadow(pin, height)
        yield f"<g{_turned(pin)}>"
        box = _box(place.x, place.y, place.width, height)
        yield f'<rect {box} rx="{_n(NOTE_RADIUS)}" fill="{style.background or tokens.raised}"/>'
        inner = max(1.0, place.width - 2 * NOTE_PADDING_X)
        colour = style.text.colour or tokens.ink_2
        left, top = place.x + NOTE_PADDING_X, place.y + NOTE_PADDING_Y
        yield self._text(pin.text, style.text, left, top, inner, colour)
        yield "</g>"

    def _swatches(self, pin: Pin) -> Iterator[str]:
        place = pin.place
        yield f'<g{_turned(pin)} shape-rendering="crispEdges">'
        for n, colour in enumerate(pin.colours):
            x = place.x + place.width * n / len(pin.colours)
            width = place.width / len(pin.colours)
            yield f'<rect {_box(x, place.y, width, place.height)} fill="{colour}"/>'
        yield "</g>"

    def _text(self, words: str, style: TextStyle, x: float, y: float, width: float, colour: str) -> str:
        path = text.laid(words, style, width).path()
        at = f'transform="translate({_n(x)} {_n(y)})"'
        said = quoteattr(" ".join(words.split()))
        return (
            f'<g role="img" aria-label={said} {at}><title>{escape(words)}</title>'
            f'<path fill="{colour}" d="{_path(path)}"/></g>'
        )

    def _picture(self, pin: Pin, still: Still | None) -> _Picture:
        if still is None or still.picture in self.source.missing:
            return _Picture()
        key = still.picture, pin.style.tone
        if key in self._pictures:
            return _Picture(self._pictures[key], pin.crop)
        try:
            kind, data = self._bytes(still, pin.style.tone)
        except KnownError:
            self.source.missing.add(still.picture)
            return _Picture()
        name = self._pictures[key] = f"p{len(self._pictures) + 1}"
        encoded = base64.b64encode(data).decode("ascii")
        image = (
            f'<defs><image id="{name}" width="{still.width}" height="{still.height}" '
            f'preserveAspectRatio="none" '
            f'href="data:{kind};base64,{encoded}"/></defs>'
        )
        return _Picture(name, pin.crop, (image,))

    def _bytes(self, still: Still, tone: Tone) -> tuple[str, bytes]:
        """Return type and bytes: as they came where every browser shows them so."""
        if tone == NEUTRAL:
            own = pictures_encode.own_bytes(still.picture)
            if own is not None:
                return own
        raw = pictures.decode(still.picture)
        image = image_from(raw)
        if tone != NEUTRAL:
            image = apply_tone(image, tone)
        return _encoded(image, raw.alpha)


@dataclass(frozen=True, slots=True)
class _Picture:
    id: str = ""
    crop: Crop = WHOLE
    written: tuple[str, ...] = ()


def _encoded(image: QImage, alpha: bool) -> tuple[str, bytes]:
    kind = QImage.Format.Format_RGBA8888 if alpha else QImage.Format.Format_RGB888
    channels = 4 if alpha else 3
    made = image.convertToFormat(kind)
    step, row = made.bytesPerLine(), made.width() * channels
    bits = made.constBits()
    data = b"".join(bytes(bits[n * step : n * step + row]) for n in range(made.height()))
    if alpha:
        return "image/png", pictures_encode.as_png(made.width(), made.height(), data)
    return "image/jpeg", pictures_encode.as_jpeg(made.width(), made.height(), data)


def _mapped(pin: Pin, still: Still, crop: Crop) -> str:
    """Return the transform that lays the crop of a picture in its own pixels on the pin's rectangle."""
    place, style = pin.place, pin.style
    width, height = place.width / max(crop.width, 1e-9), place.height / max(crop.height, 1e-9)
    x, y = place.x - crop.x * width, place.y - crop.y * height
    flipped = ""
    if style.flip_x or style.flip_y:
        cx, cy = place.x + place.width / 2, place.y + place.height / 2
        across, down = (-1 if style.flip_x else 1), (-1 if style.flip_y else 1)
        flipped = f"translate({_n(cx)} {_n(cy)}) scale({across} {down}) translate({_n(-cx)} {_n(-cy)}) "
    return f"{flipped}translate({_n(x)} {_n(y)}) scale({width / still.width:.8f} {height / still.height:.8f})"


def _turned(pin: Pin) -> str:
    if not pin.place.turn % 360:
        return ""
    cx, cy = pin.place.rect.centre
    return f' transform="rotate({_n(pin.place.turn)} {_n(cx)} {_n(cy)})"'


def _box(x: float, y: float, width: float, height: float) -> str:
    return f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'


def _n(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def _path(path: QPainterPath) -> str:
    """Return the path's data; Qt stores a curve as its first point and two that follow."""
    pieces: list[str] = []
    kinds = QPainterPath.ElementType
    for n in range(path.elementCount()):
        element = path.elementAt(n)
        point = f"{element.x:.2f} {element.y:.2f}"
        if element.type == kinds.MoveToElement:
            pieces.append(f"M{point}")
        elif element.type == kinds.LineToElement:
            pieces.append(f"L{point}")
        elif element.type == kinds.CurveToElement:
            pieces.append(f"C{point}")
        else:
            pieces.append(point)
    return " ".join(pieces)
