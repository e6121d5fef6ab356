# SPDX-License-Identifier: GPL-3.0-or-later
"""Turn a picture into a clean line drawing: black lines on white, as a stencil needs them.

Differences of Gaussians are taken across the edges and gathered along them (Kang, Lee and Chui,
"Coherent line drawing"), so that lines run on where the picture is soft and noise has none. What is
found is as smooth as the picture was made for it, so it can be enlarged before it is cut into black
and white: the lines' edges are sharp at any size of paper.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from moodboard.domain.still import OUTLINE_STEPS, outline_of, outline_size

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Plane = NDArray[np.float32]

WORKING = 1100
"""Longest side, in pixels, at which edges are looked for: finer ones are grain, not form."""
_WIDTH = 1.25
"""Deviation of the inner Gaussian in working pixels: about half of a line's strength."""
_WIDER = 1.6
_ACROSS = 6
_ALONG = 9
_LEAST_CONTRAST = 0.55
_GRAIN = 0.07
"""How much of the grain around it an edge has to stand out from."""
_SHORTEST = 22
"""Working pixels of a speck's area below which it is no line."""


_KEPT = 6
_kept: OrderedDict[str, Image.Image] = OrderedDict()
_gate = threading.Lock()


def of(picture: str) -> Image.Image:
    """Return the outline that a picture's name means; the last few are kept, for they take a second."""
    from moodboard.services import pictures

    with _gate:  # one at a time: the other processor is for the hand
        key = f"{pictures.original(picture)} {picture}"
        if key not in _kept:
            raw = pictures.decode(picture.partition("~")[0], 2 * WORKING)
            image = Image.frombytes("RGBA" if raw.alpha else "RGB", (raw.width, raw.height), raw.data)
            size = outline_size(raw.width, raw.height)
            _kept[key] = outlined(image, size, outline_of(picture) / OUTLINE_STEPS)
        _kept.move_to_end(key)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
        return _kept[key].copy()  # Pillow writes into an image's notes


def outlined(image: Image.Image, size: tuple[int, int], detail: float) -> Image.Image:
    """Return the picture as lines, in greys from black to white.

    ``detail`` from 0 to 1 says how faint an edge may be and still be drawn.
    """
    raw = _on_white(image)
    grey = _smooth(raw)
    light = _perceived(grey)
    response = _along(*_across(light)) - _GRAIN * _wide(np.abs(_seen(raw) - _seen(grey)))
    response = _balanced(response, light)
    threshold = _threshold(response, detail)
    kept = _without_specks(response > threshold, response > 1.7 * threshold)
    response = np.where(kept, response, np.minimum(response, 0.0))
    large = Image.fromarray(response).resize(size, Image.Resampling.BICUBIC)
    lines = np.asarray(large) / threshold
    steep = max(1.0, size[0] / grey.width)  # about a pixel of the result from black to white
    ink = np.clip((lines - 0.75) * 2.0 * steep + 0.5, 0.0, 1.0)
    return Image.fromarray((255.0 * (1.0 - ink) + 0.5).astype(np.uint8))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    scale = WORKING / max(image.size)
    size = max(3, round(image.width * scale)), max(3, round(image.height * scale))
    small = image.convert("RGB").resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    # What is colourful counts as dark: a red coat stands out from a grey wall of the same lightness.
    red, green, blue = small.split()
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    return Image.blend(small.convert("L"), least, 0.5)


def _smooth(grey: Image.Image) -> Image.Image:
    """Return it without grain; medians leave edges where they are."""
    return grey.filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.MedianFilter(5))


def _perceived(grey: Image.Image) -> Plane:
    """Return lightness as it is seen: nights have forms too."""
    return _blurred(_seen(grey), 0.8)


def _seen(grey: Image.Image) -> Plane:
    seen: Plane = np.power(np.asarray(grey, np.float32) / 255.0, 0.6).astype(np.float32)
    return seen


def _blurred(plane: Plane, deviation: float) -> Plane:
    reach = max(1, round(3 * deviation))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / deviation) ** 2)
    weights = (weights / weights.sum()).astype(np.float32)
    for axis in (0, 1):
        pad = [(reach, reach) if axis == n else (0, 0) for n in (0, 1)]
        padded = np.pad(plane, pad, mode="edge")
        length = plane.shape[axis]
        made = np.zeros_like(plane)
        for n, weight in enumerate(weights):
            made += weight * (padded[n : n + length] if axis == 0 else padded[:, n : n + length])
        plane = made
    return plane


def _across(light: Plane) -> tuple[Plane, Plane, Plane]:
    """Return the difference of Gaussians across each edge, and which way the edge runs."""
    down, along = np.gradient(light)
    dy: Plane = np.asarray(down, np.float32)
    dx: Plane = np.asarray(along, np.float32)
    xx, yy, xy = (_blurred(part, 2.2) for part in (dx * dx, dy * dy, dx * dy))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)  # of the gradient
    gx, gy = np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)
    near, far = np.zeros_like(light), np.zeros_like(light)
    near_sum = far_sum = 0.0
    for step in range(-_ACROSS, _ACROSS + 1):
        part = _sampled(light, gx * step, gy * step)
        one = float(np.exp(-0.5 * (step / _WIDTH) ** 2))
        two = float(np.exp(-0.5 * (step / (_WIDTH * _WIDER)) ** 2))
        near, far = near + one * part, far + two * part
        near_sum, far_sum = near_sum + one, far_sum + two
    return far / far_sum - near / near_sum, -gy, gx


