# SPDX-License-Identifier: GPL-3.0-or-later
"""Compose the pins of a board: what they show becomes material, what is laid out becomes places and type."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from moodboard.domain.board import WHOLE, Crop, Pin, PinKind, Place, Rect, bounds_of
from moodboard.domain.colour import in_strip_order, oklab, oklch
from moodboard.domain.compose import compositions
from moodboard.domain.compose_around import Spot, joints, settled
from moodboard.domain.compose_plan import Laid, Material, Shot, is_italic
from moodboard.domain.compose_tree import Kind
from moodboard.domain.compose_words import Measure, Phrase
from moodboard.domain.line import Line
from moodboard.domain.still import Still

_ALIKE = 0.055
"""How much a whole picture may lose so that it has the shape of most others: sizes repeat then."""
_CLEARLY = 1.45
"""How much larger than the next the largest is when the person has chosen the hero already."""


@dataclass(frozen=True, slots=True)
class World:
    """What the pins show, and how words measure."""

    stills: Mapping[str, Still]
    lines: Mapping[str, Line]
    measure: Measure
    under: Callable[[Pin], str] = lambda pin: ""
    """The source set under a line, where its style asks for one."""
    caption: Callable[[Pin], float] = lambda pin: 0.0
    """How high a still's caption is."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A swatch strip to be made."""

    still: str
    colours: tuple[str, ...]
    rect: Rect


@dataclass(frozen=True, slots=True)
class Composed:
    """The pins with their new places and type, and the strip that goes with them."""

    pins: tuple[Pin, ...]
    strip: Strip | None
    scheme: str
    hero: str
    """The uuid of the hero's pin, empty when there are words alone."""

    @property
    def bounds(self) -> Rect | None:
        """The rectangle around all of it."""
        around = bounds_of(self.pins)
        if self.strip is None:
            return around
        return self.strip.rect if around is None else around.united(self.strip.rect)


@dataclass(slots=True)
class _Cast:
    """Which pin plays which part."""

    stills: list[Pin] = field(default_factory=list)
    lines: list[Pin] = field(default_factory=list)
    strips: list[Pin] = field(default_factory=list)
    notes: list[Pin] = field(default_factory=list)


def can_compose(pin: Pin) -> bool:
    """Tell whether a pin takes part: frames, groups and drawings do not, nor what is locked or hidden."""
    shown = pin.kind in (PinKind.STILL, PinKind.LINE, PinKind.NOTE, PinKind.SWATCHES)
    return shown and not pin.locked and not pin.hidden and not pin.frame


