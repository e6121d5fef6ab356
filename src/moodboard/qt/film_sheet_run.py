# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a film's exported page: a PDF with text as text, or a picture band by band."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan, Mode
from moodboard.domain.film_sheet import FilmSheet, SheetRequest
from moodboard.qt.export_run import application
from moodboard.qt.film_sheet import Composed, LeftOut, composed
from moodboard.qt.film_sheet_pictures import SheetPictures
from moodboard.qt.film_sheet_pieces import Canvas
from moodboard.services import exporting
from moodboard.services.film_sheet import sheet_of

Report = Callable[[int, int], None]
_RESOLUTION = 1200
"""Of a PDF's coordinates; its pictures have the shape's own dots."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it."""

    pages: int
    width: int
    height: int
    left_out: LeftOut
    unread: int
    """Pictures that could not be read."""


def export(request: SheetRequest, to: Path, report: Report) -> Written:
    """Write the file; a cancel (``report`` raises) or an error leaves nothing behind."""
    sheet = sheet_of(request)
    with application():
        made = composed(request, sheet)
        painter = SheetPainter(request, made)
        exporting.write(painter.plan, painter, to, report)
        width, height = made.pixels
        return Written(made.pages, width, height, made.left_out, len(painter.pictures.missing))


class SheetPainter:
    """Paints what was composed; ``services.exporting`` writes it."""

    def __init__(self, request: SheetRequest, made: Composed) -> None:
        self._made = made
        self.pictures = SheetPictures()
        width, height = made.pixels
        self.plan = ExportPlan(
            made.title, request.format, width, height, made.scale, (0, 0), (), made.tokens.panel,
            request.shape.dpi, request.quality, Mode.AS_LAID_OUT, request.dark,
        )  # fmt: skip

    def paint_band(self, y: int, height: int) -> bytes:
        """Return rows of RGB."""
        made = self._made
        image = QImage(self.plan.width, height, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        try:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            painter.translate(0, -y)
            painter.scale(made.scale, made.scale)
            canvas = Canvas(painter, made.tokens, self.pictures, made.scale)
            made.paint(canvas, 0, y / made.scale, (y + height) / made.scale, lambda: None)
        finally:
            painter.end()
        plain = image.convertToFormat(QImage.Format.Format_RGB888)
        row, stride = plain.width() * 3, plain.bytesPerLine()
        data = bytes(plain.constBits())
        if row == stride:
            return data[: row * height]
        return b"".join(data[n * stride : n * stride + row] for n in range(height))

    def write_document(self, to: Path, report: Report) -> None:
        """Write all pages as PDF."""
        made = self._made
        writer = QPdfWriter(str(to))
        writer.setTitle(made.title)
        writer.setCreator("Moodboard")
        writer.setResolution(_RESOLUTION)
        points = QSizeF(made.width * 72 / 96, made.height * 72 / 96)
        size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Point)
        layout.setMode(QPageLayout.Mode.FullPageMode)
        writer.setPageLayout(layout)
        painter = QPainter()
        if not painter.begin(writer):
            raise KnownError(f"{to.parent} cannot be written to. Choose another folder.")
        done, total = 0, max(1, len(made.laid))

        def told() -> None:
            nonlocal done
            done += 1
            report(min(done, total), total)

        try:
            for page in range(made.pages):
                if page:
                    writer.newPage()
                painter.resetTransform()
                painter.scale(_RESOLUTION / 96, _RESOLUTION / 96)
                made.paint(
                    Canvas(painter, made.tokens, self.pictures, made.scale), page, 0, made.height, told
                )
            report(total, total)
        finally:
            painter.end()


def preview(
    request: SheetRequest, sheet: FilmSheet, pictures: SheetPictures, width: int, most: int
) -> QImage:
    """Return the first page so many pixels wide, and no higher than ``most``."""
    made = composed(request, sheet)
    scale = width / made.width
    height = min(most, max(1, round(made.height * scale)))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(scale, scale)
        canvas = Canvas(painter, made.tokens, pictures, scale)
        made.paint(canvas, 0, 0, height / scale, lambda: None)
    finally:
        painter.end()
    return image


def preview_of(request: SheetRequest, width: int, most: int) -> QImage:
    """Return the first page of a film as it is now, for a job."""
    return preview(request, sheet_of(request), SheetPictures(), width, most)
