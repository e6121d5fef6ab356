# SPDX-License-Identifier: GPL-3.0-or-later
"""`moodboard` to a painted window with 10,000 films, warm; and the memory it then holds."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from common import empty_library, fill_films, run, show

RUNS = 9

PROBE = """
import sys, time
started = float(sys.argv[1])
from moodboard import app
from moodboard.qt.plain_imports import stop_reading
stop_reading()  # as the program itself does, before all else that imports Qt
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from moodboard import wiring
shown = wiring.Program.show
def show(program):
    shown(program)
    QApplication.processEvents()
    seconds = time.time() - started
    rows = open('/proc/self/status').read().splitlines()
    rss = next(row for row in rows if row.startswith('VmRSS')).split()[1]
    print(seconds, int(rss) / 1024, flush=True)
    QTimer.singleShot(0, QApplication.quit)
wiring.Program.show = show
sys.exit(app.main(sys.argv[2:]))
"""


def main() -> None:
    """Start the program several times and print the time from the process's start to its first paint."""
    with empty_library() as folder, TemporaryDirectory() as made:
        fill_films(10_000, 30_000)
        line = ["-c", PROBE, "--library", str(folder)]
        run([*line[:2], str(time.time()), *line[2:]], Path(made))
        seconds, processor, megabytes = [], [], []
        for _start in range(RUNS):
            _all, cpu, out = run([*line[:2], str(time.time()), *line[2:]], Path(made))
            taken, rss = (float(word) for word in out.split()[-2:])
            seconds.append(taken)
            processor.append(cpu)
            megabytes.append(rss)
        show("start to a painted window, 10,000 films", seconds, "<= 500")
        show("  processor time of it, the end included", processor)
        print(f"memory then: {max(megabytes):.0f} MB (goal 110)")


if __name__ == "__main__":
    main()
