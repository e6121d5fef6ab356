# SPDX-License-Identifier: GPL-3.0-or-later
"""Rich text, as Qt writes it into HTML, in the marks of a note: bold, italic, lists and links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from moodboard.domain import note_markup
from moodboard.domain.note_markup import Paragraph, Row, Run

MOST_HTML = 400_000
"""Letters of HTML that are looked at."""
MOST_WORDS = 20_000
"""Letters that a note takes."""
CUT = "Its words are too many for a note; the beginning came in."
_SIZE = re.compile(r"font-size:\s*([\d.]{1,8})\s*(pt|px)", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight:\s*(bold|\d{3})", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![-\w])color:\s*(#[0-9a-f]{6,8})", re.IGNORECASE)
_BLOCKS = frozenset(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "tr", "blockquote"))
_SILENT = frozenset(("style", "script", "head", "title"))
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input"))
_TICKS = {"checked": "☑ ", "unchecked": "☐ "}


@dataclass(frozen=True, slots=True)
class MarkedUp:
    """The words of a note."""

    text: str
    """With marks."""
    plain: str
    """Without."""
    size: float = 0.0
    """Pixels of the type; 0 when the HTML does not say."""
    colour: str = ""
    fault: str = ""


@dataclass(slots=True)
class _Look:
    """What a tag makes of the words inside it."""

    tag: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(slots=True)
class _Line:
    row: Row = Row.PLAIN
    number: int = 0
    lead: str = ""
    runs: list[Run] = field(default_factory=list)


def marked_up(html: str) -> MarkedUp:
    """Return the words of the HTML; text that is no HTML stays as it is."""
    fault = ""
    if len(html) > MOST_HTML:
        html, fault = html[:MOST_HTML], CUT
    if not re.search(r"<[a-zA-Z!/][^<>]*>", html):
        words, cut = shortened(html)
        return MarkedUp(note_markup.from_plain(words), words, fault=fault or cut)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if _cut(reader.lines):
        fault = CUT
    rows = _trimmed([_row(line) for line in reader.lines])
    text = note_markup.write(rows).rstrip()
    return MarkedUp(text, note_markup.plain(text), reader.size, reader.colour, fault)


def _cut(lines: list[_Line]) -> bool:
    """Take away what is more than a note holds; tells whether there was any."""
    left = MOST_WORDS
    for number, line in enumerate(lines):
        for place, run in enumerate(line.runs):
            if len(run.text) > left:
                line.runs[place:] = [replace(run, text=run.text[:left])]
                del lines[number + 1 :]
                return True
            left -= len(run.text)
        left = max(0, left - 1)
    return False


def shortened(words: str) -> tuple[str, str]:
    """Return the words as far as a note holds them, and what to say when they are cut."""
    return (words, "") if len(words) <= MOST_WORDS else (words[:MOST_WORDS], CUT)


def _row(line: _Line) -> Paragraph:
    runs = [Run(line.lead)] if line.lead else []
    return note_markup.tidied(Paragraph((*runs, *line.runs), line.row, line.number))


def _trimmed(rows: list[Paragraph]) -> list[Paragraph]:
    """Return the rows without the empty ones before and after."""
    full = [number for number, row in enumerate(rows) if row.text.strip() or row.row is not Row.PLAIN]
    return rows[full[0] : full[-1] + 1] if full else []


class _Reader(HTMLParser):
    """Go through the tags with a stack; what never closes costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[_Line] = []
        self.size = 0.0
        self.colour = ""
        self._looks: list[_Look] = []
        self._silent = 0
        self._counts: list[int] = []  # of the lists that are open: 0 for dots
        self._fresh = True  # the next words begin a line
        self._point = _Line()
        self._paragraph = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            if "-qt-paragraph-type:empty" not in self._paragraph:
                self._break()
        elif tag in ("ul", "ol"):
            self._fresh = True
            self._counts.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self._begin_point(given.get("class", ""))
        elif tag in _BLOCKS:
            self._begin_block(style)
        self._note_look(style, tag)
        if tag not in _VOID and tag not in _SILENT:
            self._looks.append(self._look(tag, given, style))

    def _begin_block(self, style: str) -> None:
        self._paragraph = style
        self._fresh = True
        if "-qt-paragraph-type:empty" in style:
            self.lines.append(_Line())

    def _begin_point(self, kind: str) -> None:
        self._fresh = True
        count = self._counts[-1] if self._counts else 0
        if count:
            self._counts[-1] += 1
        row = Row.NUMBER if 0 < count < 1000 else Row.BULLET
        self._point = _Line(row, count, _TICKS.get(kind, ""))

    def _break(self) -> None:
        self.lines.append(_Line())
        self._fresh = False

    def _note_look(self, style: str, tag: str) -> None:
        """Take the first size and colour that are said for the whole of it."""
        if not self.size and (size := _SIZE.search(style)):
            try:
                self.size = float(size[1]) * (96 / 72 if size[2].lower() == "pt" else 1.0)
            except ValueError:
                self.size = 0.0
            self.size = self.size if 0.5 <= self.size <= 2_000 else 0.0
        is_link = tag == "a" or (self._looks and self._looks[-1].link)
        if not self.colour and not is_link and (colour := _COLOUR.search(style)):
            self.colour = colour[1]

    def _look(self, tag: str, given: dict[str, str], style: str) -> _Look:
        outer = self._looks[-1] if self._looks else _Look("")
        bold, italic, link = outer.bold, outer.italic, outer.link
        weight = _WEIGHT.search(style)
        if tag in ("b", "strong", "h1", "h2", "h3"):
            bold = True
        if weight:
            bold = weight[1].lower() == "bold" or int(weight[1]) >= 600
        if tag in ("i", "em") or "font-style:italic" in style.replace(" ", ""):
            italic = True
        if tag == "a":
            link = note_markup.address_of(given.get("href", ""))
        return _Look(tag, bold, italic, link)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
            return
        for number in range(len(self._looks) - 1, max(-1, len(self._looks) - 40), -1):
            if self._looks[number].tag == tag:
                del self._looks[number:]
                break
        if tag in ("ul", "ol") and self._counts:
            self._counts.pop()
        if tag in _BLOCKS or tag in ("ul", "ol", "li"):
            self._fresh, self._point, self._paragraph = True, _Line(), ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        pre = "pre-wrap" in self._paragraph or "white-space: pre" in self._paragraph
        words = data.replace("\r", "") if pre else re.sub(r"\s+", " ", data)
        if not words.strip() and (self._fresh or not self.lines):
            return
        look = self._looks[-1] if self._looks else _Look("")
        for number, part in enumerate(words.split("\n")):
            if self._fresh or not self.lines or number:
                self.lines.append(self._point)
                self._fresh, self._point = False, _Line()
                part = part if pre else part.lstrip()
            run = Run(part.replace("\xa0", " "), look.bold, look.italic, look.link)
            self.lines[-1].runs.append(run)
