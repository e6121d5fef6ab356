# SPDX-License-Identifier: GPL-3.0-or-later
"""Print every figure, one benchmark after the other, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from common import machine

HERE = Path(__file__).parent
EACH = (
    ["start.py"],
    ["pictures.py"],
    ["canvas.py", "--pins", "500"],
    ["canvas.py", "--pins", "5000"],
    ["canvas.py", "--pins", "20000"],
    ["arranging.py", "--pins", "500"],
    ["arranging.py", "--pins", "5000"],
    ["arranging.py", "--pins", "20000"],
    ["durability.py"],
    ["library.py"],
    ["library_window.py"],
    ["films_page.py"],
    ["importing.py"],
    ["catalogue.py"],
    ["commands.py"],
    ["exporting.py"],
    ["video.py"],
    ["cuts.py"],
    ["player.py"],
    ["lines_search.py"],
)


def main() -> int:
    """Run them all; returns 1 when one could not run."""
    print(machine(), flush=True)
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    failed = 0
    for command in EACH:
        print(f"\n{' '.join(command)}", flush=True)
        done = subprocess.run(
            [sys.executable, str(HERE / command[0]), *command[1:]], env=environment, check=False
        )
        failed |= done.returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
