# SPDX-License-Identifier: GPL-3.0-or-later
"""What one command is: its words, its shortcuts, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:

    def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
        """Qt's own is said to return an object."""
        return text
else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP  # noqa: F401  - the tables take it from here


class Needs(StrEnum):
    """What has to be there for an action to make sense."""

    NOTHING = ""
    FILM = "film"
    """A film is chosen in the library."""
    BOARD = "board"
    """A board is open."""
    PINS = "pins"
    """At least one pin is chosen on the board."""
    SEVERAL = "several"
    """At least two pins are chosen on the board."""
    STILL = "still"
    """Exactly one still is chosen on the board."""
    STILLS = "stills"
    """At least one still is chosen on the board."""
    WALK = "walk"
    """The open board's pins were made during two watches or more."""
    FRAME = "frame"
    """The open board has a frame."""
    SAMPLE = "sample"
    """The sample library is in."""
    FILE = "file"
    """A film file is open on the capture page, which is shown."""
    UNDO = "undo"
    REDO = "redo"


BOARD_NEEDS = frozenset(Needs) - {Needs.NOTHING, Needs.FILM, Needs.SAMPLE, Needs.FILE}
"""What only the boards' page has: elsewhere these commands rest, unless a page answers them itself."""
BOARD_MENUS = frozenset({"board", "pin", "arrange", "draw", "colour"})


class Where(StrEnum):
    """Where its shortcut is heard."""

    WINDOW = "window"
    BOARD = "board"
    """Only while the board has the keyboard: single letters stay away from lists and fields."""
    CAPTURE = "capture"
    """Only on the capture page; fields keep the letters that are typed into them."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command."""

    id: str
    text: str
    menu: str
    shortcuts: tuple[str, ...] = ()
    needs: Needs = Needs.NOTHING
    icon: str = ""
    where: Where = Where.WINDOW
    checkable: bool = False
    why: str = ""
    """The tool-tip's second sentence while it cannot be used."""


BOARD = Where.BOARD
CAPTURE = Where.CAPTURE
