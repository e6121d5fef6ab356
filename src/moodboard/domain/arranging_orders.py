# SPDX-License-Identifier: GPL-3.0-or-later
"""The orders in which blocks can be laid: film time, colour, name, dates, film, chance."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from moodboard.domain.arranging_blocks import Block
from moodboard.domain.board import Pin, PinKind
from moodboard.domain.colour import oklab, palette_weights
from moodboard.domain.line import Line
from moodboard.domain.stacking import reading_order
from moodboard.domain.still import Still
from moodboard.domain.text_keys import folded
from moodboard.domain.tone import toned_colour

_GREY = 0.02  # chroma below which a picture reads as grey
_HUE_STEP = 30.0
_FIRST_HUE = 345.0  # pinks that lean to red come first: flames stay together
_DIGITS = re.compile(r"(\d+)")
_Key = tuple[object, ...]


class Order(StrEnum):
    """By what blocks are sorted."""

    READING = "reading"
    TIMECODE = "timecode"
    COLOUR = "colour"
    PINNED = "pinned"
    ADDED = "added"
    FILM = "film"
    NAME = "name"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of what the pins show."""

    stills: Mapping[str, Still] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)
    films: Mapping[int, str] = field(default_factory=dict)
    """Titles."""
    added: Mapping[str, str] = field(default_factory=dict)
    """When each still and line came into the library, ISO 8601, by its uuid."""
    own_film: int | None = None
    """The film that the board is about comes first."""


def in_order(
    blocks: Sequence[Block], order: Order, known: Known, chance: random.Random | None = None
) -> list[Block]:
    """Return the blocks in an order; what cannot be told by it comes last, as it is read now."""
    by_uuid = {block.uuid: block for block in blocks}
    read = [by_uuid[uuid] for uuid in reading_order(block.lead for block in blocks)]
    if order is Order.RANDOM:
        return _another(read, chance or random.Random())
    if order is Order.READING:
        return read
    keys = {
        Order.TIMECODE: _by_time,
        Order.COLOUR: _by_colour,
        Order.PINNED: _by_pinned,
        Order.ADDED: _by_added,
        Order.FILM: _by_time,
        Order.NAME: _by_name,
    }
    key = keys[order]
    return sorted(read, key=lambda block: key(block, known))


def by_film(blocks: Sequence[Block], known: Known) -> list[list[Block]]:
    """Return the blocks of each film in film order: the board's own film, the others by title, none."""
    found: dict[int | None, list[Block]] = {}
    for block in in_order(blocks, Order.FILM, known):
        found.setdefault(_film(block, known), []).append(block)
    return list(found.values())


def _another(read: list[Block], chance: random.Random) -> list[Block]:
    """Return a shuffled order that is not the one that lies there."""
    shuffled = list(read)
    while len(read) > 1:
        chance.shuffle(shuffled)
        if shuffled != read:
            break
    return shuffled


def _shown(block: Block) -> list[Pin]:
    """Return the pins that speak for a block: its own, or of a frame or a group what is in it."""
    if block.lead.kind in (PinKind.FRAME, PinKind.GROUP):
        return [pin for pin in block.along if pin.still or pin.line] or [block.lead]
    return [block.lead]


def _when(pin: Pin, known: Known) -> tuple[int | None, float | None]:
    source = known.stills.get(pin.still) or known.lines.get(pin.line)
    return (source.film_id, source.timecode) if source is not None else (None, None)


def _film(block: Block, known: Known) -> int | None:
    return next((film for film, _ in (_when(pin, known) for pin in _shown(block)) if film is not None), None)


def _by_time(block: Block, known: Known) -> _Key:
    """Sort by film, the board's first, and in it by time; of equal time pictures before words."""
    film = _film(block, known)
    times = [at for of, at in (_when(pin, known) for pin in _shown(block)) if of == film and at is not None]
    title = folded(known.films.get(film, "")) if film is not None else ""
    return (
        film is None,
        film != known.own_film,
        title,
        film or 0,
        min(times, default=math.inf),
        not block.stretches,
    )


def _by_pinned(block: Block, known: Known) -> _Key:
    dates = [pin.pinned for pin in _shown(block) if pin.pinned]
    return not dates, min(dates, default="")


def _by_added(block: Block, known: Known) -> _Key:
    found = [known.added.get(pin.still) or known.added.get(pin.line) or "" for pin in _shown(block)]
    dates = [date for date in found if date]
    return not dates, min(dates, default=""), _by_pinned(block, known)


def _by_name(block: Block, known: Known) -> _Key:
    """Sort by name as people count: shot 9 before shot 10."""
    pin = block.lead
    still, line = known.stills.get(pin.still), known.lines.get(pin.line)
    words = pin.name or pin.text or (still.name if still else "") or (line.text if line else "")
    parts = _DIGITS.split(folded(words))
    return not words, tuple((int(part), "") if n % 2 else (-1, part) for n, part in enumerate(parts))


def _by_colour(block: Block, known: Known) -> _Key:
    """Sort round the wheel of hues, each family from dark to light, then the greys."""
    colours = [colour for pin in _shown(block) for colour in _colours(pin, known)]
    if not colours:
        return 2, 0, 0.0
    weights = palette_weights(len(colours))
    labs = [oklab(colour) for colour in colours]
    light, a, b = (sum(lab[n] * w for lab, w in zip(labs, weights, strict=True)) for n in range(3))
    if math.hypot(a, b) < _GREY:
        return 1, 0, light
    hue = math.degrees(math.atan2(b, a)) % 360
    return 0, int((hue - _FIRST_HUE) % 360 // _HUE_STEP), light


def _colours(pin: Pin, known: Known) -> tuple[str, ...]:
    """Return what a pin is seen in, the heaviest first; a greyscale still is grey."""
    still = known.stills.get(pin.still) if pin.kind is PinKind.STILL else None
    if still is not None:
        palette = still.palette or (still.average,)
        return tuple(toned_colour(colour, pin.style.tone) for colour in palette)
    if pin.kind is PinKind.SWATCHES:
        return pin.colours
    own = pin.style.text.colour or pin.style.background or (pin.drawing.colour if pin.drawing else "")
    return (own,) if own.startswith("#") else ()
