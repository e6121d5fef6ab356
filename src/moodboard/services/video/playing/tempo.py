# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound made faster or slower with its pitch kept, by FFmpeg's ``atempo``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from moodboard.services.video.playing.sound_out import CHANNELS, RATE

if TYPE_CHECKING:
    from av.filter import Graph

Samples = NDArray[np.int16]
"""Rows of both channels."""

SLOWEST, FASTEST = 0.25, 4.0
_LEAST, _MOST = 0.5, 2.0  # outside of it one filter leaves samples out instead of blending them


def steps_of(rate: float) -> list[float]:
    """Return the speeds of the filters that make up a speed one after another."""
    steps = []
    while rate < _LEAST or rate > _MOST:
        step = _LEAST if rate < _LEAST else _MOST
        steps.append(step)
        rate /= step
    return [*steps, rate]


class Tempo:
    """One speed for a run of sound."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self._graph: Graph | None = None if rate == 1.0 else _graph_of(rate)

    def changed(self, samples: Samples) -> Samples:
        """Return the next samples at the speed; fewer or none while the filter fills."""
        if self._graph is None:
            return samples
        import av

        rows = np.ascontiguousarray(samples).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(rows, format="s16", layout="stereo")
        frame.sample_rate, frame.pts = RATE, None
        self._graph.push(frame)
        return self._pulled()

    def rest(self) -> Samples:
        """Return what the filter still holds, at the end of the sound."""
        if self._graph is None:
            return np.zeros((0, CHANNELS), np.int16)
        self._graph.push(None)
        return self._pulled()

    def _pulled(self) -> Samples:
        import av.error

        graph = self._graph
        made: list[Samples] = [np.zeros((0, CHANNELS), np.int16)]
        while graph is not None:
            try:
                frame: Any = graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                break
            made.append(cast(Samples, frame.to_ndarray()).reshape(-1, CHANNELS))
        return np.concatenate(made)


def _graph_of(rate: float) -> Graph:
    from av.filter import Graph

    graph = Graph()
    nodes = [graph.add_abuffer(sample_rate=RATE, format="s16", layout="stereo", channels=CHANNELS)]
    nodes += [graph.add("atempo", f"{step:.6f}") for step in steps_of(rate)]
    nodes += [graph.add("aformat", "sample_fmts=s16:channel_layouts=stereo"), graph.add("abuffersink")]
    graph.link_nodes(*nodes).configure()
    return graph
