# SPDX-License-Identifier: GPL-3.0-or-later
"""500 stills of 1080p taken in: how long, how much memory, and how long the event loop ever stalled."""

from __future__ import annotations

import argparse
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QTimer

from common import empty_library, memory, pictures
from moodboard.qt.jobs import Job, JobRunner
from moodboard.services import boards, intake


def main(count: int) -> None:
    """Take the pictures in as the window does, in a job, beside a beating event loop."""
    app = QCoreApplication([])
    with TemporaryDirectory() as made, empty_library():
        paths = pictures(Path(made), count)
        board, _changes = boards.create_board("Bench")
        runner, beats = JobRunner(), [time.perf_counter()]
        heart = QTimer()
        heart.timeout.connect(lambda: beats.append(time.perf_counter()))
        heart.start(1)
        started = time.perf_counter()

        def drop(report: object) -> object:
            found = intake.take_in(paths, None, report)
            boards.apply_edit(board.id, intake.pin_pictures(board.id, found.stills))
            return found

        job = Job(drop, writes=True)
        job.finished.connect(app.quit)
        runner.start(job)
        app.exec()
        taken = time.perf_counter() - started
        stall = max(later - sooner for sooner, later in pairwise(beats))
        pins = len(boards.open_board(board.id).pins)
        print(f"{count} stills 1080p dropped: {pins} pinned in {taken:.2f} s (goal 12 s for 500)")
        print(f"longest event-loop stall {stall * 1e3:.0f} ms (goal 50), {memory():.0f} MB")
        runner.stop_all()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    main(parser.parse_args().count)
