# SPDX-License-Identifier: GPL-3.0-or-later
"""Paint an export with the painter of the screen: whole, or band by band for files of any size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from moodboard.domain import strokes
from moodboard.domain.board import Pin, PinKind, Rect, TextStyle
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan, ExportRequest, Format, Measured
from moodboard.domain.ground import parse
from moodboard.qt import paint, text
from moodboard.qt.export_source import ExportSource, PlanSource
from moodboard.qt.paint_ground import grain_cell, paint_ground
from moodboard.qt.paint_still import caption_height
from moodboard.qt.paint_words import line_of
from moodboard.qt.text import Composed
from moodboard.qt.tokens import DARK, LIGHT

Report = Callable[[int, int], None]
CLIPBOARD_PIXELS = 40_000_000
"""More than this is a file's work, not a clipboard's."""


class ExportMetrics:
    """Answers planning with the real fonts."""

    def __init__(self, source: PlanSource | None = None) -> None:
        self._source = source

    def text(self, words: str, style: TextStyle, width: float) -> Measured:
        """Return the room that the words take when they may be ``width`` wide."""
        made = text.line_of(words or " ", replace(style, attribution=False), width)
        return Measured(made.natural_width, made.height)

    def extent(self, pin: Pin) -> Rect:
        """Return the pin's bounds with what hangs below it, without its shadow."""
        bounds, below = pin.place.bounds, 0.0
        if pin.kind is PinKind.DRAWING:
            return strokes.extent(pin)
        if pin.kind is PinKind.STILL and pin.style.caption:
            below = caption_height(self._caption(pin), pin.place.width)
        elif pin.kind is PinKind.NOTE:
            below = paint.note_size(pin.text, pin.style.text, pin.place.width)[1] - pin.place.height
        elif pin.kind is PinKind.LINE:
            made = self._line(pin)
            if made is not None:
                below = made.height - pin.place.height
                bounds = bounds.grown(made.hung) if made.hung and pin.place.turn % 360 else bounds
                bounds = Rect(bounds.x - made.hung_left, bounds.y, bounds.width + made.hung, bounds.height)
        if below <= 0:
            return bounds
        if pin.place.turn % 360:
            return bounds.grown(below)
        return Rect(bounds.x, bounds.y, bounds.width, bounds.height + below)

    def _caption(self, pin: Pin) -> str:
        return self._source.caption(pin) if self._source is not None else pin.style.caption

    def _line(self, pin: Pin) -> Composed | None:
        return line_of(pin, self._source) if self._source is not None and pin.line else None


class BoardPainter:
    """Paints the bands, or the document, of one plan."""

    def __init__(self, plan: ExportPlan, source: PlanSource | None = None) -> None:
        self.plan = plan
        self.source = source or ExportSource(plan)
        self._look = look_of(plan)
        self._extents = [(pin, paint.pin_extent(pin, self.source, plan.scale)) for pin in plan.pins]

    def paint_band(self, y: int, height: int) -> bytes:
        """Return rows of RGB, or RGBA where the background is clear."""
        self.source.passed(self._top(y))
        image = new_image(self.plan, height, y)
        painter = QPainter(image)
        try:
            self.paint_on(painter, y, height)
        finally:
            painter.end()  # Qt aborts when an image goes away under its painter
        kind = QImage.Format.Format_RGBA8888 if self.plan.clear else QImage.Format.Format_RGB888
        return _packed(image.convertToFormat(kind), 4 if self.plan.clear else 3)

    def paint_without(self, hidden: frozenset[str]) -> bytes:
        """Return the whole picture, as ``paint_band`` does, without some pins or their twins."""
        whole = self._extents
        self._extents = [one for one in whole if hidden.isdisjoint((one[0].uuid, one[0].twin or one[0].uuid))]
        try:
            self.source.hidden = hidden
            return self.paint_band(0, self.plan.height)
        finally:
            self._extents = whole
            self.source.hidden = frozenset()

    def paint_on(self, painter: QPainter, y: int, height: int) -> None:
        """Paint the rows on a painter of device pixels, the first of them at its top."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._to_units(painter, y)
        rows = Rect(
            self.plan.origin[0], self._top(y), self.plan.width / self.plan.scale, height / self.plan.scale
        )
        rows = rows.grown(2 / self.plan.scale)
        shown = [pin for pin, extent in self._extents if extent.meets(rows)]
        paint.paint_pins(painter, shown, self.source, self._look)

    def write_document(self, to: Path, report: Report) -> None:
        """Write the plan as a PDF, a page or an SVG."""
        if self.plan.format is Format.PDF:
            from moodboard.qt import pdf

            pdf.write(self.plan, self.source, self._look, to, report)
        elif self.plan.format is Format.HTML:
            from moodboard.qt import page

            page.write(self.plan, self.source, self._look, to, report)
        else:
            from moodboard.qt import svg

            svg.write(self.plan, self.source, self._look, to, report)

    def _top(self, y: int) -> float:
        return self.plan.origin[1] + y / self.plan.scale

    def _to_units(self, painter: QPainter, y: int) -> None:
        to_units(painter, self.plan, y)


def to_units(painter: QPainter, plan: ExportPlan, y: int = 0) -> None:
    """Make a painter of device pixels one of the layout's units, with row ``y`` at its top."""
    painter.translate(0, -y)
    painter.scale(plan.scale, plan.scale)
    painter.translate(-plan.origin[0], -plan.origin[1])
    if plan.clip is not None:
        clip = plan.clip
        painter.setClipRect(QRectF(clip.x, clip.y, clip.width, clip.height))


