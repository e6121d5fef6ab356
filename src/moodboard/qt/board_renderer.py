# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep a sharp picture of what a window sees of a board, painted in slices that nobody feels.

While the view moves, the last picture is drawn moved or scaled, with a small one of the whole board
around it. When it rests, the painter's own picture is made, a few milliseconds at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from time import perf_counter

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QPainter, QRegion

from moodboard.domain.board import Pin, Rect
from moodboard.domain.ground import Ground
from moodboard.qt.board_layer import Layer, around_within, board_rect, device_rect, next_part, parts_of
from moodboard.qt.board_scene import BoardScene
from moodboard.qt.board_task import PaintPins, Task
from moodboard.qt.board_view import Viewport
from moodboard.qt.paint_ground import WindowGround

REST_MS, SOON_MS, SOON = 40, 16, 0.05
"""After so long without movement the sharp picture is painted; sooner when the last one took few seconds."""
SLICE = 0.008
MOVING_SLICE = 0.004
MOVING_PAUSE_MS = 12
MARGIN = 160
"""Device pixels around the window that are painted ahead, when there is nothing else to do."""
OVERVIEW = 1400
"""Device pixels of the whole board's longer side."""
OVERVIEW_AFTER_MS = 250


class BoardRenderer(QObject):
    """Paint a scene for one window."""

    painted = Signal(object)
    """QRegion of the window, in device pixels, that looks different now."""
    rested = Signal()
    """What the window shows is the painter's picture."""

    def __init__(self, scene: BoardScene, paint: PaintPins, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene, self._paint = scene, paint
        self._ground = WindowGround(Ground(("#ffffff",)))
        self._viewport = Viewport()
        self._shown: Layer | None = None
        self._next: Layer | None = None
        self._overview: Layer | None = None
        self._task: Task | None = None
        self._lifted: frozenset[str] = frozenset()
        self._moving = False
        self._told = False
        self._resting_since = 0.0
        self.prepare: Callable[[list[Pin], float], None] = lambda pins, scale: None
        """Called with what is about to be painted, so that pictures are fetched together."""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._slices = QTimer(self, singleShot=True)
        self._slices.timeout.connect(self._on_slice)
        self._later = QTimer(self, singleShot=True, interval=OVERVIEW_AFTER_MS)
        self._later.timeout.connect(self._start)
        self._overview_wanted = False

    # -- what to show ----------------------------------------------------------------------------

    @property
    def is_whole(self) -> bool:
        """Whether the window shows the painter's picture."""
        return self._shown is not None and self._is_true(self._shown)

    @property
    def is_filled(self) -> bool:
        """Whether there is a picture for all of the window, be it that some of it has yet to come."""
        shown, seen = self._shown, self._viewport
        return (
            shown is not None
            and shown.scale == seen.scale
            and QRegion(seen.device).subtracted(shown.have).isEmpty()
        )

    @property
    def is_moving(self) -> bool:
        """Whether the view moved a moment ago."""
        return self._moving

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to be painted, also what is not seen yet."""
        return self._task is not None or self._slices.isActive() or self._later.isActive()

    @property
    def _window(self) -> QRect:
        return QRect(QPoint(), self._viewport.device.size())

    def _is_true(self, layer: Layer) -> bool:
        return layer.scale == self._viewport.scale and layer.is_whole(self._viewport.device)

    @property
    def ground(self) -> WindowGround:
        """What lies behind the pins."""
        return self._ground

    def set_ground(self, ground: WindowGround) -> None:
        """Paint everything anew on another canvas; at once when only what lies under the parts differs."""
        before, self._ground = self._ground, ground
        if before.is_like(ground):
            self.painted.emit(QRegion(self._window))
        else:
            self.repaint_all()

    def repaint_all(self) -> None:
        """Forget what is true; the old picture stays until the new one is painted."""
        self._task = self._next = None
        for layer in (self._shown, self._overview):
            if layer is not None:
                layer.valid = QRegion()
        self._want_overview()
        self._start()

    def forget(self) -> None:
        """Drop all pictures: another board is shown."""
        self._task = self._shown = self._next = self._overview = None
        self._lifted = frozenset()
        self._want_overview()
        self._moving = False
        self._start()

    def set_viewport(self, viewport: Viewport) -> None:
        """Look elsewhere."""
        if viewport == self._viewport:
            return
        self._viewport = viewport
        self._told = False
        if self._shown is None:
            self._start()
            return
        self._moving = True
        self._rest.start()
        if self._shown.scale == viewport.scale and not self._shown.is_whole(viewport.device):
            self._start()

    def invalidate(self, rects: Iterable[Rect], at_once: bool = True) -> None:
        """Paint these board rectangles anew.

        Not at once: what is being painted is finished first, or arriving pictures would never let it.
        """
        rects = list(rects)
        if not rects:
            return
        for layer in (self._shown, self._next, self._overview):
            if layer is not None:
                layer.invalidate(rects)
        task = self._task
        if task is not None and task.meets(rects):
            if at_once:
                self._task = None
            else:
                task.stale += rects
        self._want_overview()
        self._start()

    def lift(self, uuids: Collection[str]) -> None:
        """Leave these pins out, they are drawn above while a gesture moves them; none: put them back."""
        lifted = frozenset(uuids)
        if lifted == self._lifted:
            return
        changed = self._scene.extents(lifted ^ self._lifted)
        self._lifted = lifted
        self.invalidate(changed)

    @property
    def lifted(self) -> frozenset[str]:
        """The pins that are left out."""
        return self._lifted

    def is_true_in(self, rects: Iterable[Rect]) -> bool:
        """Tell whether the shown picture is the painter's in these board rectangles."""
        if self._shown is None or self._shown.scale != self._viewport.scale:
            return False
        device, scale = self._viewport.device, self._shown.scale
        seen = around_within(rects, board_rect(device, scale).grown(2 / scale))
        return all(self._shown.dirty(device_rect(rect, scale).intersected(device)).isEmpty() for rect in seen)

    # -- drawing ---------------------------------------------------------------------------------

    def draw(self, painter: QPainter, exposed: QRect) -> None:
        """Draw what there is, in device pixels of the window."""
        origin, scale = self._viewport.device.topLeft(), self._viewport.scale
        self._ground.draw_under(painter, exposed, self._window)
        covered = QRegion()
        if self._shown is not None:
            covered = self._shown.covered(scale).translated(-origin)
        bare = QRegion(exposed).subtracted(covered)
        if not bare.isEmpty():
            for part in parts_of(bare):
                self._ground.fill(painter, part, origin)
            if self._overview is not None:
                painter.save()
                painter.setClipRegion(bare)
                self._overview.draw(painter, origin, scale, bare.boundingRect())
                painter.restore()
        if self._shown is not None:
            self._shown.draw(painter, origin, scale, exposed)

    # -- painting --------------------------------------------------------------------------------

    def finish(self, seconds: float = 60.0) -> bool:
        """Paint now what the window needs, for at most so long; True when it is whole."""
        self._rest.stop()
        self._moving = False
        deadline = perf_counter() + seconds
        while not self.is_whole and perf_counter() < deadline:
            self._run(min(deadline, perf_counter() + SLICE), window_only=True)
        self._start()
        return self.is_whole

    def stop(self) -> None:
        """End all timers."""
        for timer in (self._rest, self._slices, self._later):
            timer.stop()

    def _start(self) -> None:
        if not self._slices.isActive():
            self._slices.start(MOVING_PAUSE_MS if self._moving else 0)

    def _on_rest(self) -> None:
        self._moving = False
        self._resting_since = perf_counter()
        self._slices.start(0)

    def _want_overview(self) -> None:
        self._overview_wanted = True
        self._later.start()

    def _on_slice(self) -> None:
        budget = MOVING_SLICE if self._moving else SLICE
        if self._run(perf_counter() + budget, window_only=self._moving):
            self._start()

    def _run(self, deadline: float, window_only: bool) -> bool:
        """Paint until the deadline; False when there is nothing more to do."""
        while True:
            if self._task is None:
                self._task = self._next_task(window_only)
                if self._task is None:
                    return False
            task = self._task
            if task.run(self._paint, deadline):
                self._task = None
                task.layer.take(task.rect, task.image)
                task.layer.invalidate(task.stale)
                if task.layer is self._shown:
                    self._tell(task.rect)
            if perf_counter() >= deadline:
                self._show_next()
                return True

    def _tell(self, rect: QRect) -> None:
        device = self._viewport.device
        seen = rect.intersected(device)
        if not seen.isEmpty():
            self.painted.emit(QRegion(seen.translated(-device.topLeft())))
        if not self._told and self.is_whole:
            self._told = True
            self._rest.setInterval(SOON_MS if perf_counter() - self._resting_since < SOON else REST_MS)
            self.rested.emit()

    def _show_next(self) -> None:
        """Show the picture of the new zoom once all of it was painted, pictures that just came aside."""
        device = self._viewport.device
        if (
            self._next is not None
            and self._next.scale == self._viewport.scale
            and QRegion(device).subtracted(self._next.have).isEmpty()
        ):
            if self._shown is None:
                self._next.valid = QRegion()  # plates; now the pictures are fetched
            self._shown, self._next = self._next, None
            self._tell(self._viewport.device)

    def _next_task(self, window_only: bool) -> Task | None:
        device = self._viewport.device
        if device.isEmpty():
            return None
        self._show_next()
        layer = self._layer()
        if layer is None:
            return None
        dirty = layer.dirty(device)
        if not dirty.isEmpty():
            self._told = False
            # The first picture of a board is made of what is there: fetching would slow it down.
            return self._task_for(layer, next_part(dirty), hurried=self._shown is None)
        self._tell(QRect())
        if window_only or self._moving:
            return None
        around = device.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        if not layer.rect.contains(around):
            layer.reach(around)
        dirty = layer.dirty(around)
        if not dirty.isEmpty():
            return self._task_for(layer, next_part(dirty))
        return self._overview_task()

    def _layer(self) -> Layer | None:
        """Return the layer of the window's zoom, covering the window."""
        device, scale = self._viewport.device, self._viewport.scale
        layer = self._shown
        clear = self._ground.is_clear
        if layer is None or layer.scale != scale or layer.clear != clear:
            if self._moving and self._shown is not None:
                return None
            if self._next is None or self._next.scale != scale:
                self._next = Layer(device, scale, clear)
            layer = self._next
        else:
            self._next = None
        if not layer.rect.contains(device):
            layer.reach(device.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        return layer

    def _task_for(self, layer: Layer, rect: QRect, hurried: bool = False) -> Task:
        pins = self._scene.painted_in(board_rect(rect, layer.scale))
        if self._lifted:
            pins = [pin for pin in pins if pin.uuid not in self._lifted]
        if not hurried:
            self.prepare(pins, layer.scale)
        return Task(layer, rect, pins, self._ground, hurried)

    def _overview_task(self) -> Task | None:
        if not self._overview_wanted or self._later.isActive():
            return None
        bounds = self._scene.bounds()
        if bounds is None:
            self._overview, self._overview_wanted = None, False
            return None
        scale = min(1.0, OVERVIEW / max(bounds.width, bounds.height, 1.0))
        rect = device_rect(bounds, scale)
        clear = self._ground.is_clear
        if self._overview is None or (self._overview.scale, self._overview.clear) != (scale, clear):
            self._overview = Layer(rect, scale, clear)
        self._overview.reach(rect)
        dirty = self._overview.dirty(rect)
        if dirty.isEmpty():
            self._overview_wanted = False
            return None
        return self._task_for(self._overview, next_part(dirty), hurried=True)
