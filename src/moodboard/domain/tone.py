# SPDX-License-Identifier: GPL-3.0-or-later
"""The arithmetic of a still's tone: tables from 0..255 to 0..255, one for each channel.

The screen and every export go through these tables, so both show the same colours. The order is
greyscale, contrast, warmth, fade: a warm greyscale is sepia, and a faded one lies on paper.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from moodboard.domain.board import Tone

NEUTRAL = Tone()
LUMA = (0.2126, 0.7152, 0.0722)
"""What red, green and blue weigh in a greyscale (BT.709)."""
_PAPER = (0.93, 0.90, 0.86)
_LIFT = 0.46
_STEEPNESS = 7.0


def tinted(tone: Tone) -> Tone:
    """Return what the tables do of a tone; an outline is a picture of its own, and toned like any."""
    return replace(tone, outline=0.0) if tone.outline else tone


@dataclass(frozen=True, slots=True)
class ToneTables:
    """One table a channel; ``greyscale`` says to mix the channels by ``LUMA`` first."""

    greyscale: bool
    red: bytes
    green: bytes
    blue: bytes


@lru_cache(maxsize=256)
def tone_tables(tone: Tone) -> ToneTables:
    """Return the tables of a tone."""
    contrast = max(-1.0, min(1.0, tone.contrast))
    warmth = max(-1.0, min(1.0, tone.warmth))
    fade = max(0.0, min(1.0, tone.fade))
    tables = [
        bytes(
            round(255 * _faded(_warmed(_contrasted(value / 255, contrast), warmth, channel), fade, channel))
            for value in range(256)
        )
        for channel in range(3)
    ]
    return ToneTables(tone.greyscale, *tables)


def toned_colour(colour: str, tone: Tone) -> str:
    """Return ``#rrggbb`` as the tone shows it."""
    if tone == NEUTRAL:
        return colour
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    tables = tone_tables(tone)
    if tables.greyscale:
        red = green = blue = round(LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue)
    return f"#{tables.red[red]:02x}{tables.green[green]:02x}{tables.blue[blue]:02x}"


def _contrasted(value: float, amount: float) -> float:
    """Bend towards an S, or flatten towards the middle grey; black stays black while bending."""
    if amount >= 0:
        low, high = _sigmoid(0.0), _sigmoid(1.0)
        bent = (_sigmoid(value) - low) / (high - low)
        return value + amount * (bent - value)
    return 0.5 + (value - 0.5) * (1 + 0.7 * amount)


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-_STEEPNESS * (value - 0.5)))


def _warmed(value: float, amount: float, channel: int) -> float:
    """Hold back blue when warm, red when cool; the middle tones move most, no channel clips."""
    held_back = (0.0, 0.06, 0.20) if amount > 0 else (0.20, 0.04, 0.0)
    raised = (0.16, 0.04, 0.0) if amount > 0 else (0.0, 0.04, 0.16)
    strength = abs(amount)
    curved = value ** (1 / (1 + strength * raised[channel]))
    return float(curved * (1 - strength * held_back[channel]))


def _faded(value: float, amount: float, channel: int) -> float:
    return value + amount * _LIFT * _PAPER[channel] * (1 - value)
