# SPDX-License-Identifier: GPL-3.0-or-later
"""Run an export from the first step to the last in a process without a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from moodboard.domain.export import ExportPlan, ExportRequest
from moodboard.qt import fonts
from moodboard.qt.board_painter import BoardPainter, ExportMetrics
from moodboard.qt.export_source import PlanSource
from moodboard.services import exporting, exporting_plan
from moodboard.services.boards import OpenBoard


def export(
    request: ExportRequest, opened: OpenBoard, to: Path, report: Callable[[int, int], None]
) -> tuple[ExportPlan, frozenset[str]]:
    """Write the file; returns what was planned and the pictures that could not be read."""
    application = QGuiApplication.instance() or QGuiApplication([])
    fonts.load_fonts()
    source = PlanSource(opened.stills, opened.lines, opened.films)
    plan = exporting_plan.planned(request, opened, ExportMetrics(source))
    painter = BoardPainter(plan)
    exporting.write(plan, painter, to, report)
    del application
    return plan, frozenset(painter.source.missing)
