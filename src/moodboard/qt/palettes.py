# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of pins put together."""

from __future__ import annotations

from collections.abc import Iterable

from moodboard.domain.board import Pin, PinKind
from moodboard.domain.colour import MOST_SWATCHES, merged
from moodboard.qt.board_keeper import BoardKeeper


def palettes_of(editor: BoardKeeper, pins: Iterable[Pin]) -> list[tuple[str, ...]]:
    """Return the colours of each still and each strip among pins, the heaviest of a picture first."""
    found = []
    for pin in pins:
        still = editor.stills.get(pin.still) if pin.kind is PinKind.STILL else None
        colours = still.palette if still is not None else pin.colours
        if colours:
            found.append(tuple(colour.lower() for colour in colours))
    return found


def strip_of(editor: BoardKeeper, pins: Iterable[Pin], most: int = MOST_SWATCHES) -> tuple[str, ...]:
    """Return the colours that stand for these pins, in a strip's order."""
    return merged(palettes_of(editor, pins), most)
