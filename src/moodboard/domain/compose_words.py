# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of a composition: which size of the type scale suits a column, and how many rows that takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from moodboard.domain.board import TextStyle
from moodboard.domain.export import Measured

Measure = Callable[[str, TextStyle, float], Measured]
"""The room that words in a style take when they may be so wide; the painter knows."""

UNBROKEN = 100_000.0
MONOLOGUE = 60
"""Words from which on a line is running text: 20/30, at most 44 characters wide."""
WIDEST_MONOLOGUE = 400.0
WIDEST_LONG = 480.0
"""Of a line over thirty words."""
_MEDIUM, _SMALL = 12, 30
"""Words above which a line is at most M, and at most S."""


@dataclass(frozen=True, slots=True)
class Step:
    """One size of the type scale."""

    size: float
    line: float
    tracking: float = 0.0

    @property
    def over_capitals(self) -> float:
        """What a row has above its capitals."""
        return (self.line - self.size) / 2 + 0.065 * self.size

    @property
    def under_baseline(self) -> float:
        """What a row has below its baseline."""
        return (self.line - self.size) / 2 + 0.265 * self.size


WALL = Step(96, 100, -2.0)
TITLE = Step(64, 72, -0.8)
DISPLAY = Step(48, 58, -0.4)
LARGE = Step(36, 43)
MEDIUM = Step(28, 36)
SMALL = Step(22, 29)
RUNNING = Step(20, 30)
SCALE = (WALL, TITLE, DISPLAY, LARGE, MEDIUM, SMALL)
_SERIF = "Newsreader"
_LIGHTEST = (200, 300, 400)


def styled(style: TextStyle, step: Step, italic: bool) -> TextStyle:
    """Return the person's style at a size of the scale; light when large, as the scale has it."""
    own = style.face == _SERIF
    weight = style.weight
    if own and weight in _LIGHTEST:
        weight = 300 if step.size > SMALL.size else 400
    return replace(
        style,
        size=step.size,
        leading=step.line / step.size,
        tracking=step.tracking if own else 0.0,
        weight=weight,
        italic=style.italic or italic,
    )


