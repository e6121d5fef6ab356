# SPDX-License-Identifier: GPL-3.0-or-later
"""HDR and wide colours brought to sRGB: PQ, HLG and BT.2020, looked up in a cube of colours.

Paper white, 203 candelas a square metre, becomes a light grey-white; what is brighter is pressed
together above it, all three channels by the same factor, so that hues stay.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from fractions import Fraction
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

_TO_709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], np.float32
)


_LUMA_2020 = np.array([0.2627, 0.6780, 0.0593], np.float32)
_HLG_GAMMA = 1.2  # of a screen of 1000 candelas, as BT.2100 has it
_STOPS = 64  # of the cube, along each side; its picture's side is their power of 3/2
_BAND = 270  # rows at a time, so that frames of 8K need no gigabytes
_GRAPHS = 3


@dataclass(frozen=True)
class Curve:
    """What pictures of a kind need to become sRGB."""

    transfer: int
    wide: bool
    peak: float = _PEAK
    """Candelas a square metre of the brightest light there is."""

    @property
    def is_hdr(self) -> bool:
        """Whether there is light above paper white."""
        return self.transfer in (PQ, HLG)


def curve_of(transfer: int, wide: bool, peak: float = 0.0) -> Curve | None:
    """Return what pictures of a transfer need; None when they are meant for ordinary screens already.

    ``peak`` is the brightest light that the file tells of, 0 where it does not.
    """
    if transfer == PQ:
        known = round(min(10000.0, max(_WHITE, peak)), -2) if peak > 0 else _PEAK
        return Curve(PQ, wide, known)
    if transfer == HLG:
        return Curve(HLG, wide)
    return Curve(0, True) if wide else None


@cache
def _light_of(transfer: int) -> Floats:
    """Return light by stored value, paper white 1; for HLG the light of the scene, at most 1."""
    stored = np.linspace(0, 1, _STEPS, dtype=np.float64)
    return {PQ: _pq, HLG: _hlg}.get(transfer, _sdr)(stored)


def _pq(stored: NDArray[np.float64]) -> Floats:
    power = stored ** (1 / 78.84375)
    light = np.maximum(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)
    return (10000 * light ** (1 / 0.1593017578125) / _WHITE).astype(np.float32)


def _hlg(stored: NDArray[np.float64]) -> Floats:
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    return np.where(stored <= 0.5, stored**2 / 3, (np.exp((stored - c) / a) + b) / 12).astype(np.float32)


def _sdr(stored: NDArray[np.float64]) -> Floats:
    return np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4).astype(np.float32)


def _to_screen(light: Floats) -> Floats:
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** np.float32(1 / 2.4) - 0.055)


def exactly_toned(stored: Floats, curve: Curve) -> Floats:
    """Return rows of RGB, 0 to 1 as they are stored, as sRGB, 0 to 1."""
    places = np.round(np.clip(stored, 0, 1) * (_STEPS - 1)).astype(np.uint16)
    light = _light_of(curve.transfer)[places].reshape(-1, 3)
    if curve.transfer == HLG:
        # The screen's gamma is of the light of all three channels together, so that hues stay.
        seen = np.maximum(light @ _LUMA_2020, 1e-6) ** np.float32(_HLG_GAMMA - 1)
        light = light * (seen * np.float32(_PEAK / _WHITE))[:, None]
    if curve.wide:
        light = np.maximum(light @ _TO_709.T, 0)
    if curve.is_hdr:
        _press(light, curve.peak)
    return _to_screen(np.clip(light, 0, 1)).reshape(stored.shape).astype(np.float32)


@cache
def _cube(curve: Curve) -> NDArray[np.uint16]:
    """Return the toned colours of a cube of stored ones, as the picture that FFmpeg wants."""
    stops = np.linspace(0, 1, _STOPS, dtype=np.float32)
    blue, green, red = np.meshgrid(stops, stops, stops, indexing="ij")
    side = round(_STOPS**1.5)
    toned = exactly_toned(np.stack([red, green, blue], axis=-1), curve)
    return np.round(65535 * toned).astype(np.uint16).reshape(side, side, 3)


class _Cube:
    """A graph of FFmpeg that looks colours up in a cube, and between its stops."""

    def __init__(self, curve: Curve, width: int, rows: int, kind: str) -> None:
        from av.filter import Graph
        from av.video.format import VideoFormat
        from av.video.frame import VideoFrame

        colours = _cube(curve)
        side, base = colours.shape[0], Fraction(1, 25)
        self._graph, self._kind, self._count = Graph(), kind, 0
        form = VideoFormat(kind, width, rows)
        self._source = self._graph.add_buffer(width=width, height=rows, format=form, time_base=base)
        table = self._graph.add_buffer(width=side, height=side, format=form, time_base=base)
        look_up = self._graph.add("haldclut", "clut=first:interp=tetrahedral")
        self._sink = self._graph.add("buffersink")
        self._source.link_to(look_up, 0, 0)
        table.link_to(look_up, 0, 1)
        look_up.link_to(self._sink, 0, 0)
        self._graph.configure()
        told = colours if kind == "rgb48le" else ((colours.astype(np.uint32) + 128) // 257).astype(np.uint8)
        frame = VideoFrame.from_ndarray(told, format=kind)
        frame.pts = 0
        table.push(frame)
        table.push(None)

    def toned(self, band: NDArray[Any]) -> NDArray[np.uint8]:
        from av.video.frame import VideoFrame

        frame = VideoFrame.from_ndarray(band, format=self._kind)
        frame.pts, self._count = self._count, self._count + 1
        self._source.push(frame)
        made: Any = self._sink.pull()
        seen: NDArray[Any] = made.to_ndarray()
        return seen if seen.dtype == np.uint8 else ((seen.astype(np.uint32) + 128) // 257).astype(np.uint8)


_made = threading.local()  # a graph is for one thread


def _graph(curve: Curve, width: int, rows: int, kind: str) -> _Cube:
    graphs: OrderedDict[tuple[Curve, int, int, str], _Cube] = _made.__dict__.setdefault(
        "graphs", OrderedDict()
    )
    name = curve, width, rows, kind
    if name not in graphs:
        graphs[name] = _Cube(curve, width, rows, kind)
        while len(graphs) > _GRAPHS:
            graphs.popitem(last=False)
    graphs.move_to_end(name)
    return graphs[name]


def toned(pixels: NDArray[Any], curve: Curve) -> NDArray[np.uint8]:
    """Return rows of RGB, of 8 or 16 bits, in sRGB; within a step or two of :func:`exactly_toned`."""
    made = np.empty(pixels.shape, np.uint8)
    kind = "rgb48le" if pixels.dtype == np.uint16 else "rgb24"
    for top in range(0, pixels.shape[0], _BAND):
        band = np.ascontiguousarray(pixels[top : top + _BAND])
        made[top : top + _BAND] = _graph(curve, band.shape[1], band.shape[0], kind).toned(band)
    return made


def _press(light: Floats, most: float) -> None:
    """Press what is brighter than the knee together, up to the peak, in place."""
    brightest = light.max(axis=1)
    over = brightest > _KNEE
    if not over.any():
        return
    peak = max(most / _WHITE, 1.0)
    above = np.minimum((brightest[over] - _KNEE) / (1 - _KNEE), (peak - _KNEE) / (1 - _KNEE))
    farthest = (peak - _KNEE) / (1 - _KNEE)
    pressed = _KNEE + (1 - _KNEE) * above * (1 + above / farthest**2) / (1 + above)
    light[over] *= (pressed / brightest[over])[:, None]
