# SPDX-License-Identifier: GPL-3.0-or-later
"""Stills: pictures from a film, kept as the bytes that came."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Still:
    """A picture in the library; several stills may share one file."""

    uuid: str
    picture: str
    """Path inside the library folder, ``pictures/ab/abcd….jpg``."""
    width: int
    height: int
    """Pixels as shown: the file's orientation is honoured."""
    film_id: int | None = None
    timecode: float | None = None
    """Seconds into the film."""
    average: str = "#8a8078"
    """sRGB hex of the average colour."""
    palette: tuple[str, ...] = ()
    """At most six sRGB hex colours, the heaviest first."""
    name: str = ""
    """The name of the file it came from."""
    alpha: bool = False
    taken: str = ""
    """The file's own date, ISO 8601; empty when unknown."""
    sample: bool = False
    line: str = ""
    """Uuid of the line that is said in it."""
    film_file: str = ""
    """Uuid of the film file that it was taken from."""
    watch: str = ""
    """Uuid of the watch during which it was taken; it may not be logged yet."""
    on_board: bool = False
    """Set by lists made for a board: it lies there already."""

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height


def at_frame(still: Still, number: int) -> Still:
    """Return the still with another frame of its animated file as its picture."""
    return replace(still, picture=f"{still.picture}#{number}") if number > 0 else still


def file_and_frame(picture: str) -> tuple[str, int]:
    """Return a picture's path inside the library, and which of its frames is meant."""
    path, _, number = picture.partition("~")[0].partition("#")
    return path, int(number) if number.isdecimal() else 0


OUTLINE_STEPS = 5
"""How many outlines of one picture there are, from few lines to many."""
OUTLINE_SIDE = 2400
"""Pixels of an outline's longest side: 20 cm of paper at 300 dots per inch."""


def as_shown(still: Still, frame: int, outline: float) -> Still:
    """Return the still with a frame of its file, or with its outline (``Tone.outline``), as its picture."""
    if frame > 0:
        still = at_frame(still, frame)
    return outlined(still, outline) if outline > 0 else still


@lru_cache(maxsize=1024)
def outlined(still: Still, outline: float) -> Still:
    """Return the still with its outline as its picture, in the pixels that outlines have."""
    step = min(OUTLINE_STEPS, max(1, round(outline * OUTLINE_STEPS)))
    width, height = outline_size(still.width, still.height)
    picture = f"{still.picture}~{step}"
    return replace(still, picture=picture, width=width, height=height, average="#ffffff", alpha=False)


def outline_size(width: int, height: int) -> tuple[int, int]:
    """Return the pixels of the outline of a picture of this size."""
    scale = OUTLINE_SIDE / max(width, height, 1)
    return max(1, round(width * scale)), max(1, round(height * scale))


def outline_of(picture: str) -> int:
    """Return which of its outlines a picture's name means; 0 for the picture itself."""
    number = picture.partition("~")[2]
    return int(number) if number.isdecimal() else 0
