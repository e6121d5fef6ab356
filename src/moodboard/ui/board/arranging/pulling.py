# SPDX-License-Identifier: GPL-3.0-or-later
"""Neighbours attract the edges of what is resized, as they attract what is moved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from moodboard.domain import grouping, guides
from moodboard.domain.board import Pin, Place, Rect
from moodboard.domain.transforms import point_on, stretched
from moodboard.ui.board.gestures import LOOK_AROUND, MOST_NEIGHBOURS, REACH

if TYPE_CHECKING:
    from moodboard.ui.board.canvas import BoardCanvas
    from moodboard.ui.board.handles import Handle

_LEAST_FACTOR = 0.02


class EdgePull:
    """What pulls the edges of a box that is dragged at a handle; a turned box is left alone."""

    def __init__(self, canvas: BoardCanvas, box: Place, handle: Handle, pins: Iterable[Pin]) -> None:
        self._canvas, self._box, self._handle = canvas, box, handle
        names = [pin.uuid for pin in pins]
        own = canvas.editor.pins
        self._without = frozenset(names).union(*(grouping.above(own, name) for name in names))
        self._upright = not box.turn % 360

    def factor(self, factor: float, from_centre: bool) -> float:
        """Return the factor of a corner drag with the nearer of its two edges pulled."""
        rect = self.scaled(factor, from_centre)
        ax, ay = self._anchor(from_centre)
        hx, hy = point_on(self._box, *self._handle)
        offers = []
        for upright, at_end, anchor, start in (
            (True, self._handle[0] == 1, ax, hx),
            (False, self._handle[1] == 1, ay, hy),
        ):
            by = self._pull(rect, upright, at_end)
            if by is not None and start != anchor:
                edge = anchor + (start - anchor) * factor + by
                offers.append((abs(by), (edge - anchor) / (start - anchor)))
        pulled = min(offers)[1] if offers else factor
        return pulled if pulled > _LEAST_FACTOR else factor

    def scaled(self, factor: float, from_centre: bool) -> Rect:
        """Return the box scaled about the corner across, or about its centre."""
        ax, ay = self._anchor(from_centre)
        box = self._box
        return Rect(
            ax + (box.x - ax) * factor, ay + (box.y - ay) * factor, box.width * factor, box.height * factor
        )

    def side(self, by: float) -> float:
        """Return by how much a side is moved outwards, pulled."""
        upright, at_end = self._side()
        pulled = self._pull(stretched(self._box, self._handle, by).rect, upright, at_end)
        return by if pulled is None else by + (pulled if at_end else -pulled)

    def guides(self, rect: Rect) -> tuple[guides.Guide, ...]:
        """Return what to show when the box has become this."""
        if not self._upright:
            return ()
        gutter, near = self._canvas.snapping.gutter, self._near(rect)
        found: list[guides.Guide] = []
        for upright, share in ((True, self._handle[0]), (False, self._handle[1])):
            if share != 0.5:
                found += guides.edge_marks(rect, upright, share == 1, near, gutter)
        return tuple(found)

    def _side(self) -> tuple[bool, bool]:
        upright = self._handle[0] != 0.5
        return upright, (self._handle[0] if upright else self._handle[1]) == 1

    def _anchor(self, from_centre: bool) -> tuple[float, float]:
        away = (0.5, 0.5) if from_centre else (1 - self._handle[0], 1 - self._handle[1])
        return point_on(self._box, *away)

    def _near(self, rect: Rect) -> list[Rect]:
        zoom = self._canvas.viewport.zoom
        return self._canvas.scene.neighbours(rect, LOOK_AROUND / zoom, MOST_NEIGHBOURS, self._without)

    def _pull(self, rect: Rect, upright: bool, at_end: bool) -> float | None:
        if not self._upright:
            return None
        snapping, zoom = self._canvas.snapping, self._canvas.viewport.zoom
        return guides.edge_pull(
            rect, upright, at_end, self._near(rect), REACH / zoom, snapping.gutter, snapping.grid
        )
