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
from xml.sax.saxutils import escape

from PySide6.QtGui import QImage

from moodboard.domain import strokes
from moodboard.domain.board import WHOLE, Crop, Pin, PinKind, Tone
from moodboard.domain.drawing import CLOSED, Drawing, Shape
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan
from moodboard.domain.ground import mean_of, parse
from moodboard.domain.still import Still, as_shown, file_and_frame, outline_of
from moodboard.domain.tone import NEUTRAL, tinted, toned_colour
from moodboard.qt import paint, paint_drawing, paint_group, shadows, svg_words, text
from moodboard.qt.export_source import PlanSource, image_from
from moodboard.qt.paint_still import CAPTION, CAPTION_GAP, HAIRLINE_OPACITY, PLATE, hairline_width
from moodboard.qt.paint_tone import apply_tone
from moodboard.qt.paint_words import NOTE_PADDING_X, NOTE_PADDING_Y, NOTE_RADIUS
from moodboard.qt.svg_ground import ground_of_page
from moodboard.qt.svg_shapes import box as _box
from moodboard.qt.svg_shapes import colour as _colour
from moodboard.qt.svg_shapes import number as _n
from moodboard.qt.svg_shapes import outline as _path
from moodboard.qt.svg_shapes import turned as _turned
from moodboard.qt.text_note import note_of
from moodboard.services import pictures, pictures_encode

_SHADOW_LAYERS = ("far", "near")


