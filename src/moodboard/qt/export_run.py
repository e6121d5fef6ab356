# SPDX-License-Identifier: GPL-3.0-or-later
"""Run an export from the first step to the last in a process without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from moodboard.domain import framing, walk
from moodboard.domain.board import Pin
from moodboard.domain.errors import KnownError
from moodboard.domain.export import ExportPlan, ExportRequest
from moodboard.domain.walk import WalkKind
from moodboard.qt import fonts
from moodboard.qt.board_painter import BoardPainter, ExportMetrics
from moodboard.qt.export_source import PlanSource
from moodboard.services import exporting, exporting_plan, exporting_walk
from moodboard.services.boards import OpenBoard
from moodboard.services.writing import written_whole


def export(
    request: ExportRequest,
    opened: OpenBoard,
    to: Path,
    report: Callable[[int, int], None],
    planned: Callable[[ExportPlan], None] = lambda _plan: None,
) -> tuple[ExportPlan, frozenset[str]]:
    """Write the file; returns what was planned and the pictures that could not be read.

    ``planned`` is told the plan before the first byte is written.
    """
    with application():
        plan = _planned(request, opened)
        planned(plan)
        painter = BoardPainter(plan)
        exporting.write(painter.plan, painter, to, report)
        return painter.plan, frozenset(painter.source.missing)


def export_walk(
    request: ExportRequest, opened: OpenBoard, to: Path, report: Callable[[int, int], None], every: bool
) -> tuple[Path, ...]:
    """Write the board through its rewatches; the files that were written."""
    kind = walk.kind_of(to)
    steps = walk.steps_of(exporting_walk.axis_of_board(opened), every and kind is not WalkKind.PICTURES)
    with application():
        plan = _planned(request, opened)
        is_film = kind is WalkKind.MP4
        if request.width is None or is_film:
            most = walk.LONGEST_SIDE if request.width is None else max(plan.width, plan.height)
            width, height = walk.fitted(plan.width, plan.height, most, even=is_film)
            plan = _planned(replace(request, width=width, height=height), opened)
        return exporting_walk.write(kind, plan, BoardPainter(plan), steps, to, report)


def export_frames(
    request: ExportRequest,
    opened: OpenBoard,
    frames: Sequence[Pin],
    to: Path,
    report: Callable[[int, int], None],
) -> list[tuple[Path, ExportPlan, frozenset[str]]]:
    """Write a file for each frame beside ``to``, all of them or none; what ``export`` tells, of each."""
    done: list[tuple[Path, ExportPlan, frozenset[str]]] = []
    with application(), ExitStack() as files:
        for n, (frame, file) in enumerate(zip(frames, framing.files_for(frames, to), strict=True)):
            try:
                painter = BoardPainter(_planned(replace(request, frame=frame.uuid), opened))
                unfinished = files.enter_context(written_whole(file))
                exporting.write_into(painter.plan, painter, unfinished, _part_of(report, n, len(frames)))
            except KnownError as error:
                raise KnownError(f"The frame “{frame.text}”: {error} No file was written.") from error
            done.append((file, painter.plan, frozenset(painter.source.missing)))
    return done


def _part_of(report: Callable[[int, int], None], n: int, count: int) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        report(n * 1000 + 1000 * done // max(1, total), count * 1000)

    return tell


def _planned(request: ExportRequest, opened: OpenBoard) -> ExportPlan:
    source = PlanSource(opened.stills, opened.lines, opened.films)
    return exporting_plan.planned(request, opened, ExportMetrics(source))


@contextmanager
def application() -> Iterator[None]:
    """Keep Qt, without a window, and our fonts while something is measured or painted."""
    running = QGuiApplication.instance() or QGuiApplication([])
    fonts.load_fonts()
    yield
    del running
