# SPDX-License-Identifier: GPL-3.0-or-later
"""Give blocks one height, width, area or scale, each keeping its centre and its ratio."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from moodboard.domain.arranging_blocks import Block, Targets
from moodboard.domain.board import PinKind, Rect
from moodboard.domain.still import Still


class Same(StrEnum):
    """What becomes the same of all."""

    HEIGHT = "height"
    WIDTH = "width"
    AREA = "area"
    SCALE = "scale"


_MEASURES: dict[Same, Callable[[Rect], float]] = {
    Same.HEIGHT: lambda rect: rect.height,
    Same.WIDTH: lambda rect: rect.width,
    Same.AREA: lambda rect: math.sqrt(rect.width * rect.height),
}


def same_sized(
    blocks: Sequence[Block], same: Same, stills: Mapping[str, Still], locked: Sequence[Rect] = ()
) -> Targets:
    """Return the blocks' bounds when all have the mean of a measure; a locked pin sets it.

    Where there are pictures only they change: no line gets as tall as a still because both were
    chosen. The scale is how large a pixel of the file is shown.
    """
    pictures = [block for block in blocks if block.lead.kind is PinKind.STILL]
    if same is Same.SCALE:
        scales = {block.uuid: _scale(block, stills) for block in pictures}
        known = [block for block in pictures if scales[block.uuid] > 0]
        return _to_mean(known, [scales[block.uuid] for block in known], ())
    changing = pictures or list(blocks)
    measure = _MEASURES[same]
    return _to_mean(changing, [measure(block.bounds) for block in changing], [measure(r) for r in locked])


def _to_mean(blocks: Sequence[Block], sizes: Sequence[float], given: Sequence[float]) -> Targets:
    measured = [size for size in (given or sizes) if size > 0]
    if not measured:
        return {}
    mean = math.fsum(measured) / len(measured)
    found: Targets = {}
    for block, size in zip(blocks, sizes, strict=True):
        if size > 0 and not math.isclose(size, mean, rel_tol=1e-9):
            found[block.uuid] = _about_centre(block.bounds, mean / size)
    return found


def _about_centre(rect: Rect, factor: float) -> Rect:
    cx, cy = rect.centre
    width, height = rect.width * factor, rect.height * factor
    return Rect(cx - width / 2, cy - height / 2, width, height)


def _scale(block: Block, stills: Mapping[str, Still]) -> float:
    """Return board units for a pixel of the file."""
    pin = block.lead
    still = stills.get(pin.still)
    return pin.place.width / (still.width * pin.crop.width) if still is not None and still.width else 0.0
