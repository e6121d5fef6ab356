# SPDX-License-Identifier: GPL-3.0-or-later
"""The shapes that boards are exported in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """A picture size in pixels, its dots per inch, and what is kept clear at the top."""

    name: str
    width: int
    height: int
    dpi: int = 96
    clear_top: float = 0.0
    """Fraction of the height that a refit leaves empty (a phone's clock)."""


PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset("phone", 1170, 2532, clear_top=0.18),
        Preset("story", 1080, 1920),
        Preset("square", 1080, 1080),
        Preset("desktop", 3840, 2160),
        Preset("a4", 2480, 3508, 300),
        Preset("a4-landscape", 3508, 2480, 300),
        Preset("a3", 3508, 4961, 300),
        Preset("a3-landscape", 4961, 3508, 300),
    )
}
