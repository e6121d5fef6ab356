# SPDX-License-Identifier: GPL-3.0-or-later
"""Plan an export and write it: to a file beside the target first, which then takes its name.

The painting comes in through ``Painter``, so nothing here knows Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from moodboard.domain.export import ExportPlan, ExportRequest, Format, Metrics, PlainMetrics
from moodboard.services import boards, exporting_plan, exporting_raster
from moodboard.services.writing import unfinished_name, written_whole

Report = Callable[[int, int], None]
_BAND_BYTES = 6_000_000


class Painter(Protocol):
    """Paints what was planned."""

    def paint_band(self, y: int, height: int) -> bytes:
        """Return rows ``y`` to ``y + height``: RGB, or RGBA when the plan's background is clear."""

    def write_document(self, to: Path, report: Report) -> None:
        """Write a PDF, an SVG or a page."""


def _silent(done: int, total: int) -> None:
    """Report to nobody."""


def plan(request: ExportRequest, metrics: Metrics | None = None) -> ExportPlan:
    """Work out what will be painted where; nothing is written."""
    opened = boards.open_board(request.board_id)
    return exporting_plan.planned(request, opened, metrics or PlainMetrics())


def write(plan: ExportPlan, painter: Painter, to: Path, report: Report = _silent) -> None:
    """Paint the plan into the file; a cancel (``report`` raises) or an error leaves nothing behind."""
    with written_whole(to) as unfinished:
        write_into(plan, painter, unfinished, report)


def write_into(plan: ExportPlan, painter: Painter, unfinished: Path, report: Report = _silent) -> None:
    """Paint the plan into a file that gets its name later."""
    if plan.format.is_document:
        painter.write_document(unfinished, report)
        return
    with unfinished.open("wb") as file:
        exporting_raster.write(plan, _bands(plan, painter, report), file)


def band_height(plan: ExportPlan) -> int:
    """Return how many rows are painted at once: few for wide pictures, so that memory stays bounded."""
    return max(16, min(plan.height, _BAND_BYTES // (plan.width * 4)))


def _bands(plan: ExportPlan, painter: Painter, report: Report) -> Iterator[tuple[int, bytes]]:
    step = band_height(plan)
    report(0, plan.height)
    for y in range(0, plan.height, step):
        rows = min(step, plan.height - y)
        yield rows, painter.paint_band(y, rows)
        report(y + rows, plan.height)


__all__ = ["Format", "Painter", "Report", "band_height", "plan", "unfinished_name", "write", "write_into"]
