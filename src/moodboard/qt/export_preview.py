# SPDX-License-Identifier: GPL-3.0-or-later
"""Paint an export small, from thumbnails, in slices short enough for a window to stay awake."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from moodboard.domain.board import Crop, Pin, PinKind, Rect, TextStyle
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan, Measured, Metrics, PlainMetrics
from moodboard.domain.line import Line
from moodboard.domain.note_markup import plain
from moodboard.domain.refit import UNBROKEN, trials
from moodboard.domain.still import Still, as_shown
from moodboard.qt import paint
from moodboard.qt.board_painter import look_of, new_image, to_units
from moodboard.qt.export_source import Picture, PlanSource, image_from
from moodboard.services import pictures

_SLICE = 0.008
_LEVELS = pictures.LEVELS


class RememberedMetrics:
    """Measures on the GUI thread beforehand, and answers a planning thread from memory.

    What Qt lays out belongs to the thread that did it, so the planner must not ask Qt itself.
    """

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._texts: dict[tuple[str, TextStyle], Measured] = {}
        self._extents: dict[Pin, Rect] = {}
        self._plain = PlainMetrics()

    def warm(self, pins: Iterable[Pin], lines: Mapping[str, Line]) -> None:
        """Measure everything that planning these pins may ask."""
        for pin in pins:
            if pin not in self._extents:
                self._extents[pin] = self._metrics.extent(pin)
            line = lines.get(pin.line)
            words = line.text if line is not None else plain(pin.text) if pin.kind is PinKind.NOTE else ""
            for key in trials(pin, words) if words.strip() else ():
                if key not in self._texts:
                    self._texts[key] = self._metrics.text(*key, UNBROKEN)

    def text(self, text: str, style: TextStyle, width: float) -> Measured:
        """Return what was measured."""
        found = self._texts.get((text, style))
        return found if found is not None else self._plain.text(text, style, width)

    def extent(self, pin: Pin) -> Rect:
        """Return what was measured."""
        found = self._extents.get(pin)
        return found if found is not None else self._plain.extent(pin)


class Thumbnails:
    """Small pictures for previews, kept as long as the dialog."""

    def __init__(self) -> None:
        self._images: dict[str, tuple[int, QImage]] = {}
        self.missing: set[str] = set()

    def image(self, picture: str) -> QImage | None:
        """Return the picture as far as it is there."""
        found = self._images.get(picture)
        return found[1] if found is not None else None

    def keep(self, loaded: Mapping[str, tuple[int, QImage]]) -> None:
        """Add what was read."""
        self._images.update(loaded)

    def needed(self, plan: ExportPlan) -> dict[str, int]:
        """Return the pictures that are not there, or too small for it, with the level they need."""
        wanted: dict[str, int] = {}
        for pin in plan.pins:
            still = plan.stills.get(pin.still)
            if pin.kind is not PinKind.STILL or still is None:
                continue
            still = as_shown(still, pin.style.frame_at, pin.style.tone.outline)
            if still.picture in self.missing:
                continue
            across = pin.place.width * plan.scale / max(pin.crop.width, 1e-3)
            down = pin.place.height * plan.scale / max(pin.crop.height, 1e-3)
            level = next((each for each in _LEVELS if each >= max(across, down)), _LEVELS[-1])
            kept = self._images.get(still.picture)
            if kept is None or kept[0] < level:
                wanted[still.picture] = max(level, wanted.get(still.picture, 0))
        return wanted


def load(
    wanted: Mapping[str, int], report: Callable[[int, int], None]
) -> tuple[dict[str, tuple[int, QImage]], frozenset[str]]:
    """Read thumbnails off the GUI thread; also the pictures that cannot be read."""
    loaded: dict[str, tuple[int, QImage]] = {}
    missing: set[str] = set()
    for done, (picture, level) in enumerate(wanted.items()):
        report(done, len(wanted))
        try:
            loaded[picture] = level, image_from(pictures.mip(picture, level))
        except KnownError:
            missing.add(picture)
    return loaded, frozenset(missing)


class _Source(PlanSource):
    def __init__(self, plan: ExportPlan, thumbnails: Thumbnails) -> None:
        super().__init__(plan.stills, plan.lines, plan.films, plan.pins)
        self._thumbnails = thumbnails

    def picture(self, still: Still, crop: Crop, device_width: float, device_height: float) -> Picture | None:
        image = self._thumbnails.image(still.picture)
        if image is None:
            return None
        width, height = image.width(), image.height()
        return image, QRectF(crop.x * width, crop.y * height, crop.width * width, crop.height * height)


def reduced(plan: ExportPlan, width: int) -> ExportPlan:
    """Return the plan painted ``width`` pixels wide."""
    width = max(1, min(width, plan.width))
    factor = width / plan.width
    return replace(plan, width=width, height=max(1, round(plan.height * factor)), scale=plan.scale * factor)


class PreviewPainter(QObject):
    """Paints reduced plans one after the other; the newest wins."""

    painted = Signal(object)
    """The finished ``QImage``."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timeout)
        self._plan: ExportPlan | None = None
        self._image: QImage | None = None
        self._at = 0

    def start(self, plan: ExportPlan) -> None:
        """Paint this reduced plan from the beginning."""
        self._plan, self._at = plan, 0
        self._image = new_image(plan, plan.height)
        self._timer.start()

    def stop(self) -> None:
        """Paint nothing any more."""
        self._timer.stop()

    def _on_timeout(self) -> None:
        plan, image = self._plan, self._image
        if plan is None or image is None:
            self._timer.stop()
            return
        until = time.perf_counter() + _SLICE
        source, look = _Source(plan, self._thumbnails), look_of(plan)
        painter = QPainter(image)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            to_units(painter, plan)
            while self._at < len(plan.pins) and time.perf_counter() < until:
                paint.paint_pin(painter, plan.pins[self._at], source, look)
                self._at += 1
        finally:
            painter.end()
        if self._at >= len(plan.pins):
            self._timer.stop()
            self.painted.emit(image)
