# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pictures a page for browsers holds, and how fine each of them is.

Only what is seen of a picture goes along, and once, however often it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from moodboard.domain.board import Crop, Pin, PinKind, Tone
from moodboard.domain.still import Still, as_shown
from moodboard.domain.tone import tinted

LONGEST = 1600
"""Pixels of a picture's longest side at most."""
FINER = 4.0
"""How many pixels a board unit has at most: a phone shows no more when it is zoomed in."""
LARGE = 20_000_000
"""Bytes of a page above which it is likely to be refused on its way."""

Key = tuple[str, Crop, Tone]


def key_of(pin: Pin, still: Still) -> Key:
    """Return what pins have in common that show the same picture alike."""
    return _shown(pin, still).picture, pin.crop, tinted(pin.style.tone)


def _shown(pin: Pin, still: Still) -> Still:
    return as_shown(still, pin.style.frame_at, pin.style.tone.outline)


def longest_sides(pins: Iterable[Pin], stills: Mapping[str, Still]) -> dict[Key, int]:
    """Return the longest side, in pixels, of each picture that is shown."""
    made: dict[Key, int] = {}
    for pin in pins:
        still = stills.get(pin.still)
        if pin.kind is not PinKind.STILL or still is None:
            continue
        whole = _shown(pin, still)
        own = max(whole.width * pin.crop.width, whole.height * pin.crop.height)
        shown = max(pin.place.width, pin.place.height) * FINER
        longest = max(1, round(min(own, shown, LONGEST)))
        key = key_of(pin, still)
        made[key] = max(made.get(key, 0), longest)
    return made


def pixels_of(pins: Iterable[Pin], stills: Mapping[str, Still]) -> float:
    """Return how many pixels all pictures of a page have."""
    pins = tuple(pins)
    sides, counted = longest_sides(pins, stills), 0.0
    ratios = {key_of(pin, stills[pin.still]): pin for pin in pins if pin.still in stills}
    for key, longest in sides.items():
        still, crop = stills[ratios[key].still], key[1]
        ratio = (still.width * crop.width) / max(still.height * crop.height, 1e-9)
        counted += longest * longest * min(ratio, 1 / max(ratio, 1e-9))
    return counted
