# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a window looks at a board: board points to screen points and back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QTransform

from moodboard.domain.board import BoardView, Rect
from moodboard.domain.reaching import FARTHEST

LEAST_ZOOM, MOST_ZOOM = 0.01, 16.0
MOST_FAR = 2 * FARTHEST
"""Board units from the middle beyond which nobody looks."""
TIE = 1 / 1024
"""Device pixels by which everything is painted further right and down. Edges that fall on the border of
two pixels would else go to either side, as the rounding of floats has it, in neighbouring slices."""
STEPS = (0.02, 0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 16.0)


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window of some size that looks at a board point with some zoom.

    The picture lies on whole device pixels: ``origin`` is rounded, so that a pan moves a painted
    picture without painting it again.
    """

    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0
    width: int = 1
    height: int = 1
    ratio: float = 1.0
    """Device pixels per logical pixel."""

    @property
    def scale(self) -> float:
        """Device pixels per board unit."""
        return self.zoom * self.ratio

    @property
    def device(self) -> QRect:
        """The window's rectangle on the grid of device pixels whose (0, 0) is the board's."""
        width, height = round(self.width * self.ratio), round(self.height * self.ratio)
        return QRect(
            round(self.x * self.scale - width / 2), round(self.y * self.scale - height / 2), width, height
        )

    @property
    def board(self) -> Rect:
        """What part of the board is seen."""
        device, scale = self.device, self.scale
        return Rect(device.x() / scale, device.y() / scale, device.width() / scale, device.height() / scale)

    def to_screen(self, x: float, y: float) -> QPointF:
        """Return the window's point (logical pixels) for a board point."""
        device = self.device
        return QPointF((x * self.scale - device.x()) / self.ratio, (y * self.scale - device.y()) / self.ratio)

    def rect_to_screen(self, rect: Rect) -> QRectF:
        """Return the window's rectangle for a board rectangle."""
        corner = self.to_screen(rect.x, rect.y)
        return QRectF(corner.x(), corner.y(), rect.width * self.zoom, rect.height * self.zoom)

    def to_board(self, point: QPointF) -> tuple[float, float]:
        """Return the board point under a point of the window."""
        device = self.device
        return (
            (point.x() * self.ratio + device.x()) / self.scale,
            (point.y() * self.ratio + device.y()) / self.scale,
        )

    def transform(self) -> QTransform:
        """Return the way from board units to logical pixels of the window."""
        device = self.device
        left, top = (device.x() - TIE) / self.ratio, (device.y() - TIE) / self.ratio
        return QTransform.fromTranslate(-left, -top).scale(self.zoom, self.zoom)

    def panned(self, dx: float, dy: float) -> Viewport:
        """Return the view after its picture was pushed by logical pixels."""
        return replace(self, x=self.x - dx / self.zoom, y=self.y - dy / self.zoom)

    def zoomed(self, zoom: float, at: QPointF) -> Viewport:
        """Return the view at another zoom, the board point under ``at`` staying there."""
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        across, down = at.x() - self.width / 2, at.y() - self.height / 2
        bx, by = self.x + across / self.zoom, self.y + down / self.zoom
        return replace(self, x=bx - across / zoom, y=by - down / zoom, zoom=zoom)

    def step(self, direction: int) -> float:
        """Return the next rounder zoom in a direction."""
        if direction > 0:
            return next((step for step in STEPS if step > self.zoom * 1.01), STEPS[-1])
        return next((step for step in reversed(STEPS) if step < self.zoom / 1.01), STEPS[0])

    def fitted(
        self, rect: Rect, insets: tuple[float, float, float, float], most: float = MOST_ZOOM
    ) -> Viewport:
        """Return the view that shows all of a rectangle inside left, top, right and bottom insets."""
        left, top, right, bottom = insets
        room_x, room_y = max(1.0, self.width - left - right), max(1.0, self.height - top - bottom)
        zoom = min(room_x / max(1e-6, rect.width), room_y / max(1e-6, rect.height), most)
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        cx, cy = rect.centre
        return replace(self, x=cx + (right - left) / 2 / zoom, y=cy + (bottom - top) / 2 / zoom, zoom=zoom)

    def moved_to(self, view: BoardView) -> Viewport:
        """Return a window of this size with another view."""
        return replace(self, x=view.x, y=view.y, zoom=min(max(view.zoom, LEAST_ZOOM), MOST_ZOOM))

    def within_reach(self) -> Viewport:
        """Return the view itself, or the nearest one whose pixels can be counted."""
        x, y = (min(max(value, -MOST_FAR), MOST_FAR) for value in (self.x, self.y))
        return self if (x, y) == (self.x, self.y) else replace(self, x=x, y=y)

    def view(self) -> BoardView:
        """Return where it looks."""
        return BoardView(self.x, self.y, self.zoom)
