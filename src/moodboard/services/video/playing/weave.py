# SPDX-License-Identifier: GPL-3.0-or-later
"""Interlaced frames made whole while a film plays: each needs the one after it."""

from __future__ import annotations

from collections import deque
from fractions import Fraction
from typing import TYPE_CHECKING

from moodboard.services.video.playing.feed import Passing

if TYPE_CHECKING:
    from av.filter import Graph
    from av.video.frame import VideoFrame


class Weave:
    """Lets whole frames through and weaves the fields of the others; starts with the first of those."""

    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._kind: tuple[int, int, str] | None = None
        self._waiting: deque[Passing] = deque()

    def push(self, passing: Passing | None) -> list[tuple[Passing, VideoFrame]]:
        """Take the next frame, None after the last; returns those that are done and their pictures."""
        if passing is None:
            return self._flushed()
        raw = passing.raw
        kind = (raw.width, raw.height, raw.format.name)
        done = []
        if self._kind is not None and kind != self._kind:
            done = self._flushed()
        if self._graph is None:
            if not raw.interlaced_frame:
                return [*done, (passing, raw)]
            self._graph, self._kind = _graph_of(raw), kind
        self._waiting.append(passing)
        self._graph.vpush(raw)
        return [*done, *self._pulled()]

    def clear(self) -> None:
        """Forget what waits: the film goes on somewhere else."""
        self._graph, self._kind = None, None
        self._waiting.clear()

    def _flushed(self) -> list[tuple[Passing, VideoFrame]]:
        if self._graph is None:
            return []
        self._graph.vpush(None)
        done = self._pulled()
        done += [(left, left.raw) for left in self._waiting]
        self.clear()
        return done

    def _pulled(self) -> list[tuple[Passing, VideoFrame]]:
        import av.error

        done: list[tuple[Passing, VideoFrame]] = []
        while self._graph is not None and self._waiting:
            try:
                made = self._graph.vpull()
            except (av.error.BlockingIOError, av.error.EOFError):
                break
            done.append((self._waiting.popleft(), made))
        return done


def _graph_of(raw: VideoFrame) -> Graph:
    from av.filter import Graph

    graph = Graph()
    graph.threads = 1
    source = graph.add_buffer(
        width=raw.width, height=raw.height, format=raw.format, time_base=raw.time_base or Fraction(1, 1000)
    )
    weave = graph.add("yadif", mode="send_frame", deint="interlaced")
    graph.link_nodes(source, weave, graph.add("buffersink")).configure()
    return graph
