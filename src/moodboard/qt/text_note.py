# SPDX-License-Identifier: GPL-3.0-or-later
"""What a note looks like: plain rows, bold and italic words, lists, underlined links."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF

from moodboard.domain import note_markup
from moodboard.domain.board import TextStyle
from moodboard.domain.note_markup import Paragraph, Row
from moodboard.domain.text_keys import starts_right_to_left
from moodboard.qt.laid_text import LaidText
from moodboard.qt.text import Composed, Link, Part
from moodboard.qt.text_cache import text_cache
from moodboard.qt.text_setting import Mark, Setting, laid, setting_of, style_of

INDENT = 1.25
"""How far the words of a list stand in, in sizes of the type."""
BULLET = "•"


def note_of(markup: str, style: TextStyle, width: float = 0.0) -> Composed:
    """Return a note's words laid out, from the cache where it was before; 0 is as wide as they are."""
    return _note_of(markup, setting_of(replace(style, hanging=False)), width)


def clear_cache() -> None:
    """Forget all laid notes: the fonts have changed."""
    _note_of.cache_clear()


def list_indent(style: TextStyle, rows: tuple[Paragraph, ...]) -> float:
    """Return how far the words of the lists stand in: as far as the longest number needs."""
    numbers = [f"{row.number}." for row in rows if row.row is Row.NUMBER]
    widest = max((laid(number, style).natural_width for number in numbers), default=0.0)
    return max(INDENT * style.size, widest + 0.4 * style.size)


@text_cache(2048)
def _note_of(markup: str, setting: Setting, width: float) -> Composed:
    style = style_of(setting)
    if note_markup.is_plain(markup):
        made = laid(markup, style, width)
        return Composed((Part(made, 0.0, 0.0),), made.width, made.height)
    rows = note_markup.parse(markup)
    indent = list_indent(style, rows)
    parts: list[Part] = []
    links: list[Link] = []
    y = 0.0
    for row in rows:
        made, addresses = _row(row, style, width, indent)
        sign = "" if row.row is Row.PLAIN else BULLET if row.row is Row.BULLET else f"{row.number}."
        x = indent if sign else 0.0
        rightwards = starts_right_to_left(row.text)
        if sign and rightwards:
            x = 0.0
            parts.append(Part(_sign(sign, style), made.width + indent - _sign(sign, style).natural_width, y))
        elif sign:
            parts.append(Part(_sign(sign, style), _sign_x(sign, style, indent), y))
        parts.append(Part(made, x, y))
        line = made.height / max(1, len(made.lines))
        for link in made.links:
            top = y + link.baseline - made.baseline
            links.append(Link(QRectF(x + link.x, top, link.width, line), addresses[link.number]))
        y += made.height
    natural = max(part.x + part.laid.width for part in parts)
    return Composed(tuple(parts), width or natural, y, tuple(links))


def _sign(sign: str, style: TextStyle) -> LaidText:
    return laid(sign, replace(style, align="left", tracking=0.0))


def _sign_x(sign: str, style: TextStyle, indent: float) -> float:
    """Numbers end where their words begin, a little before; bullets stand at the edge."""
    if sign == BULLET:
        return 0.0
    return max(0.0, indent - 0.4 * style.size - _sign(sign, style).natural_width)


def _row(row: Paragraph, style: TextStyle, width: float, indent: float) -> tuple[LaidText, list[str]]:
    """Return a row laid out, and the addresses of its links."""
    marks: list[Mark] = []
    addresses: list[str] = []
    at = 0
    for run in row.runs:
        end = at + len(run.text)
        if run.link and (not addresses or addresses[-1] != run.link):
            addresses.append(run.link)
        if run.bold or run.italic or run.link:
            marks.append(Mark(at, end, run.bold, run.italic, len(addresses) - 1 if run.link else -1))
        at = end
    room = max(1.0, width - indent) if width > 0 and row.row is not Row.PLAIN else width
    return laid(row.text, style, room, tuple(marks)), addresses
