# SPDX-License-Identifier: GPL-3.0-or-later
"""Lay a board's pins out anew for a shape: stills in justified bands, the lines set between them.

What is largest on the board stays largest, all edges and gutters are shared, the shape is filled to its
margins, no still is stretched or cropped by more than about a third, and what finds no room is named.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from moodboard.domain import note_markup
from moodboard.domain.board import Crop, Pin, PinKind, Place, Rect, TextStyle
from moodboard.domain.export import Measured
from moodboard.domain.refit_page import AIR_ABOVE, Page, Setting, Words, stills_for
from moodboard.domain.refit_search import arrange

Measure = Callable[[str, TextStyle, float], Measured]

_MOST_STILLS = 18
_MOST_LINES = 3
_OPENED = 1.3
"""How much of what the person cropped away may show again before anything more is cropped."""
_TYPE_OF_RANK = (0.078, 0.038, 0.034)
"""The largest type of the first, second and third line, for each unit of the page's mean side."""
_SMALLEST_TYPE = 12.0
UNBROKEN = 100_000.0
_TRIAL_SIZE = 100.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The rectangle to fill, in units of its own, from (0, 0)."""

    width: float
    height: float
    margin: float
    gutter: float
    clear_top: float = 0.0
    """Units at the top that stay empty; the margin comes below them as well."""
    grid: float = 0.0
    """Edges fall on multiples of it: one exported pixel, so that none is soft."""

    @property
    def room(self) -> Rect:
        """The part that is filled."""
        top = max(self.margin, self.clear_top)
        return Rect(
            self.margin,
            top,
            max(1.0, self.width - 2 * self.margin),
            max(1.0, self.height - self.margin - top),
        )


@dataclass(frozen=True, slots=True)
class Refit:
    """The pins that fit, with their new places, crops and type; and those that wait outside."""

    placed: tuple[Pin, ...]
    left_out: tuple[Pin, ...]


def default_gutter(width: float, height: float) -> float:
    """Return the gap between pins that suits the shape."""
    return round(min(14.0, max(6.0, 0.018 * math.sqrt(width * height))) * 2) / 2


def lines_for(shape: Shape) -> int:
    """Return how many lines the shape carries: a small one has a single voice."""
    stills = stills_for(shape.room)
    return 1 if stills < 6 else 2 if stills < 9.5 else _MOST_LINES


def refit(
    pins: Sequence[Pin],
    ratios: Mapping[str, float],
    lines: Mapping[str, str],
    measure: Measure,
    shape: Shape,
) -> Refit:
    """Lay ``pins`` out in ``shape``; ``ratios`` by still and ``lines`` by line tell what they show."""
    # Drawings point at where things lie on the board: laid out anew they would point nowhere.
    pins = [pin for pin in pins if pin.kind is not PinKind.DRAWING]
    stills = sorted((pin for pin in pins if pin.kind in (PinKind.STILL, PinKind.SWATCHES)), key=_importance)
    spoken = sorted((pin for pin in pins if _words(pin, lines).strip()), key=_line_importance)
    most = lines_for(shape) if stills else _MOST_LINES
    page = _page(stills[:_MOST_STILLS], spoken[:most], ratios, lines, measure, shape)
    found = arrange(page)
    placed: list[Pin] = []
    for index, rect in found.stills.items():
        placed.append(_still_placed(stills[index], _snapped(rect, shape.grid), ratios))
    for index, (rows, rect) in found.lines.items():
        pin = _line_placed(spoken[index], page.words[index], rows, rect)
        if _fits(pin.place.rect, shape.room):  # the smallest type may be too large for a tiny shape
            placed.append(pin)
    kept = {pin.uuid for pin in placed}
    placed = [replace(pin, z=float(n)) for n, pin in enumerate(placed)]
    return Refit(tuple(placed), tuple(pin for pin in pins if pin.uuid not in kept))


def _page(
    stills: Sequence[Pin],
    spoken: Sequence[Pin],
    ratios: Mapping[str, float],
    lines: Mapping[str, str],
    measure: Measure,
    shape: Shape,
) -> Page:
    room = shape.room
    # A little tamer than on the board: there the largest may be twenty times the smallest.
    weights = tuple(math.pow(max(1.0, pin.place.width * pin.place.height), 0.7) for pin in stills)
    side = math.sqrt(shape.width * shape.height)
    words = tuple(
        _words_of(pin, _words(pin, lines), measure, side * _TYPE_OF_RANK[rank])
        for rank, pin in enumerate(spoken)
    )
    return Page(
        room,
        min(shape.gutter, room.width / 4, room.height / 4),
        tuple(_shown_ratio(pin, ratios) for pin in stills),
        weights,
        tuple(_OPENED if _is_cropped(pin) else 1.0 for pin in stills),
        words,
    )


def _importance(pin: Pin) -> tuple[bool, float, float, str]:
    return pin.kind is PinKind.SWATCHES, -pin.place.width * pin.place.height, -pin.z, pin.uuid


def _line_importance(pin: Pin) -> tuple[bool, float, float, str]:
    return pin.kind is PinKind.NOTE, -pin.style.text.size, -pin.place.width * pin.place.height, pin.uuid


def _words(pin: Pin, lines: Mapping[str, str]) -> str:
    if pin.kind is PinKind.LINE:
        return lines.get(pin.line, "")
    return note_markup.plain(pin.text) if pin.kind is PinKind.NOTE else ""


def _is_cropped(pin: Pin) -> bool:
    return pin.kind is PinKind.STILL and (pin.crop.width < 0.999 or pin.crop.height < 0.999)


def _shown_ratio(pin: Pin, ratios: Mapping[str, float]) -> float:
    whole = ratios.get(pin.still, 0.0)
    if pin.kind is PinKind.SWATCHES or whole <= 0 or pin.crop.height <= 0 or pin.crop.width <= 0:
        ratio = pin.place.width / max(pin.place.height, 1e-6)
    else:
        ratio = whole * pin.crop.width / pin.crop.height
    return min(8.0, max(0.125, ratio))


def _snapped(rect: Rect, grid: float) -> Rect:
    if grid <= 0:
        return rect
    x, y = round(rect.x / grid) * grid, round(rect.y / grid) * grid
    right, bottom = round(rect.right / grid) * grid, round(rect.bottom / grid) * grid
    return Rect(x, y, max(grid, right - x), max(grid, bottom - y))


def _still_placed(pin: Pin, rect: Rect, ratios: Mapping[str, float]) -> Pin:
    crop = pin.crop
    if pin.kind is PinKind.STILL and ratios.get(pin.still, 0.0) > 0:
        crop = crop_for(pin.crop, ratios[pin.still], rect.width / rect.height)
    style = replace(pin.style, caption="")
    return replace(pin, place=Place(rect.x, rect.y, rect.width, rect.height), crop=crop, style=style)


def crop_for(crop: Crop, whole: float, shown: float) -> Crop:
    """Return the crop of ratio ``shown``, around the same centre, opened before it is cut.

    ``whole`` is the ratio of the picture itself.
    """
    cx, cy = crop.x + crop.width / 2, crop.y + crop.height / 2
    width, height = crop.width, crop.height
    ratio = whole * width / height
    if shown < ratio:
        opened = min(1.0, height * _OPENED) if height < 0.999 else height
        height = max(height, min(opened, width * whole / shown))
        width = min(width, height * shown / whole)
    else:
        opened = min(1.0, width * _OPENED) if width < 0.999 else width
        width = max(width, min(opened, height * shown / whole))
        height = min(height, width * whole / shown)
    x = min(max(0.0, cx - width / 2), 1 - width)
    y = min(max(0.0, cy - height / 2), 1 - height)
    return Crop(x, y, width, height)


def _line_placed(pin: Pin, words: Words, rows: int, rect: Rect) -> Pin:
    setting = words.settings[rows]
    size = words.size(rows, rect.width)
    style = _resized(pin.style.text, size)
    height = min(rect.height, setting.height * size)
    spare = max(0.0, rect.height - height)
    top = rect.y + min(spare, size * AIR_ABOVE) + max(0.0, spare - _air(size)) / 2
    place = Place(rect.x, min(top, rect.bottom - height), rect.width, height)
    return replace(pin, place=place, text=setting.words, style=replace(pin.style, text=style))


def _fits(rect: Rect, room: Rect) -> bool:
    near = 1e-6
    across = room.x - near <= rect.x and rect.right <= room.right + near
    return across and room.y - near <= rect.y and rect.bottom <= room.bottom + near


def _air(size: float) -> float:
    return size * 0.42


def _resized(style: TextStyle, size: float) -> TextStyle:
    ratio = size / style.size if style.size > 0 else 1.0
    return replace(style, size=size, tracking=style.tracking * ratio, attribution=False)


def trials(pin: Pin, text: str) -> tuple[tuple[str, TextStyle], ...]:
    """Return the texts that are measured to set a line: each way to break it, at one size."""
    style = _resized(pin.style.text, _TRIAL_SIZE)
    count = len(text.split())
    most = 1 if count < 3 else 2 if count < 5 else 3 if count < 9 else 4
    if count > 16:
        most = min(12, count // 4)
    broken = dict.fromkeys(broken_into(text, rows) for rows in range(1, most + 1))
    return tuple((words, style) for words in broken)


def _words_of(pin: Pin, text: str, measure: Measure, largest: float) -> Words:
    """Return the ways in which a line can be broken, measured once."""
    settings: list[Setting] = []
    for broken, style in trials(pin, text):
        room = measure(broken, style, UNBROKEN)
        if room.width > 0 and room.height > 0:
            # A hair wider than measured: no setter may break it once more.
            width = room.width * 1.012 / _TRIAL_SIZE + 0.02
            settings.append(Setting(broken, width, room.height / _TRIAL_SIZE))
    count = len(text.split())
    if count > 12:  # a monologue is read, not looked at
        largest *= 0.6 if count <= 30 else 0.45
    least = max(_SMALLEST_TYPE, largest * 0.5)
    return Words(tuple(settings), max(largest, least), min(largest, least))


def broken_into(text: str, rows: int) -> str:
    """Break words into about so many rows of like length, rather after a comma than before a last word.

    The person's own breaks stay when they are as many.
    """
    own = [" ".join(part.split()) for part in text.strip().split("\n")]
    own = [part for part in own if part]
    if len(own) >= rows:
        return "\n".join(own)
    words = " ".join(own).split()
    if rows <= 1 or len(words) < 2:
        return " ".join(words)
    rows = min(rows, len(words))
    total = sum(len(word) + 1 for word in words)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for row in range(rows):
        after: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, breaks) in best.items():
            for end in range(start + 1, len(words) - (rows - row - 1) + 1):
                if row == rows - 1 and end != len(words):
                    continue
                made = cost + _row_cost(words, start, end, total / rows)
                if end not in after or made < after[end][0]:
                    after[end] = made, (*breaks, end)
        best = after
    ends = best[len(words)][1]
    starts = (0, *ends[:-1])
    return "\n".join(" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True))


def _row_cost(words: Sequence[str], start: int, end: int, ideal: float) -> float:
    length = sum(len(word) + 1 for word in words[start:end])
    cost = ((length - ideal) / ideal) ** 2
    if end < len(words):
        if re.search(r"[,.;:!?…—–]['”’\"]?$", words[end - 1]):
            cost -= 0.45
        elif len(words[end - 1]) <= 3:
            cost += 0.08  # "of", "the", "to" belong to what follows
    elif end - start == 1 and len(words) > 3:
        cost += 0.3
    return cost
