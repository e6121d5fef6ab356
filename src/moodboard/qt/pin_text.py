# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines and notes as pins: their places follow their words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from moodboard.domain.board import Pin, PinKind, Place, TextStyle
from moodboard.domain.line import Line, format_timecode
from moodboard.qt import text as qt_text
from moodboard.qt.paint_words import NOTE_PADDING_X, note_size
from moodboard.qt.text_note import note_of

WIDEST_LINE = 560.0
WIDEST_MONOLOGUE = 400.0
"""About 44 characters of 20."""
NOTE_WIDTH = 206.0
LEAST_WIDTH = 24.0
_SLACK = 1.0
"""Board units by which a place may be wider than its words and still count as following them."""
_MONOLOGUE = 60
"""Words from which on a line is set as running text."""


@dataclass(frozen=True, slots=True)
class Words:
    """What pins say: the lines and the films' titles they name."""

    lines: Mapping[str, Line]
    films: Mapping[int, str]

    def of(self, pin: Pin) -> str:
        """Return what the pin says itself."""
        if pin.kind is PinKind.LINE:
            line = self.lines.get(pin.line)
            return line.text if line else ""
        return pin.text

    def under(self, pin: Pin) -> str:
        """Return the source set under a line, empty when its style wants none."""
        line = self.lines.get(pin.line) if pin.style.text.attribution else None
        return attribution(line, self.films) if line else ""


def attribution(line: Line, films: Mapping[int, str]) -> str:
    """Return who says it, in which film, and when."""
    title = films.get(line.film_id, "") if line.film_id is not None else ""
    parts = (line.speaker, title, format_timecode(line.timecode))
    return " · ".join(part for part in parts if part)


def words_of(pin: Pin, lines: Mapping[str, Line]) -> str:
    """Return what the pin says itself."""
    return Words(lines, {}).of(pin)


def style_for(text: str) -> TextStyle:
    """Return how a line of these words is set at first: the longer, the smaller."""
    words = len(text.split())
    if words > _MONOLOGUE:
        return TextStyle(size=20.0, weight=400, leading=1.5)
    return qt_text.line_style_for(words)


def size_for(
    kind: PinKind, text: str, style: TextStyle, width: float = 0.0, under: str = ""
) -> tuple[float, float]:
    """Return width and height that the words take at a width; 0 lets the words decide."""
    if width <= 0:
        width = min(_widest(kind, text), natural_width(kind, text, style))
    if kind is PinKind.NOTE:
        return note_size(text, style, width)
    return qt_text.size_for(text, style, max(1.0, width), under)


def _widest(kind: PinKind, text: str) -> float:
    if kind is PinKind.NOTE:
        return NOTE_WIDTH
    return WIDEST_MONOLOGUE if len(text.split()) > _MONOLOGUE else WIDEST_LINE


def natural_width(kind: PinKind, text: str, style: TextStyle) -> float:
    """Return the width at which no line needs to be broken."""
    if kind is PinKind.NOTE:
        width = float(math.ceil(note_of(text or " ", style).natural_width)) + 2 * NOTE_PADDING_X
    else:
        width, _ = qt_text.natural_size(text, style)
    return max(LEAST_WIDTH, width + _SLACK)


def fitted(pin: Pin, words: Words, before: Pin | None = None, old_text: str = "") -> Pin:
    """Return the pin with the place that its words need.

    A place that was just as wide as its words (``before`` with ``old_text``) stays so; any other
    keeps its width and only the height follows. The top edge stays, also of a turned pin.
    """
    if pin.kind not in (PinKind.LINE, PinKind.NOTE):
        return pin
    text, style, width = words.of(pin), pin.style.text, pin.place.width
    if before is not None and before.place.width == width and pin.kind is PinKind.LINE:
        natural = natural_width(pin.kind, old_text, before.style.text)
        if abs(natural - width) <= _SLACK:
            width, _ = size_for(pin.kind, text, style)
    _, height = size_for(pin.kind, text, style, width, words.under(pin))
    return replace(pin, place=resized(pin.place, width, height))


def rescaled(pin: Pin, words: Words, before: Pin) -> Pin:
    """Return a pin whose type was scaled with its place, in the size that its words need now.

    Letters do not scale quite evenly (large ones are drawn finer), so a line that was as wide as
    its words is measured anew, or its last word might wrap.
    """
    if pin.kind is not PinKind.LINE:
        return fitted(pin, words)
    natural = natural_width(pin.kind, words.of(pin), before.style.text)
    if abs(natural - before.place.width) > _SLACK:
        return fitted(pin, words)
    width = natural_width(pin.kind, words.of(pin), pin.style.text)
    _, height = size_for(pin.kind, words.of(pin), pin.style.text, width, words.under(pin))
    return replace(pin, place=resized(pin.place, width, height))


def resized(place: Place, width: float, height: float) -> Place:
    """Return the place in another size, its top left corner staying where it is seen."""
    if width == place.width and height == place.height:
        return place
    angle = math.radians(place.turn)
    dx, dy = (width - place.width) / 2, (height - place.height) / 2
    cx = place.x + place.width / 2 + dx * math.cos(angle) - dy * math.sin(angle)
    cy = place.y + place.height / 2 + dx * math.sin(angle) + dy * math.cos(angle)
    return Place(cx - width / 2, cy - height / 2, width, height, place.turn)