def has_italics(text: str) -> bool:
    """Tell whether our serif has italics for all of it: false ones are never made."""
    return all(ord(character) < 0x250 or 0x2000 <= ord(character) < 0x2070 for character in text)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set in a column."""

    step: Step
    rows: int
    height: float
    fill: float
    """How much of the last row, and of the column, is words: a lone last word is a widow."""


class Phrase:
    """A line that is to be set; what it measures is kept."""

    def __init__(self, text: str, style: TextStyle, measure: Measure, under: str = "") -> None:
        self.text = text
        self.style = style
        self.under = under
        """Its source, where the style asks for that."""
        self._measure = measure
        self._widths: dict[tuple[float, bool], tuple[tuple[tuple[float, ...], ...], float]] = {}
        self._steps: dict[float, tuple[Step, ...]] = {}
        self._set: dict[tuple[float, int, bool], Setting | None] = {}
        self.count = len(text.split())
        self.own_rows = len([part for part in text.split("\n") if part.strip()]) or 1
        self.italic = False

    @property
    def is_running(self) -> bool:
        """Tell whether it is a monologue."""
        return self.count > MONOLOGUE

    @property
    def widest(self) -> float:
        """How wide it may run before the eye loses its row."""
        return WIDEST_MONOLOGUE if self.is_running else WIDEST_LONG if self.count > _SMALL else UNBROKEN

    @property
    def largest(self) -> Step:
        """The largest step that its length allows."""
        if self.is_running:
            return RUNNING
        if self.count > _SMALL:
            return SMALL
        return MEDIUM if self.count > _MEDIUM else WALL

    def steps(self, most: Step) -> tuple[Step, ...]:
        """Return the steps to try, the largest first."""
        if most.size not in self._steps:
            top = min(most.size, self.largest.size)
            found = (RUNNING,) if self.is_running else tuple(step for step in SCALE if step.size <= top)
            self._steps[most.size] = found
        return self._steps[most.size]

    def look(self, step: Step, italic: bool) -> TextStyle:
        """Return the style it is set in."""
        return styled(self.style, step, italic and has_italics(self.text))

    def setting(self, step: Step, width: float, italic: bool = False) -> Setting | None:
        """Return how it breaks at a size in a width; None when a word is too long for that."""
        room = int(width)
        key = step.size, room, italic
        if key not in self._set:
            self._set[key] = self._broken(step, room, italic)
        return self._set[key]

    def best(self, most: Step, width: float, rows: int, italic: bool = False) -> Setting | None:
        """Return the largest setting of at most so many rows; the smallest that fits at all if none has."""
        if self.is_running:
            return self.setting(RUNNING, min(width, self.widest), italic)
        width = min(width, self.widest)
        kept = broken = None
        for step in self.steps(most):
            made = self.setting(step, width, italic)
            if made is None:
                continue
            if made.rows <= max(rows, self.own_rows) or broken is None:
                broken = made if broken is None or broken.rows > max(rows, self.own_rows) else broken
            if made.rows == self.own_rows > 1 or (self.own_rows == 1 and made.rows <= rows):
                kept = made
                break
        if kept is None or broken is None:
            return broken
        # The person's own breaks are worth a step of the scale or two, not more.
        return kept if kept.step.size >= 0.55 * broken.step.size else broken

    def height(self, step: Step, width: float, italic: bool) -> float:
        """Return the height that the painter gives it, with its source."""
        style = self.look(step, italic)
        height = self._measure(self.text, style, max(1.0, width)).height
        return height + (self._under_height(style, width) if self.under else 0.0)

    def natural(self, step: Step, italic: bool) -> float:
        """Return the width at which no row is broken."""
        return self._measure(self.text, self.look(step, italic), UNBROKEN).width

    def _under_height(self, style: TextStyle, width: float) -> float:
        size = float(max(12, round(style.size / 4)))
        small = TextStyle("Hanken Grotesk", size, 400, leading=16 / 12, align=style.align)
        return 8 * size / 12 + self._measure(self.under, small, max(1.0, width)).height

    def _measured(self, step: Step, italic: bool) -> tuple[tuple[tuple[float, ...], ...], float]:
        """Return the widths of the words of each paragraph, and that of a space."""
        key = step.size, italic
        if key not in self._widths:
            style = self.look(step, italic)
            paragraphs = [part.split() for part in self.text.split("\n")]
            widths = tuple(
                tuple(self._measure(word, style, UNBROKEN).width for word in part) for part in paragraphs
            )
            longest = max(range(len(paragraphs)), key=lambda n: len(paragraphs[n]))
            gaps = len(paragraphs[longest]) - 1
            space = step.size * 0.25
            if gaps > 0:
                whole = self._measure(" ".join(paragraphs[longest]), style, UNBROKEN).width
                space = max(1.0, (whole - sum(widths[longest])) / gaps)
            self._widths[key] = widths, space
        return self._widths[key]

    def _broken(self, step: Step, width: int, italic: bool) -> Setting | None:
        paragraphs, space = self._measured(step, italic)
        rows, widest, last = 0, 0.0, 0.0
        for part in paragraphs:
            rows += 1
            x = 0.0
            for word in part:
                if word + 2 > width:
                    if len(part) > 1 or word < 6 * step.size:
                        return None
                    rows += int(word // width)  # scripts without spaces break anywhere
                    word = word % width
                if x and x + space + word + 1 > width:
                    rows, x = rows + 1, 0.0
                x += (space if x else 0.0) + word
                widest = max(widest, x)
            last = x
        height = rows * step.line
        if self.under:
            height += self._under_height(self.look(step, italic), width)
        fill = min(1.0, last / (0.45 * widest)) if rows > len(paragraphs) and widest else 1.0
        return Setting(step, rows, height, fill * min(1.0, widest / (0.55 * width)))

    def balanced(self, step: Step, width: float, italic: bool) -> float:
        """Return the least width of as many rows as there are in ``width``: rows of like length."""
        whole = self.setting(step, width, italic)
        if whole is None or whole.rows == 1 or self.is_running:
            return width
        low, high = width * 0.5, width
        while high - low > 4:
            middle = (low + high) / 2
            tried = self.setting(step, middle, italic)
            if tried is None or tried.rows > whole.rows:
                low = middle
            else:
                high = middle
        return min(width, float(int(high)) + 3)