def look_of(plan: ExportPlan) -> paint.Look:
    """Return how the plan's pins look: with an ink that can be read on its background."""
    cell = grain_cell(plan.width, plan.height)
    look = paint.Look(DARK if plan.dark else LIGHT, show_frames=False, scale=plan.scale, grain=cell)
    return paint.look_on(plan.background or "", look)


def new_image(plan: ExportPlan, height: int, y: int = 0) -> QImage:
    """Return an image as wide as the plan, filled with its background from row ``y`` on."""
    kind = QImage.Format.Format_ARGB32_Premultiplied if plan.clear else QImage.Format.Format_RGB32
    image = QImage(plan.width, height, kind)
    if image.isNull():
        raise KnownError("There is not enough memory for a picture this large. Make it smaller.")
    if plan.background is None:
        image.fill(QColor(0, 0, 0, 0))
        return image
    painter = QPainter(image)
    painter.translate(0, -y)
    whole = QRectF(0, 0, plan.width, plan.height)
    cell = grain_cell(plan.width, plan.height)
    paint_ground(painter, whole, parse(plan.background), cell, QRectF(0, y, plan.width, height))
    painter.end()
    return image


def image_of(plan: ExportPlan, source: PlanSource | None = None) -> QImage:
    """Paint the whole plan at once, for the clipboard."""
    if plan.width * plan.height > CLIPBOARD_PIXELS:
        raise KnownError("That is too large for the clipboard. Export it to a file, or choose fewer pins.")
    image = new_image(plan, plan.height)
    painter = QPainter(image)
    try:
        BoardPainter(plan, source).paint_on(painter, 0, plan.height)
    finally:
        painter.end()
    metre = round(plan.dpi / 0.0254)
    image.setDotsPerMeterX(metre)
    image.setDotsPerMeterY(metre)
    return image


def planned(request: ExportRequest) -> ExportPlan:
    """Plan with the real fonts and this board's captions."""
    from moodboard.services import boards, exporting_plan

    opened = boards.open_board(request.board_id)
    source = PlanSource(opened.stills, opened.lines, opened.films)
    return exporting_plan.planned(request, opened, ExportMetrics(source))


def copied_image(request: ExportRequest) -> QImage:
    """Return a board or a selection as one image, as large as the clipboard should hold."""
    plan = planned(request)
    if plan.width * plan.height > CLIPBOARD_PIXELS:
        smaller = (CLIPBOARD_PIXELS / (plan.width * plan.height)) ** 0.5
        width = max(1, int(plan.width * smaller * 0.99))
        plan = planned(replace(request, width=width, height=None))
    return image_of(plan)


def colour_hex(words: str) -> str | None:
    """Return ``#rrggbb`` for a colour by name or number, None when it is none."""
    if not QColor.isValidColorName(words):
        return None
    return QColor(words).name()


def _packed(image: QImage, channels: int) -> bytes:
    """Return the rows without the padding that Qt puts after them."""
    row = image.width() * channels
    data = image.constBits()
    if image.bytesPerLine() == row:
        return bytes(data)
    step = image.bytesPerLine()
    return b"".join(bytes(data[n * step : n * step + row]) for n in range(image.height()))
