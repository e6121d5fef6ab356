# SPDX-License-Identifier: GPL-3.0-or-later
"""PARTS: what a board page can do beyond its own, one object for each capability.

A part connects its actions, and hangs its entries into the menus. It builds its panels and loads
its modules when they are first asked for: the start of the program waits for all parts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from moodboard.ui.board.arranging.part import ArrangingPart
from moodboard.ui.board.colour.part import ColourPart
from moodboard.ui.board.composing import ComposingPart
from moodboard.ui.board.drawing.part import DrawingPart
from moodboard.ui.board.framing.part import FramingPart
from moodboard.ui.board.layers.part import LayersPart
from moodboard.ui.board.pictures.part import PicturesPart
from moodboard.ui.board.sending import SendingPart
from moodboard.ui.board.walking import WalkingPart
from moodboard.ui.board.wheel import WheelPart
from moodboard.ui.board.writing.part import WritingPart

if TYPE_CHECKING:
    from moodboard.ui.board.page import BoardPage

PARTS: tuple[Callable[[BoardPage], QObject], ...] = (
    PicturesPart,
    ArrangingPart,
    ComposingPart,
    FramingPart,
    LayersPart,
    SendingPart,
    DrawingPart,
    ColourPart,
    WalkingPart,
    WheelPart,
    WritingPart,
)
