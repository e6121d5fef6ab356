# SPDX-License-Identifier: GPL-3.0-or-later
"""Write an export as a PDF: text as text, pictures as fine as the page needs them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan
from moodboard.domain.ground import parse
from moodboard.qt import board_painter, paint
from moodboard.qt.export_source import PlanSource
from moodboard.qt.paint_ground import grain_cell, paint_ground_in_tiles


def write(
    plan: ExportPlan, source: PlanSource, look: paint.Look, to: Path, report: Callable[[int, int], None]
) -> None:
    """Write one page, as large as the plan's pixels are at its dots per inch."""
    writer = QPdfWriter(str(to))
    writer.setTitle(plan.title)
    writer.setCreator("Moodboard")
    writer.setResolution(plan.dpi)
    points = QSizeF(plan.width * 72 / plan.dpi, plan.height * 72 / plan.dpi)
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    orientation = QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, orientation, QMarginsF(), QPageLayout.Unit.Point)
    layout.setMode(QPageLayout.Mode.FullPageMode)
    writer.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(writer):
        raise KnownError(f"{to.parent} cannot be written to. Choose another folder.")
    try:
        if plan.background is not None:
            page = QRectF(0, 0, plan.width, plan.height)
            cell = grain_cell(plan.width, plan.height)
            paint_ground_in_tiles(painter, page, parse(plan.background), cell)
        board_painter.to_units(painter, plan)
        total = max(1, len(plan.pins))
        for done, pin in enumerate(plan.pins):
            report(done, total)
            paint.paint_pin(painter, pin, source, look)
        report(total, total)
    finally:
        painter.end()
