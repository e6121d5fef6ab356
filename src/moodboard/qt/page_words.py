# SPDX-License-Identifier: GPL-3.0-or-later
"""Words of a page as real text: each row where it was laid, as wide as it was laid.

The fonts go along, so a browser sets the same letters; should it refuse them, ``textLength`` keeps
every row in its place.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QFont

from moodboard.domain.board import TextStyle
from moodboard.qt import fonts, page_fonts, scripts
from moodboard.qt import svg_shapes as shapes
from moodboard.qt.laid_text import LaidLine, LaidText, Stretch
from moodboard.qt.text import Composed
from moodboard.qt.text_setting import bolder

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_PLAIN = Stretch(0, 0)
_SPACED = re.compile(r"^\s|\s\s")
_OPTICAL = (6.0, 72.0)
_Look = tuple[TextStyle, bool, bool, bool]


def escaped(words: str) -> str:
    """Return words as they may stand anywhere in a page, between tags or in an attribute."""
    return html.escape(_CONTROLS.sub("", words), quote=True)


@dataclass(slots=True)
class PageWords:
    """The types that the words of a page are set in, and the letters they need."""

    _classes: dict[_Look, str] = field(default_factory=dict)
    _glyphs: dict[tuple[str, bool], set[int]] = field(default_factory=dict)

    def note(self, made: Composed) -> None:
        """Remember what these words need."""
        for part in made.parts:
            for line in part.laid.lines:
                for stretch in line.stretches or (_PLAIN,):
                    self._class_of(part.laid.style, stretch)
            for font, glyphs in part.laid.glyphs():
                italic = font.style() is not QFont.Style.StyleNormal
                self._keep(font.familyName(), italic, glyphs)

    def note_plain(self, family: str, words: str) -> None:
        """Remember what words of the page itself need."""
        self._keep(family, False, fonts.glyphs_for(family, False, words))

    def _keep(self, family: str, italic: bool, glyphs: list[int]) -> None:
        if family in fonts.FAMILIES:
            self._glyphs.setdefault((family, italic), set()).update(glyphs)

    def _class_of(self, style: TextStyle, stretch: Stretch) -> str:
        plain = replace(style, colour="", align="left", attribution=False, veil=True, exchange="auto")
        key = plain, stretch.bold, stretch.italic, stretch.foreign
        return self._classes.setdefault(key, f"t{len(self._classes) + 1}")

    # -- the style sheet ---------------------------------------------------------------------------

    def faces(self) -> Iterator[str]:
        """Yield the fonts, each with the letters that are used."""
        for (family, italic), glyphs in sorted(self._glyphs.items()):
            file = fonts.font_file(family, italic)
            if file is None:
                continue
            data = base64.b64encode(page_fonts.woff(file.read_bytes(), glyphs)).decode("ascii")
            weights = "200 800" if family == fonts.SERIF else "100 900"
            yield (
                f'@font-face{{font-family:"{family}";font-style:{"italic" if italic else "normal"};'
                f'font-weight:{weights};src:url(data:font/woff;base64,{data}) format("woff")}}'
            )

    def rules(self) -> Iterator[str]:
        """Yield a rule for each type."""
        for (style, bold, italic, foreign), name in self._classes.items():
            style = bolder(style) if bold else style
            slanted = (style.italic or italic) and not foreign
            rule = (
                f"font:{'italic' if slanted else 'normal'} {int(style.weight)} "
                f"{shapes.number(style.size)}px/1 {_families(style.face)}"
            )
            if style.tracking and not foreign:
                rule += f";letter-spacing:{shapes.number(style.tracking)}px"
            if style.small_caps:
                rule += ";font-variant-caps:small-caps"
            if style.face == fonts.SERIF:
                size = min(max(max(8, round(style.size)), _OPTICAL[0]), _OPTICAL[1])
                rule += f';font-variation-settings:"opsz" {shapes.number(size)}'
            yield f".{name}{{{rule}}}"

    # -- text --------------------------------------------------------------------------------------

    def composed(
        self, made: Composed, x: float, y: float, ink: str, ink_2: str, again: bool = False
    ) -> Iterator[str]:
        """Yield laid texts as rows; ``again`` for those that stand there already."""
        if again:
            yield '<g class="again" aria-hidden="true">'
        # Who speaks stands before what is said, though both are on one line.
        parts = sorted(made.parts, key=lambda part: (round(part.y + part.laid.baseline, 1), not part.aside))
        for part in parts:
            for line in part.laid.lines:
                row = self._row(part.laid, line, x + part.x, y + part.y, ink_2 if part.aside else ink)
                if row:
                    yield row
        for rule in made.rules:
            box = shapes.box(x + rule.x(), y + rule.y(), rule.width(), rule.height())
            yield f'<rect {box} fill="{ink}"/>'
        if again:
            yield "</g>"

    def _row(self, laid: LaidText, line: LaidLine, x: float, y: float, ink: str) -> str:
        words = line.words.rstrip()
        if not words:
            return ""
        left = x + line.x + (line.width if line.rightwards else 0.0)
        said = f'x="{shapes.number(left)}" y="{shapes.number(y + line.baseline)}" fill="{ink}"'
        if line.rightwards:
            said += ' direction="rtl"'
        if _SPACED.search(words):
            said += ' xml:space="preserve"'
        if line.width > 0 and len(words) > 1:
            said += f' textLength="{shapes.number(line.width)}" lengthAdjust="spacingAndGlyphs"'
        if not line.stretches:
            return f'<text class="{self._class_of(laid.style, _PLAIN)}" {said}>{escaped(words)}</text>'
        spans, end = "", len(words.encode("utf-16-le", "surrogatepass")) // 2
        for stretch in line.stretches:
            inside = escaped(scripts.between(line.words, stretch.start, min(stretch.end, end)))
            if inside:
                spans += f'<tspan class="{self._class_of(laid.style, stretch)}">{inside}</tspan>'
        return f"<text {said}>{spans}</text>"


def _families(face: str) -> str:
    known = fonts.FAMILIES.get(face, (face, *fonts.FAMILIES[fonts.SERIF]))
    return ",".join(name if name in ("serif", "sans-serif") else f'"{_said(name)}"' for name in known)


def _said(name: str) -> str:
    """Return a font's name as a style sheet may hold it, whatever it is made of."""
    return "".join(c if c.isascii() and (c.isalnum() or c in " -") else f"\\{ord(c):x} " for c in name)
