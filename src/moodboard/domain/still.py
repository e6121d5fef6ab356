# SPDX-License-Identifier: GPL-3.0-or-later
"""Stills: pictures from a film, kept as the bytes that came."""

from __future__ import annotations

from dataclasses import dataclass


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
    on_board: bool = False
    """Set by lists made for a board: it lies there already."""

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height
