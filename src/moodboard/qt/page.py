# SPDX-License-Identifier: GPL-3.0-or-later
"""Write an export as one HTML page that any browser shows: zoom, pan, lines as text.

The page asks nobody for anything and lets nothing run but its own script, which its policy names
by its hash. Of the library it holds what is seen and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from moodboard import resources
from moodboard.domain.board import Pin, PinKind
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan
from moodboard.domain.ground import Ground, ground_of, parse
from moodboard.domain.line import format_timecode
from moodboard.domain.page_order import page_order
from moodboard.domain.page_pictures import Key, longest_sides
from moodboard.domain.still import Still, outline_of
from moodboard.domain.tone import NEUTRAL, tinted
from moodboard.qt import fonts, page_diary, paint, svg_ground, text
from moodboard.qt import svg_shapes as shapes
from moodboard.qt.board_painter import ExportMetrics
from moodboard.qt.export_source import PlanSource, image_from
from moodboard.qt.page_words import PageWords, escaped
from moodboard.qt.paint_ground import TILE, grain_png
from moodboard.qt.paint_still import CAPTION
from moodboard.qt.paint_tone import apply_tone
from moodboard.qt.paint_words import NOTE_PADDING_X, line_of
from moodboard.qt.svg import Embedded, SvgWriter, rows_of
from moodboard.qt.text_note import note_of
from moodboard.services import pictures, pictures_encode

_STEPS = (
    ("farther", "M3 8h10"),
    ("fit", "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"),
    ("closer", "M3 8h10M8 3v10"),
)
_COMMENT = re.compile(r"^\s*//.*$|/\*.*?\*/", re.MULTILINE)


def _tr(words: str) -> str:
    return QCoreApplication.translate("page", words)


def write(
    plan: ExportPlan, source: PlanSource, look: paint.Look, to: Path, report: Callable[[int, int], None]
) -> None:
    """Write the page, a pin at a time."""
    extent = ExportMetrics(source).extent
    pins = page_order(plan.pins, {pin.uuid: extent(pin) for pin in plan.pins})
    writer = PageWriter(plan, source, look)
    total = max(1, len(pins))
    with to.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for piece in writer.head():
            file.write(piece + "\n")
        for done, pin in enumerate(pins):
            report(done, total)
            for piece in writer.pin(pin):
                file.write(piece + "\n")
        for piece in writer.tail():
            file.write(piece + "\n")
    report(total, total)


@dataclass(slots=True)
class PageWriter(SvgWriter):
    """Yields the page; the board is an SVG in it, in board units."""

    _types: PageWords = field(default_factory=PageWords)
    _sides: dict[Key, int] = field(default_factory=dict)
    _written: dict[Key, Embedded] = field(default_factory=dict)
    _same: dict[bytes, Embedded] = field(default_factory=dict)
    _frames: int = 0

    def head(self) -> Iterator[str]:
        """Yield everything up to the first pin."""
        plan = self.plan
        self._sides = longest_sides(plan.pins, plan.stills)
        self._gather()
        style, script = "\n".join(self._styles()), _script()
        policy = (
            "default-src 'none'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; "
            f"style-src '{_hashed(style)}'; script-src '{_hashed(script)}'"
        )
        yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
        yield f'<meta name="color-scheme" content="{"dark" if self._is_dark else "light"}">'
        yield '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="Moodboard">'
        yield f"<title>{escaped(plan.title)}</title>\n<style>{style}</style>\n</head>\n<body>"
        yield from self._bar()
        yield '<main id="stage">'
        yield from self._opening()

    @property
    def _ground(self) -> Ground | None:
        return parse(self.plan.background) if self.plan.background is not None else None

    @property
    def _is_dark(self) -> bool:
        return self.look.ink_colour.lightness() > 127

    def _gather(self) -> None:
        """Find the letters and the types of the whole page before its style sheet is written."""
        types = self._types
        for pin in self.plan.pins:
            if pin.kind is PinKind.LINE:
                made = line_of(pin, self.source)
                if made is not None:
                    types.note(made)
            elif pin.kind is PinKind.NOTE:
                inner = max(1.0, pin.place.width - 2 * NOTE_PADDING_X)
                types.note(note_of(pin.text, pin.style.text, inner))
            elif pin.kind is PinKind.STILL and pin.style.caption and (words := self.source.caption(pin)):
                laid = text.laid(words, CAPTION, pin.place.width)
                types.note(text.Composed((text.Part(laid, 0.0, 0.0),), laid.width, laid.height))
        types.note_plain(fonts.SERIF, self.plan.title)
        if self.plan.diary is not None:
            types.note_plain(fonts.SANS, page_diary.letters(self.plan.diary))

    def _styles(self) -> Iterator[str]:
        tokens, look = self.look.tokens, self.look
        ink, ink_2 = look.ink_colour.name(), look.ink_2_colour.name()
        named = {
            "ink": ink,
            "ink-2": ink_2,
            "paper": tokens.canvas if tokens.dark == self._is_dark else "#fffcf8",
            "accent": tokens.accent,
            "star": tokens.star if tokens.dark == self._is_dark else ink,
            "line": f"{ink_2}4d",
            "hover": f"{ink_2}24",
        }
        yield ":root{" + ";".join(f"--{name}:{colour}" for name, colour in named.items()) + "}"
        ground = self._ground
        if ground is not None:
            yield f"html{{background:{ground.mean}}}"
            yield f"body{{{_background(ground)}}}"
        yield resources.asset("page.css").read_text("utf-8").strip()
        yield from self._types.faces()
        yield from self._types.rules()

    def _bar(self) -> Iterator[str]:
        yield f"<header><h1>{escaped(self.plan.title)}</h1>"
        names = {"farther": _tr("Zoom out (−)"), "fit": _tr("Show all (0)"), "closer": _tr("Zoom in (+)")}
        for name, course in _STEPS:
            said = escaped(names[name])
            yield (
                f'<button type="button" id="{name}" aria-label="{said}" title="{said}">'
                '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">'
                '<path fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" '
                f'd="{course}"/></svg></button>'
            )
        yield "</header>"

    def _opening(self) -> Iterator[str]:
        plan, (x, y) = self.plan, self.plan.origin
        width, height = plan.width / plan.scale, plan.height / plan.scale
        size = f'width="{shapes.number(width)}" height="{shapes.number(height)}"'
        seen = " ".join(shapes.number(value) for value in (x, y, width, height))
        yield f'<svg id="board" xmlns="http://www.w3.org/2000/svg" {size} viewBox="{seen}" role="group">'
        yield from self._filters()
        if any(ground_of(p.style.background, "#000000").grain for p in plan.pins if p.kind is PinKind.FRAME):
            size = f'width="{TILE}" height="{TILE}"'
            yield (
                f'<pattern id="grain" patternUnits="userSpaceOnUse" {size}>'
                f'<image {size} href="{_data("image/png", grain_png())}"/></pattern>'
            )
        if plan.clip is not None:
            box = shapes.box(plan.clip.x, plan.clip.y, plan.clip.width, plan.clip.height)
            yield f'<clipPath id="cut"><rect {box}/></clipPath><g clip-path="url(#cut)">'
        else:
            yield "<g>"

    def tail(self) -> Iterator[str]:
        """Yield everything after the last pin."""
        yield '</g>\n</svg>\n<output id="said" hidden></output>\n</main>'
        if self.plan.diary is not None:
            yield from page_diary.listed(self.plan.diary)
        yield f"<script>{_script()}</script>\n</body>\n</html>"

    # -- pins --------------------------------------------------------------------------------------

    def role(self, pin: Pin) -> str:
        """Return what a pin is for whoever listens, and a stop for the Tab key."""
        if pin.kind is PinKind.STILL:
            said = f'role="img" aria-label="{escaped(self._alt(pin))}"'
        elif pin.kind is PinKind.SWATCHES:
            colours = ", ".join(shapes.colour(colour) for colour in pin.colours)
            said = f'role="img" aria-label="{escaped(_tr("Colours: {list}").format(list=colours))}"'
        elif pin.kind in (PinKind.LINE, PinKind.NOTE):
            said = f'role="{"group" if pin.kind is PinKind.LINE else "note"}"'
        else:
            return ' aria-hidden="true"'
        return f' class="pin" tabindex="0" {said}'

    def _alt(self, pin: Pin) -> str:
        """Return what a still is called: its caption, its film and timecode; never a file's name."""
        still = self.source.still(pin.still)
        caption = " ".join(self.source.caption(pin).split()) if pin.style.caption else ""
        parts = [caption] if caption else []
        if still is not None:
            film = self.plan.films.get(still.film_id, "") if still.film_id is not None else ""
            parts += [
                said for said in (film, format_timecode(still.timecode)) if said and said not in caption
            ]
        return " · ".join(parts) or _tr("Still")

    def inside(self, pin: Pin) -> Iterator[str]:
        """Yield what a pin shows; a frame its whole ground."""
        if pin.kind is not PinKind.FRAME:
            yield from SvgWriter.inside(self, pin)
            return
        if not pin.style.background:
            return
        place, ground = pin.place, ground_of(pin.style.background, self.look.tokens.canvas)
        self._frames += 1
        fill, box = ground.mean, shapes.box(place.x, place.y, place.width, place.height)
        if ground.is_gradient:
            name = f"ground{self._frames}"
            yield svg_ground.gradient(name, ground, place.x, place.y, place.width, place.height)
            fill = f"url(#{name})"
        for each in (fill, "url(#grain)") if ground.grain else (fill,):
            yield f'<rect{shapes.turned(pin)} {box} fill="{each}"/>'

    def words(
        self, made: text.Composed, words: str, x: float, y: float, ink: str, ink_2: str, again: bool = False
    ) -> Iterator[str]:
        """Yield laid texts as text."""
        return self._types.composed(made, x, y, ink, ink_2, again)

    def _swatches(self, pin: Pin) -> Iterator[str]:
        place, count = pin.place, len(pin.colours)
        yield f'<g{shapes.turned(pin)} shape-rendering="crispEdges">'
        for n, said in enumerate(pin.colours):
            colour = shapes.colour(said)
            box = shapes.box(place.x + place.width * n / count, place.y, place.width / count, place.height)
            yield f'<rect {box} fill="{colour}" data-hex="{colour}"><title>{colour}</title></rect>'
        yield "</g>"

    # -- pictures ----------------------------------------------------------------------------------

    def _picture(self, pin: Pin, still: Still | None) -> Embedded:
        if still is None or still.picture in self.source.missing:
            return Embedded()
        key = still.picture, pin.crop, tinted(pin.style.tone)
        if key in self._written:
            return self._written[key]
        try:
            kind, data, width, height = self._encoded(still, key)
        except KnownError:
            self.source.missing.add(still.picture)
            return Embedded()
        digest = hashlib.sha256(data).digest()
        known = self._same.get(digest)
        if known is not None:
            self._written[key] = known
            return known
        name = f"p{len(self._same) + 1}"
        self._written[key] = self._same[digest] = Embedded(name, width=width, height=height)
        image = (
            f'<defs><image id="{name}" width="{width}" height="{height}" preserveAspectRatio="none" '
            f'href="{_data(kind, data)}"/></defs>'
        )
        return Embedded(name, width=width, height=height, written=(image,))

    def _encoded(self, still: Still, key: Key) -> tuple[str, bytes, int, int]:
        """Return a picture's type, bytes and size: its pixels inside the crop, and nothing else of it."""
        picture, crop, tone = key
        raw = pictures.decode(picture, self._sides.get(key), crop)
        width, height, data, alpha = raw.width, raw.height, raw.data, raw.alpha
        if tone != NEUTRAL:
            data = rows_of(apply_tone(image_from(raw), tone), alpha)
        if outline_of(still.picture):
            image = image_from(pictures.Raw(width, height, data, alpha))
            return "image/png", pictures_encode.as_png(width, height, rows_of(image, True)), width, height
        return (
            "image/webp",
            pictures_encode.as_webp(width, height, data, alpha, self.plan.quality),
            width,
            height,
        )


def _background(ground: Ground) -> str:
    """Return the ground as a style: it spans the window, as it spans the program's."""
    layers, sizes = [], []
    if ground.grain:
        layers.append(f"url({_data('image/png', grain_png())})")
        sizes.append(f"{TILE}px {TILE}px")
    if ground.is_gradient:
        stops = ",".join(f"{colour} {100 * share:g}%" for share, colour in ground.stops())
        layers.append(f"linear-gradient({(ground.angle + 90) % 360}deg,{stops})")
        sizes.append("auto")
    if not layers:
        return f"background:{ground.mean}"
    return (
        f"background-color:{ground.mean};background-image:{','.join(layers)};"
        f"background-size:{','.join(sizes)};min-height:100vh"
    )


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _script() -> str:
    said = _COMMENT.sub("", resources.asset("page.js").read_text("utf-8"))
    return "\n".join(row.strip() for row in said.splitlines() if row.strip())


def _hashed(words: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(words.encode()).digest()).decode("ascii")
