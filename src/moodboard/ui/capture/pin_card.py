# SPDX-License-Identifier: GPL-3.0-or-later
"""One thing that was pinned in this sitting, from the press of the key on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from moodboard.domain.line import Line, format_timecode
from moodboard.domain.still import Still

WIDEST, NARROWEST = 2.6, 0.5
"""Width over height that a card may have: a scroll stays in sight, a sliver can be hit."""


@dataclass(eq=False, slots=True)
class PinCard:
    """A shot, with its line where both were pinned, or a line; without a uuid until it is kept."""

    number: int
    path: Path
    at: float
    image: QImage | None = None
    """What was on the stage; None for a line, and where only the library has the picture."""
    words: str = ""
    """A line's own, or what is said in the shot."""
    still: Still | None = None
    line: Line | None = None
    is_shot: bool = True
    is_kept: bool = False

    @property
    def ratio(self) -> float:
        """The picture's width over its height."""
        if self.still is not None:
            found = self.still.ratio
        else:
            shown = self.image
            found = shown.width() / shown.height() if shown is not None and shown.height() else 16 / 9
        return min(WIDEST, max(NARROWEST, found))

    @property
    def seconds(self) -> float:
        """When in the film it is, as the library has it."""
        said = self.still if self.is_shot else self.line
        return said.timecode if said is not None and said.timecode is not None else self.at

    @property
    def timecode(self) -> str:
        """The same in words."""
        return format_timecode(self.seconds) or ""

    @property
    def stills(self) -> list[str]:
        """The uuid of its shot, if it has one."""
        return [self.still.uuid] if self.is_shot and self.still is not None else []

    @property
    def lines(self) -> list[str]:
        """The uuid of its line, where it is nothing but a line."""
        return [self.line.uuid] if not self.is_shot and self.line is not None else []