def write(
    plan: ExportPlan, source: PlanSource, look: paint.Look, to: Path, report: Callable[[int, int], None]
) -> None:
    """Write the plan, a pin at a time."""
    total = max(1, len(plan.pins))
    writer = SvgWriter(plan, source, look)
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
class SvgWriter:
    """Yields the elements of a plan; each text and picture in the way of the format."""

    plan: ExportPlan
    source: PlanSource
    look: paint.Look
    _pictures: dict[tuple[str, Tone], str] = field(default_factory=dict)
    """The id under which a picture was written before."""
    _clips: int = 0
    _lines: int = 0

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
            yield from ground_of_page(parse(plan.background), plan.width, plan.height, self.look.grain)
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
        yield f"<g{opacity}{self.role(pin)}>"
        yield from self.inside(pin)
        yield "</g>"

    def role(self, pin: Pin) -> str:
        """Return the attributes that say what a pin is."""
        return ""

    def inside(self, pin: Pin) -> Iterator[str]:
        """Yield what a pin shows."""
        if pin.kind is PinKind.STILL:
            yield from self._still(pin)
        elif pin.kind is PinKind.LINE:
            self._lines += 1
            yield from svg_words.line(pin, self.source, self.look, self.words, str(self._lines))
        elif pin.kind is PinKind.NOTE:
            yield from self._note(pin)
        elif pin.kind is PinKind.SWATCHES:
            yield from self._swatches(pin)
        elif pin.kind is PinKind.DRAWING and pin.drawing is not None:
            yield self._drawing(pin, pin.drawing)
        elif pin.kind is PinKind.FRAME and pin.style.background:
            colour = mean_of(pin.style.background, self.look.tokens.canvas)
            place = pin.place
            box = _box(place.x, place.y, place.width, place.height)
            yield f'<rect{_turned(pin)} {box} fill="{colour}"/>'
        elif pin.kind is PinKind.GROUP and pin.style.background:
            place, corner = pin.place, min(paint_group.CORNER, pin.place.width / 2, pin.place.height / 2)
            box = _box(place.x, place.y, place.width, place.height)
            yield (
                f'<rect {box} rx="{_n(corner)}" fill="{_colour(pin.style.background)}" '
                f'fill-opacity="{_n(paint_group.SHARE)}"/>'
            )

    def words(
        self, made: text.Composed, words: str, x: float, y: float, ink: str, ink_2: str, again: bool = False
    ) -> Iterator[str]:
        """Yield laid texts."""
        return svg_words.composed(made, words, x, y, ink, ink_2, again)

    def _still(self, pin: Pin) -> Iterator[str]:
        place, still = pin.place, self.source.still(pin.still)
        if still is not None:
            still = as_shown(still, pin.style.frame_at, pin.style.tone.outline)
        name = self._picture(pin, still)
        yield from name.written
        if pin.style.shadow and (still is None or not still.alpha or pin.style.tone.outline):
            yield from self._shadow(pin, place.height)
        yield f"<g{_turned(pin)}>"
        corner = min(pin.style.corner, place.width / 2, place.height / 2)
        average = still.average if still is not None else PLATE
        box = _box(place.x, place.y, place.width, place.height)
        if still is None or not name.id:
            colour = toned_colour(_colour(average, PLATE), pin.style.tone)
            yield f'<rect {box} rx="{_n(corner)}" fill="{colour}"/>'
        else:
            self._clips += 1
            clip = f"c{self._clips}"
            yield f'<clipPath id="{clip}"><rect {box} rx="{_n(corner)}"/></clipPath>'
            yield f'<g clip-path="url(#{clip})">'
            yield f'<use href="#{name.id}" transform="{_mapped(pin, name)}"/>'
            yield "</g>"
        if pin.style.hairline:
            yield self._hairline(pin, corner)
        words = self.source.caption(pin) if pin.style.caption else ""
        if words:
            colour = _colour(pin.style.ink, self.look.ink_2_colour.name())
            made = text.laid(words, CAPTION, place.width)
            under = text.Composed((text.Part(made, 0.0, 0.0),), made.width, made.height)
            yield from self.words(under, words, place.x, place.rect.bottom + CAPTION_GAP, colour, colour)
        yield "</g>"

    def _hairline(self, pin: Pin, corner: float) -> str:
        place, width = pin.place, hairline_width(self.plan.scale)
        inner = place.rect.grown(-width / 2)
        return (
            f"<rect {_box(inner.x, inner.y, inner.width, inner.height)} "
            f'rx="{_n(max(0.0, corner - width / 2))}" fill="none" stroke="{self.look.ink_colour.name()}" '
            f'stroke-width="{_n(width)}" stroke-opacity="{_n(HAIRLINE_OPACITY)}"/>'
        )

    def _shadow(self, pin: Pin, height: float) -> Iterator[str]:
        if not self.look.shadows:
            return
        round_off = pin.kind is PinKind.STILL and pin.style.corner > shadows.SQUARE_UP_TO
        corner = f'rx="{_n(pin.style.corner)}" ' if round_off else ""
        spec, place = shadows.pin_shadow(self.look.tokens), pin.place
        box = _box(place.x, place.y, place.width, height)
        for name, layer in zip(_SHADOW_LAYERS, (spec.far, spec.near), strict=True):
            yield (
                f'<g transform="translate(0 {_n(layer.down)})"><g{_turned(pin)}>'
                f'<rect {box} {corner}fill="{spec.colour}" fill-opacity="{_n(layer.opacity)}" '
                f'filter="url(#{name})"/></g></g>'
            )

    def _note(self, pin: Pin) -> Iterator[str]:
        place, style, tokens = pin.place, pin.style, self.look.tokens
        height = max(place.height, paint.note_size(pin.text, style.text, place.width)[1])
        if pin.style.shadow:
            yield from self._shadow(pin, height)
        yield f"<g{_turned(pin)}>"
        box = _box(place.x, place.y, place.width, height)
        yield f'<rect {box} rx="{_n(NOTE_RADIUS)}" fill="{mean_of(style.background, tokens.raised)}"/>'
        inner = max(1.0, place.width - 2 * NOTE_PADDING_X)
        colour = _colour(style.text.colour, tokens.ink_2)
        left, top = place.x + NOTE_PADDING_X, place.y + NOTE_PADDING_Y
        made = note_of(pin.text, style.text, inner)
        words = svg_words.note(pin, made, left, top, colour, self.words)
        yield from svg_words.mirrored(pin, words)
        yield "</g>"

    def _swatches(self, pin: Pin) -> Iterator[str]:
        place = pin.place
        yield f'<g{_turned(pin)} shape-rendering="crispEdges">'
        for n, colour in enumerate(pin.colours):
            x = place.x + place.width * n / len(pin.colours)
            width = place.width / len(pin.colours)
            yield f'<rect {_box(x, place.y, width, place.height)} fill="{_colour(colour)}"/>'
        yield "</g>"

    def _drawing(self, pin: Pin, drawing: Drawing) -> str:
        colour = paint_drawing.colour_of(drawing, self.look).name()
        join = "miter" if drawing.shape is Shape.RECTANGLE else "round"
        stroke = (
            f'stroke="{colour}" stroke-width="{_n(drawing.width)}" '
            f'stroke-linecap="round" stroke-linejoin="{join}"'
        )
        fill = _colour(drawing.fill) if drawing.shape in CLOSED else "none"
        dash = ""
        if drawing.dashed:
            dash = f' stroke-dasharray="{" ".join(_n(length) for length in strokes.dashes(drawing))}"'
        course = _path(paint_drawing.path_of(pin.place, drawing))
        if drawing.shape in CLOSED:
            course += " Z"
        written = f'<path fill="{fill}" {stroke}{dash} d="{course}"/>'
        heads = paint_drawing.heads_path(pin)
        if not heads.isEmpty():
            written += f'<path fill="none" {stroke} d="{_path(heads)}"/>'
        return written

    def _picture(self, pin: Pin, still: Still | None) -> Embedded:
        if still is None or still.picture in self.source.missing:
            return Embedded()
        tone = tinted(pin.style.tone)
        key = still.picture, tone
        if key in self._pictures:
            return Embedded(self._pictures[key], pin.crop, still.width, still.height)
        try:
            kind, data = self._bytes(still, tone)
        except KnownError:
            self.source.missing.add(still.picture)
            return Embedded()
        name = self._pictures[key] = f"p{len(self._pictures) + 1}"
        encoded = base64.b64encode(data).decode("ascii")
        image = (
            f'<defs><image id="{name}" width="{still.width}" height="{still.height}" '
            f'preserveAspectRatio="none" '
            f'href="data:{kind};base64,{encoded}"/></defs>'
        )
        return Embedded(name, pin.crop, still.width, still.height, (image,))

    def _bytes(self, still: Still, tone: Tone) -> tuple[str, bytes]:
        """Return type and bytes: as they came where every browser shows them so."""
        is_line_drawing = outline_of(still.picture) > 0
        if tone == NEUTRAL and not is_line_drawing and not file_and_frame(still.picture)[1]:
            own = pictures_encode.own_bytes(still.picture)
            if own is not None:
                return own
        raw = pictures.decode(still.picture)
        image = image_from(raw)
        if tone != NEUTRAL:
            image = apply_tone(image, tone)
        return _encoded(image, raw.alpha, lossless=is_line_drawing)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture of the file: its name there, the part that is shown, what has to be written first."""

    id: str = ""
    crop: Crop = WHOLE
    width: int = 1
    height: int = 1
    written: tuple[str, ...] = ()


def _encoded(image: QImage, alpha: bool, lossless: bool) -> tuple[str, bytes]:
    as_png = alpha or lossless
    data = rows_of(image, as_png)
    if as_png:
        return "image/png", pictures_encode.as_png(image.width(), image.height(), data)
    return "image/jpeg", pictures_encode.as_jpeg(image.width(), image.height(), data)


def rows_of(image: QImage, alpha: bool) -> bytes:
    """Return the rows of an image, RGB or RGBA, packed."""
    made = image.convertToFormat(QImage.Format.Format_RGBA8888 if alpha else QImage.Format.Format_RGB888)
    step, row = made.bytesPerLine(), made.width() * (4 if alpha else 3)
    bits = made.constBits()
    return b"".join(bytes(bits[n * step : n * step + row]) for n in range(made.height()))


def _mapped(pin: Pin, made: Embedded) -> str:
    """Return the transform that lays the crop of a picture in its own pixels on the pin's rectangle."""
    place, style, crop = pin.place, pin.style, made.crop
    width, height = place.width / max(crop.width, 1e-9), place.height / max(crop.height, 1e-9)
    x, y = place.x - crop.x * width, place.y - crop.y * height
    flipped = ""
    if style.flip_x or style.flip_y:
        cx, cy = place.x + place.width / 2, place.y + place.height / 2
        across, down = (-1 if style.flip_x else 1), (-1 if style.flip_y else 1)
        flipped = f"translate({_n(cx)} {_n(cy)}) scale({across} {down}) translate({_n(-cx)} {_n(-cy)}) "
    return f"{flipped}translate({_n(x)} {_n(y)}) scale({width / made.width:.8f} {height / made.height:.8f})"
