# SPDX-License-Identifier: GPL-3.0-or-later
"""A decoded frame for a second thread: FFmpeg's scaler notes in the frame itself how its colours are read."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.video.frame import VideoFrame


def twin_of(raw: VideoFrame) -> VideoFrame:
    """Return the same pixels, not copied, as a frame of its own with everything that is told of them."""
    from av.filter import Graph

    graph, base = Graph(), raw.time_base or Fraction(1, 1000)
    source = graph.add_buffer(width=raw.width, height=raw.height, format=raw.format, time_base=base)
    graph.link_nodes(source, graph.add("null"), graph.add("buffersink")).configure()
    graph.vpush(raw)
    return graph.vpull()
