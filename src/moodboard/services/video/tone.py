# SPDX-License-Identifier: GPL-3.0-or-later
"""HDR and wide colours brought to sRGB: PQ, HLG and BT.2020, in tables instead of powers.

Paper white, 203 candelas a square metre, becomes a light grey-white; what is brighter is pressed
together above it, all three channels by the same factor, so that hues stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moodboard.services.video.opening import HLG, PQ

Floats = NDArray[np.float32]

_WHITE = 203.0
_PEAK = 1000.0
_KNEE = 0.6  # of paper white: darker ones stay as they are
_STEPS = 4096
_RAMP = 16384  # steps of the table from light to sRGB

_TO_709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], np.float32
)


@dataclass(frozen=True)
class Curve:
    """What a picture needs to become sRGB."""

    light: Floats
    """Light by stored value, paper white 1."""
    wide: bool
    is_hdr: bool


@cache
def curve_of(transfer: int, wide: bool) -> Curve | None:
    """Return what pictures of a transfer need; None when they are meant for ordinary screens already."""
    stored = np.linspace(0, 1, _STEPS, dtype=np.float64)
    if transfer == PQ:
        return Curve(_pq(stored), wide, True)
    if transfer == HLG:
        return Curve(_hlg(stored), wide, True)
    return Curve(_sdr(stored), True, False) if wide else None


def _pq(stored: NDArray[np.float64]) -> Floats:
    power = stored ** (1 / 78.84375)
    light = np.maximum(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)
    return (10000 * light ** (1 / 0.1593017578125) / _WHITE).astype(np.float32)


def _hlg(stored: NDArray[np.float64]) -> Floats:
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(stored <= 0.5, stored**2 / 3, (np.exp((stored - c) / a) + b) / 12)
    # The screen's own gamma of 1.2, channel by channel: within what the pressing changes anyway.
    return (_PEAK * scene**1.2 / _WHITE).astype(np.float32)


def _sdr(stored: NDArray[np.float64]) -> Floats:
    return np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4).astype(np.float32)


@cache
def _to_screen() -> NDArray[np.uint8]:
    """Return sRGB by light, whose square root is the place: the eye sees dark steps best."""
    light = np.linspace(0, 1, _RAMP) ** 2
    curved = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(255 * curved).astype(np.uint8)


def toned(pixels: NDArray[Any], curve: Curve) -> NDArray[np.uint8]:
    """Return rows of RGB, of 8 or 16 bits, in sRGB."""
    shape = pixels.shape
    made = np.empty(shape, np.uint8)
    shift = 4 if pixels.dtype == np.uint16 else 0
    for top in range(0, shape[0], 128):  # a band stays in the processor's cache
        band = pixels[top : top + 128]
        places = band >> shift if shift else band.astype(np.uint16) * 257 >> 4
        light = curve.light[places].reshape(-1, 3)
        if curve.wide:
            light = light @ _TO_709.T
            np.maximum(light, 0, out=light)
        if curve.is_hdr:
            _press(light)
        np.minimum(light, 1, out=light)
        places = (np.sqrt(light) * (_RAMP - 1) + 0.5).astype(np.uint16)
        made[top : top + 128] = _to_screen()[places].reshape(band.shape)
    return made


def _press(light: Floats) -> None:
    """Press what is brighter than the knee together, up to the peak, in place."""
    brightest = light.max(axis=1)
    over = brightest > _KNEE
    if not over.any():
        return
    peak = _PEAK / _WHITE
    above = np.minimum((brightest[over] - _KNEE) / (1 - _KNEE), (peak - _KNEE) / (1 - _KNEE))
    most = (peak - _KNEE) / (1 - _KNEE)
    pressed = _KNEE + (1 - _KNEE) * above * (1 + above / most**2) / (1 + above)
    light[over] *= (pressed / brightest[over])[:, None]
