# SPDX-License-Identifier: GPL-3.0-or-later
"""`moodboard` to a painted window with 10,000 films, warm; and the memory it then holds."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from common import empty_library, fill_films, show

PROBE = """
import sys, time
started = float(sys.argv[1])
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from moodboard import app, wiring
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
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    with empty_library() as folder:
        fill_films(10_000, 30_000)
        seconds, megabytes = [], []
        for number in range(6):
            line = [sys.executable, "-c", PROBE, str(time.time()), "--library", str(folder)]
            done = subprocess.run(line, capture_output=True, text=True, env=environment, check=True)
            taken, rss = (float(word) for word in done.stdout.split()[-2:])
            if number:
                seconds.append(taken)
                megabytes.append(rss)
        show("start to a painted window, 10,000 films", seconds, "<= 500")
        print(f"memory then: {max(megabytes):.0f} MB (goal 110)")


if __name__ == "__main__":
    main()
