# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's log: one small rotating file, and where a hard crash leaves its trace."""

import faulthandler
import logging
import logging.handlers
import platform
from pathlib import Path
from typing import TextIO

from moodboard import __version__

LOG_NAME = "moodboard.log"
CRASH_NAME = "crash.log"
_crash_file: TextIO | None = None


def start_log(folder: Path) -> None:
    """Write messages to ``folder``; when it cannot be written, the program goes on without a log."""
    global _crash_file
    root = logging.getLogger()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / LOG_NAME, maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
        # Kept open on purpose: the fault handler writes to it when the process is already dying.
        _crash_file = (folder / CRASH_NAME).open("a", encoding="utf-8")
    except OSError as error:
        logging.getLogger(__name__).warning("No log file: %s", error)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    faulthandler.enable(_crash_file)
    logging.getLogger(__name__).info("Moodboard %s, Python %s", __version__, platform.python_version())


def last_crash(folder: Path) -> str:
    """Return what the last hard crash left, and clear it; empty when there was none."""
    path = folder / CRASH_NAME
    try:
        text = path.read_text(encoding="utf-8")
        if text:
            path.write_text("", encoding="utf-8")
    except OSError:
        return ""
    return text
