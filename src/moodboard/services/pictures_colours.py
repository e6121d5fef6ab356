# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of a picture: its average, and a palette of at most six that keeps its accents.

k-means in OKLab, where equal steps look equal. Pillow's median cut was tried: it loses the one
red lamp in a blue room, which is what people remember.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MOST_COLOURS = 6
NOTHING_SEEN = "#8a8078"

_POINTS = 170 * 96
_EDGE, _EDGE_WORTH = 24, 0.15
_SEEDS = 10
_ROUNDS = 8
_ALIKE = 0.055  # OKLab: colours closer than this read as one on a swatch strip
_CORE = 0.045  # how far from its densest spot a cluster's colour is averaged
_LEAST = 0.0015  # parts of the picture below this are noise, not an accent


def average_of(image: Image.Image) -> str:
    """Return the average colour of an RGB or RGBA picture, sRGB hex."""
    pixel = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    if not isinstance(pixel, tuple) or (len(pixel) == 4 and pixel[3] == 0):
        return NOTHING_SEEN
    return _hex(pixel[:3])


def palette_of(image: Image.Image) -> tuple[str, ...]:
    """Return at most six colours of an RGB or RGBA picture, the heaviest first, sRGB hex."""
    import numpy as np

    pixels, worth = _sampled(image)
    if not len(pixels):
        return ()
    # Sixteen steps a channel: points that look alike are counted once, with their weight.
    cells = (pixels >> 4).astype(np.int32)
    codes = (cells[:, 0] << 8) | (cells[:, 1] << 4) | cells[:, 2]
    mass = np.bincount(codes, worth, 4096)
    used = np.flatnonzero(mass)
    number = np.zeros(4096, np.intp)
    number[used] = np.arange(len(used))
    cell_of, weights = number[codes], mass[used].astype(np.float32)
    lab = _oklab(pixels)
    points = np.stack([np.bincount(cell_of, lab[:, k] * worth) for k in range(3)], axis=1).astype(np.float32)
    points /= weights[:, None]
    nearest = _clustered(points, weights)
    found = _cores(points, weights, nearest, cell_of, lab, worth)
    return tuple(_hex(_srgb(colour)) for colour in _merged(found))


def _sampled(image: Image.Image) -> tuple[NDArray[np.uint8], Floats]:
    """Return pixels spread evenly over the picture, and how much each is worth.

    Pixels are taken, not averaged, and edges count little: the mean of a red lamp and a blue wall
    is a purple that is in no place of the picture.
    """
    import numpy as np

    values = np.asarray(image)
    step = max(1, round((image.width * image.height / _POINTS) ** 0.5))
    taken = values[::step, ::step]
    rough = np.zeros(taken.shape[:2], bool)
    if min(values.shape[:2]) > 1:
        down = np.roll(values, -1, axis=0)[::step, ::step]
        right = np.roll(values, -1, axis=1)[::step, ::step]
        for other in (down, right):
            larger, smaller = np.maximum(taken, other), np.minimum(taken, other)
            rough |= ((larger - smaller) > _EDGE).any(axis=2)
    worth = np.where(rough, np.float32(_EDGE_WORTH), np.float32(1.0)).reshape(-1)
    pixels = taken.reshape(-1, taken.shape[2])
    if pixels.shape[1] == 4:
        seen = pixels[:, 3] >= 128
        return pixels[seen][:, :3], worth[seen]
    return pixels, worth


def _clustered(points: Floats, weights: Floats) -> NDArray[np.intp]:
    """Return for each point the number of its cluster."""
    import numpy as np

    centres = _seeds(points, weights)
    nearest = np.zeros(len(points), np.intp)
    for _ in range(_ROUNDS):
        # |p - c|² without the part that is the same for every c: one product of matrices.
        distances = (centres * centres).sum(axis=1) - 2 * (points @ centres.T)
        before, nearest = nearest, distances.argmin(axis=1)
        mass = np.bincount(nearest, weights, len(centres))
        sums = np.stack(
            [np.bincount(nearest, weights * points[:, k], len(centres)) for k in range(3)], axis=1
        )
        filled = mass > 0
        centres[filled] = sums[filled] / mass[filled, None]
        if (before == nearest).all():
            break
    return nearest