class Composer:
    """Gives one composition after the other of the same pins; the same number gives the same one."""

    def __init__(
        self,
        pins: Sequence[Pin],
        world: World,
        spot: Spot,
        with_strip: bool = True,
    ) -> None:
        self._world, self._spot = world, spot
        self._cast = _cast([pin for pin in pins if can_compose(pin)], world)
        self._stays = [pin.place.bounds for pin in pins if pin.locked and not pin.hidden and _is_seen(pin)]
        self._with_strip = with_strip
        self._made: list[tuple[Laid, Material, tuple[int, ...]]] = []
        self._round = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to lay out."""
        cast = self._cast
        return not (cast.stills or cast.lines or cast.strips or cast.notes)

    def nth(self, number: int) -> Composed:
        """Return the n-th composition, from 0; there is no end to them."""
        while len(self._made) <= number:
            before = self._made[-1][0] if self._made else None
            order = self._line_order(self._round)
            material = self._material(order)
            found: list[Laid] = []
            for one in joints(material, self._stays, self._round):
                found = compositions(one, self._round, before)
                material = one
                if found:
                    break
            self._made += [(laid, material, order) for laid in found]
            self._round += 1
        return self._placed(*self._made[number])

    # -- what it is made of ----------------------------------------------------------------------

    def _line_order(self, turn: int) -> tuple[int, ...]:
        """Return the lines, the one that leads first: the largest on the board, else a short one."""
        lines = self._cast.lines
        sizes = sorted({pin.style.text.size for pin in lines}, reverse=True)
        ranked = sorted(range(len(lines)), key=lambda n: self._lead_rank(lines[n], n))
        if len(ranked) > 1 and not (len(sizes) > 1 and _is_only_largest(lines)):
            short = [n for n in ranked if self._lead_rank(lines[n], n)[0] == 0] or ranked[:1]
            lead = short[turn % len(short)]
            ranked = [lead, *(n for n in range(len(lines)) if n != lead)]
        else:
            ranked = [*ranked[:1], *(n for n in range(len(lines)) if n not in ranked[:1])]
        return tuple(ranked)

    def _lead_rank(self, pin: Pin, number: int) -> tuple[int, float, int]:
        count = len(self._text(pin).split())
        return (0 if 2 <= count <= 9 else 1 if count <= 14 else 2), -pin.style.text.size, number

    def _text(self, pin: Pin) -> str:
        line = self._world.lines.get(pin.line)
        return line.text if line is not None else pin.text

    def _material(self, order: Sequence[int]) -> Material:
        cast, world = self._cast, self._world
        shots = _shots(cast.stills, world)
        places = {pin.still: n for n, pin in reversed(list(enumerate(cast.stills)))}
        strips = tuple(places.get(pin.still, -1) for pin in cast.strips)
        if not strips and self._with_strip and shots:
            strips = (-1,)
        phrases = tuple(
            Phrase(
                self._text(cast.lines[n]), cast.lines[n].style.text, world.measure, world.under(cast.lines[n])
            )
            for n in order
        )
        notes = tuple((pin.place.bounds.width, pin.place.bounds.height) for pin in cast.notes)
        room = self._spot.room
        inner = (room.width, room.height) if room is not None else None
        return Material(shots, phrases, notes, strips, self._spot.shape, inner)

    # -- back to pins ----------------------------------------------------------------------------

    def _placed(self, laid: Laid, material: Material, order: Sequence[int]) -> Composed:
        cast = self._cast
        dx, dy = settled(laid, material, self._spot, self._stays)
        pins: list[Pin] = []
        strip: Strip | None = None
        hero = cast.stills[laid.plan.hero] if cast.stills and laid.plan.hero >= 0 else None
        for (kind, index), rect in laid.rects.items():
            moved = Rect(rect.x + dx, rect.y + dy, rect.width, rect.height)
            if kind is Kind.SHOT:
                pins.append(self._shown(cast.stills[index], moved))
            elif kind is Kind.WORDS:
                pin = cast.lines[order[index]]
                phrase = material.phrases[index]
                italic = is_italic(laid.plan, phrase, index)
                style = replace(pin.style, text=phrase.look(laid.settings[index].step, italic))
                place = Place(moved.x, moved.y, moved.width, moved.height)
                pins.append(replace(pin, place=place, style=style))
            elif kind is Kind.STRIP:
                if cast.strips:
                    pins.append(replace(cast.strips[index], place=_place(cast.strips[index], moved)))
                elif hero is not None:
                    strip = self._strip(hero, moved)
            else:
                pins.append(replace(cast.notes[index], place=_shifted(cast.notes[index], moved)))
        return Composed(tuple(pins), strip, laid.plan.scheme, hero.uuid if hero is not None else "")

    def _shown(self, pin: Pin, rect: Rect) -> Pin:
        """Return a still in its place, trimmed by a hair where its shape was brought to that of others."""
        pin = replace(pin, place=_place(pin, rect))
        still = self._world.stills.get(pin.still)
        shape = rect.width / rect.height
        if still is None or not _is_whole(pin) or abs(math.log(shape / still.ratio)) < 0.003:
            return pin
        width, height = min(1.0, shape / still.ratio), min(1.0, still.ratio / shape)
        return replace(pin, crop=Crop((1 - width) / 2, (1 - height) / 2, width, height))

    def _strip(self, hero: Pin, rect: Rect) -> Strip | None:
        still = self._world.stills.get(hero.still)
        if still is None or not still.palette:
            return None
        return Strip(still.uuid, in_strip_order(still.palette), rect)


def _is_seen(pin: Pin) -> bool:
    return pin.kind not in (PinKind.FRAME, PinKind.GROUP, PinKind.DRAWING)


def _is_only_largest(lines: Sequence[Pin]) -> bool:
    sizes = sorted((pin.style.text.size for pin in lines), reverse=True)
    return sizes[0] >= 1.15 * sizes[1]


def _cast(pins: Sequence[Pin], world: World) -> _Cast:
    """Give every pin its part, in the order of reading."""
    cast = _Cast()
    for pin in sorted(pins, key=lambda one: (one.place.y, one.place.x, one.uuid)):
        if pin.kind is PinKind.STILL:
            cast.stills.append(pin)
        elif pin.kind is PinKind.SWATCHES and not pin.place.turn % 360:
            cast.strips.append(pin)
        elif pin.kind is PinKind.LINE and not pin.place.turn % 360 and _says(pin, world):
            cast.lines.append(pin)
        else:  # notes, and words that the person has turned, keep their size
            cast.notes.append(pin)
    return cast


def _says(pin: Pin, world: World) -> bool:
    line = world.lines.get(pin.line)
    return bool((line.text if line is not None else pin.text).strip())


def _shots(pins: Sequence[Pin], world: World) -> tuple[Shot, ...]:
    areas = [max(1.0, pin.place.width * pin.place.height) for pin in pins]
    ranked = sorted(areas, reverse=True)
    clear = len(ranked) > 1 and ranked[0] >= _CLEARLY * ranked[1]
    shapes = _usual(pins)
    timed = all(_when(pin, world) is not None for pin in pins)
    shots = []
    for n, pin in enumerate(pins):
        still = world.stills.get(pin.still)
        bounds = pin.place.bounds
        whole = bounds.width / max(1e-6, bounds.height)
        ratio = min(12.0, max(1 / 12, whole))
        pixels = still.width * pin.crop.width if still is not None else 1200.0
        weight = _weight(still, ratio, pixels)
        if _is_whole(pin):
            ratio = next((one for one in shapes if abs(math.log(one / ratio)) < _ALIKE), ratio)
        if clear:
            weight = 1.0 if areas[n] == ranked[0] else 0.7 * weight
        colour = oklab(still.average) if still is not None else (0.6, 0.0, 0.0)
        when = _when(pin, world)
        order = when if timed and when is not None else float(n)
        shots.append(Shot(ratio, max(40.0, pixels), weight, colour, order, world.caption(pin)))
    best = max((shot.weight for shot in shots), default=1.0)
    return tuple(replace(shot, weight=shot.weight / best) for shot in shots)


def _usual(pins: Sequence[Pin]) -> list[float]:
    """Return the shapes that most of the pictures have, the most frequent first."""
    counted = Counter(round(pin.place.width / pin.place.height, 2) for pin in pins if _is_whole(pin))
    return [ratio for ratio, number in counted.most_common() if number > 1]


def _is_whole(pin: Pin) -> bool:
    return pin.crop == WHOLE and not pin.place.turn % 360 and pin.place.height > 0


def _when(pin: Pin, world: World) -> float | None:
    still = world.stills.get(pin.still)
    return still.timecode if still is not None else None


def _weight(still: Still | None, ratio: float, pixels: float) -> float:
    """Return how much of a hero a still is: sharp, neither thin nor tall, with colours that speak."""
    shape = 1.0 if 1.25 <= ratio <= 2.5 else 0.8 if 0.62 <= ratio <= 3 else 0.35
    sharp = min(1.0, pixels / 900)
    speaks = 0.5
    if still is not None and still.palette:
        strongest = max(oklch(colour)[1] for colour in still.palette)
        lights = [oklab(colour)[0] for colour in still.palette]
        speaks = min(1.0, 0.5 * strongest / 0.16 + 0.5 * (max(lights) - min(lights)) / 0.6)
    return 0.4 * shape + 0.3 * sharp + 0.3 * speaks


def _place(pin: Pin, rect: Rect) -> Place:
    """Return the place whose bounds are the rectangle, the pin's own turn kept."""
    if not pin.place.turn % 360 or not pin.place.bounds.width:
        return Place(rect.x, rect.y, rect.width, rect.height, pin.place.turn)
    scale = rect.width / pin.place.bounds.width
    width, height = pin.place.width * scale, pin.place.height * scale
    cx, cy = rect.centre
    return Place(cx - width / 2, cy - height / 2, width, height, pin.place.turn)


def _shifted(pin: Pin, rect: Rect) -> Place:
    """Return the pin's place moved so that its bounds begin where the rectangle does."""
    bounds = pin.place.bounds
    return replace(pin.place, x=pin.place.x + rect.x - bounds.x, y=pin.place.y + rect.y - bounds.y)


__all__ = ["Composed", "Composer", "Spot", "Strip", "World", "can_compose"]
