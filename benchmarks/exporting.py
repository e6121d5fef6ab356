# SPDX-License-Identifier: GPL-3.0-or-later
"""A print of 70 megapixels (A1 at 300 dpi) of a board with 100 pins, in every raster format."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from common import empty_library, pictures
from moodboard.services import boards, intake

SIZE = (7016, 9933)


def main() -> None:
    """Export through the command line, as the window does, and print seconds and peak memory."""
    raw = SIZE[0] * SIZE[1] * 4 / 1024
    with TemporaryDirectory() as made, empty_library() as folder:
        found = intake.take_in(pictures(Path(made), 100))
        board, _changes = boards.create_board("Print")
        boards.apply_edit(board.id, intake.pin_pictures(board.id, found.stills))
        for suffix in ("png", "tiff", "jpg", "webp"):
            target = Path(made) / f"print.{suffix}"
            size = f"{SIZE[0]}x{SIZE[1]}"
            line = [
                sys.executable,
                "-m",
                "moodboard",
                "--library",
                str(folder),
                "export",
                "Print",
                str(target),
            ]
            started = time.perf_counter()
            child = subprocess.Popen([*line, "--size", size, "--dpi", "300"])
            _pid, _status, usage = os.wait4(child.pid, 0)
            taken = time.perf_counter() - started
            print(
                f"A1 at 300 dpi, 100 pins, {suffix:<5} {taken:6.2f} s  peak {usage.ru_maxrss / 1024:6.0f} MB "
                f"= {usage.ru_maxrss / raw:.2f} x raw  file {target.stat().st_size / 1e6:6.1f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