def _seeds(points: Floats, weights: Floats) -> Floats:
    """Return where the clusters begin: the heaviest point, then ever the one farthest from all."""
    import numpy as np

    fit = weights >= max(2.0, _LEAST * float(weights.sum()))
    if not fit.any():
        fit = weights >= weights.max()
    chosen = [int(weights.argmax())]
    distance = ((points - points[chosen[0]]) ** 2).sum(axis=1)
    # The root of the root: weight decides between equals, distance between the rest.
    importance = np.where(fit, weights**0.25, 0.0)
    while len(chosen) < _SEEDS:
        following = int((distance * importance).argmax())
        if distance[following] * importance[following] <= 1e-6:
            break
        chosen.append(following)
        distance = np.minimum(distance, ((points - points[following]) ** 2).sum(axis=1))
    return points[chosen].copy()


def _cores(
    points: Floats,
    weights: Floats,
    nearest: NDArray[np.intp],
    cell_of: NDArray[np.intp],
    lab: Floats,
    worth: Floats,
) -> list[tuple[float, Floats]]:
    """Return weight and colour of each cluster.

    The colour is averaged around the cluster's densest spot: a plain mean of a face and the shade
    under it is a colour that is nowhere in the picture.
    """
    import numpy as np

    found = []
    cluster_of_pixel = nearest[cell_of]
    for number in range(int(nearest.max()) + 1):
        members = cluster_of_pixel == number
        if not members.any():
            continue
        own, mass = lab[members], worth[members]
        densest = points[np.where(nearest == number, weights, -1.0).argmax()]
        core = ((own - densest) ** 2).sum(axis=1) <= _CORE**2
        colour = np.average(own[core], axis=0, weights=mass[core]) if core.any() else densest
        found.append((float(mass.sum()), colour))
    return found


def _merged(found: list[tuple[float, Floats]]) -> list[Floats]:
    """Return the colours by weight, those that look alike and then the closest pairs made one."""
    total = sum(weight for weight, _ in found)
    kept = [one for one in found if one[0] >= _LEAST * total] or found
    while len(kept) > 1:
        distance, one, other = min(
            (float(((kept[i][1] - kept[j][1]) ** 2).sum()) ** 0.5, i, j)
            for i in range(len(kept))
            for j in range(i + 1, len(kept))
        )
        if len(kept) <= MOST_COLOURS and distance >= _ALIKE:
            break
        # The heavier one's colour stays as it is: averaging would make a third.
        heavier, lighter = sorted((kept[one], kept[other]), key=lambda pair: -pair[0])
        del kept[other], kept[one]
        kept.append((heavier[0] + lighter[0], heavier[1]))
    return [colour for _, colour in sorted(kept, key=lambda pair: -pair[0])]


def _oklab(pixels: NDArray[np.uint8]) -> Floats:
    import numpy as np

    steps = np.arange(256, dtype=np.float32) / 255
    linear = np.where(steps <= 0.04045, steps / 12.92, ((steps + 0.055) / 1.055) ** 2.4).astype(np.float32)
    red, green, blue = (linear[pixels[:, k]] for k in range(3))
    long = np.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = np.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = np.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return np.stack(
        [
            0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
            1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
        ],
        axis=1,
    ).astype(np.float32)


def _srgb(lab: Floats) -> tuple[float, ...]:
    lightness, a, b = (float(value) for value in lab)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return tuple(
        255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055)
        for value in (max(0.0, one) for one in linear)
    )


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{min(255, max(0, round(value))):02x}" for value in colour)
