# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies behind the pins: a colour, a gradient of two, paper grain; one short text says it.

"" is the theme's own colour, "#rrggbb" one colour, "#rrggbb>#rrggbb@angle" a gradient whose
angle is 0 from left to right and grows clockwise; "+grain" at the end adds the grain of paper.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from moodboard.domain import colour as colours
from moodboard.domain.errors import KnownError

GRAIN = "+grain"
DOWN = 90
"""The angle of a gradient from top to bottom."""

_SAID = re.compile(
    r"(?:(?P<one>#[0-9a-fA-F]{6})(?:>(?P<other>#[0-9a-fA-F]{6})@(?P<angle>[0-9]{1,3}))?)?(?P<grain>\+grain)?"
)
_STOPS = 16


@dataclass(frozen=True, slots=True)
class Ground:
    """A parsed ground."""

    colours: tuple[str, ...] = ()
    """None: the theme's; one; or the two that a gradient goes between."""
    angle: int = DOWN
    grain: bool = False

    def __str__(self) -> str:
        said = ">".join(self.colours)
        if self.is_gradient:
            said += f"@{self.angle}"
        return said + (GRAIN if self.grain else "")

    @property
    def is_gradient(self) -> bool:
        """Whether it goes from one colour to another."""
        return len(self.colours) == 2

    @property
    def mean(self) -> str:
        """The colour that stands for it where only one can: its ink, its shadow; empty for the theme's."""
        return colours.mixed(self.colours) if self.is_gradient else "".join(self.colours)

    def on(self, theme: str) -> Ground:
        """Return it with the theme's colour where it has none of its own."""
        return self if self.colours else replace(self, colours=(theme.lower(),))

    def stops(self) -> tuple[tuple[float, str], ...]:
        """Return where a gradient has which colour, 0..1, mixed as the eye mixes.

        Painters mix red, green and blue, which makes a muddy grey between two clear colours: they
        get so many steps that it does not matter.
        """
        one, other = (colours.oklab(colour) for colour in (self.colours[0], self.colours[-1]))
        found = []
        for n in range(_STOPS + 1):
            share = n / _STOPS
            a, b, c = (x + (y - x) * share for x, y in zip(one, other, strict=True))
            found.append((share, colours.from_oklab((a, b, c))))
        return ((0.0, self.colours[0]), *found[1:-1], (1.0, self.colours[-1]))

    def ends(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        """Return where in a rectangle a gradient begins and ends: both colours reach a corner."""
        turn = math.radians(self.angle)
        across, down = math.cos(turn), math.sin(turn)
        half = (abs(width * across) + abs(height * down)) / 2
        middle_x, middle_y = x + width / 2, y + height / 2
        return (
            middle_x - across * half,
            middle_y - down * half,
            middle_x + across * half,
            middle_y + down * half,
        )

    def colour_at(self, x: float, y: float, width: float, height: float) -> str:
        """Return the colour at a point of a rectangle that it spans."""
        if not self.is_gradient or not width or not height:
            return self.mean
        x1, y1, x2, y2 = self.ends(0, 0, width, height)
        way_x, way_y = x2 - x1, y2 - y1
        share = ((x - x1) * way_x + (y - y1) * way_y) / (way_x * way_x + way_y * way_y)
        stops = self.stops()
        return stops[round(min(1.0, max(0.0, share)) * (len(stops) - 1))][1]


def parse(said: str) -> Ground:
    """Return the ground that a text says; an error in plain words for any other text."""
    found = _SAID.fullmatch(said)
    if found is None or int(found["angle"] or 0) > 359:
        raise KnownError(
            f"“{said}” is not a colour or a gradient. Give #rrggbb, or #rrggbb>#rrggbb@90, "
            "with +grain after it for paper."
        )
    taken = tuple(one.lower() for one in (found["one"], found["other"]) if one)
    angle = int(found["angle"]) if found["angle"] else DOWN
    return Ground(taken, angle, bool(found["grain"]))


def is_ground(said: str) -> bool:
    """Tell whether a text says a ground."""
    try:
        parse(said)
    except KnownError:
        return False
    return True


@lru_cache(maxsize=512)
def ground_of(said: str, theme: str) -> Ground:
    """Return what a stored text says; one that cannot be read is the theme's: nothing breaks over it."""
    return (parse(said) if is_ground(said) else Ground()).on(theme)


@lru_cache(maxsize=512)
def mean_of(said: str, theme: str = "") -> str:
    """Return the one colour that stands for a ground, the theme's where it has none."""
    return ground_of(said, theme).mean if theme or said else ""


def resolved(said: str, theme: str) -> str:
    """Return the ground with the theme's colour filled in."""
    ground = parse(said)
    return said if ground.colours else str(ground.on(theme))