def _along(difference: Plane, tx: Plane, ty: Plane) -> Plane:
    """Gather the difference along the edges, so that lines hold together."""
    total, weights = difference.copy(), 1.0
    height, width = difference.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    for way in (1.0, -1.0):
        x, y = columns.copy(), rows.copy()
        vx, vy = tx * way, ty * way
        for step in range(1, _ALONG + 1):
            x, y = x + vx, y + vy
            at = _index(x, y, width, height)
            weight = float(np.exp(-0.5 * (step / (_ALONG / 2)) ** 2))
            total += weight * difference.ravel()[at]
            weights += weight
            nx, ny = tx.ravel()[at], ty.ravel()[at]
            turn = np.where(nx * vx + ny * vy < 0, np.float32(-1), np.float32(1))
            vx, vy = nx * turn, ny * turn
    return (total / weights).astype(np.float32)


def _index(x: Plane, y: Plane, width: int, height: int) -> NDArray[np.int64]:
    column = np.clip(x + 0.5, 0, width - 1).astype(np.int64)
    row = np.clip(y + 0.5, 0, height - 1).astype(np.int64)
    index: NDArray[np.int64] = row * width + column
    return index


def _sampled(plane: Plane, dx: Plane, dy: Plane) -> Plane:
    """Return the plane's values a step away from each pixel, between pixels in proportion."""
    height, width = plane.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = np.clip(columns + dx, 0, width - 1.001), np.clip(rows + dy, 0, height - 1.001)
    left, top = x.astype(np.int64), y.astype(np.int64)
    fx, fy = x - left, y - top
    flat, at = plane.ravel(), top * width + left
    upper = flat[at] * (1 - fx) + flat[at + 1] * fx
    lower = flat[at + width] * (1 - fx) + flat[at + width + 1] * fx
    found: Plane = (upper * (1 - fy) + lower * fy).astype(np.float32)
    return found


def _balanced(response: Plane, light: Plane) -> Plane:
    """Return the response measured by what is around it: edges in the dark count like those in the light."""
    mean = _wide(light)
    spread = np.sqrt(np.maximum(_wide(light * light) - mean * mean, 0.0))
    return (response / (0.05 + 0.9 * spread)).astype(np.float32)


def _wide(plane: Plane) -> Plane:
    """Blur over a large part of the picture, on a small copy."""
    height, width = plane.shape
    small = Image.fromarray(plane).resize((max(3, width // 8), max(3, height // 8)), Image.Resampling.BOX)
    spread = _blurred(np.asarray(small, np.float32), 6.0)
    return np.asarray(Image.fromarray(spread).resize((width, height), Image.Resampling.BILINEAR))


def _threshold(response: Plane, detail: float) -> float:
    """Return the least response of a line: a share of the strongest, so that soft pictures have lines too."""
    strongest = float(np.percentile(response, 99.3))
    return max(1e-4, strongest * (_LEAST_CONTRAST - 0.42 * min(max(detail, 0.0), 1.0)))


def _without_specks(weak: NDArray[np.bool_], strong: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the weak pixels that hang together with a strong one and are more than a speck."""
    labels, count = _labelled(weak)
    area = np.bincount(labels.ravel(), minlength=count + 1)
    sure = np.bincount(labels.ravel(), weights=strong.ravel(), minlength=count + 1)
    kept = (area >= _SHORTEST) & (sure >= _SHORTEST / 4)
    kept[0] = False
    return kept[labels]


def _labelled(mask: NDArray[np.bool_]) -> tuple[NDArray[np.int64], int]:
    """Number the parts of a mask that hang together, also by corners: runs of rows, joined."""
    padded = np.pad(mask, ((0, 0), (1, 1))).astype(np.int8)
    change = np.diff(padded, axis=1)
    rows, starts = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]
    parent = list(range(len(rows)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    first = np.searchsorted(rows, np.arange(mask.shape[0] + 1)).tolist()
    start, end = starts.tolist(), ends.tolist()
    for row in range(1, mask.shape[0]):
        above, below = first[row - 1], first[row]
        while above < first[row] and below < first[row + 1]:
            if start[above] <= end[below] and start[below] <= end[above]:
                one, other = root(above), root(below)
                parent[max(one, other)] = min(one, other)
            if end[above] < end[below]:
                above += 1
            else:
                below += 1
    numbers = np.array([root(n) for n in range(len(rows))], np.int64) + 1
    labels = np.zeros(mask.size + 1, np.int64)
    width = mask.shape[1]
    np.add.at(labels, rows * width + starts, numbers)
    np.add.at(labels, rows * width + ends, -numbers)
    return np.cumsum(labels)[:-1].reshape(mask.shape), len(rows)
