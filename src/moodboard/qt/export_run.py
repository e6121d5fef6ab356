# SPDX-License-Identifier: GPL-3.0-or-later
"""Run an export from the first step to the last in a process without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from moodboard.domain import walk
from moodboard.domain.export import ExportPlan, ExportRequest
from moodboard.domain.walk import WalkKind
from moodboard.qt import fonts
from moodboard.qt.board_painter import BoardPainter, ExportMetrics
from moodboard.qt.export_source import PlanSource
from moodboard.services import exporting, exporting_plan, exporting_walk
from moodboard.services.boards import OpenBoard


def export(
    request: ExportRequest, opened: OpenBoard, to: Path, report: Callable[[int, int], None]
) -> tuple[ExportPlan, frozenset[str]]:
    """Write the file; returns what was planned and the pictures that could not be read."""
    with _application():
        painter = BoardPainter(_planned(request, opened))
        exporting.write(painter.plan, painter, to, report)
        return painter.plan, frozenset(painter.source.missing)


def export_walk(
    request: ExportRequest, opened: OpenBoard, to: Path, report: Callable[[int, int], None], every: bool
) -> tuple[Path, ...]:
    """Write the board through its rewatches; the files that were written."""
    kind = walk.kind_of(to)
    steps = walk.steps_of(exporting_walk.axis_of_board(opened), every and kind is not WalkKind.PICTURES)
    with _application():
        plan = _planned(request, opened)
        is_film = kind is WalkKind.MP4
        if request.width is None or is_film:
            most = walk.LONGEST_SIDE if request.width is None else max(plan.width, plan.height)
            width, height = walk.fitted(plan.width, plan.height, most, even=is_film)
            plan = _planned(replace(request, width=width, height=height), opened)
        return exporting_walk.write(kind, plan, BoardPainter(plan), steps, to, report)


def _planned(request: ExportRequest, opened: OpenBoard) -> ExportPlan:
    source = PlanSource(opened.stills, opened.lines, opened.films)
    return exporting_plan.planned(request, opened, ExportMetrics(source))


@contextmanager
def _application() -> Iterator[None]:
    application = QGuiApplication.instance() or QGuiApplication([])
    fonts.load_fonts()
    yield
    del application
