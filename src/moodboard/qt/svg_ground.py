# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies behind the pins, in the words of an SVG."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from moodboard.domain.ground import Ground
from moodboard.qt.paint_ground import TILE, grain_png


def ground_of_page(ground: Ground, width: int, height: int, cell: float) -> Iterator[str]:
    """Yield the elements of a ground that spans the page."""
    fill, page = ground.mean, f'width="{width}" height="{height}"'
    if ground.is_gradient:
        yield gradient("ground", ground, 0, 0, width, height)
        fill = "url(#ground)"
    yield f'<rect {page} fill="{fill}"/>'
    if ground.grain:
        size = f'width="{TILE * cell:g}" height="{TILE * cell:g}"'
        data = base64.b64encode(grain_png()).decode("ascii")
        yield (
            f'<pattern id="grain" patternUnits="userSpaceOnUse" {size}><image {size} '
            f'preserveAspectRatio="none" image-rendering="pixelated" href="data:image/png;base64,{data}"/>'
            "</pattern>"
        )
        yield f'<rect {page} fill="url(#grain)"/>'


def gradient(name: str, ground: Ground, x: float, y: float, width: float, height: float) -> str:
    """Return the definition of a gradient that spans a rectangle."""
    x1, y1, x2, y2 = ground.ends(x, y, width, height)
    stops = "".join(f'<stop offset="{share:g}" stop-color="{colour}"/>' for share, colour in ground.stops())
    return (
        f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" '
        f'x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}">{stops}</linearGradient>'
    )
